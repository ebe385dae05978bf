"""An account: one source's figure for a fact, and what must be known of it to weigh it.

Its *origin* is who reported it first: accounts of one origin are one voice, however many papers
carry it. Its *basis* says what was counted (sales, deliveries; list price, starting price); two
accounts on different bases are not about the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from dealmodel.dataclass import dataclass
from dealmodel.errors import UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL, figure_with_conversions
from dealmodel.figures.units import Unit
from dealmodel.formulas.printed import printed
from dealmodel.formulas.result import Result
from dealmodel.records.claim import Claim
from dealmodel.records.source import Source

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """``figures`` are the figure and the conversions printed with it. ``says`` is the text as
    printed; ``said`` the date it was said or published; ``path`` where it stands in a book;
    ``locale`` whose convention its figures are printed in."""

    says: str
    figures: tuple[Figure, ...]
    source: str | None = None
    origin: str | None = None
    by: str | None = None
    said: str | None = None
    basis: str | None = None
    path: Path = ()
    locale: str = "en"

    @property
    def figure(self) -> Figure:
        """The figure printed first."""
        return self.figures[0]

    @property
    def voice(self) -> object:
        """Who is heard: the origin, the source, or, where neither is named, this account alone."""
        named = self.origin or self.source
        return id(self) if named is None else named.casefold()

    def in_unit(self, unit: Unit) -> Figure | None:
        """The figure printed in ``unit``, if one is; a count may be printed without its noun."""
        return next((each for each in self.figures if _is_in(each, unit)), None)

    def to_dict(self) -> dict[str, Any]:
        return {
            "says": self.says,
            "source": self.source,
            "origin": self.origin,
            "by": self.by,
            "said": self.said,
            "basis": self.basis,
            "path": ".".join(str(key) for key in self.path) or None,
            "kind": self.figure.kind,
            **measured(self.figure.value, self.figure.bounds, self.figure.unit),
        }


def _is_in(figure: Figure, unit: Unit) -> bool:
    if figure.unit.same_as(unit):
        return True
    bare = figure.kind == "number" and not unit.is_pure and not unit.currencies
    return bare or (figure.kind == "count" and unit.is_pure)


def measured(value: Fraction | None, bounds: Bounds, unit: Unit) -> dict[str, Any]:
    """A number with its bounds as a record keeps it; decimals are strings, rounded outward."""
    low, high = bounds.low, bounds.high
    return {
        "value": None if value is None else decimal_text(value),
        "unit": unit.text,
        "low": None if low is None else decimal_text(low, "down"),
        "low_open": bounds.low_open,
        "high": None if high is None else decimal_text(high, "up"),
        "high_open": bounds.high_open,
    }


def accounts(
    claims: Iterable[Claim | Figure | str | Account],
    sources: Mapping[str, Source] | None = None,
    *,
    basis: str | None = None,
    path: Path = (),
    rules: HedgeRules = USUAL,
) -> tuple[Account, ...]:
    """An account for each of ``claims``: records, figures, texts as printed, or accounts.

    ``sources`` tells who reported first and when. Raises :class:`FigureError` for a text that is
    no figure.

    >>> [str(account.figure.value) for account in accounts(["21%", "a tenth"])]
    ['21/100', '1/10']
    """
    return tuple(
        _account(claim, sources or {}, basis, (*path, index) if path else (), rules)
        for index, claim in enumerate(claims)
    )


def _account(
    claim: Claim | Figure | str | Account,
    sources: Mapping[str, Source],
    basis: str | None,
    path: Path,
    rules: HedgeRules,
) -> Account:
    if isinstance(claim, Account):
        return claim
    if isinstance(claim, str):
        return Account(claim, figure_with_conversions(claim, rules=rules), basis=basis)
    if isinstance(claim, Figure):
        return Account(claim.verbatim, (claim,), claim.source, claim.source, basis=basis)
    if not hasattr(claim, "says"):  # a claim is told by it: its class is slow to load
        raise UsageError(f"a claim is text, a figure or a claim of a book, not {claim!r:.40}")
    source = sources.get(claim.source)
    return Account(
        claim.says,
        claim.figures(rules),
        claim.source,
        claim.source if source is None else source.voice,
        claim.by,
        claim.on or (source.published if source else None),
        basis,
        path,
        claim.read_in,
    )


def alike(given: Iterable[Account]) -> list[tuple[Account, ...]]:
    """The accounts in groups that say the same, which are one claim: one number with one meaning.

    >>> [[each.says for each in group] for group in alike(accounts(["21%", "20%", "21 per cent"]))]
    [['21%', '21 per cent'], ['20%']]
    """
    groups: dict[object, list[Account]] = {}
    for account in given:
        figure = account.figure
        says = figure.kind, figure.value, figure.bounds, figure.unit, figure.hedge
        groups.setdefault(says, []).append(account)
    return [tuple(group) for group in groups.values()]


def computed(result: Result, of: Sequence[Account], says: str | None = None) -> Account:
    """The account of an answer that follows from other accounts: theirs is its voice; ``says`` is
    its formula in printed figures, unless given.

    >>> from dealmodel.formulas.expression import Leaf
    >>> from dealmodel.formulas.result import evaluate
    >>> price, number = accounts(["$15", "2 million"])
    >>> inputs = {"price": price.figure, "number": number.figure}
    >>> paid = evaluate("paid", Leaf("price") * Leaf("number"), inputs)
    >>> product = computed(paid, [price, number])
    >>> product.says, str(product.figure.bounds)
    ('$15 × 2 million', '[26250000, 33750000]')
    """
    told = printed(result.expression, result.inputs) if says is None else says
    figure = Figure(
        told,
        (0, len(told)),
        "money" if result.unit.currencies else "number",
        result.point,
        result.unit,
        "derived",
        Fraction(0),
        result.bounds,
        "derived",
    )
    sources = dict.fromkeys(account.source for account in of if account.source)
    origins = dict.fromkeys(account.origin for account in of if account.origin)
    return Account(told, (figure,), "; ".join(sources) or None, "; ".join(origins) or None)
