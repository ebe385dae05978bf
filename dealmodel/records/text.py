"""Texts that a record holds: free text, dates, currencies, addresses.

They stay the text that was written. A date is a day (2025-03-03), a month (2025-03), a quarter
(2025-Q1), a half (2025-H1), a year (2025), an interval (2024-04/2025-03); a period may be a fiscal
one of the party that its record names (FY2024). Control characters and empty texts are refused.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, WithJsonSchema

from dealmodel.errors import BadValue, DateError, UnknownCurrency
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.languages import locales
from dealmodel.rates.period import parse_period
from dealmodel.records.faults import fault

FISCAL = "FY([0-9]{4})(?:-(?:Q([1-4])|H([12])))?"
_SHOWN = 60


def _date(text: str) -> str:
    try:
        parse_period(text)
    except DateError as error:
        raise fault(error) from None
    return text


def _period(text: str) -> str:
    return text if re.fullmatch(FISCAL, text) else _date(text)


def _locale(tag: str) -> str:
    if not locales.is_read(tag):
        known = ", ".join(locales.LOCALES)
        raise fault(
            BadValue(
                tag[:_SHOWN],
                f"{tag[:_SHOWN]!r} is none of {known}, with or without a region (de-CH)",
            )
        )
    return tag


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        raise fault(UnknownCurrency(code, SUGGESTED))
    return code


Text = Annotated[
    str, StringConstraints(min_length=1, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")
]
When = Annotated[Text, AfterValidator(_date)]
PeriodText = Annotated[Text, AfterValidator(_period)]
CurrencyCode = Annotated[Text, AfterValidator(_currency)]
Url = Annotated[Text, StringConstraints(pattern=r"^https?://\S+$")]
Locale = Annotated[
    Text, AfterValidator(_locale), WithJsonSchema({"type": "string", "pattern": locales.PATTERN})
]
"""Whose separators, magnitudes and currency words a figure is printed in: a language, with or
without a region (de, de-CH)."""
