"""A company with what its holders can have of it, and the shares at which that is worth least or
most.

The shares lie between their bounds and are together the whole; where not all holders are named,
somebody else has what they leave. What the low ends leave is *free*. It is worth most where it goes
to the holders who are worth most, up to their high ends, and least where it goes to those who are
worth least. So the holders who are worth nothing to the owner are one, the *rest*, whatever their
number: with a total that is kept, a question is as large as the holders who matter to it.

Source: G. Dantzig, "Discrete-variable extremum problems", Operations Research 5 (1957): filling in
the order of worth is best where parts can be taken.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import Literal, NamedTuple

from dealmodel.dataclass import dataclass
from dealmodel.errors import OutOfRange
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.numbers import value_text

End = Literal["least", "most"]
Shares = Mapping[str, Fraction]
"""Holders with a number each: a share of one company, or what is held of them."""

WHOLE, NOTHING = Fraction(1), Fraction(0)


class Total(NamedTuple):
    """What several holders have together, and how many of the ends that make it are open."""

    low: Fraction
    high: Fraction
    low_open: int
    high_open: int

    def without(self, some: Total) -> Total:
        """What the others have, once ``some`` of them are taken out."""
        return Total(
            self.low - some.low,
            self.high - some.high,
            self.low_open - some.low_open,
            self.high_open - some.high_open,
        )


@dataclass(frozen=True)
class Company:
    """What a company's holders can have of it; ``is_complete``: they are all. ``beside`` is what
    they can have where they are beside the question, and limit those whom it is about; ``None``
    where that is the same."""

    name: str
    holders: Mapping[str, Bounds]
    is_complete: bool = False
    beside: Company | None = None

    @cached_property
    def total(self) -> Total:
        """What all holders have together."""
        return total_of(self.holders.values())

    @property
    def has_open_ends(self) -> bool:
        """Whether a holder's share is only approached somewhere."""
        opens = self.total.low_open or self.total.high_open
        return bool(opens or (self.beside is not None and self.beside.has_open_ends))

    def narrowed(self) -> Company:
        """The same holders, each within what the others leave it.

        >>> from dealmodel.figures.bounds import point
        >>> half = Bounds(Fraction(1, 2), Fraction(3, 5))
        >>> venture = Company("v", {"a": half, "b": Bounds(Fraction(0), Fraction(1))}, True)
        >>> venture.narrowed().holders["b"]
        [2/5, 1/2]

        Raises :class:`OutOfRange` where they hold more than the whole even at the least.
        """
        least, most, above, below = self.total
        if least > WHOLE or (least == WHOLE and above):
            raise self._beyond(least)
        complete = self.is_complete and (most > WHOLE or (most == WHOLE and not below))
        found = {}
        for name, bounds in self.holders.items():
            own = total_of((bounds,))
            left = WHOLE - (least - own.low), above > own.low_open
            top, high_open = nearer(left, (own.high, bool(own.high_open)), min)
            bottom, low_open = own.low, bool(own.low_open)
            if complete:
                needed = WHOLE - (most - own.high), below > own.high_open
                bottom, low_open = nearer(needed, (bottom, low_open), max)
            is_range = bottom < top
            found[name] = Bounds(bottom, top, low_open and is_range, high_open and is_range)
        return Company(self.name, found, complete)

    def can_be(self, asked: Mapping[str, Bounds]) -> bool:
        """Whether the holders can have shares within ``asked``, all of them at once."""
        least, most, above, below = total_of(asked.values())
        if least > WHOLE or (least == WHOLE and above):
            return False
        return not self.is_complete or most > WHOLE or (most == WHOLE and not below)

    def _beyond(self, least: Fraction) -> OutOfRange:
        parts = " + ".join(
            f"{name} {'above ' if total_of((bounds,)).low_open else ''}{_percent(low(bounds))}"
            for name, bounds in self.holders.items()
        )
        told = f"more than {_percent(least)}" if self.total.low_open else _percent(least)
        return OutOfRange(
            "the holders of a company",
            self.name,
            f"the holders of {self.name!r} have more than the whole: {parts} at the least is "
            f"{told}. Run dealmodel check for the claims behind it",
        )

    def shares(self, of: Sequence[str], worth: Shares, end: End, away: Mapping[str, int]) -> Shares:
        """The shares of the holders in ``of``, beside whom all are worth nothing, at which what
        they are worth together is least or most; of holders worth the same, those that are less far
        ``away`` come first."""
        if len(of) == 1:
            return {of[0]: self._alone(of[0], end)}
        shares = {name: low(self.holders[name]) for name in of}
        rest = self.rest(of)
        free = self._free(of, rest)
        sign, far = (1 if end == "least" else -1), len(away)

        def place(name: str) -> tuple[Fraction, int, str]:
            return sign * worth.get(name, NOTHING), away.get(name, far), name

        order = sorted(shares, key=place)
        if end == "least":
            free -= min(free, rest.high - rest.low)
        for name in order:
            given = min(free, high(self.holders[name]) - shares[name])
            shares[name] += given
            free -= given
        return shares

    def fixed(self, of: tuple[str, ...], end: End) -> Shares | None:
        """The shares of the holders in ``of`` that are best whatever they are worth, if there are
        such: for the most all high ends together leave no less than nothing, for the least others
        can take all that the low ends leave."""
        if (of, end) not in self._fixed:
            own, rest = total_of(map(self.holders.__getitem__, of)), self.rest(of)
            free = self._free(of, rest)
            found = None
            if end == "most" and own.high - own.low <= free:
                found = {name: high(self.holders[name]) for name in of}
            if end == "least" and free <= rest.high - rest.low:
                found = {name: low(self.holders[name]) for name in of}
            self._fixed[of, end] = found
        return self._fixed[of, end]

    @cached_property
    def _fixed(self) -> dict[tuple[tuple[str, ...], End], Shares | None]:
        return {}

    def better(self, shares: Shares, worth: Shares, end: End, away: Mapping[str, int]) -> Shares:
        """The best shares, or the given ones where those are worth as much."""
        best = self.shares(list(shares), worth, end, away)
        return shares if value_of(best, worth) == value_of(shares, worth) else best

    def support(
        self, of: Sequence[str], worth: Shares, end: End, barred: Collection[str]
    ) -> frozenset[str | None] | None:
        """The holders that can have a part where the shares are worth least or most, ``None`` being
        the rest; nothing of the ``barred`` may be held. ``None`` where no shares are worth that,
        since an open end is only approached."""
        free = self._free(of, self.rest(of))
        sign = 1 if end == "least" else -1
        parts = sorted(self._parts(of, worth), key=lambda part: sign * part.worth)
        found: set[str | None] = set()
        for _, alike in groupby(parts, key=lambda part: part.worth):
            several = list(alike)
            given = min(free, sum((each.high - each.low for each in several), NOTHING))
            free -= given
            held = _held(several, given, barred)
            if held is None:
                return None
            found |= held
        return frozenset(found)

    def rest(self, of: Sequence[str]) -> Total:
        """What all others have; whoever is not named may have the whole."""
        beside = self.beside or self
        rest = beside.total.without(total_of(map(beside.holders.__getitem__, of)))
        return rest if self.is_complete else rest._replace(high=rest.high + 1, high_open=0)

    def _free(self, of: Sequence[str], rest: Total) -> Fraction:
        """What the low ends leave of the whole."""
        if self.beside is None:
            return max(NOTHING, WHOLE - self.total.low)
        own = sum((low(self.holders[name]) for name in of), NOTHING)
        return max(NOTHING, WHOLE - own - rest.low)

    def _alone(self, name: str, end: End) -> Fraction:
        """What the only holder that matters has; who asks does not matter, so that it is kept."""
        known = self._kept.get((name, end))
        if known is None:
            least, most = low(self.holders[name]), high(self.holders[name])
            rest = self.rest((name,))
            free = self._free((name,), rest)
            if end == "least":
                free -= min(free, rest.high - rest.low)
            known = self._kept[name, end] = least + min(free, most - least)
        return known

    @cached_property
    def _kept(self) -> dict[tuple[str, End], Fraction]:
        return {}

    def _parts(self, of: Sequence[str], worth: Shares) -> Iterator[_Part]:
        for name in of:
            yield _Part(name, worth.get(name, NOTHING), *total_of((self.holders[name],)))
        yield _Part(None, NOTHING, *self.rest(of))


class _Part(NamedTuple):
    """What one holder, or the rest, can have, and what the owner has of it."""

    name: str | None
    worth: Fraction
    low: Fraction
    high: Fraction
    low_open: int
    high_open: int


def _held(
    parts: Sequence[_Part], given: Fraction, barred: Collection[str]
) -> set[str | None] | None:
    """Who of ``parts`` can have anything, where they have so much together beyond their low ends;
    ``None`` where they cannot have just that."""
    stopped = [each for each in parts if each.name in barred]
    if any(each.low or each.low_open for each in stopped):
        return None
    free = [each for each in parts if each.name not in barred]
    room = sum((each.high - each.low for each in free), NOTHING)
    if not given:
        # An end that is open though there is no room between the two is none of its own.
        if any(each.low_open for each in free):
            return None
        return {each.name for each in free if each.low}
    if given > room or (given == room and any(each.high_open for each in free)):
        return None
    return {each.name for each in free if each.high}


def low(bounds: Bounds) -> Fraction:
    """The low end of a share, which is at least nothing."""
    return max(NOTHING, bounds.low or NOTHING)


def high(bounds: Bounds) -> Fraction:
    """The high end of a share, which is at most the whole."""
    return WHOLE if bounds.high is None else min(WHOLE, bounds.high)


def value_of(shares: Shares, worth: Shares) -> Fraction:
    """What shares are worth together."""
    return sum((share * worth[name] for name, share in shares.items() if name in worth), NOTHING)


def total_of(several: Iterable[Bounds]) -> Total:
    """What holders with such bounds have together."""
    least, most, above, below = NOTHING, NOTHING, 0, 0
    for bounds in several:
        bottom, top = low(bounds), high(bounds)
        least, most = least + bottom, most + top
        above += bounds.low_open and bounds.low == bottom
        below += bounds.high_open and bounds.high == top
    return Total(least, most, above, below)


def nearer(
    one: tuple[Fraction, bool], other: tuple[Fraction, bool], pick: Callable[..., Fraction]
) -> tuple[Fraction, bool]:
    """The end that binds of two, and whether it is open: where they are equal, if either is."""
    end = pick(one[0], other[0])
    return end, any(is_open for at, is_open in (one, other) if at == end)


def _percent(share: Fraction) -> str:
    return value_text(share, kind="share")
