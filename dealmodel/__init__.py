"""dealmodel: a typed data model of corporate deal terms, and the calculator over it.

Each figure is held as its source printed it, with what its words can mean; every answer carries
bounds, formula, inputs, rate, date and source. Importing the package is cheap: a name is loaded
when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from dealmodel.errors import DealModelError

if TYPE_CHECKING:
    from dealmodel.books.reading import load_book, read_book
    from dealmodel.calculators.calculation import calc
    from dealmodel.calculators.conversion import convert
    from dealmodel.calculators.valuation import (
        Valuation,
        enterprise_value,
        equity_from_enterprise,
        equity_value,
        implied_value,
        premium,
        value_per_unit,
    )
    from dealmodel.calculators.volumes import (
        VolumeBasis,
        peer_volume,
        ratio,
        run_rate,
        volume_before,
    )
    from dealmodel.figures.bounds import Bounds
    from dealmodel.figures.figure import Figure
    from dealmodel.figures.hedges import HedgeRules
    from dealmodel.figures.reader import figure, find_figures
    from dealmodel.formulas.result import Result
    from dealmodel.rates.rate import Conversion, Policy, Rate, RateSource
    from dealmodel.records.agreement import Agreement, Event
    from dealmodel.records.book import Book
    from dealmodel.records.claim import Claim
    from dealmodel.records.growth import Growth
    from dealmodel.records.joint_venture import JointVenture
    from dealmodel.records.party import Fact, Party
    from dealmodel.records.price import Price
    from dealmodel.records.ratio import Ratio
    from dealmodel.records.source import Source
    from dealmodel.records.stake import Stake
    from dealmodel.records.volume import Volume
    from dealmodel.reports.deriving import Report, report

__version__ = "0.1.0"

_HOMES = {
    "Agreement": "records.agreement",
    "Book": "records.book",
    "Bounds": "figures.bounds",
    "Claim": "records.claim",
    "Conversion": "rates.rate",
    "Event": "records.agreement",
    "Fact": "records.party",
    "Figure": "figures.figure",
    "Growth": "records.growth",
    "HedgeRules": "figures.hedges",
    "JointVenture": "records.joint_venture",
    "Party": "records.party",
    "Policy": "rates.rate",
    "Price": "records.price",
    "Rate": "rates.rate",
    "RateSource": "rates.rate",
    "Ratio": "records.ratio",
    "Report": "reports.deriving",
    "Result": "formulas.result",
    "Source": "records.source",
    "Stake": "records.stake",
    "Valuation": "calculators.valuation",
    "Volume": "records.volume",
    "VolumeBasis": "calculators.volumes",
    "calc": "calculators.calculation",
    "convert": "calculators.conversion",
    "enterprise_value": "calculators.valuation",
    "equity_from_enterprise": "calculators.valuation",
    "equity_value": "calculators.valuation",
    "figure": "figures.reader",
    "find_figures": "figures.reader",
    "implied_value": "calculators.valuation",
    "load_book": "books.reading",
    "peer_volume": "calculators.volumes",
    "premium": "calculators.valuation",
    "ratio": "calculators.volumes",
    "read_book": "books.reading",
    "report": "reports.deriving",
    "run_rate": "calculators.volumes",
    "value_per_unit": "calculators.valuation",
    "volume_before": "calculators.volumes",
}

__all__ = [
    "Agreement",
    "Book",
    "Bounds",
    "Claim",
    "Conversion",
    "DealModelError",
    "Event",
    "Fact",
    "Figure",
    "Growth",
    "HedgeRules",
    "JointVenture",
    "Party",
    "Policy",
    "Price",
    "Rate",
    "RateSource",
    "Ratio",
    "Report",
    "Result",
    "Source",
    "Stake",
    "Valuation",
    "Volume",
    "VolumeBasis",
    "__version__",
    "calc",
    "convert",
    "enterprise_value",
    "equity_from_enterprise",
    "equity_value",
    "figure",
    "find_figures",
    "implied_value",
    "load_book",
    "peer_volume",
    "premium",
    "ratio",
    "read_book",
    "report",
    "run_rate",
    "value_per_unit",
    "volume_before",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
