"""Running a command line: one answer or one error, and the exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile

from dealmodel.cli.answer import Answer, error_record
from dealmodel.cli.exit_codes import INTERRUPTED, UNREAD, UNWRITABLE
from dealmodel.cli.failure import as_known, explained
from dealmodel.cli.output import (
    show_coloured,
    show_error,
    show_json,
    show_page,
    show_text,
    show_warning,
    silence,
    takes_colour,
)
from dealmodel.cli.plain import COMPLETE, plain_answer
from dealmodel.version import __version__

_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE, errno.EBADF)
"""What can go wrong with a stream that is written to."""


def run(arguments: Sequence[str]) -> int:
    """Run ``arguments``, show what comes of it, and return the exit code."""
    if sys.stdout is None:
        # Nothing is begun: the next file to be opened would take the place of standard output.
        show_error(
            "standard output is closed, so no answer can be shown: send it to /dev/null if none "
            "is wanted"
        )
        return UNWRITABLE
    # Errors in the arguments themselves must be JSON too, so that nothing is parsed to know it.
    in_json = "--json" in takewhile("--".__ne__, arguments)
    try:
        show, exit_code = _outcome(arguments, in_json)
        streamed = show()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        silence()
        return UNREAD
    except OSError as error:
        show_error(f"the output cannot be written: {error.strerror or 'no reason is given'}")
        silence()
        return UNWRITABLE
    return exit_code if streamed is None else streamed


Show = Callable[[], int | None]
"""Shows something; of what is told only while it is shown, it returns the exit code."""


def _outcome(arguments: Sequence[str], in_json: bool) -> tuple[Show, int]:
    """What is to be shown, all of it made, and the exit code."""
    try:
        if list(arguments) == ["--version"]:
            return lambda: show_text(f"dealmodel {__version__}"), 0
        answer = plain_answer(arguments) or _parsed(arguments)
        # Where there is none, the help or the version has been shown.
        if answer is None:
            return _nothing, 0
        if answer.streamed is not None:
            return partial(answer.streamed, answer, in_json), 0
        return _shown(answer, in_json or answer.in_json), answer.code
    except OSError as error:
        # The help and the version are written by click itself. Of a file the error has its name.
        if error.filename is None and error.errno in _WRITING:
            raise
        return _failed(error, in_json)
    except Exception as error:  # the last place where a fault can become a message
        return _failed(error, in_json)


def _parsed(arguments: Sequence[str]) -> Answer | None:
    """The answer of the command that the arguments name."""
    import click

    from dealmodel.cli.commands import program

    try:
        answer = program.main(
            list(arguments) or ["--help"], prog_name="dealmodel", standalone_mode=False
        )
    except click.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        # So click ends after completion, and where nobody reads the help.
        if COMPLETE in os.environ:
            raise
        raise BrokenPipeError(errno.EPIPE, "nobody reads it") from None
    return answer if isinstance(answer, Answer) else None


def _failed(error: Exception, in_json: bool) -> tuple[Show, int]:
    known = as_known(error)
    if in_json:
        return lambda: show_json(error_record(known)), known.exit_code
    return lambda: show_error(explained(known)), known.exit_code


def _shown(answer: Answer, in_json: bool) -> Callable[[], None]:
    if in_json:
        record = answer.to_dict()
        return lambda: show_json(record)
    is_coloured = answer.coloured is not None and takes_colour(sys.stdout)
    text = answer.coloured() if answer.coloured and is_coloured else answer.text()

    write = show_page if answer.is_page else show_coloured if is_coloured else show_text

    def show() -> None:
        write(text)
        for warning in answer.warnings:
            show_warning(warning)
        for problem in answer.problems:
            show_error(problem.render())

    return show


def _nothing() -> None:
    pass
