"""The report as one page: its parts put into the templates, its style and script inside it.

Policy: nothing in the page is from anywhere else, and a browser is told to load and to run nothing
but the style and the script that are in it, by their digests. It is whole without the script. The
same report gives the same bytes. Pictures show the largest and say so; tables have everything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dealmodel.calculators.ownership import Ownership
from dealmodel.checks.finding import SEVERITIES, Finding, Severity
from dealmodel.derivations.answers import Item
from dealmodel.derivations.kinds import OWNERSHIP
from dealmodel.errors import OutOfRange
from dealmodel.exports.html.answers import Names, Table
from dealmodel.exports.html.safe import in_id, linked, shown
from dealmodel.reports.deriving import Report
from dealmodel.reports.drawing.evidence_timeline import evidence_timeline, timeline_svg
from dealmodel.reports.drawing.football_field import football_fields
from dealmodel.reports.drawing.graph import graph_of
from dealmodel.reports.drawing.price_ladder import price_ladder, volumes_beside
from dealmodel.reports.drawing.ranges import Group, Ranges, Span, ranges_svg
from dealmodel.reports.drawing.svg import svg
from dealmodel.reports.drawing.who_says_what import matrix_svg, who_says_what
from dealmodel.reports.facts import VERDICTS, Fact, Verdict, counts_of, facts_of
from dealmodel.reports.findings import summary
from dealmodel.reports.outline import title_of_section
from dealmodel.uncollected import uncollected

MOST_FIELDS = 12
"""Of so many records football fields are drawn, of the largest money; more nobody looks at."""

MOST_HELD = 120
"""More holdings than these make a picture that nobody can read."""

MOST_DRAWN = 24
"""So many findings have their numbers drawn, the gravest."""

MOST_LAID_OUT = 1000
"""Of more answers a browser lays out those in sight alone and guesses the height of the others:
the page opens at once, at the price of rows that move while one scrolls."""

_DEALS = ("stakes", "deals", "joint_ventures", "holdings", "capital", "financials")
_VOLUMES = ("volumes", "growth", "ratios")
EMBEDDED = "ecb"
"""What the rates are called that come with the program."""

_FOLDER = "dealmodel.exports.html"

_PLURALS: dict[Severity, str] = {"error": "Errors", "warning": "Warnings", "info": "Notes"}
_VERDICTS: dict[Verdict, tuple[str, str, str]] = {
    "contested": ("Contested", "≠", "sources that cannot all be right, or a party that denies it"),
    "agreed": ("Agreed", "=", "independent sources that can all be right"),
    "unknown": ("Unknown", "?", "no source states it, or what they state cannot be compared"),
    "told": ("Told by one", "1", "one voice alone, or words, which are not compared"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its heading; ``note`` says what is not drawn."""

    title: str
    picture: Markup
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: pictures above a table."""

    key: str
    title: str
    figures: Sequence[Figure]
    note: str
    table: Table | None

    @property
    def short(self) -> str:
        """What it is called where there is little room."""
        return self.key.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The facts with one verdict."""

    key: Verdict
    title: str
    sign: str
    about: str
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, and its numbers drawn where there are not too many."""

    finding: Finding
    picture: Markup | None


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one severity."""

    key: Severity
    title: str
    findings: Sequence[Told]


def html_of(report: Report) -> str:
    """The report as the text of a page.

    >>> from dealmodel.records.book import Book
    >>> from dealmodel.records.source import Source
    >>> book = Book(book="<Deal>", sources={"a": Source(publisher="A")})
    >>> page = html_of(Report(book, (), ()))
    >>> "<h1>&lt;Deal&gt;</h1>" in page, "src=" in page
    (True, False)
    """
    with uncollected():
        return "".join(_pieces(report))


def write_html(report: Report, file: BinaryIO) -> None:
    """Write the page to a file opened for bytes, piece by piece."""
    with uncollected():
        file.writelines(piece.encode() for piece in _pieces(report))


def _pieces(report: Report) -> Iterator[str]:
    stream = _environment().get_template("page.html.j2").stream(**_context(report))
    stream.enable_buffering(500)
    yield from stream


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=shown,
        auto_reload=False,
    )
    environment.filters["in_id"] = in_id
    environment.globals["linked"] = linked
    return environment


def _context(report: Report) -> dict[str, Any]:
    book = report.book
    names = Names(book)
    facts = facts_of(report)
    receipt = report.receipt
    style, script = _own("page.css"), _own("page.js")
    before, after = _sections(report, names)
    return {
        "book": book,
        "report": report,
        "names": names,
        "subjects": {item.subject for item in report.items},
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
        "long": len(report.items) > MOST_LAID_OUT,
        "deals": before,
        "others": after,
        "counts": counts_of(facts),
        "verdicts": _verdicts(facts),
        "matrix": _matrix(facts, report),
        "findings": _findings(report),
        "summary": summary(report.findings),
        "receipt": receipt,
        "rates": _rates(report),
        # Its own text escapes what could end the element that it stands in.
        "receipt_text": Markup(receipt.text),
    }


def _rates(report: Report) -> str:
    """Whose rates convert the money of a report."""
    if report.rates is None:
        return ""
    if report.rates.source == EMBEDDED:
        return "the European Central Bank's reference rates"
    return f"rates of {report.rates.source}"


def _own(name: str) -> str:
    return files(_FOLDER).joinpath("templates", name).read_text("utf-8").strip()


def _policy(style: str, script: str) -> str:
    """What a browser may do with the page: show the style and run the script that are in it."""
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _sections(report: Report, names: Names) -> tuple[list[Section], list[Section]]:
    """The sections that hold anything in the order of a report: deals and stakes, the others."""
    by_section: dict[str, list[Item]] = {}
    for item in report.items:
        by_section.setdefault(item.subject.partition(".")[0], []).append(item)
    figures, notes = _figures(report)
    if figures.get(OWNERSHIP):
        by_section.setdefault(OWNERSHIP, [])
    found = [
        Section(
            key,
            title_of_section(key),
            figures.get(key, ()),
            notes.get(key, ""),
            Table(items, names) if items else None,
        )
        for key, items in by_section.items()
    ]
    before = [each for each in found if each.key in _DEALS]
    after = [each for each in found if each.key not in _DEALS]
    return before, after


def _figures(report: Report) -> tuple[dict[str, list[Figure]], dict[str, str]]:
    """The pictures by section, and what is said where there are not all."""
    found: dict[str, list[Figure]] = {}
    notes: dict[str, str] = {}
    fields, left_out = football_fields(report, MOST_FIELDS)
    for subject, pictures in fields.items():
        figures = found.setdefault(subject.partition(".")[0], [])
        for picture in pictures:
            key = f"drawn-{subject.partition('.')[0]}-{len(figures)}-"
            figures.append(_ranges(picture, key))
    if left_out:
        for section in found:
            notes[section] = (
                f"Pictures are drawn of the {MOST_FIELDS} records of the largest amounts, and not "
                f"of {left_out:,} others; the table has every answer."
            )
    ladder = price_ladder(report)
    if ladder is not None:
        found["prices"] = [_ranges(ladder, "drawn-prices-")]
    for number, picture in enumerate(volumes_beside(report)):
        section = next((each for each in _VOLUMES if getattr(report.book, each)), "volumes")
        found.setdefault(section, []).append(_ranges(picture, f"drawn-volumes-{number}-"))
    timeline = evidence_timeline(report.book)
    if timeline.rows:
        drawing = Markup(timeline_svg(timeline, "drawn-agreements-"))
        found["agreements"] = [Figure("Timeline", drawing, timeline.left_out)]
    if report.ownership is not None and report.ownership.registry.holdings:
        figure = _ownership(report.ownership, report)
        if figure is None:
            notes[OWNERSHIP] = (
                f"The picture of {len(report.ownership.registry.holdings):,} holdings would be too "
                "large to read: dealmodel ownership draws a part of it, for one party."
            )
        else:
            found[OWNERSHIP] = [figure]
    return found, notes


def _ranges(picture: Ranges, key: str) -> Figure:
    return Figure(picture.title, Markup(ranges_svg(picture, key)), picture.left_out)


def _ownership(ownership: Ownership, report: Report) -> Figure | None:
    """Who holds whom; nothing where the picture would be too large to read."""
    if len(ownership.registry.holdings) > MOST_HELD:
        return None
    try:
        drawn = svg(graph_of(ownership, report.book), "drawn-ownership-")
    except OutOfRange:
        return None
    return Figure("Holdings, and talk of them", Markup(drawn))


def _verdicts(facts: Sequence[Fact]) -> list[Verdicts]:
    return [
        Verdicts(key, *_VERDICTS[key], [each for each in facts if each.verdict == key])
        for key in VERDICTS
    ]


def _matrix(facts: Sequence[Fact], report: Report) -> Figure | None:
    matrix = who_says_what(facts, report.book)
    if not matrix.facts:
        return None
    picture = Markup(matrix_svg(matrix, "drawn-facts-"))
    return Figure("Facts that several sources tell of", picture, matrix.left_out)


def _findings(report: Report) -> list[Findings]:
    """The findings, the gravest first, with pictures of the first of them."""
    number = 0
    found = []
    for severity in SEVERITIES:
        told = []
        for finding in report.findings:
            if finding.severity != severity:
                continue
            picture = None
            if severity != "info" and len(finding.bars) > 1 and number < MOST_DRAWN:
                number += 1
                picture = _bars(finding, f"drawn-finding-{number}-")
            told.append(Told(finding, picture))
        if told:
            found.append(Findings(severity, _PLURALS[severity], told))
    return found


def _bars(finding: Finding, key: str) -> Markup:
    spans = tuple(
        Span(bar.label, bar.who, bar.value, bar.bounds) for bar in finding.bars[:MOST_DRAWN]
    )
    title = f"{finding.code}: {finding.subject}"
    picture = Ranges(title, finding.unit, finding.kind, (Group("", spans),))
    return Markup(ranges_svg(picture, key))
