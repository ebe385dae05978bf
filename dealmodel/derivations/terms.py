"""What is told of the terms of a deal or agreement: each claim as printed, by the term's name, with
the day from which it holds; what an option is worth at its price.

Policy: a term that was amended has several claims with days; each is told, none replaces another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dealmodel.derivations.answers import Derived, Item, Refused, Stated, stated
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.result import evaluate
from dealmodel.records.record import Record
from dealmodel.records.term import Term
from dealmodel.records.walking import claims_of


def of_terms(
    subject: str, record: Record, terms: Mapping[str, Term], setting: Setting
) -> Iterator[Item | Refused]:
    """Everything that the terms of ``record`` state."""
    for name, term in terms.items():
        about = _about(name, term)
        for each in claims_of(term, ()):
            field = str(each.path[0])
            if each.are_figures:
                for item in stated(subject, field, setting.figures(each.claims), about):
                    yield item
                    if isinstance(item, Derived):
                        yield from in_other_currencies(subject, item.result, record, setting)
                continue
            for claim in each.claims:
                told = dict(about)
                if field == "date":
                    period = claim.period()
                    told |= {"from": period.first.isoformat(), "until": period.last.isoformat()}
                if claim.on:
                    told["since"] = claim.on
                yield Stated(subject, "term", claim.says, (claim.source,), told)
        yield from _without_claims(subject, term, about)
        yield from _option(subject, term, about, setting)


def _about(name: str, term: Term) -> dict[str, Any]:
    told: dict[str, Any] = {"term": name, "term_kind": term.kind}
    for field in ("payable_by", "payable_to", "milestone", "option", "holder", "until"):
        if value := getattr(term, field):
            told[field] = value
    if term.from_:
        told["from"] = term.from_
    if term.take_or_pay is not None:
        told["take_or_pay"] = term.take_or_pay
    return told


def _without_claims(subject: str, term: Term, about: Mapping[str, Any]) -> Iterator[Item]:
    """A condition, and an option of which nothing is claimed, as the book has them."""
    if term.condition:
        met = f"met {term.met}" if term.met else "not known to be met"
        yield Stated(subject, "term", f"{term.condition}, {met}", (), {**about, "met": term.met})
    elif term.option and not (term.over or term.price):
        yield Stated(subject, "term", f"{term.option} option", (), about)


def _option(
    subject: str, term: Term, about: Mapping[str, Any], setting: Setting
) -> Iterator[Item | Refused]:
    """The value of the whole that the price of an option over a share of it implies."""
    prices = [each for each in setting.figures(term.price) if each.per is None]
    for price, share in pairs(prices, setting.figures(term.over)):
        inputs = {"price": price, "over": share}
        result = evaluate(
            "value_at_option_price", Leaf("price") / Leaf("over"), inputs, details=about
        )
        yield Derived(subject, result)
