"""The figures of a text as a person reads them: the text with its marks, then each in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dealmodel.cli.columns import columns
from dealmodel.cli.layout import printed_figure
from dealmodel.cli.marking import marked_lines
from dealmodel.cli.output import printable
from dealmodel.cli.terminal import terminal_width, wrapped
from dealmodel.figures.figure import Figure
from dealmodel.figures.reading import Refusal
from dealmodel.formulas.numbers import printed_bounds_text, printed_text

_HEADINGS = ("#", "figure", "kind", "value", "bounds", "hedge", "also")
_LABEL = 11


def figures_text(
    text: str, figures: Sequence[Figure], refused: Sequence[Refusal], *, colour: bool = False
) -> str:
    """The text with its figures marked, what each of them is, and why others were not read."""
    width = terminal_width()
    marked = marked_lines(text, figures, refused, width, colour=colour)
    lines = [] if len(marked) == len(figures) == 1 else [""]
    lines += _one(figures[0], width) if len(figures) == 1 else _several(figures, width)
    if refused:
        lines += ["", "not read", *_refusals(refused, width)]
    return "\n".join([*marked, *map(printable, lines)])


def _one(figure: Figure, width: int, also: Iterable[str] = ()) -> Iterator[str]:
    told = {
        figure.kind: printed_figure(figure),
        "hedge": figure.hedge.replace("_", " "),
        "per": figure.per,
        "of": figure.of,
        "link": "; ".join(also),
        "why": figure.why,
    }
    for label, value in told.items():
        if value:
            yield from wrapped(value, width, " " * _LABEL, f"  {label:<{_LABEL - 2}}")


def _several(figures: Sequence[Figure], width: int) -> Iterator[str]:
    rows = [_row(index, figure) for index, figure in enumerate(figures)]
    table = columns(_HEADINGS, rows, width)
    if table is None:
        for index, figure in enumerate(figures):
            label = f"{index + 1}. "
            yield from wrapped(rows[index][1], width, " " * len(label), label)
            yield from _one(figure, width, _link(index, figure))
        return
    yield from table[0]
    for figure, lines in zip(figures, table[1:], strict=True):
        yield from lines
        yield from wrapped(figure.why, width, " " * len(f"{len(figures)}  "))


def _row(index: int, figure: Figure) -> tuple[str, ...]:
    value = figure.value
    return (
        str(index + 1),
        " ".join(figure.verbatim.split()),
        figure.kind,
        figure.unit.text or "" if value is None else printed_text(value, figure.unit, figure.kind),
        "exact" if figure.exact else printed_bounds_text(figure.bounds, figure.kind),
        "" if figure.hedge == "none" else figure.hedge.replace("_", " "),
        "; ".join(_also(index, figure)),
    )


def _also(index: int, figure: Figure) -> Iterator[str]:
    if figure.per is not None:
        yield f"per {figure.per}"
    if figure.of is not None:
        yield f"of {figure.of}"
    yield from _link(index, figure)


def _link(index: int, figure: Figure) -> Iterator[str]:
    if figure.linked_to is not None:
        verb = "converts" if figure.linked_to < index else "converted as"
        yield f"{verb} figure {figure.linked_to + 1}"


def _refusals(refused: Sequence[Refusal], width: int) -> Iterator[str]:
    label = len(f"  ?{len(refused)}  ")
    for number, each in enumerate(refused, 1):
        shown = " ".join(each.verbatim.split())
        message = each.message if shown in each.message else f"{shown}: {each.message}"
        yield from wrapped(message, width, " " * label, f"  ?{number}".ljust(label))
