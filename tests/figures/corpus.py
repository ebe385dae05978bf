"""The corpora's short notation: what a text is expected to read as, worked out by hand.

A corpus file is YAML. ``cases`` maps a text to what is expected; ``reading`` ("strict") and
``locale`` ("de") apply to the whole file.

    []                       no figure: find_figures gives none, figure raises no-figure
    FIGURE                   exactly this one, from figure and from find_figures
    [FIGURE, ...]            these, in order, from find_figures; figure raises several-figures
    FIGURE or error          this one, or none and a FigureError; never another figure
    error CODE[|CODE]        figure raises a FigureError of that code
    never WHAT, ...          no figure of that kind, unit or value is found (0 or more others are)

A figure is ``KIND VALUE [UNIT] HEDGE [BOUNDS] [per=UNIT] [of=WHOLE] [->INDEX]``:

    money 1.6bn USD none ±0.05bn
    count 300k cars just_over (300k, 310k]
    money - CNY range [65800, 75800] ->1
    money 32 USD exact = per=share
    share 20% none of=H_shares

In a list, ``refused TEXT`` is a stretch of the text that ``.refused`` shows; all are stated.

VALUE is ``-`` for a range. Numbers may end in %, k, m, bn or tn, or be n/d. KIND, UNIT and HEDGE
take alternatives with ``|``, and ``*`` for any. BOUNDS: ``=`` is [value, value], ``±x`` is
[value-x, value+x], ``inf`` an absent end; left out, the bounds are not looked at, nor are ``per``
and ``of``, whose blanks are written ``_``. ``?`` before a figure of a list: it may also be missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import yaml

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure

FOLDER = Path(__file__).parent / "corpora"

_SCALES = {
    "%": Fraction(1, 100),
    "k": Fraction(10**3),
    "m": Fraction(10**6),
    "bn": Fraction(10**9),
    "tn": Fraction(10**12),
}
_NUMBER = re.compile(r"(-?[\d./_]+)(%|k|m|bn|tn)?")
_INTERVAL = re.compile(r"(?P<left>[\[(])(?P<low>[^,]+), (?P<high>[^,]+)(?P<right>[\])])$")
_LINK = re.compile(r" ->(\d+)$")
_PER_OR_OF = re.compile(r" (per|of)=(\S+)$")
_REFUSED = "refused "
_OR_ERROR = " or error"


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure as the corpus states it; ``None`` where it does not say."""

    kinds: tuple[str, ...]
    value: Fraction | None
    units: tuple[str, ...] | None
    hedges: tuple[str, ...]
    bounds: Bounds | None
    linked_to: int | None
    optional: bool = False
    per: str | None = None
    of: str | None = None

    def differences(self, figure: Figure) -> list[str]:
        """In what ``figure`` is another one."""
        found: list[tuple[str, Any, Any]] = []
        if "*" not in self.kinds and figure.kind not in self.kinds:
            found.append(("kind", self.kinds, figure.kind))
        if figure.value != self.value:
            found.append(("value", self.value, figure.value))
        if self.units is None and not figure.unit.is_pure:
            found.append(("unit", None, figure.unit.text))
        if self.units is not None and "*" not in self.units and figure.unit.text not in self.units:
            found.append(("unit", self.units, figure.unit.text))
        if "*" not in self.hedges and figure.hedge not in self.hedges:
            found.append(("hedge", self.hedges, figure.hedge))
        if self.bounds is not None and figure.bounds != self.bounds:
            found.append(("bounds", self.bounds, figure.bounds))
        if figure.linked_to != self.linked_to:
            found.append(("linked_to", self.linked_to, figure.linked_to))
        if self.per is not None and figure.per != self.per:
            found.append(("per", self.per, figure.per))
        if self.of is not None and figure.of != self.of:
            found.append(("of", self.of, figure.of))
        return [f"{name}: expected {want}, read {have}" for name, want, have in found]


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what it is expected to read as."""

    corpus: str
    text: str
    figures: tuple[Expected, ...] = ()
    errors: tuple[str, ...] = ()
    or_error: bool = False
    never: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    reading: Literal["usual", "strict"] = "usual"
    locale: str = "en"

    @property
    def label(self) -> str:
        return f"{self.corpus}: {self.text!r}"


def cases() -> Iterator[Case]:
    """Every case of every corpus file."""
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from _file_cases(path)


def _file_cases(path: Path) -> Iterator[Case]:
    source = path.read_text(encoding="utf-8")
    document = yaml.safe_load(source)
    texts = Counter(_texts(source))
    if twice := [text for text, count in texts.items() if count > 1]:
        raise ValueError(f"{path.name}: stated twice: {twice}")
    reading, locale = document.get("reading", "usual"), document.get("locale", "en")
    empty = Case(path.stem, "", reading=reading, locale=locale)
    for text, stated in document["cases"].items():
        yield _case(replace(empty, text=text), stated)


def _texts(source: str) -> list[str]:
    """The texts as written: loading the file would drop one that is stated twice."""
    document = yaml.compose(source)
    assert isinstance(document, yaml.MappingNode)
    stated = next(value for key, value in document.value if key.value == "cases")
    return [key.value for key, _ in stated.value]


def _case(case: Case, stated: str | list[str]) -> Case:
    if isinstance(stated, list):
        refused = [line.removeprefix(_REFUSED) for line in stated if line.startswith(_REFUSED)]
        lines = [line for line in stated if not line.startswith(_REFUSED)]
        return replace(case, figures=tuple(map(expected, lines)), refused=tuple(refused))
    first, _, rest = stated.partition(" ")
    if first == "error":
        return replace(case, errors=tuple(rest.split("|")))
    if first == "never":
        return replace(case, never=tuple(rest.split(", ")))
    figure = expected(stated.removesuffix(_OR_ERROR))
    return replace(case, figures=(figure,), or_error=stated.endswith(_OR_ERROR))


def expected(line: str) -> Expected:
    """The figure that a line of the notation states.

    >>> expected("share 21% none ±0.5%").bounds
    [41/200, 43/200]
    >>> expected("share 20% none of=H_shares").of
    'H shares'
    """
    optional = line.startswith("? ")
    line = line.removeprefix("? ")
    linked_to = None
    if link := _LINK.search(line):
        linked_to, line = int(link[1]), line[: link.start()]
    beside: dict[str, str | None] = {"per": None, "of": None}
    while named := _PER_OR_OF.search(line):
        beside[named[1]], line = named[2].replace("_", " "), line[: named.start()]
    interval = _INTERVAL.search(line)
    if interval:
        line = line[: interval.start()].rstrip()
    kind, printed, *words = line.split(" ")
    value = None if printed == "-" else number(printed)
    bounds = _interval(interval) if interval else None
    if value is not None and words[-1].startswith(("=", "±")):
        spread = number(words.pop()[1:] or "0")
        bounds = Bounds(value - spread, value + spread)
    *unit, hedge = words
    return Expected(
        kinds=tuple(kind.split("|")),
        value=value,
        units=tuple(" ".join(unit).split("|")) if unit else None,
        hedges=tuple(hedge.split("|")),
        bounds=bounds,
        linked_to=linked_to,
        optional=optional,
        per=beside["per"],
        of=beside["of"],
    )


def number(text: str) -> Fraction:
    """A number of the notation.

    >>> number("1.5bn"), number("-3.5%"), number("2/3")
    (Fraction(1500000000, 1), Fraction(-7, 200), Fraction(2, 3))
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(f"not a number of the notation: {text!r}")
    return Fraction(match[1].replace("_", "")) * _SCALES.get(match[2], Fraction(1))


def _interval(match: re.Match[str]) -> Bounds:
    low = None if match["low"] == "-inf" else number(match["low"])
    high = None if match["high"] == "inf" else number(match["high"])
    return Bounds(low, high, match["left"] == "(", match["right"] == ")")
