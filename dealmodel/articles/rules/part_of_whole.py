"""``part-of-whole``: a part that is said to be of a whole cannot be larger."""

from __future__ import annotations

from dealmodel.articles.alike import aligned, noun_of
from dealmodel.articles.readings import close, numeral, wide
from dealmodel.articles.relation import Expected
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure

_NET = ("profit", "loss", "income", "result", "earnings", "ebit", "cash flow", "change")


def _is_net(found: Found, part: Figure, whole: Figure) -> bool:
    """Whether the whole is what is left of plus and minus, of which a part can be larger, or of
    another thing."""
    if numeral(whole) is None and numeral(part) is not None:
        return True  # two carriers, and 12 of the planes
    between = found.line[found.at["part"] : found.at["whole"]]
    if between.endswith("> of ") and len({noun_of(part), noun_of(whole)} - {""}) > 1:
        return True  # 40 planes of 30 seats
    nouns = [each.unit.text for each in (part, whole) if each.kind == "count"]
    if "including" in found.template and len(nouns) == 2 and not part.unit.same_as(whole.unit):
        return True
    negative = (part.value or 0) <= 0 or (whole.value or 0) <= 0
    return negative or any(word in found.line[: found.at["whole"]] for word in _NET)


def _test(found: Found) -> Outcome | None:
    part, whole = found.figures["part"], found.figures["whole"]
    if (part.kind == "money") != (whole.kind == "money") and "of_which" not in found.template:
        return None
    if part.unit.currency and whole.kind in ("count", "share"):
        return None
    if part.kind == "share" and whole.kind == "share" and " of_which" not in found.template:
        return None
    pair = aligned(part, whole)
    if pair is None or _is_net(found, part, whole):
        return None
    part, whole = pair
    bounds = close(whole)
    high = bounds.high
    expected = Expected(None, Bounds(None, high), found.figures["whole"].unit.text)
    told = (
        f"{' '.join(found.figures['part'].verbatim.split())} of "
        f"{' '.join(found.figures['whole'].verbatim.split())}"
    )
    least, most = close(part).low, high
    if least is None or most is None or least <= most:
        return Outcome("holds", told, expected)
    least, most = wide(part).low, wide(whole).high
    remedies = ("the two figures in the other order",)
    if least is None or most is None or least <= most:
        why = "the two are the same but for their rounding"
        return Outcome("doubtful", f"{told}; {why}", expected, remedies, why)
    return Outcome("wrong", f"{told}: the part is larger than its whole", expected, remedies)


RULE = Rule(
    kind="part-of-whole",
    definition="a part is not larger than its whole",
    tolerance="the rounding of the two amounts",
    order=60,
    patterns=(
        "{whole:mcnpuvx} ~~ of_which ~ {part:mcnp}",
        "{whole:mcnpx} ~~ , including|among_them ~ {part:mcnp}",
        "{whole:mcnpx} ~ including {part:mcnp}",
        "{whole:mcnuvx} ~~ {part:cn} of them|whom|these|those",
        "{whole:mucn} ~ , {part:mucn} of it|which",
        "{part:mcn} of the|its|his|her|their|some|all|about? {whole}",
        "{part:cn} of @OWNER {whole:cn}",
        "{part:mcn} -? out_of ~ {whole}",
        "of the|its|his|her|their {whole} ~ , ~ {part:cn} are|were|have|had|will|would|went|came",
    ),
    frames=(
        Frame(
            cues=(
                (
                    "among|of them|these|those were|are ~w {part:cn}",
                    "{part:cn} of that|those|these",
                    "of the total , {part:cn}",
                ),
            ),
            rest="whole",
            rest_sorts="cn",
            alike=("part", "whole"),
            within="sentence before",
        ),
    ),
    test=_test,
    holds=(
        "The fund has $4.5 billion in assets, of which $1.2 billion is in cash.",
        "It spent $30 million of its $40 million.",
        "It employs 120 people, 30 of them women.",
        "It runs 120 hotels. Of the total, 50 are in Spain.",
    ),
    fails=(
        "The fund has $4.5 billion in assets, of which $5.2 billion is in cash.",
        "It closed 45 of its 40 shops.",
        "It runs 120 hotels. Of the total, 150 are in Spain.",
    ),
    tempts=(
        "It sold 450 cars and spent $45 million of its cash.",
        "It runs 120 hotels. Of the staff, 150 are in Spain.",
        "It ordered 40 planes of 60 seats.",
    ),
)
