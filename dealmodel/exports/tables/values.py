"""The answers of a report as plain values, a row each: for files that hold no formulas.

Nothing here knows of cells: a table for programs costs what its numbers and words cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from dealmodel.calculators.company import NOTHING, WHOLE
from dealmodel.derivations.answers import Derived, Effective, SourcesCompared
from dealmodel.derivations.kinds import title_of
from dealmodel.derivations.printing import printed_of
from dealmodel.exports.table import Row, Value
from dealmodel.exports.tables.answers import (
    AGREE,
    AS_PRINTED,
    DISAGREE,
    UNDECIDED,
    answer_label,
    cross_of,
    ends_of,
    legs_of,
)
from dealmodel.exports.tables.holdings import as_printed_bounds, companies_of, how_held, notes_on
from dealmodel.exports.tables.ownership import is_told_apart
from dealmodel.exports.tables.places import DERIVED_SHEETS, OWNERSHIP
from dealmodel.exports.tables.styles import ends_text, style_of
from dealmodel.figures.bounds import Bounds
from dealmodel.records.naming import name_of, who_says
from dealmodel.reports.deriving import Report
from dealmodel.reports.outline import label_of, notes_of

_NO_RATE: tuple[Value, ...] = (None, None, None)


def value_rows(sheet: str, report: Report) -> Iterator[Row]:
    """The rows of a sheet's answers, in their order."""
    made = _Rows(report)
    sections = DERIVED_SHEETS[sheet]
    recent: list[Derived] = []
    subject = title = ""
    for item in report.items:
        if not isinstance(item, Derived | SourcesCompared):
            continue
        if item.subject.partition(".")[0] not in sections:
            continue
        if item.subject != subject:
            subject, title, recent = item.subject, title_of(item.subject, report.book), []
        if isinstance(item, Derived):
            recent.append(item)
            yield made.derived(item, title)
        else:
            yield from made.compared(item, title, recent)
    if sheet == OWNERSHIP:
        yield from made.holdings()
        yield from made.interests(each for each in report.items if isinstance(each, Effective))


class _Rows:
    """Makes the rows of one report."""

    def __init__(self, report: Report) -> None:
        self._report, self._book = report, report.book
        self._told: dict[tuple[str, ...], str | None] = {}

    def derived(self, item: Derived, title: str) -> Row:
        """The row of an answer."""
        result = item.result
        legs = legs_of(result)
        rate = _NO_RATE
        if legs:
            day: Value = legs[0][0].used or f"mean of {result.details.get('requested')}"
            rate = (cross_of(legs), result.details.get("rate_unit"), day)
        low, high = ends_of(result.bounds)
        return Row(
            (
                title,
                answer_label(item, self._book),
                low,
                result.point,
                high,
                result.unit.text,
                ends_text(result.bounds),
                printed_of(result),
                self._who(item.sources),
                *rate,
                result.formula,
                "; ".join(notes_of(result)) or None,
                item.subject,
                item.name,
            ),
            style_of(result.kind, result.unit),
        )

    def compared(
        self, item: SourcesCompared, title: str, recent: Iterable[Derived]
    ) -> Iterator[Row]:
        """Where sources agree, and from the lowest to the highest of them."""
        common, name = item.common, item.name.removesuffix("_agreement")
        told = AGREE if common is not None else UNDECIDED if item.undecided else DISAGREE
        formula = "overlap of the sources' bounds"
        label = label_of(item, self._book)
        yield self._row(title, label, item, common, told, formula, item.name)
        alike = [
            each for each in recent if each.name == name and each.result.unit.text == item.unit.text
        ]
        first = alike[-len(item.answers) :][0]
        label = f"{answer_label(first, self._book)}, lowest to highest"
        formula = "hull of the sources' bounds"
        yield self._row(title, label, item, item.whole, None, formula, f"{name}_hull")

    def holdings(self) -> Iterator[Row]:
        """The holdings of each company, those with several numbers as printed."""
        ownership = self._report.ownership
        if ownership is None:
            return
        for company, every in companies_of(ownership.registry):
            title = name_of(company, self._book)
            several = []
            for holding, verb in every:
                label = f"{name_of(holding.holder, self._book)} {verb}"
                bounds = holding.bounds
                whole = Bounds(
                    bounds.low or NOTHING,
                    WHOLE if bounds.high is None else bounds.high,
                    bounds.low_open,
                    bounds.high_open,
                )
                subject, how = f"ownership.{company}", how_held(holding)
                who = self._who(holding.sources)
                note = "; ".join(notes_on(holding)) or None
                told = (None, how, who, None, note, subject)
                yield _share(title, label, holding.point, whole, told, "holding", ends=bounds)
                printed = as_printed_bounds(holding)
                if printed is not None:
                    label = f"{label}{AS_PRINTED}"
                    told = (None, how, who, None, None, subject)
                    several.append(_share(title, label, None, printed, told, "holding_as_printed"))
            yield from several

    def interests(self, items: Iterable[Effective]) -> Iterator[Row]:
        """The effective interests, and those of several numbers as printed."""
        for item in items:
            found = item.found
            title, who = name_of(found.held, self._book), self._who(item.sources)
            note = f"as exported: {'; '.join(found.warnings)}" if found.warnings else None
            told = (None, None, who, str(item.details["formula"]), note, item.subject)
            yield _share(title, item.label, found.point, found.bounds, told, item.name)
            if is_told_apart(found):
                label, name = f"{item.label}{AS_PRINTED}", f"{item.name}_as_printed"
                yield _share(title, label, None, found.points, told, name)

    def _who(self, sources: tuple[str, ...]) -> str | None:
        if sources not in self._told:
            self._told[sources] = who_says(sources, self._book)
        return self._told[sources]

    def _row(
        self,
        title: str,
        label: str,
        item: SourcesCompared,
        bounds: Bounds | None,
        how: str | None,
        formula: str,
        name: str,
    ) -> Row:
        low, high = ends_of(bounds)
        return Row(
            (
                title,
                label,
                low,
                None,
                high,
                item.unit.text,
                None if bounds is None else ends_text(bounds),
                how,
                self._who(item.sources),
                *_NO_RATE,
                formula,
                None,
                item.subject,
                name,
            ),
            style_of(item.kind, item.unit),
        )


def _share(
    title: str,
    label: str,
    point: Fraction | None,
    bounds: Bounds,
    told: tuple[str | None, ...],
    name: str,
    *,
    ends: Bounds | None = None,
) -> Row:
    unit, how, who, formula, note, subject = told
    low, high = ends_of(bounds)
    open_or_not = ends_text(ends or bounds)
    cells = (title, label, low, point, high, unit, open_or_not, how, who, *_NO_RATE)
    return Row((*cells, formula, note, subject, name), "share")
