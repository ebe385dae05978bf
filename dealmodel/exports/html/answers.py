"""The rows of a page's tables: what an answer is about, its number, how it comes about, and who
says so.

Rows are made one by one as they are written, so that a page of a hundred thousand takes no memory.
What many rows share, a title, the names of sources, is made once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from markupsafe import Markup

from dealmodel.derivations.answers import Derived, Effective, Item, SourcesCompared, Stated
from dealmodel.derivations.kinds import title_of
from dealmodel.derivations.printing import how_of
from dealmodel.exports.html.safe import in_id, linked, told
from dealmodel.formulas.numbers import compact
from dealmodel.records.book import Book
from dealmodel.records.naming import source_name
from dealmodel.reports.footnote import Clause, clauses, numbers_of, source_words
from dealmodel.reports.outline import beside_of, label_of, notes_of
from dealmodel.reports.ownership import interest_text

_KINDS = {"answer": "Formula", "source": "Printed by", "rate": "Rate", "note": "Note"}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of what an answer opens to. ``words`` and ``sources`` are what a footnote has,
    ``printed`` what a page shows besides."""

    kind: str
    words: str
    sources: Markup
    printed: str = ""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What an answer says: its number and bounds, how it comes about, what a column is sorted by,
    and how a footnote tells the number, where that is known."""

    number: str = ""
    ends: str = ""
    how: str = ""
    value: str = ""
    unit: str = ""
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An answer in a table. ``is_first``: the row before is about something else."""

    subject: str
    title: str
    is_first: bool
    label: str
    who: Markup
    numbers: _Numbers
    item: Item
    names: Names = field(repr=False)

    def parts(self) -> Iterator[Part]:
        """What the answer opens to: its footnote, clause by clause, and what stands beside it."""
        told = clauses(self.item, self.names.book, self.numbers.told)
        yield from map(self.names.part, told)
        for note in self.names.notes(self.item):
            yield Part("Beside it", "", Markup(""), note)


class Names:
    """What things of a book are called in a page, each made once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._titles: dict[str, str] = {}
        self._who: dict[tuple[str, ...], Markup] = {}
        self._sources: dict[str, Markup] = {}

    def title(self, subject: str) -> str:
        """What a subject is called."""
        if subject not in self._titles:
            self._titles[subject] = title_of(subject, self.book)
        return self._titles[subject]

    def who(self, sources: tuple[str, ...]) -> Markup:
        """Who says something: links to the sources in the page."""
        found = self._who.get(sources)
        if found is None:
            links = (
                Markup('<a href="#source-{}">{}</a>').format(
                    in_id(key), told(source_name(key, self.book))
                )
                for key in sources
            )
            found = self._who[sources] = Markup("; ").join(links)
        return found

    def source(self, key: str) -> Markup:
        """A source as a footnote has it, its address as a link; behind it, for readers of the page
        alone, the way to it in the list."""
        found = self._sources.get(key)
        if found is None:
            source = self.book.sources[key]
            found = told(source_words(source))
            if source.url:
                found += Markup(", ") + linked(source.url)
            elif source.document:
                found += Markup('<span class="x">, document {}</span>').format(
                    told(source.document)
                )
            found += Markup(' <a class="x" href="#source-{}">in the list of sources</a>').format(
                in_id(key)
            )
            self._sources[key] = found
        return found

    def part(self, clause: Clause) -> Part:
        who = Markup(" and ").join(map(self.source, clause.sources))
        words = " ".join(clause.words.split())
        return Part(_KINDS[clause.kind], words, who, clause.printed)

    def notes(self, item: Item) -> Sequence[str]:
        """What stands beside an answer that its footnote does not tell."""
        if isinstance(item, Derived):
            return [*beside_of(item, self.book), *_chosen(item)]
        if isinstance(item, Effective):
            return [line.strip() for line in interest_text(item.found, self.book).splitlines()[1:]]
        return ()


def _chosen(item: Derived) -> list[str]:
    return [note for note in notes_of(item.result) if not note.startswith("warning: ")]


@dataclass(frozen=True, slots=True)
class Table:
    """The answers of one section of a book."""

    items: Sequence[Item]
    names: Names

    def rows(self) -> Iterator[Row]:
        """A row for each, in order."""
        before = None
        for item in self.items:
            yield _row(item, self.names, is_first=item.subject != before)
            before = item.subject


def _row(item: Item, names: Names, *, is_first: bool) -> Row:
    label, who = _label(item, names.book), names.who(item.sources)
    title = names.title(item.subject)
    return Row(item.subject, title, is_first, label, who, _numbers(item), item, names)


def _label(item: Item, book: Book) -> str:
    if isinstance(item, Stated):
        return str(item.details.get("term") or item.details.get("what") or item.name)
    return label_of(item, book)


def _numbers(item: Item) -> _Numbers:
    if isinstance(item, Stated):
        return _Numbers(how=item.text)
    if isinstance(item, SourcesCompared):
        unit = item.unit.text or ""
        if item.common is None:
            whole = compact(None, item.whole, item.unit, item.kind)
            told = "may be one number" if item.undecided else "cannot all be right"
            return _Numbers(told, how=f"they span {whole}", unit=unit)
        ends = compact(None, item.common, item.unit, item.kind)
        low = sorting(item.common.low)
        return _Numbers(ends=ends, how="where they overlap", value=low, unit=unit)
    result = item.result
    number, ends, told = numbers_of(item)
    end = result.point if result.point is not None else result.bounds.low
    return _Numbers(number, ends, how_of(result), sorting(end), result.unit.text or "", told)


def sorting(value: Fraction | None) -> str:
    """A number to sort a column by, near enough; no reader sees it."""
    if value is None:
        return ""
    try:
        return repr(float(value))
    except OverflowError:
        return "Infinity" if value > 0 else "-Infinity"
