"""How to add to dealmodel from outside: a calculator, a check, a source of rates, a format.

Each is one declaration. :func:`register` adds it for as long as the program runs,
:func:`registered` within a ``with`` statement; an installed package adds its own through the
entry-point group ``dealmodel``, whose values are declarations or lists of them::

    [project.entry-points.dealmodel]
    multiples = "my_package:DECLARATIONS"

A :class:`Calculator` shows in reports, footnotes, differences, tables and workbooks, and is a
command of its own; a :class:`Check` in ``check``, reports and the Findings sheet; :class:`Rates`
wherever ``--rates`` or ``rates=`` is; a :class:`Format` in ``export``. A declaration that is not
complete is refused with what it lacks.

>>> Check(name="no-price")
Traceback (most recent call last):
dealmodel.errors.ExtensionError: Check 'no-price': it lacks about, rule: give what is missing
"""

from __future__ import annotations

from dealmodel.calculators.declared import Calculator as Calculator
from dealmodel.calculators.declared import calculators as calculators
from dealmodel.checks.context import Context as Context
from dealmodel.checks.declared import Check as Check
from dealmodel.checks.finding import Finding as Finding
from dealmodel.exports.declared import Format as Format
from dealmodel.extensions import register as register
from dealmodel.extensions import registered as registered
from dealmodel.rates.declared import Rates as Rates
from dealmodel.reports.deriving import Report as Report

__all__ = [
    "Calculator",
    "Check",
    "Context",
    "Finding",
    "Format",
    "Rates",
    "Report",
    "calculators",
    "register",
    "registered",
]
