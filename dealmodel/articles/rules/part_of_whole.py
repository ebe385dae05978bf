"""``part-of-whole``: a part that is said to be of a whole cannot be larger."""

from __future__ import annotations

from dealmodel.articles.readings import close, wide
from dealmodel.articles.relation import Expected
from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.testing import aligned
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure

_NET = ("profit", "loss", "income", "result", "earnings", "ebit", "cash flow", "change")


def _is_net(found: Found, part: Figure, whole: Figure) -> bool:
    """Whether the whole is what is left of plus and minus, of which a part can be larger, or of
    another thing."""
    nouns = [each.unit.text for each in (part, whole) if each.kind == "count"]
    if "including" in found.template and len(nouns) == 2 and not part.unit.same_as(whole.unit):
        return True
    negative = (part.value or 0) <= 0 or (whole.value or 0) <= 0
    return negative or any(word in found.line[: found.at["whole"]] for word in _NET)


def _test(found: Found) -> Outcome | None:
    part, whole = found.figures["part"], found.figures["whole"]
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
        "{whole:mcnp} ~~ of_which ~ {part:mcnp}",
        "{whole:mcnp} ~~ , including|among_them ~ {part:mcnp}",
        "{whole:mcnp} ~ including {part:mcnp}",
        "{whole} ~~ {part:cn} of them|whom|these|those",
        "{part:mcn} of the|its|his|her|their|some|all|about? {whole}",
        "{part:mcn} -? out_of ~ {whole}",
        "of the|its|his|her|their {whole} ~ , ~ {part:cn} are|were|have|had|will|would|went|came",
    ),
    test=_test,
    holds=(
        "The fund has $4.5 billion in assets, of which $1.2 billion is in cash.",
        "It spent $30 million of its $40 million.",
        "It employs 120 people, 30 of them women.",
    ),
    fails=(
        "The fund has $4.5 billion in assets, of which $5.2 billion is in cash.",
        "It closed 45 of its 40 shops.",
    ),
    tempts=("It sold 450 cars and spent $45 million of its cash.",),
)
