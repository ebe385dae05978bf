"""A deal book: what sources say about one subject, record by record.

``Book(...)`` builds one from records, ``Book.build(data)`` from the mappings that a file holds.
Both raise one :class:`BookError` with every problem: what a record lacks, figures that cannot be
what their field holds, ids that nothing has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self, get_args, get_origin

from pydantic import Field, PrivateAttr, model_validator

from dealmodel.errors import BookError, BookProblem, UnknownKey
from dealmodel.records.accounts import Accounts
from dealmodel.records.additions import Addition, with_additions
from dealmodel.records.agreement import Agreement
from dealmodel.records.capital import Capital, chain_faults
from dealmodel.records.claim import Claim
from dealmodel.records.containers import Fixed, Many, Section
from dealmodel.records.deal import Deal
from dealmodel.records.editions import FIELD as FORMAT
from dealmodel.records.editions import OLDEST, Edition, check_format
from dealmodel.records.faults import raise_faults
from dealmodel.records.financial import Financial
from dealmodel.records.fiscal import with_fiscal_days
from dealmodel.records.growth import Growth
from dealmodel.records.holding import StatedHolding
from dealmodel.records.joint_venture import JointVenture
from dealmodel.records.locales import DEFAULT, Locales, checked, with_default
from dealmodel.records.party import Party
from dealmodel.records.places import Places, located_in_file
from dealmodel.records.price import Price
from dealmodel.records.rates_of_record import RatesOfRecord
from dealmodel.records.ratio import Ratio
from dealmodel.records.record import Record
from dealmodel.records.references import unknown_references
from dealmodel.records.review import Review
from dealmodel.records.source import Source
from dealmodel.records.stake import Stake
from dealmodel.records.text import CurrencyCode, Locale, Text, When
from dealmodel.records.volume import Volume


class Book(Record):
    """Sources, parties and what is said of their deals.

    >>> book = Book(
    ...     book="Leapmotor",
    ...     sources={"cnbc": Source(publisher="CNBC")},
    ...     parties={"a": Party(name="A", kind="company"), "b": Party(name="B", kind="company")},
    ...     stakes={
    ...         "a-in-b": Stake(
    ...             investor="a", investee="b", share=[Claim(says="21%", source="cnbc")]
    ...         )
    ...     },
    ... )
    >>> book.stakes["a-in-b"].share[0].figure().value
    Fraction(21, 100)
    """

    book: Text = Field(description="Title of the book.")
    currency: CurrencyCode = Field(
        default="USD", description="Currency that derived money is shown in, beside its own."
    )
    as_of: When | None = Field(default=None, description="The date that the book speaks of.")
    format: Edition = Field(
        default=str(OLDEST), description="Format of the file: 1 if not given, 2 is the newest."
    )
    rules: Edition | None = Field(
        default=None, description="Which meaning of hedges the book was looked through with: 2."
    )
    rates: RatesOfRecord | None = Field(
        default=None, description="File of the exchange rates that money is converted at."
    )
    sources: Section[Source] = Field(default_factory=Fixed, description="Texts that were read.")
    parties: Section[Party] = Field(default_factory=Fixed, description="Who takes part in deals.")
    stakes: Section[Stake] = Field(default_factory=Fixed, description="Who bought what, for what.")
    deals: Section[Deal] = Field(
        default_factory=Fixed, description="Transactions, of which stakes can be the legs."
    )
    joint_ventures: Section[JointVenture] = Field(
        default_factory=Fixed, description="Joint ventures and their holders."
    )
    holdings: Section[StatedHolding] = Field(
        default_factory=Fixed, description="Who held what on a day, as stated."
    )
    capital: Section[Capital] = Field(
        default_factory=Fixed, description="How many shares there are, by class and day."
    )
    prices: Section[Price] = Field(default_factory=Fixed, description="Prices of products.")
    volumes: Section[Volume] = Field(
        default_factory=Fixed, description="Units sold, delivered, made or ordered."
    )
    financials: Section[Financial] = Field(
        default_factory=Fixed, description="Revenue, earnings, debt and cash from accounts."
    )
    growth: Section[Growth] = Field(default_factory=Fixed, description="Growth of volumes.")
    ratios: Section[Ratio] = Field(default_factory=Fixed, description="Ratios that sources state.")
    agreements: Section[Agreement] = Field(
        default_factory=Fixed, description="Agreements, their terms and their status."
    )
    claims: Many[Addition] = Field(
        default=(),
        description="Claims and events on records that stand elsewhere in the book, each with what "
        "it is about. They are put into those records.",
    )
    reviews: Many[Review] = Field(default=(), description="Findings of check that are signed off.")

    _places: Places = PrivateAttr(default_factory=Places)
    _sha256: str | None = PrivateAttr(default=None)
    _locale: Locale = PrivateAttr(default=DEFAULT)
    _problems: tuple[BookProblem, ...] = PrivateAttr(default=())
    _moved: Mapping[tuple[str | int, ...], tuple[str | int, ...]] = PrivateAttr(
        default_factory=dict
    )
    _folder: Path = PrivateAttr(default_factory=Path)

    def __init__(self, /, **fields: Any) -> None:
        locales = Locales.of(fields.get("sources"))
        self._fill({name: _opened(value, locales) for name, value in fields.items()}, locales)
        self._places = Places(moved=self._moved)

    def _fill(self, fields: dict[str, Any], context: object) -> None:
        """Take in ``fields``, with what is added to records in its place."""
        check_format(fields)
        fields, moved, problems = with_additions(fields, SECTIONS)
        try:
            super()._fill(fields, context)
        except BookError as error:
            found = (_as_written(problem, moved) for problem in error.problems)
            raise BookError([*problems, *found]) from None
        if problems:
            raise BookError(problems)
        self._moved = moved

    @classmethod
    def build(
        cls,
        data: Mapping[str, Any],
        *,
        places: Places | None = None,
        sha256: str | None = None,
        locale: str = DEFAULT,
        problems: Sequence[BookProblem] = (),
        folder: Path | None = None,
    ) -> Self:
        """The book that ``data`` holds, with where its parts stand and the digest of its files;
        ``locale`` is that of the sources that state none, ``problems`` what was left out of it.
        ``folder`` is where its files lie, for those that it names.

        Raises :class:`BookError` with every problem, each at its place.
        """
        default = checked(locale)
        places = places or Places()
        fields = {str(key): value for key, value in data.items()}
        if default != DEFAULT:
            fields["sources"] = with_default(fields.get("sources"), default)
        book = cls.__new__(cls)
        try:
            book._fill(fields, Locales.of(fields.get("sources"), default))
        except BookError as error:
            raise BookError([_located(problem, places) for problem in error.problems]) from None
        book._places = Places(places.entries, book._moved)
        book._sha256, book._problems = sha256, tuple(problems)
        book._folder = folder or Path()
        book._locale = default
        return book

    @property
    def places(self) -> Places:
        """Where each part stands in the book's files."""
        return self._places

    @property
    def sha256(self) -> str | None:
        """The digest of the files that the book was read from."""
        return self._sha256

    @property
    def locale(self) -> Locale:
        """The locale that it was read in: that of the sources that state none."""
        return self._locale

    @property
    def folder(self) -> Path:
        """The folder that the paths of files are told from: its own, or where the program runs."""
        return self._folder

    @property
    def problems(self) -> tuple[BookProblem, ...]:
        """What was wrong with it and is left out, where it was read all the same."""
        return self._problems

    @cached_property
    def legs(self) -> Mapping[str, Mapping[str, Stake]]:
        """The stakes that are legs of each deal, by the deal's id and then their own."""
        found: dict[str, dict[str, Stake]] = {}
        for key, stake in self.stakes.items():
            if stake.deal is not None:
                found.setdefault(stake.deal, {})[key] = stake
        return found

    @cached_property
    def purchases(self) -> Mapping[tuple[str, str], Mapping[str, Stake]]:
        """The stakes that each party bought in each company, by the two ids and then their own."""
        return _by_party(self.stakes, lambda stake: stake.investor)

    @cached_property
    def sales(self) -> Mapping[tuple[str, str], Mapping[str, Stake]]:
        """The stakes that each party sold, likewise."""
        return _by_party(self.stakes, lambda stake: stake.seller)

    @cached_property
    def accounts(self) -> Accounts:
        """The financials by whose they are, what of and when."""
        return Accounts.of(self.financials)

    def __repr__(self) -> str:
        held = {name: len(getattr(self, name)) for name in SECTIONS}
        counts = ", ".join(f"{count} {name}" for name, count in held.items() if count)
        return f"<Book {self.book!r:.60}: {counts or 'empty'}>"

    def __eq__(self, other: object) -> bool:
        """Books are equal that say the same, wherever they were read and in which format."""
        if not isinstance(other, Book):
            return NotImplemented
        told = (name for name in Book.model_fields if name != FORMAT)
        return all(getattr(self, name) == getattr(other, name) for name in told)

    def __hash__(self) -> int:
        return hash((self.book, *(tuple(getattr(self, section)) for section in SECTIONS)))

    @model_validator(mode="after")
    def _references_resolve(self) -> Self:
        sections = {name: getattr(self, name) for name in SECTIONS}
        told, unreadable = with_fiscal_days(sections)
        problems = (*unknown_references(SECTIONS, sections), *unreadable)
        faults = ((problem.path, problem.cause) for problem in problems)
        raise_faults("Book", (*faults, *chain_faults(self.capital)))
        self.__dict__.update(told)
        return self

    @classmethod
    def _problems_beside(cls, fields: Mapping[str, Any], /) -> list[BookProblem]:
        """The unknown references, which pydantic looks for only where all records are sound."""
        given = {name: fields.get(name) or {} for name in SECTIONS}
        readable = {name: part for name, part in given.items() if isinstance(part, Mapping)}
        return unknown_references(SECTIONS, readable)


def _by_party(
    stakes: Mapping[str, Stake], whose: Callable[[Stake], str | None]
) -> Mapping[tuple[str, str], Mapping[str, Stake]]:
    found: dict[tuple[str, str], dict[str, Stake]] = {}
    for key, stake in stakes.items():
        party = whose(stake)
        if party is not None:
            found.setdefault((party, stake.investee), {})[key] = stake
    return found


def _sections() -> Iterator[tuple[str, type[Record]]]:
    for name, field in Book.model_fields.items():
        if get_origin(field.annotation) is Mapping:
            yield name, get_args(field.annotation)[1]


SECTIONS: Mapping[str, type[Record]] = dict(_sections())
"""The sections of a book, and what each one holds: its fields that hold records by their id."""


LISTS = ("claims", "reviews")
"""The keys at the top that hold a list, to which every file of a book may add."""


def _opened(value: Any, locales: Locales) -> Any:
    """``value`` with the records in it that read figures in other locales than the book's as
    mappings, so that they are read again."""
    if isinstance(value, Record) and not isinstance(value, Claim):
        if not _reads_otherwise(value, locales):
            return value
        return {name: _opened(getattr(value, name), locales) for name in value.model_fields_set}
    if isinstance(value, Mapping):
        return {key: _opened(part, locales) for key, part in value.items()}
    return value


def _reads_otherwise(value: Any, locales: Locales) -> bool:
    if isinstance(value, Claim):
        return value.read_in != locales.of_claim(value.locale, value.source)
    if isinstance(value, Record):
        return any(
            _reads_otherwise(getattr(value, name), locales) for name in value.model_fields_set
        )
    parts = value.values() if isinstance(value, Mapping) else value
    return (
        isinstance(parts, Iterable)
        and not isinstance(parts, str)
        and any(_reads_otherwise(part, locales) for part in parts)
    )


def _as_written(
    problem: BookProblem, moved: Mapping[tuple[str | int, ...], tuple[str | int, ...]]
) -> BookProblem:
    return BookProblem(located_in_file(problem.path, moved), problem.cause)


def _located(problem: BookProblem, places: Places) -> BookProblem:
    at_key = isinstance(problem.cause, UnknownKey)
    return BookProblem(problem.path, problem.cause, where=places.of(problem.path, at_key=at_key))
