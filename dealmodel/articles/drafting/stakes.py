"""Stakes, ventures and whole companies that are bought: who holds how much of whom, at what price.

A share needs an owner, a company and the word of a holding ("stake", "held by", "shareholder").
What was paid is the amount behind "for", in a sentence with one such share. A company that is a
joint venture has its holders in its own record. A company bought whole is a deal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealmodel.articles.drafting.passages import Passage
from dealmodel.articles.drafting.proposal import Proposal
from dealmodel.articles.phrases import pattern
from dealmodel.figures.wholes import is_of_a_class, is_of_votes

_GETS = (
    "bought|buys|buy|buying|acquired|acquires|acquire|acquiring|purchased|purchases|purchase|"
    "purchasing|took|takes|take|taking|secured|secures|picked_up|snapped_up|obtained|gained|gets|"
    "acquisition_of|purchase_of"
)
_HAS = (
    "holds|hold|held|holding|owns|own|owned|owning|has|had|have|controls|controlled|retains|retain|"
    "keeps|keep"
)
_STAKE = "stake|shareholding|interest|holding|shares|equity|stakes"
_BY = "owned|held|controlled|shared"

HOLDINGS = (
    f"{{investor:o}} 's {{share:pf}} ~w {_STAKE} in|of ~w {{investee:o}}",
    "{investor:o} ,? ~w {share:pfe} shareholder|stakeholder|owner in|of ~w {investee:o}",
    "{investee:o} 's {share:pf} shareholder|stakeholder|owner ,? {investor:o}",
    f"{{investee:o}} ~o {{first:pf}} {_BY} by ~w {{other:o}} ,? and|while? ~w {{share:pf}} by? "
    f"{_BY}|by? by? ~w {{investor:o}}",
    f"{{investee:o}} ~o {_BY} {{first:pf}} by ~w {{other:o}} ,? and? ~w {{share:pf}} by ~w "
    "{investor:o}",
    f"{{investee:o}} ,? ¦which|which is|was ~w {{share:pf}} {_BY} by ~w {{investor:o}}",
    f"{{investee:o}} ~o {{share:pf}} {_BY} by ~w {{investor:o}}",
    f"{{investee:o}} ~o {_BY} {{share:pf}} by ~w {{investor:o}}",
    f"{{investee:o}} ,? in|of ¦which|which {{investor:o}} ~w {_HAS} ~w {{share:pfe}}",
    f"{{investee:o}} ,? in|of which {{other:o}} ~w {_HAS} ~w {{first:pfe}} ,? and|while "
    "{investor:o} ~w {share:pfe}",
    f"{{share:pfe}} ~w {_STAKE} in|of ~w {{investee:o}} ~o {_GETS}|{_HAS}|sold by ~w "
    "{investor:o}",
    f"{{seller:o}} ~o sold|sells|sell|selling ~w {{share:pfe}} ~w {_STAKE} in|of ~w {{investee:o}} "
    "~w to ~w {investor:o}",
    "{seller:o} ~o sold|sells|sell|selling ~w {share:pfe} of ~w {investee:o} ~w to ~w {investor:o}",
)
"""Where the words name both, in the order in which they are tried."""

_DONE = f"{_GETS}|{_HAS}"
ACTS = (
    f"{_DONE} ~w {{share:pfe}} ~w {_STAKE}|ownership in|of ~w {{investee:o}}",
    f"{_DONE} ~w {{share:pfe}} of ~w {{investee:o}}",
    f"{_DONE} ~w {{first:pf}} ~w in|of ~w {{other:o}} ,? and ~w {{share:pf}} ~w in|of ~w "
    "{investee:o}",
    f"{_DONE} ~w {_STAKE} of ~w {{share:pfe}} in ~w {{investee:o}}",
    f"pay|paid|pays|paying ~w {{paid:m}} for ~w {{share:pfe}} ~w {_STAKE}? in|of ~w {{investee:o}}",
    "invest|invested|invests|investing ~w {paid:m} in ~w {investee:o} ~w for|giving ~w {share:pfe}",
)
"""What the subject of a sentence does."""

SHARES = (
    f"{_GETS}|holds|owns ~w {{shares:c}} ~w in|of|from ~w {{investee:o}} ~w at {{price:u}}",
    f"{_GETS}|holds|owns ~w {{shares:c}} ~w at {{price:u}} in|of ~w {{investee:o}}",
    f"{_GETS}|holds|owns ~w {{shares:c}} ~w in|of ~w {{investee:o}}",
)

CHANGES = (
    f"{_HAS} ~w {{after:p}} ~w in|of ~w {{investee:o}} ,? up|down from {{before:p}}",
    f"@UP|@DOWN ~w {_STAKE} in ~w {{investee:o}} ~w to {{after:p}} from {{before:p}}",
    f"@UP|@DOWN ~w {_STAKE} in ~w {{investee:o}} from {{before:p}} to {{after:p}}",
    f"@UP|@DOWN ~w {_STAKE} in ~w {{investee:o}} ~w to {{after:p}}",
)

VALUES = (
    ("enterprise_value", "enterprise_value of {value:m}"),
    ("pre_money", "pre-money ~w {value:m}"),
    ("equity_value", "valuing|values|valued|value ~o at ~w {value:m}"),
    ("equity_value", "valuation|value|market_value of ~w {value:m}"),
    ("equity_value", "post-money ~w {value:m}"),
)

_TAKEOVER = "takeover|acquisition|purchase|buyout|merger"
DEALS = (
    f"{_GETS} ~o {{target:o}} ~w for ~w {{paid:mu}}",
    f"{_GETS} ~o {{target:o}} in ~w {{paid:m}} ~w deal|transaction|takeover",
    f"{_GETS} ~o {{target:o}} ~o worth|valued_at ~w {{paid:m}}",
    f"{{acquirer:o}} 's {{paid:m}} ~w {_TAKEOVER} of ~w {{target:o}}",
    f"{{paid:m}} ~w {_TAKEOVER} of ~w {{target:o}} by ~w {{acquirer:o}}",
    f"{_TAKEOVER} of ~w {{target:o}} by ~w {{acquirer:o}} ~w for|worth ~w {{paid:mu}}",
)
_PAID = re.compile(
    r"(?:[^ <>|¦.!?;][^ <>|]* |<[ot]\d+> ){0,14}?for "
    r"(?:[a-z][^ <>]* ){0,4}?<(?P<paid>[me]\d+)> "
)
_GIVEN_UP = re.compile(
    r"\b(?:sold|sell|sells|selling|sale|divest\w*|offload\w*|dispos\w*|cut|reduc\w*|lost|denied|"
    r"rejected|not|no|than)\b"
)
HOLDING = re.compile(r"\b(?:stakes?|shareholding|shares|buy|acquire|takeover)\b")
"""What a sentence on a stake speaks of, whether it is placed or not."""
OPEN = re.compile(
    r"\b(?:talks|consider\w*|explor\w*|weigh\w*|mull\w*|could|may|might|plans?|planning|seeks?|"
    r"seeking|interested|offer\w*|bid|propos\w*|option|right|rumou?r\w*|if|denied|denies|failed|"
    r"abandoned|scrapped|dropped|wants?|hopes?|aims?|not|never)\b"
)
"""What is not done, nor agreed: talks and plans are no stake."""
_FAR = 50
_MAKER = re.compile(r"(?:maker|owner|parent|operator|brand|unit|shares?|stock|bonds?|cars?) ")
_PREMIUM = re.compile(r"\b(?:premium|discount) of (?:[a-z]+ ){0,2}$")
_PREMIUM_BEHIND = re.compile(r"(?:[a-z]+ )?(?:premium|discount)\b")
_VALUE_BETWEEN = re.compile(r"\b(?:valu|pre-money|post-money|which|revenue|sales|profit)")


def stakes(passage: Passage, _found: list[Proposal]) -> Iterator[Proposal]:
    """Who holds what share of whom."""
    line = passage.line
    for template in HOLDINGS:
        # Of several names before the words of a holding the nearest is meant.
        for match in reversed(list(pattern(template).finditer(line))):
            investor, investee = passage.party(match["investor"]), passage.party(match["investee"])
            is_held = "by" in template.split() and match.start("investee") < match.start("share")
            if is_held and not passage.mention(match["investee"]).is_subject:
                continue
            seller = match.groupdict().get("seller")
            if seller is not None and OPEN.search(line[match.start() : match.end("investor")]):
                continue
            if investor is not None and investee is not None and investor != investee:
                yield from _stake(passage, match, investor, investee, passage.party(seller))
    for template in CHANGES:
        for match in pattern(template).finditer(line):
            investor, investee = passage.subject(match.start()), passage.party(match["investee"])
            is_open = OPEN.search(line[max(0, match.start() - _FAR) : match.start("after")])
            if is_open or investor is None or investee in (None, investor):
                continue
            assert investee is not None
            for name in ("after", "before"):
                if match.groupdict().get(name):
                    yield _held(passage, investor, investee, name, int(match[name][1:]))
    for template in ACTS:
        for match in pattern(template).finditer(line):
            investor, investee = passage.subject(match.start()), passage.party(match["investee"])
            is_given_up = _GIVEN_UP.search(line[match.start() : match.start("share")])
            if is_given_up or investor is None or investee in (None, investor):
                continue
            if OPEN.search(line[max(0, match.start() - _FAR) : match.start("share")]):
                continue
            assert investee is not None
            yield from _stake(passage, match, investor, investee, None)
    yield from _of_shares(passage)
    yield from _splits(passage)
    yield from _sides(passage)


def _of_shares(passage: Passage) -> Iterator[Proposal]:
    """How many shares somebody gets, and the price of one."""
    for template in SHARES:
        for match in pattern(template).finditer(passage.line):
            investor, investee = passage.subject(match.start()), passage.party(match["investee"])
            index = int(match["shares"][1:])
            is_of_shares = "share" in (passage.figure(index).unit.text or "")
            if not is_of_shares or investor is None or investee in (None, investor):
                continue
            assert investee is not None
            yield _held(passage, investor, investee, "shares", index)
            price = match.groupdict().get("price")
            if price is not None:
                yield _held(passage, investor, investee, "price_per_share", int(price[1:]))


def _stake(
    passage: Passage, match: re.Match[str], investor: str, investee: str, seller: str | None
) -> Iterator[Proposal]:
    share = int(match["share"][1:])
    figure = passage.figure(share)
    if figure.kind not in ("share", "ratio") or is_of_a_class(figure.of or ""):
        return
    of_votes = is_of_votes(figure.of or "")
    if investee in passage.names.ventures:
        yield Proposal(
            "joint_ventures",
            {"party": investee},
            ("votes" if of_votes else "holders", investor),
            share,
            passage,
            passage.period(share),
            "",
        )
        return
    yield _held(passage, investor, investee, "votes" if of_votes else "share", share, seller)
    paid = match.groupdict().get("paid")
    shares = [mark for mark, _ in passage.marks("pf")]
    if paid is None and len(shares) == 1:
        end = passage.line.index(f"<{match['share']}>")
        behind = _PAID.match(passage.line, end + len(match["share"]) + 3)
        if behind is not None and not _VALUE_BETWEEN.search(behind[0]):
            paid = behind["paid"]
    if paid is not None and passage.figure(int(paid[1:])).kind == "money":
        yield _held(passage, investor, investee, "paid", int(paid[1:]), seller)
    if len(shares) == 1:
        for name, template in VALUES:
            for value in pattern(template).finditer(passage.line):
                if value["value"] != paid:
                    yield _held(passage, investor, investee, name, int(value["value"][1:]), seller)


def _held(
    passage: Passage, investor: str, investee: str, name: str, index: int, seller: str | None = None
) -> Proposal:
    more = {} if seller in (None, investor, investee) else {"seller": str(seller)}
    keys = {"investor": investor, "investee": investee}
    return Proposal("stakes", keys, (name,), index, passage, passage.period(index), more=more)


_SPLIT = (
    "{first:p} - {second:p} ~w joint_venture|venture ~w between|of|by {one:o} and {other:o}",
    "{first:p} {second:p} ~w joint_venture|venture ~w between|of|by {one:o} and {other:o}",
    f"{_BY} ~w {{first:p}} {{second:p}} by {{one:o}} and {{other:o}}",
)


_SIDES = (
    f"{{one:o}} ~w {_HAS} ~w {{first:pf}} ,? and|while ~w {{other:o}} ~w {{second:pf}} in|of "
    "~w ,? {venture:o}",
    "joint_venture|venture of|between ~w {one:o} ,? ¦which|which ~w holds|owns|hold {first:pf} ,? "
    "and ~w {other:o} ,? ¦which|which ~w holds|owns|hold {second:pf}",
)


def _sides(passage: Passage) -> Iterator[Proposal]:
    """Both holders of a venture that one sentence tells of ("A will hold 51% and B 49% of C")."""
    ventures = {each.party for each in passage.mentions} & passage.names.ventures
    if len(ventures) != 1:
        return
    (venture,) = ventures
    for template in _SIDES:
        for match in pattern(template).finditer(passage.line):
            if OPEN.search(passage.line[match.start() : match.end("second")]):
                continue
            if passage.party(match.groupdict().get("venture")) not in (None, venture):
                continue
            for holder, share in (("one", "first"), ("other", "second")):
                party, index = passage.party(match[holder]), int(match[share][1:])
                if party is not None and party != venture:
                    yield Proposal(
                        "joint_ventures",
                        {"party": str(venture)},
                        ("holders", party),
                        index,
                        passage,
                        passage.period(index),
                        "",
                    )


def _splits(passage: Passage) -> Iterator[Proposal]:
    """The sides of a split ("a 51:49 joint venture of A and B"), for a venture that is named."""
    for template in _SPLIT:
        for match in pattern(template).finditer(passage.line):
            venture = next(
                (each.party for each in passage.mentions if each.party in passage.names.ventures),
                None,
            )
            if venture is None:
                continue
            for holder, share in (("one", "first"), ("other", "second")):
                party, index = passage.party(match[holder]), int(match[share][1:])
                if party is not None and party != venture:
                    yield Proposal(
                        "joint_ventures",
                        {"party": venture},
                        ("holders", party),
                        index,
                        passage,
                        passage.period(index),
                        "",
                    )


def deals(passage: Passage, _found: list[Proposal]) -> Iterator[Proposal]:
    """What is paid for a whole company, and the fee for not buying it."""
    if not all(_is_premium(passage.line, mark, at) for mark, at in passage.marks("pf")):
        return
    for template in DEALS:
        for match in pattern(template).finditer(passage.line):
            named = match.groupdict().get("acquirer")
            acquirer = passage.party(named) if named else passage.subject(match.start())
            target = passage.party(match["target"])
            if acquirer is None or target is None or acquirer == target:
                continue
            if _MAKER.match(passage.line, match.end("target") + 2):
                continue
            if OPEN.search(passage.line[max(0, match.start() - _FAR) : match.end("paid")]):
                continue
            index = int(match["paid"][1:])
            name = "price_per_share" if match["paid"][0] == "u" else "paid"
            keys = {"acquirer": acquirer, "target": target}
            yield Proposal(
                "deals",
                keys,
                (name,),
                index,
                passage,
                passage.period(index) or passage.published,
                "announced",
            )


def _is_premium(line: str, mark: str, at: int) -> bool:
    """Whether a share is how far a price is from another, and none of a company."""
    behind = _PREMIUM_BEHIND.match(line, at + len(mark) + 3)
    return behind is not None or _PREMIUM.search(line[:at]) is not None
