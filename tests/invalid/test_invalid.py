"""Each file here has one thing wrong with it (``two-errors`` two), and each its named error.

Lines and columns were read off the files in an editor. ``None`` is no line: the whole file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dealmodel.books.reading import load_book
from dealmodel.errors import BookError, Place

HERE = Path(__file__).parent

EXPECTED: dict[str, list[tuple[str, int | None, int | None, str]]] = {
    # what is no book at all
    "binary.yaml": [("unreadable-file", None, None, "a book is a YAML, TOML or JSON file")],
    "control-character.yaml": [("unreadable-file", 7, 13, "U+0007 is no text: take it out")],
    "empty.yaml": [("unreadable-file", None, None, "start it with 'book:' and a title")],
    "latin-1.yaml": [("unreadable-file", 8, 6, "0xE9 is not UTF-8: save the file as UTF-8")],
    "list-at-top.yaml": [("bad-value", 1, 1, "a book is a mapping of keys")],
    "only-a-comment.yaml": [("unreadable-file", None, None, "start it with 'book:' and a title")],
    "utf-16.yaml": [("unreadable-file", None, None, "UTF-16 or UTF-32: save it as UTF-8")],
    # YAML
    "alias-bomb.yaml": [("file-syntax", 1, 4, "an anchor (&): write the text out")],
    "alias.yaml": [("file-syntax", 8, 6, "an alias (*): write the text out")],
    "anchor.yaml": [("file-syntax", 7, 9, "an anchor (&): write the text out")],
    "at-sign.yaml": [("file-syntax", 7, 11, "starts with this character needs quotes")],
    "colon-in-text.yaml": [("file-syntax", 7, 10, "a text with a colon in it needs quotes")],
    "duplicate-id.yaml": [("duplicate-key", 10, 3, "already in line 8: keep one of the two")],
    "duplicate-key.yaml": [("duplicate-key", 9, 1, "already in line 7: keep one of the two")],
    "escaped-nul.yaml": [("bad-value", 8, 16, "take the control character out")],
    "key-is-list.yaml": [("file-syntax", 8, 5, "a key has to be a text")],
    "merge-key.yaml": [("file-syntax", 8, 3, "a merge key (<<): write the keys out")],
    "tab.yaml": [("file-syntax", 8, 1, "a tab: indent with spaces")],
    "tag.yaml": [("file-syntax", 7, 9, "a tag (!): every value is text, so take it out")],
    "too-deep.yaml": [("file-syntax", 7, 40, "nested too deeply")],
    "two-documents.yaml": [("file-syntax", 7, 1, "a second document: put it in a file of its own")],
    "unclosed-brace.yaml": [("file-syntax", 9, 6, "the closing } is missing")],
    "unclosed-quote.yaml": [("file-syntax", 7, 8, "the closing quote is missing")],
    "unquoted-comma.yaml": [("unknown-key", 12, 25, "put the whole text in quotes")],
    "wrong-indent.yaml": [("file-syntax", 9, 3, "check the indentation")],
    # JSON and TOML
    "duplicate-key.json": [("duplicate-key", 3, 3, "already in line 2: keep one of the two")],
    "lone-surrogate.json": [("bad-value", 2, 11, "whole characters are needed")],
    "not-a-number.json": [("file-syntax", 3, 12, "write a number, not NaN")],
    "share-too-large.json": [("out-of-range", 8, 61, "share[1].says: '120%'")],
    "too-deep.json": [("file-syntax", 1, 41, "nested too deeply")],
    "trailing-comma.json": [("file-syntax", 4, 1, "nothing stands behind the comma")],
    "dotted-too-deep.toml": [("file-syntax", 2, 1, "nested too deeply")],
    "duplicate-key.toml": [("file-syntax", 3, 17, "already there: keep one of the two")],
    "no-quotes.toml": [("file-syntax", 1, 8, "a text needs quotes")],
    "share-too-large.toml": [("out-of-range", 10, 11, "share[1].says: '120%'")],
    "unknown-key.toml": [("unknown-key", 6, 1, "known are publisher, origin, published")],
    # records
    "adjustment-leads-back.yaml": [("bad-value", 13, 29, "the price is list before it")],
    "adjustment-leads-nowhere.yaml": [("missing-key", 13, 9, "leads nowhere: say in 'to'")],
    "adjustment-of-nothing.yaml": [("missing-key", 13, 9, "needs rate or amount")],
    "adjustment-of-two.yaml": [("bad-value", 13, 9, "rate and amount are two steps")],
    "part-twice.yaml": [("bad-value", 8, 58, "name it once")],
    "price-ratio-to-nothing.yaml": [("missing-key", 7, 3, "needs the key 'compare_to'")],
    "tax-in-or-on-top.yaml": [("missing-key", 13, 9, "needs the key 'included'")],
    "agreement-of-nobody.yaml": [("missing-key", 8, 3, "needs supplier or customer or parties")],
    "collar-that-crosses.yaml": [("bad-value", 13, 18, "the collar's ends cross")],
    "contract-rate-of-one-currency.yaml": [("usage", 8, 44, "write one as '7.26 CNY/USD'")],
    "date-in-no-words.yaml": [("bad-date", 8, 70, "'early 2026' is not a date")],
    "leg-of-no-deal.yaml": [("unknown-reference", 8, 47, "among the book's deals")],
    "option-ends-before-it-begins.yaml": [("bad-value", 11, 58, "before it begins, 2027")],
    "term-of-nothing.yaml": [("missing-key", 8, 26, "a term without a kind")],
    "term-of-two-kinds.yaml": [("bad-value", 13, 9, "one term is fee and period")],
    "bad-address.yaml": [("bad-value", 3, 32, "starts with http:// or https://")],
    "bad-date.yaml": [("bad-date", 12, 9, "is it 2025-04-26?")],
    "bad-id.yaml": [("bad-value", 8, 3, "write a-in-leapmotor")],
    "empty-value.yaml": [("bad-value", 9, 5, "is empty: write a value")],
    "fact-without-claim.yaml": [("missing-key", 5, 39, "needs amount or text")],
    "missing-source.yaml": [("missing-key", 11, 13, "needs the key 'source'")],
    "missing-title.yaml": [("missing-key", 1, 1, "needs the key 'book'")],
    "no-such-day.yaml": [("bad-date", 12, 9, "write a day as 2025-04-26")],
    "record-is-text.yaml": [("bad-value", 8, 6, "a mapping with the record's keys is needed")],
    "section-is-list.yaml": [("bad-value", 7, 1, "a mapping of ids to records is needed")],
    "text-is-mapping.yaml": [("bad-value", 8, 7, "a mapping, where a text is needed")],
    "two-errors.yaml": [
        ("out-of-range", 11, 20, "is above 0 and at most 100%"),
        ("bad-date", 12, 9, "'soon' is not a date"),
    ],
    "unknown-currency.yaml": [("unknown-currency", 7, 11, "Did you mean EUR?")],
    "unknown-key.yaml": [("unknown-key", 8, 49, "Did you mean says?")],
    "unknown-section.yaml": [("unknown-key", 7, 1, "Did you mean stakes?")],
    "fiscal-year-ends-never.yaml": [("bad-value", 5, 49, "write 01 to 12")],
    "fiscal-year-misnamed.yaml": [("bad-value", 5, 53, "write it as FY2024")],
    "fiscal-year-of-nobody.yaml": [("bad-value", 7, 45, "FY2024 takes a party")],
    "fiscal-year-twice.yaml": [("bad-value", 5, 83, "keep one of the two")],
    "fiscal-year-unknown.yaml": [("bad-value", 7, 41, "give the party fiscal_year_ends")],
    "fiscal-years-overlap.yaml": [("bad-value", 5, 110, "FY2024 overlaps FY2023")],
    "growth-over-unknown-year.yaml": [("bad-value", 9, 20, "give the party fiscal_year_ends")],
    "period-ends-first.yaml": [("bad-date", 7, 41, "write 2024-01/2024-09")],
    "flow-without-period.yaml": [("missing-key", 8, 3, "revenue is of a period")],
    "stock-of-a-period.yaml": [("bad-value", 8, 40, "cash is of a day: write it under on")],
    "stock-without-day.yaml": [("missing-key", 8, 3, "net_debt is of a day")],
    "volume-of-nobody.yaml": [("missing-key", 8, 3, "needs party or product")],
    "volume-without-period.yaml": [("missing-key", 8, 3, "needs period or within")],
    "unknown-locale.yaml": [("bad-value", 3, 33, "is none of en, de, fr, it, es, zh")],
    "circular-counts.yaml": [("bad-value", 7, 38, "one → two → one: each starts from the next")],
    "count-before-no-day.yaml": [("missing-key", 7, 3, "needs the key 'on'")],
    "count-of-another-company.yaml": [("bad-value", 9, 38, "counts the shares of elm, not of oak")],
    "shares-negative.yaml": [("out-of-range", 9, 21, "a count cannot be negative")],
    "strike-in-other-currency.yaml": [("currency-mismatch", 11, 29, "is in EUR")],
    "votes-negative.yaml": [("out-of-range", 9, 22, "votes of a share cannot be negative")],
    "wrong-word.yaml": [("bad-value", 12, 17, "Did you mean primary?")],
    "yes-or-no.yaml": [("bad-value", 11, 45, "yes or no is needed")],
    # references
    "unknown-holder.yaml": [("unknown-reference", 11, 7, "Did you mean leapmotor?")],
    "unknown-part.yaml": [("unknown-reference", 7, 55, "add it, or name another")],
    "unknown-party.yaml": [("unknown-reference", 8, 30, "Did you mean leapmotor?")],
    "unknown-price.yaml": [("unknown-reference", 12, 17, "Did you mean b10?")],
    "unknown-source.yaml": [("unknown-reference", 11, 33, "Did you mean cnbc?")],
    "unknown-speaker.yaml": [("unknown-reference", 11, 42, "written with its capitals")],
    "unknown-volume.yaml": [("unknown-reference", 8, 18, "add it, or name another")],
    # All of a book's faults come in one go, each once.
    "three-kinds-of-fault.yaml": [
        ("bad-value", 5, 34, "c → d → c: each starts from the next"),
        ("unknown-reference", 5, 71, "no 'b' among the book's sources"),
        ("bad-value", 8, 41, "give the party fiscal_year_ends"),
        ("unknown-reference", 9, 14, "no 'y' among the book's parties"),
    ],
    # figures
    "bare-yen.yaml": [("ambiguous-figure", 12, 18, "CNY or JPY")],
    "bounds-of-another-kind.yaml": [("bad-value", 11, 44, "write a bound like the figure")],
    "bounds-turned-round.yaml": [("bad-value", 11, 44, "write [low, high]")],
    "broken-number.yaml": [("unreadable-figure", 12, 18, "more than one decimal point")],
    "comma-decimals.yaml": [("ambiguous-figure", 12, 18, "1.5 or as 15")],
    "count-is-money.yaml": [("bad-value", 8, 61, "a count is needed, such as 294,000")],
    "growth-below-nothing.yaml": [("out-of-range", 10, 29, "more than the whole")],
    "holder-too-large.yaml": [("out-of-range", 11, 25, "is above 0 and at most 100%")],
    "locale-of-another-claim.yaml": [("ambiguous-figure", 12, 18, "'locale: en' in the claim")],
    "no-figure.yaml": [("no-figure", 12, 18, "write a number as it was printed")],
    "one-bound.yaml": [("bad-value", 11, 44, "[low, high]")],
    "paid-is-share.yaml": [("bad-value", 12, 18, "an amount of money is needed, such as $1.6")],
    "paid-negative.yaml": [("out-of-range", 12, 18, "cannot be negative here")],
    "reference-price-of-nothing.yaml": [("missing-key", 8, 3, "needs reference")],
    "revenue-negative.yaml": [("out-of-range", 8, 64, "cannot be negative here")],
    "share-is-money.yaml": [("bad-value", 11, 20, "is money; a share of the whole is needed")],
    "share-negative.yaml": [("out-of-range", 11, 20, "is above 0 and at most 100%")],
    "share-plain-number.yaml": [("bad-value", 11, 20, "Write 20% if that is meant")],
    "share-range-too-high.yaml": [("out-of-range", 11, 20, "is above 0 and at most 100%")],
    "share-too-large.yaml": [("out-of-range", 11, 20, "is above 0 and at most 100%")],
    "share-zero.yaml": [("out-of-range", 11, 20, "is above 0 and at most 100%")],
    "two-currencies.yaml": [("currency-mismatch", 14, 21, "give both in one currency")],
    "two-figures.yaml": [("several-figures", 12, 18, "Give one of them")],
}


def test_every_file_is_listed() -> None:
    files = {file.name for file in HERE.iterdir() if file.suffix in (".yaml", ".json", ".toml")}
    assert files == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_named_error(name: str) -> None:
    with pytest.raises(BookError) as caught:
        load_book(HERE / name)
    error = caught.value
    assert error.exit_code == 2
    found = [(problem.code, problem.where, problem.message) for problem in error.problems]
    assert len(found) == len(EXPECTED[name])
    for (code, where, message), (expected, line, column, words) in zip(
        found, EXPECTED[name], strict=True
    ):
        assert isinstance(where, Place)
        assert (code, where.line, where.column) == (expected, line, column)
        assert where.file == str(HERE / name)
        assert words in message


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_line_and_a_caret(name: str) -> None:
    """The rendered error shows the line itself with the caret under the column."""
    with pytest.raises(BookError) as caught:
        load_book(HERE / name)
    problem = caught.value.problems[0]
    assert isinstance(problem.where, Place)
    first, *excerpt = problem.render().splitlines()
    assert first == f"{problem.where}: {problem.message}"
    if problem.where.line is None:
        assert excerpt == []
        return
    line, caret = excerpt
    raw = (HERE / name).read_bytes().decode(errors="replace")
    column = problem.where.column or 0
    under = raw.splitlines()[problem.where.line - 1][column - 1 :][:1]
    shown = line[caret.index("^") :][:1]
    assert shown.strip() == (under if under.isprintable() else "").strip()


def test_an_alias_bomb_is_small_and_refused_at_once() -> None:
    assert (HERE / "alias-bomb.yaml").stat().st_size < 300


def test_the_json_form_has_every_error() -> None:
    with pytest.raises(BookError) as caught:
        load_book(HERE / "two-errors.yaml")
    record = caught.value.to_dict()
    assert record["code"] == "book"
    assert [each["code"] for each in record["errors"]] == ["out-of-range", "bad-date"]
    assert record["errors"][0]["where"] == {
        "file": str(HERE / "two-errors.yaml"),
        "line": 11,
        "column": 20,
    }
