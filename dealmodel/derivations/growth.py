"""What follows from the growth of a volume: whether the counts give it, and the volume before."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.volumes import volume_before
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Computed, Derived, Item, Refused, stated
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.over_time import MOST, growth_over, unequal
from dealmodel.derivations.same_volume import named, year_before
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.volumes import details_of
from dealmodel.records.book import Book
from dealmodel.records.growth import Growth


def of_growth(subject: str, growth: Growth, setting: Setting) -> Iterator[Item | Refused]:
    """The volume before it grew; and the growth as each source prints it, where the counts give it
    too or nothing follows from it."""
    volume = setting.book.volumes[growth.of]
    why = unequal(growth, setting.book)
    computed = [] if why else [Computed(each.result) for each in growth_over(growth, setting)]
    if computed or why or not volume.count:
        for item in stated(subject, "growth", setting.figures(growth.growth), details_of(volume)):
            if isinstance(item, Derived):
                item = replace(item, beside=tuple(computed[:MOST]))
            yield item
    if why is not None:
        yield Refused(subject, why)
        return
    over = growth.over or year_before(volume.period)
    for change, count in pairs(setting.figures(growth.growth), setting.figures(volume.count)):
        result = volume_before(count, change)
        yield Derived(subject, replace(result, details={**details_of(volume), "period": over}))


def _described(_: str, growth: Growth, book: Book) -> str:
    return named(book, growth.of)


KIND = Kind("growth", Growth, "Growth, undone", "Volumes", _described, of_growth)
