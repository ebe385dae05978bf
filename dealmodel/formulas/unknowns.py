"""Which leaves of a formula are one unknown.

A leaf has a name, and an unknown has an identity: that of the quantity that stands at the leaf. The
same object under two names is one unknown, and so are two quantities that declare an equal
``identity`` (:class:`~dealmodel.formulas.expression.Quantity`). A quantity that was itself derived
is no unknown at all, but the tree that it is, over its own inputs.

So a formula over answers of other formulas is the same as the one formula that a person would have
written down, and has the same range.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from dealmodel.errors import Span
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import (
    Expression,
    Inputs,
    Leaf,
    Quantity,
    leaf_names,
    names_in,
)
from dealmodel.formulas.ranges.shapes import shape_of
from dealmodel.formulas.reading import fold, identities, postorder
from dealmodel.formulas.rebuilding import Rebuilding, Substituting


def unknowns_of(expression: Expression, inputs: Inputs) -> tuple[Expression, Inputs]:
    """The formula over its unknowns, each by one name, and those alone as its inputs.

    A derived input is replaced by its own formula. What stands in there keeps its name where that
    is free, or means the same unknown, and has a number behind it otherwise. A formula that is over
    its unknowns already comes back as it is; one of a pattern that was met before, as the same
    tree.
    """
    if _are_unknowns(inputs):
        return expression, inputs
    nodes = postorder(expression)
    names = [name for name in names_in(nodes) if name in inputs]
    if _are_unknowns({name: inputs[name] for name in names}):
        return expression, inputs
    if any(node.span is not None for node in nodes):
        return _over_unknowns(expression, names, inputs)
    return _by_pattern(expression, names, inputs) or _over_unknowns(expression, names, inputs)


def _over_unknowns(
    expression: Expression, names: Sequence[str], inputs: Inputs
) -> tuple[Expression, Inputs]:
    derived = [name for name in names if _formula(inputs[name]) is not None]
    flat = _Flat()
    meanings: dict[str, Expression] = {}
    for name in names:
        if name not in derived:
            meanings[name] = Leaf(flat.name_for(name, inputs[name]))
    spans = {node.name: node.span for node in postorder(expression) if isinstance(node, Leaf)}
    for name in derived:
        meanings[name] = flat.formula(inputs[name], spans[name])
    kept = {name: meaning for name, meaning in meanings.items() if meaning != Leaf(name)}
    # What no leaf stands for is told by who looks it up: all that there is to choose from is shown.
    missing = {name: each for name, each in inputs.items() if name not in meanings}
    whole = fold(expression, Substituting(kept))
    return _shared(whole) if derived else whole, {**flat.inputs, **missing}


Pattern = tuple[object, ...]
"""A formula's shape and names, and for each name the number of its unknown, or the shape, names and
unknowns of the formula that stands there: all that decides how the whole is written."""


def _by_pattern(
    expression: Expression, names: Sequence[str], inputs: Inputs
) -> tuple[Expression, Inputs] | None:
    """The same as a formula of the same pattern was written before; ``None`` where a shape has
    more than sums and products. Only what came from no text: that has its places there."""
    shaped = shape_of(expression)
    if shaped is None or len(names) < max(len(inputs), len(shaped[1])):
        return None
    numbers: dict[Hashable, int] = {}
    quantities: list[Quantity] = []

    def number_of(quantity: Quantity) -> int:
        found = numbers.setdefault(_identity(quantity), len(quantities))
        if found == len(quantities):
            quantities.append(quantity)
        return found

    formulas = {name: _formula(inputs[name]) for name in names}
    parts: dict[str, object] = {
        name: number_of(inputs[name]) for name, formula in formulas.items() if formula is None
    }
    for name, formula in formulas.items():
        if formula is not None:
            inner, own = unknowns_of(*formula)
            inner_shaped = shape_of(inner)
            if inner_shaped is None:
                return None
            parts[name] = inner_shaped, *[number_of(own[each]) for each in inner_shaped[1]]
    pattern = (shaped, *[parts[name] for name in names])
    written = _written.get(pattern)
    if written is None:
        whole, flat = _over_unknowns(expression, names, inputs)
        if len(_written) >= _KEPT:
            _written.clear()
        written = _written[pattern] = whole, tuple(flat)
    return written[0], dict(zip(written[1], quantities, strict=True))


_KEPT = 2_000
_written: dict[Pattern, tuple[Expression, tuple[str, ...]]] = {}


def _are_unknowns(inputs: Inputs) -> bool:
    """Whether each input is an unknown, and another one than the others."""
    objects: set[int] = set()
    declared: list[Hashable] = []
    for each in inputs.values():
        if type(each) is Figure:
            objects.add(id(each))
            continue
        if getattr(each, "expression", None) is not None:
            return False
        identity: Hashable = getattr(each, "identity", None)
        if identity is None:
            identity = id(each)
        if isinstance(identity, int):  # an object's own, which another may declare as its own
            objects.add(identity)
        else:
            declared.append(identity)
    # Only several need to be told apart, which for rates takes a while.
    others = len(set(declared)) if len(declared) > 1 else len(declared)
    return len(objects) + others == len(inputs)


def _shared(expression: Expression) -> Expression:
    """The same formula with one node for what two parts have in common: so formulas over formulas
    grow with what each adds and not with what each repeats.
    """
    nodes = postorder(expression)
    numbers = identities(nodes, {})
    made: dict[int, Expression] = {}
    again = Rebuilding()
    for node in nodes:
        number = numbers[id(node)]
        if number not in made:
            operands = [made[numbers[id(each)]] for each in node.operands]
            made[number] = node.accept(again, operands)
    return made[numbers[id(expression)]]


class _Flat:
    """The unknowns that were met so far, by name and by identity."""

    def __init__(self) -> None:
        self.inputs: dict[str, Quantity] = {}
        self._names: dict[Hashable, str] = {}
        self._formulas: dict[int, Expression] = {}

    def name_for(self, name: str, quantity: Quantity) -> str:
        """The name of the unknown at a leaf that was called ``name``."""
        identity = _identity(quantity)
        known = self._names.get(identity)
        if known is None:
            known = self._names[identity] = _free(name, self.inputs)
            self.inputs[known] = quantity
        return known

    def formula(self, quantity: Quantity, span: Span | None) -> Expression:
        """A derived quantity's formula over the unknowns, standing where the quantity stood."""
        if id(quantity) in self._formulas:
            return self._formulas[id(quantity)]
        expression, inputs = _whole(quantity)
        names = {name: self.name_for(name, inputs[name]) for name in leaf_names(expression)}
        meanings: dict[str, Expression] = {
            name: Leaf(known, span=span) for name, known in names.items()
        }
        found = self._formulas[id(quantity)] = fold(expression, _Placed(meanings, span))
        return found


class _Placed(Substituting):
    """Reads a formula that was typed elsewhere as one that stands at ``span``."""

    __slots__ = ("span",)

    def __init__(self, meanings: dict[str, Expression], span: Span | None) -> None:
        super().__init__(meanings)
        self.span = span

    def span_of(self, _: Expression) -> Span | None:
        return self.span


def _whole(quantity: Quantity) -> tuple[Expression, Inputs]:
    """The formula of a derived quantity over its unknowns."""
    formula = _formula(quantity)
    assert formula is not None
    return unknowns_of(*formula)


def _formula(quantity: Quantity) -> tuple[Expression, Inputs] | None:
    """The formula of a quantity that was derived by one."""
    expression = getattr(quantity, "expression", None)
    if isinstance(expression, Expression):
        inputs: Inputs = quantity.inputs  # type: ignore[attr-defined]
        return expression, inputs
    return None


def _identity(quantity: Quantity) -> Hashable:
    declared: Hashable = getattr(quantity, "identity", None)
    return id(quantity) if declared is None else declared


def numbered(name: str) -> Iterator[str]:
    """``name``, and then with a number behind it that keeps it what it is: a word or printed words.

    >>> from itertools import islice
    >>> list(islice(numbered("paid"), 3)), list(islice(numbered("21%"), 2))
    (['paid', 'paid_2', 'paid_3'], ['21%', '21% #2'])
    """
    yield name
    between, number = "_" if name.isidentifier() else " #", 2
    while True:
        yield f"{name}{between}{number}"
        number += 1


def _free(name: str, taken: Inputs) -> str:
    return next(each for each in numbered(name) if each not in taken)
