"""What a report tells of a joint venture: each holder's share as its sources print it."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.derivations.answers import Item, stated
from dealmodel.derivations.kind import Kind
from dealmodel.derivations.setting import Setting
from dealmodel.records.book import Book
from dealmodel.records.joint_venture import JointVenture
from dealmodel.records.naming import name_of


def of_joint_venture(subject: str, venture: JointVenture, setting: Setting) -> Iterator[Item]:
    """The stated shares and votes, holder by holder, and where sources agree on them."""
    for name, holders in (("holder_share", venture.holders), ("holder_votes", venture.votes)):
        for holder, claims in holders.items():
            details = {"holder": holder, "held": venture.party, "formed": venture.formed}
            yield from stated(subject, name, setting.figures(claims), details)


def _described(_: str, venture: JointVenture, book: Book) -> str:
    return name_of(venture.party, book)


KIND = Kind(
    "joint_ventures", JointVenture, "Joint ventures", "Ownership", _described, of_joint_venture
)
