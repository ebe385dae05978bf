"""A report as sections, subjects and lines: what the text and markdown forms both render.

A line is a label, the answer in compact form, how it comes about, and who says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from dealmodel.calculators.selection import Selected
from dealmodel.checks.volumes import named
from dealmodel.figures.decimals import fixed_text
from dealmodel.figures.figure import Figure
from dealmodel.formulas.numbers import compact
from dealmodel.formulas.result import Result
from dealmodel.rates.rate import Rate
from dealmodel.records.book import Book
from dealmodel.reports.derived import Derived, Item, Printed, SourcesCompared, Stated
from dealmodel.reports.deriving import Report
from dealmodel.reports.naming import name_of, source_name, who_says

TITLES = {
    "stakes": "Stakes and implied values",
    "joint_ventures": "Joint ventures",
    "prices": "Prices in other currencies",
    "volumes": "Volumes",
    "growth": "Growth, undone",
    "ratios": "Ratios",
    "ownership": "Ownership through others",
    "agreements": "Agreements and their status",
    "parties": "Parties",
}
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
}


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
    sections: dict[str, dict[str, list[Line]]] = {}
    for item in report.items:
        section = item.subject.partition(".")[0]
        subjects = sections.setdefault(section, {})
        subjects.setdefault(item.subject, []).append(_line(item, report.book))
    return tuple(
        Part(
            TITLES[section],
            tuple(
                Subject(key, title_of(key, report.book), tuple(lines))
                for key, lines in subjects.items()
            ),
        )
        for section, subjects in sections.items()
    )


def title_of(subject: str, book: Book) -> str:
    """What a subject is about, in words.

    >>> from dealmodel.records.source import Source
    >>> title_of("prices.b10", Book(book="x", sources={"a": Source(publisher="A")}))
    'b10'
    """
    section, _, key = subject.partition(".")
    if section == "stakes" and key in book.stakes:
        stake = book.stakes[key]
        title = f"{name_of(stake.investor, book)} in {name_of(stake.investee, book)}"
        return f"{title}, {stake.on}" if stake.on else title
    if section == "prices" and key in book.prices:
        price = book.prices[key]
        basis = price.basis.replace("_", " ")
        return ", ".join(
            filter(None, (price.product, price.variant, basis, price.market, price.on))
        )
    if section == "volumes" and key in book.volumes:
        return named(book, key)
    if section == "growth" and key in book.growth:
        return named(book, book.growth[key].of)
    if section == "ratios" and key in book.ratios:
        ratio = book.ratios[key]
        return f"{named(book, ratio.of)} / {named(book, ratio.to)}"
    if section == "ownership":
        return name_of(key, book)
    if section == "joint_ventures" and key in book.joint_ventures:
        return name_of(book.joint_ventures[key].party, book)
    if section == "parties" and key in book.parties:
        return book.parties[key].name
    return key


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
            return Line(label, "cannot both be right", f"they span {whole}", who)
        return Line(label, compact(None, common, item.unit, item.kind), "where they overlap", who)
    return _derived_line(item, label, who, book)


def _derived_line(item: Derived, label: str, who: str, book: Book) -> Line:
    result = item.result
    answer = compact(result.point, result.bounds, result.unit, result.kind)
    notes = [_beside(printed, result, book) for printed in item.beside]
    return Line(label, answer, how_of(result), who, (*notes, *notes_of(result)))


def label_of(item: Derived | SourcesCompared, book: Book) -> str:
    """What an answer is called."""
    label = _LABELS.get(item.name, item.name.replace("_", " "))
    if isinstance(item, SourcesCompared):
        return label
    details = item.result.details
    if "assuming" in details:
        return f"pre-money if {details['assuming']}"
    if "holder" in details:
        verb = "holds" if item.name == "holder_share" else "votes"
        return f"{name_of(details['holder'], book)} {verb}"
    if details.get("period") and item.name in ("volume_before", "volume"):
        return f"{label} ({details['period']})"
    return label


def notes_of(result: Result) -> list[str]:
    """What is to be told beside an answer: which claims were chosen, and its warnings; that both
    cases of pre-money are shown, their labels say."""
    notes = [q.why for q in result.inputs.values() if isinstance(q, Selected)]
    if "assuming" not in result.details:
        notes += [f"warning: {warning}" for warning in result.warnings]
    return notes


def how_of(result: Result) -> str:
    """The printed figures and the rate that an answer is made of."""
    text = printed_of(result)
    if not any(isinstance(q, Rate) for q in result.inputs.values()):
        return text
    day = result.details.get("used") or f"mean of {result.details.get('requested')}"
    return f"{text} at {_rate_text(result)} ({day})"


def printed_of(result: Result) -> str:
    """The printed figures that an answer is made of."""
    printed = [q.verbatim for q in result.inputs.values() if isinstance(q, Figure)]
    rates = [q for q in result.inputs.values() if isinstance(q, Rate)]
    is_value = result.name in ("implied_equity_value", "pre_money")
    is_quotient = is_value or (not rates and "/" in result.formula)
    return (" / " if is_quotient else ", ").join(printed)


def _rate_text(result: Result) -> str:
    unit = result.details.get("rate_unit", "")
    return f"{str(result.details.get('rate', ''))[:8]} {unit}"


def _beside(printed: Printed, result: Result, book: Book) -> str:
    figure = printed.figure
    text = f"{source_name(figure.source or '', book)} prints {figure.verbatim}"
    if figure.value is not None and result.point is not None and result.point != 0:
        change = (figure.value - result.point) / result.point * 100
        sign = "+" if change > 0 else ""
        text += f" ({sign}{fixed_text(change, 1)} %)"
    meets = printed.to_dict(result.bounds)["overlaps"]
    return text + (", within the bounds" if meets else ", outside the bounds")
