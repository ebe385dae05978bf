"""Footnotes of single answers, against lines written by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from dealmodel.books.reading import read_book
from dealmodel.derivations.answers import SourcesCompared, Stated
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import PURE, Unit, currency_unit
from dealmodel.records.book import Book
from dealmodel.reports.citation import cite
from dealmodel.reports.footnote import MARKDOWN, TEXT, footnote

BOOK = """
book: Deals
currency: EUR
sources:
  cnbc: {publisher: CNBC, origin: Reuters, published: 2025-04-26}
  ours: {publisher: Reuters, origin: Reuters, title: "A [deal]", url: "https://x.example/a_b>c"}
parties:
  a: {name: A Motors, kind: company}
  b: {name: B, kind: company}
stakes:
  a-in-b:
    investor: a
    investee: b
    on: 2025-04-26
    shares_are: primary
    share: [{says: 21%, source: cnbc}, {says: less than a quarter, source: ours}]
    paid: {says: $1.6 billion, source: cnbc}
    price_per_share: {says: $40, source: cnbc}
    reference_price: {says: $32, source: cnbc}
    reference: close of 2025-04-25
    net_debt: {says: $0.5 billion, source: ours}
    per_volume: v
joint_ventures:
  j: {party: b, holders: {a: {says: 51%, source: cnbc}}, votes: {a: {says: half, source: cnbc}}}
volumes:
  v: {party: b, measure: sales, period: 2024, count: {says: "just over 300,000 cars", source: cnbc}}
  w: {party: a, measure: sales, period: 2024}
  days:
    product: B10
    measure: orders
    within: {says: 10 days, source: cnbc}
    launch: yes
    count: {says: "8,000 cars", source: ours}
growth:
  v: {of: v, growth: {says: 50%, source: ours}}
ratios:
  v-to-w: {of: v, to: w, ratio: {says: less than a tenth, source: ours}}
prices:
  p:
    product: B10
    basis: list
    on: 2025-04-26
    amount: [{says: "109,800 yuan", source: cnbc}, {says: $14-16 thousand, source: ours}]
agreements:
  supply:
    kind: platform_supply
    supplier: a
    customer: b
    product: cells
    terms: {made-in: {says: "Turin, Italy", source: cnbc}}
    status: [{on: 2025, stage: signed, evidence: confirmed, by: b, source: ours}]
"""
CNBC = "CNBC (after Reuters), 2025-04-26"
OURS = "Reuters, “A [deal]”, undated, https://x.example/a_b>c"
DAY = "European Central Bank euro reference rates, 2025-04-25, for 2025-04-26"


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(BOOK)


def lines(book: Book, subject: str, **chosen: Any) -> list[str]:
    return [each.text for each in cite(book, subject, **chosen).citations]


def test_an_implied_value(book: Book) -> None:
    assert lines(book, "stakes.a-in-b", name="implied_equity_value", to="USD") == [
        "Implied equity value, A Motors in B, 2025-04-26: $7.62bn (7.21 to 8.05) = paid / stake = "
        f"$1.6 billion / 21%; {CNBC}."
    ]


def test_one_in_another_currency_has_the_rate_with_its_day_and_publisher(book: Book) -> None:
    # 1.1357 dollars for a euro on that Friday, by the European Central Bank.
    assert lines(book, "stakes.a-in-b", name="implied_equity_value", to="EUR") == [
        "Implied equity value, A Motors in B, 2025-04-26: €6.71bn (6.35 to 7.09) = paid / stake / "
        f"usd_per_eur = $1.6 billion / 21% / 1.1357; {CNBC}; at 1.1357 USD/EUR, {DAY}."
    ]
    (price,) = lines(book, "prices.p", to="EUR")[:1]
    assert price == (
        "Price, B10, list, 2025-04-26: 13,265.20 EUR = amount / cny_per_eur = "
        f"“109,800 yuan” / 8.2773; {CNBC}; at 8.2773 CNY/EUR, {DAY}."
    )


def test_the_mean_of_a_period_has_its_lowest_and_highest() -> None:
    book = read_book(BOOK.replace("on: 2025-04-26\n    amount", "on: 2023-10\n    amount"))
    (euros,) = lines(book, "prices.p", to="EUR")[1:]
    assert "; at 0.9467557132 (0.9405568096 to 0.9552010698) EUR/USD, European " in euros
    assert "mean of the daily rates from 2023-10-02 to 2023-10-31 (22)." in euros


def test_two_rates_of_one_publisher_and_day_stand_together(book: Book) -> None:
    (first, *_) = lines(book, "prices.p", to="USD")
    assert f"; at 8.2773 CNY/EUR and 1.1357 USD/EUR, {DAY}." in first


def test_a_range_without_a_point(book: Book) -> None:
    (*_, euros) = lines(book, "prices.p", to="EUR")
    assert euros.startswith(
        "Price, B10, list, 2025-04-26: 12,327.19 to 14,088.23 EUR = amount / usd_per_eur = "
        "“$14-16 thousand” / 1.1357; "
    )


def test_a_stated_figure_has_its_printed_words(book: Book) -> None:
    first, second, both = lines(book, "stakes.a-in-b", name="share") + lines(
        book, "stakes.a-in-b", name="share_agreement"
    )
    head = "Share, A Motors in B, 2025-04-26"
    assert first == f"{head}: 21% (20.5% to 21.5%), printed “21%”; {CNBC}."
    assert second == f"{head}: 25% (0% to below 25%), printed “less than a quarter”; {OURS}."
    assert both == (
        f"{head}: 20.5% to 21.5%, where the sources agree; 20.5% to 21.5%: {CNBC}; "
        f"0% to below 25%: {OURS}."
    )


def test_several_sources_are_told_apart_by_what_they_print(book: Book) -> None:
    assert lines(book, "ratios.v-to-w", name="peer_volume") == [
        "Peer volume, A Motors sales 2024: 3,000,000 cars (above 3,000,000) = volume / ratio = "
        f"“just over 300,000 cars” / “less than a tenth”; “just over 300,000 cars”: {CNBC}; "
        f"“less than a tenth”: {OURS}."
    ]
    (before,) = lines(book, "growth.v")
    assert before == (
        "Volume of the period before (2023), B sales 2024: 200,000 cars "
        "(above 199,335, up to 207,358) = volume / (1 + growth) = “just over 300,000 cars” / "
        f"(1 + 50%); “just over 300,000 cars”: {CNBC}; “50%”: {OURS}."
    )


def test_what_a_reader_has_to_be_warned_of(book: Book) -> None:
    (rate,) = lines(book, "volumes.days", name="run_rate")
    assert rate.startswith("Run-rate, B10 orders: 292,000 cars/year ")
    assert " = count / within * days_per_year = “8,000 cars” / 10 days × “365 days a year”" in rate
    assert rate.endswith("; a launch rate: the first days on sale say little about a year.")


def test_labels_say_what_an_answer_is_of(book: Book) -> None:
    heads = {
        each.item.name: each.text.partition(":")[0]
        for subject in ("stakes.a-in-b", "joint_ventures.j")
        for each in cite(book, subject).citations
    }
    assert heads["pre_money"] == "Pre-money value, A Motors in B, 2025-04-26"
    assert heads["premium"] == ("Premium to close of 2025-04-25, A Motors in B, 2025-04-26")
    assert heads["value_per_unit"] == ("Value per unit (sales in 2024), A Motors in B, 2025-04-26")
    assert heads["holder_share"] == "Share held by A Motors, B"
    assert heads["holder_votes"] == "Votes held by A Motors, B"
    undeclared = read_book(BOOK.replace("shares_are: primary", "shares_are: undeclared"))
    assert [line.partition(",")[0] for line in lines(undeclared, "a-in-b", name="pre_money")] == [
        *["Pre-money value if all shares are new", "Pre-money value if no share is new"] * 2
    ]


def test_an_answer_from_an_answer_leads_down_to_what_was_printed(book: Book) -> None:
    (value,) = lines(book, "stakes.a-in-b", name="enterprise_value", to="USD")
    assert " = paid / stake + net_debt = $1.6 billion / 21% + $0.5 billion; " in value
    assert value.endswith(f"; “$1.6 billion” and “21%”: {CNBC}; “$0.5 billion”: {OURS}.")


def test_statuses_and_terms(book: Book) -> None:
    status, term = lines(book, "agreements.supply")
    head = "platform supply, A Motors and B, cells"
    assert status.startswith(f"Status, {head}: signed, confirmed by B, since 2025; Reuters")
    assert term == f"Made in, {head}: “Turin, Italy”; {CNBC}."


def test_sources_that_cannot_all_be_right(book: Book) -> None:
    ends = [Bounds(Fraction(5), Fraction(6)), Bounds(Fraction(7), None, low_open=True)]
    answers = tuple(zip((("cnbc",), ("ours",)), ends, strict=True))
    item = SourcesCompared("volumes.v", "volume_agreement", "count", Unit.of("cars"), answers, None)
    assert footnote(item, book) == (
        "Volume, B sales 2024: the sources cannot all be right; "
        f"5 to 6 cars: {CNBC}; above 7 cars: {OURS}."
    )


@pytest.mark.parametrize(
    ("bounds", "unit", "shown"),
    [
        (Bounds(Fraction(5), None), PURE, "5 or more"),
        (Bounds(Fraction(5), None, low_open=True), currency_unit("USD"), "above 5.00 USD"),
        (Bounds(None, Fraction(5)), PURE, "up to 5"),
        (Bounds(None, Fraction(5), high_open=True), PURE, "below 5"),
        (Bounds(None, None), PURE, "without bounds"),
        (Bounds(Fraction(5), Fraction(5)), PURE, "5"),
        (Bounds(Fraction(5), Fraction(6), high_open=True), PURE, "5 to below 6"),
        (Bounds(Fraction(5), Fraction(6), low_open=True), PURE, "above 5, up to 6"),
        (Bounds(Fraction(5), Fraction(6), True, True), PURE, "above 5, below 6"),
        # Narrower than three digits show.
        (
            Bounds(Fraction(1_199_000_000), Fraction(1_203_000_000)),
            currency_unit("EUR"),
            "€1.199 to 1.203bn",
        ),
        (
            Bounds(Fraction(10**9), Fraction(2 * 10**9), low_open=True),
            currency_unit("EUR"),
            "above €1bn, up to €2bn",
        ),
    ],
)
def test_bounds_in_words(book: Book, bounds: Bounds, unit: Unit, shown: str) -> None:
    item = SourcesCompared(
        "stakes.a-in-b", "paid_agreement", "x", unit, ((("cnbc",), bounds),), bounds
    )
    line = f"Paid, A Motors in B, 2025-04-26: {shown}, where the sources agree; {shown}: {CNBC}."
    assert footnote(item, book) == line


def test_markdown_shows_a_books_words_as_they_are_and_links_its_sources(book: Book) -> None:
    item = Stated("parties.a", "fact", "<b>_50%_</b>\n|", ("ours",), {"what": "a*b", "on": "2024"})
    assert footnote(item, book, MARKDOWN) == (
        r"A\*b (2024), A Motors: “\<b\>\_50%\_\</b\> \|”; "
        r"[Reuters, “A \[deal\]”, undated](<https://x.example/a_b%3Ec>)."
    )
    assert footnote(item, book, TEXT) == f"A*b (2024), A Motors: “<b>_50%_</b> |”; {OURS}."
