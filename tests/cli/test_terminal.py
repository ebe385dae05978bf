"""Text in lines of the terminal's width, marks in a text, and small tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dealmodel.cli.columns import columns
from dealmodel.cli.marking import marked_lines
from dealmodel.cli.terminal import cells, line_spans, wrapped
from dealmodel.figures.reader import find_figures

TEXTS = st.text(st.sampled_from("ab 5,%é\u0301万辆。\n"), max_size=80)


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_and_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in line_spans(text, width)]
    assert all(cells(line) <= width for line in lines)
    kept = "".join(lines).replace(" ", "")
    assert kept == text.replace(" ", "").replace("\n", "")


def test_lines_of_the_text_stay_lines() -> None:
    assert wrapped("one\n\ntwo three", 7) == ["one", "", "two", "three"]
    assert wrapped("", 7) == [""]


def test_chinese_is_broken_between_characters() -> None:
    assert wrapped("售价为五十万元", 6) == ["售价为", "五十万", "元"]
    assert wrapped("售价 10.98 起", 9) == ["售价", "10.98 起"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]


@given(st.text(st.sampled_from("ab 5¥%,.€\n[]⟨⟩"), max_size=60), st.integers(4, 40))
def test_marks_change_nothing_else_of_a_text(text: str, width: int) -> None:
    found = find_figures(text)
    plain = marked_lines(text, found, found.refused, 10_000, colour=False)
    marks = sum(len(f"[{at} ]") for at in range(1, len(found) + 1))
    marks += sum(len(f"⟨?{at} ⟩") for at in range(1, len(found.refused) + 1))
    lines = [line.rstrip(" ") for line in text.split("\n")]
    assert len("\n".join(plain).rstrip()) == len("\n".join(lines).rstrip()) + marks
    narrow = marked_lines(text, found, found.refused, width, colour=False)
    assert "".join("".join(narrow).split()) == "".join("".join(plain).split())


def test_a_mark_stays_with_its_figure() -> None:
    text = "aaaa 5,000 cars"
    found = find_figures(text)
    assert marked_lines(text, found, (), 8, colour=False) == ["aaaa", "[1 5,000", "cars]"]


def test_a_table_gives_its_widest_columns_less() -> None:
    rows = [["1", "just over 300,000 cars", "count"], ["2", "21%", "share"]]
    table = columns(["#", "figure", "kind"], rows, 22)
    assert table is not None
    assert table[1] == ["1  just over     count", "   300,000 cars"]
    assert columns(["#", "figure", "kind"], rows, 12) is None
