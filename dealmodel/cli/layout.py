"""Results as text: the number first, then where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.measures import measure_of
from dealmodel.formulas.numbers import answer, marked_rate_text, printed_bounds_text, printed_text
from dealmodel.formulas.result import Result


def results_text(results: Sequence[Result]) -> str:
    """Each result with its formula and rate; then what they are made of, each input once."""
    inputs = {name: given for result in results for name, given in result.inputs.items()}
    lines = [line for block in _blocks(results) for line in block]
    if inputs:
        lines += ["where", *_input_lines(inputs)]
    return "\n".join(lines)


def explained_text(results: Sequence[Result]) -> str:
    """Each result with how it comes about: steps, ends and drivers."""
    from dealmodel.formulas.explanation import explain  # only an explanation waits for it

    blocks = (
        [*lines, *(f"  {line}" for line in explain(result.expression, result.inputs).lines())]
        for result, lines in zip(results, _blocks(results), strict=True)
    )
    return "\n\n".join("\n".join(lines) for lines in blocks)


def printed_figure(figure: Figure) -> str:
    """Its number with its unit, and what it can mean.

    >>> from dealmodel.figures.reader import figure
    >>> printed_figure(figure("just over 300,000 cars"))
    '300,000 cars (300,000, 310,000]'
    """
    bounds = printed_bounds_text(figure.bounds, figure.kind)
    unit = measure_of(figure).unit
    if figure.value is None:
        return f"{bounds} {unit.text or ''}".rstrip()
    value = printed_text(figure.value, unit, figure.kind)
    return value if figure.exact else f"{value} {bounds}"


def _blocks(results: Sequence[Result]) -> Iterator[list[str]]:
    """The lines of each result; results are named where there are several kinds."""
    width = max(len(result.name) for result in results)
    several = len({result.name for result in results}) > 1
    for result in results:
        assuming = result.details.get("assuming")
        headline = answer(
            result.point,
            result.bounds,
            result.unit,
            result.kind,
            in_minor_units="rate" in result.details,
        )
        headline += f" per {result.details['per']}" if "per" in result.details else ""
        headline += f" if {assuming}" if assuming else ""
        lines = [f"{result.name:<{width}}  {headline}" if several else headline]
        lines.append(f"  = {result.formula}")
        if "rate" in result.details:
            lines.append(f"  {_rate_line(result.details)}")
        if not result.tight and result.method != "outer range":  # that one says so itself
            lines.append("  an outer range: the true one lies inside it and may be narrower")
        yield lines


def _rate_line(details: Mapping[str, Any]) -> str:
    quote, _, base = details["rate_unit"].partition("/")
    if quote == base:
        return str(details["source"])
    rate = f"at {marked_rate_text(Fraction(details['rate']))} {details['rate_unit']}"
    if "rate_low" in details:
        low, high = (marked_rate_text(Fraction(details[end])) for end in ("rate_low", "rate_high"))
        return f"{rate}, the mean of {details['requested']} [{low}, {high}]"
    used, age = details["used"], details["age_days"]
    if used is None:
        return f"{rate}, {details['source']}"
    if not age:
        return f"{rate} of {used}"
    days = f"{abs(age)} {'day' if abs(age) == 1 else 'days'}"
    side = "before" if age > 0 else "after"
    return f"{rate} of {used} ({days} {side} {details['requested']})"


def _input_lines(inputs: Mapping[str, Quantity]) -> Iterator[str]:
    width = max((len(name) for name in inputs), default=0)
    for name, given in inputs.items():
        yield f"  {name:<{width}}  {_input_text(name, given)}"


def _input_text(name: str, given: Quantity) -> str:
    if isinstance(given, Figure):
        verbatim = f"“{given.verbatim}”: " if given.verbatim != name else ""
        return f"{verbatim}{printed_figure(given)}"
    if given.point is None:
        return answer(given.point, given.bounds, given.unit, given.kind)
    bounds = "" if given.bounds.is_point else f" {printed_bounds_text(given.bounds)}"
    return ", ".join([f"{marked_rate_text(given.point)} {given.unit}{bounds}", *given.sources])
