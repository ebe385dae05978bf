"""Claims changed in the text of a book: where they stand, and nowhere else."""

from __future__ import annotations

import difflib

import pytest

from dealmodel.books.editing import ClaimAddition, ClaimChange, with_claims
from dealmodel.books.reading import read_book
from dealmodel.errors import UsageError

HEAD = """# A deal, as told.
book: Deals   # its title
sources: {a: {publisher: A}, b: {publisher: B}}
parties: {x: {name: X, kind: company}, y: {name: Y, kind: company}}
stakes:
  s:
    investor: x
    investee: y
"""
SHAPES = {
    "a single flow claim": "    share: {says: 21%, source: a}  # told\n    note: Later.\n",
    "a single block claim": "    share:\n      says: '21%'  # told\n      source: a\n    note: N\n",
    "a flow list": "    share: [{says: 21%, source: a}, {source: b, says: 20%}]  # two\n",
    "a flow list over lines": "    share: [\n      {says: 21%, source: a},\n      {says: 20%,"
    " source: b},  # last\n    ]\n",
    "a block list of flow claims": "    share:\n      # first\n      - {says: 21%, source: a}\n"
    '      - {says: "20%", source: b}  # second\n    note: N\n',
    "a block list of block claims": "    share:\n    - says: 21%\n      source: a\n\n"
    "    - source: b\n      says: >-\n        20%\n    # after\n    note: N\n",
    "the end of the file": "    share:\n      - says: 21%\n        source: a",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("name", SHAPES)
def test_a_claim_is_changed_and_one_is_added(name: str, ends: str) -> None:
    text = (HEAD + SHAPES[name]).replace("\n", ends)
    path = ("stakes", "s", "share")
    before = read_book(text)
    count = len(before.stakes["s"].share)
    note = 'so says "the editor" # 1: {x}'
    new = with_claims(
        text,
        [
            ClaimChange((*path, count - 1), {"says": "25%", "note": note}),
            ClaimAddition(path, {"says": "about 30%", "source": "b"}),
            ClaimAddition(path, {"says": "31%", "source": "a"}),
        ],
    )
    after = read_book(new)
    shares = after.stakes["s"].share
    assert [each.says for each in shares[count - 1 :]] == ["25%", "about 30%", "31%"]
    assert shares[count - 1].note == note
    assert shares[: count - 1] == before.stakes["s"].share[: count - 1]
    assert after.stakes["s"].note == before.stakes["s"].note
    old_lines, new_lines = text.splitlines(), new.splitlines()
    for line in difflib.unified_diff(old_lines, new_lines, n=0, lineterm=""):
        if line.startswith("-") and not line.startswith("---"):
            assert "%" in line or "source" in line or "says" in line
    assert all(each in new for each in ("# A deal, as told.", "# its title"))
    assert text.count("#") <= new.count("#")
    if ends == "\r\n":
        assert new.replace("\r\n", "").count("\n") == 0


def test_bounds_are_a_list_of_texts() -> None:
    text = HEAD + SHAPES["a single flow claim"]
    change = ClaimChange(("stakes", "s", "share", 0), {"bounds": ("20%", "22%")})
    share = read_book(with_claims(text, [change])).stakes["s"].share[0]
    assert share.bounds == ("20%", "22%")


@pytest.mark.parametrize("path", [("stakes", "t", "share", 0), ("stakes", "s", "share", 5)])
def test_what_is_not_there_is_an_error(path: tuple[str | int, ...]) -> None:
    with pytest.raises(UsageError, match=r"there is no stakes\.\w\.share\.\d"):
        with_claims(HEAD + SHAPES["a flow list"], [ClaimChange(path, {"says": "1%"})])
