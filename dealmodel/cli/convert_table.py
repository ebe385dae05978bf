"""``dealmodel convert-table``: a table's amounts in other currencies, whatever its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dealmodel.cli.answer import Answer
from dealmodel.cli.asked import RatesAsked
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option, locale_option, rates_options, to_option
from dealmodel.cli.table_work import answer_of_table, floats_option, table_options, tables

if TYPE_CHECKING:
    import pyarrow as pa

    from dealmodel.tables.conversion import Converter


@click.command(
    "convert-table",
    cls=Command,
    examples=(
        "dealmodel convert-table examples/prices.csv -o o.csv --amount price --date day --to USD",
        "dealmodel convert-table my-table.csv -o e.csv --amount p --currency c --date d --to EUR",
    ),
    help="Convert a column of amounts in the table IN, a CSV or Parquet file of any size, at the "
    "rate of each row's own day, exact to the cent. For each target OUT gains amount_USD, rate_USD "
    "and rate_day. Without --currency amounts are figures as printed (109,800 yuan), and have low "
    "and high columns. Rows that cannot be converted go to OUT.rejects.csv with their line and the "
    "reason.",
)
@click.argument("table", metavar="IN", type=click.Path())
@click.option("--amount", required=True, metavar="COLUMN", help="The column of amounts.")
@click.option(
    "--currency",
    metavar="COLUMN|CUR",
    help="The column of their currencies, or one currency for all rows.",
)
@click.option(
    "--date",
    "day",
    required=True,
    metavar="COLUMN|DATE",
    help="The column of days or periods, or one date for all rows.",
)
@to_option
@floats_option
@table_options
@locale_option
@rates_options
@json_option
def command(
    table: str,
    out: str,
    amount: str,
    currency: str | None,
    day: str,
    to: tuple[str, ...],
    floats_as_printed: bool,
    strict: bool,
    force: bool,
    locale: str,
    rates: RatesAsked,
) -> Answer:
    with tables():
        from dealmodel.tables.conversion import Columns, Converter

    columns = Columns(amount, currency, day, to, floats_as_printed, locale)

    def work_of(schema: pa.Schema) -> Converter:
        return Converter(columns, schema, rates.chosen())

    return answer_of_table("convert-table", table, out, work_of, strict=strict, force=force)
