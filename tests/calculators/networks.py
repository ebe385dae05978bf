"""Networks of holdings for tests, and an independent way to solve them: dense elimination."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

Stakes = list[tuple[str, str, Fraction]]


@st.composite
def networks(draw: st.DrawFn, companies: int = 7, whole: Fraction = Fraction(19, 20)) -> Stakes:
    """Random stakes, loops included, of which every company has ``whole`` at most."""
    names = [f"c{number}" for number in range(companies)]
    left = dict.fromkeys(names, whole)
    stakes: Stakes = []
    for _ in range(draw(st.integers(1, 2 * companies))):
        holder, held = draw(st.permutations(names))[:2]
        share = Fraction(draw(st.integers(1, 60)), 100)
        if share <= left[held]:
            left[held] -= share
            stakes.append((holder, held, share))
    return stakes


def dense(stakes: Stakes, owner: str) -> dict[str, Fraction]:
    """What the owner has of every company: Gauss and Jordan, row by row, on all of them."""
    names = sorted({name for holder, held, _ in stakes for name in (holder, held)} | {owner})
    at = {name: number for number, name in enumerate(names)}
    size = len(names)
    rows = [[Fraction(int(i == j)) for j in range(size)] + [Fraction(0)] for i in range(size)]
    rows[at[owner]][size] = Fraction(1)
    for holder, held, share in stakes:
        if held != owner:
            rows[at[held]][at[holder]] -= share
    for column in range(size):
        pivot = next(row for row in range(column, size) if rows[row][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        first = rows[column][column]
        rows[column] = [value / first for value in rows[column]]
        for row in range(size):
            factor = rows[row][column]
            if row != column and factor:
                rows[row] = [
                    value - factor * top for value, top in zip(rows[row], rows[column], strict=True)
                ]
    return {name: rows[at[name]][size] for name in names}
