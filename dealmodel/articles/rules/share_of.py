"""``share-of``: a part, its whole, and the percentage that it is said to be."""

from __future__ import annotations

from dealmodel.articles.alike import aligned, are_unlike
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.testing import compared, untestable
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
    if figures["share"].kind == "growth" and _OF_CHANGE.search(found.line, found.at["share"]):
        return None
    if (figures["share"].value or 0) < 0:
        return None
    pair = aligned(figures["part"], figures["whole"])
    if pair is None:
        return untestable("the part and the whole are not of one unit")
    if are_unlike(*pair):
        return None
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
_OF_CHANGE = lazy_pattern(
    r"<[a-z]\d+> (?:[↑↓]?(?:more|less|fewer|higher|lower|above|below|cheaper|larger|bigger)) "
)
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
        f"{_AMOUNT} ~ of ~ {{whole}} ~~ @A ~ share|proportion|rate ~ {_SAID}",
        "{said:pf} ~ -? or? {share:pf}",
        "{said:pf} ~+ or {share:pf}",
        f"{{whole}} ~+ by {_CALLED} ,? (? or {_AMOUNT}",
        f"{_SAID} ~ -? ,? or {_AMOUNT} ~ of|out_of ~ {{whole}}",
        # A, or C %, of B; A, or C % of its workforce of B; A (C % of B)
        f"{_AMOUNT} ~ ,? (? @OR {_CALLED} ,? )? of ~ {{whole}}",
        f"{_AMOUNT} ~ - {_SAID} of ~ {{whole}}",
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
    frames=(
        Frame(
            cues=(
                (
                    f"@IS ~w {_SAID}",
                    f", ~w @OR {_SAID}",
                    f"( {_SAID}",
                    f"- {_SAID} -",
                    f"or {_CALLED}",
                ),
                (
                    "of|among|out_of|in ~w {whole} ~w total|in_all|overall|altogether|outstanding",
                    "total|workforce|staff|headcount|budget|portfolio ~ of|at|was|is ~w {whole}",
                    "employs|employed|employing|has|had ~w {whole} workers|staff|employees|people",
                    "of|among|out_of @WHOSE ~w {whole}",
                    "of|among|out_of {whole}",
                ),
            ),
            rest="part",
            rest_sorts="mcnx",
            alike=("part", "whole"),
            is_of_one_noun=False,
            within="sentence",
        ),
        Frame(
            cues=((f", {_SAID} of ~w {{whole}}", f", {_SAID} of @WHOSE ~w {{whole}}"),),
            rest="part",
            rest_sorts="mcnx",
            alike=("part", "whole"),
            is_of_one_noun=False,
            within="sentence",
        ),
        Frame(
            cues=(
                (
                    f"{_AMOUNT} of them|those|these|whom|which ,? -? (? ~w {{share:pf}} -|,|)",
                    f"{{share:f}} of them|those|these ~w ,? (? @OR ~w {_AMOUNT}",
                    f"{_AMOUNT} ~w ,? (? @A|@OR|@IS ~w {_SAID} ,? of|out_of "
                    "it|all|the|its|total|group|revenue|revenues|sales",
                ),
            ),
            rest="whole",
            rest_sorts="mcn",
            alike=("part", "whole"),
            is_of_one_noun=False,
            within="sentence",
        ),
        Frame(
            cues=(
                (
                    "amount|amounts|amounted|comes|came|equal|equivalent|equals to? ~w {share:pf}",
                    "that|this|it|which is|was|represents|makes_up ~w {share:pf}",
                ),
                ("{share:pf} of @WHOSE ~w {whole:cnm}", "{share:pf} of ~w {whole:cnm}"),
            ),
            rest="part",
            rest_sorts="mcnx",
            alike=("part", "whole"),
            is_of_one_noun=False,
            within="sentence before",
        ),
    ),
    test=_test,
    holds=(
        "It cut 1,200 jobs, or about 10% of its workforce of 12,000.",
        "Of the 200 staff, 50 (25%) will go.",
        "It sold 120 of 400 planes, or 30%.",
        "The fund owns 30 million, or 15%, of the 200 million shares.",
        "It has 800 shops. In Wales it has 200, or 25% of the total.",
        "The bank wrote off $30 million. That amounts to 12% of its $250 million of loans.",
        "Women hold 30 of the seats, a third of all 90 on the board.",
    ),
    fails=(
        "It cut 1,200 jobs, or about 20% of its workforce of 12,000.",
        "Of the 200 staff, 50 (35%) will go.",
        "It sold 120 of 400 planes, or 40%.",
        "It has 800 shops, and 200 of them (35%) are in Wales.",
        "The bank wrote off $30 million. That amounts to 22% of its $250 million of loans.",
    ),
    tempts=(
        "It cut 1,200 jobs, and shares rose 20% in a market of 12,000 brokers.",
        "It sold 120 planes, 30% more than a year ago.",
        "It has 800 shops. Sales in Wales rose 25% to $200 million.",
    ),
)
