"""Lines and columns from offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import Place
from dealmodel.records.places import Places, SourceText

LINES = st.lists(
    st.tuples(st.text("ab €𝄞\t\u2028", max_size=5), st.sampled_from(["\n", "\r\n", "\r"]))
)


@given(LINES, st.data())
def test_line_and_column(lines: list[tuple[str, str]], data: st.DataObject) -> None:
    """Counted here by hand, line by line; a line cannot start with the \\n of its neighbour."""
    lines = [(f"|{line}", end) for line, end in lines] + [("|", "")]
    number = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[number][0])))
    text = "".join(line + end for line, end in lines)
    offset = sum(len(line + end) for line, end in lines[:number]) + column
    expected = Place("file", number + 1, column + 1, lines[number][0])
    assert SourceText("file", text).place(offset) == expected


def test_the_end_of_the_text_has_a_place() -> None:
    assert SourceText("file", "").place(0) == Place("file", 1, 1, "")
    assert SourceText("file", "a\n").place(2) == Place("file", 2, 1, "")


def test_a_single_claim_is_a_list_of_one() -> None:
    file = SourceText("file", "share: {says: 21%}")
    says = (14, 8, None)
    places = Places({("share",): (file, (7, 0, {"says": says}))})
    assert places.of(("share", 0, "says")) == Place("file", 1, 15, file.text)
    assert places.of(("share", 0, "says"), at_key=True) == Place("file", 1, 9, file.text)
    assert places.of(("share",)) == places.of(("share", 0)) == Place("file", 1, 1, file.text)
    assert places.of(("share", 1)) == Place("file", 1, 1, file.text)
    assert places.of(("paid",)) is None
