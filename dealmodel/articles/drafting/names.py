"""What a text calls the parties and products that it tells of.

Parties are known by the names, legal names and aliases of a book; others are drafted from the
capitals of a sentence. A product is a name with a number in it ("B10", "Model 3"), or what follows
the name of its maker. "The company" and "it" are the party that the sentences before are about.
Limits: English; of two parties in one sentence the first is what the next one calls "it".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dealmodel.articles.drafting.words import COMPANY, GENERAL, MONTHS, OFFICES, PLACES, PUBLISHERS
from dealmodel.dataclass import dataclass, replace
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.records.ids import as_id

if TYPE_CHECKING:
    from dealmodel.records.book import Book

_FORMS = lazy_pattern(
    r"[\s,]+(?:Group|Holdings?|Inc|Corp|Corporation|plc|PLC|Ltd|Limited|AG|SE|SA|S\.A|NV|N\.V|Co|"
    r"LLC|GmbH|SpA|S\.p\.A|AB|ASA|Oyj|KK)\.?$"
)
_CAPITALS = lazy_pattern(
    r"(?<![\w’'-])[A-Z][\w&.-]*(?:[’'](?!s\b)\w+)?"
    r"(?:[ \xa0](?:(?:of|de|&)[ \xa0])?[A-Z][\w&.-]*(?:[’'](?!s\b)\w+)?){0,5}"
)
_PRODUCT = lazy_pattern(
    r"(?<![\w$€£¥.-])(?:Model[ \xa0][A-Z0-9]\b|ID\.[ \xa0]?\w+|"
    r"(?!(?:Q[1-4]|H[12]|FY\d+|G\d+|CO2|F1|COVID\w*|[AB]2[BC])\b)"
    r"[A-Z]{1,4}[a-z]{0,8}-?\d{1,4}[A-Za-z]{0,3}(?![\w])"
    r"|[a-zë]-?[A-Z]{1,2}\d{1,3}[A-Za-z]{0,2}(?!\w)"
    r"|(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[ \xa0])"
    r"[A-Z][a-z]{2,}[ \xa0]\d{1,2}"
    r"(?=\s(?:costs|starts|sells|goes|is\s(?:priced|on\ssale)|SUV|sedan|car)\b))"
    r"(?:[ \xa0](?:Ultra|Pro|Max|Plus|Mini|GT|Air|Performance))*"
)
_ANAPHOR = lazy_pattern(
    rf"\b[Tt]he\s(?:[\w-]+\s){{0,3}}?(?:{COMPANY})\b|\b[Ii]t\b(?![’'])|\b(?:[Hh]e|[Ss]he)\b"
)
_POSSESSIVE = lazy_pattern(r"[’']s?(?!\w)")
_BEFORE_OBJECT = lazy_pattern(
    r"\b(?:in|of|by|with|from|at|for|to|via|between|on|than|over|under|into|against|through|like|"
    r"near|after|¦?which)\s(?:(?:a|an|the|its|their|his|her|this|industry|leader|rival|carmaker|"
    r"automaker|group|[\w-]+-\w+)\s){0,3}$",
    re.IGNORECASE,
)
_PERSON_BEFORE = lazy_pattern(rf"\b(?:{'|'.join(sorted(OFFICES))})\.?,?\s$", re.IGNORECASE)
_ACTS = lazy_pattern(
    r"[’']s?(?!\w)|,\s(?:a|an|the|which|whose|who)\b|\s(?:and|has|had|have|is|was|will|would|could|"
    r"may|can|did|does|held|sold|bought|paid|made|took|built|won|lost|cut|got|said|told|set|"
    r"holds|owns|buys|sells|takes|plans|says|pays|makes|acquires|offers|agrees|expects|controls|"
    r"delivers|builds|produces|raises|cuts|aims|employs|rose|fell|grew|also|already|\w{3,}ed)\b"
)
_NO_NAME = GENERAL | MONTHS | PLACES
_OWNED = lazy_pattern(r"(?:[’']s?|\b(?:[Ii]ts|[Tt]heir))\s(?:new\s|own\s)?$")
_VENTURE = lazy_pattern(
    r"joint[\s-]venture,?\s(?:(?:called|named|known\sas|dubbed|of)\s)?$", re.IGNORECASE
)
_VENTURE_BEHIND = lazy_pattern(
    r",?\s(?:is\s|was\s)?(?:a|an|the|their)\s(?:\S+\s){0,3}joint[\s-]venture", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: an id, the name, and what kind of party it is."""

    key: str
    name: str
    kind: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names something. ``party`` is its id, ``product`` the product's whole name,
    whose maker is ``party``; ``is_told`` tells a name from "the company" or "it", ``is_subject``
    that no preposition stands before it."""

    span: tuple[int, int]
    party: str | None
    product: str | None = None
    is_told: bool = True
    is_subject: bool = True

    @property
    def letter(self) -> str:
        return "t" if self.product is not None else "o"


class Names:
    """The parties and products of one text, and where each is mentioned."""

    def __init__(
        self, text: str, sentences: Sequence[tuple[int, int]], book: Book | None = None
    ) -> None:
        self._text = text
        self._by_name: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self.parties: dict[str, Party] = {}
        self.spokesmen: dict[str, str] = {}
        self.ventures: set[str] = set()
        self._makers: dict[str, str] = {}
        self._products: dict[str, str] = {}
        if book is not None:
            self._know(book)
        self._lower = frozenset(re.findall(r"(?<![\w’'-])[a-z][a-z'-]+", text))
        self._inside = frozenset(re.findall(r"(?<=[a-z,;] )[A-Z][\w&-]+", text))
        self._known = self._pattern()
        self._mentions: list[list[Mention]] = []
        self._topics: list[tuple[str | None, Mention | None]] = []
        self._find(sentences)

    def in_sentence(self, index: int) -> Sequence[Mention]:
        """What a sentence names, in its order."""
        return self._mentions[index]

    def topic(self, index: int) -> str | None:
        """The party that the sentences before one are about."""
        return self._topics[index][0]

    def product_before(self, index: int) -> Mention | None:
        """The product that was named last before a sentence."""
        return self._topics[index][1]

    def product_in(self, words: str) -> Mention | None:
        """The first product that some words name, such as those of a figure."""
        match = _PRODUCT.search(words)
        if match is None:
            return None
        token = _single(match[0])
        return Mention((0, 0), self._makers.get(token), token)

    # -- who is known ----------------------------------------------------------------------------

    def _know(self, book: Book) -> None:
        taken: Counter[str] = Counter()
        for key, party in book.parties.items():
            self.parties[key] = Party(key, party.name, party.kind, True)
            told = [each for each in (party.name, party.legal_name, *party.aliases) if each]
            for name in [*told, *(_FORMS.sub("", each) for each in told)]:
                if len(name) > 1:
                    self._by_name.setdefault(name, key)
            if party.kind == "person":
                taken.update(set(party.name.split()))
            if party.speaks_for is not None:
                self.spokesmen[key] = party.speaks_for
        for key, party in book.parties.items():
            if party.kind == "person":
                for part in party.name.split():
                    if taken[part] == 1 and len(part) > 1 and part not in self._by_name:
                        self._parts[part] = key
        self.ventures |= {each.party for each in book.joint_ventures.values()}
        self.ventures |= {k for k, each in book.parties.items() if each.kind == "joint_venture"}
        told_products = [(each.product, each.seller) for each in book.prices.values()]
        told_products += [
            (each.product, each.party) for each in book.volumes.values() if each.product
        ]
        for product, maker in told_products:
            token = self._without_maker(product or "")
            self._products.setdefault(token, product or "")
            if maker is not None:
                self._makers.setdefault(token, maker)

    def _without_maker(self, product: str) -> str:
        for name in sorted(self._by_name, key=len, reverse=True):
            if product.startswith(f"{name} "):
                return product[len(name) + 1 :]
        return product

    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted({*self._by_name, *self._parts}, key=len, reverse=True)
        if not names:
            return None
        told = "|".join(re.escape(each).replace(r"\ ", r"\s") for each in names)
        return re.compile(rf"(?<![\w’'])(?:{told})(?!\w|-[A-Z])")

    # -- where they are named --------------------------------------------------------------------

    def _find(self, sentences: Sequence[tuple[int, int]]) -> None:
        told = [list(self._named(span)) for span in sentences]
        often = Counter(each.party for found in told for each in found if each.party)
        self._drop_rare(often)
        topic: str | None = None
        speaker: str | None = None
        product: Mention | None = None
        for span, named in zip(sentences, told, strict=True):
            found = [*named]
            here = topic
            for start, end, words in self._anaphors(span, named):
                before = [
                    each for each in named if each.span[1] <= start and self._is_subject(each, span)
                ]
                said = [each for each in before if each.party and each.product is None]
                party = self._spoken_for(said[0].party) if said else here
                if words in ("he", "she"):
                    party = speaker
                if party is not None:
                    found.append(Mention((start, end), party, None, False))
            found.sort(key=lambda each: each.span)
            self._mentions.append(
                [replace(each, is_subject=self._is_subject(each, span)) for each in found]
            )
            self._topics.append((topic, product))
            for each in named:
                if each.product is not None:
                    product = each
                elif self._kind_of(each.party) == "person":
                    speaker = each.party
            subject = next(
                (
                    each.party
                    for each in named
                    if each.product is None
                    and each.party
                    and self._is_subject(each, span)
                    and (
                        self.parties[each.party].is_known
                        or often[each.party] > 1
                        or _ACTS.match(self._text, each.span[1])
                    )
                ),
                None,
            )
            if subject is not None:
                topic = self._spoken_for(subject)

    def _kind_of(self, party: str | None) -> str | None:
        return self.parties[party].kind if party in self.parties else None

    def _spoken_for(self, party: str | None) -> str | None:
        return self.spokesmen.get(party or "", party)

    def _is_subject(self, mention: Mention, span: tuple[int, int]) -> bool:
        """Whether no preposition stands before it."""
        return _BEFORE_OBJECT.search(self._text[span[0] : mention.span[0]]) is None

    def _anaphors(
        self, span: tuple[int, int], named: Sequence[Mention]
    ) -> Iterator[tuple[int, int, str]]:
        for match in _ANAPHOR.finditer(self._text, *span):
            if not any(
                each.span[0] < match.end() and match.start() < each.span[1] for each in named
            ):
                yield match.start(), match.end(), match[0].lower()

    def _named(self, span: tuple[int, int]) -> Iterator[Mention]:
        """The parties and products that stand in a sentence by name."""
        found: list[Mention] = []
        parties = list(self._parties_in(span))
        for match in _PRODUCT.finditer(self._text, *span):
            if not any(start <= match.start() < end for start, end, _ in parties):
                found += [self._product(match.start(), match.end(), parties)]
        for start, end, key in parties:
            if not any(each.span[0] <= start < each.span[1] for each in found):
                found.append(Mention((start, end), key))
        yield from sorted(found, key=lambda each: each.span)

    def _product(self, start: int, end: int, parties: Sequence[tuple[int, int, str]]) -> Mention:
        """A product, with the maker's name before it where it has one."""
        token = _single(self._text[start:end])
        beside = next(
            ((at, key) for at, stop, key in parties if self._text[stop:start] in (" ", "\xa0")),
            None,
        )
        owner = next(
            (
                key
                for _, stop, key in parties
                if re.fullmatch(r"[’']s?\s(?:new\s|own\s)?", self._text[stop:start])
            ),
            None,
        )
        if beside and not self.parties[beside[1]].is_known:
            # "Acme's Nova X3", "its Nova X3": the name beside it is a part of the product's.
            of_whom = _OWNED.search(self._text[:at]) if (at := beside[0]) else None
            if of_whom is not None:
                owner = next((key for _, stop, key in parties if stop == of_whom.start()), None)
                token = _single(self._text[at:end])
                if owner is not None and owner in self.parties:
                    self._makers.setdefault(token, owner)
                    self._products.setdefault(token, f"{self.parties[owner].name} {token}")
                self._products.setdefault(token, token)
                return Mention((at, end), self._makers.get(token), token)
        maker = beside[1] if beside else owner
        if maker is not None and maker in self.parties:
            self._makers.setdefault(token, maker)
            name = self.parties[maker].name
            if token not in self._products or self._products[token] == token:
                self._products[token] = f"{name} {token}"
        self._products.setdefault(token, token)
        at = beside[0] if beside else start
        return Mention((at, end), self._makers.get(token), token)

    def whole(self, product: str) -> str:
        """A product's name with its maker's, where the text or the book has told that."""
        return self._products.get(product, product)

    def maker(self, product: str) -> str | None:
        """Who makes a product, where the text or the book has told that."""
        return self._makers.get(product)

    def _parties_in(self, span: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
        taken = [match.span() for match in _PRODUCT.finditer(self._text, *span)]
        if self._known is not None:
            for match in self._known.finditer(self._text, *span):
                name = _single(match[0])
                known = self._by_name.get(name) or self._parts[name]
                taken.append(match.span())
                yield match.start(), match.end(), known
        for start, end in self._capitals(span, taken):
            key = self._drafted(start, end)
            if key is not None:
                yield start, end, key

    def _capitals(
        self, span: tuple[int, int], taken: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Runs of words with a capital that can be a name."""
        for match in _CAPITALS.finditer(self._text, *span):
            run: list[tuple[int, int]] = []
            for word in re.finditer(r"[^\s]+", match[0]):
                start, end = match.start() + word.start(), match.start() + word.end()
                plain = word[0].rstrip(".,'’")
                end -= len(word[0]) - len(plain)
                is_first = start == span[0] or self._text[span[0] : start].strip(" \"'“‘(") == ""
                is_general = plain.replace(".", "") in _NO_NAME
                is_no_name = (
                    plain in OFFICES
                    or (is_general and not (run and plain in ("Group", "Motor", "Auto")))
                    or any(a < end and start < b for a, b in taken)
                    or (is_first and plain.lower() in self._lower)
                    or _PRODUCT.fullmatch(plain) is not None
                    or not plain
                )
                if is_no_name:
                    if run and plain not in ("of", "de", "&"):
                        yield run[0][0], run[-1][1]
                        run = []
                    continue
                if plain in ("of", "de", "&") and not run:
                    continue
                run.append((start, end))
            if run and not self._only_begins(span, run):
                yield run[0][0], run[-1][1]

    def _only_begins(self, span: tuple[int, int], run: Sequence[tuple[int, int]]) -> bool:
        """Whether a single word may have its capital from beginning the sentence alone: nothing
        behind it acts, and the text has it nowhere else."""
        start, end = run[0]
        word = self._text[start:end]
        if len(run) > 1 or self._text[span[0] : start].strip(" \"'“‘("):
            return False
        if word[1:] != word[1:].lower() or any(map(str.isdigit, word)):
            return False
        return word not in self._inside and _ACTS.match(self._text, end) is None

    def _drafted(self, start: int, end: int) -> str | None:
        """The party with that name, which may be new."""
        name = _single(self._text[start:end])
        if re.fullmatch(PUBLISHERS, name) or len(name) < 2:
            return None
        key = (
            self._by_name.get(name)
            or self._by_name.get(_FORMS.sub("", name))
            or self._parts.get(name)
        )
        if key is None:
            key = slug(name)
            before = self._text[max(0, start - 24) : start]
            around = self._text[max(0, start - 40) : start]
            kind = "company"
            if _PERSON_BEFORE.search(before) and len(name.split()) < 4:
                kind = "person"
            elif _VENTURE.search(around) or _VENTURE_BEHIND.match(self._text, end):
                kind = "joint_venture"
            while key in self.parties and self.parties[key].is_known:
                key = f"{key}-2"
            self.parties.setdefault(key, Party(key, name, kind, False))
            self._by_name[name] = key
            if kind == "person":
                self._parts.setdefault(name.split()[-1], key)
        if _VENTURE.search(self._text[max(0, start - 40) : start]) or _VENTURE_BEHIND.match(
            self._text, end
        ):
            self.ventures.add(key)
        return key

    def _drop_rare(self, often: Mapping[str, int]) -> None:
        for key in [
            key for key in self.parties if not self.parties[key].is_known and not often[key]
        ]:
            del self.parties[key]


def slug(text: str) -> str:
    """An id of a text, accents left out; ``x`` where nothing is left of it.

    >>> slug("Citroën ë-C3")
    'citroen-e-c3'
    """
    return as_id(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()) or "x"


def _single(words: str) -> str:
    return " ".join(words.split())
