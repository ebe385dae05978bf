"""What accounting and disclosure rules call a holding, each word with its rule.

A word is *stated* where the book's sources state the basis, and else *presumed* from the votes of
the owner and of whom it controls. What only bounds on both sides of a line allow is *undetermined*.

Sources: IFRS 10.B35 (control by more than half of the votes), IAS 28.5 (significant influence is
presumed from 20 % of the votes, directly or through subsidiaries), IFRS 11.7 (joint control is what
a contract says, not a percentage), Regulation (EU) 2024/1624 (AMLR), article 52 (25 % or more of
the shares, multiplied along chains and added across them).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from dealmodel.calculators.control import Votes
from dealmodel.dataclass import dataclass
from dealmodel.figures.bounds import Bounds

Influence = Literal["control", "joint control", "significant", "none", "undetermined"]
Reached = Literal["yes", "possible", "no"]

SIGNIFICANT = Fraction(20, 100)
BENEFICIAL = Fraction(25, 100)

_NOTHING = Fraction(0)
_BY_VOTES = "IFRS 10.B35: more than half of the votes"
_BY_STATEMENT = "IFRS 10.7: control, as the sources state it"
_BY_PRESUMPTION = "IAS 28.5: 20 % or more of the votes"


@dataclass(frozen=True, slots=True)
class Standing:
    """``influence`` and what the held company is to the owner: subsidiary, joint venture, associate
    or investment; no word where it is undetermined."""

    influence: Influence
    word: str | None
    is_presumed: bool
    rule: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "influence": self.influence,
            "word": self.word,
            "basis": "presumed" if self.is_presumed else "stated",
            "rule": self.rule,
        }


def standing(votes: Votes | None) -> Standing:
    """What ``votes`` make a company to the owner of the group that has them.

    >>> standing(None).word
    'investment'
    >>> votes = Votes("b", "no", Bounds(Fraction(195, 1000), Fraction(205, 1000)), "votes")
    >>> standing(votes).influence
    'undetermined'
    """
    if votes is None:
        return Standing("none", "investment", True, _BY_PRESUMPTION)
    if votes.basis == "joint control, stated":
        return Standing("joint control", "joint venture", False, "IFRS 11.7: joint control")
    if votes.control == "yes":
        if votes.basis == "votes":
            return Standing("control", "subsidiary", True, _BY_VOTES)
        return Standing("control", "subsidiary", False, _BY_STATEMENT)
    if votes.control == "possible":
        return Standing("undetermined", None, True, _BY_VOTES)
    reached = reaches(votes.bounds, SIGNIFICANT)
    if reached == "possible":
        return Standing("undetermined", None, True, _BY_PRESUMPTION)
    if reached == "yes":
        return Standing("significant", "associate", True, _BY_PRESUMPTION)
    return Standing("none", "investment", True, _BY_PRESUMPTION)


def reaches(bounds: Bounds, line: Fraction) -> Reached:
    """Whether what lies in ``bounds`` is at least ``line``.

    >>> reaches(Bounds(Fraction(1, 5), Fraction(1, 4), high_open=True), BENEFICIAL)
    'no'
    """
    least, most = bounds.low or _NOTHING, bounds.high
    if least >= line:
        return "yes"
    if most is None or most > line or (most == line and not bounds.high_open):
        return "possible"
    return "no"
