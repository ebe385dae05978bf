"""Work that makes many objects and no garbage, done without the garbage collector.

A book, or the findings of one, is a growing tree without cycles: going over it again and again to
look for garbage takes a third of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector off; a decorator, too."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
