"""Books built from code, and what is said of those that are wrong."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from dealmodel.errors import (
    BookError,
    CurrencyMismatch,
    DateError,
    DealModelError,
    OutOfRange,
    UnknownReference,
)
from dealmodel.records.agreement import Agreement, Event
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.claim import Claim
from dealmodel.records.joint_venture import JointVenture
from dealmodel.records.party import Fact, Party
from dealmodel.records.source import Source
from dealmodel.records.stake import Stake


def book(**sections: Any) -> Book:
    return Book(
        book="Deals",
        sources={"cnbc": Source(publisher="CNBC")},
        parties={
            "a": Party(name="A", kind="company"),
            "b": Party(name="B", kind="company", aliases=["Bee"]),
        },
        **sections,
    )


def problems(**sections: Any) -> list[tuple[str, str]]:
    with pytest.raises(BookError) as caught:
        book(**sections)
    return [(each.code, each.message) for each in caught.value.problems]


PLAIN = {
    "book": "Deals",
    "sources": {"cnbc": {"publisher": "CNBC"}},
    "parties": {
        "a": {"name": "A", "kind": "company"},
        "b": {"name": "B", "kind": "company", "aliases": ["Bee"]},
    },
    "stakes": {
        "a-in-b": {
            "investor": "a",
            "investee": "b",
            "share": [{"says": "21%", "source": "cnbc"}],
            "paid": {"says": "$1.6 billion", "source": "cnbc"},
        }
    },
}


def test_from_records_and_from_plain_data_it_is_the_same_book() -> None:
    stake = Stake(
        investor="a",
        investee="b",
        share=[Claim(says="21%", source="cnbc")],
        paid=[Claim(says="$1.6 billion", source="cnbc")],
    )
    built = book(stakes={"a-in-b": stake})
    assert built == Book.build(PLAIN)
    assert built != book()
    assert built.stakes["a-in-b"].paid[0].figure().value == 1_600_000_000


def test_a_book_from_code_has_no_places() -> None:
    assert book().places.of(("sources", "cnbc")) is None
    assert book().sha256 is None


def test_copies_are_equal() -> None:
    original = Book.build(PLAIN)
    assert pickle.loads(pickle.dumps(original)) == original == copy.deepcopy(original)


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError) as caught:
        book().sources["cnbc"].publisher = "Reuters"
    assert [each["type"] for each in caught.value.errors()] == ["frozen_instance"]


def test_data_is_not_changed() -> None:
    data = copy.deepcopy(PLAIN)
    Book.build(data)
    assert data == PLAIN


@pytest.mark.parametrize(
    "build",
    [
        lambda: Source(publisher=""),
        lambda: Claim(says="x"),
        lambda: Stake(investor="a", investee="b", share=[Claim(says="0%", source="x")]),
        lambda: Book.build({}),
        lambda: Book.build({"book": "x", "stakes": {1: {}}}),
        lambda: Book.build({"book": "x", "1": 2}),
    ],
)
def test_whatever_is_wrong_is_a_dealmodel_error(build: Any) -> None:
    with pytest.raises(DealModelError) as caught:
        build()
    assert caught.value.exit_code == 2


def test_the_path_is_in_the_message() -> None:
    with pytest.raises(BookError) as caught:
        Stake(investor="a", investee="b", share=[Claim(says="120%", source="cnbc")])
    assert str(caught.value).startswith("share[0].says: '120%': a share of the whole is above 0")
    (problem,) = caught.value.problems
    assert isinstance(problem.cause, OutOfRange)
    assert problem.path == ("share", 0, "says")


def test_faults_of_every_kind_come_together() -> None:
    """Shape, figures, dates, references, in several records: none hides another."""
    with pytest.raises(BookError) as caught:
        Book.build(
            {
                "book": "Deals",
                "sources": {"cnbc": {"publisher": "CNBC"}},
                "parties": {"a": {"name": "A", "kind": "firm"}},
                "stakes": {
                    "x": {
                        "investor": "a",
                        "investee": "b",
                        "on": "soon",
                        "share": [
                            {"says": "120%", "source": "cnbc"},
                            {"says": "21%", "source": "bc"},
                        ],
                    },
                    "y": {"investor": "a", "investee": "a", "paid": {"says": "5", "sorce": "cnbc"}},
                },
            }
        )
    assert {(each.code, ".".join(map(str, each.path))) for each in caught.value.problems} == {
        ("bad-value", "parties.a.kind"),
        ("bad-date", "stakes.x.on"),
        ("out-of-range", "stakes.x.share.0.says"),
        ("unknown-reference", "stakes.x.investee"),
        ("unknown-reference", "stakes.x.share.1.source"),
        ("unknown-key", "stakes.y.paid.0.sorce"),
    }
    assert str(caught.value).startswith("6 errors; the first: parties.a.kind: ")


class TestReferences:
    """Every id that is mentioned has to be in the book."""

    def test_in_every_field_that_holds_one(self) -> None:
        claim = Claim(says="50%", source="s")
        event = Event(on="2025", stage="talks", evidence="denied", by="p10", source="s")
        fact = Fact(what="founding", text=[claim])
        with pytest.raises(BookError) as caught:
            Book(
                book="Deals",
                parties={"a": Party(name="A", kind="brand", brand_of="p1", facts={"f": fact})},
                stakes={"x": Stake(investor="p2", investee="p3", per_volume="v1", share=[claim])},
                joint_ventures={
                    "j": JointVenture(party="p4", holders={"p5": [claim]}, votes={"p6": []})
                },
                agreements={
                    "g": Agreement(
                        kind="talks",
                        supplier="p7",
                        customer="p8",
                        parties=["p9"],
                        terms={"plant": [claim]},
                        status=[event],
                    )
                },
            )
        causes = [(each.message, each.cause) for each in caught.value.problems]
        found = {
            f"{message.split(': ')[0]}: {cause.given}"
            for message, cause in causes
            if isinstance(cause, UnknownReference)
        }
        assert len(found) == len(causes)
        assert found == {
            "parties.a.brand_of: p1",
            "parties.a.facts.f.text[0].source: s",
            "stakes.x.investor: p2",
            "stakes.x.investee: p3",
            "stakes.x.per_volume: v1",
            "stakes.x.share[0].source: s",
            "joint_ventures.j.party: p4",
            "joint_ventures.j.holders.p5: p5",
            "joint_ventures.j.holders.p5[0].source: s",
            "joint_ventures.j.votes.p6: p6",
            "agreements.g.supplier: p7",
            "agreements.g.customer: p8",
            "agreements.g.parties[0]: p9",
            "agreements.g.terms.plant.words[0].source: s",
            "agreements.g.status[0].by: p10",
            "agreements.g.status[0].source: s",
        }

    def test_a_person_is_named_and_a_party_looked_up(self) -> None:
        said = {"says": "21%", "source": "cnbc"}
        stake = {"investor": "a", "investee": "b"}
        for by in ("Zhu Jiangming", "朱江明", "Leapmotor's CEO", "a", None):
            assert book(stakes={"x": {**stake, "share": {**said, "by": by}}})
        ((code, message),) = problems(stakes={"x": {**stake, "share": {**said, "by": "zhu"}}})
        assert code == "unknown-reference"
        assert message.endswith("a person's name is written with its capitals")

    def test_did_you_mean(self) -> None:
        stake = Stake(investor="leapmoter", investee="b")
        with pytest.raises(BookError, match=r"Did you mean leapmotor\?"):
            Book(
                book="Deals",
                parties={
                    "leapmotor": Party(name="Leapmotor", kind="company"),
                    "b": Party(name="B", kind="company"),
                },
                stakes={"x": stake},
            )

    def test_a_section_that_cannot_be_read_is_not_blamed_on_those_who_mention_it(self) -> None:
        with pytest.raises(BookError) as caught:
            Book.build({**PLAIN, "parties": ["a", "b"]})
        assert [each.path for each in caught.value.problems] == [("parties",)]


def test_paid_and_primary_in_two_currencies() -> None:
    stake = {"investor": "a", "investee": "b", "shares_are": "mixed"}

    def leg(says: str, source: str = "cnbc") -> list[Claim]:
        return [Claim(says=says, source=source)]

    with pytest.raises(BookError) as caught:
        Stake(**stake, paid=leg("€1.5 billion"), primary=leg("$1 billion"))
    cause = caught.value.problems[0].cause
    assert isinstance(cause, CurrencyMismatch)
    assert (cause.left, cause.right) == ("EUR", "USD")
    # By two sources it is two accounts of the deal; a pair has both currencies.
    assert Stake(**stake, paid=leg("€1.5 billion"), primary=leg("$1 billion", "other"))
    assert Stake(**stake, paid=leg("€1.5 billion ($1.6 billion)"), primary=leg("$1 billion"))


def test_a_reference_price_and_what_it_is_go_together() -> None:
    stake = {"investor": "a", "investee": "b"}
    price = [Claim(says="HK$43.8", source="cnbc")]
    assert Stake(**stake, reference_price=price, reference="close of 2023-10-25")
    for alone in ({"reference_price": price}, {"reference": "close of 2023-10-25"}):
        with pytest.raises(BookError, match="a reference price and what it is, or neither"):
            Stake(**stake, **alone)


def test_net_debt_may_be_net_cash() -> None:
    claim = Claim(says="-$200 million", source="cnbc")
    stake = Stake(investor="a", investee="b", net_debt=[claim])
    assert stake.net_debt[0].figure().value == -200_000_000


def test_dates_are_days_months_quarters_or_years() -> None:
    for on in ("2025-03-03", "2025-03", "2025-Q1", "2025"):
        assert Source(publisher="x", published=on).published == on
    for on in ("26/04/2025", "Smarch 2025", "2025-13", "2025-02-30", " 2025", "0000"):
        with pytest.raises(BookError) as caught:
            Source(publisher="x", published=on)
        assert isinstance(caught.value.problems[0].cause, DateError)


def test_the_schema_describes_every_field_of_every_record() -> None:
    schema = Book.model_json_schema()
    records = [schema, *schema["$defs"].values()]
    others = {"Claim", "Fact", "Event", "FiscalYear", "Adjustment"}
    # the book itself, those, seven kinds of parts of a deal, options and convertibles of capital,
    # and what stands beside records
    assert len(records) == len(SECTIONS) + 1 + len(others) + 7 + 2 + 3
    assert others < set(schema["$defs"])
    for record in records:
        assert record["description"]
        assert record["additionalProperties"] is False
        for name, field in record["properties"].items():
            assert field.get("description"), (record["title"], name)
