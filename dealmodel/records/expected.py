"""What the figures of a field must be: their kinds and limits.

``fault`` says what is wrong with a figure and what to write instead. A stake is above 0 and at
most 100 %; a plain number between 0 and 1 is read as a fraction of the whole, which a check points
out, and any other is never taken for a percentage. Growth may be printed as a bare percentage
("104 %") and is read as growth all the same.
"""

from __future__ import annotations

from fractions import Fraction

from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import BadValue, InputError, OutOfRange
from dealmodel.figures.bounds import Bounds, overlap, point
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure, Kind
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.wholes import is_of_a_class, is_of_votes, may_be_the_company

_ZERO, _ONE = Fraction(0), Fraction(1)
_AMOUNTS: frozenset[Kind] = frozenset(["money", "count"])
_TWO_NUMBERS = lazy_pattern(r"\S+ (?:out )?of (?:the )?\S+")
_ANY = Bounds(None, None)
_WHOLE = Bounds(_ZERO, _ONE)
_POSITIVE = Bounds(_ZERO, None, low_open=True)
_NOT_NEGATIVE = Bounds(_ZERO, None)


@dataclass(frozen=True, slots=True)
class Expected:
    """A field's figures: what they are called, their kinds, examples and limits.

    ``signed``: can be negative. ``read_as``: the kind that any of ``kinds`` is taken for.
    ``plain_as``: the kind that a plain number between 0 and 1 is taken for. ``exact``: a contract
    term, which means its printed value and nothing else; ``bare_is_exact``: so does one without a
    hedge, as the rate of a tax. ``of_one``: an amount for one share, car or month may stand here.
    ``of_votes``: the share is one of the votes. ``noun_of_two``: what two bare numbers count, as in
    "two of nine".
    """

    noun: str
    example: str
    kinds: frozenset[Kind] | None = None
    limits: Bounds = _ANY
    limits_in_words: str = ""
    signed: bool = False
    read_as: Kind | None = None
    plain_as: Kind | None = None
    exact: bool = False
    bare_is_exact: bool = False
    of_one: bool = False
    of_votes: bool | None = None
    noun_of_two: str = ""
    of_a_class: bool = False

    def taken(self, figure: Figure) -> Figure:
        """``figure`` as this field takes it."""
        if self.bare_is_exact and figure.hedge == "none" and figure.value is not None:
            return figure.with_bounds(point(figure.value), "a rate means its printed value")
        if self.plain_as and figure.kind == "number" and figure.value and 0 < figure.value < 1:
            return replace(figure, kind=self.plain_as)
        if self.of_votes is not None and figure.kind == "ratio":
            return as_share(figure)
        if self.read_as is None or figure.kind == self.read_as or not self._has_kind(figure):
            return figure
        return replace(figure, kind=self.read_as)

    def completed(self, says: str) -> str:
        """What a claim says, with the noun that a field lets it leave out.

        >>> SEATS.completed("two of nine"), SHARE.completed("two of nine")
        ('two of nine seats', 'two of nine')
        """
        if not self.noun_of_two or not _TWO_NUMBERS.fullmatch(says):
            return says
        return f"{says} {self.noun_of_two}"

    @property
    def is_change(self) -> bool:
        """Whether the figures are changes, so that a bare percentage is one."""
        return self.read_as == "growth"

    @property
    def reads_as_printed(self) -> bool:
        """Whether figures are taken as they are read anywhere."""
        special = self.exact or self.bare_is_exact or self.read_as or self.plain_as
        return not (self.signed or special or self.noun_of_two)

    def fault(self, figure: Figure) -> InputError | None:
        """What is wrong with ``figure`` here, if anything is.

        >>> from dealmodel.figures.reader import figure
        >>> SHARE.fault(figure("$5")).message
        "'$5' is money; a share of the whole is needed, such as 21% or a tenth"
        """
        fits = _fits(figure, self.limits)
        # "-5%" reads as growth; as a share it is out of range rather than of another kind.
        if not self._has_kind(figure) and (fits or figure.kind != "growth"):
            return BadValue(figure.verbatim, self._wrong_kind(figure))
        if fits:
            return self._misplaced(figure)
        return OutOfRange(
            self.noun, figure.verbatim, f"{figure.verbatim!r}: {self.noun} {self.limits_in_words}"
        )

    def _has_kind(self, figure: Figure) -> bool:
        return self.kinds is None or figure.kind in self.kinds

    def _misplaced(self, figure: Figure) -> InputError | None:
        """What is wrong with a figure that is one of something, or of another whole."""
        if figure.per is not None and not self.of_one:
            return BadValue(
                figure.verbatim,
                f"{figure.verbatim!r} is per {figure.per}; {self.noun} in all is needed, such as "
                f"{self.example}",
            )
        if figure.is_amount_of_change and self.kinds and self.kinds & _AMOUNTS:
            return BadValue(
                figure.verbatim,
                f"{figure.verbatim!r} is the amount by which something changed; {self.noun} in all "
                f"is needed, such as {self.example}",
            )
        if self.of_votes is None or figure.of is None:
            return None
        if is_of_votes(figure.of):
            if self.of_votes:
                return None
            return BadValue(
                figure.verbatim,
                f"{figure.verbatim!r} is of the {figure.of}, which is no share of the company: "
                "write it under votes",
            )
        if is_of_a_class(figure.of) and self.of_a_class:
            return None
        if not may_be_the_company(figure.of):
            return BadValue(
                figure.verbatim,
                f"{figure.verbatim!r} is of {figure.of}, which is no share of the company: "
                f"{self.noun} is needed, such as {self.example}",
            )
        if is_of_a_class(figure.of):
            return BadValue(
                figure.verbatim,
                f"{figure.verbatim!r} is of its {figure.of}, which is no share of the company: "
                "that takes the number of shares of every class",
            )
        return None

    def _wrong_kind(self, figure: Figure) -> str:
        needed = f"{self.noun} is needed, such as {self.example}"
        if figure.kind == "number" and self.kinds is not None and "share" in self.kinds:
            return f"{figure.verbatim!r} is a plain number; {needed}{_as_percentage(figure)}"
        kind = figure.kind if figure.kind in ("money", "growth") else f"a {figure.kind}"
        return f"{figure.verbatim!r} is {kind}; {needed}"


def as_share(figure: Figure) -> Figure:
    """A ratio taken for a share of a whole, which ends at the whole.

    >>> from dealmodel.figures.reader import figure
    >>> as_share(figure("more than half")).bounds
    (1/2, 1]
    """
    within = overlap(figure.bounds, _WHOLE)
    if within is None or figure.kind != "ratio":
        return figure
    return replace(figure, kind="share", bounds=within)


def _as_percentage(figure: Figure) -> str:
    """The percentages that a plain number may be meant for."""
    value = figure.value
    if value is None or not 0 < value <= 100:
        return ""
    proposals = [f"{decimal_text(value)}%"]
    if value <= 1:
        proposals.insert(0, f"{decimal_text(value * 100)}%")
    return f". Write {' or '.join(proposals)} if that is meant"


def _fits(figure: Figure, limits: Bounds) -> bool:
    """Whether what is printed, and something of what it can mean, lies within ``limits``."""
    value, low, high = figure.value, figure.bounds.low, figure.bounds.high
    if value is not None:
        if value not in limits:
            return False
        if value not in (limits.low, limits.high) and value in figure.bounds:
            return True
    elif not (_reaches(low, limits.low, 1) and _reaches(high, limits.high, -1)):
        return False
    return overlap(figure.bounds, limits) is not None


def _reaches(end: Fraction | None, limit: Fraction | None, sign: int) -> bool:
    """Whether an end of a range is on the inner side of the limit, or on it."""
    return limit is None or (end is not None and sign * end >= sign * limit)


SHARE = Expected(
    noun="a share of the whole",
    example="21% or a tenth",
    kinds=frozenset({"share", "ratio"}),
    limits=Bounds(_ZERO, _ONE, low_open=True),
    limits_in_words="is above 0 and at most 100%",
    plain_as="share",
    of_votes=False,
)
VOTES = replace(SHARE, of_votes=True)
PART = replace(SHARE, of_a_class=True)
MONEY = Expected(
    noun="an amount of money",
    example="$1.6 billion",
    kinds=frozenset({"money"}),
    limits=_NOT_NEGATIVE,
    limits_in_words="cannot be negative here",
)
SIGNED_MONEY = replace(MONEY, limits=_ANY, signed=True)
PRICE = replace(MONEY, of_one=True)
COUNT = Expected(
    noun="a count",
    example="294,000 vehicles",
    kinds=frozenset({"count", "number"}),
    limits=_NOT_NEGATIVE,
    limits_in_words="cannot be negative",
)
COUNT_OF_ONE = replace(COUNT, of_one=True)
RATIO = Expected(
    noun="a ratio",
    example="less than a tenth, 2.5x or 7%",
    kinds=frozenset({"ratio", "share"}),
    limits=_POSITIVE,
    limits_in_words="is above 0",
    of_one=True,
)
TAX_RATE = Expected(
    noun="a rate of tax or of a discount",
    example="13%",
    kinds=frozenset({"ratio", "share"}),
    limits=_POSITIVE,
    limits_in_words="is above 0",
    bare_is_exact=True,
)
GROWTH = Expected(
    noun="growth",
    example="104% or +104%",
    kinds=frozenset({"growth", "share"}),
    limits=Bounds(Fraction(-1), None),
    limits_in_words="cannot take off more than the whole (-100%)",
    signed=True,
    read_as="growth",
    of_one=True,
)
DURATION = Expected(
    noun="a duration",
    example="13 days",
    kinds=frozenset({"duration"}),
    limits=_POSITIVE,
    limits_in_words="is longer than nothing",
)
SHARES_PER_RECEIPT = Expected(
    noun="the number of shares that one depositary receipt stands for",
    example="2",
    kinds=frozenset({"number", "ratio", "count"}),
    limits=_POSITIVE,
    limits_in_words="is above 0",
    exact=True,
)
SEATS = Expected(
    noun="seats of a board",
    example="two of nine, or 2 seats",
    kinds=frozenset({"share", "count", "number"}),
    limits=_NOT_NEGATIVE,
    limits_in_words="cannot be negative",
    noun_of_two="seats",
)
ANYTHING = Expected(noun="a figure", example="RMB 380 million", signed=True, of_one=True)
AS_PRINTED = Expected(noun="a figure", example="21%", of_one=True)
"""Any kind, with the floor at 0 that a figure has where nothing says that it can be negative."""
