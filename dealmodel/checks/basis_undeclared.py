"""A stake that says what was paid and for how much, and not whether the shares were new
(``basis-undeclared``).

Without it the value before the deal is known only between two extremes. Info: sources often do not
say, and the answers show both.
"""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding
from dealmodel.records.stake import Stake


def basis_undeclared(context: Context) -> Iterator[Finding]:
    """A finding for each such stake."""
    for path, stake in context.records(Stake):
        lacks_primary = stake.shares_are == "mixed" and not stake.primary
        if stake.paid and stake.share and (stake.shares_are == "undeclared" or lacks_primary):
            told = (
                "no source says how much of the cash went to the company for new shares: give it "
                "(primary)"
                if lacks_primary
                else "no source says whether the shares were new (primary) or bought from a holder "
                "(secondary): the value before the deal is known only between both extremes"
            )
            claims = [
                *context.accounts(stake.paid, (*path, "paid")),
                *context.accounts(stake.share, (*path, "share")),
            ]
            yield context.finding(
                "basis-undeclared", "info", (*path, "shares_are"), told, claims=claims
            )
