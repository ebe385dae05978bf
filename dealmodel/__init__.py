"""dealmodel: a typed data model of corporate deal terms, and the calculator over it.

Each figure is held as its source printed it, with what its words can mean; every answer carries
bounds, formula, inputs, rate, date and source. Importing the package is cheap: a name is loaded
when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from dealmodel.arithmetic import operations_from
from dealmodel.errors import DealModelError
from dealmodel.version import __version__

if TYPE_CHECKING:
    from dealmodel.articles.drafting.draft import Draft
    from dealmodel.articles.drafting.reading import read
    from dealmodel.articles.relation import Relation, Review
    from dealmodel.articles.reviewing import review
    from dealmodel.books.bods.export import export_bods
    from dealmodel.books.bods.import_ import import_bods
    from dealmodel.books.drafting import draft_text
    from dealmodel.books.reading import load_book, read_book
    from dealmodel.books.writing import book_text
    from dealmodel.calculators.calculation import calc
    from dealmodel.calculators.capital import (
        held_after_rounds,
        market_value,
        post_money,
        share_of_all_shares,
        stake_from_shares,
        voting_power,
    )
    from dealmodel.calculators.conversion import convert
    from dealmodel.calculators.dilution import diluted_shares, if_converted, treasury_stock
    from dealmodel.calculators.interests import holders_of, interests_of
    from dealmodel.calculators.network import Network
    from dealmodel.calculators.offer import (
        offer_value,
        price_at_premium,
        reference_before_premium,
    )
    from dealmodel.calculators.ownership import EffectiveInterest, Ownership
    from dealmodel.calculators.receipts import equity_value, premium
    from dealmodel.calculators.reconciliation import Reconciliation, reconcile
    from dealmodel.calculators.returns import irr, multiple_of_money
    from dealmodel.calculators.selection import Selection, select
    from dealmodel.calculators.status import Status, status
    from dealmodel.calculators.third_of_three import paid_for, stake_bought
    from dealmodel.calculators.valuation import (
        Valuation,
        enterprise_value,
        equity_from_enterprise,
        implied_value,
        value_per_unit,
    )
    from dealmodel.calculators.volumes import (
        VolumeBasis,
        peer_volume,
        ratio,
        run_rate,
        volume_before,
    )
    from dealmodel.checks.catalogue import check
    from dealmodel.checks.finding import Finding
    from dealmodel.exports.table import Table
    from dealmodel.exports.tables.catalogue import table
    from dealmodel.exports.xlsx.writing import write_workbook
    from dealmodel.figures.bounds import Bounds
    from dealmodel.figures.figure import Figure
    from dealmodel.figures.hedges import HedgeRules
    from dealmodel.figures.reader import figure, find_figures
    from dealmodel.formulas.result import Result
    from dealmodel.rates.choice import RatesAt
    from dealmodel.rates.fallback import FallbackRates
    from dealmodel.rates.live import LiveRates
    from dealmodel.rates.rate import Conversion, Policy, Rate, RateSource
    from dealmodel.records.agreement import Agreement, Event
    from dealmodel.records.book import Book
    from dealmodel.records.capital import Capital
    from dealmodel.records.claim import Claim
    from dealmodel.records.growth import Growth
    from dealmodel.records.holding import StatedHolding
    from dealmodel.records.joint_venture import JointVenture
    from dealmodel.records.party import Fact, Party
    from dealmodel.records.price import Price
    from dealmodel.records.ratio import Ratio
    from dealmodel.records.source import Source
    from dealmodel.records.stake import Stake
    from dealmodel.records.volume import Volume
    from dealmodel.reports.citation import cite
    from dealmodel.reports.deriving import Report, report
    from dealmodel.reports.difference import Difference, diff
    from dealmodel.reports.receipt.receipt import Receipt, receipt
    from dealmodel.reports.receipt.verifying import Verified, verify
    from dealmodel.tables.conversion import convert_batches
    from dealmodel.tables.frames import columns, convert_frame

_HOMES = {
    "Agreement": "records.agreement",
    "Book": "records.book",
    "Bounds": "figures.bounds",
    "Capital": "records.capital",
    "Claim": "records.claim",
    "Conversion": "rates.rate",
    "Difference": "reports.difference",
    "Draft": "articles.drafting.draft",
    "EffectiveInterest": "calculators.ownership",
    "Event": "records.agreement",
    "Fact": "records.party",
    "FallbackRates": "rates.fallback",
    "Figure": "figures.figure",
    "Finding": "checks.finding",
    "Growth": "records.growth",
    "HedgeRules": "figures.hedges",
    "JointVenture": "records.joint_venture",
    "LiveRates": "rates.live",
    "Network": "calculators.network",
    "Ownership": "calculators.ownership",
    "Party": "records.party",
    "Policy": "rates.rate",
    "Price": "records.price",
    "Rate": "rates.rate",
    "RateSource": "rates.rate",
    "RatesAt": "rates.choice",
    "Ratio": "records.ratio",
    "Receipt": "reports.receipt.receipt",
    "Reconciliation": "calculators.reconciliation",
    "Relation": "articles.relation",
    "Report": "reports.deriving",
    "Result": "formulas.result",
    "Review": "articles.relation",
    "Selection": "calculators.selection",
    "Source": "records.source",
    "Stake": "records.stake",
    "StatedHolding": "records.holding",
    "Status": "calculators.status",
    "Table": "exports.table",
    "Valuation": "calculators.valuation",
    "Verified": "reports.receipt.verifying",
    "Volume": "records.volume",
    "VolumeBasis": "calculators.volumes",
    "book_text": "books.writing",
    "calc": "calculators.calculation",
    "check": "checks.catalogue",
    "cite": "reports.citation",
    "columns": "tables.frames",
    "convert": "calculators.conversion",
    "convert_batches": "tables.conversion",
    "convert_frame": "tables.frames",
    "diff": "reports.difference",
    "diluted_shares": "calculators.dilution",
    "draft_text": "books.drafting",
    "enterprise_value": "calculators.valuation",
    "equity_from_enterprise": "calculators.valuation",
    "equity_value": "calculators.receipts",
    "export_bods": "books.bods.export",
    "figure": "figures.reader",
    "find_figures": "figures.reader",
    "held_after_rounds": "calculators.capital",
    "holders_of": "calculators.interests",
    "if_converted": "calculators.dilution",
    "implied_value": "calculators.valuation",
    "import_bods": "books.bods.import_",
    "interests_of": "calculators.interests",
    "irr": "calculators.returns",
    "load_book": "books.reading",
    "market_value": "calculators.capital",
    "multiple_of_money": "calculators.returns",
    "offer_value": "calculators.offer",
    "paid_for": "calculators.third_of_three",
    "peer_volume": "calculators.volumes",
    "post_money": "calculators.capital",
    "premium": "calculators.receipts",
    "price_at_premium": "calculators.offer",
    "ratio": "calculators.volumes",
    "read": "articles.drafting.reading",
    "read_book": "books.reading",
    "receipt": "reports.receipt.receipt",
    "reconcile": "calculators.reconciliation",
    "reference_before_premium": "calculators.offer",
    "report": "reports.deriving",
    "review": "articles.reviewing",
    "run_rate": "calculators.volumes",
    "select": "calculators.selection",
    "share_of_all_shares": "calculators.capital",
    "stake_bought": "calculators.third_of_three",
    "stake_from_shares": "calculators.capital",
    "status": "calculators.status",
    "table": "exports.tables.catalogue",
    "treasury_stock": "calculators.dilution",
    "value_per_unit": "calculators.valuation",
    "verify": "reports.receipt.verifying",
    "volume_before": "calculators.volumes",
    "voting_power": "calculators.capital",
    "write_workbook": "exports.xlsx.writing",
}

__all__ = [
    "Agreement",
    "Book",
    "Bounds",
    "Capital",
    "Claim",
    "Conversion",
    "DealModelError",
    "Difference",
    "Draft",
    "EffectiveInterest",
    "Event",
    "Fact",
    "FallbackRates",
    "Figure",
    "Finding",
    "Growth",
    "HedgeRules",
    "JointVenture",
    "LiveRates",
    "Network",
    "Ownership",
    "Party",
    "Policy",
    "Price",
    "Rate",
    "RateSource",
    "RatesAt",
    "Ratio",
    "Receipt",
    "Reconciliation",
    "Relation",
    "Report",
    "Result",
    "Review",
    "Selection",
    "Source",
    "Stake",
    "StatedHolding",
    "Status",
    "Table",
    "Valuation",
    "Verified",
    "Volume",
    "VolumeBasis",
    "__version__",
    "book_text",
    "calc",
    "check",
    "cite",
    "columns",
    "convert",
    "convert_batches",
    "convert_frame",
    "diff",
    "diluted_shares",
    "draft_text",
    "enterprise_value",
    "equity_from_enterprise",
    "equity_value",
    "export_bods",
    "figure",
    "find_figures",
    "held_after_rounds",
    "holders_of",
    "if_converted",
    "implied_value",
    "import_bods",
    "interests_of",
    "irr",
    "load_book",
    "market_value",
    "multiple_of_money",
    "offer_value",
    "paid_for",
    "peer_volume",
    "post_money",
    "premium",
    "price_at_premium",
    "ratio",
    "read",
    "read_book",
    "receipt",
    "reconcile",
    "reference_before_premium",
    "report",
    "review",
    "run_rate",
    "select",
    "share_of_all_shares",
    "stake_bought",
    "stake_from_shares",
    "status",
    "table",
    "treasury_stock",
    "value_per_unit",
    "verify",
    "volume_before",
    "voting_power",
    "write_workbook",
]


def _operations() -> Any:
    """What ``+``, ``<`` and their like do on figures and results."""
    return importlib.import_module(f"{__name__}.formulas.operators")


operations_from(_operations)


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
