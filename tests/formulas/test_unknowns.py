"""Which leaves are one unknown: through results, under several names, by a declared identity."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import dealmodel
from dealmodel.errors import DivisionByZero, FormulaTooLarge, UnitMismatch, UnknownName
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.reader import figure
from dealmodel.formulas.expression import Constant, Expression, Leaf, leaf_names
from dealmodel.formulas.reading import fold, postorder
from dealmodel.formulas.rebuilding import Substituting
from dealmodel.formulas.result import Result, evaluate
from tests.formulas.quantities import Known, known
from tests.formulas.strategies import boxes, points, trees

a, b, x, y = (Leaf(name) for name in "abxy")
TWO = {"x": known(2, 1, 3)}


def ends(result: Result) -> tuple[Fraction | None, Fraction | None]:
    return result.low, result.high


def test_an_implied_value_less_its_pre_money_is_the_cash() -> None:
    # €1.5 billion as printed is 1.45 to 1.55; paid/stake - (paid/stake - paid) is paid.
    value = dealmodel.implied_value("20%", "€1.5 billion", shares_are="primary")
    cash = dealmodel.calc("e - m", e=value.implied_equity_value, m=value.pre_money[0])
    assert ends(cash) == (1_450_000_000, 1_550_000_000)
    assert (cash.point, cash.tight) == (1_500_000_000, True)
    assert cash.formula == "paid / stake - (paid / stake - paid)"
    assert list(cash.inputs) == ["paid", "stake"]


def test_of_two_separate_deals_nothing_cancels() -> None:
    first, second = (
        dealmodel.implied_value("20%", "€1.5 billion", shares_are="primary") for _ in range(2)
    )
    cash = dealmodel.calc("e - m", e=first.implied_equity_value, m=second.pre_money[0])
    # 1.45/0.205 - (1.55/0.195 - 1.55) and 1.55/0.195 - (1.45/0.205 - 1.45), in billions.
    low, high = Fraction("1.45") / Fraction("0.205"), Fraction("1.55") / Fraction("0.195")
    wide = (low - (high - Fraction("1.55")), high - (low - Fraction("1.45")))
    assert ends(cash) == tuple(end * 10**9 for end in wide)
    assert list(cash.inputs) == ["paid", "stake", "paid_2", "stake_2"]


def test_one_figure_under_two_names_is_one_unknown() -> None:
    price = figure("€1.5 billion")
    result = dealmodel.calc("p - q", p=price, q=price)
    assert (result.bounds, result.formula) == (Bounds(Fraction(0), Fraction(0)), "p - p")
    other = dealmodel.calc("p - q", p=price, q=figure("€1.5 billion"))
    assert ends(other) == (-100_000_000, 100_000_000)


def test_equal_identities_are_one_unknown() -> None:
    @dataclass(frozen=True, slots=True)
    class Told(Known):
        identity: str | None = None

    def told(identity: str | None) -> Told:
        return Told(Fraction(2), Bounds(Fraction(1), Fraction(3)), identity=identity)

    same = evaluate("n", a - b, {"a": told("x"), "b": told("x")})
    assert same.bounds == Bounds(Fraction(0), Fraction(0))
    for left, right in (("x", "y"), (None, None), ("x", None)):
        apart = evaluate("n", a - b, {"a": told(left), "b": told(right)})
        assert ends(apart) == (-2, 2)


def test_the_same_claims_are_one_unknown() -> None:
    cnbc = dealmodel.Claim(says="$1.6 billion", source="cnbc")
    wikipedia = dealmodel.Claim(says="$1.5 billion", source="wikipedia")
    both = [cnbc, wikipedia]
    assert dealmodel.calc("p - q", p=both, q=list(both)).bounds == Bounds(Fraction(0), Fraction(0))
    one = dealmodel.calc("p - q", p=both, q=cnbc.figure(), prefer="cnbc")
    assert one.bounds == Bounds(Fraction(0), Fraction(0))
    alike = dealmodel.Claim(says="$1.6 billion", source="cnbc")
    apart = dealmodel.calc("p - q", p=[cnbc], q=[alike])
    assert ends(apart) == (-100_000_000, 100_000_000)


def test_equal_rates_are_one_unknown() -> None:
    # The same day's rate, looked up twice, in a month of which it has bounds.
    one, other = (
        dealmodel.convert(
            "€1 billion", to="USD", on="2023-10", rules=dealmodel.HedgeRules(exact=True)
        )
        for _ in range(2)
    )
    assert one.low != one.high
    both = dealmodel.calc("one / other", one=one, other=other)
    assert list(both.inputs) == ["amount", "usd_per_eur", "amount_2"]
    assert ends(both) == (1, 1)


def test_names_are_kept_where_they_are_free() -> None:
    inner = evaluate("inner", a + b, {"a": known(1), "b": known(2)})
    freed = evaluate("n", a * 3, {"a": inner})
    assert (freed.formula, list(freed.inputs)) == ("(a + b) * 3", ["a", "b"])
    taken = evaluate("n", a * x, {"a": known(5), "x": inner})
    assert (taken.formula, taken.point) == ("a * (a_2 + b)", 15)
    printed = evaluate("n", Leaf("21%") + 0, {"21%": known(1)})
    beside = evaluate("n", Leaf("21%") + x, {"21%": known(2), "x": printed})
    assert beside.formula == "21% + ({21% #2} + 0)"


def test_what_a_formula_does_not_use_is_no_part_of_it() -> None:
    unused = evaluate("unused", a * 2, {"a": known(1)}, warnings=["of no concern"])
    result = evaluate("n", x - x, {**TWO, "y": unused})
    assert (list(result.inputs), result.warnings) == (["x"], ())


def test_an_unknown_name_is_still_told() -> None:
    inner = evaluate("inner", a * 2, {"a": known(1)})
    with pytest.raises(UnknownName, match="unknown name 'z'"):
        evaluate("n", Leaf("z") + x, {"x": inner})


def test_a_fault_in_a_result_stands_where_the_result_stands() -> None:
    inner = dealmodel.calc("p - q", p="€2 million", q="€2 million")
    with pytest.raises(DivisionByZero) as caught:
        dealmodel.calc("5 / gap", gap=inner)
    assert caught.value.where.text == "5 / gap"
    assert caught.value.where.start == 4
    with pytest.raises(UnitMismatch):
        dealmodel.calc("gap + 5%", gap=inner)


def test_results_of_results_of_results() -> None:
    chain = evaluate("n", x * 1, TWO)
    for _ in range(200):
        chain = evaluate("n", y + 1, {"y": chain})
    assert (chain.point, ends(chain)) == (202, (201, 203))
    nothing = evaluate("n", x - y, {"x": chain, "y": chain})
    assert nothing.bounds == Bounds(Fraction(0), Fraction(0))
    long = sum([y] * 900, x)
    chain = evaluate("n", long, {"x": known(1), "y": known(2)})
    with pytest.raises(FormulaTooLarge, match="split it"):
        evaluate("n", long, {"x": chain, "y": evaluate("n", long, {"x": chain, "y": known(1)})})


POOL = [f"n{number}" for number in range(12)] + ["a", "b", "c"]


def nested(data: st.DataObject, tree: Expression, known: dict[str, Known]) -> tuple:
    """The same formula, parts of it as results over names that mean something else outside."""
    made: dict[int, tuple[Expression, dict[str, object]]] = {}
    count = iter(range(10**6))
    for node in postorder(tree):
        if isinstance(node, Leaf):
            alias = f"leaf{next(count)}"
            expression, inputs = Leaf(alias), {alias: known[node.name]}
        else:
            below = [made[id(operand)] for operand in node.operands]
            inputs = {name: each for _, more in below for name, each in more.items()}
            expression = node.accept(_AGAIN, [operand for operand, _ in below])
            if inputs and data.draw(st.booleans()):
                pool = data.draw(st.permutations(POOL))
                used = leaf_names(expression)
                assume(len(used) <= len(pool))
                names = dict(zip(used, pool, strict=False))
                local = fold(expression, Substituting({n: Leaf(m) for n, m in names.items()}))
                part = evaluate("part", local, {names[n]: inputs[n] for n in used})
                alias = f"part{next(count)}"
                expression, inputs = Leaf(alias), {alias: part}
        made[id(node)] = expression, inputs
    return made[id(tree)]


_AGAIN = Substituting({})


@settings(max_examples=300, deadline=None)
@given(st.data(), trees, boxes())
def test_a_formula_over_results_is_the_flat_one(
    data: st.DataObject, tree: Expression, box: dict[str, Bounds]
) -> None:
    values = data.draw(points(box))
    quantities = {name: Known(values[name], box[name]) for name in box}
    try:
        flat = evaluate("n", tree, quantities)
        expression, inputs = nested(data, tree, quantities)
    except DivisionByZero:
        assume(False)
        raise
    result = evaluate("n", expression, inputs)
    assert (result.point, result.bounds) == (flat.point, flat.bounds)
    assert (result.tight, result.method) == (flat.tight, flat.method)
    assert {id(each) for each in result.inputs.values()} <= {
        id(each) for each in quantities.values()
    }
    assert len(result.inputs) == len(flat.inputs)
    try:
        less = evaluate("n", Leaf("one") - Leaf("other"), {"one": result, "other": flat})
    except DivisionByZero:
        # Of a divisor that is 0 at one place only the wider formula may tell.
        return
    if less.tight:
        assert less.bounds == Bounds(Fraction(0), Fraction(0))
    assert less.point == 0


def test_what_answers_have_in_common_is_there_once() -> None:
    # Doubled forty times over, and Fibonacci's numbers.
    whole = evaluate("n", x * 1, TWO)
    for _ in range(40):
        whole = evaluate("n", a + b, {"a": whole, "b": whole})
    assert (whole.point, ends(whole)) == (2 * 2**40, (2**40, 3 * 2**40))
    last, this = evaluate("n", x * 1, TWO), evaluate("n", x * 1, TWO)
    numbers = [2, 2]
    for _ in range(58):
        last, this = this, evaluate("n", a + b, {"a": last, "b": this})
        numbers.append(numbers[-1] + numbers[-2])
    assert this.point == numbers[-1]
    assert len(postorder(this.expression)) < 100


def test_constants_stay_constants() -> None:
    three = evaluate("n", Constant(Fraction(3)), {})
    assert evaluate("n", x * y, {**TWO, "y": three}).formula == "x * 3"


def test_answers_of_a_pattern_that_was_met_before_are_over_their_own_figures() -> None:
    formulas, inputs = set(), []
    for text in ("€1.5 billion", "€2.5 billion", "€3.5 billion"):
        paid, stake = figure(text), figure("20%")
        first = evaluate("first", Leaf("paid") / Leaf("stake"), {"paid": paid, "stake": stake})
        other = evaluate(
            "other", Leaf("paid") / Leaf("stake"), {"paid": paid, "stake": figure("25%")}
        )
        found = evaluate("found", a - b + x, {"x": paid, "a": first, "b": other})
        formulas.add(found.formula)
        inputs.append(found.inputs)
        assert found.point == paid.value * 5 - paid.value * 4 + paid.value
        assert list(found.inputs.values()) == [paid, stake, other.inputs["stake"]]
    assert formulas == {"x / stake - x / stake_2 + x"}
    assert [list(each) for each in inputs] == [["x", "stake", "stake_2"]] * 3


def test_one_object_in_two_places_is_another_pattern_than_two() -> None:
    one, two = figure("€2 billion"), figure("€2 billion")
    halves = [evaluate("half", x / 2, {"x": each}) for each in (one, two, one)]
    apart = evaluate("apart", a - b, {"a": halves[0], "b": halves[1]})
    same = evaluate("same", a - b, {"a": halves[0], "b": halves[2]})
    assert (apart.bounds.is_point, same.bounds.is_point) == (False, True)
    again = evaluate("again", a - b, {"a": halves[1], "b": halves[0]})
    assert (again.bounds, len(again.inputs), len(same.inputs)) == (apart.bounds, 2, 1)


def test_a_typed_formula_keeps_its_places_whatever_was_met_before() -> None:
    total = evaluate("total", x * 2, {"x": figure("€1 billion")})
    for text in ("t + 5", "5  +  t + 5%"):
        with pytest.raises(UnitMismatch) as caught:
            dealmodel.calc(text, t=total)
        assert caught.value.where is not None
        assert caught.value.where.text == text
