"""``share-of``: a part, its whole, and the percentage that it is said to be."""

from __future__ import annotations

from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.testing import aligned, compared, untestable
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.expression import Leaf

_PART, _WHOLE, _SHARE = Leaf("part"), Leaf("whole"), Leaf("share")


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    if "said" in figures:
        if _OF_THESE.search(figures["said"].verbatim) is None:
            return None
        return compared(found, figures, "share", Leaf("said"), kind="share", is_loose=False)
    if found.at["share"] < found.at["part"] and _OF_ANOTHER.search(found.line[: found.at["share"]]):
        return None  # the share is of an amount before it
    pair = aligned(figures["part"], figures["whole"])
    if pair is None:
        return untestable("the part and the whole are not of one unit")
    figures["part"], figures["whole"] = pair
    return compared(
        found,
        figures,
        "share",
        _PART / _WHOLE,
        solved={"part": _WHOLE * _SHARE, "whole": _PART / _SHARE},
        kind="share",
    )


_OF_ANOTHER = lazy_pattern(r"<[mcnu]\d+> (?:[a-z][^ ]* ){0,4}, (?:or )?$")
_OF_THESE = lazy_pattern(r"\d.*\bof\b.*\d")
_AMOUNT = "{part:mcnx}"
_SAID = "{share:pf}"
_CALLED = "{share:pfg}"
RULE = Rule(
    kind="share-of",
    definition="share = part / whole",
    tolerance="a unit of the last digit of the percentage, and the rounding of the two amounts",
    order=25,
    patterns=(
        # A of B, or C %; A out of B (C %)
        f"{_AMOUNT} ~ of|out_of ~ {{whole}} ~~ @OR {_CALLED}",
        f"{_AMOUNT} of ~ {{whole}} ~+ or {_CALLED}",
        f"{_AMOUNT} ~ of|out_of ~ {{whole}} ~ ( {_CALLED}",
        f"{_AMOUNT} ~ of ~ {{whole}} ~~ @A ~ share|proportion|rate ~ {_SAID}",
        "{said:pf} ~ -? or? {share:pf}",
        "{said:pf} ~+ or {share:pf}",
        f"{_AMOUNT} ~ among ~ {{whole}} ~ ,? (? or {_CALLED}",
        f"{{whole}} ~+ by {_CALLED} ,? (? or {_AMOUNT}",
        f"{_SAID} ~ -? or {_AMOUNT} of ~ {{whole}}",
        # A, or C %, of B; A, or C % of its workforce of B; A (C % of B)
        f"{_AMOUNT} ~ ,? (? @OR {_CALLED} ,? )? of ~ {{whole}}",
        f"{_AMOUNT} ~ , {_SAID} of ~ {{whole}}",
        f"{_AMOUNT} ~ - {_SAID} of ~ {{whole}}",
        f"{_AMOUNT} ~ ( {_SAID} of ~ {{whole}}",
        f"{_AMOUNT} ~ ( {_CALLED} ) ~ of ~ {{whole}}",
        f"{_AMOUNT} ~ ,? (? @OR {_CALLED} ,? )? of ~~ "
        "{whole} workers|employees|staff|people|total|shares|jobs",
        f"{_AMOUNT} ~ @IS {_SAID} of ~ {{whole}}",
        f"employs|employing|workforce_of|staff_of|employed ~ {{whole}} ~+ {_AMOUNT} ~ ,? (? "
        f"@OR|@IS? {_CALLED} of ~ @STAFF",
        f"{_AMOUNT} ~ ,? (? @OR|@IS? {_CALLED} of ~ @STAFF ~~ // ~+ "
        "employs|workforce_of|staff_of ~ {whole}",
        f"employs|employing|workforce_of|staff_of ~ {{whole}} ~~ // ~+ {_AMOUNT} ~ ,? (? @OR|@IS? "
        f"{_CALLED} of ~ @STAFF",
        # C % of B, or A; C % (A) of B
        f"{_SAID} of ~ {{whole}} ~~ or|that_is|i.e|namely {_AMOUNT}",
        f"{_SAID} of ~ {{whole}} ~ ( {_AMOUNT}",
        f"{_SAID} of ~ {{whole}} , {_AMOUNT} ,",
        "{part:c} , a|an {share:p} stake|interest|holding ~+ {whole:c} ~ "
        "outstanding|in_issue|in_all",
        "{whole:m} fund|portfolio|budget|programme|program|package ~+ {share:p} of its|the ~ ,? (? "
        "or {part:m}",
        f"{_SAID} ,? (? or {_AMOUNT} ,? )? of ~ {{whole}}",
        f"{_SAID} ( {_AMOUNT} ~ ) of ~ {{whole}}",
        f"{_SAID} ( {_AMOUNT} ~ of|out_of ~ {{whole}}",
        f"{_SAID} - {_AMOUNT} ~ -? of ~ {{whole}}",
        # of B, A (C %); B, of which A, or C %
        f"of ~ {{whole}} ~ , ~ {_AMOUNT} ~ ,? (? or? {_CALLED}",
        f"of ~ {{whole}} ~ , ~ {_SAID} ,? (? or {_AMOUNT}",
        f"of ~ {{whole}} ~ , ~ {_SAID} ( {_AMOUNT}",
        f"{{whole}} ~~ of_which {_AMOUNT} ~ ,? (? or? {_CALLED}",
        f"{{whole}} ~~ of_which {_SAID} ,? (? or? {_AMOUNT}",
        f"{{whole}} ~~ {_AMOUNT} ~ ,? (? or {_CALLED} of them|it|that|those|the_total",
    ),
    test=_test,
    holds=(
        "It cut 1,200 jobs, or about 10% of its workforce of 12,000.",
        "Of the 200 staff, 50 (25%) will go.",
        "It sold 120 of 400 planes, or 30%.",
        "The fund owns 30 million, or 15%, of the 200 million shares.",
    ),
    fails=(
        "It cut 1,200 jobs, or about 20% of its workforce of 12,000.",
        "Of the 200 staff, 50 (35%) will go.",
        "It sold 120 of 400 planes, or 40%.",
    ),
    tempts=(
        "It cut 1,200 jobs, and shares rose 20% in a market of 12,000 brokers.",
        "It sold 120 planes, 30% more than a year ago.",
    ),
)
