"""``dealmodel ownership``: who holds what through whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.books import given_book
from dealmodel.cli.command import Command
from dealmodel.cli.options import book_options, hedge_rules, json_option, strictness_options
from dealmodel.dataclass import replace
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.calculators.control import Threshold
    from dealmodel.calculators.holding_entries import Measure
    from dealmodel.calculators.ownership import Loops, Ownership
    from dealmodel.figures.hedges import HedgeRules, Reading
    from dealmodel.records.book import Book


@click.command(
    "ownership",
    cls=Command,
    examples=(
        "dealmodel ownership seeds stellantis leapmotor-international",
        "dealmodel ownership seeds --of leapmotor-international",
        "dealmodel ownership seeds --control stellantis",
        "dealmodel ownership seeds --diagram svg > ownership.svg",
    ),
    help="What OWNER holds of HELD, directly and through others: multiplied along each path, added "
    "across paths, loops solved exactly, with bounds and the paths. Or who holds --of a party, or "
    "what is in the --control of one, which is by votes and never by interest. BOOK is a YAML, "
    "TOML or JSON file, a folder of them, or - for YAML on standard input.",
)
@click.argument("book", metavar="BOOK", type=click.Path())
@click.argument("owner", required=False)
@click.argument("held", required=False)
@click.option("--of", "of", metavar="HELD", help="Every party that holds it, the largest first.")
@click.option("--control", "of_owner", metavar="OWNER", help="Every party in its control.")
@click.option("--as-of", metavar="DATE", help="The day that the holdings are of; all if not given.")
@click.option(
    "--measure",
    type=click.Choice(["economic", "votes"]),
    default="economic",
    help="Economic interest, or votes.",
)
@click.option(
    "--loops",
    type=click.Choice(["resolve", "refuse"]),
    default="resolve",
    help="Whether companies that hold each other are solved, or an error.",
)
@click.option(
    "--threshold",
    type=click.Choice([">50", ">=50"]),
    default=">50",
    help="The votes that make control: more than half, or half.",
)
@click.option(
    "--prefer",
    default="hull",
    metavar="RULE",
    help="Which of several claims counts: hull (if not given), overlap, latest, first, on-record, "
    "or the id of a source.",
)
@click.option(
    "--timeline",
    is_flag=True,
    help="OWNER's own holding in HELD over time: what it was when, by whose word.",
)
@click.option("--paths", default=10, type=click.IntRange(1, 10_000), help="How many are shown.")
@click.option(
    "--diagram",
    type=click.Choice(["mermaid", "dot", "svg"]),
    help="Draw it instead: for OWNER and HELD, --of or --control, or the whole book.",
)
@strictness_options
@book_options
@json_option
def command(
    book: str,
    owner: str | None,
    held: str | None,
    of: str | None,
    of_owner: str | None,
    as_of: str | None,
    measure: Measure,
    loops: Loops,
    threshold: Threshold,
    prefer: str,
    paths: int,
    diagram: str | None,
    timeline: bool,
    reading: Reading,
    exact: bool,
    locale: str,
    keep_going: bool,
) -> Answer:
    from dealmodel.calculators.ownership import Ownership

    asked = [owner is not None, of is not None, of_owner is not None]
    if sum(asked) > 1 or (sum(asked) == 0 and diagram is None):
        raise UsageError("give OWNER and HELD, or --of HELD, or --control OWNER: one of the three")
    if owner is not None and held is None:
        raise UsageError(f"what of does {owner[:60]} hold? Give HELD, too, or --control {owner}")
    loaded = given_book(book, locale, keep_going)
    rules = hedge_rules(reading, exact)
    if timeline:
        if owner is None or held is None or as_of is not None:
            raise UsageError("--timeline takes OWNER and HELD, and no --as-of")
        told = _timeline(loaded, owner, held, measure, prefer, rules, diagram)
        return replace(told, books=(loaded,))
    found = Ownership.of(loaded, as_of=as_of, measure=measure, prefer=prefer, rules=rules)
    if diagram is not None:
        answer = _diagram(diagram, found, loaded, owner or of_owner, held or of)
    elif of is not None:
        answer = _holders(found, loaded, of, loops)
    elif of_owner is not None:
        answer = _control(found, loaded, of_owner, threshold)
    else:
        assert owner is not None
        assert held is not None
        answer = _interest(found, loaded, owner, held, loops, threshold, paths)
    return replace(answer, books=(loaded,))


def _timeline(
    book: Book,
    owner: str,
    held: str,
    measure: Measure,
    prefer: str,
    rules: HedgeRules,
    diagram: str | None,
) -> Answer:
    from dealmodel.calculators.holding_periods import holding_periods
    from dealmodel.reports.holding_timeline import period_record, timeline_svg, timeline_text

    if diagram not in (None, "svg"):
        raise UsageError(f"--timeline is drawn as svg, not as {diagram}")
    periods = holding_periods(book, owner, held, measure=measure, prefer=prefer, rules=rules)
    if diagram is None:
        return Answer(
            "ownership",
            lambda: [period_record(each, owner, held) for each in periods],
            lambda: timeline_text(periods, owner, held, book),
        )
    picture = timeline_svg(periods, owner, held, book)
    return Answer(
        "ownership",
        lambda: [{"name": "timeline", "form": "svg", "text": picture}],
        lambda: picture.removesuffix("\n"),
    )


def _interest(
    found: Ownership,
    book: Book,
    owner: str,
    held: str,
    loops: Loops,
    threshold: Threshold,
    paths: int,
) -> Answer:
    from dealmodel.derivations.ownership import interest_record
    from dealmodel.reports.ownership import interest_text

    interest = found.interest(owner, held, loops=loops, threshold=threshold, paths=paths)
    return Answer(
        "ownership",
        lambda: [interest_record(interest)],
        lambda: interest_text(interest, book),
        interest.warnings,
    )


def _holders(found: Ownership, book: Book, held: str, loops: Loops) -> Answer:
    from dealmodel.derivations.ownership import holder_record
    from dealmodel.reports.ownership import holders_text

    holders = found.holders(held, loops=loops)
    return Answer(
        "ownership",
        lambda: [holder_record(each) for each in holders],
        lambda: holders_text(holders, held, book),
        found.warnings_about(held),
    )


def _control(found: Ownership, book: Book, owner: str, threshold: Threshold) -> Answer:
    from dealmodel.derivations.ownership import control_record
    from dealmodel.reports.ownership import control_text

    controlled = [
        each for each in found.control(owner, threshold=threshold) if each.control != "no"
    ]
    return Answer(
        "ownership",
        lambda: [control_record(each, found, owner) for each in controlled],
        lambda: control_text(controlled, owner, book),
    )


def _diagram(
    form: str, found: Ownership, book: Book, owner: str | None, held: str | None
) -> Answer:
    import importlib

    from dealmodel.reports.drawing.graph import graph_of

    graph = graph_of(found, book, owner=owner, held=held)
    writer = importlib.import_module(f"dealmodel.reports.drawing.{form}")
    picture = str(getattr(writer, form)(graph)).removesuffix("\n")
    return Answer(
        "ownership", lambda: [{"name": "diagram", "form": form, "text": picture}], lambda: picture
    )
