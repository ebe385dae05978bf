"""What a test can give of a relation.

*Holds*: the printed figures allow it. *Doubtful*: only in a reading that the message names.
*Wrong*: no reading of the text can be right. *Untestable*: the words put the figures into relation
and the text does not say enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Verdict = Literal["holds", "doubtful", "wrong", "untestable"]

VERDICTS: tuple[Verdict, ...] = ("wrong", "doubtful", "untestable", "holds")
"""The gravest first."""


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The gravest of some verdicts, of which there is at least one.

    >>> worst(["holds", "doubtful"])
    'doubtful'
    """
    return min(verdicts, key=VERDICTS.index)
