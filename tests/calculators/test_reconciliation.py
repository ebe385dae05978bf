"""Which figures can be true together: by hand, by brute force, and for truths that are known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import chain, combinations, permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.calculators.accounts import Account, accounts
from dealmodel.calculators.reconciliation import Reconciliation, reconcile
from dealmodel.errors import DateError, FigureError, UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure

SOURCES = {
    "wire": dm.Source(publisher="Wire"),
    "paper": dm.Source(publisher="Paper", origin="Wire"),
    "blog": dm.Source(publisher="Blog"),
}


def claims(*said: tuple[str, str]) -> list[dm.Claim]:
    return [dm.Claim(says=says, source=source) for says, source in said]


def groups(found: Reconciliation) -> list[list[str]]:
    return [[side.account.says for side in cluster.sides] for cluster in found.clusters]


def on_basis(**said: Sequence[str]) -> list[Account]:
    return [each for basis, says in said.items() for each in accounts(says, basis=basis)]


def test_equal_compatible_and_contradictory() -> None:
    assert reconcile(["21%", "21 percent"]).verdict == "equal"
    assert reconcile(["21%", "about 20%"]).verdict == "compatible"
    assert reconcile(["21%", "20%"]).verdict == "contradictory"
    assert reconcile(["21%"]).verdict == "equal"


def test_the_same_number_with_another_hedge_is_not_equal() -> None:
    assert reconcile(["300,000 cars", "about 300,000 cars"]).verdict == "compatible"


def test_a_cluster_is_what_can_be_true_together_the_best_attested_first() -> None:
    found = reconcile(["21%", "20 percent", "20 %", "25%"])
    assert groups(found) == [["20 percent", "20 %"], ["21%"], ["25%"]]
    assert [each.label for each in found.clusters] == ["equal", "contradictory", "contradictory"]
    assert found.common is None


def test_copies_of_one_report_do_not_outvote_another() -> None:
    said = claims(("20%", "wire"), ("20%", "paper"), ("20%", "wire"), ("21%", "blog"))
    found = reconcile(said, sources=SOURCES)
    assert [each.voices for each in found.clusters] == [1, 1]
    assert found.voices == 2


def test_pairs_have_their_overlap_or_their_gap() -> None:
    found = reconcile(["just over 300,000 cars", "almost 294,000 cars", "nearly 300,000 cars"])
    told = {
        (pair.left.account.says, pair.right.account.says): (pair.verdict, pair.common, pair.gap)
        for pair in found.pairs
    }
    assert told == {
        ("almost 294,000 cars", "nearly 300,000 cars"): (
            "compatible",
            Bounds(Fraction(293_000), Fraction(294_000), high_open=True),
            None,
        ),
        ("almost 294,000 cars", "just over 300,000 cars"): ("contradictory", None, 6_000),
        ("nearly 300,000 cars", "just over 300,000 cars"): ("contradictory", None, 0),
    }


def test_what_is_true_half_way_between_two_rounded_figures_is_neither() -> None:
    [pair] = reconcile(["20%", "21%"]).pairs
    assert (pair.verdict, pair.gap) == ("contradictory", 0)
    assert reconcile(["20%", "at least 20.5%"]).verdict == "compatible"
    assert reconcile(["at most 20.5%", "21%"]).verdict == "compatible"
    assert reconcile(["20%", "exactly 20.5%"]).verdict == "compatible"
    # Each rounds 20.5 % up, or 1.05 million to 1.1: a copy takes nothing away.
    assert reconcile(["at most 20.5%", "21%", "21%"]).verdict == "compatible"
    assert reconcile(["$1,050,000", "$1.1 million", "$1.1 million"]).verdict == "compatible"
    assert reconcile(["exactly 20.5%", "20%", "21%"]).verdict == "contradictory"


def test_another_basis_is_no_contradiction() -> None:
    found = reconcile(on_basis(sales=["300,000 cars"], deliveries=["200,000 cars"]))
    assert found.verdict == "different_basis"
    assert [each.label for each in found.clusters] == ["equal", "different_basis"]
    assert found.common == Bounds(Fraction(295_000), Fraction(305_000))
    [pair] = found.pairs
    assert (pair.verdict, pair.gap) == ("different_basis", 90_000)


def test_what_has_no_basis_is_compared_with_the_main_one() -> None:
    sales = on_basis(sales=["300,000 cars", "301,000 cars"], deliveries=["200,000 cars"])
    assert reconcile([*sales, "299,000 cars"]).verdict == "contradictory"
    assert reconcile([*sales, "300,900 cars"]).verdict == "different_basis"


def test_money_is_compared_at_the_rate_of_the_date_or_within_those_of_the_period() -> None:
    # On 7 May 2024 a euro was 1.0766 dollars, in that month from 1.0698 to 1.0882.
    assert reconcile(["$107,660", "€100,000"], on="2024-05-07").verdict == "compatible"
    assert reconcile(["$108,820", "€100,000"], on="2024-05-07").verdict == "contradictory"
    assert reconcile(["$108,820", "€100,000"], on="2024-05").verdict == "compatible"
    assert reconcile(["$108,820", "€100,000"], on="2024").verdict == "compatible"
    assert reconcile(["$125,000", "€100,000"], on="2024-05-07", rates="1.25 USD/EUR").verdict == (
        "compatible"
    )


def test_what_cannot_be_compared_is_undecided_with_its_reason() -> None:
    found = reconcile(["$107,660", "€100,000"])
    assert found.verdict == "undecided"
    [(account, reason)] = found.unplaced
    assert (account.says, reason) == (
        "€100,000",
        "EUR beside USD without a date: give the record one",
    )
    assert found.voices == 2
    assert reconcile(["$1", "SAR 4"], on="2024-05-07").verdict == "undecided"
    assert reconcile(["$1", "$2", "SAR 4"], on="2024-05-07").verdict == "contradictory"
    assert reconcile(["$1", "5 cars"], on="2024-05-07").verdict == "undecided"


def test_no_rate_of_two_years_makes_the_amounts_meet() -> None:
    sources = {"a": dm.Source(publisher="A", published="2025-04")}
    said = claims(("109,800 yuan", "a"), ("about €12,000", "a"))
    [pair] = reconcile(said, sources=sources, on="2025-03").pairs
    assert pair.no_rate_between is not None
    assert [str(day) for day in pair.no_rate_between] == ["2024-02-29", "2025-04-30"]
    [pair] = reconcile(["$110.0 million", "exactly €100 million"], on="2024-05-07").pairs
    assert pair.no_rate_between is None  # a day of the year before has it
    assert "rate_date" in [remedy.kind for remedy in pair.remedies]


def test_of_many_claims_each_is_set_beside_the_first_alone() -> None:
    few, many = (
        reconcile([f"{n}%" for n in range(1, 17)]),
        reconcile([f"{n}%" for n in range(1, 18)]),
    )
    assert (len(few.pairs), len(many.pairs)) == (16 * 15 // 2, 16)


def test_what_is_asked_wrongly_is_one_clear_error() -> None:
    with pytest.raises(UsageError, match="nothing to reconcile"):
        reconcile([])
    with pytest.raises(FigureError):
        reconcile(["no figure"])
    with pytest.raises(DateError):
        reconcile(["$1", "€1"], on="07/05/2024")
    with pytest.raises(UsageError):
        reconcile(["$1", "€1"], on="2024-05-07", rates="no-such-rates")


def test_as_a_record_it_has_strings_for_numbers() -> None:
    found = reconcile(["21%", "20%", "about 20%"]).to_dict()
    assert json.loads(json.dumps(found)) == found
    assert set(found) == {
        "verdict", "kind", "unit", "voices", "overlap", "clusters", "pairs", "unplaced",
    }  # fmt: skip
    assert found["overlap"] is None
    assert set(found["clusters"][0]) == {"label", "voices", "claims", "overlap"}
    assert found["clusters"][0]["claims"][0]["compared_as"]["low"] == "0.195"
    contradictory = next(pair for pair in found["pairs"] if pair["verdict"] == "contradictory")
    assert contradictory["gap"] == "0"
    assert contradictory["remedies"]


HEDGES = st.sampled_from(
    ["", "about ", "nearly ", "just over ", "more than ", "at least ", "less than ", "at most ",
     "exactly "]
)  # fmt: skip
SHARES = st.builds(
    "{}{}%".format,
    HEDGES,
    st.sampled_from(["1", "2", "2.5", "3", "19.5", "20", "20.5", "21", "22"]),
)


def could_be_one(left: str, right: str) -> bool:
    """The documented rule, from the figures alone: some number fits both, and not only one that
    two bare figures have half-way between them."""
    a, b = dm.figure(left), dm.figure(right)
    low = max(a.low or Fraction(0), b.low or Fraction(0))
    highs = [figure.high for figure in (a, b) if figure.high is not None]
    high = min(highs, default=low + 1)
    if low != high:
        return low < high
    bare = a.hedge == b.hedge == "none" and a.value != b.value
    return low in a.bounds and low in b.bounds and not bare


@given(st.lists(SHARES, min_size=1, max_size=5))
def test_clusters_are_the_fewest_groups_of_which_all_can_be_one(says: list[str]) -> None:
    found = reconcile(says)
    told = groups(found)
    assert sorted(chain.from_iterable(told)) == sorted(says)
    assert all(could_be_one(a, b) for group in told for a, b in combinations(group, 2))
    assert len(told) == min(len(each) for each in partitions(says) if is_consistent(each))
    assert (found.verdict == "contradictory") == (len(told) > 1)


def partitions(says: list[str]) -> Iterator[list[list[str]]]:
    """Every way to put the texts into groups."""
    if not says:
        yield []
        return
    first, *rest = says
    for each in partitions(rest):
        yield [[first], *each]
        for at in range(len(each)):
            yield [*each[:at], [first, *each[at]], *each[at + 1 :]]


def is_consistent(parts: list[list[str]]) -> bool:
    return all(could_be_one(a, b) for part in parts for a, b in combinations(part, 2))


@given(st.lists(SHARES, min_size=2, max_size=4))
def test_the_order_of_claims_does_not_matter(says: list[str]) -> None:
    assert len({reconcile(order).verdict for order in permutations(says)}) == 1


@given(st.lists(SHARES, min_size=1, max_size=4), st.data())
def test_a_copy_from_the_same_origin_changes_nothing(says: list[str], data: st.DataObject) -> None:
    given = [replace(each, origin=f"o{n}") for n, each in enumerate(accounts(says))]
    copy = replace(data.draw(st.sampled_from(given)), source="a copy")
    alone, with_copy = reconcile(given), reconcile([*given, copy])
    assert (alone.verdict, alone.voices) == (with_copy.verdict, with_copy.voices)


def printed(value: Decimal, places: int, hedge: str) -> str:
    """A number of millions as a source may print it under the hedge."""
    direction = {
        "nearly ": ROUND_CEILING,
        "less than ": ROUND_CEILING,
        "at most ": ROUND_CEILING,
        "just over ": ROUND_FLOOR,
        "more than ": ROUND_FLOOR,
        "at least ": ROUND_FLOOR,
    }.get(hedge, ROUND_HALF_EVEN)
    return f"{value.quantize(Decimal(1).scaleb(-places), direction)} million"


def holds(figure: Figure, truth: Fraction) -> bool:
    return truth in figure.bounds


TRUTHS = st.decimals(Decimal("1.1"), Decimal("999.999999"), places=6)
STYLES = st.lists(st.tuples(st.integers(0, 4), HEDGES), min_size=2, max_size=5)


@given(TRUTHS, STYLES)
def test_roundings_of_one_truth_never_contradict(
    millions: Decimal, styles: list[tuple[int, str]]
) -> None:
    truth = Fraction(millions) * 1_000_000
    says = [
        f"{hedge}{printed(millions, places, hedge)} cars"
        for places, hedge in styles
        if hedge != "exactly " or places >= 6
    ]
    says = [each for each in says if holds(dm.figure(each), truth)]  # "nearly" is not far below
    assume(len(says) > 1)
    assert reconcile(says).verdict != "contradictory", says


@given(TRUTHS, STYLES, st.lists(st.booleans(), min_size=5, max_size=5))
def test_nor_do_they_in_two_currencies_at_the_rate_of_the_day(
    millions: Decimal, styles: list[tuple[int, str]], in_dollars: list[bool]
) -> None:
    says = []
    for (places, hedge), dollars in zip(styles, in_dollars, strict=False):
        value = millions * Decimal("1.0766") if dollars else millions
        text = f"{hedge}{'$' if dollars else '€'}{printed(value, places, hedge)}"
        if holds(dm.figure(text), Fraction(value) * 1_000_000):
            says.append(text)
    assume(len(says) > 1)
    assert reconcile(says, on="2024-05-07").verdict != "contradictory", says


COUNTS = st.tuples(HEDGES, st.integers(10, 999), st.integers(0, 2))


@given(
    st.lists(COUNTS, min_size=2, max_size=4), st.sampled_from(["thousand", "million", "billion"])
)
def test_a_power_of_ten_on_all_keeps_the_verdict(
    parts: list[tuple[str, int, int]], magnitude: str
) -> None:
    def said(word: str) -> list[str]:
        return [
            f"{hedge}{number}.{'5' * places or '0'} {word} cars" for hedge, number, places in parts
        ]

    small, large = reconcile(said("thousand")), reconcile(said(magnitude))
    assert small.verdict == large.verdict
    assert [len(each.sides) for each in small.clusters] == [len(c.sides) for c in large.clusters]
