"""A book's text where others will read it: what cannot be seen in it is made visible.

Characters that cannot be seen and that change what is seen, controls and marks of direction among
them, are shown as their numbers, ``⟨U+202E⟩``, so that no name can pose as another. Joiners stay:
words of some scripts need them.
"""

from __future__ import annotations

from unicodedata import category

_JOINERS = "\u200c\u200d"
_BLANKS = "\t\n\r"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def visible(text: str) -> str:
    """``text`` with what cannot be seen in it made visible.

    >>> visible("evil\\u202egnp.exe"), visible("a\\x1b[31m")
    ('evil⟨U+202E⟩gnp.exe', 'a⟨U+001B⟩[31m')
    """
    return text if text.isprintable() else "".join(map(_seen, text))


def _seen(character: str) -> str:
    if character in _JOINERS or character in _BLANKS or category(character) not in _UNSEEN:
        return character
    return f"⟨U+{ord(character):04X}⟩"
