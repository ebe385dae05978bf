"""Claims that stand apart from their records: the book is the same, places and errors are right."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dealmodel import Book, Claim, Party, Source, Stake, check, load_book, read_book
from dealmodel.books.schema import book_schema
from dealmodel.books.writing import book_text
from dealmodel.errors import BookError
from dealmodel.records.walking import claim_lists
from dealmodel.reports.receipt.fingerprint import fingerprint

ENTRIES = {
    "stakes.s.share": {"says": "12 percent", "source": "b", "on": "2024", "by": "y"},
    "stakes.s.paid": {"says": "1,5 Mrd. Euro", "source": "d", "note": "as told"},
    "joint_ventures.j.holders.x": {
        "says": "51%", "source": "b", "bounds": ["50%", "52%"], "reading": "strict",
    },
    "agreements.g.terms.plant": {"says": "Ulm", "source": "b"},
    "agreements.g.status": {"on": "2024", "stage": "signed", "evidence": "denied", "source": "b"},
    "parties.x.facts.size.amount": {"says": "4", "source": "b", "exact": "yes"},
}  # fmt: skip
BARE = """book: x
sources: {a: {publisher: Alpha}, b: {publisher: Beta}, d: {publisher: Delta, locale: de}}
parties:
  x: {name: X, kind: company, facts: {size: {what: size, amount: {says: 3, source: a}}}}
  y: {name: Y, kind: company}
  z: {name: Z, kind: joint_venture}
stakes: {s: {investor: x, investee: y, share: {says: "21%", source: a}}}
joint_ventures: {j: {party: z, holders: {x: []}}}
agreements: {g: {kind: mou, parties: [x, y], terms: {plant: {says: Hof, source: a}}}}
"""


def added(entries: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"about": about, **entry} for about, entry in entries.items()]


def written_out() -> Book:
    """The same claims where they belong, typed by hand."""
    values = {about.rpartition(".")[2]: json.dumps(entry) for about, entry in ENTRIES.items()}
    text = BARE
    for old, new in (
        (
            'share: {says: "21%", source: a}}',
            'share: [{says: "21%", source: a}, @share], paid: @paid}',
        ),
        ("{says: 3, source: a}", "[{says: 3, source: a}, @amount]"),
        ("holders: {x: []}", "holders: {x: @x}"),
        (
            "terms: {plant: {says: Hof, source: a}}",
            "terms: {plant: [{says: Hof, source: a}, @plant]}, status: [@status]",
        ),
    ):
        assert old in text
        text = text.replace(old, new)
    return read_book(re.sub("@([a-z]+)", lambda found: values[found[1]], text))


def test_a_book_says_the_same_wherever_its_claims_stand(tmp_path: Path) -> None:
    whole = read_book(BARE + f"claims: {json.dumps(added(ENTRIES))}\n")
    assert whole == written_out()
    assert fingerprint(whole) == fingerprint(written_out())
    (tmp_path / "1.yaml").write_text(BARE)
    (tmp_path / "2.json").write_text(json.dumps({"claims": added(ENTRIES)}))
    assert load_book(tmp_path) == whole
    assert load_book(tmp_path).claims == ()
    assert read_book(book_text(whole)) == whole


def test_the_entries_of_several_files_come_together(tmp_path: Path) -> None:
    first, *rest = added(ENTRIES)
    (tmp_path / "1.yaml").write_text(BARE + f"claims: [{json.dumps(first)}]\n")
    (tmp_path / "2.yaml").write_text(f"claims: {json.dumps(rest[0])}\n")  # one alone is a list
    toml = "".join(
        "[[claims]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in each.items())
        for each in rest[1:]
    )
    (tmp_path / "3.toml").write_text(toml)
    (tmp_path / "4.yaml").write_text("claims:\n")
    assert load_book(tmp_path) == written_out()


def test_places_are_those_of_the_entries(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(BARE)
    (tmp_path / "2.yaml").write_text(
        'claims:\n  - {about: stakes.s.share, says: "12 percent", source: b}\n'
    )
    [finding] = [each for each in check(load_book(tmp_path)) if each.code == "claims-disagree"]
    assert [str(place) for place in finding.places] == [
        f"{tmp_path}/1.yaml:7:54",
        f"{tmp_path}/2.yaml:2:35",
    ]
    assert [".".join(map(str, claim.path)) for claim in finding.claims] == [
        "stakes.s.share.0",
        "stakes.s.share.1",
    ]


def test_a_holder_is_added_by_a_party_that_is_there() -> None:
    entry = {"about": "joint_ventures.j.holders.y", "says": "49%", "source": "b"}
    book = read_book(BARE + f"claims: [{json.dumps(entry)}]\n")
    assert list(book.joint_ventures["j"].holders) == ["x", "y"]


DEAL = """deals:
  d:
    target: y
    consideration: {cash: {says: $1 billion, source: a}}
    terms: {fee: {fee: [], payable_by: x}, plant: [{says: Ulm, source: a}]}
"""


@pytest.mark.parametrize(
    ("about", "keys", "value"),
    [
        ("deals.d.consideration.cash", ("consideration", "cash"), "$2 billion"),
        ("deals.d.consideration.contingent", ("consideration", "contingent"), "$2 billion"),
        ("deals.d.consideration.shares.value", ("consideration", "shares", "value"), "$2 billion"),
        ("deals.d.terms.fee.fee", ("terms", "fee", "fee"), "$2 million"),
        ("deals.d.terms.plant", ("terms", "plant", "words"), "Hof"),
        ("deals.d.terms.plant.words", ("terms", "plant", "words"), "Hof"),
        ("deals.d.paid", ("paid",), "$2 billion"),
    ],
)
def test_parts_of_deals_take_claims(about: str, keys: tuple[str, ...], value: str) -> None:
    fee = {"about": "deals.d.terms.fee.fee", "says": "$1 million", "source": "a"}
    entry = {"about": about, "says": value, "source": "b"}
    if "contingent" in about:
        entry |= {"if": "approval", "on": "2027"}
    book = read_book(BARE + DEAL + f"claims: {json.dumps([fee, entry])}\n")
    found: Any = book.deals["d"]
    for key in keys:
        found = found[key] if isinstance(found, dict) else getattr(found, key)
    assert (found[-1].says, found[-1].source) == (value, "b")
    place = book.places.of(("deals", "d", *keys, len(found) - 1, "says"))
    assert place is not None
    assert place.line == len((BARE + DEAL).splitlines()) + 1


def test_a_value_of_a_deal_says_what_it_is_a_value_of() -> None:
    entry = {"about": "deals.d.values", "says": "$9 billion", "source": "b"}
    fee = {"about": "deals.d.terms.fee.fee", "says": "$1 million", "source": "a"}
    book = read_book(
        BARE + DEAL + f"claims: {json.dumps([fee, {**entry, 'of': 'equity', 'at': 'post'}])}\n"
    )
    assert book.deals["d"].values[0].aspect == ("equity", "post", "")
    with pytest.raises(BookError, match="'of'"):
        read_book(BARE + DEAL + f"claims: {json.dumps([fee, entry])}\n")


def test_records_from_code_take_claims_too() -> None:
    stake = Stake(investor="x", investee="y", share=[Claim(says="21%", source="a")])
    book = Book(
        book="x",
        sources={"a": Source(publisher="A")},
        parties={key: Party(name=key, kind="company") for key in "xy"},
        stakes={"s": stake},
        claims=[{"about": "stakes.s.share", "says": "20%", "source": "a"}],
    )
    assert [claim.says for claim in book.stakes["s"].share] == ["21%", "20%"]
    assert [claim.says for claim in stake.share] == ["21%"]
    data = {"book": "x", "stakes": {"s": {"share": []}}}
    entry = {"about": "stakes.s.share", "says": "20%", "source": "a"}
    with pytest.raises(BookError):
        Book.build({**data, "claims": [entry]})
    assert data == {"book": "x", "stakes": {"s": {"share": []}}}


@pytest.mark.parametrize(
    ("entry", "column", "message"),
    [
        ("about: stakes.s.shar, says: 5%, source: a", 20, "mean stakes.s.share"),
        ("about: stake.s.share, says: 5%, source: a", 20, "Did you mean stakes.s.share?"),
        ("about: stakes.t.share, says: 5%, source: a", 20, "leads nowhere: stakes has no 't'"),
        ("about: stakes.s.on, says: 5%, source: a", 20, "has no claims called 'on'"),
        ("about: stakes.s, says: 5%, source: a", 20, "go on with one of before, share, after"),
        ("about: stakes, says: 5%, source: a", 20, "go on with one of s"),
        ("about: stakes.s.share.0, says: 5%, source: a", 20, "leads beyond"),
        ("about: joint_ventures.j.holders.yy, says: 5%, source: a", 20, "has no 'yy'"),
        ("about: agreements.g.terms.plants, says: Ulm, source: a", 20, "terms.plant?"),
        ("about: sources.a.publisher, says: Ulm, source: a", 20, "has no claims called"),
        ("about: 'stakes..share', says: 5%, source: a", 20, "stakes has no ''"),
        ("about: [stakes], says: 5%, source: a", 12, "needs the key 'about'"),
        ("says: 5%, source: a", 12, "needs the key 'about'"),
        ("about: stakes.s.share, says: $5, source: a", 42, "a share of the whole is needed"),
        ("about: stakes.s.share, says: 5%, source: c", 54, "no 'c' among the book's sources"),
        ("about: stakes.s.share, source: a", 12, "needs the key 'says'"),
        ("about: stakes.s.share, says: 5%, source: a, hedge: b", 57, "no such key here"),
        ("about: agreements.g.status, says: 5%, source: a, on: 2024", 12, "needs the key 'stage'"),
    ],
)
def test_what_is_wrong_is_one_error_at_the_entry(entry: str, column: int, message: str) -> None:
    text = BARE + f"claims:   [{{{entry}}}]\n"
    with pytest.raises(BookError) as raised:
        read_book(text, "b.yaml")
    problems = [each for each in raised.value.problems if "stage" not in message or each]
    assert message in raised.value.problems[0].message
    line = len(text.splitlines())
    assert str(problems[0].where) == f"b.yaml:{line}:{column}"
    if "stage" not in message:  # an event lacks two keys
        assert len(problems) == 1
    found = read_book(text, "b.yaml", keep_going=True)
    assert found == read_book(BARE)
    assert found.problems[0].outcome == "claims[0] is left out"


def test_an_entry_that_is_left_out_leaves_the_others_in_place() -> None:
    wrong = {"about": "stakes.s.share", "says": "$5", "source": "a"}
    nowhere = {**wrong, "about": "stakes.t.share"}
    entries = added(ENTRIES)
    mixed = [wrong, entries[0], nowhere, *entries[1:3], wrong, *entries[3:]]
    found = read_book(BARE + f"claims: {json.dumps(mixed)}\n", keep_going=True)
    assert found == written_out()
    assert [each.path[:2] for each in found.problems] == [
        ("claims", 0),
        ("claims", 2),
        ("claims", 5),
    ]
    places = {
        claims.subject: found.places.of((*claims.path, len(claims.claims) - 1, "says"))
        for claims in claim_lists(found)
    }
    for about, entry in ENTRIES.items():
        if "says" in entry:
            place = places[f"{about}.words" if "terms" in about else about]
            assert place is not None
            assert place.excerpt is not None
            assert place.column is not None
            assert place.excerpt[place.column - 1 - place.offset :].startswith(f'"{entry["says"]}"')


@pytest.mark.parametrize("given", ["claims: x", "claims: [x]", "claims: {x: y}"])
def test_claims_that_are_no_list_of_entries_are_one_error(given: str) -> None:
    with pytest.raises(BookError) as raised:
        read_book(BARE + given + "\n")
    [problem] = raised.value.problems
    assert problem.where is not None
    assert problem.path[0] == "claims"


def test_a_broken_record_is_told_once() -> None:
    text = BARE.replace("s: {investor: x, investee: y, share", "s: [x]\n#")
    entry = {"about": "stakes.s.share", "says": "20%", "source": "a"}
    with pytest.raises(BookError) as raised:
        read_book(text.replace("stakes: {", "stakes:\n  ") + f"claims: [{json.dumps(entry)}]\n")
    [problem] = raised.value.problems
    assert problem.path == ("stakes", "s")


def test_the_schema_takes_what_the_reader_takes() -> None:
    validator = jsonschema.Draft202012Validator(book_schema())
    digest = "0" * 64
    data = {
        "format": 2,
        "rules": "2",
        "rates": {"file": "rates.csv", "sha256": digest, "publisher": "Bank"},
        "claims": [*added(ENTRIES), {"about": "deals.d.values", "of": "equity", "source": "a"}],
        "reviews": [
            {"finding": "claims-disagree", "subject": "stakes.s.share", "reason": "so it is",
             "by": "A.", "on": 2024, "claims": "0123456789abcdef"}
        ],
    }  # fmt: skip
    assert not list(validator.iter_errors(data))
    assert list(validator.iter_errors({"claims": [{"source": "a", "says": "5%"}]}))
    assert list(validator.iter_errors({"claims": [{**data["claims"][0], "hedge": "nearly"}]}))
    assert list(validator.iter_errors({"reviews": [{"finding": "claims-disagree"}]}))
    assert list(validator.iter_errors({"format": "two"}))
