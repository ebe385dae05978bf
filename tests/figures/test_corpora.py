"""The reader against the corpora: what printed figures mean, worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from dealmodel.errors import FigureError
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import figure, find_figures
from tests.figures.corpus import Case, Expected, cases, number

CASES = list(cases())


def of(*, errors: bool = False, never: bool = False) -> list[Case]:
    return [case for case in CASES if bool(case.errors) == errors and bool(case.never) == never]


def label(case: Case) -> str:
    return case.label


@pytest.mark.parametrize("case", of(), ids=label)
def test_every_figure_of_the_text_is_read(case: Case) -> None:
    found = find_figures(case.text, rules=HedgeRules(case.reading), locale=case.locale)
    if case.or_error and not found:
        return
    assert_as_stated(case.figures, found)
    assert tuple(refusal.verbatim for refusal in found.refused) == case.refused


@pytest.mark.parametrize("case", of(), ids=label)
def test_one_figure_is_read_alone_and_any_other_number_of_them_refused(case: Case) -> None:
    outcome = read_alone(case)
    if case.refused:
        assert isinstance(outcome, FigureError)
        assert outcome.code in ("ambiguous-figure", "unreadable-figure")
    elif isinstance(outcome, Figure):
        assert len([stated for stated in case.figures if not stated.optional]) <= 1
        assert any(not stated.differences(outcome) for stated in case.figures)
    elif not case.or_error and outcome.code != "unreadable-figure":
        several = len(case.figures) > 1
        assert several or not case.figures or case.figures[0].optional
        assert outcome.code == ("several-figures" if several else "no-figure")
    elif outcome.code == "unreadable-figure" and not case.or_error:
        # A word beside the figure: no word of the figure itself may be what is not understood.
        start, end = outcome.span
        for found in find_figures(case.text, rules=HedgeRules(case.reading), locale=case.locale):
            assert end <= found.span[0] or found.span[1] <= start


@pytest.mark.parametrize("case", of(errors=True), ids=label)
def test_what_cannot_be_told_is_refused_in_running_text_too(case: Case) -> None:
    if not {"ambiguous-figure", "unreadable-figure"} & set(case.errors):
        return
    found = find_figures(case.text, rules=HedgeRules(case.reading), locale=case.locale)
    assert found.refused or not found
    for refusal in found.refused:
        start, end = refusal.span
        assert refusal.verbatim == case.text[start:end]
        assert refusal.code in ("ambiguous-figure", "unreadable-figure")


@pytest.mark.parametrize("case", of(errors=True), ids=label)
def test_what_cannot_be_told_is_an_error_of_that_code(case: Case) -> None:
    outcome = read_alone(case)
    assert isinstance(outcome, FigureError), outcome
    assert outcome.code in case.errors
    start, end = outcome.span
    assert 0 <= start <= end <= len(case.text)


@pytest.mark.parametrize("case", of(never=True), ids=label)
def test_nothing_is_read_as_what_it_is_not(case: Case) -> None:
    for found in find_figures(case.text, rules=HedgeRules(case.reading), locale=case.locale):
        for wrong in case.never:
            assert wrong not in (found.kind, found.unit.text), found.verbatim
            assert not wrong[0].isdigit() or found.value != number(wrong), found.verbatim


def test_each_corpus_is_there() -> None:
    assert {case.corpus for case in CASES} >= {"seeds", "prices", "hedges", "ranges", "news"}


def read_alone(case: Case) -> Figure | FigureError:
    """The one figure of the text, or why there is not one."""
    try:
        return figure(case.text, rules=HedgeRules(case.reading), locale=case.locale)
    except FigureError as error:
        return error


def assert_as_stated(stated: Iterable[Expected], found: Iterable[Figure]) -> None:
    """The figures found are those stated, in order; an optional one may be missing."""
    rest = list(found)
    for one in stated:
        if one.optional and (not rest or one.differences(rest[0])):
            continue
        assert rest, f"missing: {one}"
        differences = one.differences(rest[0])
        assert not differences, f"{rest[0].verbatim!r}: {'; '.join(differences)}"
        rest.pop(0)
    assert not rest, f"not in the text: {[(figure.verbatim, figure.kind) for figure in rest]}"
