"""A source of rates from outside as one declaration: the name that asks for it, and what makes
it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dealmodel.errors import DealModelError, ExtensionError
from dealmodel.extensions import Declaration
from dealmodel.rates.rate import RateSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates(Declaration):
    """``name`` is what ``--rates`` and ``rates=`` take, ``about`` whose rates they are, in a line;
    ``make`` gives the source, an object with the one method of a
    :class:`~dealmodel.rates.rate.RateSource`."""

    about: str = ""
    make: Callable[[], RateSource] | None = None

    def _faults(self) -> Iterator[str]:
        if not self.name.replace("-", "").isalpha():
            yield "its name is one of letters and hyphens: digits make a stated rate, a dot a file"
        if not callable(self.make):
            yield "make must be a function that gives the source"

    def source(self) -> RateSource:
        """The source.

        :raises ExtensionError: there is none, or it has no method ``conversion``.
        """
        assert self.make is not None
        try:
            found = self.make()
        except DealModelError:
            raise
        except Exception as error:
            raise ExtensionError(
                self._shown(), f"it cannot be made ({type(error).__name__}: {error}): mend it"
            ) from error
        if not callable(getattr(found, "conversion", None)):
            raise ExtensionError(
                self._shown(),
                f"it makes a {type(found).__name__}, which has no method conversion(base, quote, "
                "period, policy)",
            )
        return found
