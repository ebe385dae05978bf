"""The command line: parse, call the library, render. Nothing is computed here.

Exit codes: 0 fine; 1 a check found something wrong; 2 the input is wrong; 3 data is missing; 70 a
fault of the program; 74 the output cannot be written; 130 interrupted; 141 nobody reads the output.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from dealmodel.cli.exit_codes import INTERRUPTED


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, without the program's name, and return its exit code; without
    ``arguments``, the process's own."""
    if arguments is None:
        # A start makes many objects and no garbage: looking for some is a tenth of its time, and so
        # is looking once more at the end.
        gc.set_threshold(100_000)
        try:
            return main(sys.argv[1:])
        finally:
            gc.freeze()
    try:
        # Loaded here, so that an interrupt at start-up is as quiet as any later one.
        from dealmodel.cli.program import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
