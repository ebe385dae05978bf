import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.reports.drawing.lettering import plain
from dealmodel.reports.drawing.mermaid import escaped, mermaid
from tests.reports.drawing.pictures import NASTY, book, graphs, picture

LABEL = r"(?:[\w ,\-%/()']|[^\x00-\x7f]|#\d+;|<br/>)*"
QUOTED = f'"{LABEL}"'
SHAPES = (r"\[", r"\]"), (r"\(\[", r"\]\)"), (r"{{", r"}}"), (r"\[\[", r"\]\]"), (r"\[/", r"/\]")
BOX = rf"  p\d+(?:{'|'.join(f'{left}{QUOTED}{right}' for left, right in SHAPES)})"
LINE = rf"  p\d+ (?:-->|-\.->|-\.-)\|{QUOTED}\| p\d+"
COMMENT = rf" *%% {LABEL}"
LOOK = (
    r"  (?:classDef asked [-\w:,]+|class p\d+(?:,p\d+)* asked|"
    r"linkStyle \d+(?:,\d+)* stroke:#\w+,color:#\w+,stroke-dasharray:\d+ \d+)"
)


def read(label: str) -> str:
    """A label as Mermaid shows it."""
    return re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label).replace("\u200b", "")


@given(graphs(most_boxes=8, most_lines=10))
@settings(max_examples=100)
def test_every_line_is_of_the_few_forms_that_are_meant(graph):
    first, second, kind, *rest = mermaid(graph).splitlines()
    assert kind == "flowchart TB"
    for line in (first, second, *rest):
        assert re.fullmatch(f"{BOX}|{LINE}|{COMMENT}|{LOOK}", line), line
        assert "%%" not in line.strip().removeprefix("%%")
    assert sum(re.fullmatch(BOX, line) is not None for line in rest) == len(graph.boxes)
    assert sum(re.fullmatch(LINE, line) is not None for line in rest) == len(graph.lines)


@given(st.text().map(plain) | st.sampled_from(NASTY).map(plain))
def test_a_label_reads_as_what_was_escaped(text):
    assert read(escaped(text)) == text.replace("\N{LATIN SMALL LIGATURE FL}", "fl")
    assert re.fullmatch(LABEL, escaped(text))


@pytest.mark.parametrize("beginning", ["$$", "fa:f", "%%", "://", "```"])
def test_what_would_begin_markup_is_parted(beginning):
    shown = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), escaped(f"a{beginning}b"))
    assert beginning not in shown or beginning == "```"


def test_a_picture_s_text():
    graph = picture(
        book(
            [("a", "b", ["51%"]), ("b", "c", ["21%", "25%"]), ("a", "c", [])],
            names={"a": 'Ann "Quote" [x]', "b": "B & Co", "c": "C"},
            kinds={"a": "person"},
        ),
        held="c",
    )
    assert mermaid(graph) == (
        "%% Who holds C\n"
        "%% Deal#58; economic interest, all that is known, whatever its date\n"
        "flowchart TB\n"
        '  p0(["Ann #34;Quote#34; #91;x#93;<br/>person"])\n'
        '  p1["B #38; Co<br/>company"]\n'
        '  p2["C<br/>company"]\n'
        "  %% Ann #34;Quote#34; #91;x#93; holds 51% (Paper S) of B #38; Co\n"
        '  p0 -->|"51%"| p1\n'
        "  %% B #38; Co holds 21% (Paper S) / 25% (Paper T) of C, which cannot all be right\n"
        '  p1 -->|"21% / 25%<br/>sources disagree"| p2\n'
        "  %% Ann #34;Quote#34; #91;x#93; holds a share of C that no source states\n"
        '  p0 -.->|"share not stated"| p2\n'
        "  classDef asked stroke-width:4px,font-weight:bold\n"
        "  class p2 asked\n"
        "  linkStyle 1 stroke:#b3261e,color:#b3261e,stroke-dasharray:9 4\n"
        "  linkStyle 2 stroke:#222222,color:#222222,stroke-dasharray:2 4\n"
    )
