"""Currencies that were replaced by another at a ratio fixed by law.

Two kinds. A currency that joined the euro converts at its irrevocable ratio from that day on and
never before, since until then it had a market rate. A redenominated currency is the same money
counted in larger units, so its ratio holds on every day: the lira of 2010 and the new lira of 2003
both convert.

Sources: Council Regulation (EC) No 2866/98 and the regulations that amended it, one a country;
the redenomination laws named in the table. Limits: the ratios are exact and so are our
conversions; the rounding rules of Council Regulation (EC) No 1103/97 (half up, and three decimals
in between) are not applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from dealmodel.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Replacement:
    """One unit of ``new`` took the place of ``ratio`` units of ``old`` on the day ``on``."""

    old: str
    new: str
    ratio: str
    on: date
    law: str

    @property
    def value(self) -> Fraction:
        return Fraction(self.ratio)

    @property
    def is_redenomination(self) -> bool:
        return self.new != "EUR"

    def holds_on(self, day: date) -> bool:
        return self.is_redenomination or day >= self.on

    @property
    def note(self) -> str:
        what = "" if self.is_redenomination else "irrevocable "
        return (
            f"{self.old} was replaced by {self.new} on {self.on}: "
            f"its {what}ratio of {self.ratio} {self.old} to 1 {self.new} is used"
        )


def _joined(year: int, law: str, ratios: str) -> Iterable[Replacement]:
    for line in ratios.strip().splitlines():
        old, ratio = line.split()
        yield Replacement(old, "EUR", ratio, date(year, 1, 1), f"Council Regulation {law}")


_ALL = (
    *_joined(
        1999,
        "(EC) No 2866/98",
        """
        ATS 13.7603
        BEF 40.3399
        DEM 1.95583
        ESP 166.386
        FIM 5.94573
        FRF 6.55957
        IEP 0.787564
        ITL 1936.27
        LUF 40.3399
        NLG 2.20371
        PTE 200.482
        """,
    ),
    *_joined(2001, "(EC) No 1478/2000", "GRD 340.750"),
    *_joined(2007, "(EC) No 1086/2006", "SIT 239.640"),
    *_joined(2008, "(EC) No 1135/2007", "CYP 0.585274"),
    *_joined(2008, "(EC) No 1134/2007", "MTL 0.429300"),
    *_joined(2009, "(EC) No 694/2008", "SKK 30.1260"),
    *_joined(2011, "(EU) No 671/2010", "EEK 15.6466"),
    *_joined(2014, "(EU) No 870/2013", "LVL 0.702804"),
    *_joined(2015, "(EU) No 851/2014", "LTL 3.45280"),
    *_joined(2023, "(EU) 2022/1208", "HRK 7.53450"),
    *_joined(2026, "(EU) 2025/1409", "BGN 1.95583"),
    Replacement("RUR", "RUB", "1000", date(1998, 1, 1), "Russian Presidential Decree No 822/1997"),
    Replacement(
        "BGL",
        "BGN",
        "1000",
        date(1999, 7, 5),
        "Bulgarian Law on the Redenomination of the Lev (1999)",
    ),
    Replacement("TRL", "TRY", "1000000", date(2005, 1, 1), "Turkish Law No 5083/2004"),
    Replacement("ROL", "RON", "10000", date(2005, 7, 1), "Romanian Law No 348/2004"),
)

REPLACED: dict[str, Replacement] = {each.old: each for each in _ALL}
"""By the currency that went."""

REDENOMINATED_FROM: dict[str, Replacement] = {
    each.new: each for each in _ALL if each.is_redenomination
}
"""By the currency that came, of those that are the same money in larger units."""

FIRST_DAY = date(1999, 1, 1)
"""No ratio is used by itself for a day before the euro."""
