"""The bank's file, read by the standard library alone."""

from __future__ import annotations

from tests.rates.conftest import published

__all__ = ["published"]
