"""What an answer says of how its bounds were found, and unknowns shared under negative powers. The
bounds are worked out by hand from the formula's derivative, which is told beside each."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.errors import DivisionByZero

X, Y = "2 to 4", "1 to 3"


@pytest.mark.parametrize(
    ("formula", "names", "bounds", "method"),
    [
        # Nothing uncertain is left.
        ("3 / 4", {}, "[3/4, 3/4]", "constant"),
        ("x - x", {"x": X}, "[0, 0]", "constant"),
        ("x**-1 * x", {"x": X}, "[1, 1]", "constant"),
        ("x**-2 * x**2 * 3", {"x": X}, "[3, 3]", "constant"),
        # No unknown twice: end by end.
        ("x * y", {"x": X, "y": Y}, "[2, 12]", "interval"),
        ("x**-2", {"x": "more than 2 but less than 4"}, "(1/16, 1/4)", "interval"),
        ("x**-2 * y", {"x": X, "y": Y}, "[1/16, 3/4]", "interval"),
        ("(x**-1 + y**-1)**-1", {"x": X, "y": "1 to 2"}, "[2/3, 4/3]", "interval"),
        # -2/x³ - 1: falls.
        ("x**-2 - x", {"x": X}, "[-63/16, -7/4]", "monotone"),
        # 1 - 1/x²: rises from 1 on.
        ("x**-1 + x", {"x": X}, "[5/2, 17/4]", "monotone"),
        # y - 1/x²: rises, and in y.
        ("(x**-2 + y) * x", {"x": X, "y": "1 to 2"}, "[5/2, 33/4]", "monotone"),
        # (y - 1)/x³: falls in x, rises in y.
        ("x**-3 * y - x**-3", {"x": "1 to 2", "y": "2 to 3"}, "[1/8, 2]", "monotone"),
        # -1/x² - 1: falls; the ends stay open.
        (
            "x**-1 + y - x",
            {"x": "more than 2 but less than 4", "y": "1 to 2"},
            "(-11/4, 1/2)",
            "monotone",
        ),
        # (y - x)/(x + y)³: rises in x where y is above it, falls where it is below.
        ("(x + y)**-2 * x", {"x": "1 to 3", "y": "4 to 5"}, "[1/36, 3/49]", "monotone"),
        ("(x + y)**-2 * x", {"x": "5 to 6", "y": "1 to 2"}, "[3/32, 5/36]", "monotone"),
        # x³/(x + 1)²: rises.
        ("(1 + x**-1)**-2 * x", {"x": "1 to 3"}, "[1/4, 27/16]", "monotone"),
        # Below 0, a square falls and its inverse rises; -2/u³ - 1 with u from -4 to -2: falls.
        ("(y - 6)**-2 - y", {"y": X}, "[-15/4, -31/16]", "monotone"),
        # -6/u²: falls.
        ("(y - 6)**-1 * y", {"y": X}, "[-2, -1/2]", "monotone"),
        # 1 - 3/u⁴: rises.
        ("(y - 6)**-3 + y", {"y": X}, "[127/64, 31/8]", "monotone"),
        # 1/u and 1/u² + y.
        ("(y - 6)**-2 * (y - 6)", {"y": X}, "[-1/2, -1/4]", "monotone"),
        ("(y - 6)**-4 * (y - 6)**2 + y", {"y": X}, "[33/16, 17/4]", "monotone"),
        # 1/x is unbounded above where x may be next to nothing.
        ("x**-1 - x", {"x": "less than a tenth"}, "(99/10, ∞)", "monotone"),
        ("x**-2 * x", {"x": "less than a tenth"}, "(10, ∞)", "monotone"),
        # a·b - b·c + a·c: each direction depends on the others. Linear in each, so the ends are at
        # corners: 7 at (-1, 2, -3), -7 at (1, -1, -3).
        (
            "(p - 3)*(q - 3) - (q - 3)*(r - 5) + (p - 3)*(r - 5)",
            {"p": X, "q": "2 to 5", "r": "2 to 6"},
            "[-7, 7]",
            "corners",
        ),
    ],
)
def test_exact_bounds(formula: str, names: dict[str, str], bounds: str, method: str) -> None:
    found = dm.calc(formula, **names)
    assert (str(found.bounds), found.method, found.tight) == (bounds, method, True)
    assert (found.to_dict()["method"], found.to_dict()["tight"]) == (method, True)


@pytest.mark.parametrize(
    ("formula", "names", "low", "high"),
    [
        # 2 at 1, 5/2 at either end.
        ("x**-1 + x", {"x": "0.5 to 2"}, "2", "2.5"),
        # 1/4 at 1/2, 0.09 at 0.9.
        ("x * (1 - x)", {"x": "0.2 to 0.9"}, "0.09", "0.25"),
        # u² - u of u = 1/x: -1/4 at 1/2, 0 at 1.
        ("x**-2 - x**-1", {"x": "1 to 4"}, "-0.25", "0"),
        # 1/u² + u + 3 of u = y - 3: falls to 3 at -1 and to 5 at 1, and has no end about 0.
        ("(y - 3)**-2 + y", {"y": X}, "3", None),
    ],
)
def test_outer_bounds(formula: str, names: dict[str, str], low: str, high: str | None) -> None:
    found = dm.calc(formula, **names)
    assert (found.method, found.tight) == ("branch-and-bound", False)
    little = Fraction(1, 10_000)
    assert Fraction(low) - little <= found.low <= Fraction(low)
    if high is None:
        assert found.high is None
    else:
        assert Fraction(high) <= found.high <= Fraction(high) + little


@pytest.mark.parametrize("power", ["-1", "-3"])
def test_an_odd_power_of_what_may_be_nothing_has_no_bounds(power: str) -> None:
    with pytest.raises(DivisionByZero, match="y - 3 may be 0: y is in"):
        dm.calc(f"(y - 3)**{power} + y", y=X)


@pytest.mark.parametrize("formula", ["(y - 6)**-2 - y", "y**-1 + y", "(y - 6)**-1 * y"])
def test_an_answer_brings_its_unknowns_into_a_power(formula: str) -> None:
    y = dm.figure(X)
    inner = dm.calc("y * 2 - y", y=y)
    nested, flat = dm.calc(formula, y=inner), dm.calc(formula, y=y)
    assert (nested.bounds, nested.method, nested.tight) == (flat.bounds, flat.method, flat.tight)
    gone = dm.calc("a**-2 * a * y", a=inner, y=y)
    assert (str(gone.bounds), gone.tight) == ("[1, 1]", True)
