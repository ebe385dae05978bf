"""Shares and the depositary receipts that stand for them: which of the two a price is of, and which
of the two were counted.

Vocabulary: a receipt (ADS, ADR, GDR) stands for so many ordinary shares, its *ratio*. A price says
in its own words what it is of ("US$15 per ADS"), a count what was counted ("47 million ADSs"). A
count without such words is one of shares.

Policy: where price and count are of one thing, they are multiplied as they are; where one is of
receipts and the other of shares, the ratio leads from one to the other, and without it there is no
answer. A price that does not say what it is of is one of a share, unless a ratio is given: then
either may be meant, both products are answers, and each says what it takes the price for. A price
of one class of shares says nothing of another class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.quantities import count, in_all, pure, quantity
from dealmodel.calculators.quantities import price as price_of
from dealmodel.calculators.share_classes import class_named, may_be_one
from dealmodel.dataclass import replace
from dealmodel.errors import BadValue, CurrencyMismatch
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.expression import Constant, Divide, Expression, Leaf, Multiply, Quantity
from dealmodel.formulas.measures import measure_of
from dealmodel.formulas.result import Result, evaluate

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer

Thing = Literal["share", "receipt"]

PRICE, SHARES, RATIO = Leaf("price_per_share"), Leaf("shares"), Leaf("ads_ratio")
UNSAID = "the price does not say whether it is that of a share or of a receipt: both are shown"

_RECEIPT = lazy_pattern(
    r"\b(?:ADSs?|ADRs?|GDRs?|GDSs?|depositary|receipts?)\b", re.IGNORECASE | re.ASCII
)
_SHARE = lazy_pattern(r"\b(?:shares?|stock)\b", re.IGNORECASE)


def thing_of(words: str | None) -> Thing | None:
    """What a price is of, or what was counted, by its own words.

    >>> thing_of("US$15 per ADS"), thing_of("94,079,255 ordinary shares"), thing_of("US$15")
    ('receipt', 'share', None)
    """
    if words is None:
        return None
    if _RECEIPT.search(words):
        return "receipt"
    return "share" if _SHARE.search(words) else None


@options_checked
def equity_value(
    price_per_share: Given,
    shares: Given,
    *,
    ads_ratio: Given | None = None,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """Price per share × number of shares; of a price per receipt and a number of shares, or the
    other way round, through ``ads_ratio``, the number of shares in one receipt.

    >>> equity_value("HK$43.8", "1,337 million shares").unit.text
    'HKD'
    >>> equity_value("US$15 per ADS", "94,079,255 shares", ads_ratio="2").rounded
    '705594412.50'

    :raises BadValue: a price that is no money, shares that are no count, a ratio that is needed and
        not given, a price that may be of either, or one of another class than the shares.
    """
    found = list(equity_values(price_per_share, shares, ads_ratio, rules=rules, prefer=prefer))
    if len(found) > 1:
        shown = found[0].inputs["price_per_share"]
        raise BadValue(
            _words(shown),
            f"{_words(shown)!r} may be the price of a share or of a receipt: write 'per share' or "
            "'per ADS' behind it",
        )
    return found[0]


def equity_values(
    price_per_share: Given,
    shares: Given,
    ads_ratio: Given | None = None,
    *,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Iterator[Result]:
    """As :func:`equity_value`, for each thing that the price may be of.

    >>> both = equity_values("US$15", "94,079,255", "2")
    >>> [(each.details["price_of"], each.rounded) for each in both]
    [('share', '1411188825.00'), ('receipt', '705594412.50')]
    """
    money = price_of(price_per_share, "the price per share", rules, prefer=prefer)
    number = count(shares, "the number of shares", rules, prefer=prefer)
    ratio = ratio_of(ads_ratio, rules, prefer)
    told = class_warnings(money, number)
    _refuse_other_thing(money, number)
    inputs: dict[str, Quantity] = {"price_per_share": money, "shares": number}
    if not _cancel(money, number):
        inputs = {"price_per_share": in_all(money), "shares": pure(number)}
    counted = thing_of(_words(number)) or "share"
    said = _of(money)
    priced: tuple[Thing, ...] = ("share", "receipt") if said is None and ratio else ()
    if not priced:
        priced = (said or counted,)
    for each in priced:
        formula = PRICE * SHARES
        named = dict(inputs)
        if each != counted:
            if ratio is None:
                raise _no_ratio(money, number, each)
            named["ads_ratio"] = ratio
            formula = formula / RATIO if each == "receipt" else formula * RATIO
        details = {"price_of": each} if len(priced) > 1 else {}
        warnings = (*told, UNSAID) if len(priced) > 1 else told
        yield evaluate("equity_value", formula, named, warnings=warnings, details=details)


def paid_from_shares(
    price: Quantity, shares: Quantity, ratios: Sequence[Quantity], rules: HedgeRules = USUAL
) -> list[Result]:
    """What was paid for shares, by price and number, for each of the ``ratios`` that sources give
    and each thing that the price may be of; once where no ratio is needed.

    >>> from dealmodel.figures.reader import figure
    >>> sold = figure("US$15 per ADS"), figure("47,039,627 ADSs")
    >>> [each.formula for each in paid_from_shares(*sold, [figure("2"), figure("4")])]
    ['price_per_share * shares']

    :raises BadValue: as :func:`equity_value`.
    """
    found: dict[tuple[str, Fraction | None], Result] = {}
    for ratio in ratios or (None,):
        for each in equity_values(price, shares, ratio, rules=rules):
            used = each.inputs.get("ads_ratio")
            known = each.formula, None if used is None else used.point
            found.setdefault(known, replace(each, name="paid_from_shares"))
    return list(found.values())


@options_checked
def premium(
    price: Given,
    reference_price: Given,
    *,
    ads_ratio: Given | None = None,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """How far a price is above ``reference_price``: price / reference_price - 1. Where one is of a
    receipt and the other of a share, ``ads_ratio`` leads from one to the other.

    >>> str(premium("HK$43.8", "HK$36.5").point)
    '1/5'
    >>> str(premium("US$15 per ADS", "US$6.25 per share", ads_ratio="2").point)
    '1/5'

    :raises CurrencyMismatch: prices in two currencies.
    :raises BadValue: a price of a receipt, one of a share, and no ratio.
    """
    left = price_of(price, "the price", rules, prefer=prefer)
    right = price_of(reference_price, "the reference price", rules, prefer=prefer)
    if left.unit.currency != right.unit.currency:
        raise CurrencyMismatch(
            str(left.unit.currency),
            str(right.unit.currency),
            f"a price in {left.unit.currency}, a reference price in {right.unit.currency}: convert "
            "one of them on a date first",
        )
    told = class_warnings(left, right)
    inputs: dict[str, Quantity] = {"price": in_all(left), "reference_price": in_all(right)}
    quotient: Expression = Leaf("price") / Leaf("reference_price")
    of, to = _of(left), _of(right)
    if of and to and of != to:
        ratio = ratio_of(ads_ratio, rules, prefer)
        if ratio is None:
            raise _no_ratio(left, right, of)
        inputs["ads_ratio"] = ratio
        quotient = quotient / RATIO if of == "receipt" else quotient * RATIO
    found = evaluate("premium", quotient - Constant(Fraction(1)), inputs, warnings=told)
    return replace(found, kind="growth")


def ratio_of(given: Given | None, rules: HedgeRules, prefer: Prefer) -> Quantity | None:
    """The number of shares in one receipt, if it is given, as a pure number."""
    return None if given is None else pure(quantity(given, rules, prefer=prefer))


def _of(found: Quantity) -> Thing | None:
    """What a price is of; of several claims put together, of what all of them are."""
    if not isinstance(found, Figure):
        return None
    used = [account.figure for account in getattr(found, "used", ())] or [found]
    things = {thing_of(each.per) for each in used}
    if len(things) > 1:
        raise BadValue(
            found.verbatim,
            f"{found.verbatim!r}: prices of shares and of receipts are not put together: prefer "
            "one of them",
        )
    return things.pop()


def _words(found: Quantity) -> str:
    return found.verbatim if isinstance(found, Figure) else str(found)


def _no_ratio(left: Quantity, right: Quantity, of: Thing) -> BadValue:
    other = "shares" if of == "receipt" else "receipts"
    return BadValue(
        _words(left),
        f"{_words(left)!r} is the price of a {of}, and {_words(right)!r} is of {other}: give the "
        "number of shares in one receipt (ads_ratio), or price and number of one thing",
    )


def class_warnings(left: Quantity, right: Quantity) -> tuple[str, ...]:
    """What is to be said of a price of one class of shares beside what may be another.

    :raises BadValue: it is surely another.
    """
    ours, theirs = class_named(_words(left)), class_named(_words(right))
    if ours is None or theirs is None or ours == theirs:
        return ()
    if may_be_one(ours, theirs):
        return (
            f"{_words(left)!r} is the price of a class {ours} share, and {_words(right)!r} says "
            f"{theirs}: taken for shares of one price",
        )
    raise BadValue(
        _words(left),
        f"{_words(left)!r} is the price of a class {ours} share, and {_words(right)!r} is of "
        f"class {theirs}: a price of one class says nothing of another",
    )


def of_a_share(
    name: str, price: Quantity, ads_ratio: Quantity | None
) -> tuple[Expression, dict[str, Quantity]]:
    """The formula of the price of one share, ``name`` or that over the ratio, and its inputs.

    :raises BadValue: the price is one of a receipt and there is no ratio, or may be of either.
    """
    said = _of(price)
    if said is None and ads_ratio is not None:
        raise BadValue(
            _words(price),
            f"{_words(price)!r} may be the price of a share or of a receipt: write 'per share' or "
            "'per ADS' behind it",
        )
    return _through(name, in_all(price), said, ads_ratio, Divide)


def in_shares(
    name: str, number: Quantity, ads_ratio: Quantity | None
) -> tuple[Expression, dict[str, Quantity]]:
    """The formula of a number of shares, ``name`` or that times the ratio, and its inputs.

    >>> from dealmodel.figures.reader import figure
    >>> formula, inputs = in_shares("held", figure("47 million ADSs"), figure("2"))
    >>> evaluate("held", formula, inputs).formula
    'held * ads_ratio'

    :raises BadValue: receipts were counted and there is no ratio.
    """
    return _through(name, pure(number), thing_of(_words(number)), ads_ratio, Multiply)


def _through(
    name: str,
    found: Quantity,
    thing: Thing | None,
    ads_ratio: Quantity | None,
    operation: type[Divide | Multiply],
) -> tuple[Expression, dict[str, Quantity]]:
    if thing != "receipt":
        return Leaf(name), {name: found}
    if ads_ratio is None:
        raise BadValue(
            _words(found),
            f"{_words(found)!r} is of receipts: give the number of shares in one (ads_ratio)",
        )
    return operation(Leaf(name), RATIO), {name: found, "ads_ratio": pure(ads_ratio)}


def _refuse_other_thing(price: Quantity, number: Quantity) -> None:
    """Raise on a price for one of something beside a number of something else. Shares and receipts
    have many names, and lead to each other."""
    per = price.per if isinstance(price, Figure) else None
    if per is None or number.unit.is_pure or (thing_of(per) and thing_of(_words(number))):
        return
    if not _cancel(price, number):
        unit = measure_of(price).unit
        raise BadValue(
            _words(price),
            f"a price in {unit} and a number of {number.unit}: give both for one kind of thing, or "
            "multiply by how many of one are in the other first",
        )


def _cancel(price: Quantity, number: Quantity) -> bool:
    """Whether what the price is one of is what was counted, word for word."""
    return (measure_of(price).unit * number.unit).currency is not None
