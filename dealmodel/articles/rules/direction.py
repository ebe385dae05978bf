"""``growth`` without its percentage: what is said to have risen is now more, and what fell less."""

from __future__ import annotations

from dealmodel.articles.alike import aligned, are_unlike
from dealmodel.articles.readings import close, wide
from dealmodel.articles.relation import Expected
from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.rules.growth import is_of_others
from dealmodel.figures.bounds import Bounds

_OTHER_WAY = (
    *("negative", "dollar", "yen", "against the", "to the euro", "currency"),
    *("ranking", "rank", "place", "position", "spread"),
)
"""What can rise while its number falls, or is told by two numbers of which one is below 0."""


def _test(found: Found) -> Outcome | None:
    pair = aligned(found.figures["later"], found.figures["earlier"])
    if pair is None:
        return None
    later, earlier = pair
    if (later.per is None) != (earlier.per is None) or are_unlike(later, earlier):
        return None
    rose = "@UP" in found.template
    if is_of_others(found) or any(word in found.line for word in _OTHER_WAY):
        return None
    if "loss" in found.line and "profit" in found.line:
        return None
    verb = "rose" if rose else "fell"
    told = (
        f"{' '.join(found.figures['earlier'].verbatim.split())} to "
        f"{' '.join(found.figures['later'].verbatim.split())}: {verb}"
    )
    limit = close(earlier)
    allowed = Bounds(limit.low, None) if rose else Bounds(None, limit.high)
    expected = Expected(earlier.value, allowed, found.figures["later"].unit.text)
    near, far = (_can(rose, read(later), read(earlier)) for read in (close, wide))
    if near:
        return Outcome("holds", told, expected)
    other = "fell" if rose else "rose"
    remedies = (f"{other} instead of {verb}", "the two figures in the other order")
    if far:
        why = "the two are the same but for their rounding"
        return Outcome("doubtful", f"{told}; {why}", expected, remedies, why)
    return Outcome(
        "wrong", f"{told} is said, and the later figure is the other way", expected, remedies
    )


def _can(rose: bool, later: Bounds, earlier: Bounds) -> bool:
    """Whether the later can be beyond the earlier."""
    if not rose:
        later, earlier = earlier, later
    return later.high is None or earlier.low is None or later.high > earlier.low


RULE = Rule(
    kind="growth",
    definition="what rose is more than before, what fell is less",
    tolerance="the rounding of the two amounts",
    order=80,
    patterns=(
        "@UP ~1 to {later:mcnup} ~~ @FROM ~ {earlier:mcnup}",
        "@DOWN ~1 to {later:mcnup} ~~ @FROM ~ {earlier:mcnup}",
        "@UP ~1 from {earlier:mcnup} ~~ to {later:mcnup}",
        "@DOWN ~1 from {earlier:mcnup} ~~ to {later:mcnup}",
        "{later:mcnup} ~ ,? (? @UP from {earlier:mcnup}",
        "{later:mcnup} ~ ,? (? @DOWN from {earlier:mcnup}",
    ),
    test=_test,
    holds=(
        "Revenue rose to $5.6 billion from $5.0 billion.",
        "It cut its forecast from 120,000 cars to 110,000.",
        "Deliveries were 13,900 boats, up from 12,500 in 2022.",
    ),
    fails=(
        "Revenue rose to $5.0 billion from $5.6 billion.",
        "Deliveries fell from 12,500 to 13,900 in a year.",
        "Deliveries were 12,500 boats, up from 13,900 in 2022.",
    ),
    tempts=(
        "Its profit fell to a loss of $5 million from a profit of $3 million.",
        "It rose from third to first place.",
        "Its rank fell from 12th to 13th place.",
    ),
)
