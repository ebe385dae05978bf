"""The companies of a registry with what their holders can have of them, each made when it is asked
for.

Three readings. *Strict*: each share is within what the words about it exclude, and within what the
others leave. *Shown*: of that, what the words usually mean, unless the holders of the company could
not all have such shares; what a hedge usually means is no fact about anybody else. *Printed*: each
share is between the lowest and the highest number that is printed for it.
"""

from __future__ import annotations

from functools import cached_property

from dealmodel.calculators.company import Company
from dealmodel.calculators.holdings import Holding, Registry
from dealmodel.figures.bounds import Bounds, overlap


class Companies:
    """The companies of ``found``; all methods raise :class:`OutOfRange` where the holders of one
    have more than the whole."""

    def __init__(self, found: Registry) -> None:
        self._found = found

    @cached_property
    def _strict(self) -> dict[str, Company]:
        return {}

    @cached_property
    def _shown(self) -> dict[str, Company]:
        return {}

    @cached_property
    def _printed(self) -> dict[str, Company]:
        return {}

    def strict(self, name: str) -> Company:
        """What the holders can have by what the words exclude."""
        known = self._strict.get(name)
        if known is None:
            shares = {each.holder: each.strict for each in self._found.in_company(name)}
            known = Company(name, shares, name in self._found.complete).narrowed()
            self._strict[name] = known
        return known

    def shown(self, name: str) -> Company:
        """What they have by what the words usually mean; the strict one itself where that is the
        same."""
        known = self._shown.get(name)
        if known is None:
            known = self._shown[name] = self._usual(name)
        return known

    def printed(self, name: str) -> Company:
        """The company with each share between the lowest and the highest number printed for it;
        what has no such number keeps its bounds."""
        known = self._printed.get(name)
        if known is None:
            printed = {
                each.holder: Bounds(each.points[0], each.points[-1])
                for each in self._found.in_company(name)
                if is_printed(each)
            }
            shown, strict = self.shown(name), self.strict(name)
            known = Company(name, {**shown.holders, **printed})
            if shown is not strict:
                beside = Company(name, {**strict.holders, **printed})
                known = Company(name, known.holders, beside=beside)
            self._printed[name] = known
        return known

    def _usual(self, name: str) -> Company:
        strict = self.strict(name)
        holdings = self._found.in_company(name)
        if all(each.bounds is each.strict for each in holdings):
            return strict
        shares = {
            each.holder: overlap(each.bounds, strict.holders[each.holder]) for each in holdings
        }
        usual = {holder: bounds for holder, bounds in shares.items() if bounds is not None}
        if len(usual) < len(shares) or not strict.can_be(usual):
            return strict
        return Company(name, usual, strict.is_complete, strict)


def is_printed(holding: Holding) -> bool:
    """Whether numbers as printed can stand for the holding: not where "more than 50%" is all."""
    return holding.point is not None or len(holding.points) > 1
