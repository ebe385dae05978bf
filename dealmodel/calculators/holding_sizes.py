"""What a claim on a holding says of the whole: a share of a class of shares, or a number of shares,
is a share of the company where that counts its shares, and else unknown.

As votes, shares count by the votes of their class, where the book has these of every class: a
holding of no known class then has unknown votes, unless one vote goes with each share.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from dealmodel.calculators.capital import Formula, part_of, through_class
from dealmodel.calculators.receipts import in_shares
from dealmodel.calculators.selection import Selection
from dealmodel.calculators.share_classes import class_key, class_of_share
from dealmodel.calculators.share_counts import Reader, ShareCounts, State
from dealmodel.calculators.valuation import SOME
from dealmodel.dataclass import dataclass, field, replace
from dealmodel.errors import InputError
from dealmodel.figures.bounds import Bounds, overlap, point
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.figures.units import PURE
from dealmodel.formulas.expression import Add, Constant, Leaf
from dealmodel.formulas.result import Result
from dealmodel.records.claim import Claim
from dealmodel.records.stake import Stake

_WHOLE = Bounds(Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True, repr=False)
class Sized(Figure):
    """A figure as the share of the whole that it is by numbers of shares: ``result``."""

    result: Result = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Size:
    """How figures of one record become shares of the whole. ``state`` are the counts of its day,
    ``since`` those of the day that is asked for, where there are later ones, ``name`` the class
    that the record states, ``stake`` the purchase that it is, if it is one. ``is_number``: the
    figures are numbers of shares; ``by_votes``: shares of the votes are asked for."""

    counts: ShareCounts
    state: State
    selection: Selection
    name: str | None = None
    stake: Stake | None = None
    since: State | None = None
    is_number: bool = False
    by_votes: bool = False

    @property
    def has_votes(self) -> bool:
        """Whether the votes of the shares of every class are known."""
        return bool(self._now.votes(Reader(USUAL, self.selection)))

    @property
    def _now(self) -> State:
        return self.since or self.state

    def of(self, figure: Figure, rules: HedgeRules) -> Figure | None:
        """The share of the whole that a figure says; ``None`` where that is not known."""
        reader = Reader(rules, self.selection, figure.source)
        try:
            found = self._share(figure, reader)
        except InputError:
            return None
        if found is None or isinstance(found, Figure):
            return found
        within = overlap(found.bounds, _WHOLE)
        if within is None or within == point(Fraction(0)):
            return None
        value = found.point if found.point is not None and found.point in within else None
        return Sized(
            figure.verbatim,
            figure.span,
            "share",
            value,
            PURE,
            figure.hedge,
            figure.granularity,
            within,
            f"{figure.why}; of the whole by the number of shares",
            source=figure.source,
            result=found,
        )

    def words(self, figure: Figure) -> str | None:
        """The class of shares that a figure is of, in words; none where it is one of the whole."""
        return class_of_share(figure, self.name)

    def _share(self, figure: Figure, reader: Reader) -> Figure | Result | None:
        name = self.words(figure)
        votes = self._now.votes(reader) if self.by_votes else {}
        if self.since is not None and self._is_more_than_all(figure, reader):
            return None
        if len({each for _, each in votes.values()}) > 1:
            key = class_key(name)
            if key not in votes:
                return None
            shares = [_weighed(*each) for each in votes.values()]
            whole = (
                reduce(Add, (f for f, _ in shares)),
                {k: q for _, i in shares for k, q in i.items()},
            )
            if self.is_number:
                held = _weighed(self._held(figure, reader), votes[key][1])
                return part_of(held, self._with_new(whole, held))
            return through_class(figure, _weighed(*votes[key]), whole)
        if self.is_number:
            return part_of(self._held(figure, reader), self._after(reader))
        if name is None:
            return figure
        return through_class(figure, *self.state.of_class(name, reader))

    def _after(self, reader: Reader) -> Formula:
        """All shares of the day, with those of the purchase."""
        if self.stake is None or self.since is not None:
            return self._now.all_shares(reader)
        return self.counts.after(self.stake, reader, "basic")[0]

    def _is_more_than_all(self, figure: Figure, reader: Reader) -> bool:
        """Whether more shares were bought than there were, however many there are now."""
        try:
            found = part_of(self._held(figure, reader), replace(self, since=None)._after(reader))
        except InputError:
            return False
        return found.bounds.low is not None and found.bounds.low > 1

    def _with_new(self, whole: Formula, held: Formula) -> Formula:
        """All votes with those of the shares bought, where these are counted before the purchase:
        of new shares all, of none that came from a holder, else something between."""
        stake = self.stake
        if (
            stake is None
            or self.since is not None
            or self.state.is_after(stake)
            or stake.shares_are == "secondary"
        ):
            return whole
        inputs = {**whole[1], **held[1]}
        if stake.shares_are == "primary":
            return whole[0] + held[0], inputs
        return whole[0] + Leaf("part") * held[0], {**inputs, "part": SOME}

    def _held(self, figure: Figure, reader: Reader) -> Formula:
        told = () if self.stake is None else self.stake.shares
        claims = [each for each in told if each.figure(reader.rules) is figure]
        held = reader.figure(claims) or figure
        ratio = None if self.stake is None else reader.figure(self.stake.ads_ratio)
        return in_shares("held", held, ratio)


def class_told(claims: Sequence[Claim], size: Size) -> str | None:
    """The class of shares that all claims are of, in words, if they are."""
    names = {size.words(claim.figure()) for claim in claims}
    return names.pop() if len(names) == 1 else None


def _weighed(shares: Formula, votes: Fraction) -> Formula:
    return shares[0] * Constant(votes), shares[1]
