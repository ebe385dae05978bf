"""In whose convention a claim's figure is read: its own locale, its source's, the reader's."""

from __future__ import annotations

import copy
import pickle
import re
from fractions import Fraction
from typing import Any

import pytest

from dealmodel.errors import BookError, UsageError
from dealmodel.figures.languages.locales import LOCALES, PATTERN
from dealmodel.figures.reader import figure
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.locales import checked
from dealmodel.records.party import Party
from dealmodel.records.source import Source
from dealmodel.records.stake import Stake

PARTIES = {name: {"name": name, "kind": "company"} for name in ("a", "b")}
SHARE = Fraction(6801, 10_000)


def data(claim: dict[str, Any], **source: Any) -> dict[str, Any]:
    return {
        "book": "x",
        "sources": {"s": {"publisher": "S", **source}},
        "parties": PARTIES,
        "stakes": {
            "x": {"investor": "a", "investee": "b", "share": [{"source": "s", **claim}]},
        },
    }


def share(book: Book) -> Fraction | None:
    return book.stakes["x"].share[0].figure().value


def problem(given: dict[str, Any], locale: str = "en") -> Any:
    with pytest.raises(BookError) as caught:
        Book.build(given, locale=locale)
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize("locale", [*LOCALES, "DE", "de-CH", "de_DE", "en-GB", "zh-Hans-CN"])
def test_every_locale_is_one_that_the_reader_of_figures_knows(locale: str) -> None:
    assert figure("21%", locale=locale).value == Fraction(21, 100)
    assert checked(locale) == locale
    assert share(Book.build(data({"says": "21%"}, locale=locale))) == Fraction(21, 100)
    assert share(Book.build(data({"says": "21%", "locale": locale}))) == Fraction(21, 100)
    assert re.search(PATTERN, locale)


@pytest.mark.parametrize("locale", ["", "xx", "german", "de-", "de-C", "de-CH-"])
def test_any_other_is_refused(locale: str) -> None:
    with pytest.raises(UsageError, match="figures are read in en, de, fr, it, es and zh"):
        Book.build(data({"says": "21%"}), locale=locale)
    assert problem(data({"says": "21%"}, locale=locale or "d")).code == "bad-value"
    assert not re.search(PATTERN, locale)


def test_a_region_prints_numbers_as_it_does() -> None:
    assert share(Book.build(data({"says": "68.01%"}, locale="de-CH"))) == SHARE
    assert share(Book.build(data({"says": "68,01%"}, locale="DE"))) == SHARE
    assert share(Book.build(data({"says": "68.01%", "locale": "en-GB"}, locale="de"))) == SHARE


def test_a_claims_own_wins_over_its_sources_and_that_over_the_readers() -> None:
    german, english = {"says": "68,01%"}, {"says": "68.01%"}
    assert share(Book.build(data({**german, "locale": "de"}))) == SHARE
    assert share(Book.build(data(german, locale="de"))) == SHARE
    assert share(Book.build(data(german), locale="de")) == SHARE
    assert share(Book.build(data({**english, "locale": "en"}, locale="de"))) == SHARE
    assert share(Book.build(data(english, locale="en"), locale="de")) == SHARE
    assert share(Book.build(data({**german, "locale": "de"}, locale="en"), locale="en")) == SHARE


def test_english_where_nothing_is_said() -> None:
    found = problem(data({"says": "68,01%"}))
    assert found.code == "ambiguous-figure"
    assert found.path == ("stakes", "x", "share", 0, "says")


def test_the_remedy_is_one_that_a_book_has() -> None:
    message = problem(data({"says": "68,01%"})).message
    assert "--locale" not in message
    assert "'locale: de' in the claim or its source" in message
    assert "locale: en" in problem(data({"says": "68.01%"}, locale="de")).message


def test_bounds_are_read_alike() -> None:
    claim = {"says": "68,01%", "bounds": ["67,5%", "68,5%"]}
    book = Book.build(data(claim, locale="de"))
    bounds = book.stakes["x"].share[0].figure().bounds
    assert (bounds.low, bounds.high) == (Fraction(675, 1000), Fraction(685, 1000))
    mixed = {"says": "68%", "bounds": ["67,5%", None]}
    assert "--locale" not in problem(data(mixed)).message


def test_a_sources_unknown_locale_is_the_one_error() -> None:
    found = problem(data({"says": "68,01%"}, locale="xx"))
    assert found.path == ("sources", "s", "locale")
    assert "is none of en, de, fr, it, es, zh" in found.message


@pytest.mark.parametrize("locale", [["de"], {}, True, ""])
def test_a_sources_locale_that_is_no_text(locale: Any) -> None:
    assert problem(data({"says": "68,01%"}, locale=locale)).path == ("sources", "s", "locale")


def test_a_claims_unknown_locale_is_the_one_error() -> None:
    found = problem(data({"says": "68,01%", "locale": "xx"}))
    assert found.path == ("stakes", "x", "share", 0, "locale")


def test_the_readers_locale_stays_with_the_sources() -> None:
    """What is written of the book reads back without being told the locale again."""
    book = Book.build(data({"says": "68,01%"}), locale="de")
    assert book.sources["s"].locale == "de"
    assert Book.build(data({"says": "21%"})).sources["s"].locale is None


def test_a_claim_of_a_source_that_is_not_there_is_one_error_in_any_locale() -> None:
    given = data({"says": "68,01%", "source": "t"})
    assert problem(given, "de").code == "unknown-reference"


def test_words_are_in_their_locale_too() -> None:
    party = {"name": "c", "kind": "company"}
    facts = {"f": {"what": "size", "text": {"says": "68,01% wovon?", "source": "s"}}}
    given = data({"says": "21%"}, locale="de")
    given["parties"] = {**PARTIES, "c": {**party, "facts": facts}}
    (claim,) = Book.build(given).parties["c"].facts["f"].text
    assert claim.read_in == "de"


class TestFromPython:
    """A record alone knows no source; in a book it is read as its source prints."""

    def book(self, stake: Stake, locale: str | None) -> Book:
        parties = {name: Party(name=name, kind="company") for name in ("a", "b")}
        sources = {"s": Source(publisher="S", locale=locale)}
        return Book(book="x", sources=sources, parties=parties, stakes={"x": stake})

    def stake(self, says: str, locale: str | None = None) -> Stake:
        claim = Claim(says=says, source="s", locale=locale)
        return Stake(investor="a", investee="b", share=[claim])

    def test_a_claim_with_a_locale_of_its_own(self) -> None:
        assert self.stake("68,01%", "de").share[0].figure().value == SHARE

    def test_a_record_that_was_read_otherwise_is_read_again(self) -> None:
        with pytest.raises(BookError, match="locale: en"):
            self.book(self.stake("68.01%"), "de")
        stake = self.stake("68.01%", "en")
        assert self.book(stake, "de").stakes["x"] is stake
        (found,) = self.book(self.stake("21%"), "de").stakes["x"].share
        assert found.read_in == "de"

    def test_the_record_given_stays_as_it_was(self) -> None:
        stake = self.stake("21%")
        book = self.book(stake, "de")
        assert stake.share[0].read_in == "en"
        assert book.stakes["x"] == stake
        assert self.book(book.stakes["x"], None).stakes["x"].share[0].read_in == "en"

    def test_copies_keep_the_locale(self) -> None:
        claim = Book.build(data({"says": "68,01%"}, locale="de")).stakes["x"].share[0]
        for other in (copy.copy(claim), copy.deepcopy(claim), pickle.loads(pickle.dumps(claim))):
            assert other.read_in == "de"
            assert other.figure().value == SHARE
