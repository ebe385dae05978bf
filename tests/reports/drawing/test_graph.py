from pathlib import Path

import pytest

from dealmodel.books.reading import load_book
from dealmodel.errors import UnknownReference
from tests.reports.drawing.pictures import NASTY, book, lines, picture

SEEDS = Path(__file__).parents[3] / "seeds"

CHAIN = [("a", "b", ["50%"]), ("b", "c", ["20%"]), ("x", "c", ["10%"]), ("c", "d", ["5%"])]


def names(graph):
    return [box.name for box in graph.boxes]


def talks(*events, kind="talks", parties=("a", "b"), **fields):
    status = [
        {"on": on, "stage": stage, "evidence": evidence, "source": "s", "by": by}
        for on, stage, evidence, by in events
    ]
    return {"g": {"kind": kind, "parties": list(parties), "status": status, **fields}}


def test_everything_is_shown_unless_parties_are_named():
    assert names(picture(book(CHAIN))) == ["A", "B", "C", "X", "D"]


def test_of_a_held_company_only_what_is_above_it_is_shown():
    graph = picture(book(CHAIN), held="c")
    assert names(graph) == ["A", "B", "C", "X"]
    assert graph.title == "Who holds C"
    assert [box.is_asked for box in graph.boxes] == [False, False, True, False]


def test_of_an_owner_only_what_is_below_it_is_shown():
    graph = picture(book(CHAIN), owner="b")
    assert names(graph) == ["B", "C", "D"]
    assert graph.title == "What B holds"


def test_of_an_owner_and_a_held_company_only_the_ways_between_them_are_shown():
    graph = picture(book(CHAIN), owner="a", held="c")
    assert names(graph) == ["A", "B", "C"]
    assert (graph.owner, graph.held) == (0, 2)


def test_two_parties_without_a_way_between_them_are_both_shown():
    graph = picture(book(CHAIN), owner="d", held="a")
    assert (names(graph), graph.lines) == (["A", "D"], ())


def test_a_party_without_holdings_is_left_out_unless_it_is_asked_about():
    given = book(CHAIN, names={"lone": "Lone"})
    assert "Lone" not in names(picture(given))
    assert names(picture(given, owner="lone")) == ["Lone"]


def test_an_unknown_party_is_an_error_that_names_the_nearest():
    with pytest.raises(UnknownReference) as caught:
        picture(book([("alpha", "beta", [])]), held="bета")
    with pytest.raises(UnknownReference) as caught:
        picture(book([("alpha", "beta", [])]), held="betta")
    assert caught.value.suggestions == ("beta",)


def test_a_share_stands_as_printed():
    graph = picture(book([("a", "b", ["just over a fifth"])]))
    assert lines(graph) == [("A", "B", "stated", ("just over a fifth",))]


def test_figures_that_mean_the_same_stand_once():
    graph = picture(book([("a", "b", ["20%", "20 percent", "20 %"])]))
    assert lines(graph) == [("A", "B", "stated", ("20%",))]
    assert (
        graph.lines[0].told == "A holds 20% (Paper S) / 20 percent (Paper T) / 20 % (Paper U) of B"
    )


def test_figures_that_fit_together_stand_side_by_side_and_do_not_disagree():
    graph = picture(book([("a", "b", ["20%", "20.2%"])]))
    assert lines(graph) == [("A", "B", "stated", ("20% / 20.2%",))]


def test_figures_that_cannot_all_be_right_disagree_in_words():
    graph = picture(book([("a", "b", ["21%", "25%"])]))
    assert lines(graph) == [("A", "B", "disagreeing", ("21% / 25%", "sources disagree"))]
    assert graph.lines[0].told.endswith("of B, which cannot all be right")


def test_of_many_different_figures_the_first_are_shown_and_the_others_counted():
    graph = picture(book([("a", "b", ["10%", "20%", "30%", "40%", "50%"])]))
    assert graph.lines[0].says[0] == "10% / 20% / 30% / 2 more"
    assert "50% (Paper W)" in graph.lines[0].told


def test_a_holding_without_a_share_is_said_to_be_unstated():
    graph = picture(book([("a", "b", [])]))
    assert lines(graph) == [("A", "B", "unstated", ("share not stated",))]


def test_what_is_held_of_the_owner_is_not_counted():
    ring = book([("a", "b", ["50%"]), ("b", "a", ["10%"])])
    assert lines(picture(ring, owner="a", held="b")) == [
        ("A", "B", "stated", ("50%",)),
        ("B", "A", "stated", ("10%", "not counted")),
    ]
    assert lines(picture(ring))[1] == ("B", "A", "stated", ("10%",))


def test_an_economic_share_in_the_place_of_votes_says_so():
    given = book([("a", "b", ["50%"])])
    graph = picture(given, measure="votes")
    assert lines(graph) == [("A", "B", "stated", ("50%", "votes not stated"))]
    assert graph.about == "Deal: votes, all that is known, whatever its date"


def test_joint_control_is_marked_where_it_is_stated():
    ventures = {
        "v": {
            "party": "v",
            "control": "joint",
            "holders": {"a": [{"says": "50%", "source": "s"}], "b": []},
        }
    }
    parties = {"a": "A", "b": "B", "v": "V"}
    graph = picture(book([], names=parties, kinds={"v": "joint_venture"}, joint_ventures=ventures))
    assert [(box.words, box.is_joint) for box in graph.boxes] == [
        ("company", False),
        ("company", False),
        ("joint venture, joint control", True),
    ]


REPORTED = ("2025-04", "talks", "reported", None)


def test_talks_that_are_only_reported_are_drawn():
    given = book([("a", "b", ["5%"])], agreements=talks(REPORTED, product="a merger"))
    assert lines(picture(given))[1:] == [("A", "B", "talk", ("talks, reported", "a merger"))]


def test_talks_that_a_party_denies_are_contested():
    denial = ("2025-05", "talks", "denied", "b")
    given = book([("a", "b", ["5%"])], agreements=talks(REPORTED, denial))
    [line] = picture(given).lines[1:]
    assert line.says == ("talks, reported", "contested")
    assert "denied by B" in line.told


@pytest.mark.parametrize(
    "agreements",
    [
        pytest.param(talks(("2025-04", "signed", "confirmed", "a"), kind="equity"), id="confirmed"),
        pytest.param(talks(REPORTED, kind="licence"), id="not about capital"),
        pytest.param(talks(REPORTED, ("2025-05", "withdrawn", "reported", None)), id="over"),
        pytest.param(talks(("2025-04", "talks", "denied", "a")), id="only denied"),
        pytest.param(talks(("2025-04", "closed", "reported", None), kind="equity"), id="held"),
        pytest.param(talks(REPORTED, parties=("a", "lone")), id="not in the picture"),
        pytest.param(talks(), id="no events"),
    ],
)
def test_no_talk_is_drawn_of(agreements):
    given = book([("a", "b", ["5%"])], names={"lone": "Lone"}, agreements=agreements)
    assert len(picture(given).lines) == 1


def test_a_closed_deal_that_is_only_reported_is_drawn_where_its_holding_is_not():
    closed = talks(("2025-04", "closed", "reported", None), kind="equity", parties=("a", "c"))
    given = book([("a", "b", []), ("b", "c", [])], agreements=closed)
    assert lines(picture(given))[-1] == ("A", "C", "talk", ("closed, reported",))


def test_talk_of_several_parties_leads_from_the_first_to_each_other():
    given = book(
        [("a", "b", []), ("b", "c", [])], agreements=talks(REPORTED, parties=("c", "a", "b"))
    )
    assert [each[:2] for each in lines(picture(given)) if each[2] == "talk"] == [
        ("C", "A"),
        ("C", "B"),
    ]


def test_talk_counts_as_of_the_day():
    given = book([("a", "b", [])], agreements=talks(REPORTED))
    assert len(picture(given, as_of="2025-03-31").lines) == 1
    assert len(picture(given, as_of="2025-04-30").lines) == 2


def test_names_are_made_plain_and_a_name_of_nothing_seen_is_its_id():
    given = book([("a", "b", [])], names={"a": "Two\nlines\u202e", "b": "\u200b"})
    assert names(picture(given)) == ["Two lines", "b"]


def test_every_name_of_a_book_can_be_drawn():
    keys = {f"p{at}": name for at, name in enumerate(NASTY)}
    given = book([("p0", key, ["5%"]) for key in list(keys)[1:]], names=keys)
    assert len(picture(given).boxes) == len(NASTY)


def test_the_seeds_show_who_holds_leapmotor_international():
    graph = picture(load_book(SEEDS), owner="stellantis", held="leapmotor-international")
    held = [each for each in lines(graph) if each[2] != "talk"]
    assert held == [
        ("Stellantis", "Leapmotor", "disagreeing", ("21% / 20 percent", "sources disagree")),
        ("Stellantis", "Leapmotor International", "stated", ("51%",)),
        ("Leapmotor", "Leapmotor International", "stated", ("49%",)),
    ]


def test_the_seeds_show_the_contested_ferrari_talks():
    graph = picture(load_book(SEEDS))
    [talk] = [each for each in lines(graph) if each[:2] == ("Leapmotor", "Ferrari")]
    assert talk[2:] == (
        "talk",
        ("talks, attributed", "contested", "an EV platform of Leapmotor's for a Ferrari"),
    )
