"""What follows from a volume: its count by each source, where they agree, what it makes up with
other periods and how it grew, and its run-rate."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.volumes import VolumeBasis, run_rate
from dealmodel.derivations.answers import Derived, Item, Refused
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.over_time import over_time
from dealmodel.derivations.same_volume import named
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.records.book import Book
from dealmodel.records.volume import Volume


def of_volume(subject: str, volume: Volume, setting: Setting) -> Iterator[Item | Refused]:
    """The volume as each source prints it, what follows over time, and its run-rate."""
    yield from over_time(subject, "volume", volume, setting, details_of(volume))
    for count, within in pairs(setting.figures(volume.count), setting.figures(volume.within)):
        yield Derived(subject, run_rate(count, within, launch=volume.launch))


def basis_of(volume: Volume) -> VolumeBasis:
    """What tells whether two volumes are counted alike."""
    return VolumeBasis(volume.measure, volume.scope, volume.period)


def details_of(volume: Volume) -> dict[str, str | None]:
    """What is counted, where and when, for an answer's record."""
    return {"measure": volume.measure, "scope": volume.scope, "period": volume.period}


def _described(key: str, _: Volume, book: Book) -> str:
    return named(book, key)


KIND = Kind("volumes", Volume, "Volumes", "Volumes", _described, of_volume)
