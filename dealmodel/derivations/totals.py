"""A total that sources state, and what its parts come to: the same for a report, which tells both,
and for a check, which compares them."""

from __future__ import annotations

from collections.abc import Sequence

from dealmodel.dataclass import dataclass
from dealmodel.derivations.answers import Derived, Printed
from dealmodel.formulas.result import Result
from dealmodel.records.claim import Claim
from dealmodel.records.record import Record
from dealmodel.records.walking import Path


@dataclass(frozen=True, slots=True)
class Total:
    """``sums`` are what the ``parts`` come to, by each source that gives them all, or by all of
    them; ``stated`` are the claims on the whole, at ``path`` in ``record``; ``what`` the parts are
    is for a reader ("legs"). ``allowed`` are sums that a report does not tell, of parts as any of
    their sources gives them. Where parts are missing (``is_part``) the whole is at least the sum;
    where one of them depends on something (``is_contingent``) the sums are the most that it is.
    """

    path: Path
    record: Record
    what: str
    sums: tuple[Result, ...]
    parts: tuple[tuple[Path, Sequence[Claim]], ...]
    stated: Sequence[Claim]
    allowed: tuple[Result, ...] = ()
    is_part: bool = False
    is_contingent: bool = False

    @property
    def subject(self) -> str:
        """The record that states the total."""
        return ".".join(str(key) for key in self.path[:2])

    def derived(self, stated: Sequence[Printed]) -> tuple[Derived, ...]:
        """The sums beside the stated figures in their unit."""
        return tuple(
            Derived(
                self.subject,
                each,
                tuple(p for p in stated if p.figure.unit.same_as(each.unit)),
            )
            for each in self.sums
        )
