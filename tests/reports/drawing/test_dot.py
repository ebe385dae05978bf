import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.reports.drawing.dot import dot, quoted
from dealmodel.reports.drawing.lettering import plain
from tests.reports.drawing.pictures import NASTY, book, graphs, picture

TEXT = r'"(?:[^"\\]|\\.)*"'
VALUE = rf"(?:{TEXT}|\w+)"
SET = rf"\[\w+={VALUE}(?:, \w+={VALUE})*\]"
STATEMENT = rf"  (?:graph|node|edge|p\d+|p\d+ -> p\d+) {SET};"


def read(string: str) -> str:
    """A string of DOT as Graphviz shows it."""
    inner = string[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return inner.replace("&amp;", "&")


@given(graphs(most_boxes=8, most_lines=10))
@settings(max_examples=100)
def test_every_statement_is_of_the_few_forms_that_are_meant(graph):
    first, *statements, last = dot(graph).splitlines()
    assert (first, last) == ("digraph ownership {", "}")
    for statement in statements:
        assert re.fullmatch(STATEMENT, statement), statement
    assert sum(" -> " in re.sub(TEXT, "", each) for each in statements) == len(graph.lines)


@given(st.text().map(plain) | st.sampled_from(NASTY).map(plain))
def test_a_string_ends_where_it_should_and_reads_as_what_was_quoted(text):
    assert re.fullmatch(TEXT, quoted(text))
    assert read(quoted(text)) == text


def test_a_picture_s_text():
    talk = {"kind": "talks", "parties": ["a", "c"]} | {
        "status": [{"on": "2025", "stage": "talks", "evidence": "reported", "source": "s"}]
    }
    graph = picture(
        book(
            [("a", "b", ["51%"]), ("b", "c", ["21%", "25%"])],
            names={"a": 'Ann "Quote" \\N', "b": "B & Co", "c": "C"},
            kinds={"a": "person"},
            agreements={"g": talk},
        ),
        held="c",
    )
    whole = 'Ann \\"Quote\\" \\\\N holds 51% (Paper S) of B &amp; Co'
    told = "B &amp; Co holds 21% (Paper S) / 25% (Paper T) of C, which cannot all be right"
    talked = 'Ann \\"Quote\\" \\\\N and C, talks: talks, reported by Paper S, since 2025'
    assert dot(graph).splitlines()[5:] == [
        '  p0 [label="Ann \\"Quote\\" \\\\N\\nperson", shape=ellipse];',
        '  p1 [label="B &amp; Co\\ncompany"];',
        '  p2 [label="C\\ncompany", penwidth=3];',
        f'  p0 -> p1 [label="51%", tooltip="{whole}", labeltooltip="{whole}"];',
        f'  p1 -> p2 [label="21% / 25%\\nsources disagree", tooltip="{told}", '
        f'labeltooltip="{told}", style=dashed, color="#b3261e", fontcolor="#b3261e"];',
        f'  p0 -> p2 [label="talks, reported", tooltip="{talked}", labeltooltip="{talked}", '
        'style=dotted, color="#6b6b6b", fontcolor="#6b6b6b", dir=none, constraint=false];',
        "}",
    ]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_it():
    keys = {f"p{at}": name for at, name in enumerate(NASTY)}
    graph = picture(book([("p0", key, ["5%", "9%"]) for key in list(keys)[1:]], names=keys))
    found = subprocess.run(
        ["dot", "-Tplain"], input=dot(graph).encode(), capture_output=True, check=True
    )
    assert found.stderr == b""
    assert found.stdout.count(b"\nnode ") == len(NASTY)
    assert found.stdout.count(b"\nedge ") == len(NASTY) - 1
