"""What a review is, and what its verdicts rest on."""

from __future__ import annotations

import copy
import json
import pickle
from fractions import Fraction
from pathlib import Path

import pytest

import dealmodel
from dealmodel.articles.reviewing import review
from dealmodel.errors import DateError, UsageError

SLIP = "Revenue rose 32% to $5.6 billion from $5.0 billion."


def test_the_record_is_that_of_the_contract() -> None:
    record = review(SLIP).to_dict()
    assert list(record) == ["results", "figures", "refused", "warnings"]
    (relation,) = record["results"]
    assert {
        *("name", "kind", "figures", "verdict", "expected", "message", "remedies", "rule")
    } <= set(relation)
    assert relation["name"] == "relation"
    assert relation["figures"][0] == {"verbatim": "32%", "span": [13, 16]}
    assert relation["expected"]["point"] == "0.12"
    assert relation["expected"]["unit"] is None
    assert relation["remedies"][0] == "12% instead of 32%"
    assert json.loads(json.dumps(record)) == record


def test_the_spans_are_those_of_the_text() -> None:
    for relation in review(f"“Yes”, it said — {SLIP}"):
        for figure in relation.figures:
            assert f"“Yes”, it said — {SLIP}"[slice(*figure.span)] == figure.verbatim


def test_it_is_typed_frozen_and_can_be_kept() -> None:
    found = dealmodel.review(SLIP)
    assert isinstance(found, dealmodel.Review)
    assert isinstance(found[0], dealmodel.Relation)
    assert found.is_wrong
    assert len(found) == len(found.of("wrong")) == 1
    assert repr(found) == "<Review of 3 figures: 1 wrong>"
    assert hash(found[0]) == hash(copy.deepcopy(found[0]))
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(AttributeError):
        found[0].verdict = "holds"  # type: ignore[misc]
    assert "<mark" in found._repr_html_()


def test_markup_in_a_text_stays_text() -> None:
    shown = review(f"<script>alert(1)</script> {SLIP}")._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("text", ["", "No figure at all.", "12 15 20% $5", "5% 6% 7% " * 50])
def test_what_says_nothing_of_its_figures_has_no_relation(text: str) -> None:
    assert len(review(text)) == 0


def test_ten_thousand_figures_are_reviewed() -> None:
    text = " ".join(["It paid $5.6 million and $7.2 million for 20% and 30% of them."] * 2_500)
    assert len(review(text).figures) == 10_000


@pytest.mark.parametrize("given", [None, 5, b"text"])
def test_what_is_no_text_is_refused(given: object) -> None:
    with pytest.raises(UsageError, match="an article is text"):
        review(given)  # type: ignore[arg-type]


def test_days_are_read_and_those_to_come_refused() -> None:
    with pytest.raises(DateError, match="is to come"):
        review(SLIP, published="2999-01-01")
    with pytest.raises(DateError):
        review(SLIP, published="26/04/2025")


def test_a_rate_of_the_text_beats_the_table() -> None:
    text = "It paid €100 million ($125 million). ($1 = 0.8 euros)"
    pair = next(each for each in review(text, published="2025-04-26") if each.kind == "stated-rate")
    assert pair.verdict == "holds"


def test_a_conversion_tells_the_slip() -> None:
    (found,) = review("It earned $10 million (£19.2 million).", published="2005-01-15")
    assert found.verdict == "wrong"
    assert any("wrong way round" in each for each in found.remedies)
    (found,) = review("Spending was $349.4 billion (£265.9 billion).", published="2005-01-15")
    assert any("what it is in EUR" in each for each in found.remedies)
    (found,) = review("It was fined 195.5 million euros ($268 billion).", published="2014-02-18")
    assert any("factor of 1,000" in each for each in found.remedies)


def test_rates_of_ones_own_are_used() -> None:
    text = "It costs 100,000 yuan ($20,000)."
    assert review(text, published="2025-04-26")[0].verdict != "holds"
    assert review(text, published="2025-04-26", rates="5 CNY/USD")[0].verdict == "holds"


def test_what_no_rates_have_is_untestable() -> None:
    (found,) = review("It cost 154 million naira ($1.1 million).", published="2005-01-15")
    assert found.verdict == "untestable"
    assert "no rates of NGN/USD" in found.message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "Sales rose 9% in local currencies to €10.2 billion from €10.1 billion.",
            "local currency",
        ),
        ("The rate rose from 5.1% to 6.2%, up 1.1 per cent.", "percentage points"),
        ("It bought a 20% stake for $1.0 billion, valuing it at $4.0 billion.", "pre-money"),
        (
            "It bought a 20% stake for $1.0 billion, an enterprise value of $7.0 billion, valuing "
            "it at $7.0 billion with its debt.",
            "debt",
        ),
        (
            "It sold 80 million shares at $2 each, or $20 million; eight make one ADS.",
            "make one receipt",
        ),
    ],
)
def test_a_doubt_names_the_reading_in_which_it_is_right(text: str, why: str) -> None:
    doubts = [each for each in review(text) if each.verdict == "doubtful"]
    assert any(why in each.why for each in doubts), review(text).to_dict()["results"]


@pytest.mark.parametrize(
    "text",
    [
        "Revenue rose 12% to $5.6 billion, compared with the $5.5 billion that analysts expected.",
        "Profit fell to a loss of $5 million from a profit of $3 million.",
        "The euro fell to 1.08 dollars from 1.10, and the dollar rose to 150.2 yen from 149.5.",
        "At 1300 GMT, the euro was up 0.9% on the day at 1.3187 euros per US dollar.",
        "It earned $2.4 billion, or $1.20 a share, up from $1.8 billion, or 90 cents a share.",
        "It ordered 10 737-800 planes for $630 million.",
        "Borrowing was £35bn - £2.5bn less than the £37.5bn predicted.",
        "A curfew holds between 2200 and 0700.",
        "The service costs £4.99 per month or £50 per year.",
        "It has to pay the $3.5m fine, apart from the regulator's $550,000 fine of last year.",
        "Net sales were €73 million (€72 million) and profit was €8 million (€6 million).",
        "Its loss, including $15 million of charges, was $9 million.",
        "Profit rose from $3.1 million and net sales increased from $61.5 million.",
        "Sales of $5.2 billion and profit of $901 million came with net assets of $96 billion.",
    ],
)
def test_what_tempts_on_the_wires_is_left_alone(text: str) -> None:
    found = review(text, published="2005-01-15")
    assert not [each for each in found if each.verdict in ("wrong", "doubtful")]


def test_a_miss_of_less_than_a_unit_of_the_last_digit_is_never_wrong() -> None:
    # 3.19 and 4.29, both cut off, make 7.48.
    (found,) = review("It sold 3.1 million and 4.2 million cars, a total of 7.4 million.")
    assert found.verdict != "wrong"
    # 2/3 is 66.7 %, cut off 66 %.
    (found,) = review("The union said 200 of the 300 members, or 66%, agreed.")
    assert found.verdict != "wrong"


def test_the_remedy_is_printed_as_the_figure_is() -> None:
    (found,) = review("It bought 20 million shares at $15 each, or $500 million.")
    assert found.remedies[0] == "$300 million instead of $500 million"
    assert found.expected is not None
    assert found.expected.point == Fraction(300_000_000)


@pytest.fixture(scope="module")
def seeds() -> dealmodel.Book:
    return dealmodel.load_book(str(Path(__file__).parents[2] / "seeds"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # The book has 21 %, 20 percent and 20 %.
        ("Stellantis holds a 21% stake in Leapmotor.", {"21%": "holds"}),
        ("Stellantis holds a 31% stake in Leapmotor.", {"31%": "doubtful"}),
        # The venture is another party than the maker whose name begins its own.
        ("Stellantis holds a 51% stake in Leapmotor International.", {"51%": "holds"}),
        ("The B10 is priced from 109,800 yuan.", {}),
        ("The Leapmotor B10 is priced from 109,800 yuan.", {"109,800 yuan": "holds"}),
        ("Leapmotor sold just over 300,000 cars in 2024.", {"just over 300,000 cars": "holds"}),
        ("Leapmotor sold 500,000 cars in 2024.", {"500,000 cars": "doubtful"}),
        ("Leapmotor sold 500,000 cars in 2023.", {}),
        ("Stellantis, a holder of Leapmotor, lost 31% on Friday.", {}),
    ],
)
def test_figures_are_held_against_a_book_where_a_sentence_says_what_they_are(
    text: str, told: dict[str, str], seeds: dealmodel.Book
) -> None:
    found = review(text, published="2025-04-26", book=seeds)
    assert {each.figures[0].verbatim: each.verdict for each in found} == told


@pytest.mark.parametrize(
    "text",
    [
        "Inflation quickened from 2.4% to 3.0%, a rise of 0.6 per cent.",
        "Revenue rose 32% to $5.6 billion from $5.0 billion (€4.4 billion).",
        "It costs 109,800 yuan ($15,115), and from 129,800 yuan, or $17,870.",
        "It sold 450 to 500 cars, up from $5 million to $6 million, or 20%.",
    ],
)
def test_each_figure_of_a_relation_stands_where_it_says(text: str) -> None:
    found = review(text, published="2025-04-26")
    assert len(found) > 0
    for relation in found:
        for figure in relation.figures:
            assert text[slice(*figure.span)] == figure.verbatim


@pytest.mark.parametrize(
    "rate",
    [
        "($1 = 0.8 euros)",
        "At an exchange rate of 1.25 dollars per euro.",
        "(1 euro = $1.25)",
        "It was converted at $1.25 to 1 euro.",
        "The rate used was 0.80 euros to the dollar.",
    ],
)
def test_a_rate_is_stated_in_many_forms(rate: str) -> None:
    text = f"It paid €100 million ($125 million) for it. {rate}"
    found = [each for each in review(text, published="2025-04-26") if each.kind == "stated-rate"]
    assert [each.verdict for each in found] == ["holds"]


def test_a_market_quote_is_no_rate_of_the_text() -> None:
    text = "It paid €100 million ($113.6 million). A year ago the euro traded at $1.25."
    assert [each.kind for each in review(text, published="2025-04-26")] == ["conversion"]


def test_the_rate_that_a_text_states_is_told_with_what_it_converts() -> None:
    text = "Revenue was 10.98 billion yuan ($1.51 billion). ($1 = 7.2643 yuan)"
    (found,) = [each for each in review(text, published="2025-04-26") if each.kind == "stated-rate"]
    assert [each.verbatim for each in found.figures] == [
        *("10.98 billion yuan", "$1.51 billion"),
        *("$1", "7.2643 yuan"),
    ]


def test_a_convenience_rate_is_not_held_against_the_days_of_the_article() -> None:
    stated = "Revenue was 10.98 billion yuan ($1.83 billion) at {} of $1 = 6.0 yuan."
    kinds = {
        (each.kind, each.verdict)
        for each in review(stated.format("a convenience rate"), published="2025-04-26")
    }
    assert ("stated-rate", "holds") in kinds
    assert not [kind for kind, verdict in kinds if verdict in ("wrong", "doubtful")]
    usual = review(stated.format("the rate"), published="2025-04-26")
    assert [each.kind for each in usual if each.verdict in ("wrong", "doubtful")] == ["conversion"]
