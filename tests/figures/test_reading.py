"""What a text gives as a whole: the list, what is refused beside it, and what is no text."""

from __future__ import annotations

import copy
import json
import math
import pickle
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from dealmodel.errors import DealModelError, FigureError, NoFigure, SeveralFigures
from dealmodel.figures.reader import figure, figure_with_conversions, find_figures
from dealmodel.figures.reading import Figures, Refusal

MIXED = "It paid ¥80 billion for 21% and sold 300,000 cars at €1,5 each."
"""Two figures that have one reading and two that have more."""


def test_it_is_a_list_in_the_order_of_the_text() -> None:
    found = find_figures("21% for €1.5 billion, 300,000 cars")
    assert isinstance(found, list)
    assert isinstance(found, Figures)
    assert len(found) == 3
    assert [one.verbatim for one in found] == ["21%", "€1.5 billion", "300,000 cars"]
    assert [one.verbatim for one in found[1:]] == ["€1.5 billion", "300,000 cars"]
    assert found[-1].unit.text == "cars"
    assert found.refused == ()


def test_what_has_two_readings_takes_no_other_figure_with_it() -> None:
    found = find_figures(MIXED)
    assert [one.verbatim for one in found] == ["21%", "300,000 cars"]
    yuan, euros = found.refused
    assert yuan.verbatim == "¥80 billion"
    assert euros.verbatim.endswith("1,5")
    assert yuan.code == euros.code == "ambiguous-figure"
    assert yuan.readings == ("CNY", "JPY")
    assert set(euros.readings) == {"1.5", "15"}
    for refusal in found.refused:
        assert MIXED[slice(*refusal.span)] == refusal.verbatim
        assert all(reading in refusal.message for reading in refusal.readings)


def test_figures_and_refusals_never_overlap_and_stand_in_order() -> None:
    found = find_figures(MIXED)
    spans = sorted([one.span for one in found] + [one.span for one in found.refused])
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("¥80 billion", ["¥80 billion"]),
        ("¥500 or ¥600", ["¥500", "¥600"]),
        ("1,5 and 2,5", ["1,5", "2,5"]),
        ("$1.6 bilion", ["$1.6 bilion"]),
        ("$1.6 bilion for 3.2 milion cars", ["$1.6 bilion", "3.2 milion"]),
        ("between 3 and", ["between 3 and"]),
        ("Rp 31.500", ["Rp 31.500"]),
        ("kr 500", ["kr 500"]),
    ],
)
def test_a_text_in_which_every_figure_is_refused(text: str, refused: list[str]) -> None:
    found = find_figures(text)
    assert found == []
    assert not found
    assert [one.verbatim for one in found.refused] == refused
    with pytest.raises(FigureError) as caught:
        figure(text)
    assert caught.value.code == found.refused[0].code
    assert caught.value.message == found.refused[0].message


@pytest.mark.parametrize("text", ["2024", "in 2024", "2019", "the year 2025", "2018-2021"])
def test_a_text_that_is_only_a_year_is_a_number_or_none(text: str) -> None:
    for one in find_figures(text):
        assert (one.kind, one.value) == ("number", int(text)), text
    assert not find_figures(text).refused
    if " " in text or "-" in text:
        assert not find_figures(text)


@pytest.mark.parametrize("text", ["", " ", "\n", "no numbers here", "in 2024", "the B10"])
def test_a_text_without_figures_is_an_empty_list(text: str) -> None:
    found = find_figures(text)
    assert (found, found.refused) == ([], ())
    assert not found
    for ask in (figure, figure_with_conversions):
        with pytest.raises(NoFigure):
            ask(text)


def test_its_repr_is_short() -> None:
    assert repr(find_figures("21% for $5")) == "<2 figures: 21%, $5>"
    many = find_figures("300 cars, " * 1000 + "¥5 " * 1000)
    assert len(many) == len(many.refused) == 1000
    assert len(repr(many)) < 300
    assert "1000 refused" in repr(many)
    assert len(repr(find_figures("¥5"))) < 100


def test_it_equals_a_list_of_the_same_figures() -> None:
    found = find_figures("21% for $5")
    assert found == find_figures("21% for $5")
    assert found == list(found)
    assert list(found) == found
    assert found == tuple(found)
    assert found != list(reversed(found))
    assert found != "21% for $5"
    assert found != None  # noqa: E711
    assert not found == object()  # noqa: SIM201


def test_two_with_the_same_figures_differ_where_they_refuse_different_things() -> None:
    plain, other = find_figures("21%"), find_figures("21% ¥5")
    assert plain == [figure("21%")] == other
    assert not plain == other  # noqa: SIM201


def test_it_hashes_as_it_equals() -> None:
    one, same, other = find_figures(MIXED), find_figures(MIXED), find_figures("21%")
    assert hash(one) == hash(same)
    assert len({one, same, other}) == 2


@pytest.mark.parametrize("text", [MIXED, "", "21%", "¥5", "109,800 yuan ($15,115)"], ids=ascii)
def test_it_copies_and_pickles(text: str) -> None:
    found = find_figures(text)
    copies: list[Callable[[Figures], Figures]] = [copy.copy, copy.deepcopy]
    copies += [lambda it, p=p: pickle.loads(pickle.dumps(it, p)) for p in range(2, 6)]
    for made in copies:
        again = made(found)
        assert type(again) is Figures
        assert again is not found
        assert again == found
        assert again.refused == found.refused
        assert [one.to_dict() for one in again] == [one.to_dict() for one in found]


def test_a_copy_does_not_change_with_its_original() -> None:
    found = find_figures(MIXED)
    again = copy.copy(found)
    found.clear()
    assert len(again) == 2
    assert len(again.refused) == 2


def test_a_refusal_as_a_dict() -> None:
    [refusal] = find_figures("It paid ¥80 billion.").refused
    told = refusal.to_dict()
    assert list(told) == ["verbatim", "span", "code", "message", "readings"]
    assert told["verbatim"] == "¥80 billion"
    assert told["span"] == [8, 19]
    assert told["code"] == "ambiguous-figure"
    assert told["readings"] == ["CNY", "JPY"]
    assert "CNY" in told["message"]
    assert json.loads(json.dumps(told)) == told


def test_a_refusal_without_readings() -> None:
    [refusal] = find_figures("$1.6 bilion").refused
    told = refusal.to_dict()
    assert (told["code"], told["readings"]) == ("unreadable-figure", [])
    assert "bilion" in told["message"]
    assert "billion" in told["message"]


def test_a_refusal_copies_compares_and_pickles() -> None:
    [one] = find_figures("¥80 billion").refused
    [same] = find_figures("¥80 billion").refused
    assert one == same
    assert hash(one) == hash(same)
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    assert one != Refusal("¥80 billion", (0, 11), "unreadable-figure", one.message)


def test_a_price_and_its_conversions_are_one_answer() -> None:
    yuan, dollars = figure_with_conversions("109,800 yuan ($15,115)")
    assert (yuan.unit.text, dollars.unit.text) == ("CNY", "USD")
    assert [one.verbatim for one in figure_with_conversions("a 21% stake")] == ["21%"]
    with pytest.raises(SeveralFigures) as caught:
        figure_with_conversions("21% for $5 million")
    assert caught.value.figures == ("21%", "$5 million")
    with pytest.raises(SeveralFigures):
        figure("109,800 yuan ($15,115)")


NO_TEXTS: list[Any] = [
    *(None, True, False, 0, 21, -1, 1.5, math.nan, math.inf, 1j, Decimal("1.5"), Decimal("NaN")),
    *(b"21%", bytearray(b"21%"), ["21%"], ("21%",), {"21%": 1}, {"21%"}, object(), str, len),
]


@pytest.mark.parametrize("given", NO_TEXTS, ids=lambda given: type(given).__name__)
@pytest.mark.parametrize("ask", [figure, find_figures, figure_with_conversions])
def test_what_is_no_text_is_an_error_of_ours(ask: Callable[[Any], Any], given: Any) -> None:
    with pytest.raises(DealModelError) as caught:
        ask(given)
    assert type(given).__name__ in caught.value.message
    json.dumps(caught.value.to_dict())


@pytest.mark.parametrize("locale", ["", "EN ", "tlh", "en-", "xx"])
@pytest.mark.parametrize("ask", [figure, find_figures, figure_with_conversions])
def test_what_is_no_locale_is_an_error_of_ours(ask: Callable[..., Any], locale: str) -> None:
    with pytest.raises(DealModelError):
        ask("21%", locale=locale)


@pytest.mark.parametrize(
    "text", ["¥500", "1,5", "$1.6 bilion", "300 cars zorbed", "21% for $5", "", "5 to"], ids=ascii
)
def test_errors_copy_and_pickle_and_stay_short(text: str) -> None:
    with pytest.raises(FigureError) as caught:
        figure(text)
    error = caught.value
    for again in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(again) is type(error)
        assert again.to_dict() == error.to_dict()
        assert again.span == error.span
    assert len(repr(error)) < 500
