"""Changes, fractions, durations, conversions and hedges as they are printed: each text with the
hedge, kind, value and bounds of all that is read in it. These are readings as they are, looked
through and not worked out one by one: they notice a change, and do not prove a reading right."""

from __future__ import annotations

import pytest

from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import find_figures

CASES = [
    ("rose 5%", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("fell 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("fell by 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("was down 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("up 5%", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("5% cheaper", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("5% fewer cars", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("lost 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("5% off", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("grew by a third", ["exact growth 1/3 [1/3, 1/3] <a third>"]),
    ("fell by a third", ["exact growth -1/3 [-1/3, -1/3] <a third>"]),
    ("up a quarter", ["exact growth 1/4 [1/4, 1/4] <a quarter>"]),
    ("down a quarter", ["exact growth -1/4 [-1/4, -1/4] <a quarter>"]),
    ("a four-fold increase", ["exact growth 3 [3, 3] <four-fold>"]),
    ("doubled", ["exact growth 1 [1, 1]"]),
    ("tripled", ["exact growth 2 [2, 2]"]),
    ("halved", ["exact growth -1/2 [-1/2, -1/2]"]),
    ("quadrupled", ["exact growth 3 [3, 3]"]),
    ("more than doubled", ["more_than growth 1 (1, ∞)"]),
    ("nearly halved", ["nearly growth -1/2 (-1/2, -9/20]"]),
    ("sales did not rise 5%", ["refused <5%>"]),
    ("growth of 104%", ["none growth 26/25 [207/200, 209/200] <104%>"]),
    ("a decline of 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("a drop of 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("a 5% drop", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("a 5% increase", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("5% growth", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("5% higher", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("5% lower", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("5% more", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("5% less", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("5% year-on-year", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    (
        "cut by 10,000 yuan to 109,800 yuan",
        [
            "exact money 10000 [10000, 10000] CNY <10,000 yuan>",
            "exact money 109800 [109800, 109800] CNY <109,800 yuan>",
        ],
    ),
    (
        "rose from 144,155 in 2023 to 293,724 in 2024",
        [
            "none number 144155 [288309/2, 288311/2] <144,155>",
            "none number 293724 [587447/2, 587449/2] <293,724>",
        ],
    ),
    (
        "raised its stake by 5% to 21%",
        ["none growth 1/20 [9/200, 11/200] <5%>", "none share 21/100 [41/200, 43/200] <21%>"],
    ),
    ("raised its stake to 21%", ["none share 21/100 [41/200, 43/200] <21%>"]),
    ("a 21% stake", ["none share 21/100 [41/200, 43/200] <21%>"]),
    (
        "the stake rose 2 percentage points",
        ["none count 2 [3/2, 5/2] percentage points <2 percentage points>"],
    ),
    ("rose 30 basis points", ["none count 30 [59/2, 61/2] basis points <30 basis points>"]),
    ("up to 23.26 per cent", ["up_to share 1163/5000 [0, 1163/5000]"]),
    ("rose to 23.26 per cent", ["none share 1163/5000 [4651/20000, 4653/20000] <23.26 per cent>"]),
    ("grew up to 5%", ["up_to growth 1/20 [0, 1/20] <up to 5%>"]),
    ("fell up to 5%", ["up_to growth -1/20 [-1/20, 0] <up to 5%>"]),
    ("expected to grow 5%", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("a fall of more than 5%", ["more_than growth -1/20 (-3/50, -1/20) <more than 5%>"]),
    ("twice", ["exact ratio 2 [2, 2]"]),
    ("three times", ["exact ratio 3 [3, 3]"]),
    ("2.5x", ["none ratio 5/2 [49/20, 51/20]"]),
    ("2.5 times as many", ["none ratio 5/2 [49/20, 51/20] <2.5 times>"]),
    ("one and a half times", ["exact ratio 3/2 [3/2, 3/2]"]),
    ("half", ["exact ratio 1/2 [1/2, 1/2]"]),
    ("a half", ["exact ratio 1/2 [1/2, 1/2]"]),
    ("two-thirds", ["exact ratio 2/3 [2/3, 2/3]"]),
    ("a tenth of its output", ["exact ratio 1/10 [1/10, 1/10] <a tenth>"]),
    ("three fifths", ["exact ratio 3/5 [3/5, 3/5]"]),
    ("nine-tenths", ["exact ratio 9/10 [9/10, 9/10]"]),
    ("one in ten", ["exact ratio 1/10 [1/10, 1/10]"]),
    ("half of the votes", ["exact share 1/2 [1/2, 1/2] <half>"]),
    ("half a million cars", ["none count 500000 [475000, 525000] cars"]),
    ("half a billion dollars", ["none money 500000000 [475000000, 525000000] USD"]),
    ("a million", ["none number 1000000 [750000, 1250000]"]),
    ("a dozen cars", ["exact count 12 [12, 12] cars"]),
    ("two dozen cars", ["exact count 24 [24, 24] cars"]),
    ("twenty-one cars", ["exact count 21 [21, 21] cars"]),
    ("one hundred and five cars", ["none count 105 [209/2, 211/2] cars"]),
    ("three million two hundred thousand cars", ["none count 3200000 [3150000, 3250000] cars"]),
    (
        "5 cars and 6 vans",
        ["exact count 5 [5, 5] cars <5 cars>", "exact count 6 [6, 6] vans <6 vans>"],
    ),
    (
        "5 cars, 6 vans",
        ["exact count 5 [5, 5] cars <5 cars>", "exact count 6 [6, 6] vans <6 vans>"],
    ),
    ("13 days", ["exact duration 13 [13, 13] day"]),
    ("2 weeks", ["exact duration 14 [14, 14] day"]),
    ("5 years", ["exact duration 5 [5, 5] year"]),
    ("18 months", ["exact duration 18 [18, 18] month"]),
    ("1.5 years", ["none duration 3/2 [29/20, 31/20] year"]),
    ("two months", ["exact duration 2 [2, 2] month"]),
    ("six-month", ["exact duration 6 [6, 6] month"]),
    ("5-year", ["exact duration 5 [5, 5] year"]),
    ("30-day", ["exact duration 30 [30, 30] day"]),
    ("5 bps", ["none count 5 [9/2, 11/2] basis points"]),
    ("5pp", ["none count 5 [9/2, 11/2] percentage points"]),
    ("5 ppts", ["none count 5 [9/2, 11/2] percentage points"]),
    ("5 percentage points", ["none count 5 [9/2, 11/2] percentage points"]),
    ("5 per mille", ["none share 1/200 [9/2000, 11/2000]"]),
    ("5‰", ["none share 1/200 [9/2000, 11/2000]"]),
    ("5 pct", ["none share 1/20 [9/200, 11/200]"]),
    ("5 per cent", ["none share 1/20 [9/200, 11/200]"]),
    ("5 percent", ["none share 1/20 [9/200, 11/200]"]),
    ("5％", ["none share 1/20 [9/200, 11/200]"]),
    (
        "$1.5 billion (€1.4 billion)",
        [
            "none money 1500000000 [1450000000, 1550000000] USD <$1.5 billion>",
            "none money 1400000000 [1350000000, 1450000000] EUR <€1.4 billion>",
        ],
    ),
    (
        "109,800 yuan ($15,115)",
        [
            "exact money 109800 [109800, 109800] CNY <109,800 yuan>",
            "none money 15115 [30229/2, 30231/2] USD <$15,115>",
        ],
    ),
    (
        "529,900 yuan (nearly $74,000)",
        [
            "exact money 529900 [529900, 529900] CNY <529,900 yuan>",
            "nearly money 74000 [73000, 74000) USD <nearly $74,000>",
        ],
    ),
    (
        "129,800 yuan, or $17,870",
        [
            "exact money 129800 [129800, 129800] CNY <129,800 yuan>",
            "none money 17870 [17865, 17875] USD <$17,870>",
        ],
    ),
    (
        "65,800-75,800 yuan (~US$9,280 – US$10,691)",
        [
            "range money [65800, 75800] CNY <65,800-75,800 yuan>",
            "range money [9280, 10691] USD <~US$9,280 – US$10,691>",
        ],
    ),
    (
        "5 million shares at $3 each",
        [
            "none count 5000000 [4750000, 5250000] shares <5 million shares>",
            "exact money 3 [3, 3] USD per piece <$3 each>",
        ],
    ),
    (
        "¥1.1 billion ($7.5 million)",
        [
            "none money 1100000000 [1050000000, 1150000000] JPY <¥1.1 billion>",
            "none money 7500000 [7450000, 7550000] USD <$7.5 million>",
        ],
    ),
    ("¥109,800 in China", ["exact money 109800 [109800, 109800] CNY <¥109,800>"]),
    ("¥5 in Tokyo", ["exact money 5 [5, 5] JPY <¥5>"]),
    (
        "51:49",
        ["none share 51/100 [101/200, 103/200] <51>", "none share 49/100 [97/200, 99/200] <49>"],
    ),
    (
        "50-50 joint venture",
        ["none share 1/2 [99/200, 101/200] <50>", "none share 1/2 [99/200, 101/200] <50>"],
    ),
    (
        "60/40 split",
        ["none share 3/5 [119/200, 121/200] <60>", "none share 2/5 [79/200, 81/200] <40>"],
    ),
    ("1-for-10", ["exact ratio 1/10 [1/10, 1/10]"]),
    ("2-for-1 split", ["exact ratio 2 [2, 2] <2-for-1>"]),
    ("exactly 5%", ["exact share 1/20 [1/20, 1/20]"]),
    ("5% exactly", ["exact share 1/20 [1/20, 1/20]"]),
    ("precisely $5 million", ["exact money 5000000 [5000000, 5000000] USD"]),
    ("5 or more cars", ["at_least count 5 [5, ∞) cars"]),
    ("at least 5 cars", ["at_least count 5 [5, ∞) cars"]),
    ("5 cars or fewer", ["at_most count 5 [0, 5] cars"]),
    ("no more than 5%", ["at_most share 1/20 [0, 1/20]"]),
    ("up to $5 million", ["up_to money 5000000 [0, 5000000] USD"]),
    ("as much as $5 million", ["up_to money 5000000 [0, 5000000] USD"]),
    ("well over $5 million", ["more_than money 5000000 (5000000, 6000000) USD"]),
    ("north of $5 million", ["more_than money 5000000 (5000000, 6000000) USD"]),
    ("just shy of 5%", ["nearly share 1/20 [9/200, 1/20)"]),
    ("just over half", ["just_over ratio 1/2 (1/2, 11/20]"]),
    ("slightly more than a third", ["just_over ratio 1/3 (1/3, 11/30]"]),
    ("~5%", ["about share 1/20 [9/200, 11/200]"]),
    ("≈5%", ["about share 1/20 [9/200, 11/200]"]),
    (">5%", ["more_than share 1/20 (1/20, 1]"]),
    ("<5%", ["less_than share 1/20 [0, 1/20)"]),
    ("≥5%", ["at_least share 1/20 [1/20, 1]"]),
    ("<=5%", ["at_most share 1/20 [0, 1/20]"]),
    ("5%+", ["at_least share 1/20 [1/20, 1]"]),
    ("$5m+", ["at_least money 5000000 [5000000, ∞) USD"]),
    ("c. 5%", ["about share 1/20 [9/200, 11/200]"]),
    ("ca. 5%", ["about share 1/20 [9/200, 11/200]"]),
    ("around 5%", ["about share 1/20 [9/200, 11/200]"]),
    ("some 300 cars", ["about count 300 [290, 310] cars"]),
    ("roughly 300 cars", ["about count 300 [290, 310] cars"]),
    ("300 cars or so", ["about count 300 [290, 310] cars"]),
    ("300-odd cars", ["about count 300 [290, 310] cars"]),
    ("not more than 5%", ["at_most share 1/20 [0, 1/20]"]),
    ("cannot own more than 49%", ["at_most share 49/100 [0, 49/100]"]),
    ("does not exceed 5%", ["at_most share 1/20 [0, 1/20] <not exceed 5%>"]),
    ("less than 5%", ["less_than share 1/20 [0, 1/20)"]),
    ("under 5%", ["less_than share 1/20 [0, 1/20)"]),
    ("below 5%", ["less_than share 1/20 [0, 1/20)"]),
    ("over 5%", ["more_than share 1/20 (1/20, 1]"]),
    ("above 5%", ["more_than share 1/20 (1/20, 1]"]),
    ("exceeding 5%", ["more_than share 1/20 (1/20, 1]"]),
    ("5% or more", ["at_least share 1/20 [1/20, 1]"]),
]


def told(figure: Figure, text: str) -> str:
    """Hedge, kind, value, bounds, unit, and the words where they are not all."""
    amount = "" if figure.value is None else str(figure.value)
    per = f"per {figure.per}" if figure.per else ""
    words = "" if figure.verbatim == text else f"<{figure.verbatim}>"
    parts = (figure.hedge, figure.kind, amount, str(figure.bounds), figure.unit.text, per, words)
    return " ".join(each for each in parts if each)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_read(text: str, expected: list[str]) -> None:
    found = find_figures(text)
    read = [told(one, text) for one in found]
    assert read + [f"refused <{one.verbatim}>" for one in found.refused] == expected
