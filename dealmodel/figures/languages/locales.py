"""Which languages are read, and whose separators each of their regions prints.

Policy: a language without a table is refused, never half read. A region matters only where it
prints numbers otherwise than its language does: Swiss German has apostrophes and a decimal point,
Mexican Spanish writes as English does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from dealmodel.errors import UsageError
from dealmodel.figures.languages.separators import Separators
from dealmodel.figures.patterns import lazy_pattern

if TYPE_CHECKING:
    from dealmodel.figures.languages.vocabulary import Vocabulary

LOCALES = ("en", "de", "fr", "it", "es", "zh")
"""The languages that figures are read in."""

_MODULES = {"de": "german", "fr": "french", "it": "italian", "es": "spanish", "zh": "chinese"}
_SEPARATORS = {
    "en": Separators(".", ", '"),
    "de": Separators(",", ". '"),
    "fr": Separators(",", " '"),
    "it": Separators(",", ". '"),
    "es": Separators(",", ". '"),
    "zh": Separators(".", ", '"),
}
_SWISS = Separators(".", " '")
_AS_ENGLISH = Separators(".", ", '")
_REGIONS = {
    **dict.fromkeys(("de-ch", "de-li", "it-ch"), _SWISS),
    **{
        f"es-{region}": _AS_ENGLISH
        for region in "mx us pr do gt hn ni pa pe sv 419".split()  # those that write 1,234.5
    },
}
_TAG = lazy_pattern(
    r"(?P<language>[a-z]{2})(?P<rest>(?:[-_](?:[a-z]{4}|[a-z]{2}|\d{3}))*)", re.ASCII
)
PATTERN = (
    f"^(?:{'|'.join(f'[{one[0]}{one[0].upper()}][{one[1]}{one[1].upper()}]' for one in LOCALES)})"
    "(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|[0-9]{3}))*$"
)
"""What a tag looks like whose language is read, for those who check it without this module."""


def language_of(locale: str) -> str:
    """The language of a locale's tag.

    >>> language_of("de"), language_of("fr_FR"), language_of("zh-Hans-CN")
    ('de', 'fr', 'zh')

    :raises UsageError: there is no table for it.
    """
    return _parted(locale)[0]


def is_read(locale: str) -> bool:
    """Whether figures are read in the locale: "de", "DE" and "de-CH" are.

    >>> is_read("de-CH"), is_read("EN_GB"), is_read("german")
    (True, True, False)
    """
    match = _TAG.fullmatch(locale.lower())
    return match is not None and match["language"] in LOCALES


def separators_of(locale: str) -> Separators:
    """The separators that a locale prints.

    >>> separators_of("de").decimal, separators_of("de-CH").decimal
    (',', '.')

    :raises UsageError: there is no table for its language.
    """
    language, region = _parted(locale)
    return _REGIONS.get(f"{language}-{region}", _SEPARATORS[language])


@lru_cache(maxsize=8)
def vocabulary_of(language: str) -> Vocabulary:
    """The table of a language, ready for use; it is loaded when it is first asked for."""
    module = import_module(f"dealmodel.figures.languages.{_MODULES[language]}")
    vocabulary: Vocabulary = module.VOCABULARY
    return vocabulary


def _parted(locale: str) -> tuple[str, str]:
    """Language and region of a tag, the region empty where there is none."""
    match = _TAG.fullmatch(locale.lower())
    if match is None or not is_read(locale):
        raise UsageError(
            f"locale {locale[:40]!r}: figures are read in {', '.join(LOCALES[:-1])} and "
            f"{LOCALES[-1]}. Give one of these, with or without a region (de-CH)"
        )
    parts = re.split("[-_]", match["rest"])
    return match["language"], parts[-1] if len(parts[-1]) < 4 else ""
