"""What the shared options ask for, and what is so without them.

The options themselves are declared in :mod:`dealmodel.cli.options`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    from dealmodel.figures.hedges import HedgeRules, Reading
    from dealmodel.rates.choice import RatesAt
    from dealmodel.rates.rate import PolicyKind, RateSource
    from dealmodel.rates.stamp import RatesStamp
    from dealmodel.records.book import Book

READING: Reading = "usual"
LOCALE = "en"
POLICY = "previous"
MAX_AGE = 7
_EMBEDDED, _LIVE = "ecb", "live"


@dataclass(slots=True)
class RatesAsked:
    """What the options on rates were given; nothing is looked up or loaded until it is asked for,
    and a file is read once."""

    policy: str = POLICY
    max_age: int = MAX_AGE
    rates: str | None = None
    trust: bool = False
    _chosen: RatesAt | None = field(default=None, init=False, repr=False, compare=False)

    def given(self) -> dict[str, bool]:
        """Each option, and whether it asks for other than what is so without it."""
        return {
            "policy": self.policy != POLICY,
            "max-age": self.max_age != MAX_AGE,
            "rates": self.rates not in (None, _EMBEDDED),
            "trust": self.trust,
        }

    def chosen(self, book: Book | None = None) -> RatesAt:
        """What they say together; where no rates are given, those of record of the ``book``.

        :raises UsageError: there are no such rates, or no such policy or age.
        :raises FileError: the file of rates cannot be read.
        :raises RateSourceFailed: the book's rates of record are missing, or others.
        """
        if self._chosen is None:
            self._chosen = self._looked_up(book)
        return self._chosen

    def stamp(self) -> RatesStamp:
        """Which rates they are, for a receipt."""
        from dealmodel.rates.stamp import stamp_of

        return stamp_of(self.chosen().source)

    def _looked_up(self, book: Book | None) -> RatesAt:
        from dealmodel.rates.choice import RatesAt

        source: str | RateSource = _EMBEDDED if self.rates is None else self.rates
        if self.rates is None and book is not None and book.rates is not None:
            source = book.rates.source(book.folder)
        if self.trust:
            if self.rates != _LIVE:
                raise UsageError("--trust is for live rates: add --rates live, or leave it out")
            from dealmodel.rates.live import LiveRates

            source = LiveRates(trust=True)
        # The policy is one of those that there are, or refused there.
        return RatesAt.of(source, cast("PolicyKind", self.policy), self.max_age)


EMBEDDED = RatesAsked()
"""What no option says otherwise: the embedded rates, by their usual policy."""


def hedge_rules(reading: Reading, exact: bool) -> HedgeRules:
    """The rules that ``--reading`` and ``--exact`` ask for."""
    from dealmodel.figures.hedges import HedgeRules

    return HedgeRules(reading=reading, exact=exact)
