"""Every check, and a book's findings.

A new check is one new file and one line here. ``RULES`` look at the book; ``SECOND_LOOKS`` at what
those found to be contradictory, for a slip that would explain it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dealmodel.calculators.options import options_checked
from dealmodel.checks.amount_shares_price import amount_shares_price
from dealmodel.checks.basis_undeclared import basis_undeclared
from dealmodel.checks.bridge import bridge
from dealmodel.checks.claims import claims
from dealmodel.checks.context import Context
from dealmodel.checks.deal_price import deal_price
from dealmodel.checks.declared import Check
from dealmodel.checks.different_basis import different_basis
from dealmodel.checks.finding import SEVERITIES, Finding
from dealmodel.checks.holders_sum import holders_sum
from dealmodel.checks.implied_rate import implied_rate
from dealmodel.checks.magnitude import magnitude
from dealmodel.checks.parts_sum import parts_sum
from dealmodel.checks.percent_or_fraction import other_percent, plain_shares
from dealmodel.checks.price_comparison import price_comparison
from dealmodel.checks.rate_date import rate_date
from dealmodel.checks.reviewing import reviewed
from dealmodel.checks.rules_changed import rules_changed
from dealmodel.checks.same_origin import same_origin
from dealmodel.checks.share_counts import share_counts
from dealmodel.checks.sizes import sizes
from dealmodel.checks.stake_before_after import stake_before_after
from dealmodel.checks.stale_date import stale_date
from dealmodel.checks.stated_offer import stated_offer
from dealmodel.checks.stated_ratio import stated_ratio
from dealmodel.checks.status_contested import status_contested
from dealmodel.checks.sums_over_time import sums_over_time
from dealmodel.checks.terms_disagree import terms_disagree
from dealmodel.checks.undeclared_price import undeclared_price
from dealmodel.checks.value_disagrees import value_disagrees
from dealmodel.derivations.setting import Setting
from dealmodel.extensions import declared
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.rate import Policy, PolicyKind, RateSource
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.rates_of_record import rates_for
from dealmodel.uncollected import uncollected

RULES: Mapping[str, Callable[[Context], Iterator[Finding]]] = {
    "claims": claims,
    "implied-rate": implied_rate,
    "rate-date": rate_date,
    "stated-ratio": stated_ratio,
    "price-comparison": price_comparison,
    "holders-sum": holders_sum,
    "sums-over-time": sums_over_time,
    "amount-shares-price": amount_shares_price,
    "value-disagrees": value_disagrees,
    "deal-price": deal_price,
    "different-basis": different_basis,
    "undeclared-price": undeclared_price,
    "percent-or-fraction": plain_shares,
    "same-origin": same_origin,
    "rules-changed": rules_changed,
    "status-contested": status_contested,
    "stake-before-after": stake_before_after,
    "terms-disagree": terms_disagree,
    "share-counts": share_counts,
    "basis-undeclared": basis_undeclared,
    "stale-date": stale_date,
    "stated-offer": stated_offer,
    "parts-sum": parts_sum,
    "bridge": bridge,
    "sizes": sizes,
}

SECOND_LOOKS: Sequence[Callable[[Sequence[Finding]], Iterator[Finding]]] = (
    magnitude,
    other_percent,
)

CODES: Mapping[str, str] = {
    "claims-disagree": "sources give figures for one fact that cannot all be right",
    "claims-agree": "independent sources give figures for one fact that can all be right",
    "implied-rate": "the rate of a price and its printed conversion, against the dated table",
    "rate-date": "the days whose rates a source's conversions fit together",
    "stated-ratio": "a stated ratio, difference, growth or premium, against its figures",
    "holders-sum": "the shares of one company's holders together",
    "amount-shares-price": "what was paid, against price per share × shares",
    "value-disagrees": "the value of one company by several sources or legs",
    "different-basis": "figures that look alike and count different things",
    "magnitude": "a contradiction that a factor of ten or an ADS ratio would mend, or a size",
    "percent-or-fraction": "a percentage written or meant otherwise",
    "same-origin": "several papers that carry one report",
    "rules-changed": "hedges that mean something else than when the book was looked through",
    "review-lapsed": "a review of a finding whose claims have changed since",
    "review-unneeded": "a review of a finding that is not there any more",
    "status-contested": "a stage that one side asserts and a party denies",
    "terms-disagree": "a term of a deal that sources tell differently",
    "basis-undeclared": "a stake that does not say whether its shares were new",
    "stake-before-after": "what was held before, bought and held since",
    "stale-date": "a source older than what it tells of, or talks long silent",
    "parts-sum": "parts (legs, quarters, markets) against the stated total",
    "bridge": "equity and enterprise value, and what lies between them",
}
"""The package's own codes, and what each is about."""


def codes() -> Mapping[str, str]:
    """Every code with what it is about: the package's own, then those from outside."""
    return {**CODES, **{each.name: each.about for each in declared(Check)}}


@options_checked
@uncollected()
def check(
    book: Book,
    *,
    rules: HedgeRules = USUAL,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt | None = None,
    step: Callable[[str], None] | None = None,
) -> tuple[Finding, ...]:
    """What is wrong, doubtful or worth knowing in ``book``, in its order, the gravest first within
    a record; what the book's reviews sign off has its ``review``.

    ``rates`` not given are the book's own of record, or else the embedded ones. ``step`` is called
    with each rule's name before it looks, to show progress.

    >>> from dealmodel.records.party import Party
    >>> parties = {"a": Party(name="A", kind="company"), "b": Party(name="B", kind="company")}
    >>> check(Book(book="Nothing said", parties=parties))
    ()

    :raises UsageError: there are no such ``rates`` or ``policy``.
    """
    return findings(Setting.of(book, (), rules, rates_for(book, rates, policy, max_age)), step)


def findings(setting: Setting, step: Callable[[str], None] | None = None) -> tuple[Finding, ...]:
    """The same of the book of a setting, of whose workings what is there already is used."""
    context = Context.of(setting.of_each)
    found: list[Finding] = []
    for name, rule in RULES.items():
        if step is not None:
            step(name)
        found += rule(context)
    for declaration in declared(Check):
        if step is not None:
            step(declaration.name)
        found += declaration.findings(context)
    first = tuple(each for each in found if each.code != "holders-sum")  # a sum is no slip
    for look in SECOND_LOOKS:
        found += look(first)
    return tuple(sorted(reviewed(found, context), key=_order(context.book)))


def _order(book: Book) -> Callable[[Finding], tuple[int, int, int]]:
    sections = list(SECTIONS)
    places = {
        (section, key): at for section in SECTIONS for at, key in enumerate(getattr(book, section))
    }

    def order(finding: Finding) -> tuple[int, int, int]:
        section, severity = str(finding.path[0]), SEVERITIES.index(finding.severity)
        if section not in SECTIONS:  # of the book itself
            at = [each for each in finding.path if isinstance(each, int)]
            return len(sections), at[0] if at else -1, severity
        return sections.index(section), places[section, str(finding.path[1])], severity

    return order
