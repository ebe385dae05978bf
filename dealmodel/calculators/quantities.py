"""What a calculator takes: text as printed, a figure, a Money, or a result of another formula."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from dealmodel.dataclass import replace
from dealmodel.errors import (
    BadValue,
    OutOfRange,
    Span,
    UsageError,
    did_you_mean,
)
from dealmodel.figures.bounds import Bounds, overlap, point
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import USUAL, HedgeRules, figure_with_conversions
from dealmodel.figures.units import PURE, currency_unit
from dealmodel.figures.wholes import is_of_a_class, is_of_votes, may_be_the_company
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.result import Result
from dealmodel.rates.rate import Rate

if TYPE_CHECKING:
    from moneyed import Money

    from dealmodel.calculators.selection import Prefer
    from dealmodel.records.claim import Claim

    Given = str | Money | Quantity | Sequence[Claim]
    """What a calculator takes."""

_WHOLE = Bounds(Fraction(0), Fraction(1))


def quantity(
    given: object,
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
    *,
    as_change: bool = False,
) -> Quantity:
    """``given`` as an input of a formula; of a price with its conversion, the price; of several
    claims what ``prefer`` selects (:mod:`dealmodel.calculators.selection`). ``as_change`` reads a
    bare percentage as growth.

    >>> quantity("109,800 yuan ($15,115)").unit.text
    'CNY'

    :raises FigureError: a text that holds no figure, or several.
    :raises UsageError: anything else.
    """
    if isinstance(given, str):
        return _printed(given, rules, locale, as_change)
    if isinstance(given, list | tuple):
        # Loaded here: only claims need the records, and every start would wait for them.
        from dealmodel.calculators.selection import select

        return select(given, prefer, rules=rules)
    if isinstance(given, Figure | Result | Rate):
        return given
    return _money(given)


def price(
    given: object, noun: str, rules: HedgeRules = USUAL, locale: str = "en", prefer: Prefer = "hull"
) -> Quantity:
    """An amount of money, in all or for one of something.

    :raises BadValue: it is something else.
    """
    return _of_money(quantity(given, rules, locale, prefer), given, noun)


def money(
    given: object, noun: str, rules: HedgeRules = USUAL, locale: str = "en", prefer: Prefer = "hull"
) -> Quantity:
    """An amount of money in all; ``noun`` is what it is called in the error.

    :raises BadValue: it is something else, or for one of something.
    """
    found = _of_money(quantity(given, rules, locale, prefer), given, noun)
    _refuse_per(found, given, noun)
    return found


def _refuse_per(found: Quantity, given: object, noun: str) -> None:
    """Raise on an amount for one share, car or month where one in all is needed."""
    if isinstance(found, Figure) and found.is_amount_of_change:
        raise BadValue(
            found.verbatim,
            f"{noun} {found.verbatim!r} is the amount by which something changed: write it in all",
            where=_where(given, found),
        )
    if isinstance(found, Figure) and found.per is not None:
        raise BadValue(
            found.verbatim,
            f"{noun} {found.verbatim!r} is per {found.per}: write it in all, or multiply it first, "
            "as in calc '{$5 per share} * {1 million shares}'",
            where=_where(given, found),
        )


def _of_money(found: Quantity, given: object, noun: str) -> Quantity:
    if found.unit.currency is None:
        raise BadValue(
            _shown(found),
            f"{noun} {_shown(found)!r} is no amount of money: write a currency, as in "
            "109,800 yuan or €1.5 billion",
            where=_where(given, found),
        )
    return found


def payment(
    given: object, noun: str, rules: HedgeRules = USUAL, locale: str = "en", prefer: Prefer = "hull"
) -> Quantity:
    """An amount of money that is not negative.

    :raises BadValue: it is something else.
    :raises OutOfRange: it is negative.
    """
    found = money(given, noun, rules, locale, prefer)
    if found.point is not None and found.point < 0:
        shown = _shown(found)
        raise OutOfRange(
            noun,
            shown,
            f"{noun} {shown!r} is negative: write what was paid as an amount of money",
            where=_where(given, found),
        )
    return found


def share(
    given: object, noun: str, rules: HedgeRules = USUAL, locale: str = "en", prefer: Prefer = "hull"
) -> Quantity:
    """A share of a whole, above 0 and at most 1; what rounding puts beyond the whole is cut off.

    :raises BadValue: it is no percentage or fraction, such as "20" for 20%.
    :raises OutOfRange: it is 0, negative, or above 100%.
    """
    found = quantity(given, rules, locale, prefer)
    value = found.point
    if found.unit.is_pure and value is not None and value < 0:
        shown = _shown(found)
        raise OutOfRange(
            noun,
            shown,
            f"{noun} {shown!r} is negative: it is above 0 and at most 100%",
            where=_where(given, found),
        )
    if found.kind not in ("share", "ratio"):
        shown, hint = _shown(found), ""
        if found.kind == "number" and value is not None and 0 < value <= 100:
            meant = [value * 100, value] if value <= 1 else [value]
            hint = did_you_mean([f"{decimal_text(each)}%" for each in meant])
        raise BadValue(
            shown,
            f"{noun} {shown!r} is no share of a whole: write a percentage or a fraction{hint}",
            where=_where(given, found),
        )
    if value is not None and (value == 0 or value > 1):
        raise _beyond_the_whole(noun, given, found)
    within = overlap(found.bounds, _WHOLE)
    if within is None or within == point(Fraction(0)):
        raise _beyond_the_whole(noun, given, found)
    _refuse_part_of_a_class(found, given, noun)
    if within != found.bounds and isinstance(found, Figure):
        return found.with_bounds(within, f"{found.why}; a share is at most the whole")
    return found


def count(
    given: object, noun: str, rules: HedgeRules = USUAL, locale: str = "en", prefer: Prefer = "hull"
) -> Quantity:
    """A number of things.

    :raises BadValue: it is money, a percentage or a duration.
    """
    found = quantity(given, rules, locale, prefer)
    _refuse_per(found, given, noun)
    if found.kind not in ("count", "number"):
        raise BadValue(
            _shown(found),
            f"{noun} {_shown(found)!r} is no count: write one, as in 300,000 cars",
            where=_where(given, found),
        )
    return found


def _refuse_part_of_a_class(found: Quantity, given: object, noun: str) -> None:
    """Raise on a share of one class of shares, or of the votes, where one of all is needed."""
    whole = found.of if isinstance(found, Figure) else None
    if whole is None:
        return
    if may_be_the_company(whole) and not (is_of_a_class(whole) or is_of_votes(whole)):
        return
    shown = _shown(found)
    raise BadValue(
        shown,
        f"{noun} {shown!r} is of the {whole}, which is no share of the company: that takes the "
        "number of shares of every class",
        where=_where(given, found),
    )


def _beyond_the_whole(noun: str, given: object, found: Quantity) -> OutOfRange:
    shown = _shown(found)
    message = f"{noun} {shown!r}: it is above 0 and at most 100%"
    return OutOfRange(noun, shown, message, where=_where(given, found))


def _where(given: object, found: Quantity) -> Span | None:
    """The place of a figure in the text that it was read from."""
    if isinstance(given, str) and isinstance(found, Figure):
        return Span(given, *found.span)
    return None


def in_all(found: Quantity) -> Quantity:
    """A price whose unit leaves out what it is one of, for a formula that does not multiply it.

    >>> from dealmodel.figures.reader import figure
    >>> from dealmodel.formulas.measures import measure_of
    >>> measure_of(in_all(figure("$5 per share"))).unit.text
    'USD'
    """
    return replace(found, is_bare=True) if isinstance(found, Figure) and found.per else found


def pure(found: Quantity) -> Quantity:
    """A count without its noun: a price per share is printed without "per share".

    >>> from dealmodel.figures.reader import figure
    >>> pure(figure("2 million shares")).unit.text is None
    True
    """
    if not isinstance(found, Figure) or (found.kind == "number" and found.unit.is_pure):
        return found
    return replace(found, unit=PURE, kind="number", per=None)


def alike(given: Sequence[Quantity]) -> list[Quantity]:
    """Counts that can be added or compared: where one is printed without its noun, all are taken
    so.

    >>> from dealmodel.figures.reader import figure
    >>> [each.unit.text for each in alike([figure("100 cars"), figure("1,000")])]
    [None, None]
    """
    bare = [each.unit.is_pure for each in given]
    return [pure(each) for each in given] if any(bare) and not all(bare) else list(given)


def _printed(text: str, rules: HedgeRules, locale: str, as_change: bool) -> Quantity:
    # A copy: what is given twice is two unknowns, though they are printed alike.
    found = _read(text, rules, locale, as_change)
    return replace(found[0], linked_to=None if len(found) > 1 else found[0].linked_to)


@lru_cache(maxsize=500)
def _read(text: str, rules: HedgeRules, locale: str, as_change: bool) -> tuple[Figure, ...]:
    return figure_with_conversions(text, rules=rules, locale=locale, as_change=as_change)


def _money(given: object) -> Figure:
    from moneyed import Money

    if not isinstance(given, Money):
        raise UsageError(
            f"a {type(given).__name__} is no figure: give text as printed, such as "
            "'€1.5 billion', a Money or a figure"
        )
    code = str(given.currency)
    if code not in CURRENCIES:
        raise UsageError(f"Money in {code[:20]!r}: no currency of ISO 4217")
    value = Fraction(given.amount)
    text = f"{decimal_text(value)} {code}"
    return Figure(
        text,
        (0, len(text)),
        "money",
        value,
        currency_unit(code),
        "exact",
        Fraction(1, 10 ** CURRENCIES[code]),
        point(value),
        "an exact amount",
    )


def _shown(found: Quantity) -> str:
    return found.verbatim if isinstance(found, Figure) else str(found)
