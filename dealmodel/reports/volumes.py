"""What a report derives from volumes: run-rates, growth undone, ratios and bounds on peers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dealmodel.calculators.volumes import VolumeBasis, peer_volume, ratio, run_rate, volume_before
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.result import Result, evaluate
from dealmodel.records.growth import Growth
from dealmodel.records.ratio import Ratio
from dealmodel.records.volume import Volume
from dealmodel.reports.derived import Derived, Item, compared
from dealmodel.reports.setting import Setting, pairs


def of_volume(subject: str, volume: Volume, setting: Setting) -> Iterator[Item]:
    """The volume as each source prints it, where they agree, and its run-rate."""
    stated = [
        Derived(subject, replace(_as_stated("volume", count), details=_basis(volume)))
        for count in setting.figures(volume.count)
    ]
    yield from stated
    yield from compared(subject, "volume_agreement", stated)
    for count, within in pairs(setting.figures(volume.count), setting.figures(volume.within)):
        yield Derived(subject, run_rate(count, within, launch=volume.launch))


def of_growth(subject: str, growth: Growth, setting: Setting) -> Iterator[Item]:
    """The volume before it grew."""
    volume = setting.book.volumes[growth.of]
    over = growth.over or _year_before(volume.period)
    for change, count in pairs(setting.figures(growth.growth), setting.figures(volume.count)):
        result = volume_before(count, change)
        yield Derived(subject, replace(result, details={**_basis(volume), "period": over}))


def of_ratio(subject: str, stated: Ratio, setting: Setting) -> Iterator[Item]:
    """The stated ratio, what it says of either volume, and the ratio of the counts themselves."""
    left, right = setting.book.volumes[stated.of], setting.book.volumes[stated.to]
    ratios = setting.figures(stated.ratio)
    for each in ratios:
        details = {"of": stated.of, "to": stated.to}
        yield Derived(subject, replace(_as_stated("stated_ratio", each), details=details))
    counts, peers = setting.figures(left.count), setting.figures(right.count)
    for each in ratios:
        for count in counts:
            result = peer_volume(count, each)
            yield Derived(subject, replace(result, details={"of": stated.to, **_basis(right)}))
    basis = (_volume_basis(left), _volume_basis(right))
    for a in counts:
        for b in peers:
            for result in ratio(a, b, basis=basis):
                details = {"of": stated.of, "to": stated.to}
                yield Derived(subject, replace(result, details=details))


def _as_stated(name: str, figure: Figure) -> Result:
    return evaluate(name, Leaf("stated"), {"stated": figure})


def _volume_basis(volume: Volume) -> VolumeBasis:
    return VolumeBasis(volume.measure, volume.scope, volume.period)


def _basis(volume: Volume) -> dict[str, str | None]:
    return {"measure": volume.measure, "scope": volume.scope, "period": volume.period}


def _year_before(period: str | None) -> str | None:
    """The same period a year before.

    >>> _year_before("2024"), _year_before("2025-Q1")
    ('2023', '2024-Q1')
    """
    return None if period is None else f"{int(period[:4]) - 1:04}{period[4:]}"
