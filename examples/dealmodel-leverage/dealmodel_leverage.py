"""A package outside that adds a calculator and a check to dealmodel: `pip install .` is enough."""

from collections.abc import Iterator

import dealmodel as dm
from dealmodel import extend

LEVERAGE = extend.Calculator(
    name="debt_share",
    formula="debt / value",
    inputs={"debt": "net_debt", "value": "answers.enterprise_value"},
    section="stakes",
    definition="Net debt as a part of the enterprise value.",
    source="CFA Institute, Corporate Issuers (2024), on measures of leverage",
    kind="share",
)


def undated_debt(context: extend.Context) -> Iterator[extend.Finding]:
    """Net debt whose claims say of which day it is nowhere."""
    for path, stake in context.records(dm.Stake):
        if stake.net_debt and not any(claim.on for claim in stake.net_debt):
            yield context.finding(
                "debt-undated",
                "warning",
                (*path, "net_debt"),
                "net debt is that of a day: give it (on)",
                claims=context.accounts(stake.net_debt, (*path, "net_debt")),
            )


DATED = extend.Check(name="debt-undated", about="net debt without its day", rule=undated_debt)

DECLARATIONS = [LEVERAGE, DATED]
