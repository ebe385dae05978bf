"""A calculator as one declaration: a formula with the names of its inputs, what it means and who
defines it so.

The formula is written in the language of ``calc`` over names alone. Each name says where a book
has it: a field of the section's records (``paid``), a field of the record that a field names
(``per_volume.count``), or an answer that follows from the record (``answers.implied_equity_value``)
whose own formula is then a part of this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from dealmodel.errors import DealModelError
from dealmodel.extensions import Declaration, declared
from dealmodel.formulas.expression import Quantity, leaf_names
from dealmodel.formulas.language import parse
from dealmodel.formulas.operands import Given
from dealmodel.formulas.result import Result, evaluate

ANSWERS = "answers."
"""Begins the place of an input that is itself an answer about the record."""

Kind = Literal["", "share", "ratio", "growth"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator(Declaration):
    """``name`` is that of its answers, ``formula`` over the names of ``inputs``, which lead to
    where a record of ``section`` has each. ``definition`` says in a sentence what it is, ``source``
    who defines it so. ``kind`` is that of the answer, where its unit does not tell.

    >>> debt_share = Calculator(
    ...     name="debt_share",
    ...     formula="debt / value",
    ...     inputs={"debt": "net_debt", "value": "enterprise_value"},
    ...     section="stakes",
    ...     definition="Net debt as a part of the enterprise value.",
    ...     source="CFA Institute, Corporate Issuers (2024), on leverage",
    ...     kind="share",
    ... )
    >>> debt_share(debt="$2 billion", value="$8 billion").point
    Fraction(1, 4)
    """

    formula: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict, hash=False)
    section: str = ""
    definition: str = ""
    source: str = ""
    kind: Kind = ""

    @classmethod
    def _optional(cls) -> tuple[str, ...]:
        return ("kind",)

    def _faults(self) -> Iterator[str]:
        if not self.name.isidentifier():
            yield "its name must be a word of letters, digits and _"
        try:
            used = set(leaf_names(parse(self.formula, dict.fromkeys(self.inputs, 1)).expression))
        except DealModelError as error:
            yield f"its formula cannot be read: {error.message}"
            return
        if used != set(self.inputs):
            apart = ", ".join(sorted(used ^ set(self.inputs)))
            yield f"its formula and its inputs do not have the same names: {apart}"
        # Loaded here: the records take longer to load than a figure to calculate.
        from dealmodel.records.walking import leads_to_figures

        for path in self.inputs.values():
            if not path.startswith(ANSWERS) and not leads_to_figures(self.section, path):
                yield f"{self.section}.{path} is no field that holds figures"

    def __call__(self, **given: Given) -> Result:
        """The answer for figures as printed, or figures and results.

        :raises UnknownName: an input is missing.
        :raises FormulaError: the answer cannot be worked out; as ``calc``.
        """
        program = parse(self.formula, given)
        return self.of(program.inputs)

    def of(self, inputs: Mapping[str, Quantity]) -> Result:
        """The answer over ``inputs``; what they themselves follow from becomes a part of it."""
        program = parse(self.formula, inputs)
        found = evaluate(self.name, program.expression, program.inputs)
        return replace(found, kind=self.kind) if self.kind else found


BUILT_IN: tuple[Calculator, ...] = ()
"""Calculators of the package itself that need no more than a declaration."""


def calculators() -> tuple[Calculator, ...]:
    """Every declared calculator: the package's own, then those from outside."""
    return (*BUILT_IN, *declared(Calculator))
