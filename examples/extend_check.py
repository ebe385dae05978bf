"""A check of your own: a rule over the book, and its findings stand beside the others."""

from collections.abc import Iterator

import dealmodel as dm
from dealmodel import extend


def unhedged_stakes(context: extend.Context) -> Iterator[extend.Finding]:
    """A share that every source tells in whole per cent: nobody has looked at the filing."""
    for path, stake in context.records(dm.Stake):
        told = context.accounts(stake.share, (*path, "share"))
        if told and all(each.figure.granularity >= dm.figure("1%").granularity for each in told):
            says = ", ".join(f"{each.says} ({context.who(each)})" for each in told)
            yield context.finding(
                "share-unfiled", "info", (*path, "share"), f"{says}: look for a filing", claims=told
            )


FILED = extend.Check(
    name="share-unfiled",
    about="a share that no source gives to a tenth of a per cent",
    rule=unhedged_stakes,
)

with extend.registered(FILED):
    for finding in dm.check(dm.load_book("seeds")):
        if finding.code == FILED.name:
            print(f"{finding.severity} {finding.code} {finding.subject}: {finding.message}")
