"""Which of several claims on one fact a calculation uses.

Nothing is merged silently: the choice is an argument, ``prefer``, and the input of the result says
what was chosen, by which rule and of which claims. The rules:

- ``hull`` (the default): everything that any claim allows; no point, unless all print one number
- ``overlap``: what all claims allow; an error where there is nothing
- ``latest``, ``first``: the claim said or published last or first; one whose source shows no date
  comes after all that do; of one date, the first in the book's order. A month or year counts with
  its first day for the latest, with its last for the first: it beats no day that lies in it
- ``on-record``: one by a party of the book, else by a person who is named, else by the source
  itself, else by somebody unnamed ("a person with knowledge"); of those the first in the book
- the id of a source: what that source says

Where there is one claim, there is nothing to choose.

Amounts in two currencies have no hull and no overlap: convert them first, or prefer one.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

from dealmodel.calculators.accounts import Account, accounts
from dealmodel.calculators.options import options_checked
from dealmodel.calculators.reconciliation import reconciled
from dealmodel.calculators.share_classes import class_key, class_of_share
from dealmodel.dataclass import dataclass, field
from dealmodel.errors import (
    BasisMismatch,
    Contradiction,
    CurrencyMismatch,
    UsageError,
    did_you_mean,
    nearest,
)
from dealmodel.figures.bounds import Bounds, hull, overlap
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.reader import USUAL
from dealmodel.formulas.rendering import bounds_text
from dealmodel.rates.period import parse_period
from dealmodel.records.claim import Claim
from dealmodel.records.ids import is_id
from dealmodel.records.source import Source

RULES = ("hull", "overlap", "latest", "first", "on-record")

_UNNAMED = lazy_pattern(
    r"\b(?:source|sources|person|people|insider|insiders|official|officials|analysts?|unnamed|"
    r"anonymous|familiar|knowledge)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """A rule, or the id of a source, and the book's sources, which tell what was published when."""

    prefer: str = "hull"
    sources: Mapping[str, Source] = field(default_factory=dict)

    @staticmethod
    def in_book(prefer: str, sources: Mapping[str, Source]) -> Selection:
        """The selection by a rule, or by one of a book's sources.

        :raises UsageError: it is neither.
        """
        if prefer not in RULES and prefer not in sources:
            near = nearest(prefer, [*RULES, *sources])
            raise UsageError(
                f"nothing to prefer by {prefer[:60]!r}: give one of {', '.join(RULES)}, or the id "
                f"of a source{did_you_mean(near)}"
            )
        return Selection(prefer, sources)


HULL = Selection()
Prefer = str | Selection


@dataclass(frozen=True, slots=True)
class Selected(Figure):
    """A figure chosen, or put together, from several claims by the rule ``prefer``."""

    prefer: str = "hull"
    among: tuple[Account, ...] = ()
    used: tuple[Account, ...] = ()

    @property
    def identity(self) -> Hashable:
        """In a formula: the unknown that the one figure used is, or that all of them make."""
        figures = tuple(id(account.figure) for account in self.used)
        return figures[0] if len(figures) == 1 else (self.prefer, figures, self.unit)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the claims that were used."""
        return tuple(dict.fromkeys(each.source for each in self.used if each.source))

    def to_dict(self) -> dict[str, Any]:
        # Named in full: a dataclass with slots is made twice, and super() knows only the first.
        return {
            **Figure.to_dict(self),
            "selected": {
                "prefer": self.prefer,
                "of": [{"says": each.says, "source": each.source} for each in self.among],
            },
        }


@options_checked
def select(
    claims: Iterable[Claim | Figure | str | Account],
    prefer: Prefer = HULL,
    *,
    rules: HedgeRules = USUAL,
) -> Figure:
    """The figure that stands for ``claims``; of a single claim, its own.

    >>> found = select(["21%", "20 percent"])
    >>> found.bounds, found.point, found.to_dict()["selected"]["prefer"]
    ([39/200, 43/200], None, 'hull')

    :raises UsageError: there are no claims, no such rule, or no claim of that source.
    :raises CurrencyMismatch: a hull or overlap of amounts in two currencies.
    :raises BasisMismatch: a hull or overlap of shares of a class and of the whole.
    :raises Contradiction: an overlap of claims that cannot all be right.
    """
    selection = prefer if isinstance(prefer, Selection) else Selection(prefer)
    given = accounts(claims, selection.sources, rules=rules)
    if not given:
        raise UsageError("nothing to select from: there are no claims")
    if len(given) == 1:
        return given[0].figure
    if selection.prefer in ("hull", "overlap"):
        return _together(given, selection.prefer)
    chosen = _chosen(given, selection)
    return _selected(chosen.figure, selection.prefer, given, (chosen,))


def preferred(claims: Sequence[Claim], selection: Selection, rules: HedgeRules = USUAL) -> Claim:
    """The claim that a rule other than ``hull`` and ``overlap`` chooses.

    >>> early, late = Claim(says="21%", source="a", on="2023"), Claim(says="20%", source="b")
    >>> preferred([late, early], Selection("latest")).says
    '21%'
    """
    given = accounts(claims, selection.sources, rules=rules)
    return claims[given.index(_chosen(given, selection))]


def _chosen(given: Sequence[Account], selection: Selection) -> Account:
    if selection.prefer == "latest":
        return max(given, key=_published_from)
    if selection.prefer == "first":
        return min(given, key=_published_by)
    if selection.prefer == "on-record":
        return min(given, key=_distance)
    found = next((each for each in given if each.source == selection.prefer), None)
    if found is None:
        known = [*RULES, *(each.source for each in given if each.source)]
        raise UsageError(
            f"no claim to prefer by {selection.prefer[:60]!r}: give one of {', '.join(RULES)}, or "
            "the id of a source that makes a claim" + did_you_mean(nearest(selection.prefer, known))
        )
    return found


def _published_from(account: Account) -> date:
    return date.min if account.said is None else parse_period(account.said).first


def _published_by(account: Account) -> date:
    return date.max if account.said is None else parse_period(account.said).last


def _distance(account: Account) -> int:
    """How far from the record an account is."""
    if account.by is None:
        return 2
    if is_id(account.by):
        return 0
    return 3 if _UNNAMED.search(account.by) else 1


def _together(given: Sequence[Account], prefer: str) -> Figure:
    first = given[0].figure
    figures = [account.in_unit(first.unit) for account in given]
    placed = [each for each in figures if each is not None]
    if len(placed) < len(given):
        other = next(a.figure for a, each in zip(given, figures, strict=True) if each is None)
        left, right = str(first.unit), str(other.unit)
        raise CurrencyMismatch(
            left,
            right,
            f"no {prefer} of {first.verbatim!r} and {other.verbatim!r}: convert one of them on a "
            f"date first, or prefer one ({', '.join(RULES[2:])}, or a source)",
        )
    classes = {class_key(class_of_share(each, None)) for each in placed}
    if len(classes) > 1:
        names = sorted(f"shares of {name or 'the whole'}" for name in classes)
        raise BasisMismatch(
            names, f"no {prefer} of {' and '.join(names)}: prefer one ({', '.join(RULES[2:])})"
        )
    values = {each.value for each in placed}
    bounds = _put_together([each.bounds for each in placed], prefer)
    if prefer == "overlap" and reconciled(given, None).verdict == "contradictory":
        bounds = None  # such as 20% and 21%, which share only the number half-way between them
    if bounds is None:
        raise Contradiction(
            [account.says for account in given],
            f"{' and '.join(account.says for account in given)} cannot all be right, so they have "
            f"no overlap: prefer one ({', '.join(RULES[2:])}, or a source), or their hull",
        )
    value = values.pop() if len(values) == 1 else None
    return _selected(first, prefer, given, tuple(given), value, bounds)


def _put_together(several: Sequence[Bounds], prefer: str) -> Bounds | None:
    if prefer == "hull":
        return reduce(hull, several)
    found: Bounds | None = several[0]
    for each in several[1:]:
        found = None if found is None else overlap(found, each)
    return found


def _selected(
    figure: Figure,
    prefer: str,
    among: Sequence[Account],
    used: tuple[Account, ...],
    value: Fraction | None = None,
    bounds: Bounds | None = None,
) -> Selected:
    says = " or ".join(dict.fromkeys(account.figure.verbatim for account in used))
    if bounds is None:
        value, bounds = figure.value, figure.bounds
    elif value is not None and value not in bounds:
        value = None
    return Selected(
        says,
        (0, len(says)),
        figure.kind,
        value,
        figure.unit,
        figure.hedge if len(used) == 1 else "none",
        figure.granularity,
        bounds,
        f"{prefer} of {len(among)} claims: {bounds_text(bounds)}",
        source=figure.source if len(used) == 1 else None,
        prefer=prefer,
        per=figure.per,
        of=figure.of,
        among=tuple(among),
        used=used,
    )
