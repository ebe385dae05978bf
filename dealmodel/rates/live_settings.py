"""What can be set of the requests that live rates make."""

from __future__ import annotations

from dealmodel.dataclass import dataclass

ADDRESS_SETTING = "DEALMODEL_RATES_URL"
"""The environment variable that names the service."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds: to connect, between two pieces of the answer, and for everything together."""

    connect: float = 3.0
    read: float = 5.0
    total: float = 10.0
