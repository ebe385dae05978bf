"""A figure of a text, put into a field of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from dealmodel.dataclass import dataclass
from dealmodel.dataclass import field as default

if TYPE_CHECKING:
    from dealmodel.articles.drafting.passages import Passage
    from dealmodel.rates.period import Period

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The figure with this index is what ``field`` of a record holds.

    The record is the one of ``section`` with these ``keys``, which tell it from others; ``period``
    dates it, under the key ``dated``. ``more`` are keys that it gets besides, where it is new.
    ``of`` is a record that it rests on, as growth does on a volume, ``under`` the key for that.
    """

    section: str
    keys: Mapping[str, str]
    field: Keys
    index: int
    passage: Passage
    period: Period | None = None
    dated: str = "on"
    more: Mapping[str, str] = default(default_factory=dict)
    of: Mapping[str, Proposal] = default(default_factory=dict)
    as_change: bool = False


Rule = Callable[["Passage", list["Proposal"]], Iterator[Proposal]]
"""A passage, and what was proposed of it so far → what else is."""
