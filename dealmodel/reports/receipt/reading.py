"""Finding a receipt in what carries one: JSON, text, Markdown, a page, a workbook's properties.

In text the receipt stands without a space, however its lines are broken, and in markup with its
quotes escaped: whitespace is taken out, escapes are undone, and the last one that is there counts,
since what a book says may look like one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any, NoReturn, cast

from dealmodel.errors import BadReceipt
from dealmodel.figures.hedges import Reading
from dealmodel.rates.stamp import RatesStamp
from dealmodel.reports.receipt.receipt import Receipt

_START = '{"version":'
_KEYS = ("version", "rules", "book_sha256", "rates", "reading", "options")
_RATES = ("source", "sha256", "last_day")
_DIGITS = frozenset("0123456789abcdef")


def read_receipt(text: str) -> Receipt:
    """The receipt in a text.

    >>> read_receipt(f'Report ... {Receipt("1.0", 2).text} the end').version
    '1.0'

    :raises BadReceipt: it carries none, or one that lacks something.
    """
    return receipt_from(_json(text) or _in_text(text))


def receipt_from(record: Mapping[str, Any]) -> Receipt:
    """The receipt that a JSON object is, or carries as its ``receipt``.

    :raises BadReceipt: it is none, and what is missing or wrong.
    """
    carried = record.get("receipt", record)
    if not isinstance(carried, Mapping):
        _refuse("the key 'receipt' holds no object")
    if "error" in record and carried is record:
        _refuse("this is an error, which has no receipt: give the JSON of an answer")
    missing = [key for key in _KEYS if key not in carried]
    if len(missing) == len(_KEYS):
        _refuse(
            "there is no receipt in it: give a receipt, or an answer with --json, a report or a "
            "workbook of dealmodel's, which carry one"
        )
    if missing:
        _refuse(f"the receipt lacks {', '.join(missing)}")
    version, rules, reading, options = (
        carried[key] for key in ("version", "rules", "reading", "options")
    )
    if not isinstance(version, str):
        _wrong("version", "a text such as '1.0.0'", version)
    if not isinstance(rules, int) or isinstance(rules, bool):
        _wrong("rules", "a whole number", rules)
    if reading not in ("usual", "strict"):
        _wrong("reading", "usual or strict", reading)
    if not isinstance(options, Mapping):
        _wrong("options", "an object", options)
    if not isinstance(options.get("locale", ""), str):
        _wrong("options.locale", "a language", options["locale"])
    parts = carried.get("book_parts")
    if parts is not None and not isinstance(parts, str):
        _wrong("book_parts", "a text or null", parts)
    return Receipt(
        version,
        rules,
        _digest("book_sha256", carried["book_sha256"]),
        _rates(carried["rates"]),
        cast("Reading", reading),
        dict(options),
        parts,
    )


def _json(text: str) -> Mapping[str, Any] | None:
    """The JSON object that the text is, if it is one."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, Mapping) else None


def _in_text(text: str) -> Mapping[str, Any]:
    """The last receipt that stands in the text; nothing where there is none."""
    plain = "".join(unescape(text).split())
    end = len(plain)
    while (start := plain.rfind(_START, 0, end)) >= 0:
        try:
            found, _ = json.JSONDecoder().raw_decode(plain, start)
        except (ValueError, RecursionError):
            end = start
            continue
        return cast("Mapping[str, Any]", found)
    return {}


def _rates(given: object) -> RatesStamp | None:
    if given is None:
        return None
    if not isinstance(given, Mapping):
        _wrong("rates", "an object or null", given)
    missing = [f"rates.{key}" for key in _RATES if key not in given]
    if missing:
        _refuse(f"the receipt lacks {', '.join(missing)}")
    source, last = given["source"], given["last_day"]
    if not isinstance(source, str):
        _wrong("rates.source", "a text", source)
    return RatesStamp(source, _digest("rates.sha256", given["sha256"]), _day(last))


def _day(given: object) -> date | None:
    if given is None:
        return None
    try:
        found = date.fromisoformat(cast("str", given))
    except (TypeError, ValueError):
        _wrong("rates.last_day", "a day such as 2025-04-25, or null", given)
    return found


def _digest(key: str, given: object) -> str | None:
    if given is None:
        return None
    if not isinstance(given, str) or len(given) != 64 or not set(given) <= _DIGITS:
        _wrong(key, "a SHA-256 of 64 hexadecimal digits, or null", given)
    return given


def _wrong(key: str, what: str, given: object) -> NoReturn:
    _refuse(f"the receipt's {key} is {what}, not {repr(given)[:60]}")


def _refuse(message: str) -> NoReturn:
    raise BadReceipt(message)
