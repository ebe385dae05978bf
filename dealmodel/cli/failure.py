"""What went wrong, as one message and an exit code.

A fault of the program itself exits with 70 and asks for a report; with DEALMODEL_DEBUG set it shows
its traceback.
"""

from __future__ import annotations

import os

from dealmodel.cli.texts import shell_hint
from dealmodel.errors import BadValue, DealModelError, UsageError

_SHOWN = 200


class InternalError(DealModelError):
    """A fault of the program, not of what it was given."""

    code = "internal"
    exit_code = 70


def as_known(error: Exception) -> DealModelError:
    """``error`` as one of ours; what is none is a fault of the program.

    >>> as_known(ZeroDivisionError("division by zero")).exit_code
    70
    """
    if isinstance(error, DealModelError):
        return error
    import click  # has been loaded, or the arguments were plain and only a fault comes here

    if isinstance(error, click.ClickException):
        from dealmodel.cli.usage import usage_message

        return UsageError(usage_message(error))
    if os.environ.get("DEALMODEL_DEBUG"):
        raise error
    return InternalError(
        f"internal error, {type(error).__name__}: {' '.join(str(error).split())[:_SHOWN]}. This is "
        "a fault of dealmodel: please report it, with the command that led here"
    )


def explained(error: DealModelError) -> str:
    """The error as a person reads it.

    >>> print(explained(BadValue(".6 billion", "paid '.6 billion' is no amount of money")))
    paid '.6 billion' is no amount of money
    did the shell take a $ away? Put such a text in single quotes: '$1.6 billion'
    """
    hint = shell_hint(error.given) if isinstance(error, BadValue) else None
    return error.render() if hint is None else f"{error.render()}\n{hint}"
