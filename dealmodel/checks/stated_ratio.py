"""A stated ratio or growth against the volumes it is about (``stated-ratio``).

"Less than a tenth of BYD" is held against every count of the two volumes, and against counts of the
same party, product and period by another measure, which are on a different basis; "+104 %" against
the counts of the earlier period, where the book has them; the growth of an account against its
amount of the year before. What the words and the rounding of all
three allow is compared: no tolerance beyond. Where the other volume has no count, what the ratio
says of it is info. Where counts, or what is stated, disagree by themselves, that is the fault, and
told there, as long as some of them go together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from dealmodel.calculators.accounts import Account, Path, alike
from dealmodel.calculators.over_time import growth as growth_of
from dealmodel.calculators.reconciliation import Verdict
from dealmodel.calculators.volumes import growth_between, peer_volume, quotient
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.wording import meaning
from dealmodel.derivations.over_time import unequal
from dealmodel.derivations.same_volume import (
    Subject,
    earlier,
    named,
    subject_of,
    volumes_by_subject,
    year_before,
)
from dealmodel.derivations.series import Entry, told
from dealmodel.errors import BadValue, DivisionByZero, OutOfRange, UnitMismatch
from dealmodel.figures.bounds import overlap
from dealmodel.figures.units import PURE
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.result import Result
from dealmodel.records.financial import Financial
from dealmodel.records.growth import Growth
from dealmodel.records.ratio import Ratio

Said = tuple[Account, ...]
"""Accounts that say the same: one claim, and one finding where it is wrong."""

Count = tuple[str, Said]
"""The id of a volume and what sources say of it."""


def stated_ratio(context: Context) -> Iterator[Finding]:
    """A finding for each stated ratio or growth beside each pair of counts."""
    subjects = volumes_by_subject(context.book)
    for path, ratio in context.records(Ratio):
        tops = _counts(context, ratio.of, subjects)
        bottoms = _counts(context, ratio.to, subjects)
        stated, own = context.accounts(ratio.ratio, (*path, "ratio")), (ratio.of, ratio.to)
        if bottoms:
            yield from _compared(context, (*path, "ratio"), stated, tops, bottoms, quotient, own)
            continue
        for said in alike(stated):
            yield from _implied(context, (*path, "ratio"), said, tops, ratio.to)
    for path, growth in context.records(Growth):
        volume = context.book.volumes[growth.of]
        over = growth.over or year_before(volume.period)
        if over is None or unequal(growth, context.book):
            continue
        before = [
            (key, said)
            for key in subjects.get(earlier(volume, over), ())
            if key != growth.of and context.book.volumes[key].measure == volume.measure
            for said in _own_counts(context, key)
        ]
        now = [(growth.of, said) for said in _own_counts(context, growth.of)]
        stated = context.accounts(growth.growth, (*path, "growth"))
        yield from _compared(context, (*path, "growth"), stated, now, before, growth_between, None)
    yield from _of_accounts(context)


def _of_accounts(context: Context) -> Iterator[Finding]:
    """The growth that is stated of a revenue or of earnings beside those of a year before."""
    changes = (each for of in context.setting.once(told).changes.values() for each in of)
    for change in changes:
        grown = [(s, r) for s, r in change.now.records if isinstance(r, Financial) and r.growth]
        if not grown or not change.is_year_on_year:
            continue
        now, before = (_amounts(context, each) for each in (change.now, change.before))
        for subject, record in grown:
            path = (*subject.split("."), "growth")
            stated = context.accounts(record.growth, path)
            yield from _compared(context, path, stated, now, before, growth_of, None)


def _amounts(context: Context, entry: Entry) -> list[Count]:
    return [
        (subject, said)
        for subject, record in entry.records
        if isinstance(record, Financial)
        for said in alike(context.accounts(record.amount, (*subject.split("."), "amount")))
    ]


def _counts(context: Context, key: str, subjects: Mapping[Subject, Sequence[str]]) -> list[Count]:
    """Every count of the volume, by any measure, with the id of its record."""
    volume = context.book.volumes[key]
    others = subjects[subject_of(volume)] if volume.period else (key,)
    return [(other, said) for other in others for said in _own_counts(context, other)]


def _own_counts(context: Context, key: str) -> list[Said]:
    volume = context.book.volumes[key]
    return alike(context.accounts(volume.count, ("volumes", key, "count"), volume.measure))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A stated figure beside what follows from two counts; ``alike`` where it is said of these."""

    said: Said
    keys: tuple[str, str]
    counts: tuple[Said, Said]
    found: Result
    alike: bool

    @property
    def fits(self) -> bool:
        return overlap(self.said[0].figure.bounds, self.found.bounds) is not None

    def contradicts(self, other: _Pair) -> bool:
        """Whether what the two rest on cannot be both right, which is told of those claims."""
        ours, theirs = ((each.said, *each.counts) for each in (self, other))
        return any(
            mine[0].figure.unit.same_as(yours[0].figure.unit)
            and overlap(mine[0].figure.bounds, yours[0].figure.bounds) is None
            for mine, yours in zip(ours, theirs, strict=True)
        )


def _compared(
    context: Context,
    path: Path,
    stated: Sequence[Account],
    tops: Sequence[Count],
    bottoms: Sequence[Count],
    compare: Callable[[Quantity, Quantity], Result],
    own: tuple[str, str] | None,
) -> Iterator[Finding]:
    """What is stated beside what ``compare`` gives for every top and bottom; ``own`` are the
    volumes that it is said of, where others stand beside them. What fits none of the counts is one
    error; so is what fits only some of several that can all be right."""
    pairs = [
        pair
        for said in alike(stated)
        for pair in _pairs(context, said, tops, bottoms, compare, own)
    ]
    fitting = [each for each in pairs if each.alike and each.fits]
    wrong: set[Said] = set()
    for each in pairs:
        if each.fits or not each.alike:
            yield _finding(context, path, each)
        elif each.said not in wrong and not any(each.contradicts(other) for other in fitting):
            wrong.add(each.said)
            yield _finding(context, path, each)


def _pairs(
    context: Context,
    said: Said,
    tops: Sequence[Count],
    bottoms: Sequence[Count],
    compare: Callable[[Quantity, Quantity], Result],
    own: tuple[str, str] | None,
) -> Iterator[_Pair]:
    for (top_key, top), (bottom_key, bottom) in product(tops, bottoms):
        if top[0].in_unit(bottom[0].figure.unit) is None:
            continue
        try:
            found = compare(top[0].figure, bottom[0].figure)
        except (DivisionByZero, OutOfRange, UnitMismatch):
            continue
        keys = (top_key, bottom_key)
        is_own = own is None or (keys == own and _one_basis(context, *keys))
        yield _Pair(said, keys, (top, bottom), found, is_own)


def _finding(context: Context, path: Path, pair: _Pair) -> Finding:
    said, keys, counts, found, alike = pair.said, pair.keys, pair.counts, pair.found, pair.alike
    stated, a, b, fits = said[0], counts[0][0], counts[1][0], pair.fits
    kind = "growth" if found.kind == "growth" else "number"
    formula = f"{a.says} / {b.says}" + (" - 1" if kind == "growth" else "")
    told = (
        f"{stated.says} ({context.who(stated)}) {'fits' if fits else 'does not fit'} "
        f"{formula} = {meaning(found.bounds, PURE, kind)}"
    )
    if not alike:
        told += f"; {named(context.book, keys[0])} beside {named(context.book, keys[1])}"
    verdict: Verdict = "compatible" if fits else "contradictory" if alike else "different_basis"
    return context.finding(
        "stated-ratio",
        "error" if alike and not fits else "info",
        path,
        told,
        verdict=verdict,
        claims=[*said, *counts[0], *counts[1]],
        bars=[
            Bar(stated.says, context.who(stated), stated.figure.value, stated.figure.bounds),
            Bar(formula, f"{context.who(a)}; {context.who(b)}", found.point, found.bounds),
        ],
        kind=kind,
    )


def _one_basis(context: Context, left: str, right: str) -> bool:
    a, b = (context.book.volumes[key] for key in (left, right))
    return a.measure == b.measure and len({a.period, b.period} - {None}) < 2


def _implied(
    context: Context, path: Path, said: Said, tops: Sequence[Count], peer: str
) -> Iterator[Finding]:
    """What the ratio says of a volume that has no count."""
    stated = said[0]
    for _, counted in tops:
        top = counted[0]
        try:
            found = peer_volume(top.figure, stated.figure).bounds
        except (DivisionByZero, BadValue):
            continue
        unit = top.figure.unit
        told = (
            f"{stated.says} of {named(context.book, peer)}, by {top.says} ({context.who(top)}): "
            f"that is {meaning(found, unit, 'count')}; the book has no count of it to compare"
        )
        yield context.finding(
            "stated-ratio",
            "info",
            path,
            told,
            verdict="undecided",
            claims=[*said, *counted],
            bars=[Bar(f"{top.says} / {stated.says}", context.who(top), None, found)],
            unit=unit,
            kind="count",
        )
