"""Why a history has no rate for a day: which currency, from when to when it has rates, and the
nearest day that has one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from dealmodel.errors import RateMissing
from dealmodel.rates.history import History
from dealmodel.rates.period import Period
from dealmodel.rates.rate import Policy
from dealmodel.rates.replaced import REPLACED


def unlisted(
    history: History, publisher: str, base: str, quote: str, period: Period
) -> RateMissing:
    """There is no way from ``base`` to ``quote``, whatever the day."""
    known = history.currencies
    absent = [currency for currency in (base, quote) if currency not in known]
    pair = f"{base}/{quote}"
    return RateMissing(
        absent[0] if absent else pair,
        period.text,
        f"{publisher} has no rate for {' or '.join(absent) or pair}: it has {', '.join(known)}, "
        f"from {history.first} to {history.last}; use other rates, or state one",
    )


def missing(
    history: History,
    publisher: str,
    pair: tuple[str, str],
    period: Period,
    policy: Policy,
    window: range,
) -> RateMissing:
    """There is a way, but no rates for it in ``window``, the rows that could have answered."""
    # The currency that everything else is quoted in is the last to blame.
    ordered = sorted(pair, key="EUR".__eq__)
    lacking = (currency for currency in ordered if _lacks(history, currency, period, window))
    blamed = next(lacking, None)
    if blamed:
        rows = history.rows_with(blamed)
    else:
        rows = sorted(set.intersection(*(set(history.rows_with(currency)) for currency in pair)))
    before = bisect_left(rows, window.start)
    around = [history.day(row) for row in rows[max(0, before - 1) : before + 1]]
    first, last = (history.day(rows[0]), history.day(rows[-1])) if rows else (None, None)
    law = REPLACED.get(blamed) if blamed else None
    ratio_from = None if law is None or law.is_redenomination else law.on
    who = blamed or "/".join(pair)
    held = [f"{who} is there from {first} to {last}"] if rows else []
    if ratio_from:
        held.append(f"the irrevocable ratio of {who} to the euro holds from {ratio_from}")
        around.append(ratio_from)
    nearest = min(around, key=lambda day: _distance(day, period), default=None)
    message = f"no rate for {who} {_asked(period, policy)} in {publisher}"
    if held:
        message += f": {', and '.join(held)}"
        message += (
            f"; the nearest is {' or '.join(map(str, around))}: ask for that, or use other rates"
        )
    return RateMissing(
        who,
        period.text,
        message,
        first=_text(first or ratio_from),
        last=_text(None if ratio_from else last),
        nearest=_text(nearest),
    )


def _lacks(history: History, currency: str, period: Period, window: range) -> bool:
    law = REPLACED.get(currency)
    if law and not law.is_redenomination and law.holds_on(period.first):
        return False
    rows: Sequence[int] = history.rows_with(currency)
    first = bisect_left(rows, window.start)
    return first == len(rows) or rows[first] >= window.stop


def _asked(period: Period, policy: Policy) -> str:
    if not period.is_day:
        return f"in {period}"
    if policy.kind == "previous" and policy.max_age:
        return f"on {period} or the {policy.max_age} days before it"
    if policy.kind == "next" and policy.max_age:
        return f"on {period} or the {policy.max_age} days after it"
    return f"on {period} itself"


def _distance(day: date, period: Period) -> int:
    return max((period.first - day).days, (day - period.last).days)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
