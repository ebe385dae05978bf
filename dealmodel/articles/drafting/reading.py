"""A text → the draft of a deal book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dealmodel.articles.drafting.claims import says
from dealmodel.articles.drafting.draft import Addition, Draft, DraftedClaim, Unplaced
from dealmodel.articles.drafting.entries import Entries, Entry
from dealmodel.articles.drafting.names import slug
from dealmodel.articles.drafting.passages import Passage, printed_span, when
from dealmodel.articles.drafting.placing import Placing, placing
from dealmodel.articles.drafting.prices import PRICED
from dealmodel.articles.drafting.said import first_publisher, origin, speaker
from dealmodel.articles.drafting.stakes import HOLDING, OPEN
from dealmodel.articles.drafting.volumes import MEASURED, OUTLOOK
from dealmodel.articles.figures import Placed, placed
from dealmodel.calculators.options import options_checked
from dealmodel.checks.catalogue import check
from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import BookError, BookProblem, DateError, UsageError
from dealmodel.figures.hedges import USUAL, HedgeRules
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.period import Period, parse_period
from dealmodel.rates.rate import RateSource, today
from dealmodel.records.book import Book
from dealmodel.records.source import Source

if TYPE_CHECKING:
    from dealmodel.articles.drafting.proposal import Proposal
    from dealmodel.checks.finding import Finding

NO_FIGURES = "there is no figure in it: the draft has its source and nothing else"
_NOT_PLAIN = "no sentence makes plain what it is of"
_NO_FEW_WORDS = "few words of its sentence do not say the same by themselves"
_FAR = 60
_BEFORE = re.compile(r"(?:(?<!\S)\S+\s+){0,3}\S*$")
_BEHIND = re.compile(r"\S*(?:\s+\S+(?!\S)){0,3}")
_TRIES = 100
_PARTY_KEYS = ("name", "kind", "legal_name", "country", "aliases")


@options_checked
def read(
    text: str,
    *,
    publisher: str,
    published: str | date | None = None,
    document: str | None = None,
    book: Book | None = None,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    locale: str = "en",
) -> Draft:
    """The claims of an article, each in the field of a record that its sentence puts it into.

    ``book`` is one whose parties, products and records are known by name; what is not there is
    drafted. ``document`` is the file that the text was read from.

    >>> draft = read(
    ...     "In 2023, Acme bought a 21% stake in Kestrel for $1.6 billion.",
    ...     publisher="CNBC", published="2025-04-26",
    ... )
    >>> [(each.about, each.says) for each in draft]
    [('stakes.acme-in-kestrel.share', '21%'), ('stakes.acme-in-kestrel.paid', '$1.6 billion')]

    :raises UsageError: no text is given, or nobody published it.
    :raises DateError: a day that cannot be read, or that is to come.
    """
    if not isinstance(text, str):
        raise UsageError(f"an article is text, not {type(text).__name__}")
    if not isinstance(publisher, str) or not publisher.strip():
        raise UsageError("a claim has a source: say who published the article (--publisher NAME)")
    if document is not None and not isinstance(document, str):
        raise UsageError(f"document is the name of a file, not {repr(document)[:40]}")
    day = None if published is None else parse_period(published)
    if day is not None and day.first > today():
        raise DateError(
            day.text, f"{day} is to come (today is {today()}): give the day the article came out"
        )
    found = placed(text, rules=rules, locale=locale)
    return _Drafting(found, day, publisher.strip(), document, book, rules, locale, rates).draft()


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim in its record, with the figures that it quotes."""

    entry: Entry
    field: tuple[str, ...]
    claim: dict[str, str]
    drafted: DraftedClaim
    indices: tuple[int, ...]


class _Drafting:
    """A draft in the making."""

    def __init__(
        self,
        found: Placed,
        published: Period | None,
        publisher: str,
        document: str | None,
        book: Book | None,
        rules: HedgeRules,
        locale: str,
        rates: str | RateSource | RatesAt,
    ) -> None:
        self._placed = found
        self._published = published
        self._book = book
        self._rules = rules
        self._locale = locale
        self._rates = rates
        self._title = publisher if published is None else f"{publisher}, {published}"
        self._placing: Placing = placing(found, published, book)
        publishers = (
            {publisher}
            if book is None
            else {
                name
                for source in book.sources.values()
                for name in (source.publisher, source.origin)
                if name is not None
            }
        )
        self._publishers = frozenset(publishers)
        self._sources: dict[str, Source] = {}
        fields: dict[str, Any] = {"publisher": publisher}
        if published is not None:
            fields["published"] = when(published)
        if document:
            fields["document"] = "".join(each if each.isprintable() else "?" for each in document)
        if locale != "en":
            fields["locale"] = locale
        self._fields = fields
        self._origin = first_publisher(found.text, self._publishers)
        if self._origin is not None and self._origin.casefold() == publisher.casefold():
            self._origin = None
        self._main = self._source(self._origin)
        self._entries = Entries(book)
        self._unplaced: dict[int, Unplaced] = {}

    # -- sources ---------------------------------------------------------------------------------

    def _source(self, told: str | None) -> str:
        """The id of the article as a source, or of what it repeats of another publisher."""
        source = Source(**self._fields, **({} if told is None else {"origin": told}))
        known = self._known_source(source)
        if known is not None:
            self._sources[known] = self._book.sources[known] if self._book else source
            return known
        for key, each in self._sources.items():
            if each == source:
                return key
        if told is None or told == self._origin:
            base = slug(f"{source.publisher} {source.published or ''}")
        else:
            base = slug(f"{source.publisher} citing {told}")
        taken = {*self._sources, *(self._book.sources if self._book is not None else ())}
        key, number = base, 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        self._sources[key] = source
        return key

    def _known_source(self, source: Source) -> str | None:
        if self._book is None:
            return None
        for key, each in self._book.sources.items():
            same_voice = (
                each.publisher.casefold() == source.publisher.casefold()
                and (each.origin or "").casefold() == (source.origin or "").casefold()
            )
            same_text = source.document in (None, each.document) or each.document is None
            if same_voice and same_text and source.published in (None, each.published):
                return key
        return None

    # -- claims ----------------------------------------------------------------------------------

    def draft(self) -> Draft:
        held = self._without_faults(
            [each for each in map(self._held, self._placing.proposals) if each]
        )
        book = self._built(held)
        self._list_others(held)
        findings = tuple(
            each
            for each in check(book, rules=self._rules, rates=self._rates)
            if each.severity == "error"
        )
        claims = tuple(each.drafted for each in sorted(held, key=lambda each: each.drafted.span))
        unplaced = tuple(self._unplaced[at] for at in sorted(self._unplaced))
        return Draft(
            claims,
            (*unplaced, *self._refused()),
            book,
            self._addition(held),
            findings,
            tuple(self._warnings(findings)),
        )

    def _held(self, proposal: Proposal) -> _Held | None:
        """The claim that a proposal makes; ``None`` where few words do not say it."""
        passage, index = proposal.passage, proposal.index
        quoted = says(passage, index, self._rules, self._locale, as_change=proposal.as_change)
        indices = passage.together(index)
        if quoted is None:
            self._leave(indices, _NO_FEW_WORDS)
            return None
        words, span = quoted
        told = origin(passage.words, self._publishers)
        is_repeated = told is not None and told not in (self._origin, self._fields["publisher"])
        source = self._source(told) if is_repeated else self._main
        by = speaker(passage)
        on = passage.said_on if by is not None else None
        entry = self._entries.of(proposal)
        drafted = DraftedClaim(
            ".".join((*entry.path, *proposal.field)),
            words,
            span,
            source,
            tuple(self._placed.figures[each].span for each in indices),
            by,
            None if on is None else when(on),
            not self._is_there(entry, proposal.field, indices, source),
        )
        claim = drafted.claim()
        if by is not None and by in self._placing.names.parties:
            party = self._placing.names.parties[by]
            claim["by"] = party.name if party.kind == "person" and not party.is_known else by
        drafted = replace(drafted, by=claim.get("by"))
        claims = entry.claims.setdefault(proposal.field, [])
        if claim not in claims:
            claims.append(claim)
        return _Held(entry, proposal.field, claim, drafted, indices)

    def _is_there(
        self, entry: Entry, field: tuple[str, ...], indices: Sequence[int], source: str
    ) -> bool:
        """Whether the book has that figure of that source already."""
        here: Any = entry.known
        for key in field:
            here = here.get(key) if isinstance(here, Mapping) else getattr(here, key, None)
        figure = self._placed.figures[indices[0]]
        return any(
            (known.value, known.bounds, known.unit.text)
            == (figure.value, figure.bounds, figure.unit.text)
            for each in here or ()
            if each.source == source
            for known in each.figures(self._rules)[:1]
        )

    # -- the book --------------------------------------------------------------------------------

    def _without_faults(self, held: list[_Held]) -> list[_Held]:
        """The claims that their records take; of the others it is told why."""
        for _ in range(_TRIES):
            try:
                self._built(held)
            except BookError as error:
                kept = self._left(held, error.problems)
                if len(kept) == len(held):
                    raise
                held = kept
            else:
                return held
        return []

    def _left(self, held: Sequence[_Held], problems: Sequence[BookProblem]) -> list[_Held]:
        wrong: dict[int, str] = {}
        for problem in problems:
            path = tuple(map(str, problem.path))
            for at, each in enumerate(held):
                whole = (*each.entry.path, *each.field)
                own = str(each.entry.claims[each.field].index(each.claim))
                is_claim = path[: len(whole)] == whole and path[len(whole) : len(whole) + 1] in (
                    (),
                    (own,),
                )
                length = len(each.entry.path)
                is_record = path[:length] == each.entry.path and len(path) <= length + 1
                if is_claim or (is_record and path[: len(whole)] != whole):
                    wrong.setdefault(at, problem.cause.message)
        if not wrong:
            message = problems[0].cause.message if problems else _NOT_PLAIN
            wrong = dict.fromkeys(range(len(held)), message)
        for at, message in wrong.items():
            each = held[at]
            self._leave(each.indices, message)
            claims = each.entry.claims[each.field]
            if each.claim in claims:
                claims.remove(each.claim)
            if not claims:
                del each.entry.claims[each.field]
        return [each for at, each in enumerate(held) if at not in wrong]

    def _built(self, held: Sequence[_Held]) -> Book:
        """The draft as a book that stands by itself."""
        return Book.build(self._data(held), locale="en")

    def _data(self, held: Sequence[_Held]) -> dict[str, Any]:
        data: dict[str, Any] = {"book": f"Draft: {self._title}"}
        data["sources"] = {
            key: source.model_dump(exclude_none=True) for key, source in self._used(held).items()
        }
        records: dict[str, dict[str, Any]] = {}
        facts: dict[str, dict[str, Any]] = {}
        for entry in self._kept():
            if entry.section == "parties":
                facts.setdefault(entry.keys["party"], {})[entry.key] = entry.record()
            else:
                records.setdefault(entry.section, {})[entry.key] = entry.record()
        data["parties"] = {
            key: self._party(key) | ({"facts": facts[key]} if key in facts else {})
            for key in self._parties(held)
        }
        return data | records

    def _used(self, held: Sequence[_Held]) -> dict[str, Source]:
        used = {self._main, *(each.drafted.source for each in held)}
        return {key: source for key, source in self._sources.items() if key in used}

    def _kept(self) -> list[Entry]:
        """The records that have a claim, and those that these rest on."""
        found: dict[int, Entry] = {}
        own = [each for each in self._entries if each.claims]
        needed = {
            ("volumes", each.keys[name])
            for each in own
            for name in ("of", "to")
            if name in each.keys
        }
        for entry in self._entries:
            if entry.claims or (entry.section, entry.key) in needed:
                found[id(entry)] = entry
        return list(found.values())

    def _parties(self, held: Sequence[_Held]) -> list[str]:
        """The parties that the records and claims name, in the order of their being named."""
        names = self._placing.names.parties
        told: list[str] = []
        for entry in self._kept():
            record = entry.record()
            told += [
                str(record[key])
                for key in ("investor", "investee", "seller", "target", "acquirer", "party")
                if key in record
            ]
            told += [
                key
                for key in ("party",)
                if entry.section == "parties"
                for key in [entry.keys["party"]]
            ]
            if entry.section == "joint_ventures":
                told += list(record["holders"])
        told += [each.claim["by"] for each in held if each.claim.get("by") in names]
        return list(dict.fromkeys(each for each in told if each in names))

    def _party(self, key: str) -> dict[str, Any]:
        if self._book is not None and key in self._book.parties:
            record = self._book.parties[key]
            return {
                name: list(value) if isinstance(value, tuple) else str(value)
                for name in _PARTY_KEYS
                if (value := getattr(record, name))
            }
        party = self._placing.names.parties[key]
        is_venture = key in self._placing.names.ventures
        return {"name": party.name, "kind": "joint_venture" if is_venture else party.kind}

    def _addition(self, held: Sequence[_Held]) -> Addition:
        """What the book that was given does not have yet."""
        known_sources = self._book.sources if self._book is not None else {}
        known_parties = self._book.parties if self._book is not None else {}
        new = [each for each in held if each.drafted.is_new]
        used = {each.drafted.source for each in new}
        sections: dict[str, dict[str, Any]] = {
            "sources": {
                key: source.model_dump(exclude_none=True)
                for key, source in self._used(held).items()
                if key not in known_sources and key in used
            },
            "parties": {
                key: self._party(key) for key in self._parties(held) if key not in known_parties
            },
        }
        facts: dict[str, dict[str, Any]] = {}
        for entry in self._kept():
            if entry.known is not None:
                continue
            if entry.section != "parties":
                sections.setdefault(entry.section, {})[entry.key] = entry.record()
            elif entry.keys["party"] in known_parties:
                facts.setdefault(entry.keys["party"], {})[entry.key] = entry.record()
            else:
                party = sections["parties"][entry.keys["party"]]
                party.setdefault("facts", {})[entry.key] = entry.record()
        claims = [
            {"about": each.drafted.about, **each.claim}
            for each in new
            if each.entry.known is not None
        ]
        distinct = [each for at, each in enumerate(claims) if each not in claims[:at]]
        return Addition({name: part for name, part in sections.items() if part}, facts, distinct)

    # -- what is left over -----------------------------------------------------------------------

    def _leave(self, indices: Sequence[int], why: str) -> None:
        start, end = printed_span(self._placed, indices)
        text = self._placed.text
        ahead = _BEFORE.search(text[max(0, start - _FAR) : start])
        behind = _BEHIND.match(text[end : end + _FAR])
        words = f"{ahead[0] if ahead else ''}{text[start:end]}{behind[0] if behind else ''}"
        printed = " ".join(text[start:end].split())
        self._unplaced[indices[0]] = Unplaced(
            printed,
            (start, end),
            tuple(self._placed.figures[each].span for each in indices),
            " ".join(words.split()),
            why,
        )

    def _list_others(self, held: Sequence[_Held]) -> None:
        """List every figure that is in no claim."""
        seen = {index for each in held for index in each.indices}
        seen |= set(self._unplaced)
        by_index: dict[int, Passage] = {
            index: passage
            for passage in self._placing.passages
            for index in self._placed.sentences[passage.index].figures
        }
        spans = {self._placed.figures[each].span for each in seen}
        covered = {span for each in self._unplaced.values() for span in each.figures}
        for index, figure in enumerate(self._placed.figures):
            if index in seen or figure.span in spans or figure.span in covered:
                continue
            passage = by_index.get(index)
            indices = (index,) if passage is None else passage.together(index)
            self._leave(indices, self._why(passage, index))
            covered |= {self._placed.figures[each].span for each in indices}

    def _why(self, passage: Passage | None, index: int) -> str:
        if passage is None:
            return _NOT_PLAIN
        kind, line = self._placed.figures[index].kind, passage.line
        if kind == "count" and MEASURED.search(line) and OUTLOOK.search(line):
            return "what is expected is no volume"
        if kind in ("share", "money") and HOLDING.search(line) and OPEN.search(line):
            return "what is not agreed is no stake"
        lacks_day = self._published is None and passage.period(index) is None
        if lacks_day and (MEASURED.search(line) or PRICED.search(line)):
            return f"{_NOT_PLAIN}; --published may tell its day"
        return _NOT_PLAIN

    def _refused(self) -> Iterator[Unplaced]:
        for each in self._placed.refused:
            words = " ".join(each.verbatim.split())
            yield Unplaced(words, each.span, (each.span,), words, each.message)

    def _warnings(self, findings: Sequence[Finding]) -> Iterator[str]:
        if not (self._placed.figures or self._placed.refused):
            yield NO_FIGURES
        if self._origin is not None:
            yield f"the text is taken for a report of {self._origin}: its sources say so (origin)"
        for each in findings:
            yield f"the draft does not pass check: {each.subject}: {each.message}"
