"""Relations that are right, made by rounding real numbers into the words that reporters use."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

Made = tuple[str, str]
"""The kind of relation, and its text."""


def made(seed: int, count: int) -> Iterator[Made]:
    """So many of them, the same for one seed."""
    dice = random.Random(seed)
    for at in range(count):
        yield MAKERS[at % len(MAKERS)](dice)


def _rounded(value: Fraction, places: int) -> str:
    """``value`` with so many decimals, half to even, and thousands separators."""
    scaled = round(value * 10**places)
    return f"{Decimal(scaled).scaleb(-places):,}"


def _percent(value: Fraction, dice: random.Random) -> str:
    places = dice.choice((0, 0, 1)) if abs(value) > Fraction(1, 100) else 1
    return f"{_rounded(abs(value) * 100, places)}{dice.choice(('%', '%', ' percent', ' per cent'))}"


def _amount(value: Fraction, dice: random.Random) -> str:
    """An amount of money of at least a million, printed with two to four digits."""
    form = dice.choice(("${} {}", "€{} {}", "{} {} euros", "${}{}", "£{}{}"))
    long = "{} {}" in form
    scale, name, short = (10**9, "billion", "bn") if value >= 10**9 else (10**6, "million", "m")
    return form.format(_rounded(value / scale, dice.choice((1, 1, 2))), name if long else short)


def _pair(dice: random.Random) -> tuple[Fraction, Fraction]:
    earlier = Fraction(dice.randint(10**7, 9 * 10**10))
    return earlier * Fraction(dice.randint(300, 2500), 1000), earlier


def _money(dice: random.Random, *values: Fraction) -> list[str]:
    """Amounts in one currency and one way of printing."""
    state = dice.getrandbits(32)
    return [_amount(value, random.Random(state)) for value in values]


def _growth(dice: random.Random) -> Made:
    later, earlier = _pair(dice)
    a, b = _money(dice, later, earlier)
    change = later / earlier - 1
    c = _percent(change, dice)
    rose, noun, up = ("rose", "an increase", "up") if change >= 0 else ("fell", "a decline", "down")
    said = dice.choice(
        (
            f"Revenue {rose} {c} to {a} from {b}.",
            f"Revenue {rose} {c} to {a} in the three months to June, from {b} a year earlier.",
            f"Net profit {rose} by {c} from {b} to {a}.",
            f"Sales {rose} from {b} in 2023 to {a} in 2024, {noun} of {c}.",
            f"Sales {rose} to {a} from {b}, {noun} of {c}.",
            f"Turnover was {a}, {up} {c} from {b} a year ago.",
            f"Operating profit {rose} {c} to {a}, compared with {b} in the same period last year.",
            f"It reported sales of {a}, {noun} of {c} from {b}.",
        )
    )
    return "growth", said


def _cars(dice: random.Random) -> Made:
    earlier = dice.randint(2_000, 900_000)
    later = earlier * dice.randint(400, 2_400) // 1000
    change = Fraction(later, earlier) - 1
    rose = "rose" if change >= 0 else "fell"
    c = _percent(change, dice)
    return "growth", f"Deliveries {rose} {c} to {later:,} cars from {earlier:,}."


def _share(dice: random.Random) -> Made:
    whole = dice.randint(120, 90_000)
    part = dice.randint(max(2, whole // 50), whole)
    c = _percent(Fraction(part, whole), dice)
    said = dice.choice(
        (
            f"It will cut {part:,} jobs, or {c} of its workforce of {whole:,}.",
            f"It will cut {part:,} jobs, about {c} of its {whole:,} staff.",
            f"Of the {whole:,} workers, {part:,} ({c}) voted for it.",
            f"The union said {part:,} of {whole:,} members, or {c}, voted for it.",
        )
    )
    return "share-of", said


def _price(dice: random.Random) -> Made:
    price = Fraction(dice.randint(150, 40_000), 100)
    count = Fraction(dice.randint(10**6, 900 * 10**6))
    shares = f"{_rounded(count / 10**6, 1)} million"
    total = _amount(price * count, random.Random(3))
    said = f"It sold {shares} shares at ${_rounded(price, 2)} each, raising {total}."
    return "per-unit", said.replace("€", "$").replace("£", "$")


def _stake(dice: random.Random) -> Made:
    value = Fraction(dice.randint(2 * 10**8, 9 * 10**10))
    stake = Fraction(dice.randint(30, 900), 1000)
    paid, worth = _money(dice, value * stake, value)
    c = _percent(stake, dice)
    said = dice.choice(
        (
            f"It bought a {c} stake for {paid}, valuing the company at {worth}.",
            f"It paid {paid} for {c} of the firm, which values it at {worth}.",
        )
    )
    return "implied-value", said


def _total(dice: random.Random) -> Made:
    parts = [Fraction(dice.randint(10**9, 90 * 10**9)) for _ in range(dice.choice((2, 3)))]
    *shown, total = _money(dice, *parts, sum(parts, Fraction(0)))
    listed = f"{' for one, '.join(shown[:-1])} for another and {shown[-1]} for the last"
    return "sum", f"It set aside {listed}, for a total of {total}."


def _margin(dice: random.Random) -> Made:
    revenue = Fraction(dice.randint(10**8, 9 * 10**10))
    margin = Fraction(dice.randint(10, 450), 1000)
    profit, sales = _money(dice, revenue * margin, revenue)
    c = _percent(margin, dice)
    return "margin", f"It made a profit of {profit} on revenue of {sales}, a margin of {c}."


def _points(dice: random.Random) -> Made:
    before, after = (Fraction(dice.randint(10, 900), 10) for _ in range(2))
    change = abs(after - before)
    rose = "rose" if after >= before else "fell"
    return "points", (
        f"The rate {rose} {_rounded(change, 1)} percentage points to {_rounded(after, 1)}% from "
        f"{_rounded(before, 1)}%."
    )


def _holding(dice: random.Random) -> Made:
    before, bought = Fraction(dice.randint(10, 450), 10), Fraction(dice.randint(5, 300), 10)
    return "stake-change", (
        f"It bought a further {_rounded(bought, 1)}% to raise its stake to "
        f"{_rounded(before + bought, 1)}% from {_rounded(before, 1)}%."
    )


def _ratio(dice: random.Random) -> Made:
    that, times = dice.randint(1_000, 900_000), dice.randint(2, 12)
    this = that * times * dice.randint(970, 1030) // 1000
    words = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}
    told = words.get(times, f"{times} times")
    return "ratio", f"It sold {this:,} cars, about {told} as many as the {that:,} of its rival."


MAKERS: tuple[Callable[[random.Random], Made], ...] = (
    *(_growth, _cars, _growth, _share, _price, _growth, _stake, _total, _margin, _points),
    *(_holding, _ratio),
)


def spoiled(kind: str, text: str, dice: random.Random) -> str:
    """The text with one of its numbers a third more or less, or ten times as much, as it might be
    misprinted; not a multiple in words, which would still be printed as it was."""
    numbers = list(re.finditer(r"(?<![\w.,])[$€£]?(\d[\d,]*(?:\.\d+)?)", text))
    plain = [each for each in numbers if each[1].strip(",") not in ("2023", "2024")]
    match = plain[-1] if kind in ("per-unit", "sum", "margin") else dice.choice(plain)
    printed = match[1].rstrip(",")
    places = len(printed.partition(".")[2])
    value = Fraction(printed.replace(",", ""))
    factor = dice.choice((Fraction(2, 3), Fraction(3, 2), Fraction(2), Fraction(10)))
    if abs(value * factor - value) < Fraction(3, 10**places):
        factor = Fraction(10)
    changed = _rounded(value * factor, places) + "," * match[1].endswith(",")
    return f"{text[: match.start(1)]}{changed}{text[match.end(1) :]}"
