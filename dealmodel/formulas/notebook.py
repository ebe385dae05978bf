"""A result as a notebook shows it: its formula, and a table of its inputs."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.markup import html_table
from dealmodel.formulas.measures import measure_of
from dealmodel.formulas.rendering import bounds_text

if TYPE_CHECKING:
    from dealmodel.formulas.expression import Quantity
    from dealmodel.formulas.result import Result

_HEADINGS = ("input", "as printed", "value", "bounds", "unit", "source")


def html_of(result: Result) -> str:
    """The result, its formula and its inputs as HTML."""
    rows = (_row(name, quantity) for name, quantity in result.inputs.items())
    warnings = "".join(f"<p>warning: {escape(warning)}</p>" for warning in result.warnings)
    return (
        f"<p><b>{escape(str(result))}</b><br><code>{escape(result.formula)}</code> "
        f"({escape(result.method)})</p>{html_table(_HEADINGS, rows)}{warnings}"
    )


def _row(name: str, quantity: Quantity) -> Iterator[str]:
    yield name
    yield str(quantity.to_dict().get("verbatim", ""))
    yield "" if quantity.point is None else decimal_text(quantity.point)
    yield bounds_text(quantity.bounds)
    yield measure_of(quantity).unit.text or ""
    yield "; ".join(quantity.sources)
