"""Amounts of accounts, and figures of a party that belong to no deal: its facts.

Revenue, earnings, debt and cash of a named period or day are financials; losses, changes of them,
capital raised, market value, staff and the like are facts of the party, by what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealmodel.articles.drafting.passages import Passage
from dealmodel.articles.drafting.proposal import Proposal
from dealmodel.articles.phrases import pattern

_MEASURES = {
    "revenue": "revenue",
    "revenues": "revenue",
    "turnover": "revenue",
    "net_sales": "revenue",
    "sales": "revenue",
    "ebitda": "ebitda",
    "ebit": "ebit",
    "operating_profit": "ebit",
    "operating_income": "ebit",
    "net_profit": "net_income",
    "net_income": "net_income",
    "net_debt": "net_debt",
}
_FLOWS = frozenset({"revenue", "ebitda", "ebit", "net_income"})
_NAMES = "|".join(_MEASURES)
_TOLD = (
    "of|to|at|was|were|reached|hit|totalled|totaled|came_to|stood_at|amounted_to|totalling|totaling"
)
AMOUNTS = (
    f"{{name}} ~w {_TOLD} ~w {{amount:m}}",
    f"{{name}} ~o {_TOLD} ~w {{amount:m}}",
    "{name} ~o @UP|@DOWN ~w {change:gw} to ~w {amount:m}",
    "{name} ~o @UP|@DOWN ~w to ~w {amount:m}",
)
_BEHIND = "{amount:m} in|of ~w {name}"
_FORECAST = re.compile(
    r"\b(?:expects?|expected|forecasts?|guidance|targets?|aims?|will|would|could|projects?|may|"
    r"might|plans?|aims|aiming|outlook|should)\b"
)

FACTS: tuple[tuple[str, str], ...] = (
    ("capital raised", "↑raised|↑raise|↑raises|↑raising|secured|secures ~w {amount:m}"),
    ("capital raised", "{amount:m} funding|financing|in_funding|in_financing"),
    (
        "market value",
        "market_value|market_capitalisation|market_capitalization|market_cap ~w {amount:m}",
    ),
    ("valuation", "valued_at|valuation_of ~w {amount:m}"),
    ("loss", "loss|losses|net_loss|operating_loss ~w of|to|was ~w {amount:m}"),
    ("profit", "profit|profits|earnings ~w of|to|was|at ~w {amount:m}"),
    (
        "investment",
        "invest|invested|invests|investing|investment|spend|spent|spending ~w {amount:m}",
    ),
    ("dividend", "dividend ~w {amount:mu}"),
    ("employees", "employs|employing|employed|workforce_of|staff_of ~w {amount:cn}"),
    (
        "job cuts",
        "↓cut|↓cutting|lay_off|laid_off|↓reduce ~w {amount:cx} ~w jobs|workers|employees?",
    ),
    (
        "new models planned",
        "roll_out|introduce|introduces|launch|launches|bring|unveil ~w {models:c}",
    ),
    (
        "new models planned a year",
        "introduce|introduces|launch|launches|bring|unveil ~w {models:v}",
    ),
    ("new models planned", "{models:c} ~w will|to be introduced|launched|unveiled"),
    ("years of growth in a row", "{years:d} ~w of ~w growth"),
    ("years of profit in a row", "{years:d} ~w of ~w profit|profits"),
    ("years of losses in a row", "{years:d} ~w of ~w losses"),
    ("production capacity", "capacity ~w {cars:c}"),
    ("market share", "market_share ~w {amount:p}"),
    ("market share", "{amount:p} ~w market_share|of_the_market"),
    ("margin", "margin|margins ~w {amount:p}"),
)
_OUTLOOK = frozenset({"loss", "profit", "margin", "market share", "dividend"})
"""What is told of the past only: of the rest an outlook is a fact, too."""
_VALUED = "valued|values|valuing|value {whose:o} at ~w {amount:m}"
_UNITS = {
    "models": re.compile(r"model|version|car|vehicle|product"),
    "cars": re.compile(r"car|vehicle|unit|engine|batter|ton"),
}
_CHANGED = re.compile(
    r"\b(revenues?|turnover|sales|net profit|net income|net sales|operating profit|profits?|"
    r"earnings|ebitda|ebit|margins?|prices?|costs|deliveries|production|registrations|orders|"
    r"exports|shares?|stock)\b"
)


def financials(passage: Passage, _found: list[Proposal]) -> Iterator[Proposal]:
    """Revenue, earnings and debt of a named period or day."""
    for name, measure in _MEASURES.items():
        for template in (*AMOUNTS, _BEHIND):
            if name == "sales" and template is _BEHIND:
                continue
            for match in pattern(template.replace("{name}", name)).finditer(passage.line):
                index = int(match["amount"][1:])
                start = passage.line.index(name.replace("_", " "))
                party = _party(passage, min(start, match.start()))
                period = passage.period(index)
                if party is None or period is None or (measure in _FLOWS and period.is_day):
                    continue
                before = passage.line[: match.start() + 1]
                keys = {"party": party, "measure": measure}
                if _FORECAST.search(before):
                    keys["basis"] = "forecast"
                dated = "period" if measure in _FLOWS else "on"
                yield Proposal("financials", keys, ("amount",), index, passage, period, dated)
                earlier = passage.earlier(match["amount"], "m")
                if earlier is not None and earlier[1].last < period.first:
                    past, when = earlier
                    yield Proposal("financials", keys, ("amount",), past, passage, when, dated)


def facts(passage: Passage, _found: list[Proposal]) -> Iterator[Proposal]:
    """What a figure tells of a party beside its deals."""
    for what, template in FACTS:
        for match in pattern(template).finditer(passage.line):
            for part, mark in match.groupdict().items():
                index = int(mark[1:])
                unit = passage.figure(index).unit.text or ""
                if part in _UNITS and not _UNITS[part].search(unit):
                    continue
                is_outlook = what in _OUTLOOK and _FORECAST.search(passage.line[: match.start()])
                party = _party(passage, match.start())
                if party is not None and not is_outlook:
                    yield _fact(passage, party, what, index)
    for match in pattern(_VALUED).finditer(passage.line):
        if _is_one_of_several(passage, match["whose"], match.start()):
            continue
        party = passage.party(match["whose"])
        if party is not None:
            yield _fact(passage, party, "valuation", int(match["amount"][1:]))
    for mark, at in passage.marks("gw"):
        metrics = list(_CHANGED.finditer(passage.line[:at]))
        if metrics:
            party = _party(passage, metrics[-1].start())
            if party is not None:
                yield _fact(
                    passage,
                    party,
                    f"change of {_named(metrics[-1][1])}",
                    int(mark[1:]),
                    as_change=True,
                )


def _is_one_of_several(passage: Passage, mark: str, before: int) -> bool:
    """Whether "the company" may be any of several parties that its sentence names before."""
    named = [passage.mention(each) for each, at in passage.marks("o") if at < before]
    told = {each.party for each in named if each.is_told}
    return not passage.mention(mark).is_told and len(told) > 1


def _named(metric: str) -> str:
    return "share price" if metric in ("share", "shares", "stock") else metric


def _fact(
    passage: Passage, party: str, what: str, index: int, *, as_change: bool = False
) -> Proposal:
    period = passage.period(index)
    dated = "on" if period is not None and period.is_day else "period"
    return Proposal(
        "parties",
        {"party": party, "what": what},
        ("amount",),
        index,
        passage,
        period,
        dated,
        as_change=as_change,
    )


def _party(passage: Passage, before: int) -> str | None:
    """Whose it is: the subject's, or the owner's; else of whom the sentences before tell."""
    owners = [
        mark
        for mark, at in passage.marks("o")
        if at < before and passage.line.startswith("'s ", at + len(mark) + 3)
    ]
    at = re.match(r"[a-z_ ]+ (?:at|of|from) (?:the )?<(o\d+)> ", passage.line[before:])
    if at is not None:
        return passage.party(at[1])
    brand = re.search(r"its <(o\d+)> brand (?:[a-z]+ ){0,3}$", passage.line[:before])
    if brand is not None:
        return passage.party(brand[1])
    if owners:
        return passage.party(owners[-1])
    subject = passage.subject(before)
    if subject is not None:
        return subject
    return passage.topic if not passage.marks("o") else None
