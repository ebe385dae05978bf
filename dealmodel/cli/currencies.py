"""The currencies of ``--to``: one or several, parted by commas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dealmodel.errors import UsageError

if TYPE_CHECKING:
    import click


def all_targets(
    _ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """The callback of ``--to``."""
    return targets(given)


def targets(given: Iterable[str]) -> tuple[str, ...]:
    """Every code that was given, once, in order and in capitals; what is no currency the library
    refuses.

    >>> targets(["usd, eur", "USD"])
    ('USD', 'EUR')
    """
    codes = (code.strip().upper() for part in given for code in part.split(","))
    return tuple(dict.fromkeys(codes))


def only_target(codes: Sequence[str]) -> str | None:
    """The one of ``--to``, if any was given.

    :raises UsageError: there are several.
    """
    if len(codes) > 1:
        raise UsageError(f"--to {','.join(codes)}: give one currency")
    return codes[0] if codes else None


def completions(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """How a begun ``--to`` can go on; of codes parted by commas, the last."""
    from dealmodel.figures.currencies import CURRENCIES

    given, comma, begun = incomplete.rpartition(",")
    codes = (code for code in sorted(CURRENCIES) if code.startswith(begun.upper()))
    return [f"{given}{comma}{code}" for code in codes]
