"""What follows from the number of a company's shares for a stake in it: the share of the whole that
a share of a class is, the share that the shares bought are, and the company's value by their price.

Policy: a share of a class is no share of the company until the class and all shares are counted;
before that it takes part in nothing, and why is said. Where no source states a share, the one that
follows from the shares bought stands for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from dealmodel.calculators.capital import of_shares, part_of, through_class, worth
from dealmodel.calculators.holding_dates import when_of
from dealmodel.calculators.receipts import class_warnings, in_shares
from dealmodel.calculators.share_classes import class_named, class_of_share
from dealmodel.calculators.share_counts import Reader, State
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.errors import InputError, OutOfRange
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.records.capital import Counted
from dealmodel.records.claim import Claim
from dealmodel.records.holding import StatedHolding
from dealmodel.records.stake import Stake


@dataclass(frozen=True, slots=True)
class StakeShares:
    """``sizes`` are the shares of the whole, each with its source, ``told`` what a report says."""

    sizes: tuple[tuple[str | None, Quantity], ...]
    told: tuple[Item | Refused, ...]


def shares_of_stake(subject: str, stake: Stake, setting: Setting) -> StakeShares:
    """The shares of the whole that a stake is, by what is stated and by what is counted."""
    sizes: list[tuple[str | None, Quantity]] = []
    told: list[Item | Refused] = []
    for name in ("before", "share", "after"):
        for figure in setting.figures(getattr(stake, name)):
            whole = of_all_shares(figure, stake, setting)
            if isinstance(whole, InputError):
                told.append(Refused(subject, whole))
                continue
            if isinstance(whole, Result):
                told.append(Derived(subject, replace(whole, details={**whole.details, "of": name})))
            if name == "share":
                sizes.append((figure.source, whole))
    if stake.shares:
        for item in by_counts(subject, stake, setting):
            told.append(item)
            counted = isinstance(item, Derived) and item.result.details["counted"] == "basic"
            if not stake.share and isinstance(item, Derived) and counted:
                sizes.append((item.sources[0] if item.sources else None, item.result))
    return StakeShares(tuple(sizes), tuple(told))


def of_all_shares(
    figure: Figure, record: Stake | StatedHolding, setting: Setting
) -> Quantity | InputError:
    """A record's figure itself where it is one of the whole; of a class, the share of the whole
    that follows, or why none does."""
    name = class_of_share(figure, record.share_class)
    if name is None:
        return figure
    if isinstance(record, Stake):
        state = setting.counts.of_stake(record)
    else:
        state = setting.counts.state(record.held, when_of(record.on))
    try:
        of_class, whole = state.of_class(name, setting.reader(figure.source))
        found = through_class(figure, of_class, whole)
    except InputError as error:
        return error
    return replace(found, warnings=(*found.warnings, *state.stale), details={"class": name})


def of_holding(
    subject: str, holding: StatedHolding, setting: Setting
) -> Iterator[Derived | Refused]:
    """The share of all shares that a stated holding is, by its class or its number of shares."""
    for figure in setting.figures(holding.share):
        whole = of_all_shares(figure, holding, setting)
        if isinstance(whole, Result):
            yield Derived(subject, whole)
        elif isinstance(whole, InputError):
            yield Refused(subject, whole)
    state = setting.counts.state(holding.held, when_of(holding.on))
    for source in _sources(holding.shares if state.by_class else ()):
        reader = setting.reader(source)
        try:
            held = reader.figure(holding.shares)
            assert held is not None
            found = part_of(in_shares("held", held, None), state.all_shares(reader))
        except InputError as error:
            yield Refused(subject, error)
        else:
            yield Derived(
                subject, replace(found, warnings=state.stale, details={"counted": "basic"})
            )


def by_counts(subject: str, stake: Stake, setting: Setting) -> Iterator[Derived | Refused]:
    """The share that the shares bought are of all after the purchase, basic and diluted."""
    stated = [
        each
        for each in setting.figures(stake.share)
        if class_of_share(each, stake.share_class) is None
    ]
    for source in _sources(stake.shares):
        reader = setting.reader(source)
        try:
            bought = reader.figure(stake.shares)
        except InputError as error:  # counts of different things, of which none stands for all
            yield Refused(subject, error)
            continue
        assert bought is not None
        for counted in _counted(stake, setting):
            try:
                whole, warned = setting.counts.after(stake, reader, counted)
                held = in_shares("held", bought, reader.figure(stake.ads_ratio))
                found = part_of(held, whole)
            except InputError as error:
                yield Refused(subject, error)
                continue
            if found.bounds.low is not None and found.bounds.low > 1:
                message = f"{bought.verbatim} are more than all shares of {stake.investee}"
                yield Refused(subject, OutOfRange("shares", bought.verbatim, message))
                continue
            beside = tuple(Printed(each) for each in stated if counted_as(each) == counted)
            details = {"counted": counted}
            yield Derived(subject, replace(found, warnings=warned, details=details), beside)


def counted_as(figure: Figure) -> Counted:
    """Whether a stated share is of the shares in issue, or of the diluted ones.

    >>> from dealmodel.figures.reader import figure
    >>> counted_as(figure("21%")), counted_as(figure("21% on a fully diluted basis"))
    ('basic', 'diluted')
    """
    return "diluted" if "ly diluted" in (figure.of or "") else "basic"


def values_by_price(subject: str, stake: Stake, setting: Setting) -> Iterator[Item | Refused]:
    """The company's value by the price of a share bought: of new shares the post-money value and
    the pre-money value, else the market value; basic and diluted."""
    after, before = (setting.figures(each) for each in (stake.equity_value, stake.pre_money))
    for price in setting.figures(stake.price_per_share):
        reader = setting.reader(price.source)
        for counted in _counted(stake, setting):
            try:
                for result in by_price(stake, price, reader, counted, setting):
                    stated = before if result.name == "pre_money_by_price" else after
                    alike = (each for each in stated if each.unit == result.unit)
                    yield Derived(subject, result, tuple(map(Printed, alike)))
                    yield from in_other_currencies(subject, result, stake, setting)
            except InputError as error:
                yield Refused(subject, error)


def basic_by_price(stake: Stake, setting: Setting) -> list[Result]:
    """The value by the price of a share, of the shares in issue after the purchase; none where it
    cannot be told."""
    found: list[Result] = []
    if setting.counts.is_told(stake.investee):
        for price in setting.figures(stake.price_per_share):
            with suppress(InputError):
                reader = setting.reader(price.source)
                found.append(next(by_price(stake, price, reader, "basic", setting)))
    return found


def by_price(
    stake: Stake, price: Figure, reader: Reader, counted: Counted, setting: Setting
) -> Iterator[Result]:
    """The company's value by the price of a share bought, in the price's own currency.

    :raises InputError: the shares cannot be told, or are of another class than the price.
    """
    ratio = reader.figure(stake.ads_ratio)
    bought = reader.figure(stake.shares)
    told = () if bought is None else class_warnings(price, bought)
    told += _of_every_class(price, setting.counts.of_stake(stake))
    after, warned = setting.counts.after(stake, reader, counted)
    details: dict[str, Any] = {"by": "price of a share", "counted": counted}
    is_new = stake.shares_are == "primary"
    name = "post_money" if is_new else "market_value"
    yield replace(worth(name, price, after, ratio, (*told, *warned)), details=details)
    if is_new:
        before = setting.counts.before(stake, reader, counted)
        found = worth("pre_money_by_price", price, before, ratio, (*told, *warned))
        yield replace(found, details=details)


def _of_every_class(price: Figure, state: State) -> tuple[str, ...]:
    """What is to be said where the price of one class is taken for that of all."""
    name = class_named(price.verbatim)
    if name is None or not {each for each in state.by_class if each} - {name}:
        return ()
    return (
        f"{price.verbatim} is the price of one class: the shares of every class are told at it",
    )


def held_since(
    subject: str, stake: Stake, sizes: Sequence[tuple[str | None, Quantity]], setting: Setting
) -> Iterator[Derived]:
    """What becomes of a stake by the rounds since: share × shares then / shares now, which is the
    product of before / after over the rounds; of an investor who bought no more."""
    now = setting.counts.later(stake)
    if now is None or stake.after or stake.ended:
        return
    for source, size in sizes:
        reader = setting.reader(source)
        try:
            then, warned = setting.counts.after(stake, reader, "basic")
            last = now.all_shares(reader)
        except InputError:
            continue
        inputs = {
            "share": size,
            "shares_then": of_shares("shares_then", *then),
            "shares_now": of_shares("shares_now", *last),
        }
        formula = Leaf("share") * Leaf("shares_then") / Leaf("shares_now")
        found = evaluate("held_after_rounds", formula, inputs, warnings=warned)
        yield Derived(subject, replace(found, kind="share"))


def _counted(stake: Stake, setting: Setting) -> tuple[Counted, ...]:
    basic: tuple[Counted, ...] = ("basic",) if setting.counts.is_told(stake.investee) else ()
    return (*basic, "diluted") if setting.counts.dilutes(stake) else basic


def _sources(claims: Sequence[Claim]) -> list[str]:
    return list(dict.fromkeys(claim.source for claim in claims))
