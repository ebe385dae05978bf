"""``per-unit``: a price of one, a number of them, and what they come to."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.articles.alike import CENTS, aligned
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.testing import Mend, compared, untestable
from dealmodel.figures.units import noun_key
from dealmodel.formulas.expression import Leaf

_PRICE, _COUNT, _TOTAL = Leaf("price"), Leaf("count"), Leaf("total")
_RECEIPTS = (2, 3, 4, 5, 6, 8, 10, 20, 25, 50, 100)


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    count = figures["count"]
    if count.unit.text in CENTS:
        return None
    if found.template == _BY_NOUN and not _is_priced(found):
        return None
    if count.kind == "duration" and count.unit.text != figures["price"].per:
        return None
    pair = aligned(figures["price"], figures["total"])
    if pair is None:
        return untestable("price and total are not in one currency")
    figures["price"], figures["total"] = pair
    mends: list[Mend] = []
    if any(word in found.line for word in ("ads", "adr", "depositary", "gds")):
        mends = [
            Mend(formula, f"{each} shares make one receipt")
            for each in _RECEIPTS
            for formula in (
                _PRICE * _COUNT / Fraction(each),
                _PRICE * _COUNT * Fraction(each),
            )
        ]
    return compared(
        found,
        figures,
        "total",
        _PRICE * _COUNT,
        solved={"price": _TOTAL / _COUNT, "count": _TOTAL / _PRICE},
        mends=mends,
        unit=found.figures["total"].unit,
    )


_BY_NOUN = "price of such a thing"


def _is_priced(found: Found) -> bool:
    """Whether the price is one of the things that are counted: dollars a tonne, and tonnes."""
    per, noun = found.figures["price"].per, found.figures["count"].unit.text
    return per is not None and noun is not None and noun_key(noun.split()[0]) == noun_key(per)


_N = "{count:cn}"
_EACH = "{price:u}"
_T = "{total:mn}"
RULE = Rule(
    kind="per-unit",
    definition="total = price × count",
    tolerance="the rounding of the price and the count, and a unit of the last digit of the total",
    order=24,
    patterns=(
        f"{_N} ~~ at|for ~ {_EACH} ~~ @COMES_TO {_T}",
        f"{_N} ~~ at|for ~ {_EACH} ,? @COMES_TO ~ {_T}",
        f"{_N} ~ at|for ~ {_EACH} ( {_T}",
        f"{_N} ~ at {{price:mc}} apiece|each ~~ @COMES_TO {_T}",
        f"{{count:c}} ~ at {{price:m}} ,? ~ raising|totalling|worth|or ~ {_T}",
        f"{_N} ~~ for ~ {_T} ,? (? or|that_is|i.e|at|about ~ {_EACH}",
        f"{_T} ~~ for ~ {_N} ~~ ,? (? or|that_is|i.e|at ~ {_EACH}",
        f"{_T} ~~ @SALE ~ {_N} ~~ at|for ~ {_EACH}",
        f"{_EACH} ~~ for ~ {_N} ~~ @COMES_TO ~ {_T}",
        f"{{price:m}} each|apiece for ~ {_N} ~~ @COMES_TO ~ {_T}",
        f"{_EACH} {_N} ~~ @COMES_TO ~ {_T}",
        f"{_T} ,? (? or {_EACH} ,? )? ~~ for ~ {_N}",
        f"{_T} ~~ on|to|among|between ~ {_N} ,? (? or|that_is|i.e|at ~ {_EACH}",
        f"{_T} ~~ on|for|to ~ {_N} , {_EACH}",
        f"{_T} ,? (? or {_EACH} ,? )? ~~ over|for {{count:d}}",
        "{count:c} ~~ worth {total} at ~ {price:mu}",
        f"{_T} ~ for|on ~ {_N} ~~ average of {{price:mu}}",
        f"{_N} ~~ average ~ of {{price:mu}} ~~ @COMES_TO ~ {_T}",
        f"{{count:c}} ~ at {{price:mu}} ~~ // ~+ @COMES_TO ~ {_T}",
        "{total:mn} ~~ over|for|across {count:d} ,? (? or|about {price:u}",
        "{price:u} ~~ for|over {count:d} ~~ or|total|totalling|worth|is ~ {total:mn}",
        f"{_N} ~~ worth {_T} at {_EACH}",
        f"{_N} ~~ price of {_EACH} ~~ {_T}",
    ),
    frames=(
        Frame(
            cues=(
                (_EACH, "{price:m} each|apiece"),
                ("among ~w {count:cn}", "with ~w {count:c}"),
            ),
            rest="total",
            rest_sorts="m",
            within="sentence before",
        ),
        Frame(
            cues=(
                (f"@WORTH ~w {_T}",),
                (_EACH,),
            ),
            rest="count",
            rest_sorts="cv",
            within="sentence",
            name=_BY_NOUN,
        ),
        Frame(
            cues=(
                (
                    f"@WORTH ~w {_T}",
                    f"{_T} ~w in_all|in_total|altogether",
                    f", for ~w {_T}",
                    f"@ING ~w {_T}",
                ),
                (
                    _EACH,
                    "{price:m} each|apiece",
                    "priced ~w at {price:m}",
                    "average|offer|issue price? of ~w {price:m}",
                ),
                (
                    "@SALE|ordered|order|orders ~w {count:cn}",
                    "for|of|on|to ~w {count:c}",
                    "{count:cn} ~o at|for",
                ),
            ),
            within="sentence",
        ),
    ),
    test=_test,
    holds=(
        "It bought 20 million shares at $15 each, or $300 million.",
        "It ordered 50 planes for $5.0 billion, or $100 million each.",
        "It will spend $10 billion over five years, or $2 billion a year.",
        "At $400 a tonne, the 50,000 tonnes of copper fetched $20 million.",
        "The order is worth $4 million: 40 lorries, each priced at $100,000.",
        "The fund set aside $60 million for its staff. With 1,200 people to share it, that "
        "is $50,000 each.",
    ),
    fails=(
        "It bought 20 million shares at $15 each, or $500 million.",
        "It ordered 50 planes for $5.0 billion, or $10 million each.",
        "At $400 a tonne, the 50,000 tonnes of copper fetched $30 million.",
        "The order is worth $6 million: 40 lorries, each priced at $100,000.",
    ),
    tempts=(
        "It bought 20 million shares at $15 each and repaid debt of $500 million.",
        "At $400 a tonne, the 50,000 hours of work brought in $30 million.",
    ),
)
