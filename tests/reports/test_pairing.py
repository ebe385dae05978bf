"""Which items of two lists go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from dealmodel.reports.pairing import paired

words = st.lists(st.text("ab1", max_size=3), max_size=8)
KEYS = (lambda word: word, lambda word: word[:2], lambda word: word[:1])


def test_the_strictest_key_goes_first() -> None:
    found = paired(["a1", "a2"], ["a3", "a1"], KEYS)
    assert found.together == (("a1", "a1"), ("a2", "a3"))
    assert (found.only_old, found.only_new) == ((), ())


def test_of_several_alike_each_goes_with_one() -> None:
    found = paired(["a", "a", "b"], ["a", "c"], KEYS)
    assert found.together == (("a", "a"),)
    assert (found.only_old, found.only_new) == (("a", "b"), ("c",))


@given(words, words)
def test_each_item_is_there_once_and_turned_round_the_same_go_together(
    old: list[str], new: list[str]
) -> None:
    found, back = paired(old, new, KEYS), paired(new, old, KEYS)
    assert Counter([one for one, _ in found.together] + [*found.only_old]) == Counter(old)
    assert Counter([other for _, other in found.together] + [*found.only_new]) == Counter(new)
    assert all(one[:1] == other[:1] for one, other in found.together)
    assert not {one[:1] for one in found.only_old} & {other[:1] for other in found.only_new}
    assert Counter(found.together) == Counter((one, other) for other, one in back.together)


def test_long_lists_are_not_gone_over_again_for_each_item() -> None:
    asked = 0

    def key(number: int) -> Hashable:
        nonlocal asked
        asked += 1
        return number

    paired(range(10_000), range(5_000, 15_000), [key, key, key])
    assert asked <= 3 * 20_000
