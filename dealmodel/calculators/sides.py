"""An account's number in the unit in which several accounts are compared.

Money in another currency is converted at the rate of the record's day, or between the lowest and
the highest daily rate of its period. A figure that its source prints in the common unit itself is
taken as printed. What cannot be brought to the unit has a reason instead of a number.

A converted amount, ours or the one that a source prints in brackets, reaches ``TOLERANCE`` beyond
its bounds: sources convert at a market rate of some hour, which differs that much from a day's
reference rate without being wrong. It is a factor, the same whichever of two amounts is converted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from dealmodel.calculators.accounts import Account
from dealmodel.dataclass import dataclass
from dealmodel.errors import DataError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.units import Unit
from dealmodel.formulas.ranges.intervals import multiply
from dealmodel.rates.formula import Exchange
from dealmodel.rates.rate import Conversion

TOLERANCE = Fraction(5, 1000)


@dataclass(frozen=True)
class Side:
    """``figure`` is the printed one, ``value`` and ``bounds`` the same in the common unit,
    through ``conversion`` where there is one."""

    account: Account
    figure: Figure
    value: Fraction | None
    bounds: Bounds
    conversion: Conversion | None = None

    @cached_property
    def reach(self) -> Bounds:
        """What the account allows, tolerance of a conversion included."""
        if self.conversion is None and not self.is_printed_conversion:
            return self.bounds
        return multiply(self.bounds, Bounds(1 / (1 + TOLERANCE), 1 + TOLERANCE))

    @property
    def is_printed_conversion(self) -> bool:
        """Whether the figure is a conversion that its source prints beside its own figure."""
        return self.figure.linked_to is not None and self.figure is not self.account.figure

    @property
    def is_rounded(self) -> bool:
        """Whether the bounds are those of rounding alone: a bare figure."""
        return self.figure.hedge == "none" and not self.figure.exact


def common_unit(given: Sequence[Account]) -> Unit:
    """The unit that most accounts print a figure in; of several, the one printed first.

    >>> from dealmodel.calculators.accounts import accounts
    >>> str(common_unit(accounts(["109,800 yuan ($15,115)", "around €12,000", "$15,000"])))
    'USD'
    """
    printed = Counter(figure.unit for account in given for figure in account.figures)
    if len(printed) == 1:
        return given[0].figure.unit
    counts = [
        (sum(n for unit, n in printed.items() if unit.same_as(candidate)), candidate)
        for candidate in printed
    ]
    return max(counts, key=lambda counted: counted[0])[1]


def side(account: Account, unit: Unit, exchange: Exchange | None) -> Side | str:
    """The account's number in ``unit``, or why there is none.

    >>> from dealmodel.calculators.accounts import accounts
    >>> from dealmodel.figures.units import currency_unit
    >>> [stated] = accounts(["€1 billion"])
    >>> side(stated, currency_unit("USD"), None)
    'EUR beside USD without a date: give the record one'
    >>> side(stated, currency_unit("USD"), Exchange.on_day("2025-04-25")).value
    Fraction(1135700000, 1)
    """
    printed = account.in_unit(unit)
    if printed is not None:
        return Side(account, printed, printed.value, printed.bounds)
    figure = account.figure
    base, quote = figure.unit.currency, unit.currency
    if base is None or quote is None:
        return f"{figure.unit.text or f'a {figure.kind}'} beside {unit.text or 'a pure number'}"
    if exchange is None:
        return f"{base} beside {quote} without a date: give the record one"
    try:
        conversion = exchange.between(base, quote)
    except DataError as error:
        return error.message
    return converted(account, figure, conversion)


def converted(account: Account, figure: Figure, conversion: Conversion) -> Side:
    """The side of ``figure`` through ``conversion``."""
    rates = Bounds(conversion.cross_low, conversion.cross_high)
    value = None if figure.value is None else figure.value * conversion.cross
    return Side(account, figure, value, multiply(figure.bounds, rates), conversion)
