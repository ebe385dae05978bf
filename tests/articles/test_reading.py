"""Articles as drafts of a book: what of a text is placed where, and that nothing of it is lost.

The passages of the source texts are told in words of our own around the same figures; where each
figure belongs follows from the seeds book. Those of news in general are made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.articles.drafting.draft import Draft
from dealmodel.articles.drafting.reading import read
from dealmodel.books.drafting import draft_text
from dealmodel.books.formatting import formatted_text
from dealmodel.books.reading import load_book, read_book
from dealmodel.checks.catalogue import check
from dealmodel.errors import DateError, UsageError
from dealmodel.figures.reader import find_figures
from dealmodel.records.book import Book

ROOT = Path(__file__).parents[2]
SEEDS = load_book(ROOT / "seeds")
PARTIES = Book(book="Parties", parties=SEEDS.parties, sources=SEEDS.sources)
CORPUS = [
    passage["text"]
    for third in ("first", "second")
    for passage in yaml.safe_load((Path(__file__).parent / "corpus" / f"{third}.yaml").read_text())
]

TEXTS = {
    "CNBC": (
        "2025-04-26",
        "Leapmotor has struck a deal with FAW. The deal is a win for Leapmotor, which made waves "
        "with its rollout of an all-electric B10 SUV with lidar for less than $18,000.\n\n"
        "Zhu Jiangming told Reuters so. Ferrari was silent. Leapmotor said in a statement to "
        "Reuters that there were no talks. The car shares the platform of Leapmotor's B10.\n\n"
        "Last month, Leapmotor began pre-sales of the B10 in China with a starting price of "
        "109,800 yuan ($15,115). A variant with lidar and urban navigation is priced from "
        "129,800 yuan, or $17,870.\n\n"
        "The EV maker said on Wednesday it had delivered 8,000 of the new B10 vehicles within 13 "
        "days of launch. The company sold just over 300,000 cars last year, less than a tenth of "
        "the volume of industry leader BYD 002594.SZ, though it was profitable in the fourth "
        "quarter.\n\n"
        "In 2023, Stellantis bought a 21% stake in Leapmotor for $1.6 billion. The two formed a "
        "joint venture, Leapmotor International, in which Stellantis holds a 51% stake.\n\n"
        "Xiaomi's SU7 Ultra reached 346 km/h. It went on sale in China at the end of February "
        "with a base price of just 529,900 yuan (nearly $74,000).",
        {
            "less than $18,000": "prices",
            "109,800 yuan ($15,115)": "prices",
            "from 129,800 yuan, or $17,870": "prices",
            "8,000 of the new B10 vehicles": "volumes",
            "13 days": "volumes",
            "just over 300,000 cars": "volumes",
            "less than a tenth": "ratios",
            "21%": "stakes",
            "$1.6 billion": "stakes",
            "51%": "joint_ventures",
            "529,900 yuan (nearly $74,000)": "prices",
        },
    ),
    "Wikipedia": (
        None,
        "In 2023, Stellantis acquired a 20 percent stake of Leapmotor, and started to sell its "
        "vehicles in Europe in 2024.\n\n"
        "In October 2018, Leapmotor announced plans to roll out 3 new models over the span of "
        "2018 to 2021. In June 2019, the S01 was launched. At that time, the company had raised "
        "RMB 380 million in capital. On May 11, 2020, Leapmotor launched the Leapmotor T03. The "
        "vehicle came in three versions, the price range after subsidy is 65,800-75,800 yuan "
        "(~US $9,280 – US $10,691).\n\n"
        "In October 2023, Stellantis acquired a stake in Leapmotor for €1.5 billion. Leapmotor "
        "International, a joint venture 51% owned by Stellantis and 49% owned by Leapmotor, was "
        "established.",
        {
            "20 percent": "stakes",
            "3 new models": "parties",
            "RMB 380 million": "parties",
            "65,800-75,800 yuan (~US $9,280 – US $10,691)": "prices",
            "51%": "joint_ventures",
            "49%": "joint_ventures",
        },
    ),
    "SMM": (
        "2025-03-03",
        "Source:gasgoo\n\nAs a leading player, FAW Group is known. In 2024, it achieved a "
        "delivery volume of over 3.2 million vehicles, with its Hongqi brand recording seven "
        "consecutive years of growth.\n\nIn 2024, Leapmotor delivered nearly 300,000 vehicles, "
        "surpassing its target and achieving profitability in the fourth quarter.",
        {
            "over 3.2 million vehicles": "volumes",
            "seven consecutive years": "parties",
            "nearly 300,000 vehicles": "volumes",
        },
    ),
    "Italpassion": (
        "2025-04",
        "The architecture was chosen by Stellantis, a 20 % shareholder in Leapmotor, too. Ferrari "
        "will present its first 100 % electric model. Leapmotor's technology is mature. In 2024, "
        "the Chinese automaker sold almost 294,000 vehicles, with growth of 104 % and a profit.",
        {"20 %": "stakes", "almost 294,000 vehicles": "volumes", "104 %": "growth"},
    ),
    "Unnamed blog": (
        "2025-04",
        "While the Leapmotor B10 is priced at around €12,000 in China, the Hongqi-branded model "
        "is expected to be dearer.",
        {"around €12,000": "prices"},
    ),
}


def about(draft: Draft) -> dict[str, str]:
    """The words of each claim, and what it is about."""
    return {each.says: each.about for each in draft}


def drafted(text: str, published: str | None = "2025-04-26") -> dict[str, str]:
    return about(read(text, publisher="Gazette", published=published))


@pytest.mark.parametrize("book", [SEEDS, PARTIES], ids=["seeds", "parties"])
@pytest.mark.parametrize("publisher", TEXTS)
def test_the_figures_of_a_source_text_land_in_the_sections_of_the_seeds(
    publisher: str, book: Book
) -> None:
    published, text, expected = TEXTS[publisher]
    draft = read(text, publisher=publisher, published=published, book=book)
    found = about(draft)
    placed = {says: found.get(says, "").partition(".")[0] for says in expected}
    assert placed == expected
    assert draft.findings == ()
    assert read_book(draft_text(draft)) == draft.book
    assert not [each for each in check(draft.book) if each.severity == "error"]


def test_known_records_are_added_to() -> None:
    published, text, _ = TEXTS["CNBC"]
    draft = read(text, publisher="Times", published=published, book=SEEDS)
    found = about(draft)
    assert found["21%"] == "stakes.stellantis-in-leapmotor.share"
    assert found["just over 300,000 cars"] == "volumes.leapmotor-2024.count"
    assert found["less than a tenth"] == "ratios.leapmotor-to-byd-2024.ratio"
    assert found["8,000 of the new B10 vehicles"] == "volumes.b10-first-13-days.count"
    assert found["529,900 yuan (nearly $74,000)"] == "prices.su7-ultra-base.amount"
    assert {each["about"] for each in draft.addition.claims} >= {
        "stakes.stellantis-in-leapmotor.share",
        "joint_ventures.leapmotor-international.holders.stellantis",
    }
    (source,) = draft.addition.sections["sources"].values()
    assert source == {"publisher": "Times", "origin": "Reuters", "published": "2025-04-26"}


def test_what_the_book_has_of_its_own_source_is_not_added_again() -> None:
    published, text, _ = TEXTS["SMM"]
    draft = read(text, publisher="SMM", published=published, book=SEEDS)
    assert [each.is_new for each in draft] == [False, False, False]
    assert draft.addition.is_empty


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rockwell will buy an 8.4% stake in Kestrel for $1 billion, valuing it at $11.9 "
            "billion.",
            {
                "8.4%": "stakes.rockwell-in-kestrel.share",
                "$1 billion": "stakes.rockwell-in-kestrel.paid",
                "$11.9 billion": "stakes.rockwell-in-kestrel.equity_value",
            },
        ),
        (
            "Acme will pay €1.5 billion for about 20% of Kestrel.",
            {
                "€1.5 billion": "stakes.acme-in-kestrel.paid",
                "about 20%": "stakes.acme-in-kestrel.share",
            },
        ),
        (
            "LetterOne raised its stake in Dia to 29 percent from 25 percent.",
            {
                "29 percent": "stakes.letterone-in-dia.after",
                "25 percent": "stakes.letterone-in-dia.before",
            },
        ),
        (
            "Kestrel, which is 49% owned by Alder, makes drones.",
            {"49%": "stakes.alder-in-kestrel.share"},
        ),
        (
            "Exor, the holding company of the family, owns 24.6% of Ferrari and 14.9% of Iveco.",
            {
                "24.6%": "stakes.exor-in-ferrari.share",
                "14.9%": "stakes.exor-in-iveco.share",
            },
        ),
        (
            "Alder sold its 5% stake in Kestrel to Birch for €40 million in March 2025.",
            {
                "5%": "stakes.birch-in-kestrel.share",
                "€40 million": "stakes.birch-in-kestrel.paid",
            },
        ),
        (
            "Alder bought 1,200,000 shares of Kestrel at $15 each.",
            {
                "1,200,000 shares": "stakes.alder-in-kestrel.shares",
                "$15 each": "stakes.alder-in-kestrel.price_per_share",
            },
        ),
        (
            "Alder and Birch formed a joint venture, Cedar Motors, held 51 % by Alder and 49 % "
            "by Birch.",
            {
                "51 %": "joint_ventures.cedar-motors.holders.alder",
                "49 %": "joint_ventures.cedar-motors.holders.birch",
            },
        ),
        (
            "Nippon Steel agreed to buy Kestrel for $14.9 billion.",
            {"$14.9 billion": "deals.nippon-steel-for-kestrel.paid"},
        ),
        (
            "Broadcom's $61 billion acquisition of VMware closed in November 2023.",
            {"$61 billion": "deals.broadcom-for-vmware.paid"},
        ),
        (
            "Ford sold 2.08 million vehicles in the United States in 2024, up 4% from 2023.",
            {
                "2.08 million vehicles": "volumes.ford-sales-united-states-2024.count",
                "4%": "growth.ford-sales-united-states-2024.growth",
            },
        ),
        (
            "Nio said deliveries rose 39% to 221,970 vehicles in 2024.",
            {
                "221,970 vehicles": "volumes.nio-deliveries-2024.count",
                "39%": "growth.nio-deliveries-2024.growth",
            },
        ),
        (
            "BYD sold 4.27 million cars in 2024, more than twice as many as Tesla.",
            {
                "4.27 million cars": "volumes.byd-sales-2024.count",
                "more than twice": "ratios.byd-sales-2024-to-tesla-sales-2024.ratio",
            },
        ),
        (
            "The Model Y starts at 263,500 yuan ($36,200) in China, Tesla said on Friday.",
            {"263,500 yuan ($36,200)": "prices.model-y-starting.amount"},
        ),
        (
            "Xiaomi cut the price of the SU7 by 10,000 yuan to 205,900 yuan.",
            {"205,900 yuan": "prices.su7-undeclared.amount"},
        ),
        (
            "BYD's revenue reached 777.1 billion yuan in 2024, up 29%.",
            {
                "777.1 billion yuan": "financials.byd-revenue-2024.amount",
                "29%": "parties.byd.facts.change-of-revenue.amount",
            },
        ),
        (
            "Nio posted a net loss of 22.4 billion yuan in 2024.",
            {"22.4 billion yuan": "parties.nio.facts.loss.amount"},
        ),
        (
            "Mars will buy Cheez-It maker Kellanova in a nearly $36 billion deal.",
            {"nearly $36 billion": "deals.mars-for-kellanova.paid"},
        ),
        (
            "Volvo Cars will hold 18% in Polestar, down from 48.3%.",
            {
                "18%": "stakes.volvo-cars-in-polestar.after",
                "48.3%": "stakes.volvo-cars-in-polestar.before",
            },
        ),
        (
            "Toyota holds 5.05% of Mazda, and Mazda owns 0.25% of Toyota.",
            {
                "5.05%": "stakes.toyota-in-mazda.share",
                "0.25%": "stakes.mazda-in-toyota.share",
            },
        ),
        (
            "Mazda is a maker. Its U.S. sales rose 16.8% to 424,382 vehicles in 2024.",
            {
                "424,382 vehicles": "volumes.mazda-sales-u-s-2024.count",
                "16.8%": "growth.mazda-sales-u-s-2024.growth",
            },
        ),
        (
            "Porsche holds 53.3% of the voting rights of Volkswagen.",
            {"53.3%": "stakes.porsche-in-volkswagen.votes"},
        ),
        (
            "Alder's 21% stake in Kestrel is worth $3 billion.",
            {"21%": "stakes.alder-in-kestrel.share"},
        ),
        (
            "Leapmotor's sales in 2024 were less than a tenth of BYD's.",
            {"less than a tenth": "ratios.leapmotor-sales-2024-to-byd-sales-2024.ratio"},
        ),
        (
            "Tesla lowered the starting price of the Model Y to $43,990.",
            {"$43,990": "prices.model-y-starting.amount"},
        ),
        ("The Ora 03 costs £31,995.", {"£31,995": "prices.ora-03-undeclared.amount"}),
        ("Alder employs 12,000 people.", {"12,000 people": "parties.alder.facts.employees.amount"}),
        (
            "Xpeng raised $500 million in a funding round led by Alder.",
            {"$500 million": "parties.xpeng.facts.capital-raised.amount"},
        ),
        (
            "Alder delivered 190,068 vehicles in 2024, up 34% from 141,601 in 2023.",
            {
                "190,068 vehicles": "volumes.alder-deliveries-2024.count",
                "34%": "growth.alder-deliveries-2024.growth",
                "141,601": "volumes.alder-deliveries-2023.count",
            },
        ),
        (
            "Alder's deliveries rose from 144,155 vehicles in 2023 to 293,724 vehicles in 2024.",
            {
                "144,155 vehicles": "volumes.alder-deliveries-2023.count",
                "293,724 vehicles": "volumes.alder-deliveries-2024.count",
            },
        ),
        (
            "Revenue at Alder rose 8% to €2.3 billion in 2024 from €2.1 billion in 2023.",
            {
                "8%": "parties.alder.facts.change-of-revenue.amount",
                "€2.3 billion": "financials.alder-revenue-2024.amount",
                "€2.1 billion": "financials.alder-revenue-2023.amount",
            },
        ),
        (
            "Alder sold cars in 2024, 20% more than in 2023, and its revenue was €3.1 billion.",
            {"€3.1 billion": "financials.alder-revenue-2024.amount"},
        ),
        (
            "Alder will hold 51% and Birch 49% of a joint venture, Nordic Gulf Towers.",
            {
                "51%": "joint_ventures.nordic-gulf-towers.holders.alder",
                "49%": "joint_ventures.nordic-gulf-towers.holders.birch",
            },
        ),
        (
            "Alder agreed to sell 70% of Kestrel to Merlin for €4.6 billion.",
            {
                "70%": "stakes.merlin-in-kestrel.share",
                "€4.6 billion": "stakes.merlin-in-kestrel.paid",
            },
        ),
        (
            "Alder's NOVA M03 starts at 119,800 yuan.",
            {"119,800 yuan": "prices.alder-nova-m03-starting.amount"},
        ),
        (
            "A Toyota bZ3X costs 109,800 yuan.",
            {"109,800 yuan": "prices.toyota-bz3x-undeclared.amount"},
        ),
    ],
)
def test_news_in_general(text: str, expected: dict[str, str]) -> None:
    assert drafted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Alder expects to sell 500,000 cars in 2026.",
        "Alder will deliver 90,000 cars in 2026.",
        "Alder and Birch acquired a 30% stake in Kestrel for $1 billion.",
        "A consortium led by Alder bought 40% of Kestrel for $2 billion.",
        "Annual deliveries slipped 11% to 1.79 million from 1.81 million.",
        "Analysts at Alder said Kestrel is worth $5 billion.",
        "The company said it sold 3,000 units.",
        "The share price of Alder was $15.",
        "Alder sold 20,000 cars.",
        "Alder aims at a gross margin of 17%.",
        "Alder is in talks to buy a 20% stake in Kestrel for $1 billion.",
        "Alder could acquire 20% of Kestrel.",
        "Alder plans to raise its stake in Kestrel to 25%.",
        "The B10 is expected to be priced at €30,000.",
        "Alder offered to buy Kestrel for $5 billion.",
        "Alder has sold 5% of Kestrel.",
        "Alder did not buy a 5% stake in Kestrel.",
        "Alder sold 12 million shares of Kestrel.",
        "The Alder Trust and the Gund family hold 20.7% of Kestrel.",
        "Alder bid for Kestrel, valuing the German retailer at €2.2 billion.",
        "Alder could hold 51% and Birch 49% of a joint venture, Nordic Gulf Towers.",
        "Alder may sell 70% of Kestrel to Merlin for €4.6 billion.",
        "Alder was busy in 2023 and in 2024, and its revenue was €3.1 billion.",
        "The Rome-New York ticket starts at €399.",
    ],
)
def test_what_no_sentence_makes_plain_is_listed(text: str) -> None:
    draft = read(text, publisher="Gazette", published="2025-04-26")
    assert about(draft) == {}
    assert len(draft.unplaced) == len(find_figures(text))
    assert all(each.why for each in draft.unplaced)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Alder expects to sell 500,000 cars in 2026.", "what is expected is no volume"),
        ("Alder is in talks to buy 20% of Kestrel.", "what is not agreed is no stake"),
    ],
)
def test_why_a_figure_is_not_placed(text: str, why: str) -> None:
    assert [each.why for each in read(text, publisher="Gazette").unplaced] == [why]


def test_a_fall_is_quoted_with_its_word() -> None:
    draft = read("Alder's sales fell 5% in 2024.", publisher="Gazette", published="2025-04-26")
    (claim,) = draft
    assert claim.says == "fell 5%"
    figure = draft.book.growth["alder-sales-2024"].growth[0].figure()
    assert (figure.value, figure.kind) == (find_figures("fell 5%")[0].value, "growth")
    assert figure.value is not None
    assert figure.value < 0


def test_a_price_without_a_day_asks_for_one() -> None:
    text = "The Leapmotor B10 is priced from 109,800 yuan."
    (left,) = read(text, publisher="Wikipedia").unplaced
    assert "--published" in left.why
    assert drafted(text) == {"from 109,800 yuan": "prices.leapmotor-b10-starting.amount"}


def test_who_said_it_and_when() -> None:
    text = "Alder said on Wednesday it had delivered 8,000 cars in March."
    (claim,) = read(text, publisher="Gazette", published="2025-04-26")
    assert (claim.by, claim.on, claim.about) == (
        "alder",
        "2025-04-23",
        "volumes.alder-deliveries-2025-03.count",
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to Reuters, Alder holds 5% of Kestrel.", "gazette-citing-reuters"),
        ("Reuters reported that Alder holds 5% of Kestrel.", "gazette-citing-reuters"),
        ("Alder holds 5% of Kestrel, according to Birch.", "gazette-2025"),
    ],
)
def test_whose_report_it_is(text: str, source: str) -> None:
    draft = read(text, publisher="Gazette", published="2025")
    assert [each.source for each in draft] == [source]
    assert draft.book.sources[source].origin == ("Reuters" if "citing" in source else None)


def test_a_dateline_tells_the_origin_of_a_whole_text() -> None:
    draft = read("Shanghai (Gasgoo)- Alder holds 5% of Kestrel.", publisher="SMM", published="2025")
    assert draft.book.sources["smm-2025"].origin == "Gasgoo"
    assert any("Gasgoo" in each for each in draft.warnings)


def test_a_conversion_that_cannot_be_right_is_told() -> None:
    text = "Acme paid €1.5 billion ($1.42 billion) for 20% of Kestrel."
    draft = read(text, publisher="Gazette", published="2025-04-26")
    assert [each.code for each in draft.findings] == ["implied-rate"]
    assert any("does not pass check" in each for each in draft.warnings)


def held(draft: Draft) -> list[tuple[int, int]]:
    return [span for each in (*draft.claims, *draft.unplaced) for span in each.figures]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(CORPUS), min_size=1, max_size=6))
def test_no_figure_is_lost_and_little_else_is_kept(passages: list[str]) -> None:
    text = "\n\n".join(passages)
    draft = read(text, publisher="Gazette", published="2025-04-26")
    found = find_figures(text)
    expected = sorted({*(each.span for each in found), *(each.span for each in found.refused)})
    assert sorted(set(held(draft))) == expected
    assert len(held(draft)) == len(expected)
    for each in draft.unplaced:
        assert len(each.words.split()) <= len(each.verbatim.split()) + 6
    written = draft_text(draft)
    assert formatted_text(written) == written
    assert read_book(written) == draft.book


@pytest.mark.parametrize("text", ["", "Nothing is counted here."])
def test_a_text_without_figures_says_so(text: str) -> None:
    draft = read(text, publisher="Gazette")
    assert (len(draft), draft.unplaced) == (0, ())
    assert "no figure" in draft.warnings[0]
    assert list(read_book(draft_text(draft)).sources) == ["gazette"]


def test_what_is_no_article_is_refused() -> None:
    with pytest.raises(UsageError, match="--publisher"):
        read("Alder holds 5% of Kestrel.", publisher=" ")
    with pytest.raises(UsageError, match="is text"):
        read(b"5%", publisher="Gazette")  # type: ignore[arg-type]
    with pytest.raises(DateError, match="to come"):
        read("5%", publisher="Gazette", published="2999")


def test_repr_and_dict() -> None:
    draft = read("Alder holds 5% of Kestrel in 2 ways.", publisher="Gazette", published="2025")
    assert repr(draft) == "<Draft of 1 claims, 1 figures not placed>"
    assert draft.to_dict()["results"] == [
        {
            "name": "claim",
            "about": "stakes.alder-in-kestrel.share",
            "says": "5%",
            "span": [12, 14],
            "figures": [[12, 14]],
            "source": "gazette-2025",
            "by": None,
            "on": None,
            "new": True,
        }
    ]
    assert draft.to_dict()["unplaced"][0]["verbatim"] == "2 ways"
    assert draft[0].says == "5%"
