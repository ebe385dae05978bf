"""Texts that a record holds: free text, dates, currencies, addresses.

They stay the text that was written. A date is a day (2025-03-03), a month (2025-03), a quarter
(2025-Q1) or a year (2025). Control characters and empty texts are refused.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from dealmodel.errors import DateError, UnknownCurrency
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.rates.period import parse_period
from dealmodel.records.faults import fault


def _date(text: str) -> str:
    try:
        parse_period(text)
    except DateError as error:
        raise fault(error) from None
    return text


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        raise fault(UnknownCurrency(code, SUGGESTED))
    return code


Text = Annotated[
    str, StringConstraints(min_length=1, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")
]
When = Annotated[Text, AfterValidator(_date)]
CurrencyCode = Annotated[Text, AfterValidator(_currency)]
Url = Annotated[Text, StringConstraints(pattern=r"^https?://\S+$")]
Locale = Literal["en", "de", "fr", "it", "es", "zh"]
"""Whose separators, magnitudes and currency words a figure is printed in."""
