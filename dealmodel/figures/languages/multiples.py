"""To how many times something grew, where a language says by what it was multiplied.

"Multiplié par trois" is three times what it was: a ratio, as "three times" is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dealmodel.figures.languages.vocabulary import Rule

_WORDS = "two three four five six seven eight nine ten".split()


def times_as_much(verb: str, hedges: Mapping[str, str], numbers: str) -> Rule:
    """The rule for a verb of multiplying; ``numbers`` are the words for 2 to 10.

    >>> rule = times_as_much("multiplié par ", {"près de": "nearly"}, "deux trois")
    >>> [
    ...     rule.edit(re.match(rule.pattern, text))
    ...     for text in ("multiplié par près de trois", "multiplié par 2,5")
    ... ]
    ['nearly three times', '2.5 times']
    """
    words = dict(zip(numbers.split(), _WORDS, strict=False))
    of_numbers, of_hedges = ("|".join(table) for table in (words, hedges))

    def edit(match: re.Match[str]) -> str:
        printed = match["factor"]
        hedge = f"{hedges[match['degree']]} " if match["degree"] else ""
        return f"{hedge}{words.get(printed) or printed.replace(',', '.')} times"

    return Rule(
        rf"(?<!\w){verb}(?:(?P<degree>{of_hedges}) )?"
        rf"(?P<factor>\d{{1,3}}(?:,\d{{1,2}})?|{of_numbers})"
        r"(?![\w]|[.,]\d| %|%)",
        edit,
    )
