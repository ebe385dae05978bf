"""What a report derives from volumes: run-rates, growth undone, ratios and bounds on peers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dealmodel.calculators.setting import Setting, pairs
from dealmodel.calculators.volumes import VolumeBasis, peer_volume, ratio, run_rate, volume_before
from dealmodel.checks.volumes import year_before
from dealmodel.records.growth import Growth
from dealmodel.records.ratio import Ratio
from dealmodel.records.volume import Volume
from dealmodel.reports.derived import Derived, Item, stated


def of_volume(subject: str, volume: Volume, setting: Setting) -> Iterator[Item]:
    """The volume as each source prints it, where they agree, and its run-rate."""
    yield from stated(subject, "volume", setting.figures(volume.count), _basis(volume))
    for count, within in pairs(setting.figures(volume.count), setting.figures(volume.within)):
        yield Derived(subject, run_rate(count, within, launch=volume.launch))


def of_growth(subject: str, growth: Growth, setting: Setting) -> Iterator[Item]:
    """The volume before it grew; where nobody counts it, the growth as each source prints it."""
    volume = setting.book.volumes[growth.of]
    if not volume.count:
        yield from stated(subject, "growth", setting.figures(growth.growth), _basis(volume))
    over = growth.over or year_before(volume.period)
    for change, count in pairs(setting.figures(growth.growth), setting.figures(volume.count)):
        result = volume_before(count, change)
        yield Derived(subject, replace(result, details={**_basis(volume), "period": over}))


def of_ratio(subject: str, record: Ratio, setting: Setting) -> Iterator[Item]:
    """The stated ratio, what it says of either volume, and the ratio of the counts themselves."""
    left, right = setting.book.volumes[record.of], setting.book.volumes[record.to]
    details = {"of": record.of, "to": record.to}
    ratios = setting.figures(record.ratio)
    yield from stated(subject, "stated_ratio", ratios, details)
    counts, peers = setting.figures(left.count), setting.figures(right.count)
    basis = (_volume_basis(left), _volume_basis(right))
    warnings = tuple(f"different basis: {each}" for each in basis[0].differences(basis[1]))
    for each in ratios:
        for count in counts:
            result = replace(peer_volume(count, each), warnings=warnings)
            yield Derived(subject, replace(result, details={"of": record.to, **_basis(right)}))
    for a in counts:
        for b in peers:
            for result in ratio(a, b, basis=basis):
                yield Derived(subject, replace(result, details=details))


def _volume_basis(volume: Volume) -> VolumeBasis:
    return VolumeBasis(volume.measure, volume.scope, volume.period)


def _basis(volume: Volume) -> dict[str, str | None]:
    return {"measure": volume.measure, "scope": volume.scope, "period": volume.period}
