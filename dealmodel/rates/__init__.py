"""Dated exchange rates, each with its day and who published it.

:func:`convert` turns an amount into another currency at the embedded ECB rates, and
:func:`conversion` gives the same with its provenance. Both are loaded when first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dealmodel.rates.amounts import Converted, conversion, convert

__all__ = ["Converted", "conversion", "convert"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dealmodel.rates import amounts

    # Kept here, so that the next call finds it at once.
    found = globals()[name] = getattr(amounts, name)
    return found
