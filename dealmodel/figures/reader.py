"""Text → figures: every printed number with what it can mean.

Vocabulary: a *part* is one number with its unit; a figure is one part with its hedge, or two in a
range. Policy: a figure is never silently wrong. Dates, names and ordinals are passed over
(:mod:`dealmodel.figures.designations`); what can be read in two ways is an error that shows both.
Where one figure is asked for, all of the text must be understood
(:mod:`dealmodel.figures.leftovers`). Limits: the grammar is that of English; other languages are
put into it first; numbers have at most ``decimals.MAX_DIGITS`` digits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dealmodel.dataclass import dataclass, field, replace
from dealmodel.errors import (
    AmbiguousFigure,
    FigureError,
    NoFigure,
    SeveralFigures,
    Span,
    UnreadableFigure,
    UsageError,
)
from dealmodel.figures import designations
from dealmodel.figures.bare_numbers import counts_nothing
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.candidates import next_digit, next_start, part_from, part_starting
from dealmodel.figures.changes import (
    Change,
    amount_of_change,
    change_around,
    change_behind_amount,
    is_denied,
    moves_from,
    reached_from,
    reaches_up_to,
)
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedge_words import hedge_before, hedge_behind
from dealmodel.figures.hedges import USUAL, HedgeRules
from dealmodel.figures.leftovers import refuse_leftovers
from dealmodel.figures.linking import converted_from
from dealmodel.figures.meaning import figure_from
from dealmodel.figures.money import currency_before
from dealmodel.figures.part import Part
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.per_units import take_per
from dealmodel.figures.ranges import (
    are_apart,
    bounded_share,
    completed,
    connector_at,
    is_year,
    limits_from,
    range_from,
    ratio_in,
    second_part,
)
from dealmodel.figures.reading import Figures, Refusal
from dealmodel.figures.splits import exchange_at, split_at
from dealmodel.figures.tidy import tidy_price
from dealmodel.figures.unit_words import take_unit
from dealmodel.figures.wholes import is_of_shares, take_whole

_STARTS_LIMIT = lazy_pattern(
    r"\b(?:start\w*|pric\w+|rang\w+|cost\w*|beginning|available|sells?|sold|going)\s+$",
    re.IGNORECASE,
)
_GOES_ON_TO = lazy_pattern(r"[^.;!?\n]{0,70}?\sto\s(?:[\w-]+\s){0,3}?[^\w\s]{0,3}\d")
_OR = lazy_pattern(r",?\s(?:or|i\.e\.)\s|\s\(", re.IGNORECASE)
_LETTERS_BEFORE = lazy_pattern(r"(?<![\w.-])[A-Za-z]{1,4}$")
_LARGE = lazy_pattern(
    r"\d[\d.,]*(?:m\b|\s?(?:bn|mn|tn|trn)\b|\s(?:million|billion|trillion|crore|lakh)\b)"
)
_UNIT_BEHIND_BRACKET = lazy_pattern(
    r"\)\s?(?P<unit>%|(?:per\s?cent|pence|cents?|bps?|pp)\b|(?<=\))[pc¢](?!\w))", re.IGNORECASE
)
_TOLD = lazy_pattern(
    r"\b(?:was|were|is|are|of|to|at|total(?:l?ed)?|reported|posted)\s$|:\s$", re.IGNORECASE
)
_TOLERANCE = lazy_pattern(
    r"\s?(?:±|\+/[-−–]|\+[-−]|plus\sor\sminus)\s?[$€£]?\d[\d.,]*\s?(?:%|\w+)?"
)
_UP_FROM = lazy_pattern(r"\sfrom\s(?:[\w-]+\s){0,3}?[^\w\s]{0,3}\d", re.IGNORECASE)
_REST = lazy_pattern(r"(?<=\w)[^\W_]*(?:[^\w\s$€£¥%()\[\]{}/–—-]{1,3}\d+)*")
_BROKEN = lazy_pattern(r"\s?(?:to|and|[-–—])\s*[.,;!?]?\s*$", re.IGNORECASE)
_DIRECTIONS = {1: "the amount by which it rose", -1: "the amount by which it fell"}


@dataclass(slots=True)
class _Scan:
    """A text while it is read: its figures, the errors of what cannot be read, and the stretches
    that were understood beside the figures."""

    text: str
    rules: HedgeRules
    as_change: bool = False
    figures: list[Figure] = field(default_factory=list)
    errors: list[FigureError] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)
    moved: tuple[int, int] = (-1, 0)
    """Where the last figure ends that is a change, and its direction."""


def figure(
    text: str, *, rules: HedgeRules = USUAL, locale: str = "en", as_change: bool = False
) -> Figure:
    """The one figure in ``text``, all of which must be understood. ``as_change`` says that a change
    is asked for: a bare percentage is one.

    >>> figure("just over 300,000 cars").bounds
    (300000, 310000]

    :raises NoFigure: there is none.
    :raises SeveralFigures: there are more; the error names them.
    :raises AmbiguousFigure: it can be read in more than one way.
    :raises UnreadableFigure: it cannot be read, or words beside it are not understood.
    """
    figures = _one(text, rules, locale, as_change)
    if len(figures) > 1:
        raise _not_one(text, figures)
    return figures[0]


def figure_with_conversions(
    text: str, *, rules: HedgeRules = USUAL, locale: str = "en", as_change: bool = False
) -> tuple[Figure, ...]:
    """The one figure in ``text``, followed by its conversions where some are printed with it.

    >>> [one.unit.text for one in figure_with_conversions("109,800 yuan ($15,115)")]
    ['CNY', 'USD']

    :raises FigureError: as :func:`figure` does.
    """
    return tuple(_one(text, rules, locale, as_change))


def find_figures(text: str, *, rules: HedgeRules = USUAL, locale: str = "en") -> Figures:
    """Every figure in ``text``, in order; a price and its conversion are linked. What looks like a
    figure and cannot be read is in ``.refused``.

    >>> [f.unit.text for f in find_figures("109,800 yuan ($15,115)")]
    ['CNY', 'USD']
    >>> [one.verbatim for one in find_figures("¥80 billion for 20%").refused]
    ['¥80 billion']

    :raises UsageError: no text, or a locale that is not known.
    """
    figures, errors = _read(text, rules, locale)
    return Figures(figures, map(Refusal.of, errors))


def _one(text: str, rules: HedgeRules, locale: str, as_change: bool) -> list[Figure]:
    """The one figure with its conversions, in a text that is understood as a whole."""
    figures, errors = _read(text, rules, locale, as_change=as_change, whole=True)
    if errors:
        raise errors[0]
    if not figures or (len(figures) > 1 and any(one.linked_to is None for one in figures)):
        raise _not_one(text, figures)
    return figures


def _not_one(text: str, figures: Sequence[Figure]) -> FigureError:
    if not figures:
        return NoFigure(text, 0, len(text), _why_none(text))
    printed = [one.verbatim for one in figures]
    listed = ", ".join(repr(words[:60]) for words in printed[:4])
    return SeveralFigures(
        text,
        *figures[1].span,
        f"{len(figures)} figures where one is expected: {listed}. Give one of them",
        printed,
    )


def _read(
    text: str, rules: HedgeRules, locale: str, *, as_change: bool = False, whole: bool = False
) -> tuple[list[Figure], list[FigureError]]:
    """The figures of ``text`` and the errors of what cannot be read; where it is one figure and
    asked for as a ``whole``, also that of a word beside it.
    """
    if not isinstance(locale, str):
        raise UsageError(f"locale {repr(locale)[:40]}: write a language, such as de")
    if not isinstance(rules, HedgeRules):
        raise UsageError(f"rules {repr(rules)[:60]}: give a HedgeRules")
    if not isinstance(text, str):
        raise UsageError(
            f"a {type(text).__name__} is no text: give the figure as it was printed, such as "
            "'€1.5 billion'"
        )
    if locale == "en":
        return _read_english(text, rules, as_change=as_change, whole=whole)
    # Loaded here: no start but that of another language waits for its words.
    from dealmodel.figures.languages.translation import translated

    translation = translated(text, locale)
    figures, errors = _read_english(
        translation.marked, rules, as_change=as_change, whole=whole and not translation.refused
    )
    errors = [*map(translation.restored_error, errors), *translation.refused]
    return translation.restored(figures), sorted(errors, key=lambda error: error.span)


def _read_english(
    text: str, rules: HedgeRules, *, as_change: bool, whole: bool
) -> tuple[list[Figure], list[FigureError]]:
    price = tidy_price(text)
    if price is not None:
        return [figure_from(text, price, "none", (0, price.end), rules)], []
    blotted = designations.without_addresses(text)
    scan = _Scan(blotted, rules, as_change)
    _scan(scan)
    figures = scan.figures
    if blotted is not text:
        figures = [replace(one, verbatim=text[slice(*one.span)]) for one in figures]
    is_one = len(figures) == 1 or (figures and all(one.linked_to is not None for one in figures))
    if whole and is_one and not scan.errors:
        joints = [(one.span[1], after.span[0]) for one, after in pairwise(figures)]
        try:
            refuse_leftovers(text, figures, [*scan.taken, *joints], as_change=as_change)
        except FigureError as error:
            scan.errors.append(error)
    return figures, scan.errors


def _scan(scan: _Scan) -> None:
    """Read ``scan.text`` from its start to its end."""
    text = scan.text
    position = floor = 0
    digit = -1
    while position < len(text):
        if digit < position:
            digit = next_digit(text, position)
        start = next_start(text, position, digit)
        if start == len(text):
            break
        try:
            stop = _figures_from(scan, start, floor)
        except FigureError as error:
            scan.errors.append(_with_sign(error, floor))
            # What is refused is refused whole: no rest of its digits is another number.
            end = max(error.span[1], start + 1)
            rest = _REST.match(text, end)
            position = floor = end if rest is None else rest.end()
            continue
        position = max(abs(stop), start + 1)
        if stop > 0:
            floor = position


def _with_sign(error: FigureError, floor: int) -> FigureError:
    """The error with the currency printed before its digits in its span, too."""
    start, end = error.span
    try:
        sign = currency_before(error.text, floor, start) if start > floor else None
    except FigureError:
        return error
    if sign is not None:
        error.span = (sign[1], end)
        error.where = Span(error.text, sign[1], end)
    return error


def _figures_from(scan: _Scan, start: int, floor: int) -> int:
    """Read what starts at ``start``; where to go on, negative where that is no figure."""
    text = scan.text
    if text[start].isdigit() and (shares := split_at(text, start)):
        for part in shares:
            scan.figures.append(figure_from(text, part, "none", (part.start, part.end), scan.rules))
        return shares[-1].end
    found: Part | int | None = None
    if "-for-" in text[start : start + 12]:
        found = exchange_at(text, start)
    if found is None:
        found = part_from(text, start, floor)
    if isinstance(found, int):
        _refuse_unknown_prefix(text, start)
        return -found
    outcome = _figure_of(scan, found, floor)
    if isinstance(outcome, int):
        return -outcome
    _append(scan.figures, outcome)
    return outcome.span[1]


def figure_at(text: str, position: int, *, locale: str = "en") -> Figure | None:
    """The bare figure in digits (no hedge, no range) that starts exactly at ``position``, if any.
    A stroke ends it: ``1/3`` is a division here.

    >>> figure_at("€1.5 billion / 21%", 0).verbatim, figure_at("paid / 2", 0)
    ('€1.5 billion', None)
    """
    stroke = text.find("/", position)
    text = text if stroke < 0 else text[:stroke]
    if locale == "en":
        return _bare_figure_at(text, position)
    from dealmodel.figures.languages.translation import translated

    translation = translated(text[position:], locale)
    for error in translation.refused:
        if error.span[0] == 0:
            raise error
    found = _bare_figure_at(translation.marked, 0)
    if found is None:
        return None
    [restored] = translation.restored([found])
    start, end = restored.span
    return replace(restored, span=(position + start, position + end))


def _bare_figure_at(text: str, position: int) -> Figure | None:
    found = part_starting(text, position, in_words=False)
    if found is None:
        return None
    return figure_from(text, found, "none", (found.start, found.end), USUAL)


def with_exact_value(figure: Figure) -> Figure:
    """The figure taken at its printed value.

    >>> with_exact_value(figure("about 300 cars")).bounds
    [300, 300]

    :raises UsageError: a range has no one value.
    """
    if figure.value is None:
        raise UsageError(f"{figure.verbatim!r} is a range: it has no one exact value")
    return figure.with_bounds(Bounds(figure.value, figure.value), "taken exactly as printed")


def _append(figures: list[Figure], found: Figure) -> None:
    """Add a figure; a price learns of its first conversion."""
    origin = found.linked_to
    if origin is not None and figures[origin].linked_to is None:
        figures[origin] = replace(figures[origin], linked_to=len(figures))
    figures.append(found)


def _figure_of(scan: _Scan, part: Part, floor: int) -> Figure | int:
    """The figure that ``part`` starts; an integer is where to go on where it is none."""
    text = scan.text
    if is_year(text, part):
        return part.end
    _refuse_accounting_brackets(text, part)
    hedge, start = hedge_before(text, floor, part.start) or ("none", part.start)
    words = text[start : part.start].strip().lower() if start < part.start else ""
    origin = start
    if words.startswith("from "):  # "from about €20,000": the inner word says how much
        inner = hedge_before(text, start + 5, part.start)
        if inner is not None and _comes_from(scan, part, start):
            hedge, start = inner
            words = ""
    if words == "over" and floor and not text[floor:start].strip():
        hedge, start, words = "none", part.start, ""  # "$10,000 over 3 years": spread over them
    is_movement = origin < start or (words == "from" and _moves(text, start))
    joined = _joined(scan, part, (floor, start), hedge, is_movement=is_movement)
    if joined is not None:
        return joined
    if part.kind in ("number", "count"):
        part = ratio_in(text, part) or part
    if hedge == "range" or (words and not _limits(scan, part, start, words, is_movement)):
        if hedge != "range":
            scan.taken.append((start, part.start))
        hedge, start = "none", part.start
    if counts_nothing(text, part, hedge) and not (is_movement and part.numeral.in_words):
        return part.end
    return _finished(scan, part, hedge, (floor, start))


def _refuse_unknown_prefix(text: str, start: int) -> None:
    """Raise on a large amount whose letters in front are no currency that is known: "Zl4bn". A
    code such as B10 has no magnitude.
    """
    word = _LETTERS_BEFORE.search(text, max(0, start - 5), start)
    amount = None if word is None else _LARGE.match(text, start)
    if word is not None and amount is not None:
        message = (
            f"{text[word.start() : amount.end()][:60]!r}: {word[0]!r} before the number is no "
            "currency that is known here. Write its code, such as PLN 4bn"
        )
        raise UnreadableFigure(text, word.start(), amount.end(), message)


def _moves(text: str, start: int) -> bool:
    """Whether "from" at ``start`` tells where a movement or an income comes from."""
    return moves_from(text[max(0, start - 100) : start])


def _comes_from(scan: _Scan, part: Part, start: int) -> bool:
    """Whether "from" at ``start`` is no lower limit of ``part``."""
    return _moves(scan.text, start) or _GOES_ON_TO.match(scan.text, part.end) is not None


def _limits(scan: _Scan, part: Part, start: int, words: str, is_movement: bool) -> bool:
    """Whether the words before a figure say how large it is: "from" and "up to" may as well tell
    where something came from or went."""
    text = scan.text
    if words == "from":
        goes_on = is_movement or _GOES_ON_TO.match(text, part.end) is not None
        return not goes_on and _is_limit(text, start, part)
    return words != "up to" or not _is_level(scan, start, part.end)


def _finished(scan: _Scan, part: Part, hedge: str, span: tuple[int, int]) -> Figure:
    """The figure of a part with what stands behind it and what it changes or converts."""
    text, rules = scan.text, scan.rules
    floor, start = span
    end = part.end
    if part.has_plus:
        hedge = "at_least"
    elif part.is_odd and hedge == "none":
        hedge = "about"
    elif hedge in ("none", "about") and (behind := hedge_behind(text, end)) is not None:
        hedge, end = behind
        end = _with_unit_behind(text, part, end)
    if part.kind in ("share", "ratio", "count") and part.of is None and not scan.as_change:
        stop = take_whole(text, part)
        if part.beyond:
            hedge, end = "just_over" if part.beyond > 0 else "nearly", part.end
            scan.taken.append((end, stop))
        elif stop > part.end and end == part.end:
            scan.taken.append((end, stop))
    if part.kind == "ratio" and part.numeral.is_fraction and part.of and is_of_shares(part.of):
        part.kind = "share"  # "half of its shares"
    if _stands_in_brackets(text, start, end):
        _take_brackets(scan, part, start, end)
    change = _change(scan, part, floor, start, end)
    if change is not None and is_denied(text[floor : change.start]):
        shown = text[change.start : max(change.end, end)].strip()[:60]
        message = f"{shown!r} is denied: write what is, such as 'rose by less than 5%'"
        raise UnreadableFigure(text, start, end, message)
    if change is None and not scan.as_change and text[start - 3 : start] == "to ":
        reached = reached_from(text, floor, start)
        scan.taken += [] if reached is None else [(reached, start)]
    origin = None
    if scan.figures and part.kind == "money":
        is_hedged = start < part.start
        origin = converted_from(
            text, scan.figures, start, part.unit, lambda: part.magnitude_value, is_hedged=is_hedged
        )
    found = figure_from(text, part, hedge, (start, end), rules, origin, change)
    if part.counts is not None:
        return bounded_share(part, found, rules)
    return limits_from(text, found, part, hedge) or found


def _joined(
    scan: _Scan, part: Part, span: tuple[int, int], hedge: str, *, is_movement: bool
) -> Figure | int | None:
    """The range that ``part`` starts, if it starts one; a movement gives its first number the unit
    that is printed once."""
    text = scan.text
    floor, start = span
    _refuse_tolerance(text, part)
    connector = connector_at(text, part.end)
    if part.kind == "growth" and part.multiple is not None:
        return None  # "doubled to 5%"
    if connector is None:
        _refuse_broken_range(text, part, start, hedge)
        return None
    word = (connector["word"] or "").lower()
    if word == "and" and hedge != "range":
        return None
    second = second_part(text, connector)
    if second is None:
        _refuse_broken_range(text, part, start, hedge)
        return None
    if word == "to" and (is_movement or are_apart(text, start, part, second)):
        completed(text, part, second)
        return None
    joined = range_from(text, part, second, connector, span, scan.rules)
    if not isinstance(joined, Figure):
        return joined
    change = change_around(text, floor, start, joined.span[1]) if joined.kind == "growth" else None
    if change is not None:
        scan.taken.append(change[1:])
    end = joined.span[1]
    whole = Part(start, end, second.numeral, joined.kind)
    if joined.per is None and joined.kind in ("money", "count"):
        take_per(text, whole)  # "US$18-20/t": what the last number alone was too bare for
        end = whole.end
        joined = replace(joined, verbatim=text[start:end], span=(start, end), per=whole.per)
    if joined.kind in ("share", "ratio", "count") and (stop := take_whole(text, whole)) > end:
        scan.taken.append((end, stop))
        joined = replace(joined, of=whole.of)
    origin = converted_from(text, scan.figures, start, joined.unit, lambda: joined.bounds.low)
    why = scan.rules.bounds("range", part.magnitude_value, part.numeral.grain())[1]
    if hedge not in ("range", "none", "at_least"):
        why += f"; {text[start : part.start].strip()!r} before a range is not counted"
    return replace(joined, why=f"{why}; {joined.why}" if joined.why else why, linked_to=origin)


def _refuse_tolerance(text: str, part: Part) -> None:
    """Raise on a tolerance behind a number: "5% ± 1%" is neither two figures nor one as printed."""
    match = _TOLERANCE.match(text, part.end)
    if match is not None:
        raise UnreadableFigure(
            text,
            part.start,
            match.end(),
            f"{text[part.start : match.end()][:60]!r}: write a tolerance as a range, 4% to 6%",
        )


def _refuse_broken_range(text: str, part: Part, start: int, hedge: str) -> None:
    """Raise on a range that ends before its second number: "5 to", "between 3 and"."""
    broken = _BROKEN.match(text, part.end)
    if broken is None:
        return
    if broken[0].strip(" .,;!?").lower() == "and" and hedge != "range":
        return
    raise UnreadableFigure(
        text,
        start,
        broken.end(),
        f"{text[start : broken.end()].strip()[:60]!r}: the second number of the range is missing",
    )


def _is_level(scan: _Scan, start: int, end: int) -> bool:
    """Whether "up to" at ``start`` tells where something went: "from 20 up to 23 per cent"."""
    text = scan.text
    if reaches_up_to(text[max(0, start - 100) : start]) or _UP_FROM.match(text, end):
        return True
    if not scan.figures or start - scan.figures[-1].span[1] > 1:
        return False
    first = scan.figures[-1].span[0]
    return text[max(0, first - 5) : first].lower() == "from "


def _stands_in_brackets(text: str, start: int, end: int) -> bool:
    """Whether the text is nothing but one figure in accounting brackets: "(5%)"."""
    if start == 0 or text[start - 1] != "(" or text[end : end + 1] != ")":
        return False
    return len(text) < end + 16 and text.strip() == text[start - 1 : end + 1]


def _refuse_accounting_brackets(text: str, part: Part) -> None:
    """Raise on a number in brackets that are a minus where a loss is told, and nothing elsewhere:
    "(12.4)%", "the result was ($45.6 million)".
    """
    start, end = part.start, part.end
    if start == 0 or text[start - 1] != "(" or text[end : end + 1] != ")":
        return
    unit = _UNIT_BEHIND_BRACKET.match(text, end)
    if unit is not None:
        shown = text[start - 1 : unit.end()]
        message = f"{shown[:60]!r}: write a minus, -{text[start:end][:40]}{unit['unit']}"
        raise UnreadableFigure(text, start - 1, unit.end(), message)
    if part.kind == "money" and _TOLD.search(text[max(0, start - 16) : start - 1]):
        readings = text[start:end], f"-{text[start:end]}"
        raise AmbiguousFigure(
            text,
            start - 1,
            end + 1,
            f"{text[start - 1 : end + 1][:60]!r} can be read as {' or as '.join(readings)[:160]}: "
            "write it without brackets, or a loss as $(1.5) billion",
            readings,
        )


def _take_brackets(scan: _Scan, part: Part, start: int, end: int) -> None:
    """Let the brackets around all of the text be the minus of accounts.

    :raises AmbiguousFigure: around an amount of money they may as well be those of a conversion.
    """
    text = scan.text
    if part.kind == "money":
        readings = text[start:end], f"-{text[start:end]}"
        raise AmbiguousFigure(
            text,
            start - 1,
            end + 1,
            f"{text[start - 1 : end + 1][:60]!r} can be read as {' or as '.join(readings)[:160]}: "
            "write it without brackets, or a loss as $(1.5) billion",
            readings,
        )
    scan.taken.append((start - 1, end + 1))
    part.sign = "-"
    part.kind = "growth" if part.kind == "share" else part.kind


# "Fell below 20%" tells where something stands, not by how much it fell, as "a fall of under 20%".
_LEVELS = frozenset(["above", "below"])
_OF_A_CHANGE = frozenset([" of ", " by "])


def _change(scan: _Scan, part: Part, floor: int, start: int, end: int) -> Change | None:
    """The change that ``part`` is, by the words around it or since one is asked for."""
    text = scan.text
    if part.kind == "growth" and part.multiple is not None:
        # The sign of a change in words is its own: "halved".
        return Change(1, start, end)
    if part.kind == "growth":
        return None
    is_fold = part.kind == "ratio" and text[part.end - 4 : part.end].lower() == "fold"
    is_part = part.kind == "ratio" and part.numeral.is_fraction and text[end : end + 4] != " of "
    is_percentage = part.kind == "share" and part.places > 0
    if not (is_fold or is_part or is_percentage):
        if part.kind != "share":
            _take_amount_of_change(scan, part, floor, start, end)
        return None
    words = text[start : part.start].strip().lower()
    if words in _LEVELS and text[start - 4 : start] not in _OF_A_CHANGE:
        start = part.start
    change = change_around(text, floor, start, end)
    if change is None and scan.moved[0] == floor and _OR.fullmatch(text, floor, start):
        change = Change(scan.moved[1], floor, end)
    if change is None:
        if scan.as_change and is_percentage:
            part.kind = "growth"
        return None
    if is_fold:
        _take_fold(part)
    scan.taken.append((change.start, change.end))
    scan.moved = end, change.sign
    return change


def _take_amount_of_change(scan: _Scan, part: Part, floor: int, start: int, end: int) -> None:
    """Let ``part`` know where it is the amount by which something changed, by the words around."""
    text = scan.text
    direction = 0
    before = amount_of_change(text, floor, start)
    if before is not None:
        direction = before[0]
        scan.taken.append((before[1], start))
    elif part.kind in ("money", "count") and " fewer " in text[part.numeral.end : part.end]:
        direction = -1
    elif part.kind in ("money", "count", "number", "duration"):
        behind = change_behind_amount(text, start, end)
        if behind is not None:
            direction = behind[0]
            scan.taken.append((end, behind[1]))
    if direction:
        told = _DIRECTIONS[direction]
        part.is_amount_of_change = True
        part.note = f"{part.note}; {told}" if part.note else told
        scan.moved = end, direction


def _take_fold(part: Part) -> None:
    """Let a multiple to which something grew be its growth: "a four-fold increase" is 3."""
    number = part.printed = part.numeral
    part.multiple = number.value if number.in_words else part.multiple
    part.numeral = number._replace(digits=number.digits - 10**number.decimals)


def _with_unit_behind(text: str, part: Part, end: int) -> int:
    """The end of the figure whose unit stands behind its hedge: "300,000 or more cars"."""
    if part.has_unit or end == len(text):
        return end
    bare_end, part.end = part.end, end
    if take_unit(text, part) is not None or not part.has_unit:
        part.end = bare_end
        return end
    return part.end


def _is_limit(text: str, start: int, part: Part) -> bool:
    """Whether "from" before a figure is "at least" ("priced from 129,800 yuan")."""
    if part.kind in ("money", "share", "growth", "ratio"):
        return True
    left = text[max(0, start - 70) : start]
    before = left.rstrip()[-1:]
    return before == "" or before in ".;:(" or _STARTS_LIMIT.search(left) is not None


def _why_none(text: str) -> str:
    shown = text.strip()[:60]
    if not shown:
        return "no figure: the text is empty. Write a number as it was printed, such as 21%"
    if any(character.isdigit() for character in text):
        return (
            f"no figure in {shown!r}: its digits read as a date, a time, an ordinal, a code or as "
            "part of a name"
        )
    return f"no figure in {shown!r}: write a number as it was printed, such as €1.5 billion"


__all__ = ["USUAL", "HedgeRules", "figure", "figure_at", "find_figures", "with_exact_value"]
