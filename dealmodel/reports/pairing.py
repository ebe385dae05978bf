"""Which items of two lists go together, by keys that are less and less strict."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from dealmodel.dataclass import dataclass

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pairing(Generic[T]):
    """The items that go ``together``, in the order of the old ones, and those left on each side."""

    together: tuple[tuple[T, T], ...]
    only_old: tuple[T, ...]
    only_new: tuple[T, ...]


def paired(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]]
) -> Pairing[T]:
    """Every item once. Items go together that agree in the first of the keys, in order; then, of
    those that are left, those that agree in the next. Turned round, the same ones go together.

    >>> found = paired(["a1", "b1"], ["b2", "b1", "c1"], [lambda text: text, lambda text: text[0]])
    >>> found.together, found.only_old, found.only_new
    ((('b1', 'b1'),), ('a1',), ('b2', 'c1'))
    """
    partner: dict[int, int] = {}
    left, right = list(range(len(old))), list(range(len(new)))
    for key in keys:
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for at in right:
            waiting[key(new[at])].append(at)
        for at in left:
            same = waiting.get(key(old[at]))
            if same:
                partner[at] = same.popleft()
        taken = set(partner.values())
        left = [at for at in left if at not in partner]
        right = [at for at in right if at not in taken]
    return Pairing(
        tuple((old[at], new[partner[at]]) for at in sorted(partner)),
        tuple(old[at] for at in left),
        tuple(new[at] for at in right),
    )
