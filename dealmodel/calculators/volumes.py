"""Volumes side by side: ratios, growth undone, run-rates, and what a stated ratio says of a peer.

Vocabulary: a volume's basis is its measure (sales, deliveries, wholesale, retail, registrations,
production, orders), its scope (a market, group or brand) and its period. Policy: volumes on
different bases are compared with a warning, or refused where the same basis is asked for.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.quantities import alike, quantity
from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import (
    BadValue,
    BasisMismatch,
    DivisionByZero,
    OutOfRange,
    UnitMismatch,
    UsageError,
)
from dealmodel.figures.bounds import point
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import Constant, Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer

ONE = Constant(Fraction(1))

DAYS_PER_YEAR = Figure(
    "365 days a year",
    (0, 15),
    "number",
    Fraction(365),
    Unit((("day", 1), ("year", -1))),
    "exact",
    Fraction(1),
    point(Fraction(365)),
    "a year is taken as 365 days",
)
MONTHS_PER_YEAR = Figure(
    "12 months a year",
    (0, 16),
    "number",
    Fraction(12),
    Unit((("month", 1), ("year", -1))),
    "exact",
    Fraction(1),
    point(Fraction(12)),
    "a year has 12 months",
)
LAUNCH = "a launch rate: the first days on sale say little about a year"


@dataclass(frozen=True, slots=True)
class VolumeBasis:
    """How a volume was counted; what is ``None`` is not known and never differs."""

    measure: str | None = None
    scope: str | None = None
    period: str | None = None

    def differences(self, other: VolumeBasis) -> tuple[str, ...]:
        """What the two do not share, in words.

        >>> VolumeBasis("sales").differences(VolumeBasis("deliveries", period="2024"))
        ('sales against deliveries',)
        """
        pairs = (
            (self.measure, other.measure),
            (self.scope, other.scope),
            (self.period, other.period),
        )
        return tuple(f"{a} against {b}" for a, b in pairs if a and b and a != b)


UNKNOWN = VolumeBasis()


@options_checked
def ratio(
    a: Given,
    b: Given,
    *,
    basis: tuple[VolumeBasis, VolumeBasis] = (UNKNOWN, UNKNOWN),
    same_basis: bool = False,
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> tuple[Result, Result, Result]:
    """``ratio`` (a / b), ``inverse`` (b / a) and ``share_of_pair`` (a / (a + b)).

    >>> [str(result.point) for result in ratio("300,000 cars", "1,200,000 cars")]
    ['1/4', '4', '1/5']

    :raises BasisMismatch: the bases differ and ``same_basis`` is asked for.
    :raises UnitMismatch: cars beside dollars, or two currencies.
    :raises DivisionByZero: one of the two may be 0.
    """
    if not (isinstance(basis, tuple | list) and len(basis) == 2) or not all(
        isinstance(one, VolumeBasis) for one in basis
    ):
        raise UsageError(f"basis is two of VolumeBasis, one for each, not {repr(basis)[:40]}")
    inputs = {"a": quantity(a, rules, locale, prefer), "b": quantity(b, rules, locale, prefer)}
    _check_comparable(inputs["a"], inputs["b"])
    _check_per(inputs["a"], inputs["b"])
    differences = basis[0].differences(basis[1])
    if differences and same_basis:
        raise BasisMismatch(
            differences,
            f"not on the same basis: {'; '.join(differences)}. Compare volumes that were counted "
            "alike, or leave --same-basis out",
        )
    warnings = tuple(f"different basis: {difference}" for difference in differences)
    first, second = Leaf("a"), Leaf("b")
    part = evaluate("share_of_pair", first / (first + second), inputs, warnings=warnings)
    part = replace(part, kind="share")
    return (
        evaluate("ratio", first / second, inputs, warnings=warnings),
        evaluate("inverse", second / first, inputs, warnings=warnings),
        part,
    )


def quotient(a: Quantity, b: Quantity) -> Result:
    """``a`` / ``b`` of two counts of one kind.

    :raises DivisionByZero: ``b`` may be 0.
    """
    return evaluate("ratio", Leaf("a") / Leaf("b"), {"a": a, "b": b})


def growth_between(now: Quantity, before: Quantity) -> Result:
    """By what part ``now`` is more than ``before``: now / before - 1.

    :raises DivisionByZero: ``before`` may be 0.
    """
    grown = Leaf("now") / Leaf("before") - ONE
    inputs = dict(zip(("now", "before"), alike([now, before]), strict=True))
    return replace(evaluate("growth", grown, inputs), kind="growth")


def _check_per(a: Quantity, b: Quantity) -> None:
    """Raise on a count a year beside one a month, or beside one in all."""
    pers = [each.per if isinstance(each, Figure) else None for each in (a, b)]
    if pers[0] != pers[1]:
        first, second = (f"per {per}" if per else "in all" for per in pers)
        raise UnitMismatch(
            "/", first, second, f"one of the two is {first}, the other {second}: give both alike"
        )


def _check_comparable(a: Quantity, b: Quantity) -> None:
    if not a.unit.same_as(b.unit):
        left, right = a.unit.text or "a pure number", b.unit.text or "a pure number"
        raise UnitMismatch(
            "/",
            a.unit.text,
            b.unit.text,
            f"cannot compare {left} and {right}: give two volumes of one kind, or two amounts in "
            "one currency",
        )
    for each in (a, b):
        if each.point is not None and each.point < 0:
            shown = each.verbatim if isinstance(each, Figure) else str(each)
            raise OutOfRange("a volume", shown, f"{shown!r} is negative: a volume is not")
        if each.point == 0 or each.bounds.high == 0:
            shown = each.verbatim if isinstance(each, Figure) else str(each)
            raise DivisionByZero(shown, f"{shown!r} is 0: nothing can be compared with it")


@options_checked
def peer_volume(
    volume: Given, stated_ratio: Given, *, rules: HedgeRules = USUAL, prefer: Prefer = "hull"
) -> Result:
    """The other volume that a stated ratio implies: volume / ratio.

    >>> print(peer_volume("just over 300,000 cars", "less than a tenth").bounds)
    (3000000, ∞)

    :raises BadValue: the ratio is no ratio or share.
    """
    inputs = {
        "volume": quantity(volume, rules, prefer=prefer),
        "ratio": quantity(stated_ratio, rules, prefer=prefer),
    }
    if inputs["ratio"].kind not in ("ratio", "share"):
        raise BadValue(
            str(stated_ratio),
            f"{stated_ratio!s} is no ratio: write one, as in less than a tenth, 7% or 2.5x",
        )
    return evaluate("peer_volume", Leaf("volume") / Leaf("ratio"), inputs)


@options_checked
def volume_before(
    volume: Given, growth: Given, *, rules: HedgeRules = USUAL, prefer: Prefer = "hull"
) -> Result:
    """The volume before it grew: volume / (1 + growth).

    >>> result = volume_before("294,000 cars", "+104 %")
    >>> round(result.point)
    144118

    :raises BadValue: the growth is no percentage.
    :raises DivisionByZero: a fall that may be of the whole.
    """
    inputs = {
        "volume": quantity(volume, rules, prefer=prefer),
        "growth": quantity(growth, rules, prefer=prefer, as_change=True),
    }
    if inputs["growth"].kind not in ("growth", "share"):
        raise BadValue(str(growth), f"{growth!s} is no growth: write a percentage, as in +104 %")
    return evaluate("volume_before", Leaf("volume") / (ONE + Leaf("growth")), inputs)


@options_checked
def run_rate(
    count: Given,
    within: Given,
    *,
    launch: bool = False,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The count that a year has at the pace of ``count`` ``within`` a duration; a year is taken as
    365 days. ``launch`` flags the first days on sale.

    >>> result = run_rate("8,000 cars", "13 days", launch=True)
    >>> round(result.point), result.unit.text, result.warnings[0][:13]
    (224615, 'cars/year', 'a launch rate')

    :raises BadValue: ``within`` is no duration.
    """
    inputs = {
        "count": quantity(count, rules, prefer=prefer),
        "within": quantity(within, rules, prefer=prefer),
    }
    duration = inputs["within"]
    if duration.kind != "duration":
        raise BadValue(str(within), f"{within!s} is no duration: write one, as in 13 days")
    pace = Leaf("count") / Leaf("within")
    if duration.unit == Unit.of("day"):
        inputs["days_per_year"] = DAYS_PER_YEAR
        pace = pace * Leaf("days_per_year")
    elif duration.unit == Unit.of("month"):
        inputs["months_per_year"] = MONTHS_PER_YEAR
        pace = pace * Leaf("months_per_year")
    return evaluate("run_rate", pace, inputs, warnings=(LAUNCH,) if launch else ())
