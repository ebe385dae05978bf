"""Volumes: ratios, growth undone, run-rates and bounds on peers."""

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.errors import BadValue, BasisMismatch, DivisionByZero, OutOfRange, UnitMismatch


def test_a_pair_of_volumes():
    ratio, inverse, share = dm.ratio("just over 300,000 cars", "4,272,145 cars")
    assert (ratio.name, inverse.name, share.name) == ("ratio", "inverse", "share_of_pair")
    assert ratio.point == Fraction(300_000, 4_272_145)
    assert inverse.point == Fraction(4_272_145, 300_000)
    assert share.point == Fraction(300_000, 4_572_145)
    # 4,272,145 is rounded to one car; 300,000 itself is excluded.
    assert ratio.bounds.low == 300_000 / Fraction("4272145.5")
    assert ratio.bounds.low_open
    assert not ratio.bounds.high_open
    assert share.tight
    assert share.bounds.high == 310_000 / (310_000 + Fraction("4272144.5"))
    assert ratio.unit.text is None


def test_the_bound_on_a_peer():
    byd = dm.peer_volume("just over 300,000 cars", "less than a tenth")
    assert (byd.low, byd.bounds.low_open, byd.high) == (3_000_000, True, None)


def test_growth_undone_and_run_rate():
    before = dm.volume_before("294,000 vehicles", "+104 %")
    assert before.point == Fraction(294_000 * 100, 204)
    assert round(before.point) == 144_118
    rate = dm.run_rate("8,000 cars", "13 days", launch=True)
    assert rate.point == Fraction(8_000 * 365, 13)
    assert round(rate.point) == 224_615
    assert any("launch" in warning for warning in rate.warnings)
    assert dm.run_rate("600 cars", "6 months").point == 1_200
    assert dm.run_rate("600 cars", "2 years").point == 300
    assert dm.run_rate("700 cars", "2 weeks").point == Fraction(700 * 365, 14)


def test_different_bases_are_told_or_refused():
    bases = (dm.VolumeBasis("sales", period="2024"), dm.VolumeBasis("deliveries", period="2024"))
    for result in dm.ratio("300 cars", "400 cars", basis=bases):
        assert result.warnings == ("different basis: sales against deliveries",)
    with pytest.raises(BasisMismatch) as caught:
        dm.ratio("300 cars", "400 cars", basis=bases, same_basis=True)
    assert caught.value.differences == ("sales against deliveries",)
    same = (bases[0], bases[0])
    assert dm.ratio("300 cars", "400 cars", basis=same, same_basis=True)[0].point == Fraction(3, 4)


def test_what_does_not_compare():
    with pytest.raises(UnitMismatch):
        dm.ratio("300 cars", "$400")
    with pytest.raises(UnitMismatch):
        dm.ratio("€300", "$400")
    with pytest.raises(DivisionByZero):
        dm.ratio("300 cars", "0 cars")
    with pytest.raises(DivisionByZero, match="0 cars"):
        dm.ratio("0 cars", "300 cars")
    with pytest.raises(OutOfRange):
        dm.ratio("-300 cars", "400 cars")
    with pytest.raises(BadValue):
        dm.peer_volume("300 cars", "$5")
    with pytest.raises(BadValue):
        dm.volume_before("300 cars", "5 cars")
    with pytest.raises(BadValue):
        dm.run_rate("300 cars", "13 cars")
    with pytest.raises(DivisionByZero):
        dm.volume_before("300 cars", "-100 %")


def test_a_count_a_month_beside_one_a_year_is_refused():
    with pytest.raises(UnitMismatch, match="per year, the other per month"):
        dm.ratio("300,000 cars a year", "5,000 cars a month")
    with pytest.raises(UnitMismatch, match="per year, the other in all"):
        dm.ratio("300,000 cars a year", "5,000 cars")
    assert dm.ratio("300,000 cars a year", "60,000 cars a year")[0].point == 5
