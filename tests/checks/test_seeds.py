"""What the Leapmotor book must show, without being told where to look.

Numbers are worked out by hand from the printed figures, or by a plain loop over the file that the
bank publishes.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import dealmodel as dm
from dealmodel.checks.catalogue import check
from dealmodel.checks.finding import Finding

SEEDS = Path(__file__).parents[2] / "seeds"
Published = dict[date, dict[str, str]]


@cache
def seeds() -> tuple[Finding, ...]:
    return check(dm.load_book(SEEDS))


def only(code: str, subject: str, found: tuple[Finding, ...] | None = None) -> Finding:
    [finding] = [each for each in found or seeds() if (each.code, each.subject) == (code, subject)]
    return finding


def cny_per_usd(rates: dict[str, str]) -> Fraction:
    return Fraction(rates["CNY"]) / Fraction(rates["USD"])


def said_days(stretches: Any, published: Published) -> list[date]:
    ends = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in stretches]
    return sorted(day for day in published if any(a <= day <= b for a, b in ends))


def test_the_stake_is_20_by_two_papers_and_21_by_one() -> None:
    found = only("claims-disagree", "stakes.stellantis-in-leapmotor.share")
    assert (found.severity, found.verdict) == ("error", "contradictory")
    assert found.reconciliation is not None
    main, other = found.reconciliation.clusters
    assert [side.account.says for side in main.sides] == ["20 percent", "20 %"]
    assert [side.account.says for side in other.sides] == ["21%"]
    assert (main.voices, other.voices, other.label) == (2, 1, "contradictory")
    # 19.5 to 20.5 and 20.5 to 21.5: a number half-way is rounded to one of them only.
    assert "which meet only at 20.5%" in found.message


def test_the_prices_paid_are_compatible_at_the_rate_of_that_month(published: Published) -> None:
    found = only("claims-agree", "stakes.stellantis-in-leapmotor.paid")
    assert (found.severity, found.verdict) == ("info", "compatible")
    october = [Fraction(r["USD"]) for d, r in published.items() if (d.year, d.month) == (2023, 10)]
    # €1.45 to 1.55 billion at the lowest and highest rate hold $1.55 to 1.65 billion in part.
    low, high = 1_450_000_000 * min(october), 1_550_000_000 * max(october)
    assert low < 1_550_000_000 < high < 1_650_000_000
    assert found.reconciliation is not None
    common = found.reconciliation.common
    assert common is not None
    assert (found.unit.text, common.low, common.high) == ("USD", 1_550_000_000, high)
    assert "$[1.55, 1.65]bn" in found.message


def test_the_implied_values_overlap(published: Published) -> None:
    found = only("value-disagrees", "stakes.stellantis-in-leapmotor")
    assert (found.severity, found.verdict) == ("info", "compatible")
    october = [Fraction(r["USD"]) for d, r in published.items() if (d.year, d.month) == (2023, 10)]
    cnbc = Fraction(1_550_000_000 * 1000, 215), Fraction(1_650_000_000 * 1000, 205)
    wikipedia = (
        Fraction(1_450_000_000 * 1000, 205) * min(october),
        Fraction(1_550_000_000 * 1000, 195) * max(october),
    )
    assert found.reconciliation is not None
    common = found.reconciliation.common
    assert common is not None
    assert (common.low, common.high) == (max(cnbc[0], wikipedia[0]), min(cnbc[1], wikipedia[1]))
    assert "$[7.40, 8.05]bn" in found.message


def test_what_the_blog_leaves_open_is_undecided(published: Published) -> None:
    found = only("claims-disagree", "prices.b10-blog.amount")
    assert (found.severity, found.verdict) == ("info", "undecided")
    # "Around €12,000" is 11,000 to 13,000; 109,800 yuan would need 8.4462 yuan to the euro, which
    # no day of the year before had.
    needed = Fraction(109_800, 13_000)
    days = [day for day in published if date(2024, 3, 1) <= day <= date(2025, 4, 30)]
    assert all(Fraction(published[day]["CNY"]) < needed for day in days)
    assert "version, basis or day" in found.message


def test_the_xiaomi_s_dollars_fit_the_month_of_its_article(published: Published) -> None:
    found = only("implied-rate", "prices.su7-ultra-base.amount")
    assert found.severity == "info"
    # 529,900 / 74,000 beside the mean rate of the month.
    june = [cny_per_usd(r) for d, r in published.items() if (d.year, d.month) == (2025, 6)]
    off = Fraction(529_900, 74_000) / (sum(june) / len(june)) - 1
    assert Fraction(found.details["implied_rate"]) == pytest.approx(529_900 / 74_000, abs=1e-20)
    assert abs(Fraction(found.details["deviation"]) - off) < Fraction(1, 10**20)
    assert f"{float(off) * 100:.2f} %" in found.message


def test_the_year_s_volumes_disagree_by_6_000_cars() -> None:
    found = only("claims-disagree", "volumes.leapmotor-2024.count")
    assert (found.severity, found.verdict) == ("error", "contradictory")
    assert found.reconciliation is not None
    [pair] = found.reconciliation.pairs
    assert pair.gap == 300_000 - 294_000
    basis = only("different-basis", "volumes.leapmotor-2024")
    assert (basis.severity, basis.verdict) == ("info", "different_basis")
    for words in ("just over 300,000 cars (sales", "almost 294,000 vehicles (sales",
                  "nearly 300,000 vehicles (deliveries"):  # fmt: skip
        assert words in basis.message


def test_the_b10_pairs_fit_a_few_days_before_the_article(published: Published) -> None:
    # Rounded: 15,115 to the dollar, 17,870 to ten. A day fits within 0.05 %.
    pairs = ((109_800, Fraction("15114.5"), Fraction("15115.5")), (129_800, 17_865, 17_875))
    slack = Fraction(5, 10_000)
    fitting = [
        day
        for day, rates in sorted(published.items())
        if date(2024, 12, 31) <= day <= date(2025, 4, 26)
        and all(
            yuan / high * (1 - slack) <= cny_per_usd(rates) <= yuan / low * (1 + slack)
            for yuan, low, high in pairs
        )
    ]
    found = only("rate-date", "prices.b10-start.amount")
    assert (found.severity, found.verdict) == ("info", "compatible")
    assert said_days(found.details["days_that_fit"], published) == fitting
    assert 0 < len(fitting) <= 12
    assert max(fitting) == date(2025, 3, 28)
    assert "before 2025-04-26" in found.message


def test_the_t03_pair_has_the_rate_of_its_day(published: Published) -> None:
    found = only("implied-rate", "prices.t03-launch.amount")
    assert (found.severity, found.verdict) == ("info", "compatible")
    table = cny_per_usd(published[date(2020, 5, 11)])
    assert abs(Fraction(found.details["table_rate"]) - table) < Fraction(1, 10**20)
    assert found.details["used"] == "2020-05-11"
    # 65,800 / 9,280 and 75,800 / 10,691 are 7.0905 and 7.0901.
    assert found.details["implied_rate"].startswith("7.090517241379310")
    assert abs(Fraction(found.details["deviation"])) < Fraction(1, 1000)


def test_the_ferrari_talks_are_contested_and_both_sides_named() -> None:
    found = only("status-contested", "agreements.ferrari-talks")
    assert (found.severity, found.verdict) == ("warning", "contradictory")
    asserted, denied = found.message.split("; denied by ")
    assert "Zhu Jiangming" in asserted
    assert "Italpassion" in asserted
    assert denied.startswith("Leapmotor (2025-04-25")
    assert "Ferrari (2025-04-26, in CNBC after Reuters) declined to comment" in denied


def test_cnbc_and_the_first_text_are_one_voice() -> None:
    for subject in ("agreements.hongqi-platform", "agreements.ferrari-talks"):
        found = only("same-origin", subject)
        assert found.severity == "info"
        assert found.details["origin"] == "Reuters"
        assert "CNBC and Unnamed blog both go back to Reuters" in found.message


def test_a_tenth_of_byd_bounds_it_by_each_account() -> None:
    lows = {
        found.claims[1].says: found.bars[0].bounds.low
        for found in seeds()
        if found.code == "stated-ratio" and found.verdict == "undecided"
    }
    assert lows == {
        "just over 300,000 cars": 3_000_000,
        "almost 294,000 vehicles": 2_930_000,
        "nearly 300,000 vehicles": 2_900_000,
    }


def with_byd(says: str) -> tuple[Finding, ...]:
    """The findings of the same book with a figure for BYD."""
    data: dict[str, Any] = {}
    for path in sorted(SEEDS.glob("*.yaml")):
        part = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for section, told in part.items():
            data[section] = (
                data[section] | told if isinstance(told, dict) and section in data else told
            )
    data["volumes"]["byd-2024"]["count"] = [{"says": says, "source": "cnbc-2025-04-26"}]
    return check(dm.Book.build(data))


def ratios(found: tuple[Finding, ...]) -> dict[str, tuple[str, str | None]]:
    return {
        each.claims[1].says: (each.severity, each.verdict)
        for each in found
        if each.code == "stated-ratio"
    }


def test_byd_s_own_figure_fits_the_ratio() -> None:
    # 310,000 / 4,272,144.5 is 0.0726.
    assert set(ratios(with_byd("4,272,145 cars")).values()) == {("info", "compatible")}


def test_a_byd_of_two_and_a_half_million_does_not() -> None:
    found = ratios(with_byd("2.5 million cars"))
    # 300,000 / 2,550,000 is 0.118, and so is no count of the sales less than a tenth, which is one
    # fault; deliveries are another measure.
    assert found == {
        "just over 300,000 cars": ("error", "contradictory"),
        "nearly 300,000 vehicles": ("info", "different_basis"),
    }


def test_nothing_else_is_an_error_or_a_warning() -> None:
    assert sorted(
        (each.severity, each.code, each.subject) for each in seeds() if each.severity != "info"
    ) == [
        ("error", "claims-disagree", "stakes.stellantis-in-leapmotor.share"),
        ("error", "claims-disagree", "volumes.leapmotor-2024.count"),
        ("warning", "status-contested", "agreements.ferrari-talks"),
    ]
