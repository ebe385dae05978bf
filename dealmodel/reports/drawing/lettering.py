"""Text in a picture: made plain, measured and broken into lines, without a font at hand.

Policy: widths are those of the wider of two usual sans-serif fonts, so that text fits its box in
most others too; what is not ASCII counts as what it is made of, or as a wide letter. A width is a
whole number of thousandths of the font's size. Lines break at spaces; in a word only where it is
too long for a line, and never before a combining mark.

Limits: no kerning, no ligatures; a font much wider than usual may come to touch its box.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from unicodedata import category, combining, east_asian_width, normalize

_WIDTHS = {
    character: width
    for width, characters in (
        (300, "'Iijl"),
        (350, " ,./:;\\|"),
        (400, "!()-[]ft"),
        (450, "r"),
        (500, '"*J`'),
        (550, "csz"),
        (600, "?L_kvxy"),
        (650, "$0123456789FTabdeghnopqu{}"),
        (700, "ABEKPSVXYZ"),
        (750, "CNRU"),
        (800, "&DGHOQ"),
        (850, "#+<=>^w~"),
        (900, "M"),
        (950, "%"),
        (1000, "Wm"),
        (1050, "@"),
    )
    for character in characters
} | {"\N{ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM}": 9000}
_SMALL, _OTHER, _CJK, _PICTURE, _BEYOND = 750, 900, 1050, 1350, 2000
_NARROW_SCRIPTS = range(0x590, 0x900)  # Hebrew, Arabic and their neighbours
_MARKS = 3
ELLIPSIS = "…"


def plain(text: str) -> str:
    """``text`` in one line, of characters that are seen and that XML 1.0 has.

    Marks that stack up on one letter are cut to a few.

    >>> plain("Alfa\\n  Romeo\\u202e\\x1b[31m")
    'Alfa Romeo[31m'
    """
    parts = (_seen(part) for part in text.split())
    return " ".join(part for part in parts if part)


def _seen(word: str) -> str:
    """The characters of ``word`` that are seen, of the marks on one letter the first few."""
    seen = (each for each in word if category(each) not in ("Cc", "Cf", "Cs", "Cn"))
    runs = (list(run) for _, run in groupby(seen, key=_is_mark))
    return "".join(each for run in runs for each in (run[:_MARKS] if _is_mark(run[0]) else run))


def width_of(text: str, size: int, *, is_bold: bool = False) -> int:
    """The width of ``text`` in pixels, rounded up, in a font of ``size`` pixels.

    >>> width_of("51%", 12), width_of("51%", 12, is_bold=True)
    (27, 31)
    """
    thousandths = sum(map(_width, text)) * size
    if is_bold:
        thousandths = thousandths * 9 // 8
    return -(-thousandths // 1000)


def wrapped(
    text: str, width: int, size: int, lines: int, *, is_bold: bool = False
) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` pixels; what does not fit in ``lines`` is cut, with
    an ellipsis at the end of the last.

    >>> wrapped("Leapmotor International", 90, 12, 2)
    ('Leapmotor', 'International')
    >>> wrapped("Leapmotor International", 90, 12, 1)
    ('Leapmotor…',)
    """
    found: list[str] = []
    rest = text
    while rest and len(found) < lines:
        line = rest[: _fitting(rest, width, size, is_bold)]
        at = line.rfind(" ")
        if len(line) < len(rest) and rest[len(line)] != " " and at > 0:
            line = line[:at]
        rest = rest[len(line) :].strip()
        found.append(line.strip())
    if rest:
        last = found[-1]
        while last and width_of(last + ELLIPSIS, size, is_bold=is_bold) > width:
            last = last[: _start_of_last(last)]
        found[-1] = last.rstrip() + ELLIPSIS
    return tuple(found)


def in_one_line(text: str, width: int, size: int) -> str:
    """``text`` in one line of at most ``width`` pixels; of what is not seen nothing.

    >>> in_one_line("Leapmotor International", 90, 12), in_one_line("\\u202e", 90, 12)
    ('Leapmotor…', '')
    """
    return "".join(wrapped(plain(text), width, size, 1))


def _fitting(text: str, width: int, size: int, is_bold: bool) -> int:
    """How many characters of ``text`` fit in ``width``, at least the first with its marks."""
    taken, used = 0, 0
    room = width * 1000 * (8 if is_bold else 1) // (9 if is_bold else 1) // size
    for at, each in enumerate(text):
        used += _width(each)
        if used > room and taken:
            return taken
        if at + 1 == len(text) or not _is_mark(text[at + 1]):
            taken = at + 1
    return taken


def _start_of_last(text: str) -> int:
    """Where the last character of ``text`` starts, its marks included."""
    at = len(text) - 1
    while at > 0 and _is_mark(text[at]):
        at -= 1
    return at


def _is_mark(character: str) -> bool:
    return combining(character) > 0 or category(character) in ("Mn", "Me")


@cache
def _width(character: str) -> int:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if _is_mark(character):
        return 0
    if east_asian_width(character) in "WF":
        return _PICTURE if category(character) == "So" else _CJK
    parts = normalize("NFKD", character)
    if parts != character:
        return sum(map(_width, parts))
    if ord(character) in _NARROW_SCRIPTS or character.islower():
        return _SMALL
    return _OTHER if ord(character) < 0x10000 else _BEYOND
