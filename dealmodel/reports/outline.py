"""A report as sections, subjects and lines: what the text and markdown forms both render.

A line is a label, the answer in compact form, how it comes about, and who says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dealmodel.calculators.rough import meet_when_rounded
from dealmodel.calculators.selection import Selected
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import (
    Computed,
    Derived,
    Item,
    Printed,
    SourcesCompared,
    Stated,
    told_of,
)
from dealmodel.derivations.kinds import BY_SECTION, OWNERSHIP, title_of
from dealmodel.derivations.printing import how_of
from dealmodel.figures.decimals import fixed_text
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.numbers import compact
from dealmodel.formulas.result import Result
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of, source_name, who_says

if TYPE_CHECKING:
    from dealmodel.reports.deriving import Report

_LABELS = {
    "share_agreement": "share, all sources",
    "holder_share_agreement": "share, all sources",
    "paid_agreement": "paid, all sources",
    "implied_equity_value_agreement": "implied equity value, all",
    "volume_agreement": "volume, all sources",
    "stated_ratio": "stated ratio",
    "peer_volume": "so the other volume is",
    "volume_before": "the period before",
    "run_rate": "run-rate",
    "converted_price": "price",
    "adjusted_price": "price",
    "price": "price as printed",
    "price_agreement": "price, all sources",
    "pre_money": "pre-money",
    "enterprise_value": "enterprise value",
    "ads_ratio": "shares in one receipt",
    "cagr": "growth a year",
    "equity_from_enterprise": "equity by the enterprise value",
    "price_to_earnings": "P/E",
    "legs_paid": "paid for the legs together",
    "legs_share": "the legs' shares together",
    "fee_share_of_equity": "of the equity value",
    "fee_share_of_enterprise": "of the enterprise value",
    "stake_from_shares": "share by shares bought",
    "stake_from_value": "share by the value",
    "share_of_all_shares": "share of all shares",
    "held_after_rounds": "share since, diluted",
    "post_money": "post-money by price",
    "pre_money_by_price": "pre-money by price",
    "shares_from_changes": "shares by issues",
    "votes_of_class": "votes of the class",
}


OF_OWNERSHIP = "Ownership through others"

DATED = ("volume_before", "volume", "sum_of_parts", "missing_part")
"""What is told of another period than its record's, or of one that the record's name may lack."""

_STATED = ("equity_value", "pre_money", "enterprise_value")
"""What is stated by some sources and derived from others."""


@dataclass(frozen=True, slots=True)
class Line:
    """``label`` what it is, ``answer`` the number or words, ``how`` the formula or rate, ``who``
    the sources, ``notes`` what stands beside it and warnings."""

    label: str
    answer: str
    how: str
    who: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """The lines about one record."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the report."""

    title: str
    subjects: tuple[Subject, ...]


def outline(report: Report) -> tuple[Part, ...]:
    """The report's sections that hold anything, in order."""
    sections: dict[str, dict[str, list[Item]]] = {}
    for item in report.items:
        section = item.subject.partition(".")[0]
        sections.setdefault(section, {}).setdefault(item.subject, []).append(item)
    return tuple(
        Part(
            title_of_section(section),
            tuple(
                Subject(key, title_of(key, report.book), _lines(items, report.book))
                for key, items in subjects.items()
            ),
        )
        for section, subjects in sections.items()
    )


def _lines(items: Sequence[Item], book: Book) -> tuple[Line, ...]:
    """A line for each item; one for all the papers that carry the same report of one origin."""
    found: dict[tuple[object, ...], tuple[Line, dict[str, None]]] = {}
    for item in items:
        line = _line(item, book)
        voices = frozenset(book.sources[key].voice for key in item.sources)
        key = line.label, line.answer, line.how, line.notes, voices
        _, sources = found.setdefault(key, (line, {}))
        sources |= dict.fromkeys(item.sources)
    return tuple(replace(line, who=who_says(sources, book)) for line, sources in found.values())


def title_of_section(section: str) -> str:
    """What a section of a book is called in a report."""
    return OF_OWNERSHIP if section == OWNERSHIP else BY_SECTION[section].title


def sources_of(report: Report) -> tuple[tuple[str, str], ...]:
    """Every source that the report's items rest on, with what is known of it."""
    used = dict.fromkeys(source for item in report.items for source in item.sources)
    return tuple((key, _source_in_full(key, report.book)) for key in used)


def _source_in_full(key: str, book: Book) -> str:
    source = book.sources[key]
    details = (source_name(key, book), source.title, source.published, source.document, source.url)
    return ", ".join(detail for detail in details if detail)


def _line(item: Item, book: Book) -> Line:
    who = who_says(item.sources, book)
    if isinstance(item, Stated):
        label = str(item.details.get("term") or item.details.get("what") or item.name)
        return Line(label, item.text, "", who)
    label = label_of(item, book)
    if isinstance(item, SourcesCompared):
        common = item.common
        if common is None:
            whole = compact(None, item.whole, item.unit, item.kind)
            told = "may be one number told roughly" if item.undecided else "cannot both be right"
            return Line(label, told, f"they span {whole}", who)
        return Line(label, compact(None, common, item.unit, item.kind), "where they overlap", who)
    return _derived_line(item, label, who, book)


def _derived_line(item: Derived, label: str, who: str, book: Book) -> Line:
    result = item.result
    answer = compact(result.point, result.bounds, result.unit, result.kind)
    notes = (*beside_of(item, book), *notes_of(result))
    return Line(label, answer, how_of(result), who, notes)


def beside_of(item: Derived, book: Book) -> list[str]:
    """What was printed or computed beside an answer, and how far off it is."""
    return [_beside(each, item.result, book) for each in item.beside]


def label_of(item: Derived | SourcesCompared, book: Book) -> str:
    """What an answer is called."""
    label = _LABELS.get(item.name, item.name.replace("_", " "))
    if isinstance(item, SourcesCompared):
        return f"{label}, {item.of}" if item.of else label
    details = item.result.details
    if "counted" in details:
        return f"{label}, {details['counted']}"
    if "term" in details:
        since = f" since {details['since']}" if "since" in details else ""
        return f"{details['term']}, {label}{since}"
    if "of" in details:
        return f"{label}, {_named_subject(str(details['of']), book)}"
    if "assuming" in details:
        return f"pre-money if {details['assuming']}"
    if "holder" in details:
        verb = "holds" if item.name == "holder_share" else "votes"
        return f"{name_of(details['holder'], book)} {verb}"
    if item.name in _STATED and isinstance(item.result.expression, Leaf):
        return f"{label}, as stated"
    if "price_of" in details:
        return f"{label} if per {details['price_of']}"
    if item.name == "adjusted_price":
        return f"{label}, {str(details['basis']).replace('_', ' ')}"
    if "over" in details:
        return f"{label} over {details['over']}"
    if details.get("period") and item.name in DATED:
        return f"{label} ({details['period']})"
    return label


def _named_subject(of: str, book: Book) -> str:
    """What a subject of the book is about; other words as they are."""
    section, _, key = of.partition(".")
    is_subject = section in BY_SECTION and key in BY_SECTION[section].records(book)
    return title_of(of, book) if is_subject else of


def notes_of(result: Result) -> list[str]:
    """What is to be told beside an answer: which claims were chosen, and its warnings; that both
    cases of pre-money are shown, their labels say."""
    notes = [q.why for q in result.inputs.values() if isinstance(q, Selected)]
    if "without" in result.details:
        notes.append(f"without {result.details['without']}")
    if "assuming" not in result.details:
        notes += [f"warning: {warning}" for warning in result.warnings]
    return notes


def _beside(beside: Printed | Computed, result: Result, book: Book) -> str:
    """What stands beside an answer, how far off it is, and whether the two can be one number; what
    is about something else need not be."""
    text = f"{_named(beside, book)}{_apart(beside, result)}"
    if isinstance(beside, Printed) and beside.of is not None:
        return text
    if beside.overlaps(result.bounds):
        return f"{text}, within the bounds"
    rough = meet_when_rounded(beside.told, told_of(result))
    return f"{text}, told more roughly" if rough else f"{text}, outside the bounds"


def _named(beside: Printed | Computed, book: Book) -> str:
    if isinstance(beside, Computed):
        result = beside.result
        number = compact(result.point, result.bounds, result.unit, result.kind)
        label = _LABELS.get(result.name, result.name.replace("_", " "))
        if "assuming" in result.details:
            label += f" if {result.details['assuming']}"
        return f"beside {label} {how_of(result)} = {number}"
    figure = beside.figure
    who = source_name(figure.source or "", book)
    if beside.of is not None:
        return f"beside {title_of(beside.of, book)}: {figure.verbatim}, {who}"
    return f"{who} prints {figure.verbatim}"


def _apart(beside: Printed | Computed, result: Result) -> str:
    """How far what stands beside an answer is from it."""
    if beside.point is None or result.point is None or result.point == 0:
        return ""
    change = (beside.point - result.point) / result.point * 100
    return f" ({'+' if change > 0 else ''}{fixed_text(change, 1)} %)"
