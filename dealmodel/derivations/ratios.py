"""What follows from a stated ratio of two volumes: a bound on either, and the counts' own ratio."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.volumes import peer_volume, ratio
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Derived, Item, stated
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.same_volume import named
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.volumes import basis_of, details_of
from dealmodel.records.book import Book
from dealmodel.records.ratio import Ratio


def of_ratio(subject: str, record: Ratio, setting: Setting) -> Iterator[Item]:
    """The stated ratio, what it says of either volume, and the ratio of the counts themselves."""
    left, right = setting.book.volumes[record.of], setting.book.volumes[record.to]
    details = {"of": record.of, "to": record.to}
    ratios = setting.figures(record.ratio)
    yield from stated(subject, "stated_ratio", ratios, details)
    counts, peers = setting.figures(left.count), setting.figures(right.count)
    basis = (basis_of(left), basis_of(right))
    warnings = tuple(f"different basis: {each}" for each in basis[0].differences(basis[1]))
    for each in ratios:
        for count in counts:
            result = replace(peer_volume(count, each), warnings=warnings)
            yield Derived(subject, replace(result, details={"of": record.to, **details_of(right)}))
    for a in counts:
        for b in peers:
            for result in ratio(a, b, basis=basis):
                yield Derived(subject, replace(result, details=details))


def _described(_: str, ratio: Ratio, book: Book) -> str:
    return f"{named(book, ratio.of)} / {named(book, ratio.to)}"


KIND = Kind("ratios", Ratio, "Ratios", "Volumes", _described, of_ratio)
