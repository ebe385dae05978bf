"""Number words that are put together, spelt out for the tables: 13 to 99, and their thousands.

A language that says "five-and-thirty" or "sixty-fifteen" is not read word by word, so that each of
its words stands in its table with the English one.
"""

from __future__ import annotations

from collections.abc import Callable

_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = "one two three four five six seven eight nine".split()


def english(number: int) -> str:
    """A number from 13 to 99 in English words.

    >>> english(13), english(40), english(75)
    ('thirteen', 'forty', 'seventy-five')
    """
    if number < 20:
        return _TEENS[number - 13]
    tens, unit = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_UNITS[unit - 1]}" if unit else "")


def compounds(spoken: Callable[[int], str]) -> dict[str, str]:
    """English words → those of a language, whose phrases for a number ``spoken`` gives.

    >>> compounds(lambda number: f"n{number}")["seventy-five"]
    'n75'
    """
    return {english(number): spoken(number) for number in range(13, 100)}


def thousands(spoken: Callable[[int], str], ending: str) -> dict[str, str]:
    """The same with thousands, where a language writes them in one word ("fünfzigtausend")."""
    return {f"{english(number)} thousand": spoken(number) + ending for number in range(13, 100)}
