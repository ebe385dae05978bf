"""Numbers of shares against each other, and against the stakes that they make.

A count against the one before it with what was issued and bought back since or, of a day, with the
new shares that were bought on it; all shares against their classes (``parts-sum``). A stated share
against the shares bought over all shares (``stated-ratio``), more shares than there are
(``holders-sum``), and a share of a class whose part of the whole is not known
(``different-basis``). Tolerance: the rounding and hedges of all figures, and nothing beyond. What
may have a reason that the book does not tell is a warning: a buyer or a class that is missing,
shares issued since they were last counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.calculators.accounts import Account, Path
from dealmodel.calculators.capital import of_shares
from dealmodel.calculators.holding_dates import meet, when_of
from dealmodel.calculators.share_classes import class_key, class_of_share
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding, Severity
from dealmodel.checks.wording import meaning
from dealmodel.derivations.answers import Derived
from dealmodel.derivations.capital import moved_to
from dealmodel.derivations.stake_shares import by_counts, counted_as, of_all_shares
from dealmodel.errors import InputError, OutOfRange
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.formulas.printed import printed
from dealmodel.formulas.result import Result
from dealmodel.records.capital import Capital
from dealmodel.records.holding import StatedHolding
from dealmodel.records.stake import Stake


def share_counts(context: Context) -> Iterator[Finding]:
    """A finding for each count, and each stake, beside what follows of it from others."""
    for path, capital in context.records(Capital):
        yield from _since_before(context, path, capital)
        if class_key(capital.share_class) is None and not capital.before:
            yield from _of_classes(context, path, capital)
    for path, holding in context.records(StatedHolding):
        yield from _of_unknown_class(context, path, holding, ("share",))
    for path, stake in context.records(Stake):
        yield from _of_unknown_class(context, path, stake, ("before", "share", "after"))
        if stake.shares:
            yield from _of_stake(context, path, stake)


def _since_before(context: Context, path: Path, capital: Capital) -> Iterator[Finding]:
    """A count beside the one before it and what came and went since."""
    stated = context.accounts(capital.shares, (*path, "shares"))
    counts = context.setting.counts
    count = counts.count(str(path[1]))
    if not stated or capital is not count.first:
        return
    found = moved_to(count, context.setting)
    moves = [
        account
        for name in ("issued", "bought_back")
        for account in context.accounts(getattr(capital, name), (*path, name))
    ]
    if found is not None:
        yield _compared(context, "parts-sum", (*path, "shares"), stated, found, moves)
        return
    try:
        formula = counts.by_purchases(count, context.setting.reader())
    except InputError:
        return
    if formula is not None:
        bought = of_shares("shares_from_purchases", *formula)
        yield _compared(
            context, "parts-sum", (*path, "shares"), stated, bought, (), is_less="warning"
        )


def _of_classes(context: Context, path: Path, capital: Capital) -> Iterator[Finding]:
    """All shares beside those of their classes together."""
    when = when_of(capital.on)
    state = context.setting.counts.state(capital.party, when, capital.counted)
    stated = context.accounts(capital.shares, (*path, "shares"))
    classes = [name for name in state.by_class if name is not None]
    if not classes or not stated or not all(meet(state.by_class[n].when, when) for n in classes):
        return
    try:
        found = of_shares("classes", *state.classes(context.setting.reader()))
    except InputError:
        return
    is_less: Severity | None = "warning" if len(classes) > 1 else None
    if is_less is None and not _is_more(found, stated):
        return  # one class of several, perhaps: the others are not counted
    yield _compared(context, "parts-sum", (*path, "shares"), stated, found, (), is_less=is_less)


def _of_unknown_class(
    context: Context, path: Path, record: Stake | StatedHolding, names: Sequence[str]
) -> Iterator[Finding]:
    """A share of a class of shares, where the book does not tell what that is of the whole."""
    for name in names:
        for account in context.accounts(getattr(record, name), (*path, name)):
            if class_of_share(account.figure, record.share_class) is None:
                continue
            whole = of_all_shares(account.figure, record, context.setting)
            if isinstance(whole, InputError):
                yield context.finding(
                    "different-basis",
                    "warning",
                    (*path, name),
                    f"{account.says} ({context.who(account)}): {whole.message}",
                    verdict="different_basis",
                    claims=[account],
                )
                return


def _of_stake(context: Context, path: Path, stake: Stake) -> Iterator[Finding]:
    """The shares bought over all shares, beside the share that is stated."""
    bought = context.accounts(stake.shares, (*path, "shares"))
    stated = context.accounts(stake.share, (*path, "share"))
    for item in by_counts(".".join(map(str, path)), stake, context.setting):
        if not isinstance(item, Derived):
            if isinstance(item.why, OutOfRange):
                yield context.finding(
                    "holders-sum",
                    "error",
                    (*path, "shares"),
                    item.why.message,
                    verdict="contradictory",
                    claims=bought,
                )
                return
            continue
        counted = item.result.details["counted"]
        alike = [each for each in stated if counted_as(each.figure) == counted]
        if alike:
            yield _compared(
                context,
                "stated-ratio",
                (*path, "share"),
                alike,
                item.result,
                bought,
                is_less="warning" if item.result.warnings else "error",
                is_more="warning" if item.result.warnings else "error",
                whole=[_bounds(each, stake, context) for each in alike],
            )


def _bounds(account: Account, stake: Stake, context: Context) -> Bounds:
    """What a stated share can mean of the whole."""
    whole = of_all_shares(account.figure, stake, context.setting)
    return Bounds(None, None) if isinstance(whole, InputError) else whole.bounds


def _compared(
    context: Context,
    code: str,
    path: Path,
    stated: Sequence[Account],
    found: Result,
    beside: Sequence[Account],
    *,
    is_less: Severity | None = "error",
    is_more: Severity = "error",
    whole: Sequence[Bounds] = (),
) -> Finding:
    """A stated number beside the one that follows: how grave it is where that ``is_less``, or
    ``is_more``."""
    meant = whole or [account.figure.bounds for account in stated]
    fits = [a for a, b in zip(stated, meant, strict=True) if overlap(b, found.bounds) is not None]
    severity: Severity = "info"
    if not fits:
        severity = is_more if _is_more(found, stated) else is_less or "info"
    shown = fits or stated
    says = printed(found.expression, found.inputs)
    told = ", ".join(f"{each.says} ({context.who(each)})" for each in shown)
    return context.finding(
        code,
        severity,
        path,
        f"{told} {'fits' if fits else 'is not'} {says} = "
        f"{meaning(found.bounds, found.unit, found.kind)}",
        verdict="compatible" if fits else "contradictory" if severity == "error" else "undecided",
        claims=[*stated, *beside],
        bars=[
            *(Bar(a.says, context.who(a), a.figure.value, a.figure.bounds) for a in stated),
            Bar(says, "follows", found.point, found.bounds),
        ],
        unit=found.unit,
        kind=found.kind,
    )


def _is_more(found: Result, stated: Sequence[Account]) -> bool:
    """Whether what follows is more than every account can mean."""
    low = found.bounds.low
    highs = [account.figure.bounds.high for account in stated]
    return low is not None and all(high is not None and low >= high for high in highs)
