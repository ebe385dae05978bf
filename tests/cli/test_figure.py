"""``dealmodel figure``."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Runner
from tests.cli.process import output_on_a_terminal, process

KEYS = (
    "verbatim span kind value unit hedge granularity low low_open high high_open exact linked_to "
    "per of why"
).split()


def test_the_record_of_a_figure(run: Runner) -> None:
    (figure,) = run("figure", "just over 300,000 cars", "--json").results
    why = figure.pop("why")
    assert isinstance(why, str)
    assert why
    assert figure == {
        "verbatim": "just over 300,000 cars",
        "span": [0, 22],
        "kind": "count",
        "value": "300000",
        "unit": "cars",
        "hedge": "just_over",
        "granularity": "10000",
        "low": "300000",
        "low_open": True,
        "high": "310000",
        "high_open": False,
        "exact": False,
        "linked_to": None,
        "per": None,
        "of": None,
    }


def test_a_price_and_its_conversion_are_linked(run: Runner) -> None:
    price, conversion = run("figure", "109,800 yuan ($15,115)", "--json").results
    assert list(price) == KEYS
    assert (price["unit"], price["linked_to"]) == ("CNY", 1)
    assert (conversion["unit"], conversion["linked_to"]) == ("USD", 0)
    assert (conversion["low"], conversion["high"]) == ("15114.5", "15115.5")
    text = run("figure", "109,800 yuan ($15,115)").out
    assert "[1 109,800 yuan] ([2 $15,115])" in text
    assert "converted as" in text
    assert "converts" in text


def test_text_shows_words_value_bounds_hedge_and_reason(run: Runner) -> None:
    lines = run("figure", "just over 300,000 cars").out.splitlines()
    assert lines[0] == "[1 just over 300,000 cars]"
    assert lines[1].split(maxsplit=1) == ["count", "300,000 cars (300,000, 310,000]"]
    assert lines[2].split(maxsplit=1) == ["hedge", "just over"]
    assert lines[3].split()[0] == "why"


def test_a_share_reads_as_a_percentage_and_a_duration_in_days(run: Runner) -> None:
    assert "21% [20.5%, 21.5%]" in run("figure", "21%").out
    assert "13 days" in run("figure", "in 13 days").out


def test_a_range_has_no_point(run: Runner) -> None:
    (figure,) = run("figure", "65,800-75,800 yuan", "--json").results
    assert (figure["value"], figure["low"], figure["high"]) == (None, "65800", "75800")
    assert "money    [65,800, 75,800] CNY" in run("figure", "65,800-75,800 yuan").out


@pytest.mark.parametrize("text", ["-5%", "−5 %", "-5% a month", "- 5 %"])
def test_a_text_may_begin_with_a_dash(run: Runner, text: str) -> None:
    (figure,) = run("figure", text, "--json").results
    assert figure["value"] in ("-0.05", "0.05")
    assert run("figure", "--json", "--", text).results == [figure]


def test_dashes_alone_are_no_figure(run: Runner) -> None:
    assert run("figure", "---").code == 2
    assert run("figure", "--", "--").code == 2


def test_strict_reading_and_exact(run: Runner) -> None:
    (strict,) = run("figure", "just over 300,000 cars", "--reading", "strict", "--json").results
    assert (strict["high"], strict["high_open"]) == (None, True)
    (exact,) = run("figure", "€1.5 billion", "--exact", "--json").results
    assert (exact["low"], exact["high"], exact["exact"]) == ("1500000000", "1500000000", True)


def test_locale(run: Runner) -> None:
    (figure,) = run("figure", "1.234,5 Autos", "--locale", "de", "--json").results
    assert figure["value"] == "1234.5"
    assert run("figure", "1,5", "--json").error["code"] == "ambiguous-figure"
    assert run("figure", "1,5", "--locale", "xx", "--json").error["code"] == "usage"


@pytest.mark.parametrize(
    ("text", "bounds", "low", "high"),
    [
        ("€1.5 billion", ("1.45 billion", "1.55 billion"), "1450000000", "1550000000"),
        ("€1.5 billion", ("€1.2bn", "-"), "1200000000", None),
        ("21%", ("20.75%", ""), "0.2075", None),
        ("-5%", ("-6%", "-4%"), "-0.06", "-0.04"),
    ],
)
def test_stated_bounds(
    run: Runner, text: str, bounds: tuple[str, str], low: str, high: str | None
) -> None:
    (figure,) = run("figure", text, "--bounds", *bounds, "--json").results
    assert (figure["low"], figure["high"]) == (low, high)
    assert (figure["low_open"], figure["high_open"]) == (False, high is None)


@pytest.mark.parametrize(
    ("text", "bounds", "code"),
    [
        ("21%", ("20", "22"), "bad-value"),
        ("21%", ("30%", "40%"), "out-of-range"),
        ("21%", ("40%", "30%"), "out-of-range"),
        ("€1.5 billion", ("$1.4 billion", "-"), "bad-value"),
        ("€1.5 billion", ("1-2 billion", "-"), "bad-value"),
        ("€1.5 billion", ("cheap", "-"), "no-figure"),
        ("5 cars and 6 trucks", ("1", "9"), "several-figures"),
    ],
)
def test_bounds_that_cannot_be(run: Runner, text: str, bounds: tuple[str, str], code: str) -> None:
    ran = run("figure", text, "--bounds", *bounds, "--json")
    assert (ran.code, ran.error["code"]) == (2, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no number here", "no-figure"),
        ("", "no-figure"),
        ("¥500", "ambiguous-figure"),
        ("1,5", "ambiguous-figure"),
        ("$15.115.00", "unreadable-figure"),
    ],
)
def test_a_text_that_gives_no_figure(run: Runner, text: str, code: str) -> None:
    ran = run("figure", text, "--json")
    assert (ran.code, ran.error["code"]) == (2, code)
    start, end = ran.error["where"]["span"]
    assert 0 <= start <= end <= len(text)
    shown = run("figure", text)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith("error: ")
    assert "Traceback" not in shown.err


def test_a_dollar_sign_that_the_shell_took_is_asked_about(run: Runner) -> None:
    # In double quotes "$1.6 billion" arrives so.
    ran = run("figure", ".6 billion")
    assert ran.code == 0
    assert ran.err.startswith("warning: did the shell take a $ away?")
    assert run("figure", "$1.6 billion").err == ""


PROSE = (
    "It paid €1.5 billion for 21% of the maker, kr 500 aside, and sold just over 300,000 cars, "
    "less than a tenth of its rival's; the car costs 109,800 yuan ($15,115), not €1,5 a share."
)


def test_what_could_not_be_read_stands_beside_the_results(run: Runner) -> None:
    ran = run("figure", PROSE, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert list(ran.record) == [
        *("schema", "command", "results", "refused", "warnings", "receipt"),
    ]
    assert len(ran.results) == 6
    kroner, decimals = ran.record["refused"]
    assert kroner["verbatim"] == PROSE[slice(*kroner["span"])] == "kr 500"
    assert (kroner["code"], kroner["readings"]) == (
        "ambiguous-figure",
        ["SEK", "NOK", "DKK", "ISK"],
    )
    assert "write the code" in kroner["message"]
    assert decimals["readings"] == ["1.5", "15"]
    assert run("figure", "21%", "--json").record["refused"] == []


def test_only_refusals_are_an_error_with_all_of_them(run: Runner) -> None:
    ran = run("figure", "¥500 and 1,5", "--json")
    assert ran.code == 2
    assert list(ran.record) == ["schema", "error", "refused"]
    first, second = ran.record["refused"]
    assert ran.error["message"] == first["message"]
    assert ran.error["readings"] == ["CNY", "JPY"]
    assert second["verbatim"] == "1,5"
    text = run("figure", "¥500 and 1,5")
    assert (text.code, text.out) == (2, "")
    assert text.err.count("^^") == 3
    assert first["message"] in text.err
    assert second["message"] in text.err
    assert "refused" not in run("figure", "nothing", "--json").record


def test_the_text_is_shown_whole_with_its_figures_marked(run: Runner) -> None:
    shown, below, reasons = run("figure", PROSE).out.split("\n\n")
    words = " ".join(shown.split("\n"))
    for mark in ("[1 €1.5 billion]", "[2 21%]", "[3 just over 300,000 cars]", "⟨?1 kr 500⟩"):
        assert mark in words
    assert re.sub(r"\[\d+ |⟨\?\d+ |\]|⟩", "", words) == PROSE
    for number, kind in enumerate("money share count ratio money money".split(), 1):
        assert re.search(rf"^{number} .*\b{kind}\b", below, re.MULTILINE)
    assert reasons.startswith("not read\n  ?1  'kr 500' may be SEK or NOK")


@pytest.mark.parametrize("width", [20, 37, 60, 80, 100, 200])
def test_it_fits_the_terminal(run: Runner, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("figure", PROSE).out.splitlines()
    assert max(map(len, lines)) <= width
    assert "1,500,000,000" in "".join("".join(lines).split())
    one = run("figure", "It sold nearly 300,000 cars to everybody who asked it for one").out
    assert max(map(len, one.splitlines())) <= width


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", None])
def test_without_a_width_it_is_80(
    run: Runner, monkeypatch: pytest.MonkeyPatch, columns: str | None
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    longest = max(map(len, run("figure", PROSE).out.splitlines()))
    assert 60 < longest <= 80


def test_control_characters_and_line_ends_of_the_text_are_harmless(run: Runner) -> None:
    out = run("figure", "-", stdin=b"one\r\n5,000 cars\t\x1b[31m and\n\n21%").out
    assert "\x1b" not in out
    assert out.startswith("one\n[1 5,000 cars]")
    assert "\r" not in out


def test_colour_is_for_terminals_and_adds_nothing() -> None:
    plain = {"NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "60"}
    coloured = output_on_a_terminal("figure", PROSE, environment={**plain, "NO_COLOR": ""})
    assert "\x1b[32m" in coloured
    assert "\x1b[33m" in coloured
    bare = re.sub(r"\x1b\[\d+m", "", coloured)
    assert bare == output_on_a_terminal("figure", PROSE, environment=plain)
    assert "\x1b" not in process("figure", PROSE).stdout.decode()


@settings(max_examples=100)
@given(text=st.text(max_size=40))
def test_any_text_is_read_or_refused(run: Runner, text: str) -> None:
    for form in ((), ("--json",)):
        ran = run("figure", *form, "--", text)
        assert ran.code in (0, 2), ran.err
        assert "internal" not in ran.err
    assert json.loads(ran.out)
