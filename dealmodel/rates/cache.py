"""Where the user's own copy of the bank's history is kept, fetched by ``dealmodel rates update``.

The folder is the system's for caches: named by XDG_CACHE_HOME or ~/.cache, ~/Library/Caches on a
Mac, LOCALAPPDATA on Windows. It is worked out here and not by a library, since every conversion on
the command line waits for it.
"""

from __future__ import annotations

import os.path
import sys

FILE = "eurofxref-hist.zip"


def cache_folder() -> str:
    """The folder, whether it is there or not."""
    if sys.platform == "win32":
        above = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    elif sys.platform == "darwin":
        above = os.path.expanduser("~/Library/Caches")
    else:
        given = os.environ.get("XDG_CACHE_HOME", "")
        # The standard has relative paths ignored.
        above = given if os.path.isabs(given) else os.path.expanduser("~/.cache")
    return os.path.join(above, "dealmodel")


def cached_file() -> str:
    """Where the history is once it was fetched."""
    return os.path.join(cache_folder(), FILE)
