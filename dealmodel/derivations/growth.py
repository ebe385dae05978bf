"""What follows from the growth of a volume: the volume before it grew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dealmodel.calculators.volumes import volume_before
from dealmodel.derivations.answers import Derived, Item, stated
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.same_volume import named, year_before
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.volumes import details_of
from dealmodel.records.book import Book
from dealmodel.records.growth import Growth


def of_growth(subject: str, growth: Growth, setting: Setting) -> Iterator[Item]:
    """The volume before it grew; where nobody counts it, the growth as each source prints it."""
    volume = setting.book.volumes[growth.of]
    if not volume.count:
        yield from stated(subject, "growth", setting.figures(growth.growth), details_of(volume))
    over = growth.over or year_before(volume.period)
    for change, count in pairs(setting.figures(growth.growth), setting.figures(volume.count)):
        result = volume_before(count, change)
        yield Derived(subject, replace(result, details={**details_of(volume), "period": over}))


def _described(_: str, growth: Growth, book: Book) -> str:
    return named(book, growth.of)


KIND = Kind("growth", Growth, "Growth, undone", "Volumes", _described, of_growth)
