"""How one book differs from another: what it says otherwise, and which answers moved by how much.

The answers are those of :func:`report`, in the book's own currencies, at the same rates for both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.selection import Prefer
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import Derived, Effective, Item, Stated
from dealmodel.derivations.kinds import title_of
from dealmodel.derivations.ownership import interests
from dealmodel.figures.bounds import point
from dealmodel.figures.decimals import fixed_text, magnitude
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.formulas.numbers import compact, full, grouped
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.rate import Policy, PolicyKind, RateSource
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.naming import name_of, who_says
from dealmodel.records.rates_of_record import rates_for
from dealmodel.reports.changes import Change, changes
from dealmodel.reports.deriving import Report, report
from dealmodel.reports.movements import Movement, bounds_of, kind_of, movements, unit_of

_SIGNS = {
    "added": "+",
    "removed": "-",
    "changed": "~",
    "appeared": "+",
    "vanished": "-",
    "moved": "~",
}


_NO_FACT = "the meaning of hedges that the book was looked through with; no fact"


@dataclass(frozen=True, slots=True)
class Difference:
    """From ``old`` to ``new``: ``changes`` in what the books say, ``movements`` of what follows."""

    old: Book
    new: Book
    changes: tuple[Change, ...]
    movements: tuple[Movement, ...]
    warnings: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.changes or self.movements)

    @property
    def results(self) -> tuple[Change | Movement, ...]:
        """All that differs: of the books themselves, then record by record, as they have them."""
        found: list[Change | Movement] = [*self.changes, *self.movements]
        records = (
            f"{section}.{key}"
            for section in SECTIONS
            for book in (self.old, self.new)
            for key in getattr(book, section)
        )
        subjects = dict.fromkeys(("book", "rules", *records, *(each.subject for each in found)))
        place = {subject: at for at, subject in enumerate(subjects)}
        return tuple(sorted(found, key=lambda each: place[each.subject]))

    def to_dict(self) -> dict[str, Any]:
        """The ``results`` and ``warnings`` of ``dealmodel diff --json``, and which books."""
        return {
            "old": {"book": self.old.book, "sha256": self.old.sha256},
            "new": {"book": self.new.book, "sha256": self.new.sha256},
            "results": [each.to_dict() for each in self.results],
            "warnings": list(self.warnings),
        }


@options_checked
def diff(
    old: Book,
    new: Book,
    *,
    rules: HedgeRules = USUAL,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt | None = None,
    prefer: Prefer | None = None,
    step: Callable[[str], None] | None = None,
) -> Difference:
    """How ``new`` differs from ``old``; false where it does not.

    ``step`` is called with each subject before it is derived, to show progress.

    >>> from dealmodel.records.source import Source
    >>> old, new = (
    ...     Book(book="x", sources={"a": Source(publisher=publisher)}) for publisher in ("A", "B")
    ... )
    >>> [(each.part.where, each.text()) for each in diff(old, new).changes]
    [('sources.a.publisher', 'A → B')]
    >>> bool(diff(old, old))
    False

    :raises UsageError: there are no such ``rates`` or ``policy``, or nothing to ``prefer`` by.
    """
    chosen = rates_for(new, rates, policy, max_age).remembering()
    before, after = (
        report(book, rules=rules, rates=chosen, prefer=prefer, checks=False, step=step)
        for book in (old, new)
    )
    warnings = tuple(dict.fromkeys(_warnings(before, after)))
    moved = movements(_with_those_of(after, before), _with_those_of(before, after))
    return Difference(old, new, changes(old, new), moved, warnings)


def _with_those_of(other: Report, own: Report) -> Report:
    """A report with the interests that the other one tells of: of many, each has its largest."""
    told, wanted = ({each.pair for each in _effective(found)} for found in (own, other))
    there = [pair for pair in wanted - told if set(pair) <= own.book.parties.keys()]
    if own.ownership is None or not there:
        return own
    owners, held = ({pair[at] for pair in there} for at in (0, 1))
    pairs = [pair for pair in own.ownership.indirect(owners, held) if pair in there]
    more = interests(own.ownership, own.book, pairs)
    return replace(own, items=(*own.items, *(e for e in more if isinstance(e, Effective))))


def _effective(found: Report) -> Iterator[Effective]:
    return (item for item in found.items if isinstance(item, Effective))


def text_of(difference: Difference) -> str:
    """The difference as lines of text, by subject: what changed, then what moved."""
    if not difference:
        return "no differences"
    by_subject: dict[str, list[Change | Movement]] = {}
    for each in difference.results:
        by_subject.setdefault(each.subject, []).append(each)
    blocks = [
        "\n".join([_heading(subject, difference), *_lines(found, difference)])
        for subject, found in by_subject.items()
    ]
    return "\n\n".join([*blocks, _summary(difference)])


def _warnings(before: Report, after: Report) -> Iterator[str]:
    """What could not be derived; of one book alone, with which."""
    both = {*before.warnings} & {*after.warnings}
    for which, found in (("old", before), ("new", after)):
        yield from (
            warning if warning in both else f"{which}: {warning}" for warning in found.warnings
        )


def _heading(subject: str, difference: Difference) -> str:
    section, _, key = subject.partition(".")
    if section not in SECTIONS:
        return subject
    in_old, in_new = (key in getattr(book, section) for book in (difference.old, difference.new))
    title = title_of(subject, difference.new if in_new else difference.old)
    is_whole = "" if in_old and in_new else ", added" if in_new else ", removed"
    return f"{subject}{is_whole}" + (f"  ({title})" if title != key else "")


def _lines(found: list[Change | Movement], difference: Difference) -> Iterator[str]:
    for each in found:
        book = difference.old if each.change in ("removed", "vanished") else difference.new
        sign = _SIGNS[each.change]
        if isinstance(each, Change):
            note = f" ({_NO_FACT})" if each.part.what == "rules" else ""
            yield f"  {sign} {_place(each, book)}: {each.text()}{note}"
        else:
            first, *others = (*_answer(each), *_moves(each))
            yield f"  {sign} {_name(each, book)} = {first}"
            yield from (f"      {line}" for line in others)


def _place(change: Change, book: Book) -> str:
    part = change.part
    place = part.where.removeprefix(f"{part.subject}.")
    if part.source is None:
        return place
    by = f", {name_of(part.by, book)}" if part.by else ""
    return f"{place} [{who_says((part.source,), book)}{by}]"


def _name(movement: Movement, book: Book) -> str:
    about = [name_of(detail, book) for detail in movement.apart.values()]
    item = movement.item
    name = ", ".join(filter(None, (item.name.replace("_", " "), *about, unit_of(item).text)))
    return name if isinstance(item, Stated) else f"{name} [{who_says(item.sources, book)}]"


def _answer(movement: Movement) -> Iterator[str]:
    """The answer as it was and as it is, in words on a line each."""
    sides = [side for side in (movement.old, movement.new) if side is not None]
    short = [_shown(side, compact) for side in sides]
    if len(sides) == 2 and short[0] == short[1]:
        short = [_shown(side, full) for side in sides]
    if isinstance(movement.item, Stated):
        yield from (f"→ {text}" if at else text for at, text in enumerate(short))
    else:
        yield " → ".join(short)


def _shown(item: Item, form: Callable[..., str]) -> str:
    if isinstance(item, Stated):
        return item.text
    bounds = bounds_of(item)
    if bounds is None:
        return "no overlap"
    number = item.result.point if isinstance(item, Derived) else None
    return form(number, bounds, unit_of(item), kind_of(item))


def _moves(movement: Movement) -> Iterator[str]:
    """By how much point and ends moved, those alike together; nothing where none did."""
    texts: dict[str, list[str]] = {}
    for name, move in movement.moves.items():
        if move.absolute:
            texts.setdefault(_move_text(move.absolute, move.percent, movement.item), []).append(
                name
            )
    if texts:
        yield "; ".join(f"{' and '.join(names)} {text}" for text, names in texts.items())


def _move_text(absolute: Fraction, percent: Fraction | None, item: Item) -> str:
    if kind_of(item) in ("share", "growth"):
        size = f"{_rounded(absolute * 100)} percentage points"
    else:
        size = compact(absolute, point(absolute), unit_of(item))
    sign = "+" if absolute > 0 else ""
    return f"{sign}{size}" + (f" ({sign}{_rounded(percent)} %)" if percent is not None else "")


def _rounded(value: Fraction) -> str:
    """To two decimals; a smaller number to two digits."""
    return grouped(fixed_text(value, max(2, 1 - magnitude(value))))


def _summary(difference: Difference) -> str:
    said, answers = (
        ", ".join(f"{count} {change}" for change, count in Counter(found).items()) or "none"
        for found in (
            (each.change for each in difference.changes if each.part.what != "rules"),
            (each.change for each in difference.movements),
        )
    )
    rules = [each.change for each in difference.changes if each.part.what == "rules"]
    told = "".join(f"rules: {change}; " for change in rules)
    return f"{told}claims, events and fields: {said}; answers: {answers}"
