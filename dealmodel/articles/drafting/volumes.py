"""Volumes: how many were sold, delivered, made; how much more than before, or than another's.

A count needs a verb or noun of a measure beside it, a party or product, and a period or a stretch
of time. What is expected or aimed at is no volume. Growth and ratios are of the volume that their
sentence tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from dealmodel.articles.drafting.passages import Passage
from dealmodel.articles.drafting.proposal import Proposal
from dealmodel.articles.drafting.words import PLACES
from dealmodel.articles.phrases import pattern

_VERBS = {
    "sold": "sales",
    "delivered": "deliveries",
    "handed_over": "deliveries",
    "registered": "registrations",
    "produced": "production",
    "built": "production",
    "made": "production",
    "manufactured": "production",
    "shipped": "wholesale",
    "exported": "wholesale",
}
_NOUNS = {
    "sales": "sales",
    "sales_volume": "sales",
    "deliveries": "deliveries",
    "delivery_volume": "deliveries",
    "registrations": "registrations",
    "production": "production",
    "output": "production",
    "shipments": "wholesale",
    "wholesale_sales": "wholesale",
    "retail_sales": "retail",
    "orders": "orders",
}
_TOLD = (
    "of|reached|reaching|totalled|totaled|totalling|totaling|to|at|were|was|hit|came_to|stood_at|"
    "amounted_to|exceeded|topped|surpassed"
)
_VERB, _NOUN = "|".join(_VERBS), "|".join(_NOUNS)
COUNTS = (
    f"{_VERB} ~w {{count:cn}}",
    f"{_NOUN} ~o {_TOLD} ~w {{count:cn}}",
    f"{_NOUN} ~o @UP|@DOWN ~w {{change:gw}} to ~w {{count:cn}}",
    f"{_NOUN} ~o @UP|@DOWN ~w to ~w {{count:cn}}",
    f"{_NOUN} ~o @UP|@DOWN from ~w {{base:cn}} ~w to ~w {{count:cn}}",
    f"{{count:cn}} ~w were|was|are|have_been|been? {_VERB}",
    "received|took|secured|booked ~w {count:c} ~w orders",
)
MEASURED = re.compile(rf"\b(?:{_VERB}|{_NOUN}|sell|deliver|make|build)\b".replace("_", " "))
"""What a sentence on a volume speaks of, whether it is placed or not."""
OUTLOOK = re.compile(
    r"\b(?:target|targets|targeted|aims?|aiming|expects?|expected|forecasts?|plans?|planned|goal|"
    r"guidance|hopes?|projects?|projected|will|would|could|should|may|might|intends?|capacity|"
    r"to sell|to deliver|estimates?|estimated|if)\b"
)
_LAUNCH = re.compile(r"of (?:\w+ ){0,3}(?:launch|debut|introduction|sale|opening)\b|since launch")
_WITHIN = re.compile(
    r"(?:[a-z][^ <>]* |<[ot]\d+> ){0,5}?(?:within|in|over|during) "
    r"(?:[a-z][^ <>]* ){0,3}?<(?P<within>d\d+)> "
    r"(?P<behind>(?:[a-z][^ <>]* ){0,5})"
)
_PLACE = rf"(?:{'|'.join(sorted(PLACES, key=len, reverse=True))}|U\.S\.|U\.K\.)"
_SCOPE = re.compile(
    rf"\b(?:in|across|throughout|outside)\s(?:the\s|mainland\s)?({_PLACE}(?:\s{_PLACE})*)(?!\w)"
    rf"|\b({_PLACE})\s(?:\w+\s){{0,2}}(?:sales|deliveries|registrations|production|output|orders|exports)\b"
    r"|\b(overseas|abroad|domestic|domestically|home\smarket|retail\schannel)\b"
)
"""The market that a count is of, where it is not all of them."""
_NOT_SOLD = re.compile(
    r"share|employee|worker|people|job|store|dealer|model|countr|market|compan|hour|year|time|"
    r"kwh|\bkm|mile|\bhp|inch|pound|dimension|scenario|part(?:y|ies)|side|brand|factor|plant",
    re.IGNORECASE,
)
_MONEY_WORDS = (
    "revenue|revenues|turnover|income|profit|profits|earnings|margin|margins|price|prices|stock|"
    "ebitda|ebit|value|cash|costs|spending|investment|dividend|loss|losses"
)
_METRIC = re.compile(rf"\b({_MONEY_WORDS}|{'|'.join(_NOUNS).replace('_', ' ')})\b")
_PEER = (
    "{ratio:fr} ~w of|the ~w {peer:o}",
    "{ratio:fr} as_many ~w as ~w {peer:o}",
    "{ratio:fr} ~w more_than|that_of|those_of ~w {peer:o}",
    "{ratio:fr} {peer:o}",
)


def volumes(passage: Passage, _found: list[Proposal]) -> Iterator[Proposal]:
    """Counts of a measure, in a period or a stretch of time."""
    for template in COUNTS:
        for match in pattern(template).finditer(passage.line):
            for name in ("base", "count"):
                if match.groupdict().get(name):
                    yield from _volume(passage, match[name], match.start())


def _volume(passage: Passage, mark: str, start: int) -> Iterator[Proposal]:
    index = int(mark[1:])
    figure = passage.figure(index)
    line, at = passage.line, passage.line.index(f"<{mark}>")
    unit = figure.unit.text or ""
    if _NOT_SOLD.search(unit) or figure.is_amount_of_change or figure.value is None:
        return
    clause = line[max(line.rfind("¦", 0, at), line.rfind(" ; ", 0, at), 0) : at]
    if OUTLOOK.search(clause):
        return
    head = min(start, at)
    told = line[head : at + 60].replace("_", " ")
    measure = _measure(told)
    if measure is None:
        return
    product = _product(passage, figure.verbatim, at)
    party = _party(passage, head, at)
    if party is None and product is not None:
        party = passage.names.maker(product)
    if party is None and product is None:
        return
    keys = {"measure": measure}
    if party is not None:
        keys["party"] = party
    if product is not None:
        keys["product"] = passage.names.whole(product)
    scope = _SCOPE.search(passage.clause(index))
    if scope is not None:
        keys["scope"] = " ".join(next(each for each in scope.groups() if each).split())
    within = _WITHIN.match(line, at + len(mark) + 3)
    if within is not None:
        more = {"launch": "yes"} if _LAUNCH.search(within["behind"]) else {}
        length = int(within["within"][1:])
        keys["within"] = passage.figure(length).verbatim
        count = Proposal("volumes", keys, ("count",), index, passage, None, "", more)
        yield count
        yield Proposal("volumes", keys, ("within",), length, passage, None, "", more)
        return
    period = passage.period(index)
    if period is None:
        return
    yield Proposal("volumes", keys, ("count",), index, passage, period, "period")
    earlier = passage.earlier(mark, "cn")
    if earlier is not None and earlier[1].last < period.first:
        yield Proposal("volumes", keys, ("count",), earlier[0], passage, earlier[1], "period")


def _measure(told: str) -> str | None:
    for names in (_NOUNS, _VERBS):
        for name in sorted(names, key=len, reverse=True):
            if re.search(rf"\b{name.replace('_', ' ')}\b", told):
                return names[name]
    return None


def _party(passage: Passage, head: int, at: int) -> str | None:
    """Whose volume it is: the subject's, or that of whom the measure names; else of whom the
    sentences before tell."""
    by = re.search(r"(?:by|of|at|for) (?:the )?<(o\d+)> ", passage.line[head:at])
    if by is not None:
        return passage.party(by[1])
    subject = passage.subject(head)
    if subject is not None:
        return subject
    owner = [
        mark
        for mark, where in passage.marks("o")
        if where < head and passage.line.startswith("'s", where + len(mark) + 3)
    ]
    if owner:
        return passage.party(owner[-1])
    return passage.topic if not passage.marks("o") else None


def _product(passage: Passage, printed: str, at: int) -> str | None:
    inside = passage.names.product_in(printed)
    if inside is not None:
        return inside.product
    near = [mark for mark, where in passage.marks("t") if where < at]
    if near:
        return passage.mention(near[-1]).product
    behind = re.match(r"<\w\d+> (?:of )?(?:the |its |a )?<(t\d+)> ", passage.line[at:])
    return passage.mention(behind[1]).product if behind else None


def growth(passage: Passage, found: list[Proposal]) -> Iterator[Proposal]:
    """Growth of the volume that the sentence tells, or of a party's volume without its count."""
    counts = [each for each in found if each.section == "volumes" and each.field == ("count",)]
    for mark, at in passage.marks("gw"):
        index = int(mark[1:])
        if passage.figure(index).kind != "growth" or OUTLOOK.search(passage.line[:at]):
            continue
        metrics = _METRIC.findall(passage.line[:at].replace("_", " "))
        if metrics and metrics[-1] in _MONEY_WORDS.split("|"):
            continue
        own = _latest(counts)
        if len(own) == 1:
            yield Proposal(
                "growth",
                {},
                ("growth",),
                index,
                passage,
                None,
                "",
                of={"of": own[0]},
                as_change=True,
            )
            continue
        of = None if own else _untold(passage, index, at)
        if of is None:
            continue
        yield Proposal(
            "growth", {}, ("growth",), index, passage, None, "", of={"of": of}, as_change=True
        )


def _latest(counts: list[Proposal]) -> list[Proposal]:
    """The volumes of the sentence, without what one of them is compared with: the same of an
    earlier period."""
    dated = [(each, each.period) for each in counts if each.period is not None]
    return [
        each
        for each, period in dated
        if not any(other.keys == each.keys and later.first > period.last for other, later in dated)
    ]


def _untold(passage: Passage, index: int, at: int) -> Proposal | None:
    """The volume that a sentence names without its count: whose it is, and of which period."""
    before = passage.line[:at]
    metrics = _METRIC.findall(before)
    period = passage.period(index)
    if not metrics or metrics[-1] in _MONEY_WORDS.split("|") or period is None:
        return None
    noun = metrics[-1]
    if passage.marks("m") and noun == "sales":
        return None
    party = _party(passage, before.rindex(noun), at)
    if party is None or period.last - period.first < timedelta(days=25):
        return None
    keys = {"measure": _NOUNS[noun.replace(" ", "_")], "party": party}
    scope = _SCOPE.search(passage.clause(index))
    if scope is not None:
        keys["scope"] = " ".join(next(each for each in scope.groups() if each).split())
    return Proposal("volumes", keys, ("count",), -1, passage, period, "period")


def ratios(passage: Passage, found: list[Proposal]) -> Iterator[Proposal]:
    """What part or multiple of another party's volume the one that the sentence tells is."""
    counts = _latest([each for each in found if each.field == ("count",)])
    if len(counts) > 1:
        return
    for template in _PEER:
        for match in pattern(template).finditer(passage.line):
            index = int(match["ratio"][1:])
            own = counts[0] if counts else _untold(passage, index, match.start("ratio"))
            peer = passage.party(match["peer"])
            if own is None or own.period is None or peer in (None, own.keys.get("party")):
                continue
            assert peer is not None
            keys = {name: own.keys[name] for name in ("measure", "scope") if name in own.keys}
            keys["party"] = peer
            other = Proposal("volumes", keys, ("count",), -1, passage, own.period, "period")
            yield Proposal(
                "ratios",
                {},
                ("ratio",),
                index,
                passage,
                None,
                "",
                of={"of": own, "to": other},
            )
