"""What follows from volumes and amounts of several periods: sums, what is missing, growth.

Every answer stands beside what sources print for it, and each printed total beside what its parts
make up. What cannot be added or compared is refused, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from dealmodel.calculators.over_time import compound_growth, growth, rest_of, sum_of
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import (
    Computed,
    Derived,
    Item,
    Printed,
    Refused,
    SourcesCompared,
    stated,
)
from dealmodel.derivations.series import (
    Change,
    Entry,
    Measured,
    Span,
    Told,
    claims_of,
    comparable,
    mismatch,
    together,
    told,
)
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.shown import converted, in_other_currencies
from dealmodel.errors import BasisMismatch, InputError
from dealmodel.figures.figure import Figure
from dealmodel.formulas.result import Result
from dealmodel.rates.period import parse_period, year_before
from dealmodel.records.book import Book
from dealmodel.records.financial import Financial
from dealmodel.records.growth import Growth

MOST = 16
"""Of so many printed figures all stand beside each answer."""

_source = attrgetter("source")


def over_time(
    subject: str, name: str, record: Measured, setting: Setting, details: Mapping[str, str | None]
) -> Iterator[Item | Refused]:
    """The amount as each source prints it, by ``name``, and all that follows from it and the other
    periods of its series."""
    series = setting.once(told)
    sums = list(_sums(subject, series, details, setting))
    answers = [each for each in sums if isinstance(each, Derived)]
    beside = _sums_by_source([each for each in answers if _is_of(record, each)])
    own = setting.figures(claims_of(record))
    for item in stated(subject, name, own, details):
        yield _beside(item, beside)
        if isinstance(item, Derived):
            yield from in_other_currencies(subject, item.result, record, setting)
    for each in sums:
        yield each
        if isinstance(each, Derived):
            exchange = setting.exchange(each.result.details["period"])
            yield from converted(subject, each.result, exchange, setting)
    for change in series.changes.get(subject, ()):
        yield from _changes(subject, change, details, setting)
    for span in series.spans.get(subject, ()):
        yield from _compound(subject, span, details, setting)


def growth_over(record: Growth, setting: Setting) -> list[Derived]:
    """The growth that the counts give of which a source states one; nothing where the book does not
    have both."""
    subject = f"volumes.{record.of}"
    change = _change(record, setting)
    if change is None:
        return []
    items = _changes(subject, change, {}, setting)
    return [each for each in items if isinstance(each, Derived)]


def unequal(record: Growth, book: Book) -> BasisMismatch | None:
    """Why the stated growth is none: its two periods are not of one length."""
    volume = book.volumes[record.of]
    if record.over is None or volume.period is None:
        return None
    if comparable(parse_period(volume.period), parse_period(record.over)):
        return None
    told = f"{volume.period} against {record.over}"
    return BasisMismatch(
        (told,),
        f"growth of {volume.period} over {record.over}: the two are not of one length. Write over "
        "which period of the same length it is",
    )


def _change(record: Growth, setting: Setting) -> Change | None:
    entries = setting.once(told).entries
    now = entries.get(f"volumes.{record.of}")
    if now is None:
        return None
    over = year_before(now.period) if record.over is None else parse_period(record.over)
    volume = setting.book.volumes[record.of]
    before = None if over is None else setting.once(told).at(volume, over)
    if before is None or not comparable(before.period, now.period):
        return None
    return Change(before, now, is_year_on_year=record.over is None)


def _sums(
    subject: str, series: Told, details: Mapping[str, str | None], setting: Setting
) -> Iterator[Derived | Refused]:
    for whole in series.wholes.get(subject, ()):
        why = mismatch(whole)
        if why is not None:
            yield Refused(subject, why)
            continue
        parts = [setting.figures(entry.claims) for entry in whole.parts]
        total = [] if whole.total is None else setting.figures(whole.total.claims)
        period = whole.missing or whole.period
        about = {**details, "period": period.text, "parts": _names(whole.parts)}
        if whole.missing is None:
            yield from _computed(subject, parts, lambda figures: sum_of(figures), total, about)
        else:
            own = series.entries.get(subject)
            is_own = own is not None and own.period.days == period.days
            printed = setting.figures(own.claims) if own is not None and is_own else []
            yield from _computed(
                subject,
                [total, *parts],
                lambda figures: rest_of(figures[0], figures[1:]),
                printed,
                about,
            )


def _changes(
    subject: str, change: Change, details: Mapping[str, str | None], setting: Setting
) -> Iterator[Derived | Refused]:
    figures = [setting.figures(entry.claims) for entry in (change.now, change.before)]
    about = {
        **details,
        "period": change.now.period.text,
        "over": change.before.period.text,
        "before": change.before.subject,
    }
    printed = _stated_growth(change, setting)
    yield from _computed(subject, figures, lambda ends: growth(ends[0], ends[1]), printed, about)


def _compound(
    subject: str, span: Span, details: Mapping[str, str | None], setting: Setting
) -> Iterator[Derived | Refused]:
    figures = [setting.figures(entry.claims) for entry in (span.first, span.last)]
    about = {
        **details,
        "period": span.last.period.text,
        "over": span.first.period.text,
        "years": str(span.years),
    }
    yield from _computed(
        subject, figures, lambda ends: compound_growth(ends[0], ends[1], span.years), [], about
    )


def _computed(
    subject: str,
    given: Sequence[Sequence[Figure]],
    compute: Callable[[Sequence[Figure]], Result],
    printed: Sequence[Figure],
    details: Mapping[str, object],
) -> Iterator[Derived | Refused]:
    """The answer for what each source gives, or for the first of each."""
    beside = _by_source(printed)
    for figures in together(given, _source):
        try:
            result = replace(compute(figures), details=dict(details))
        except InputError as error:
            yield Refused(subject, error)
        else:
            yield Derived(subject, result, _printed(result, beside, figures[0].source))


def _by_source(printed: Sequence[Figure]) -> Mapping[str | None, Sequence[Printed]]:
    """What each source prints; under no source the first of all."""
    found: dict[str | None, list[Printed]] = {None: [Printed(each) for each in printed[:MOST]]}
    for each in printed:
        found.setdefault(each.source, []).append(Printed(each))
    return found


def _printed(
    result: Result, printed: Mapping[str | None, Sequence[Printed]], source: str | None
) -> tuple[Printed, ...]:
    """What sources print of the same: what its own source prints, and the first of the others."""
    own = printed.get(source, ())
    every = [*own, *(each for each in printed[None] if each.figure.source != source)]
    return tuple(each for each in every if each.figure.unit == result.unit)


def _beside(item: Derived | SourcesCompared, sums: Mapping[str | None, Sequence[Derived]]) -> Item:
    """A printed total beside the sum of its own source's parts, else beside the first of all."""
    if not isinstance(item, Derived):
        return item
    own = sums.get(item.sources[0]) or sums.get(None, ())
    alike = [each for each in own if each.result.unit == item.result.unit]
    return replace(item, beside=tuple(Computed(each.result) for each in alike))


def _sums_by_source(sums: Sequence[Derived]) -> Mapping[str | None, Sequence[Derived]]:
    found: dict[str | None, list[Derived]] = {None: list(sums[:MOST])}
    for each in sums:
        for source in each.sources:
            found.setdefault(source, []).append(each)
    return found


def _is_of(record: Measured, answer: Derived) -> bool:
    period = parse_period(answer.result.details["period"])
    return record.dated is not None and parse_period(record.dated).days == period.days


def _stated_growth(change: Change, setting: Setting) -> list[Figure]:
    """What sources print of the growth between two entries."""
    found: list[Figure] = []
    for subject, record in change.now.records:
        if isinstance(record, Financial):
            if change.is_year_on_year:
                found += setting.figures(record.growth)
            continue
        for told_of in setting.once(_growth_by_volume).get(subject, ()):
            over = year_before(change.now.period)
            if told_of.over is not None:
                over = parse_period(told_of.over)
            if over is not None and over.days == change.before.period.days:
                found += setting.figures(told_of.growth)
    return found


def _growth_by_volume(book: Book) -> Mapping[str, Sequence[Growth]]:
    found: dict[str, list[Growth]] = {}
    for record in book.growth.values():
        found.setdefault(f"volumes.{record.of}", []).append(record)
    return found


def _names(parts: Sequence[Entry]) -> list[str]:
    return [entry.subject for entry in parts]
