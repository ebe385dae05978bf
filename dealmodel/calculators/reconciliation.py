"""Which of several sources' figures for one fact can be true together.

Vocabulary: accounts are *equal* when they print the same number, *compatible* when what they can
mean overlaps, after rounding and, for money, after conversion on the record's date or across its
period; on a *different basis* when they count different things; *contradictory* when no number
fits both; *undecided* when they cannot be brought to one unit, or are bare amounts that meet only
when the finer is rounded as roughly as the other (:mod:`dealmodel.calculators.rough`). A *cluster*
is a largest group of accounts that can all be true together.

Policy: accounts of one origin are one voice. Two rounded figures that meet only in the number
half-way between them ("20 %", "21 %" and 20.5 %) are contradictory: no one way of rounding gives
both. Clusters are found for one unit, by a sweep over the low ends; intervals that overlap pairwise
overlap all together (Helly's theorem in one dimension), so nothing is lost by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Any, Literal, TypeVar, cast

from dealmodel.calculators.accounts import Account, accounts, measured
from dealmodel.calculators.options import options_checked
from dealmodel.calculators.remedies import Remedy, rate_window, remedies
from dealmodel.calculators.rough import Told, can_be_rough, meet_when_rounded
from dealmodel.calculators.sides import Side, common_unit, side
from dealmodel.dataclass import Late, dataclass, field, replace
from dealmodel.errors import UsageError
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.figures.units import Unit
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.formula import Exchange
from dealmodel.rates.rate import Policy, PolicyKind, RateSource
from dealmodel.records.claim import Claim
from dealmodel.records.source import Source

Verdict = Literal["equal", "compatible", "different_basis", "contradictory", "undecided"]

T = TypeVar("T")

ALL_PAIRS = 16
"""Of up to so many sides every pair is named; of more, each one beside the main cluster's first."""


@dataclass(frozen=True)
class Pair:
    """Two accounts beside each other. ``common`` is where they overlap, ``gap`` what is between
    them where they do not, in the unit of the comparison."""

    left: Side
    right: Side
    verdict: Verdict
    common: Bounds | None
    gap: Fraction | None
    exchange: Exchange | None = None

    @cached_property
    def remedies(self) -> tuple[Remedy, ...]:
        """What would reconcile a contradictory pair, the smallest change first; looked for when
        it is asked for."""
        if self.verdict != "contradictory":
            return ()
        return remedies(self.left, self.right, self.exchange)

    @property
    def no_rate_between(self) -> tuple[date, date] | None:
        """The days of which no rate would reconcile two amounts in different currencies."""
        converted = self.left.conversion or self.right.conversion
        if self.verdict != "contradictory" or self.exchange is None or converted is None:
            return None
        if any(remedy.kind == "rate_date" for remedy in self.remedies):
            return None
        return rate_window(self.left, self.right, self.exchange)

    def to_dict(self, unit: Unit) -> dict[str, Any]:
        return {
            "left": self.left.account.says,
            "right": self.right.account.says,
            "sources": [self.left.account.source, self.right.account.source],
            "verdict": self.verdict,
            "overlap": None if self.common is None else measured(None, self.common, unit),
            "gap": None if self.gap is None else decimal_text(self.gap),
            "remedies": [remedy.to_dict() for remedy in self.remedies],
            "no_rate_between": None
            if self.no_rate_between is None
            else [str(day) for day in self.no_rate_between],
        }


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accounts that can all be true together. The first cluster of a reconciliation is labelled by
    how its own accounts stand to each other, the others by how they stand to it. ``common`` is
    where they overlap; ``None`` where they do so only within the tolerance of conversions."""

    label: Verdict
    sides: tuple[Side, ...]
    common: Bounds | None

    @property
    def voices(self) -> int:
        """The number of independent accounts."""
        return len({side.account.voice for side in self.sides})


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How accounts of one fact stand to each other, in ``unit``.

    ``unplaced`` are accounts that could not be brought to it, each with the reason.
    """

    verdict: Verdict
    kind: str
    unit: Unit
    clusters: tuple[Cluster, ...]
    pairs: tuple[Pair, ...]
    unplaced: tuple[tuple[Account, str], ...] = field(default=())
    exchange: Exchange | None = None

    def pair(self, left: Side, right: Side) -> Pair:
        """Two of its sides beside each other."""
        return _pair(left, right, self.exchange)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Every account's number, cluster by cluster."""
        return tuple(side for cluster in self.clusters for side in cluster.sides)

    @property
    def common(self) -> Bounds | None:
        """What all accounts on one basis allow; ``None`` where they cannot all be right."""
        on_basis = [each for each in self.clusters if each.label != "different_basis"]
        return on_basis[0].common if len(on_basis) == 1 else None

    @property
    def voices(self) -> int:
        """The number of independent accounts."""
        heard = {side.account.voice for side in self.sides}
        return len(heard | {account.voice for account, _ in self.unplaced})

    def to_dict(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "kind": self.kind,
            "unit": self.unit.text,
            "voices": self.voices,
            "overlap": None if self.common is None else measured(None, self.common, self.unit),
            "clusters": [
                {
                    "label": cluster.label,
                    "voices": cluster.voices,
                    "claims": [
                        side.account.to_dict()
                        | {"compared_as": measured(side.value, side.bounds, self.unit)}
                        for side in cluster.sides
                    ],
                    "overlap": None
                    if cluster.common is None
                    else measured(None, cluster.common, self.unit),
                }
                for cluster in self.clusters
            ],
            "pairs": [pair.to_dict(self.unit) for pair in self.pairs],
            "unplaced": [
                {**account.to_dict(), "reason": reason} for account, reason in self.unplaced
            ],
        }


setattr(Reconciliation, "pairs", Late(vars(Reconciliation)["pairs"]))  # noqa: B010


@options_checked
def reconcile(
    claims: Iterable[Claim | Figure | str | Account],
    *,
    sources: Mapping[str, Source] | None = None,
    on: str | date | None = None,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
) -> Reconciliation:
    """How ``claims`` on one fact stand to each other.

    ``sources`` (a book's) tell who reported first; ``on`` is the record's date, for conversions.

    >>> found = reconcile(["€1.5 billion", "$1.6 billion"], on="2023-10")
    >>> found.verdict, [cluster.label for cluster in found.clusters]
    ('compatible', ['compatible'])
    >>> found = reconcile(["just over 300,000 cars", "almost 294,000 vehicles"])
    >>> found.verdict, str(found.pairs[0].gap)
    ('contradictory', '6000')

    :raises UsageError: there are no claims, or no such ``rates`` or ``policy``.
    :raises FigureError: a text is no figure.
    :raises DateError: ``on`` is no date.
    """
    given = accounts(claims, sources, rules=rules)
    if not given:
        raise UsageError("nothing to reconcile: give at least one claim")
    chosen = RatesAt.of(rates, policy, max_age).remembering()
    exchange = None if on is None else chosen.on(on)
    return reconciled(given, exchange)


def reconciled(given: Sequence[Account], exchange: Exchange | None) -> Reconciliation:
    """How accounts stand to each other; ``exchange`` converts between currencies, if there is
    one."""
    unit = common_unit(given)
    placed: list[Side] = []
    unplaced: list[tuple[Account, str]] = []
    for account in given:
        found = side(account, unit, exchange)
        if isinstance(found, Side):
            placed.append(found)
        else:
            unplaced.append((account, found))
    clusters = _clusters(placed)
    labels = {cluster.label for cluster in clusters} | ({"undecided"} if unplaced else set())
    order: tuple[Verdict, ...] = ("contradictory", "undecided", "different_basis", "compatible")
    verdict: Verdict = next((label for label in order if label in labels), "equal")
    return Reconciliation(
        verdict,
        placed[0].figure.kind,
        unit,
        clusters,
        cast("tuple[Pair, ...]", lambda: tuple(_pairs(clusters, exchange))),
        tuple(unplaced),
        exchange,
    )


def can_be_one(left: Side, right: Side) -> bool:
    """Whether one number fits both."""
    return _meets([left], left.reach, right)


def _clusters(sides: Sequence[Side]) -> tuple[Cluster, ...]:
    """The groups, the one with most voices first; accounts on another basis than its own are
    groups of their own."""
    by_basis: dict[str | None, list[int]] = {}
    for number, each in enumerate(sides):
        by_basis.setdefault(each.account.basis, []).append(number)
    if len(by_basis) > 1 and None in by_basis:  # what is not known never differs
        main = max((basis for basis in by_basis if basis), key=lambda basis: len(by_basis[basis]))
        by_basis[main] += by_basis.pop(None)
    bases = [_swept(sides, members) for members in by_basis.values()]
    bases.sort(key=lambda groups: -groups[0].voices)
    return (
        *bases[0],
        *(replace(group, label="different_basis") for groups in bases[1:] for group in groups),
    )


def _swept(sides: Sequence[Side], members: Sequence[int]) -> list[Cluster]:
    """The members in groups that share a number, the one with most voices first."""
    groups: list[tuple[list[int], Bounds]] = []
    for number in sorted(members, key=lambda number: _low_first(sides[number])):
        reach = sides[number].reach
        if groups and _meets([sides[at] for at in groups[-1][0]], groups[-1][1], sides[number]):
            together, common = groups[-1]
            shared = overlap(common, reach)
            assert shared is not None
            together.append(number)
            groups[-1] = (together, shared)
        else:
            groups.append(([number], reach))
    groups.sort(key=lambda group: min(group[0]))
    found = []
    for together, _ in groups:
        grouped = tuple(sides[at] for at in sorted(together))
        label: Verdict = "equal" if _all_equal(grouped) else "compatible"
        found.append(Cluster(label, grouped, _overlap_of_all(grouped)))
    main = max(found, key=lambda cluster: cluster.voices)
    others: list[Cluster] = []
    for each in found:
        if each is not main:
            beside = [main, *(other for other in others if other.label == "undecided")]
            doubtful = all(_only_rougher(other, each) for other in beside)
            others.append(replace(each, label="undecided" if doubtful else "contradictory"))
    return [main, *others]


def _only_rougher(one: Cluster, other: Cluster) -> bool:
    """Whether the two differ only as figures do that are told more and less roughly."""
    return all(
        can_be_one(left, right) or _is_rougher(left, right)
        for left in _different(one)
        for right in _different(other)
    )


def _different(cluster: Cluster) -> list[Side]:
    """The sides, of those that say the same the first."""
    return list({(s.value, s.figure.hedge, s.figure.verbatim): s for s in cluster.sides}.values())


def _is_rougher(left: Side, right: Side) -> bool:
    if not can_be_rough(left.figure, right.figure):
        return False
    return meet_when_rounded(Told.of(left.figure, left.value), Told.of(right.figure, right.value))


def _overlap_of_all(sides: Sequence[Side]) -> Bounds | None:
    found: Bounds | None = sides[0].bounds
    for each in sides[1:]:
        found = None if found is None else overlap(found, each.bounds)
    return found


def _low_first(side: Side) -> tuple[bool, Fraction, bool]:
    reach = side.reach
    return reach.low is not None, reach.low or Fraction(0), reach.low_open


def _meets(members: Sequence[Side], common: Bounds, other: Side) -> bool:
    """Whether ``other`` shares a number with what ``members`` share: not only one that two rounded
    figures have half-way between them."""
    shared = overlap(common, other.reach)
    if shared is None or not shared.is_point:
        return shared is not None
    half_way = [
        each
        for each in members
        if _ends_at(each, shared) and overlap(each.bounds, other.bounds) == shared
    ]
    return not (_ends_at(other, shared) and half_way)


def _ends_at(side: Side, number: Bounds) -> bool:
    ends = (side.bounds.low, side.bounds.high)
    return side.is_rounded and number.low in ends and number.low != side.value


def _all_equal(sides: Sequence[Side]) -> bool:
    first = sides[0]
    return all(
        each.value == first.value
        and each.bounds == first.bounds
        and each.figure.unit.same_as(first.figure.unit)
        for each in sides
    )


def _pairs(clusters: Sequence[Cluster], exchange: Exchange | None) -> Iterator[Pair]:
    sides = [each for cluster in clusters for each in cluster.sides]
    for left, right in pairs_of(sides):
        yield _pair(left, right, exchange)


def pairs_of(items: Sequence[T]) -> Iterator[tuple[T, T]]:
    """The pairs that are looked at: of up to :data:`ALL_PAIRS` items each, of more those with the
    first, so that a thousand sources of one fact take a thousand looks.

    >>> len(list(pairs_of(range(16)))), len(list(pairs_of(range(17))))
    (120, 16)
    """
    if len(items) <= ALL_PAIRS:
        yield from combinations(items, 2)
    else:
        yield from ((items[0], other) for other in items[1:])


def _pair(left: Side, right: Side, exchange: Exchange | None) -> Pair:
    common = overlap(left.bounds, right.bounds)
    bases = {each.account.basis for each in (left, right)} - {None}
    if len(bases) > 1:
        return Pair(left, right, "different_basis", common, _gap(left, right))
    if can_be_one(left, right):
        verdict: Verdict = "equal" if _all_equal([left, right]) else "compatible"
        return Pair(left, right, verdict, common, None)
    if _is_rougher(left, right):
        return Pair(left, right, "undecided", common, _gap(left, right))
    return Pair(left, right, "contradictory", common, _gap(left, right), exchange)


def _gap(left: Side, right: Side) -> Fraction | None:
    """What lies between two sides that do not overlap."""
    first, second = sorted((left, right), key=_low_first)
    if first.bounds.high is None or second.bounds.low is None:
        return None
    gap = second.bounds.low - first.bounds.high
    return gap if gap >= 0 else None
