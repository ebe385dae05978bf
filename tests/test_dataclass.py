"""Our dataclasses behave as the standard library's: each class here is made by both."""

from __future__ import annotations

import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
import sys
import types
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel
from dealmodel import dataclass as ours
from dealmodel.figures.figure import Figure
from dealmodel.formulas.result import Result

CHANGED_IN_PLACE = {
    "Checked", "Done", "EcbRates", "Filling", "Grid", "Line", "Merged", "Part", "Planned",
    "RatesAsked", "Reviewing", "Stint", "Translator", "_Buffer", "_Comment", "_Counted", "_Entry",
    "_Names", "_Node", "_Scan",
}  # fmt: skip

BODY = '''
@dataclass(frozen=True, slots=True)
class Pair:
    """Two."""
    left: int
    right: object = 2

    def total(self):
        return self.left + self.right

@dataclass(frozen=True, slots=True)
class Three(Pair):
    third: dict = field(default_factory=dict, compare=False)
    right: object = 5

class Named(Pair):
    __slots__ = ()

@dataclass(slots=True)
class Tally:
    names: list = field(default_factory=list)
    _seen: dict = field(init=False, repr=False, compare=False, default_factory=dict)
    count: int = field(init=False)

    def __post_init__(self):
        self.count = len(self.names)

@dataclass(frozen=True)
class Open:
    one: str
    span: object = field(default=None, kw_only=True)
    own: object = field(default=None, hash=False)

@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Same:
    value: int
    span: object = field(default=None, kw_only=True)

@dataclass(frozen=True, slots=True)
class Own:
    value: int
    def __repr__(self):
        return "own"
    def __eq__(self, other):
        return True
    def __hash__(self):
        return 7

@dataclass(slots=True, unsafe_hash=True)
class Changing:
    value: int
    hidden: int = field(default=0, init=False, repr=False, compare=False)

@dataclass
class Plain:
    value: int = 1

@dataclass(frozen=True, slots=True)
class Nothing:
    pass
'''
CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Pair", (1,), {}),
    ("Pair", (1, 3), {}),
    ("Pair", (), {"right": "x", "left": 4}),
    ("Pair", (), {}),
    ("Pair", (1, 2, 3), {}),
    ("Pair", (1,), {"middle": 2}),
    ("Three", (1,), {}),
    ("Three", (1, 2, {"a": 1}), {}),
    ("Named", (1,), {}),
    ("Tally", (), {}),
    ("Tally", (["a", "b"],), {}),
    ("Tally", (["a"],), {"count": 3}),
    ("Open", ("a",), {"span": (1, 2)}),
    ("Open", ("a", "b"), {}),
    ("Open", ("a", "b", "c"), {}),
    ("Same", (1,), {"span": 2}),
    ("Own", (1,), {}),
    ("Changing", (3,), {}),
    ("Plain", (), {}),
    ("Nothing", (), {}),
]


def made(name: str, source: object) -> Any:
    """The classes of ``BODY`` in a module of their own, where pickle finds them."""
    module: Any = types.ModuleType(name)
    module.dataclass, module.field = source.dataclass, source.field  # type: ignore[attr-defined]
    sys.modules[name] = module
    exec("from __future__ import annotations\n" + BODY, vars(module))
    return module


OURS = made("classes_of_ours", ours)
THEIRS = made("classes_of_theirs", dataclasses)
KINDS = sorted({name for name, _, _ in CALLS})
MADE = [call for call in CALLS if call not in (CALLS[3], CALLS[4], CALLS[5], CALLS[11], CALLS[14])]


def outcome(do: Callable[[], Any]) -> Any:
    try:
        return do()
    except Exception as error:
        return type(error), str(error)


def refused(do: Callable[[], Any]) -> str | None:
    """What is said where a field cannot be set or deleted; the rest is a fault."""
    try:
        do()
    except dataclasses.FrozenInstanceError as error:
        return str(error)
    return None


def values(made: Any) -> dict[str, Any]:
    return {each.name: getattr(made, each.name) for each in dataclasses.fields(made)}


@pytest.mark.parametrize(("name", "arguments", "named"), CALLS)
def test_a_call_gives_the_same_values_or_the_same_error(
    name: str, arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    here, there = (
        outcome(lambda module=module: values(getattr(module, name)(*arguments, **named)))
        for module in (OURS, THEIRS)
    )
    assert here == there


@pytest.mark.parametrize(("name", "arguments", "named"), MADE)
def test_what_is_made_shows_compares_hashes_copies_and_pickles_alike(
    name: str, arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    def facts(module: Any) -> list[Any]:
        kind = getattr(module, name)
        one, two = (kind(*arguments, **named) for _ in range(2))
        return [
            repr(one) if name != "Same" else None,
            one == two,
            one != two,
            one == kind,
            one == tuple(values(one).values()),
            outcome(lambda: hash(one)) if name != "Same" else hash(one) == hash(two),
            values(copy.copy(one)),
            values(copy.deepcopy(one)),
            values(pickle.loads(pickle.dumps(one))),
            hasattr(one, "__dict__"),
            *(refused(lambda name=name: setattr(one, name, 9)) for name in values(one)),
            # With slots and frozen, the standard one fails over a name that is no field's.
            outcome(lambda: setattr(one, "strange", 9)) is None,
            outcome(lambda: one < two),
            *(refused(lambda name=name: delattr(one, name)) for name in values(two)),
        ]

    assert facts(OURS) == facts(THEIRS)


@pytest.mark.parametrize("name", KINDS)
def test_the_class_tells_the_same_of_itself(name: str) -> None:
    def facts(module: Any) -> list[Any]:
        kind = getattr(module, name)
        return [
            inspect.signature(kind).replace(return_annotation=None).parameters.keys(),
            [each.kind for each in inspect.signature(kind).parameters.values()],
            kind.__match_args__,
            kind.__name__,
            kind.__qualname__,
            getattr(kind, "__slots__", None),
            dataclasses.is_dataclass(kind),
            [
                (f.name, f.type, f.init, f.repr, f.compare, f.kw_only, f.default)
                for f in dataclasses.fields(kind)
            ],
        ]

    assert facts(OURS) == facts(THEIRS)


def test_a_factory_is_called_each_time_and_a_default_is_shared() -> None:
    assert OURS.Tally().names is not OURS.Tally().names
    assert OURS.Three(1).third is not OURS.Three(1).third
    assert OURS.Open("a").span is None


@pytest.mark.parametrize(
    "replace",
    [ours.replace, dataclasses.replace, *([copy.replace] if hasattr(copy, "replace") else [])],
)
def test_replacing_keeps_the_rest(replace: Callable[..., Any]) -> None:
    pair = OURS.Three(1, 2, {"a": 1})
    other = replace(pair, left=4)
    assert type(other) is OURS.Three
    assert values(other) == {"left": 4, "right": 2, "third": {"a": 1}}
    assert other.third is pair.third
    with pytest.raises((ValueError, TypeError), match="count"):
        replace(OURS.Tally(["a"]), count=2)
    with pytest.raises(TypeError, match="middle"):
        replace(pair, middle=2)


def test_what_holds_itself_is_shown() -> None:
    tally = OURS.Tally([])
    tally.names.append(tally)
    assert repr(tally) == "Tally(names=[...], count=0)"


def test_a_subclass_of_a_standard_dataclass_is_refused() -> None:
    with pytest.raises(TypeError, match="a standard dataclass"):
        ours.dataclass(type("Sub", (THEIRS.Pair,), {"__annotations__": {"more": "int"}}))


def test_a_standard_dataclass_may_derive_from_ours() -> None:
    made = dataclasses.make_dataclass("Sub", [("more", int, 3)], bases=(OURS.Plain,))
    assert values(made(2)) == {"value": 2, "more": 3}


def test_a_field_without_a_default_behind_one_with_it_is_refused() -> None:
    with pytest.raises((TypeError, SyntaxError), match="default"):

        @ours.dataclass
        class Wrong:
            one: int = 1
            two: int  # type: ignore[misc]


@given(left=st.integers() | st.floats() | st.text(), right=st.integers() | st.none())
def test_equality_and_hash_are_those_of_the_values(left: Any, right: Any) -> None:
    one, two = OURS.Pair(left, right), OURS.Pair(left, right)
    twin = THEIRS.Pair(left, right)
    assert (one == two, hash(one)) == (twin == THEIRS.Pair(left, right), hash(twin))


def test_the_package_uses_them_where_a_start_waits_for_it() -> None:
    for kind in (Figure, Result):
        assert "__own_fields__" in vars(kind)


def test_nothing_is_changed_behind_those_who_hold_it() -> None:
    modules = [
        importlib.import_module(each.name)
        for each in pkgutil.walk_packages(dealmodel.__path__, "dealmodel.")
        if each.name != "dealmodel.__main__"
    ]
    made = {
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__.startswith("dealmodel.")
        if "__dataclass_params__" in vars(one)
    }
    assert {one.__name__ for one in made if not one.__dataclass_params__.frozen} == CHANGED_IN_PLACE


@ours.dataclass(frozen=True, slots=True)
class Told:
    text: str
    number: int = 0


Told.text = ours.Late(Told.text)  # type: ignore[misc]


def test_a_late_field_is_worked_out_once_and_when_it_is_asked_for() -> None:
    made: list[int] = []

    def work() -> str:
        made.append(1)
        return "worked out"

    told = Told(work)  # type: ignore[arg-type]
    assert made == []
    assert (told.text, told.text, made) == ("worked out", "worked out", [1])
    assert Told("at once").text == "at once"


def test_a_late_field_is_told_apart_by_its_value_alone() -> None:
    late = [Told(lambda: "words", 2) for _ in range(4)]  # type: ignore[arg-type]
    assert late[0] == Told("words", 2)
    assert hash(late[1]) == hash(Told("words", 2))
    assert pickle.loads(pickle.dumps(late[2])) == copy.copy(late[3]) == Told("words", 2)
    assert ours.replace(late[0], number=3) == Told("words", 3)
