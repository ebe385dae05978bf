"""How many processes the tests run in: several for the whole of them, one for a part.

To start further ones and to collect in each takes longer than most parts do, and beside another
nothing can be measured.
"""

from __future__ import annotations

import os

import pytest

MOST = 4


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What ``-n auto`` is; ``-n 2`` and ``-n 0`` ask for others."""
    is_whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    return min(MOST, os.cpu_count() or 1) if is_whole else 0
