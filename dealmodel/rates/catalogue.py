"""Every source of rates, by the text that names it."""

from __future__ import annotations

from collections.abc import Callable

from dealmodel.errors import UsageError, did_you_mean, nearest
from dealmodel.rates.rate import RateSource


def _ecb() -> RateSource:
    from dealmodel.rates.ecb import ecb_rates

    return ecb_rates()


def _live() -> RateSource:
    from dealmodel.rates.live import LiveRates

    return LiveRates()


SOURCES: dict[str, Callable[[], RateSource]] = {
    "ecb": _ecb,  # the European Central Bank's reference rates, embedded; the default
    "live": _live,  # forex-python, over the network
}
"""The sources that have a name. A new one is a line here."""


def source_for(text: str = "ecb") -> RateSource:
    """The source that ``text`` names: ``ecb``, ``live``, a CSV file, or a rate itself.

    Raises :class:`UsageError` for anything else, and what reading a file or a rate raises.

    >>> source_for("7.26 CNY/USD").name
    '7.26 CNY/USD'
    """
    if text in SOURCES:
        return SOURCES[text]()
    if text.lower().endswith(".csv"):
        from dealmodel.rates.table import table_rates

        return table_rates(text)
    if any(character.isdecimal() for character in text):
        from dealmodel.rates.quoted import quoted_rate

        return quoted_rate(text)
    # Loaded here: only what has no name of ours needs it.
    from dealmodel.extensions import declared
    from dealmodel.rates.declared import Rates

    outside = {each.name: each for each in declared(Rates)}
    if text in outside:
        return outside[text].source()
    names = (*SOURCES, *outside)
    near = nearest(text.lower(), names)
    raise UsageError(
        f"there are no rates called {text[:40]!r}: give {', '.join(names)}, a file ending in "
        f".csv, or a rate such as '7.26 CNY/USD'{did_you_mean(near)}"
    )
