"""What holds in every test: no network but this machine's own, and how the property tests draw: the
same examples on every run, unless others are asked for.

A property is held against as many examples as its own ``max_examples`` says, and a failure shows
the example as it was drawn: making it small can take minutes, and a run of all tests is no time
for that. To look for what no run has drawn yet, and to see it small::

    pytest --hypothesis-seed=7           # other examples, the same whenever the seed is
    pytest --hypothesis-profile=small    # other examples on every run; a failure is made small
"""

from __future__ import annotations

import os
import sys
import tempfile

import pytest
from hypothesis import HealthCheck, Phase, settings

# Time and luck of one run say nothing about a property, and all examples may share a folder.
UNCHECKED = [
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.function_scoped_fixture,
]
DRAWN = [Phase.explicit, Phase.reuse, Phase.generate]

settings.register_profile("base", deadline=None, suppress_health_check=UNCHECKED, print_blob=True)
settings.register_profile("same", settings.get_profile("base"), derandomize=True, phases=DRAWN)
settings.register_profile("seeded", settings.get_profile("base"), phases=DRAWN)
settings.register_profile("small", settings.get_profile("base"), phases=list(Phase))


# No copy of the bank's history that the user fetched: every run has the embedded one.
os.environ["XDG_CACHE_HOME"] = os.path.join(tempfile.gettempdir(), "dealmodel-without-cache")

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: whatever connects to another machine fails, by whichever library."""
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and address[0] not in LOOPBACK:
        raise PermissionError(f"a test connects to {address[0]}: only loopback is allowed")


def pytest_configure(config: pytest.Config) -> None:
    """Before any test is imported, as a test takes what its decorator leaves open from here."""
    if config.getoption("hypothesis_profile") is None:
        seeded = config.getoption("hypothesis_seed") is not None
        settings.load_profile("seeded" if seeded else "same")
    sys.addaudithook(_refuse_network)
