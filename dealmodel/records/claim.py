"""A claim: what one source says, in its own few words.

``says`` is a figure as printed ("just over 300,000 cars"), or, where the field holds text, a few
words that are not read. Claims that disagree stand side by side. A figure is read once, when the
claim enters a record, and kept; once more where a book tells that its source prints numbers in
another convention than the record that stood alone could know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import BadValue, FigureError, InputError
from dealmodel.figures import reader
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules, Reading
from dealmodel.figures.reader import USUAL
from dealmodel.rates.period import Period
from dealmodel.rates.period_in_words import period_in_words
from dealmodel.rates.quoted import QuotedRate, quoted_rate
from dealmodel.records import expected
from dealmodel.records.expected import AS_PRINTED, Expected
from dealmodel.records.faults import raise_faults
from dealmodel.records.ids import Reference, SourceId
from dealmodel.records.locales import DEFAULT, Locales
from dealmodel.records.record import Record
from dealmodel.records.text import Locale, Text, When

_OPTION = re.compile(r"--locale (\w+)")


class Claim(Record):
    """What one source says."""

    says: Text = Field(description="The figure as printed, or a few words as printed.")
    source: SourceId = Field(description="Id of the source that says it.")
    by: Annotated[Text, Reference("parties", or_name=True)] | None = Field(
        default=None, description="Who said it: the id of a party, or a person's name."
    )
    on: When | None = Field(default=None, description="When it was said: day, month or year.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")
    locale: Locale | None = Field(
        default=None,
        description="Language whose separators, magnitudes and currency words the figure is "
        "printed in: de for 1.234,5. Its source's if not given.",
    )
    reading: Literal["usual", "strict"] | None = Field(
        default=None, description="How the hedge is read, whatever the reader's own setting."
    )
    bounds: tuple[Text | None, Text | None] | None = Field(
        default=None,
        description="Lowest and highest the figure can mean, each printed like the figure itself; "
        'empty for no bound. "more than 25%" and "less than 50%" leave the end itself out.',
    )
    exact: bool | None = Field(
        default=None, description="Yes: the figure means its printed value and nothing else."
    )

    _of: ClassVar[Expected] = AS_PRINTED
    _locale: ClassVar[Locale] = DEFAULT

    @property
    def read_in(self) -> Locale:
        """The locale that its figure is read in: its own, or the one that its book told it.

        >>> Claim(says="68,01%", source="faz", locale="de").read_in
        'de'
        """
        return self.locale or self._locale

    def figure(self, rules: HedgeRules = USUAL) -> Figure:
        """The figure, with its source named; of a pair, the one printed first.

        Raises :class:`FigureError` where the text is no figure, which a claim in a record that
        holds figures never is.

        >>> Claim(says="21%", source="cnbc").figure().value
        Fraction(21, 100)
        """
        return self.figures(rules)[0]

    def figures(self, rules: HedgeRules = USUAL) -> tuple[Figure, ...]:
        """The figure and the conversions printed with it, as in "109,800 yuan ($15,115)"; the same
        objects each time for the same rules."""
        if rules is USUAL or rules == USUAL:
            return self._usual
        kept = self.__dict__.get("_kept")
        if kept is None or kept[0] != rules:
            kept = self.__dict__["_kept"] = (rules, self._read(rules))
        found: tuple[Figure, ...] = kept[1]
        return found

    @cached_property
    def _usual(self) -> tuple[Figure, ...]:
        return self._read(USUAL)

    @property
    def aspect(self) -> tuple[str, ...]:
        """What the claim is about beside the field it stands in: claims on another aspect of it
        are not compared."""
        return ()

    def period(self) -> Period:
        """The day or period that it names, in words or as a date is written.

        Raises :class:`DateError` where it names none, which a claim in a record that holds dates
        never does.

        >>> str(Claim(says="the latter half of 2026", source="cnbc").period())
        '2026-H2'
        """
        return period_in_words(self.says)

    def rate(self) -> QuotedRate:
        """The rate of exchange that it states.

        Raises :class:`InputError` where it states none, which a claim in a record that holds rates
        never does.

        >>> str(Claim(says="7.10 CNY/USD", source="filing").rate().value)
        '71/10'
        """
        return quoted_rate(self.says, by=self.source)

    def saying(self, **keys: object) -> Claim:
        """The same claim in the same field with other ``keys``, its figure not read yet: asking for
        it raises :class:`FigureError` or :class:`BadValue` where the field cannot hold it.

        >>> Claim(says="21%", source="cnbc").saying(says="25%").figure().value
        Fraction(1, 4)
        """
        claim = self.model_copy(update=keys)
        claim.__dict__.pop("_usual", None)
        claim.__dict__.pop("_kept", None)
        return claim

    def _standing_in(self, of: Expected, locale: Locale) -> Claim:
        """The same claim in a field that holds ``of``, of a source that prints in ``locale``: its
        figure is read as such."""
        if of.reads_as_printed and self._of.reads_as_printed and locale == self.read_in:
            return self
        claim = self.model_copy()
        claim.__dict__.pop("_usual", None)
        claim.__dict__.pop("_kept", None)
        claim.__dict__ |= {"_of": of, "_locale": locale}
        return claim

    def _read(self, rules: HedgeRules) -> tuple[Figure, ...]:
        rules = self._own(rules)
        try:
            found = reader.figure_with_conversions(
                self._of.completed(self.says),
                rules=rules,
                locale=self.read_in,
                as_change=self._of.is_change,
            )
        except FigureError as error:
            raise _as_in_a_book(error) from None
        figures = tuple(self._of.taken(each).from_source(self.source) for each in found)
        return figures if self.bounds is None else self._bounded(figures)

    def _own(self, rules: HedgeRules) -> HedgeRules:
        """``rules`` with what the claim itself, or the field it stands in, says of its reading."""
        if self.reading is None and self.exact is None and self._of.reads_as_printed:
            return rules
        return _varied(
            rules,
            self.reading or rules.reading,
            rules.exact or self._of.exact if self.exact is None else self.exact,
            rules.signed or self._of.signed,
        )

    def _bounded(self, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """The first figure with the claim's own bounds."""
        first, *others = figures
        low, high = (None if end is None else self._end(end, first) for end in self.bounds or ())
        start, start_open = _limit(low, "more_than")
        end, end_open = _limit(high, "less_than")
        is_open = start_open or end_open
        if start is not None and end is not None and (start > end or (start == end and is_open)):
            raise BadValue(str(self.bounds), "the first is higher: write [low, high]")
        bounds = Bounds(start, end, start_open, end_open)
        return (first.with_bounds(bounds, "bounds stated in the claim"), *others)

    def _end(self, text: str, figure: Figure) -> Figure:
        """One end of the stated bounds of ``figure``, as printed."""
        try:
            end = self._of.taken(
                reader.figure(
                    text,
                    rules=HedgeRules(exact=True),
                    locale=self.read_in,
                    as_change=self._of.is_change,
                )
            )
        except FigureError as error:
            raise BadValue(text, _as_in_a_book(error).message) from None
        is_bare_count = figure.kind == "count" and end.kind == "number"
        is_alike = end.kind == figure.kind and end.unit.same_as(figure.unit)
        if end.value is None or not (is_alike or is_bare_count):
            message = f"{text!r}: write a bound like the figure itself, {figure.verbatim!r}"
            raise BadValue(text, message)
        return end


@lru_cache(maxsize=256)
def _varied(rules: HedgeRules, reading: Reading, exact: bool, signed: bool) -> HedgeRules:
    """Rules that differ from ``rules`` in these; made once, as all claims of a field ask for the
    same."""
    return replace(rules, reading=reading, exact=exact, signed=signed)


def _limit(end: Figure | None, beyond: str) -> tuple[Fraction | None, bool]:
    """The value of a stated end, and whether its hedge leaves the value itself out."""
    return (None, False) if end is None else (end.value, end.hedge == beyond)


def _as_in_a_book(error: FigureError) -> FigureError:
    """The error with what helps in a book in the place of a command's option."""
    error.message = _OPTION.sub(r"'locale: \1' in the claim or its source", error.message)
    error.args = (error.message,)
    return error


@dataclass(frozen=True, slots=True)
class ClaimsOf:
    """One claim or a list of them, kept as a tuple; ``of`` is what their figures must be.
    ``names``: each is a date in words, or a rate of exchange."""

    of: Expected | None = None
    names: Literal["date", "rate"] | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        claim = handler.generate_schema(get_args(source)[0])
        claim = core_schema.with_info_after_validator_function(self._read, claim)
        many = core_schema.tuple_variable_schema(claim)
        either = core_schema.union_schema([claim, many])
        return core_schema.no_info_before_validator_function(
            _listed, many, json_schema_input_schema=either
        )

    def _read(self, claim: Claim, info: ValidationInfo) -> Claim:
        locale: Locale | None = claim.read_in
        if isinstance(info.context, Locales):
            locale = info.context.of_claim(claim.locale, claim.source)
        if locale is None:  # the source's own is at fault: what its figures are nobody knows
            return claim
        claim = claim._standing_in(self.of or AS_PRINTED, locale)
        if self.of is not None:
            raise_faults("Claim", _faults(claim, self.of))
        elif self.names is not None:
            raise_faults("Claim", _faults_of_words(claim, self.names))
        return claim


def holds_figures(mark: object) -> bool | None:
    """Whether a field with this mark in its type holds figures, or words; ``None`` where the mark
    is not that of claims."""
    return mark.of is not None if isinstance(mark, ClaimsOf) else None


def _faults(claim: Claim, of: Expected) -> list[tuple[tuple[str], InputError]]:
    try:
        figures = claim.figures()
    except FigureError as error:
        return [(("says",), error)]
    except BadValue as error:
        return [(("bounds",), error)]
    return [(("says",), fault) for fault in map(of.fault, figures) if fault is not None]


def not_negative(field: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a field of money, which what it measures keeps at or above 0; raises as a
    validator does."""
    standing = tuple(claim._standing_in(expected.MONEY, claim.read_in) for claim in claims)
    raise_faults(
        "Claim",
        (
            ((field, index, *path), error)
            for index, claim in enumerate(standing)
            for path, error in _faults(claim, expected.MONEY)
        ),
    )
    return standing


def _faults_of_words(
    claim: Claim, names: Literal["date", "rate"]
) -> list[tuple[tuple[str], InputError]]:
    try:
        claim.period() if names == "date" else claim.rate()
    except InputError as error:
        return [(("says",), error)]
    return []


def _listed(value: object) -> object:
    if value is None:
        return ()
    return (value,) if isinstance(value, dict | Claim) else value


TextClaims = Annotated[Sequence[Claim], ClaimsOf()]
VoteClaims = Annotated[Sequence[Claim], ClaimsOf(expected.VOTES)]
PriceClaims = Annotated[Sequence[Claim], ClaimsOf(expected.PRICE)]
ShareClaims = Annotated[Sequence[Claim], ClaimsOf(expected.SHARE)]
PartClaims = Annotated[Sequence[Claim], ClaimsOf(expected.PART)]
MoneyClaims = Annotated[Sequence[Claim], ClaimsOf(expected.MONEY)]
SignedMoneyClaims = Annotated[Sequence[Claim], ClaimsOf(expected.SIGNED_MONEY)]
CountClaims = Annotated[Sequence[Claim], ClaimsOf(expected.COUNT)]
RatioClaims = Annotated[Sequence[Claim], ClaimsOf(expected.RATIO)]
TaxRateClaims = Annotated[Sequence[Claim], ClaimsOf(expected.TAX_RATE)]
GrowthClaims = Annotated[Sequence[Claim], ClaimsOf(expected.GROWTH)]
DurationClaims = Annotated[Sequence[Claim], ClaimsOf(expected.DURATION)]
ReceiptClaims = Annotated[Sequence[Claim], ClaimsOf(expected.SHARES_PER_RECEIPT)]
CountOfOneClaims = Annotated[Sequence[Claim], ClaimsOf(expected.COUNT_OF_ONE)]
SeatClaims = Annotated[Sequence[Claim], ClaimsOf(expected.SEATS)]
RateClaims = Annotated[Sequence[Claim], ClaimsOf(names="rate")]
DateClaims = Annotated[Sequence[Claim], ClaimsOf(names="date")]
FigureClaims = Annotated[Sequence[Claim], ClaimsOf(expected.ANYTHING)]
