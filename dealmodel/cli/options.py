"""The options that several commands share, declared once."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from dealmodel.cli import currencies
from dealmodel.cli.asked import LOCALE, MAX_AGE, POLICY, READING
from dealmodel.cli.asked import RatesAsked as RatesAsked
from dealmodel.cli.asked import hedge_rules as hedge_rules
from dealmodel.dataclass import replace

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from dealmodel.cli.answer import Answer

Function = TypeVar("Function", bound=Callable[..., Any])


def _together(*options: Callable[[Any], Any]) -> Callable[[Function], Function]:
    def declared(function: Function) -> Function:
        return reduce(lambda inner, option: option(inner), reversed(options), function)

    return declared


def _policies(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from typing import get_args

    from dealmodel.rates.rate import PolicyKind

    return [kind for kind in get_args(PolicyKind) if kind.startswith(incomplete)]


def _rate_sources(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from dealmodel.rates.catalogue import SOURCES

    named = [CompletionItem(name) for name in SOURCES if name.startswith(incomplete)]
    return named or [CompletionItem(incomplete, type="file")]


# The value itself is looked up among the arguments before they are parsed, so that an error in
# them is JSON too.
json_option = click.option(
    "--json", is_flag=True, expose_value=False, help="Print one JSON object."
)

explain_option = click.option(
    "--explain",
    is_flag=True,
    help="Show how the answer comes about: each step, what makes each end of the bounds, and how "
    "much narrower it would be if one input were exact.",
)

strictness_options = _together(
    click.option(
        "--reading",
        type=click.Choice(["usual", "strict"]),
        default=READING,
        help="What hedges mean: as most writers use them, or to the letter.",
    ),
    click.option("--exact", is_flag=True, help="Take every number exactly as printed."),
)

_LOCALES = "en (1,234.5), de, fr, it or es (1.234,5), zh"

locale_option = click.option(
    "--locale",
    default=LOCALE,
    metavar="LANGUAGE",
    help=f"Whose separators, magnitudes and currency words: {_LOCALES}.",
)

book_options = _together(
    click.option(
        "--locale",
        default=LOCALE,
        metavar="LANGUAGE",
        help="Whose separators and words figures are printed with where neither the claim nor its "
        f"source has a locale: {_LOCALES}.",
    ),
    click.option(
        "--keep-going",
        is_flag=True,
        help="Leave out the claims and records that are wrong, tell each, and derive the rest; "
        "the exit code is 2 all the same.",
    ),
)

to_option = click.option(
    "--to",
    multiple=True,
    callback=currencies.all_targets,
    shell_complete=currencies.completions,
    metavar="CUR",
    help="Currency to convert to; repeat it, or part several by commas.",
)

on_option = click.option(
    "--on",
    metavar="DATE",
    help="Day, month, quarter or year of the rate: 2025-04-26, 2023-10, 2025-Q1, 2024. A "
    "period has the mean of its days, and their lowest and highest as bounds.",
)

_lookup_options = _together(
    click.option(
        "--policy",
        default=POLICY,
        metavar="[previous|exact|next|mean]",
        shell_complete=_policies,
        help="Which published day answers for a day without rates; previous if not given.",
    ),
    click.option(
        "--max-age",
        type=int,
        default=MAX_AGE,
        metavar="DAYS",
        help="How far that day may be from the one asked for; 7 if not given.",
    ),
    click.option(
        "--rates",
        metavar="SOURCE",
        shell_complete=_rate_sources,
        help="ecb (embedded, the default), live, a CSV file, or a rate: '7.26 CNY/USD'. A book may "
        "name rates of its own, which hold if none are given here.",
    ),
    click.option(
        "--trust",
        is_flag=True,
        help="Believe a live rate that is far from the embedded one of its day.",
    ),
)


def rates_options(function: Function) -> Function:
    """Whose rates convert money; the command gets them as one ``rates``, a :class:`RatesAsked`."""

    @wraps(function)
    def command(
        *, policy: str, max_age: int, rates: str | None, trust: bool, **others: Any
    ) -> Answer:
        asked = RatesAsked(policy, max_age, rates, trust)
        answer: Answer = function(rates=asked, **others)
        return replace(answer, rates=asked)

    return cast("Function", _lookup_options(command))


prefer_option = click.option(
    "--prefer",
    metavar="RULE",
    help="Choose among claims on one fact: hull, overlap, latest, first, on-record, or the id of a "
    "source. Without it each source is taken for itself.",
)
