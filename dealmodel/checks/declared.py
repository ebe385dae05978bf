"""A check from outside as one declaration: its code, what it is about and the rule itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding
from dealmodel.errors import DealModelError, ExtensionError
from dealmodel.extensions import Declaration

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Declaration):
    """``name`` is the code of its findings (``price-below-par``), ``about`` what it looks for, in a
    line. ``rule`` gets the book as a :class:`~dealmodel.checks.context.Context` and yields what
    :meth:`~dealmodel.checks.context.Context.finding` makes."""

    about: str = ""
    rule: Callable[[Context], Iterable[Finding]] | None = None

    def _faults(self) -> Iterator[str]:
        if not _CODE.fullmatch(self.name):
            yield "its name is a code of small letters, digits and hyphens, such as price-below-par"
        if not callable(self.rule):
            yield "its rule must be a function of a Context that yields findings"

    def findings(self, context: Context) -> Iterator[Finding]:
        """What the rule finds.

        :raises ExtensionError: the rule fails, or yields what is no finding of its own code.
        """
        assert self.rule is not None
        try:
            found = list(self.rule(context))
        except DealModelError:
            raise
        except Exception as error:
            raise ExtensionError(
                self._shown(), f"its rule fails ({type(error).__name__}: {error}): mend it"
            ) from error
        for each in found:
            if not isinstance(each, Finding) or each.code != self.name:
                raise ExtensionError(
                    self._shown(), f"its rule yields {each!r:.60}: only findings of its own code"
                )
            yield each
