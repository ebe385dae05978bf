"""Accounts: whose figure it is, in what units, said when."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.calculators.accounts import Account, accounts, computed, measured
from dealmodel.errors import FigureError, SeveralFigures
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import PURE, Unit, currency_unit
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.result import evaluate

SOURCES = {
    "cnbc": dm.Source(publisher="CNBC", origin="Reuters", published="2025-04-26"),
    "blog": dm.Source(publisher="Blog"),
}


def unit(text: str) -> Unit:
    return dm.figure(text).unit


def test_texts_figures_claims_and_accounts_are_taken_alike() -> None:
    claim = dm.Claim(says="21%", source="cnbc")
    given = accounts(["21%", dm.figure("21%"), claim, *accounts(["21%"])], SOURCES)
    assert [(each.says, each.figure.value) for each in given] == [("21%", Fraction(21, 100))] * 4


def test_a_claim_brings_its_source_origin_speaker_date_and_place() -> None:
    said = [
        dm.Claim(says="21%", source="cnbc", by="Zhu Jiangming"),
        dm.Claim(says="20%", source="cnbc", on="2025-04-14"),
        dm.Claim(says="20%", source="blog"),
        dm.Claim(says="20%", source="elsewhere"),
    ]
    found = accounts(said, SOURCES, basis="sales", path=("stakes", "x", "share"))
    assert [(a.source, a.origin, a.by, a.said) for a in found] == [
        ("cnbc", "Reuters", "Zhu Jiangming", "2025-04-26"),
        ("cnbc", "Reuters", None, "2025-04-14"),
        ("blog", "Blog", None, None),
        ("elsewhere", "elsewhere", None, None),
    ]
    assert [a.path for a in found] == [("stakes", "x", "share", n) for n in range(4)]
    assert {a.basis for a in found} == {"sales"}


def test_without_a_path_there_is_no_place() -> None:
    [found] = accounts([dm.Claim(says="21%", source="cnbc")])
    assert (found.path, found.to_dict()["path"]) == ((), None)


def test_the_voice_is_the_origin_or_the_source_or_the_account_alone() -> None:
    one, other = accounts(
        [dm.Claim(says="21%", source="cnbc"), dm.Claim(says="21%", source="reuters")],
        SOURCES | {"reuters": dm.Source(publisher="Reuters")},
    )
    assert one.voice == other.voice
    [shouted] = accounts([dm.Claim(says="21%", source="x")], {"x": dm.Source(publisher="REUTERS")})
    assert shouted.voice == one.voice
    first, second = accounts(["21%", "21%"])
    assert first.voice != second.voice


def test_a_price_keeps_the_conversions_printed_with_it() -> None:
    [pair] = accounts(["109,800 yuan ($15,115)"])
    assert [figure.unit.text for figure in pair.figures] == ["CNY", "USD"]
    assert pair.figure.value == 109_800
    found = pair.in_unit(currency_unit("USD"))
    assert found is not None
    assert found.value == 15_115
    assert pair.in_unit(currency_unit("EUR")) is None


@pytest.mark.parametrize(
    ("says", "wanted", "is_in"),
    [
        ("300,000 cars", "294,000 vehicles", True),
        ("300,000", "294,000 vehicles", True),  # a count without its noun
        ("300,000 cars", "294,000", True),
        ("300,000 cars", "4,000 scooters", False),
        ("300,000", "$5", False),
        ("$5", "300,000", False),
        ("$5", "€5", False),
        ("21%", "a tenth", True),
    ],
)
def test_which_figures_are_of_one_unit(says: str, wanted: str, is_in: bool) -> None:
    [account] = accounts([says])
    assert (account.in_unit(unit(wanted)) is not None) is is_in


@pytest.mark.parametrize(
    ("says", "error"),
    [("no figure here", FigureError), ("5 cars, 6 cars", SeveralFigures), ("¥5", FigureError)],
)
def test_a_text_that_is_no_figure_is_an_error(says: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        accounts([says])


def test_hedges_are_read_by_the_rules_given() -> None:
    [strict] = accounts(["just over 300,000 cars"], rules=dm.HedgeRules(reading="strict"))
    assert strict.figure.high is None


def test_a_derived_amount_has_the_voices_of_what_it_is_made_of() -> None:
    given = accounts(
        [dm.Claim(says="$15", source="cnbc"), dm.Claim(says="2 shares", source="blog")], SOURCES
    )
    inputs = {"price": given[0].figure, "number": given[1].figure}
    found = computed(evaluate("paid", Leaf("price") * Leaf("number"), inputs), given)
    assert (found.source, found.origin) == ("cnbc; blog", "Reuters; Blog")
    assert (found.figure.value, found.figure.low, found.figure.high) == (30, 30, 30)
    assert found.says == "$15 × 2 shares"
    alone = computed(evaluate("paid", Leaf("x"), {"x": given[0].figure}), accounts(["$15"]), "x")
    assert (alone.source, alone.says) == (None, "x")


def test_a_number_is_told_as_text_rounded_outward() -> None:
    third = Fraction(1, 3)
    told = measured(third, Bounds(third, third, low_open=True), PURE)
    assert told == {
        "value": "0.3333333333333333333333333333",
        "unit": None,
        "low": "0.3333333333333333333333333333",
        "low_open": True,
        "high": "0.3333333333333333333333333334",
        "high_open": False,
    }
    absent = measured(None, Bounds(None, None), currency_unit("USD"))
    assert [absent[key] for key in ("value", "unit", "low", "high")] == [None, "USD", None, None]


def test_an_account_as_a_record() -> None:
    [account] = accounts([dm.Claim(says="nearly 294,000 cars", source="blog")], SOURCES)
    assert isinstance(account, Account)
    assert account.to_dict() == {
        "says": "nearly 294,000 cars",
        "source": "blog",
        "origin": "Blog",
        "by": None,
        "said": None,
        "basis": None,
        "path": None,
        "kind": "count",
        "value": "294000",
        "unit": "cars",
        "low": "293000",
        "low_open": False,
        "high": "294000",
        "high_open": True,
    }
