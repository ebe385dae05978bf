"""Where one figure is asked for, every word of the text is understood or refused by name."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.errors import FigureError, NoFigure, SeveralFigures, UnreadableFigure
from dealmodel.figures.reader import figure, figure_with_conversions, find_figures

# Text: kind, value, unit, hedge. Every word beside the figure says what it is of or when.
UNDERSTOOD: dict[str, tuple[str, int | str, str | None, str]] = {
    "a 21% stake": ("share", "21/100", None, "none"),
    "the 21% stake": ("share", "21/100", None, "none"),
    "a stake of 21%": ("share", "21/100", None, "none"),
    "a 21 percent stake in Leapmotor": ("share", "21/100", None, "none"),
    "a 21% holding": ("share", "21/100", None, "none"),
    "a 9.9% shareholding": ("share", "99/1000", None, "none"),
    "a 12.5% interest in the venture": ("share", "1/8", None, "none"),
    "a minority stake of 15%": ("share", "15/100", None, "none"),
    "a controlling 51% stake": ("share", "51/100", None, "none"),
    "21% of Leapmotor": ("share", "21/100", None, "none"),
    "21% of the shares": ("share", "21/100", None, "none"),
    "about 20% of the company": ("share", "1/5", None, "about"),
    "75% of the voting rights": ("share", "3/4", None, "none"),
    "half of the company": ("share|ratio", "1/2", None, "exact|none"),
    "a third of its output": ("share|ratio", "1/3", None, "exact|none"),
    "owns 51%": ("share", "51/100", None, "none"),
    "held nearly 15%": ("share", "15/100", None, "nearly"),
    "it holds 15%": ("share", "15/100", None, "none"),
    "the remaining 49%": ("share", "49/100", None, "none"),
    "at least 25% of the votes": ("share", "1/4", None, "at_least"),
    "growth of 104 %": ("growth", "104/100", None, "none"),
    "a growth of 104 %": ("growth", "104/100", None, "none"),
    "sales growth of 12%": ("growth", "12/100", None, "none"),
    "a 5% drop": ("growth", "-5/100", None, "none"),
    "sales rose 12%": ("growth", "12/100", None, "none"),
    "deliveries fell 8%": ("growth", "-8/100", None, "none"),
    "revenue was up 6% year-on-year": ("growth", "6/100", None, "none"),
    "profit doubled": ("growth", 1, None, "exact|none"),
    "profit halved in 2024": ("growth", "-1/2", None, "exact|none"),
    "5% cheaper": ("growth", "-5/100", None, "none"),
    "a price cut of 5%": ("growth", "-5/100", None, "none"),
    "some 8.3 billion shares": ("count", 8_300_000_000, "shares", "about"),
    "nearly 300,000 vehicles in 2024": ("count", 300_000, "vehicles", "nearly"),
    "a total of 3 models": ("count", 3, "models", "exact"),
    "sold just over 300,000 cars": ("count", 300_000, "cars", "just_over"),
    "delivered 293,724 vehicles in 2024": ("count", 293_724, "vehicles", "none"),
    "deliveries of 293,724 vehicles": ("count", 293_724, "vehicles", "none"),
    "about 8,000 cars a month": ("count", 8_000, "cars", "about"),
    "300,000 cars or more": ("count", 300_000, "cars", "at_least"),
    "94,079,255 H shares": ("count", 94_079_255, "shares|H shares", "none"),
    "the first 300 cars": ("count", 300, "cars", "none"),
    "within 13 days": ("duration", 13, "day", "exact"),
    "in 13 days": ("duration", 13, "day", "exact"),
    "for three years": ("duration", 3, "year", "exact"),
    "over 18 months": ("duration", 18, "month", "more_than"),
    "during the 90 days": ("duration", 90, "day", "exact"),
    "priced at around €12,000": ("money", 12_000, "EUR", "about"),
    "a price of 109,800 yuan": ("money", 109_800, "CNY", "exact"),
    "the starting price of 109,800 yuan": ("money", 109_800, "CNY", "exact"),
    "€1.5 billion in cash": ("money", 1_500_000_000, "EUR", "none"),
    "€1.5 billion in cash on 3 March 2025": ("money", 1_500_000_000, "EUR", "none"),
    "paid €1.5 billion": ("money", 1_500_000_000, "EUR", "none"),
    "it paid about €1.5 billion": ("money", 1_500_000_000, "EUR", "about"),
    "was valued at $7.6 billion": ("money", 7_600_000_000, "USD", "none"),
    "a valuation of $7.6 billion": ("money", 7_600_000_000, "USD", "none"),
    "a deal worth €2 billion": ("money", 2_000_000_000, "EUR", "none"),
    "revenue of €4.2 billion in 2023": ("money", 4_200_000_000, "EUR", "none"),
    "net profit of €120 million in the first half of 2024": ("money", 120_000_000, "EUR", "none"),
    "an investment of RMB 380 million": ("money", 380_000_000, "CNY", "none"),
    "the offer of $98 a share": ("money", 98, "USD", "exact"),
    "HK$43.80 per share": ("money", "438/10", "HKD", "exact"),
    "cost $45 each": ("money", 45, "USD", "exact"),
    "from 129,800 yuan": ("money", 129_800, "CNY", "at_least"),
    "more than €1.5 billion in total": ("money", 1_500_000_000, "EUR", "more_than"),
    "raised RMB 380 million": ("money", 380_000_000, "CNY", "none"),
    "a fee of $5 million a year": ("money", 5_000_000, "USD", "none"),
    "(21%) ": ("growth", "-21/100", None, "none"),
    "“21%”": ("share", "21/100", None, "none"),
    "21%.": ("share", "21/100", None, "none"),
    "three times the price": ("ratio", 3, None, "exact|none"),
    "2.5x revenue": ("ratio", "5/2", None, "none"),
}

# Text: the word that is not understood, as it is printed. None of them tells what the amount is.
REFUSED: dict[str, str] = {
    "(1,234) cars": "cars",
    "( 1,234 ) vehicles": "vehicles",
    "(300) shares": "shares",
    "12,000 more vehicles": "more",
    "$1.6 bilion": "bilion",
    "$1.6 bllion": "bllion",
    "$1.6 milion": "milion",
    "$1.6 millon": "millon",
    "€1.5 trilion": "trilion",
    "€15 thosand": "thosand",
    "€1.5 gazillion": "gazillion",
    "€1.5 zillions": "zillions",
    "€1.5 Milliarden": "Milliarden",
    "€1.5 millones": "millones",
    "3.2 milion vehicles": "milion",
    "8.3 bilion shares": "bilion",
    "300 cars zorbed": "zorbed",
    "zorbed 300 cars": "zorbed",
    "not 5%": "not",
    "a net loss of €120 million": "loss",
    "not $5 million": "not",
    "never 300 cars": "never",
    "hardly 300 cars": "hardly",
    "no 300 cars": "no",
    "without 300 cars": "without",
    "21% zorbed": "zorbed",
    "21% unless it lapses": "unless",
    "21% excluding options": "excluding",
    "$5 million excluding debt": "excluding",
    "$5 million before tax": "before",
    "€1.5 billion ish": "ish",
    "€1.5 billion and then some": "some",
    "€1.5 billion minus": "minus",
    "€1.5 billion less": "less",
    "8,000 or thereabouts-ish": "or",
    "8,000 zorbs-or-so": "zorbs-or-so",
    "twice 8,000 cars": "twice",
    "double the $5 million": "double",
    "treble €5 million": "treble",
    "$5 million squared": "squared",
    "$5 million ^": "^",
    "$5 million @": "@",
    "$5 million #": "#",
    "_ $5 million": "_",
    "kinda $5 million": "kinda",
    "probably $5 million": "probably",
    "if $5 million": "if",
    "could be $5 million": "could",
    "might be $5 million": "might",
    "$5 million cash or shares": "or",
    "$5 million & co": "&",
    "$5 million + debt": "+",
    "= 5%": "=",
    "- 5%": "-",
    "$5 million? no": "no",
    "denied $5 million": "denied",
    "rejected the $5 million offer": "rejected",
    "nearlly $5 million": "nearlly",
    "aproximately $5 million": "aproximately",
    "abuot $5 million": "abuot",
    "exactlly 300 cars": "exactlly",
    "mroe than $5 million": "mroe",
    "leass than 300 cars": "leass",
    "atleast 300 cars": "atleast",
    "upto 300 cars": "upto",
    "roughy 300 cars": "roughy",
    "almos 300 cars": "almos",
    "onlyish 300 cars": "onlyish",
    "negative-ish 5%": "negative-ish",
    "5% percentile": "percentile",
    "5% zorbed": "zorbed",
    "€32 pershare": "pershare",
    "$5 million Zimbabwean": "Zimbabwean",
    "$5 million quatloos": "quatloos",
    "within zorb 13 days": "zorb",
    "13 days zorbier": "zorbier",
    "2.5x zorb": "zorb",
    "20% of the company zorbed by 2024 and frobbed": "frobbed",
}

# Text asked for as a change: its value, or the word that is not understood.
CHANGES: dict[str, str | Fraction] = {
    "5%": Fraction(5, 100),
    "+5%": Fraction(5, 100),
    "-5%": Fraction(-5, 100),
    "about 5%": Fraction(5, 100),
    "104 %": Fraction(104, 100),
    "5% cheaper": Fraction(-5, 100),
    "5% fewer": Fraction(-5, 100),
    "lost 5%": Fraction(-5, 100),
    "5% off": Fraction(-5, 100),
    "down 5%": Fraction(-5, 100),
    "up 5%": Fraction(5, 100),
    "a 5% drop": Fraction(-5, 100),
    "growth of 5%": Fraction(5, 100),
    "doubled": Fraction(1),
    "halved": Fraction(-1, 2),
    "a 5% reduction": Fraction(-5, 100),
    "sales decline of 5%": Fraction(-5, 100),
    "the price fall was 5%": Fraction(-5, 100),
    "revenue decrease was 5%": Fraction(-5, 100),
    "cheaper by 5%": Fraction(-5, 100),
    "a third less": Fraction(-1, 3),
    "minus 5%": Fraction(-5, 100),
    "5% dilution": "dilution",
    "5% haircut": "haircut",
    "5% write-down": "write-down",
    "crashed 5%": "crashed",
    "nosedived 5%": "nosedived",
    "collapsed 50%": "collapsed",
    "erosion of 5%": "erosion",
    "5% worse": "worse",
    "5% better": "better",
    "half as much": "much",
    "5% zorbed": "zorbed",
    "zorbed 5%": "zorbed",
    "zorbed by 5%": "zorbed",
    "5% crappier": "crappier",
    "5% worse-ish": "worse-ish",
    "not 5%": "not",
}

BY_TEXT = {"ids": ascii}


@pytest.mark.parametrize("text", UNDERSTOOD, **BY_TEXT)
def test_words_that_tell_what_a_figure_is_of_are_understood(text: str) -> None:
    kinds, value, units, hedges = UNDERSTOOD[text]
    read = figure(text)
    assert read.kind in kinds.split("|")
    assert read.value == Fraction(value)
    assert read.unit.text in (units.split("|") if units else [None])
    assert read.hedge in hedges.split("|")
    assert read.verbatim == text[slice(*read.span)]


@pytest.mark.parametrize("text", REFUSED, **BY_TEXT)
def test_any_other_word_is_refused_by_name(text: str) -> None:
    word = REFUSED[text]
    with pytest.raises(UnreadableFigure) as caught:
        figure(text)
    start, end = caught.value.span
    assert word in caught.value.message
    assert text[start:end] == word or text[start:end].endswith(word)
    assert start <= text.index(word) < end
    with pytest.raises(UnreadableFigure):
        figure_with_conversions(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("$1.6 bilion", "billion"),
        ("$1.6 milion", "million"),
        ("€1.5 trilion", "trillion"),
        ("€15 thosand", "thousand"),
        ("nearlly $5 million", "nearly"),
        ("exactlly 300 cars", "exactly"),
        ("almos 300 cars", "almost"),
        ("roughy 300 cars", "roughly"),
    ],
)
def test_a_word_that_is_misspelt_is_shown_with_what_it_may_be(text: str, meant: str) -> None:
    with pytest.raises(UnreadableFigure, match=meant):
        figure(text)


@pytest.mark.parametrize("text", CHANGES, **BY_TEXT)
def test_a_change_takes_the_sign_of_its_words_or_is_refused(text: str) -> None:
    wanted = CHANGES[text]
    if isinstance(wanted, Fraction):
        read = figure(text, as_change=True)
        assert (read.kind, read.value) == ("growth", wanted)
    else:
        with pytest.raises(UnreadableFigure, match=wanted) as caught:
            figure(text, as_change=True)
        assert text[slice(*caught.value.span)] == wanted


@pytest.mark.parametrize("text", ["5%", "about 5%", "a third"])
def test_a_percentage_alone_is_a_change_only_where_one_is_asked_for(text: str) -> None:
    assert figure(text).kind in ("share", "ratio")


@pytest.mark.parametrize("text", ["21%", "€1.5 billion", "300,000 cars", "13 days", "2.5x"])
@pytest.mark.parametrize("word", ["zorb", "Ünzorb", "zorb-zorb", "зорб", "造句"])
def test_a_word_nobody_knows_is_refused_before_and_behind(text: str, word: str) -> None:
    for whole in (f"{word} {text}", f"{text} {word}", f"{text}, {word}"):
        with pytest.raises(FigureError) as caught:
            figure(whole)
        assert word in caught.value.message


def test_in_running_text_the_same_words_stand_in_nobodys_way() -> None:
    text = "They zorbed 300 cars, not 5%, and probably kinda $5 million."
    assert [one.verbatim for one in find_figures(text)] == ["300 cars", "5%", "$5 million"]
    assert not find_figures(text).refused


def test_two_figures_are_named_before_any_word_beside_them() -> None:
    with pytest.raises(SeveralFigures) as caught:
        figure("zorbed 21% for $1.6 billion")
    assert caught.value.figures == ("21%", "$1.6 billion")
    with pytest.raises(NoFigure):
        figure("zorbed")


@pytest.mark.parametrize(
    "text",
    [
        *("in 2024", "in March 2025", "on 3 March 2025", "since 2019"),
        *("in the first half of 2024", "in Q3 2024", "in the fourth quarter", "last year"),
        *("as of March 3, 2025", "on 2025-03-03", "in fiscal 2024", "this quarter"),
    ],
)
def test_when_it_was_is_understood(text: str) -> None:
    for whole in (f"21% {text}", f"€1.5 billion {text}", f"293,724 vehicles {text}"):
        assert figure(whole).value == figure(whole.removesuffix(f" {text}")).value


@pytest.mark.parametrize(
    ("text", "kind", "bounds"),
    [
        ("rose to 300,000 cars", "count", "[295000, 305000]"),
        ("fell back to 5%", "share", "[9/200, 11/200]"),
        ("a stake of less than a third", "share", "[0, 1/3)"),
        ("50% plus one share of Leapmotor", "share", "(1/2, 51/100]"),
    ],
)
def test_a_level_behind_a_change_is_understood(text: str, kind: str, bounds: str) -> None:
    found = figure(text)
    assert (found.kind, str(found.bounds)) == (kind, bounds)
