"""A result as a notebook shows it: a small HTML table in which nothing typed is ever markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dealmodel.figures.decimals import decimal_text
from dealmodel.formulas.measures import measure_of
from dealmodel.formulas.rendering import bounds_text

if TYPE_CHECKING:
    from dealmodel.formulas.expression import Quantity
    from dealmodel.formulas.result import Result

_HEADINGS = ("input", "as printed", "value", "bounds", "unit", "source")


def html_of(result: Result) -> str:
    """The result, its formula and its inputs as HTML."""
    headings = "".join(f"<th>{heading}</th>" for heading in _HEADINGS)
    rows = "".join(_row(name, quantity) for name, quantity in result.inputs.items())
    warnings = "".join(f"<p>warning: {escape(warning)}</p>" for warning in result.warnings)
    return (
        f"<p><b>{escape(str(result))}</b><br><code>{escape(result.formula)}</code> "
        f"({escape(result.method)})</p>"
        f"<table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table>{warnings}"
    )


def _row(name: str, quantity: Quantity) -> str:
    cells = (
        name,
        str(quantity.to_dict().get("verbatim", "")),
        "" if quantity.point is None else decimal_text(quantity.point),
        bounds_text(quantity.bounds),
        measure_of(quantity).unit.text or "",
        "; ".join(quantity.sources),
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
