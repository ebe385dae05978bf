"""The five source texts of the seeds book, in the few words around their figures; by hand.

109,800 / 15,115 is 7.2643 and 129,800 / 17,870 is 7.2636 yuan to the dollar; the table has 7.2883
on 25 April 2025, 0.3 % more. 529,900 / 74,000 is 7.161 and / 73,000 is 7.259, below all of that
week. 65,800 / 9,280 and 75,800 / 10,691 are 7.090, the table has 7.0938 on 11 May 2020. 1.6 bn /
0.21 is 7.619 bn.
"""

from __future__ import annotations

import pytest

from dealmodel.articles.relation import Relation
from dealmodel.articles.reviewing import review
from dealmodel.errors import UsageError


def told(text: str, published: str | None) -> list[tuple[str, str, str]]:
    return [
        (each.kind, each.verdict, each.figures[-1].verbatim)
        for each in review(text, published=published)
    ]


def only(text: str, published: str | None) -> Relation:
    (found,) = review(text, published=published)
    return found


def test_the_prices_of_the_b10_hold_on_their_days() -> None:
    text = (
        "Last month, it began pre-sales with a starting price of 109,800 yuan ($15,115). A variant "
        "with lidar is priced from 129,800 yuan, or $17,870."
    )
    assert told(text, "2025-04-26") == [
        ("conversion", "holds", "$15,115"),
        ("conversion", "holds", "$17,870"),
    ]


def test_the_price_of_the_su7_is_doubtful_and_is_told_the_days_that_fit() -> None:
    text = (
        "It went on sale in China at the end of February with a base price of just 529,900 yuan "
        "(nearly $74,000)."
    )
    found = only(text, "2025-04-26")
    assert found.verdict == "doubtful"
    assert "2025-05-06 to 2025-08-22" in found.why
    assert only(text, "2025-06-12").verdict == "holds"


def test_the_range_of_the_t03_holds_on_the_day_that_the_text_names() -> None:
    text = (
        "On May 11, 2020, it launched its second car. The price range after subsidy is "
        "65,800-75,800 yuan (~US $9,280 – US $10,691)."
    )
    found = review(text)
    assert {each.verdict for each in found} == {"holds"}
    assert {each.kind for each in found} == {"range", "conversion"}


@pytest.mark.parametrize(
    "text",
    [
        "While the B10 is priced at around €12,000 in China, the other is expected to be dearer.",
        "In 2024, it sold almost 294,000 vehicles, with growth of 104 % and a net profit.",
        "It had delivered 8,000 of the new vehicles within 13 days of launch.",
        "It sold just over 300,000 cars last year, less than a tenth of the volume of BYD.",
        "It achieved a delivery volume of over 3.2 million vehicles, and seven years of growth.",
    ],
)
def test_what_has_nothing_beside_it_is_left_alone(text: str) -> None:
    assert told(text, "2025-04") == []


def test_a_stake_and_its_price_imply_a_value_and_no_verdict() -> None:
    found = only("In 2023, Stellantis bought a 21% stake in Leapmotor for $1.6 billion.", None)
    assert (found.kind, found.verdict) == ("implied-value", "untestable")
    assert found.expected is not None
    assert found.expected.point is not None
    assert 7_619_047_619 < found.expected.point < 7_619_047_620


def test_a_conversion_without_any_day_asks_for_one() -> None:
    with pytest.raises(UsageError, match="--published"):
        review("It costs 109,800 yuan ($15,115).")
    assert told("It costs 109,800 yuan.", None) == []
