"""Citations: a footnote for each answer about one record of a book.

Only that record is derived, so that a large book answers fast. What cannot be derived, for want of
a rate, say, is a warning beside what can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.selection import Prefer
from dealmodel.dataclass import dataclass
from dealmodel.derivations.answers import Derived, Item, Refused, Stated
from dealmodel.derivations.calculated import derived
from dealmodel.derivations.kinds import BY_SECTION, OWNERSHIP
from dealmodel.derivations.ownership import of_book, ownership_of
from dealmodel.derivations.setting import Setting
from dealmodel.errors import (
    DataError,
    DealModelError,
    UnknownCurrency,
    UnknownReference,
    UsageError,
    nearest,
)
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.rate import Policy, PolicyKind, RateSource
from dealmodel.records.book import Book
from dealmodel.records.rates_of_record import rates_for
from dealmodel.reports.footnote import MARKDOWN, TEXT, Style, footnote

Form = Literal["text", "markdown"]

_SHOWN = 60
_STYLES: Mapping[Form, Style] = {"text": TEXT, "markdown": MARKDOWN}


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer and its footnote."""

    item: Item
    text: str

    def to_dict(self) -> dict[str, Any]:
        """The answer as a report has it, with its ``citation``."""
        return {**self.item.to_dict(), "citation": self.text}


@dataclass(frozen=True, slots=True)
class Citations:
    """The footnotes about ``subject``, at least one; ``warnings`` say what could not be derived."""

    subject: str
    citations: tuple[Citation, ...]
    warnings: tuple[str, ...]


@options_checked
def cite(
    book: Book,
    subject: str,
    *,
    name: str | None = None,
    to: str | Iterable[str] = (),
    form: Form = "text",
    rules: HedgeRules = USUAL,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt | None = None,
    prefer: Prefer | None = None,
) -> Citations:
    """A footnote for each answer about ``subject``: ``stakes.stellantis-in-leapmotor``, the same
    with a field behind it, or the id alone where only one section has it.

    ``name`` takes only the answers of that name (``implied_equity_value``), the term or the fact;
    ``to`` only money in those currencies, converted if need be. ``prefer`` chooses among claims as
    in :func:`~dealmodel.reports.deriving.report`.

    :raises UnknownReference: the book has no such subject, or it has no answer of that name.
    :raises UnknownCurrency: one of ``to`` is no currency.
    :raises UsageError: there are no such ``rates`` or ``policy``, or nothing to ``prefer`` by.
    :raises DataError: the book supports no answer about it, or a rate is missing.
    """
    if form not in get_args(Form):
        raise UsageError(f"form is {' or '.join(get_args(Form))}, not {repr(form)[:40]}")
    targets = (to,) if isinstance(to, str) else tuple(to)
    for currency in targets:
        if currency not in CURRENCIES:
            raise UnknownCurrency(currency, SUGGESTED)
    section, key = _found(book, subject)
    setting = Setting.of(book, targets, rules, rates_for(book, rates, policy, max_age), prefer)
    items: list[Item] = []
    refused: list[Refused] = []
    fault: DealModelError | None = None
    try:
        if section == OWNERSHIP:
            for each in of_book(ownership_of(setting), book, held=[key]):
                if isinstance(each, Refused):
                    refused.append(each)
                else:
                    items.append(each)
        else:
            kind = BY_SECTION[section]
            for item in derived(kind, key, kind.records(book)[key], setting):
                if isinstance(item, Refused):
                    refused.append(item)
                else:
                    items.append(item)
    except DealModelError as error:
        fault = error
    wanted = _field(subject, items) if name is None else _as_name(name)
    told = [each.warning for each in refused]
    if fault is not None:
        told.append(f"{section}.{key}: {fault.message}")
    absent = fault or next((each.why for each in refused), None)
    chosen = _chosen(f"{section}.{key}", items, wanted, targets, absent)
    notes = (footnote(item, book, _STYLES[form]) for item in chosen)
    if form == "markdown":
        notes = (f"[^{key}-{number}]: {note}" for number, note in enumerate(notes, start=1))
    return Citations(
        f"{section}.{key}",
        tuple(Citation(item, note) for item, note in zip(chosen, notes, strict=True)),
        tuple(dict.fromkeys(told)),
    )


def _found(book: Book, subject: str) -> tuple[str, str]:
    """The section and id of a subject."""
    section, _, path = subject.partition(".")
    key = path.partition(".")[0]
    if section in BY_SECTION and key in getattr(book, section):
        return section, key
    if section == OWNERSHIP and key in book.parties:
        return section, key
    holding = [name for name in BY_SECTION if subject in getattr(book, name)]
    if len(holding) == 1:
        return holding[0], subject
    if holding:
        several = [f"{name}.{subject}" for name in holding]
        raise UnknownReference(
            subject, f"{subject!r} is in several sections: give {' or '.join(several)}"
        )
    known = {f"{name}.{key}": key for name in BY_SECTION for key in getattr(book, name)}
    near = nearest(subject, known if "." in subject else known.values())
    named = [full for each in near for full, key in known.items() if each in (full, key)]
    example = f", such as {next(iter(known))}" if known and not named else ""
    raise UnknownReference(
        subject,
        f"there is no {subject[:_SHOWN]!r} in the book to cite: give a section and an id{example}",
        suggestions=tuple(dict.fromkeys(named))[:3],
    )


def _field(subject: str, items: Sequence[Item]) -> str | None:
    """The field behind a subject's id, ``paid`` in ``stakes.x.paid``, if answers go by its name."""
    field = next(iter(subject.split(".")[2:]), "")
    return field if any(field in _names(item) for item in items) else None


def _chosen(
    subject: str,
    items: Sequence[Item],
    name: str | None,
    targets: Sequence[str],
    fault: DealModelError | None,
) -> Sequence[Item]:
    """The items of that name and in those currencies; ``fault`` may be why there are none."""
    if not items:
        raise fault or DataError(f"nothing to cite: no source states a figure of {subject}")
    named = [item for item in items if name is None or name in _names(item)]
    if not named:
        known = list(dict.fromkeys(each for item in items for each in _names(item)))
        raise fault or UnknownReference(
            name or "",
            f"{subject} has no {(name or '')[:_SHOWN]!r}: it has {', '.join(known)}",
            suggestions=nearest(name or "", known),
        )
    chosen = [item for item in named if _is_in(item, targets)]
    if not chosen:
        raise fault or DataError(f"no answer about {subject} is in {' or '.join(targets)}")
    return chosen


def _names(item: Item) -> Iterator[str]:
    """What an item goes by: its name or, of a term or a fact, that one's own."""
    own = item.details.get("term") or item.details.get("fact") if isinstance(item, Stated) else None
    yield item.name
    if own:
        yield _as_name(own)


def _as_name(words: str) -> str:
    return words.strip().lower().replace(" ", "_").replace("-", "_")


def _is_in(item: Item, targets: Sequence[str]) -> bool:
    """Whether an item is an amount in one of the currencies, or no amount at all."""
    if not targets or isinstance(item, Stated):
        return True
    unit = item.result.unit if isinstance(item, Derived) else item.unit
    return set(unit.currencies) <= set(targets)
