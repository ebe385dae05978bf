"""Interests that follow what is entered: by hand, and on random books what the library gives for
the book that says so. Every number is what an engine that no one here wrote computes anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import formualizer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.calculators.ownership import EffectiveInterest
from dealmodel.derivations.answers import Effective
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.fixed_interest import FIXED
from dealmodel.exports.tables.places import Placed
from dealmodel.reports.deriving import Report, report
from tests.exports.altered import changed, spoiled
from tests.exports.engines import Value, recalculated
from tests.exports.xlsx.proof import changes, due, exported, unmet

SEEDS = Path(__file__).parents[3] / "seeds"

Told = dict[str, Value]
"""The numbers of an interest by ``low``, ``point``, ``high``, ``lowest`` and ``highest``."""


def entered(*holdings: str, complete: str = "") -> dm.Book:
    """A book of holdings such as ``o a 10%``, of a share that is not stated ``o a``; several
    figures are several claims. All holders of the companies in ``complete`` are named."""
    stakes, ventures = {}, {}
    parts = [each.split(" ", 2) for each in holdings]
    for holder, held, *said in parts:
        told = said[0].split(" or ") if said else []
        share = [{"says": says, "source": f"s{n}"} for n, says in enumerate(told)]
        if held in complete.split():
            ventures.setdefault(held, {"party": held, "holders": {}})["holders"][holder] = share
        else:
            stakes[f"{holder}-{held}"] = {"investor": holder, "investee": held, "share": share}
    parties = sorted({party for holder, held, *_ in parts for party in (holder, held)})
    return dm.Book.build(
        {
            "book": "Entered",
            "sources": {f"s{n}": {"publisher": f"S{n}"} for n in range(3)},
            "parties": {each: {"name": each.upper(), "kind": "company"} for each in parties},
            "stakes": stakes,
            "joint_ventures": ventures,
        }
    )


def shown(before: Report, afters: Sequence[Report], folder: Path) -> list[dict[str, Told]]:
    """What the workbook of ``before`` shows of each interest once it has what each of the others
    says; an interest is called as in ``o in t``."""
    path = folder / "before.xlsx"
    exported(before, path)
    rows = rows_of(before)
    found = []
    for number, after in enumerate(afters):
        edited = changed(path, folder / f"{number}.xlsx", changes(before, after))
        found.append(read(edited, rows))
    return found


def read(path: Path, rows: Mapping[str, Mapping[str, Placed]]) -> dict[str, Told]:
    """The cells of interests, calculated anew; only these, as reading all takes longest."""
    book = formualizer.load_workbook(str(path))
    book.evaluate_all()
    found: dict[str, Told] = {}
    for name, ends in rows.items():
        told = found[name] = {}
        for end, where in ends.items():
            value = book.get_value("Ownership", where.row, COLUMNS[end])
            told[end] = "" if value is None else value
    return found


COLUMNS = {"low": 3, "point": 4, "high": 5, "lowest": 3, "highest": 5}


def rows_of(of: Report) -> dict[str, dict[str, Placed]]:
    """The rows of each interest's numbers."""
    tables = Tables(of)
    list(tables.derived("Ownership"))
    items = iter(each for each in of.items if isinstance(each, Effective))
    found: dict[str, dict[str, Placed]] = {}
    for answered in tables.answers["Ownership"]:
        if answered.name == "effective_interest":
            interest = next(items).found
            ends = found[f"{interest.owner} in {interest.held}"] = {}
            ends |= dict.fromkeys(("low", "point", "high"), answered.where)
        elif answered.name == "effective_interest_as_printed":
            ends |= dict.fromkeys(("lowest", "highest"), answered.where)
    return found


def interests(of: Report) -> dict[str, EffectiveInterest]:
    return {
        f"{each.found.owner} in {each.found.held}": each.found
        for each in of.items
        if isinstance(each, Effective)
    }


def assert_told(told: Told, found: EffectiveInterest) -> None:
    """The numbers are the interest's; where no range is printed in a row of its own, it is none."""
    expected: Mapping[str, Fraction | None] = {
        "low": found.bounds.low,
        "point": found.point,
        "high": found.bounds.high,
        "lowest": found.points.low,
        "highest": found.points.high,
    }
    for end, value in told.items():
        assert is_met(value, expected[end]), (found.owner, found.held, end, value, expected[end])
    if "lowest" not in told:
        assert found.point is not None or found.points == found.bounds


def is_met(value: Value, expected: Fraction | None) -> bool:
    if expected is None or not isinstance(value, int | float):
        return expected is None and value == ""
    return abs(Fraction(value) - expected) <= Fraction(1, 10**12)


def follows(before: dm.Book, after: dm.Book, name: str, folder: Path) -> Told:
    """What the workbook shows of an interest after the change, which is what the library gives."""
    first, second = report(before, checks=False), report(after, checks=False)
    [told] = shown(first, [second], folder)
    assert_told(told[name], interests(second)[name])
    return told[name]


def test_the_most_goes_to_whom_the_owner_has_most_of(tmp_path: Path) -> None:
    """At the most b has 35 % of t, of which o has 80.5 %, and a the 65 % that it leaves."""
    fixed = ("o a 50%", "o b 80%", "a t 60-70%")
    told = follows(entered(*fixed, "b t 35-45%"), entered(*fixed, "b t 25-35%"), "o in t", tmp_path)
    assert told["low"] == pytest.approx(0.6 * 0.495 + 0.25 * 0.795)
    assert told["high"] == pytest.approx(0.61)


def test_the_least_of_a_venture_goes_to_whom_the_owner_has_least_of(tmp_path: Path) -> None:
    """With 90 % of b, o has least where a has its 52 % and b the rest, most at half each."""
    fixed = ("o a exactly 20%", "a t about 51%", "b t about 49%")
    before, after = (
        entered(*fixed, f"o b exactly {share}", complete="t") for share in ("10%", "90%")
    )
    told = follows(before, after, "o in t", tmp_path)
    assert (told["low"], told["high"]) == pytest.approx((0.536, 0.55))
    assert told["point"] == pytest.approx(0.51 * 0.2 + 0.49 * 0.9)


def test_a_venture_whose_holders_have_less_than_the_whole_is_not_filled(tmp_path: Path) -> None:
    fixed = ("o a exactly 50%", "a t 40-60%")
    before, after = (
        entered(*fixed, f"b t {share}", complete="t") for share in ("40-60%", "10-30%")
    )
    told = follows(before, after, "o in t", tmp_path)
    assert (told["low"], told["high"]) == pytest.approx((0.2, 0.3))


@pytest.mark.parametrize(
    ("says", "ends"), [("at least 50%", (0.25, 0.5)), ("up to 50%", (0, 0.25))]
)
def test_a_share_without_an_end_is_up_to_the_whole(
    says: str, ends: tuple[float, float], tmp_path: Path
) -> None:
    before, after = (entered(f"o a exactly {n}%", f"a t {says}") for n in (20, 50))
    told = follows(before, after, "o in t", tmp_path)
    assert (told["low"], told["high"]) == pytest.approx(ends)


def test_an_end_may_come_and_go(tmp_path: Path) -> None:
    before, after = (entered("o a exactly 50%", f"a t {n} or 60%") for n in ("at least 50%", "55%"))
    assert follows(before, after, "o in t", tmp_path)["high"] == pytest.approx(0.3025)


def test_no_holding_is_more_than_the_whole(tmp_path: Path) -> None:
    before, after = (entered(f"o a about {n}%", "a t exactly 50%") for n in (90, 100))
    assert follows(before, after, "o in t", tmp_path)["high"] == 0.5


def test_an_open_end_is_no_point(tmp_path: Path) -> None:
    """More than 50 % is printed as 50 %, which it is not."""
    before, after = (entered("o a exactly 50%", f"a t more than {n}%") for n in (50, 60))
    told = follows(before, after, "o in t", tmp_path)
    assert (told["low"], told["point"]) == (pytest.approx(0.3), "")


def test_what_is_held_of_the_owner_is_no_part_of_it(tmp_path: Path) -> None:
    """Nor does it matter that nobody tells how much a holds of o; but then there is no point."""
    before, after = (entered("o a exactly 50%", f"a t {n}%", "a o") for n in (20, 30))
    told = follows(before, after, "o in t", tmp_path)
    assert told == {"low": pytest.approx(0.1475), "point": "", "high": pytest.approx(0.1525)}


def test_what_is_printed_beyond_the_whole_is_no_point(tmp_path: Path) -> None:
    before, after = (
        entered("o t 51%", "o b exactly 100%", f"b t {share}") for share in ("49%", "49.4%")
    )
    told = follows(before, after, "o in t", tmp_path)
    assert told == {"low": pytest.approx(0.505 + 0.4935), "point": "", "high": 1.0}


def seeds(path: str, says: str) -> dm.Book:
    """The seeds with other words in a claim, such as ``joint_ventures.x.holders.a.0``."""
    content = dm.load_book(SEEDS).model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    *keys, index = path.split(".")
    claims = content
    for key in keys:
        claims = claims[key]
    claims[int(index)]["says"] = says
    return dm.Book.build(content)


VENTURE = "leapmotor-international"
IN_VENTURE = f"joint_ventures.{VENTURE}.holders.stellantis"
IN_LEAPMOTOR = "stakes.stellantis-in-leapmotor.share"


def test_one_of_two_claims_in_the_seeds(tmp_path: Path) -> None:
    """52 % is 52.5 % at the most; as 48.5 % is what Leapmotor has at least, 51.5 % can be."""
    told = follows(
        dm.load_book(SEEDS), seeds(f"{IN_VENTURE}.0", "52%"), f"stellantis in {VENTURE}", tmp_path
    )
    assert told["high"] == pytest.approx(0.619275)


def test_points_appear_where_claims_come_to_agree(tmp_path: Path) -> None:
    told = follows(
        dm.load_book(SEEDS), seeds(f"{IN_LEAPMOTOR}.0", "20%"), f"stellantis in {VENTURE}", tmp_path
    )
    assert told["point"] == pytest.approx(0.51 + 0.49 * 0.2)
    assert (told["lowest"], told["highest"]) == pytest.approx((0.608, 0.608))


FIGURES = (
    "exactly {}%",
    "{}%",
    "{}%",
    "about {}%",
    "at least {}%",
    "more than {}%",
    "up to {}%",
    "less than {}%",
    "{}-{}%",
    "{}% or {}%",
    "{}% or about {}% or {}%",
    "at least {}% or {}%",
    "more than {}% or more than {}%",
    "{}-{}% or {}%",
    "{}-{}% or {}% or {}%",
    "",
)


def figure(pattern: str, low: int, more: Sequence[int]) -> str:
    """The words for a share, or for several by different sources."""
    if "-" in pattern:
        return pattern.format(low, low + 2 + more[0], low + more[1], low + more[2])
    return pattern.format(low, low + more[0], low + more[1])


@st.composite
def books(draw: st.DrawFn) -> list[dm.Book]:
    """A random book without loops, and others in which the same claims have other numbers."""
    every = [f"{holder} {held}" for holder, held in combinations("oabcdt", 2)]
    pairs = draw(st.lists(st.sampled_from(every), min_size=4, max_size=12, unique=True))
    kinds = [draw(st.sampled_from(FIGURES)) for _ in pairs]
    complete = draw(st.sets(st.sampled_from(sorted({pair[-1] for pair in pairs}))))
    number = st.integers(3, draw(st.sampled_from([20, 45])))
    more = st.tuples(*[st.sampled_from([0, 0, 1, 3])] * 3)
    return [
        entered(
            *(
                f"{pair} {figure(kind, draw(number), draw(more))}".strip()
                for pair, kind in zip(pairs, kinds, strict=True)
            ),
            complete=" ".join(sorted(complete)),
        )
        for _ in range(4)
    ]


def reported(several: Sequence[dm.Book]) -> list[Report]:
    """Reports on those whose holders have no more than the whole."""
    found = [report(each, checks=False) for each in several]
    return [each for each in found if not each.warnings]


def test_in_a_loop_what_is_fixed_says_so() -> None:
    """Where the owner is one of the companies that hold each other, nothing is."""
    book = entered("o a 50%", "a b 30%", "b a 20%", "b t 40%")
    tables = Tables(report(book, checks=False))
    results = [row.cells for row in tables.derived("Ownership") if row.is_result]
    loop = f"solved with a loop: a, b; {FIXED}"
    assert [(cells[0], cells[1], cells[14]) for cells in results] == [
        ("B", "O, in all", loop),
        ("T", "A, in all", None),
        ("T", "B, in all", None),
        ("T", "O, in all", loop),
    ]


def test_a_tie_is_one_in_doubles_as_well(tmp_path: Path) -> None:
    """0.1 + 0.2 is more than 0.3 there: still a goes before b, to which its share is due."""
    fixed = ("o a exactly 30%", "o c exactly 20%", "c b exactly 50%", "o b exactly 20%")
    found = report(entered(*fixed, "a t 20-60%", "b t 30-90%"), checks=False)
    path = tmp_path / "tie.xlsx"
    exported(found, path)
    shares = {cell: each for cell, each in due(found).items() if cell[0] == "Ownership"}
    assert unmet(recalculated(spoiled(path, tmp_path / "spoiled.xlsx"), "ironcalc"), shares) == {}
    used = [
        row.cells[4]
        for row in Tables(found).derived("Ownership")
        if row.cells[1] == "A in T, least / most"
    ]
    assert [cell.value for cell in used] == [Fraction(6, 10)]


@settings(max_examples=15)
@given(books())
def test_interests_follow_whatever_is_entered(several: list[dm.Book]) -> None:
    reports = reported(several)
    if len(reports) < 2:
        return
    before, *afters = reports
    with TemporaryDirectory() as folder:
        for after, told in zip(afters, shown(before, afters, Path(folder)), strict=True):
            found = interests(after)
            assert told.keys() == found.keys()
            for name, each in told.items():
                assert_told(each, found[name])
