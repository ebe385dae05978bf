import os
import re
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from dealmodel.errors import OutOfRange
from dealmodel.reports.drawing.svg import svg
from tests.reports.drawing.drawn import SVG, Drawing, drawing, text_rect
from tests.reports.drawing.pictures import NASTY, book, graphs, picture

SEEDS = Path(__file__).parents[3] / "seeds"

ELEMENTS = {"svg", "title", "desc", "g", "path", "rect", "text"}

SHAPES = {
    "a chain of 20": [(f"p{n}", f"p{n + 1}", ["51%"]) for n in range(20)],
    "a star of 40 holders": [(f"p{n}", "p0", ["2%"]) for n in range(1, 41)],
    "a star of 40 held": [("p0", f"p{n}", ["2%"]) for n in range(1, 41)],
    "a ring of 5": [(f"p{n}", f"p{(n + 1) % 5}", ["10%"]) for n in range(5)],
    "all holding all": [(f"p{a}", f"p{b}", ["5%"]) for a in range(6) for b in range(6) if a != b],
    "twenty pairs": [(f"a{n}", f"b{n}", ["5%", "9%"]) for n in range(20)],
    "nothing": [],
}


def laid_out_well(found: Drawing) -> None:
    """Nothing overlaps: not boxes, not labels, not lines and either; all text is in its place."""
    boxes, labels = found.rects("party"), found.rects("label")
    for one, other in combinations([*boxes, *labels], 2):
        assert not one.overlaps(other), (one, other)
    for text, frame in found.framed_texts():
        assert frame.contains(text), (text, frame)
    texts = [text_rect(each) for each in found.texts()]
    for one, other in combinations(texts, 2):
        assert not one.overlaps(other), (one, other)
    for each in [*boxes, *labels, *texts]:
        assert found.page.contains(each), each
    for label, line in zip(labels, found.lines(), strict=True):
        for x, y in (point for stroke in line for point in stroke):
            assert not any(box.has_inside(x, y) for box in boxes)
            assert not any(other.has_inside(x, y) for other in labels if other != label)
            assert found.page.left <= x <= found.page.right
        assert any(label.has_inside(x, y) for stroke in line for x, y in stroke)


@given(graphs())
@settings(max_examples=60)
def test_nothing_overlaps_in_any_picture(graph):
    laid_out_well(drawing(svg(graph)))


@pytest.mark.parametrize("holdings", SHAPES.values(), ids=SHAPES)
def test_nothing_overlaps_in(holdings):
    found = drawing(svg(picture(book(holdings))))
    assert len(found.rects("label")) == len(holdings)
    laid_out_well(found)


@given(graphs(most_boxes=8, most_lines=12))
@settings(max_examples=40)
def test_every_line_joins_its_boxes_with_a_tip_at_the_held(graph):
    found = drawing(svg(graph))
    boxes = found.rects("party")
    for line, strokes in zip(graph.lines, found.lines(), strict=True):
        ends = [end for stroke in strokes for end in (stroke[0], stroke[-1])]
        for box in (boxes[line.start], boxes[line.end]):
            assert any(box.left <= x <= box.right and y in (box.top, box.bottom) for x, y in ends)
    tips = [
        (line, group.findall(f"{SVG}path")[1:])
        for line, group in zip(
            graph.lines,
            (each for each in found.root.iter(f"{SVG}g") if each.get("class")),
            strict=True,
        )
    ]
    for line, paths in tips:
        if line.style == "talk":
            assert not paths
        else:
            [tip] = paths
            x, y, _, back = map(int, re.findall(r"\d+", tip.attrib["d"])[:4])
            box = boxes[line.end]
            assert box.left <= x <= box.right
            assert (y == box.top and back < y) or (y == box.bottom and back > y)


def test_tips_at_one_box_stand_apart():
    found = drawing(svg(picture(book(SHAPES["a star of 40 holders"]))))
    ends = sorted(stroke[-1][0] for [stroke] in found.lines())
    assert min(b - a for a, b in pairwise(ends)) >= 10


def test_holders_stand_above_what_they_hold():
    graph = picture(book([("a", "b", []), ("b", "c", []), ("a", "c", []), ("x", "c", [])]))
    tops = [box.top for box in drawing(svg(graph)).rects("party")]
    assert tops[0] < tops[1] < tops[2]
    assert tops[3] == tops[1]


def test_in_a_loop_the_owner_stands_on_top_and_the_held_at_the_bottom():
    ring = book([(f"p{n}", f"p{(n + 1) % 5}", ["10%"]) for n in range(5)])
    for owner, held in (("p3", "p1"), ("p1", "p3"), ("p0", "p4")):
        graph = picture(ring, owner=owner, held=held)
        tops = [box.top for box in drawing(svg(graph)).rects("party")]
        assert tops.index(min(tops)) == graph.owner
        assert tops.index(max(tops)) == graph.held


def test_a_picture_is_one_of_plain_shapes_and_text():
    keys = {f"p{at}": name for at, name in enumerate(NASTY)}
    text = svg(picture(book([(a, b, ["5%"]) for a, b in pairwise(keys)], names=keys)))
    root = ElementTree.fromstring(text)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == ELEMENTS
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not [name for name in attributes if name.startswith(("on", "style")) or "href" in name]
    assert "://" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_a_long_name_is_cut_and_stands_in_full_in_its_tooltip():
    name = "The Altogether Unreasonably Long Name of an International Holding Company Limited" * 2
    found = drawing(svg(picture(book([("a", "b", [])], names={"a": name, "b": "B"}))))
    shown = [each.text for each in found.texts()]
    assert any(text.endswith("…") for text in shown)
    assert f"{name} (company)" in [each.text for each in found.root.iter(f"{SVG}title")]


def test_it_is_an_image_with_a_title_and_a_description_that_tells_every_holding():
    root = drawing(svg(picture(book([("a", "b", ["21%", "25%"]), ("b", "c", [])])))).root
    assert root.attrib["role"] == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Who holds whom"
    assert root[1].text == (
        "Deal: economic interest, all that is known, whatever its date. "
        "A holds 21% (Paper S) / 25% (Paper T) of B, which cannot all be right. "
        "B holds a share of C that no source states."
    )


def test_styles_differ_without_colour():
    talk = {"kind": "talks", "parties": ["a", "d"]} | {
        "status": [{"on": "2025", "stage": "talks", "evidence": "reported", "source": "s"}]
    }
    holdings = [("a", "b", ["5%"]), ("a", "c", ["5%", "9%"]), ("a", "d", [])]
    found = drawing(svg(picture(book(holdings, agreements={"g": talk}))))
    dashes = {
        group.get("class"): group.findall(f"{SVG}path")[0].get("stroke-dasharray")
        for group in found.root.iter(f"{SVG}g")
        if group.get("class")
    }
    assert len(set(dashes.values())) == len(dashes) == 4
    shown = [each.text for each in found.texts()]
    assert {"sources disagree", "share not stated", "talks, reported"} <= set(shown)


def test_the_legend_tells_only_of_what_occurs():
    def shown(graph):
        return {each.text for each in drawing(svg(graph)).texts()}

    plain = shown(picture(book([("a", "b", ["5%"])])))
    assert "holder to held, share as printed" in plain
    assert not {"asked about", "sources disagree on the share", "held, share not stated"} & plain
    rich = shown(picture(book([("a", "b", []), ("b", "c", ["5%", "9%"])]), held="b"))
    assert "asked about" in rich
    assert "held, share not stated" in rich
    assert "sources disagree on the share" not in rich


def test_a_book_without_holdings_says_so():
    shown = [each.text for each in drawing(svg(picture(book([])))).texts()]
    assert "There are no holdings to show." in shown


def test_a_joint_venture_under_joint_control_has_a_second_frame():
    def frames(control):
        ventures = {"v": {"party": "v", "control": control, "holders": {"a": []}}}
        given = book([], names={"a": "A", "v": "V"}, joint_ventures=ventures)
        text = svg(picture(given))
        return text.count("<path")

    assert frames("joint") == frames("undeclared") + 3  # and a sample of it in the legend


def test_who_is_asked_about_is_bold_and_has_a_thick_border():
    found = drawing(svg(picture(book([("a", "b", [])]), held="b")))
    widths = [
        each.get("stroke-width")
        for each in found.root.iter(f"{SVG}rect")
        if each.get("class") == "party"
    ]
    assert widths == ["1", "3"]
    assert [e.text for e in found.texts() if e.get("font-weight")] == ["Who holds B", "B"]


def test_the_same_book_gives_the_same_bytes_in_every_process():
    script = (
        "from dealmodel.books.reading import load_book\n"
        "from dealmodel.calculators.ownership import Ownership\n"
        "from dealmodel.reports.drawing.graph import graph_of\n"
        "from dealmodel.reports.drawing.svg import svg\n"
        "import sys\n"
        "book = load_book(sys.argv[1])\n"
        "sys.stdout.buffer.write(svg(graph_of(Ownership.of(book), book)).encode())\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script, str(SEEDS)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert b"Leapmotor International" in found.pop()


def test_numbers_are_whole_but_for_the_widths_of_lines():
    text = svg(picture(book(SHAPES["a star of 40 holders"])))
    for each in ElementTree.fromstring(text).iter():
        for name, value in each.attrib.items():
            assert name == "stroke-width" or "." not in value, (name, value)


def test_a_picture_far_too_large_to_read_is_an_error_that_says_what_to_do():
    many = book([(f"p{n}", "p0", []) for n in range(1, 1200)])
    with pytest.raises(OutOfRange, match="name an owner or a company"):
        svg(picture(many))


def test_a_chain_with_lines_past_all_of_it_is_too_large_too():
    count = 420
    chain = [(f"p{n}", f"p{n + 1}", []) for n in range(count)]
    past = [("p0", f"p{n}", []) for n in range(2, count)]
    with pytest.raises(OutOfRange, match="too many for one drawing"):
        svg(picture(book([*chain, *past])))
