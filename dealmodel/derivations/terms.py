"""What is told of the terms of a deal or agreement: each claim as printed, by the term's name, with
the day from which it holds; what an option is worth at its price.

Policy: a term that was amended has several claims with days; each is told, none replaces another,
and only those of one time are compared. What follows from a term follows from its last version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dealmodel.derivations.answers import Derived, Item, Refused, Stated, stated
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.result import evaluate
from dealmodel.rates.period import parse_period
from dealmodel.records.claim import Claim
from dealmodel.records.record import Record
from dealmodel.records.term import Term, versions
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
                for version in versions(each.claims, setting.book.sources):
                    own = [each.claims[index] for index in version]
                    figures = setting.figures(own)
                    for item in stated(subject, field, figures, {**about, **_since(own)}):
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


def _since(claims: Sequence[Claim]) -> Mapping[str, str]:
    """The day from which a version of a term holds, where one is told."""
    days = [claim.on for claim in claims if claim.on]
    return {"since": min(days, key=lambda day: parse_period(day).first)} if days else {}


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
    of_price, of_share = (last_version(each, setting) for each in (term.price, term.over))
    for price, share in pairs([each for each in of_price if each.per is None], of_share):
        inputs = {"price": price, "over": share}
        result = evaluate(
            "value_at_option_price", Leaf("price") / Leaf("over"), inputs, details=about
        )
        yield Derived(subject, result)


def last_version(claims: Sequence[Claim], setting: Setting) -> list[Figure]:
    """The figures of a term as it was amended last."""
    found = versions(claims, setting.book.sources)
    return setting.figures([claims[index] for index in found[-1]] if found else ())
