"""Which days' rates a source's conversions fit, taken together (``rate-date``).

A source converts all prices of one text at one rate. The days on which every pair of one source in
one record's time fits tell which day's rate that was, perhaps long before the text came out. Two
prices at least are needed: one pair's days stand with its implied rate. Tolerance: a day fits if
its rate is within 0.05 % of what the rounding of each pair allows. Where no day fits all, it is a
warning only if each pair alone fits some day: then the source used several rates, or one price is
wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.linked import LinkedPair, days_that_fit, linked_pairs, window
from dealmodel.checks.wording import stretches_text
from dealmodel.errors import DataError
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.rates.period import Period

Key = tuple[object, tuple[str, str], str]


def rate_date(context: Context) -> Iterator[Finding]:
    """A finding for each source that converted several prices of one time."""
    groups: dict[Key, list[tuple[LinkedPair, Period]]] = {}
    for pair in linked_pairs(context):
        days = window(context, pair)
        if days is not None:
            key = (pair.account.voice, pair.currencies, days.text)
            groups.setdefault(key, []).append((pair, days))
    for group in groups.values():
        if len({pair.path for pair, _ in group}) > 1:
            try:
                yield from _together(context, [pair for pair, _ in group], group[0][1])
            except DataError:
                continue  # the implied rate of each pair says so


def _together(context: Context, pairs: Sequence[LinkedPair], days: Period) -> list[Finding]:
    common: Bounds | None = pairs[0].fitting
    for pair in pairs[1:]:
        common = None if common is None else overlap(common, pair.fitting)
    currencies = pairs[0].currencies
    fitting = [] if common is None else days_that_fit(context, currencies, common, days)
    alone = [days_that_fit(context, currencies, pair.fitting, days) for pair in pairs]
    if not fitting and not all(alone):
        return []
    says = " and ".join(pair.account.says for pair in pairs)
    if fitting:
        told = f"{says} together fit the rates of {stretches_text(fitting)}"
        if fitting[-1][1] < days.last:
            told += f", before {days.last}"
    else:
        told = f"{says} fit no day together: each was converted at another rate, or one is wrong"
    claims = [account for pair in pairs for account in pair.accounts]
    found = context.finding(
        "rate-date",
        "info" if fitting else "warning",
        pairs[0].path,
        told,
        verdict="compatible" if fitting else "contradictory",
        claims=claims,
        bars=[
            Bar(pair.account.says, context.who(pair.account), pair.rates[0], pair.bounds)
            for pair in pairs
        ],
        unit=pairs[0].first.unit / pairs[0].second.unit,
        kind="rate",
        details={"days_that_fit": [[str(first), str(last)] for first, last in fitting]},
    )
    return [found]
