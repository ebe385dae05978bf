"""One answer as a footnote that is ready to paste.

It says what it is and of what; the point, and in brackets what it can mean; the formula over names
and over the printed words; who printed them, after whom and when; each exchange rate with its day
and publisher; and what a reader has to be warned of. Printed words with a hedge or a comma stand
in quotation marks, so that the formula can be read. Numbers are rounded as in a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

from dealmodel.dataclass import dataclass
from dealmodel.derivations.answers import Derived, Item, SourcesCompared, Stated
from dealmodel.derivations.kinds import title_of
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.decimals import Rounding
from dealmodel.figures.figure import Figure
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.numbers import compact, rate_text
from dealmodel.formulas.printed import printed as in_figures
from dealmodel.formulas.rendering import bounds_text
from dealmodel.formulas.result import Result
from dealmodel.rates.rate import Rate
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of
from dealmodel.records.source import Source
from dealmodel.reports.markdown import escaped

_LABELS = {
    "converted_price": "price",
    "holder_share": "share held",
    "holder_votes": "votes held",
    "pre_money": "pre-money value",
    "run_rate": "run-rate",
    "volume_before": "volume of the period before",
}
_SHARES = ("share", "holder_share", "holder_votes")
"""What reads as a percentage even where "a quarter" is printed."""

_NOT_IN_LINKS = re.compile(r"[<>\\]")


@dataclass(frozen=True, slots=True)
class Style:
    """How words of a book, and words with an address behind them, are written."""

    words: Callable[[str], str]
    linked: Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a footnote: ``words``, and the ids of the ``sources`` that are named behind
    them. ``printed`` is what the source printed, where the clause need not repeat it."""

    kind: Literal["answer", "source", "rate", "note"]
    words: str
    sources: tuple[str, ...] = ()
    printed: str = ""


def _link(words: str, address: str) -> str:
    safe = _NOT_IN_LINKS.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return f"[{escaped(words)}](<{safe}>)"


TEXT = Style(lambda words: " ".join(words.split()), lambda words, address: f"{words}, {address}")
MARKDOWN = Style(escaped, _link)


def footnote(item: Item, book: Book, style: Style = TEXT) -> str:
    """The footnote of an answer about a record of ``book``.

    >>> from dealmodel.records.party import Fact, Party
    >>> from dealmodel.records.source import Source
    >>> book = Book(
    ...     book="x",
    ...     sources={"a": Source(publisher="A", origin="B", published="2025-04-26")},
    ...     parties={"p": Party(name="P", kind="company")},
    ... )
    >>> footnote(Stated("parties.p", "fact", "€96 million", ("a",), {"what": "revenue"}), book)
    'Revenue, P: “€96 million”; A (after B), 2025-04-26.'
    """
    return "; ".join(_written(each, book, style) for each in clauses(item, book)) + "."


def clauses(item: Item, book: Book, number: str | None = None) -> Iterator[Clause]:
    """The footnote of an answer, clause by clause: what it is, who printed it, the exchange rates,
    what a reader has to be warned of. ``number`` is that of :func:`numbers_of`, where it is known
    already."""
    if isinstance(item, Derived):
        return _derived(item, book, number)
    if isinstance(item, SourcesCompared):
        return _compared(item, book)
    return _stated(item, book)


def _written(clause: Clause, book: Book, style: Style) -> str:
    who = " and ".join(_source(key, book, style) for key in clause.sources)
    return ": ".join(filter(None, (style.words(clause.words), who)))


def numbers_of(item: Derived) -> tuple[str, str, str]:
    """The number of an answer and its bounds, each as a report tells them, and both as a footnote
    does: rounded once, since that takes longest."""
    result = item.result
    point, unit = result.point, result.unit
    words = ""

    def interval(ends: Bounds, shown: Callable[[Fraction, Rounding], str]) -> str:
        nonlocal words
        low = "" if ends.low is None else shown(ends.low, "down")
        high = "" if ends.high is None else shown(ends.high, "up")

        def once(_: Fraction, rounding: Rounding) -> str:
            return low if rounding == "down" else high

        words = _ends(ends, once)
        return f"\0{bounds_text(ends, once)}\0"

    told = compact(point, result.bounds, unit, result.kind, interval)
    number, _, rest = told.partition("\0")
    ends, _, behind = rest.partition("\0")
    if point is None:
        # The sign and the magnitude belong to the bounds.
        number, ends, behind = "", f"{number}{ends}{behind}", ""
    kind = _kind(item)
    if point is None or kind != result.kind:
        return number.rstrip(), ends, _number(point, result.bounds, unit, kind)
    return number.rstrip(), ends, f"{number}({words})" if words else number


def _kind(item: Derived) -> str:
    return "share" if item.name in _SHARES else item.result.kind


def _derived(item: Derived, book: Book, number: str | None = None) -> Iterator[Clause]:
    result = item.result
    if number is None:
        number = _number(result.point, result.bounds, result.unit, _kind(item))
    yield Clause("answer", f"{_label(item, book)}: {number}{_formula(result)}")
    yield from _printers(result)
    yield from (Clause("rate", words) for words in _rates(result))
    if not result.tight:
        yield Clause("note", "the bounds are an outer range")
    if "assuming" not in result.details:
        yield from (Clause("note", words) for words in result.warnings)


def _compared(item: SourcesCompared, book: Book) -> Iterator[Clause]:
    label = _headed(item.name.removesuffix("_agreement"), item.subject, book)
    if item.common is None:
        told = (
            "may be one number told roughly"
            if item.undecided
            else "the sources cannot all be right"
        )
        yield Clause("answer", f"{label}: {told}")
    else:
        number = _number(None, item.common, item.unit, item.kind)
        yield Clause("answer", f"{label}: {number}, where the sources agree")
    for sources, bounds in item.answers:
        yield Clause("source", _number(None, bounds, item.unit, item.kind), sources)


def _stated(item: Stated, book: Book) -> Iterator[Clause]:
    details = item.details
    words = str(details.get("term") or details.get("what") or item.name).replace("-", " ")
    when = details.get("period") or details.get("on")
    said = item.text if item.name == "status" else f"“{item.text}”"
    label = _headed(f"{words} ({when})" if when else words, item.subject, book)
    yield Clause("answer", f"{label}: {said}")
    yield from (Clause("source", "", (key,)) for key in item.sources)


def _label(item: Derived, book: Book) -> str:
    details = item.result.details
    words, subject = _LABELS.get(item.name, item.name), item.subject
    if item.name == "peer_volume":
        subject = f"volumes.{details['of']}"
    if "assuming" in details:
        words += f" if {details['assuming']}"
    if "counted" in details:
        words += f", {details['counted']}"
    if "holder" in details:
        words += f" by {name_of(details['holder'], book)}"
    if item.name in ("volume_before", "sum_of_parts", "missing_part") and details["period"]:
        words += f" ({details['period']})"
    if item.name == "adjusted_price":
        words += f" ({details['basis']})"
    if "over" in details:
        words += f" over {details['over']}"
    if item.name == "premium":
        words += f" to {details['to']}" if details.get("to") else ""
    if "per" in details:
        words += f" ({details['per']})"
    return _headed(words, subject, book)


def _headed(words: str, subject: str, book: Book) -> str:
    words = words.replace("_", " ")
    return f"{words[0].upper()}{words[1:]}, {title_of(subject, book)}"


def _number(value: Fraction | None, bounds: Bounds, unit: Unit, kind: str) -> str:
    """Point and bounds; without a point the bounds alone."""
    if value is not None:
        return compact(value, bounds, unit, kind, lambda ends, shown: f"({_ends(ends, shown)})")
    if None in (bounds.low, bounds.high) or bounds.low_open:
        # A word ahead of an end would come between the sign of a currency and its number.
        return _ends(bounds, lambda end, _: compact(end, point(end), unit, kind))
    return compact(None, bounds, unit, kind, _ends)


def _ends(bounds: Bounds, shown: Callable[[Fraction, Rounding], str]) -> str:
    """Bounds in words."""
    low = "" if bounds.low is None else shown(bounds.low, "down")
    high = "" if bounds.high is None else shown(bounds.high, "up")
    if low == high:
        return low or "without bounds"
    if not high:
        return f"above {low}" if bounds.low_open else f"{low} or more"
    up_to = f"below {high}" if bounds.high_open else f"up to {high}"
    if not low:
        return up_to
    if bounds.low_open:
        return f"above {low}, {up_to}"
    return f"{low} to {f'below {high}' if bounds.high_open else high}"


def _formula(result: Result) -> str:
    """The formula over names, and over what was printed."""
    if isinstance(result.expression, Leaf):
        (printed,) = result.inputs.values()
        return f", printed “{printed.verbatim}”" if isinstance(printed, Figure) else ""
    return f" = {result.formula} = {in_figures(result.expression, result.inputs, _shown)}"


def _shown(given: Quantity) -> str:
    """An input as it stands in a formula."""
    if isinstance(given, Figure):
        return _bare_or_quoted(given)
    if isinstance(given, Rate):
        return rate_text(given.value)
    bounds = given.bounds if given.point is None else point(given.point)
    return _number(given.point, bounds, given.unit, given.kind)


def _bare_or_quoted(figure: Figure) -> str:
    words = figure.verbatim
    is_bare = figure.value is not None and figure.hedge in ("none", "exact")
    is_short = len(words.split()) <= 2 and "," not in words
    return words if is_bare and is_short else f"“{words}”"


def _inputs(result: Result) -> Iterator[Quantity]:
    """What was printed or looked up, however deep."""
    for given in result.inputs.values():
        if isinstance(given, Result):
            yield from _inputs(given)
        else:
            yield given


def _printers(result: Result) -> Iterator[Clause]:
    """Who printed what; of one source alone, only who."""
    printed: dict[str, list[str]] = {}
    for given in _inputs(result):
        if isinstance(given, Figure) and given.source is not None:
            printed.setdefault(given.source, []).append(f"“{given.verbatim}”")
    for source, words in printed.items():
        said = " and ".join(dict.fromkeys(words))
        if len(printed) == 1:
            yield Clause("source", "", (source,), said)
        else:
            yield Clause("source", said, (source,))


def _rates(result: Result) -> Iterator[str]:
    """The exchange rates, those of one publisher and day together."""
    by_source: dict[str, list[Rate]] = {}
    for given in _inputs(result):
        if isinstance(given, Rate) and given not in by_source.setdefault(given.source, []):
            by_source[given.source].append(given)
    for source, rates in by_source.items():
        each = " and ".join(f"{_shown_rate(rate)} {rate.unit}" for rate in rates)
        yield f"at {each}, {source}{_asked(rates[0])}"


def _shown_rate(rate: Rate) -> str:
    text = rate_text(rate.value)
    if rate.spread is None:
        return text
    return f"{text} ({_ends(rate.spread, lambda end, _: rate_text(end))})"


def _asked(rate: Rate) -> str:
    """For which day a rate stands, where it is another's."""
    is_other = rate.used is not None and rate.used.isoformat() != rate.requested
    return f", for {rate.requested}" if is_other else ""


def _source(key: str, book: Book, style: Style) -> str:
    source = book.sources[key]
    words = source_words(source)
    return style.linked(words, source.url) if source.url else style.words(words)


def source_words(source: Source) -> str:
    """A source in a footnote: who published it, after whom, what, and when.

    >>> from dealmodel.records.source import Source
    >>> source_words(Source(publisher="A", origin="B", title="News"))
    'A (after B), “News”, undated'
    """
    after = source.origin if source.origin != source.publisher else None
    publisher = f"{source.publisher} (after {after})" if after else source.publisher
    title = f"“{source.title}”" if source.title else None
    return ", ".join(filter(None, (publisher, title, source.published or "undated")))
