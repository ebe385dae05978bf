"""In whose convention the figures of a book are read.

A claim's own locale counts before its source's, and that before the default: whoever reads the
book may have another one than English. A figure is read when its claim enters a record, so the
locales of all sources are told to the records as they are validated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dealmodel.figures.languages.locales import is_read, language_of
from dealmodel.records.text import Locale

DEFAULT: Locale = "en"


@dataclass(frozen=True, slots=True)
class Locales:
    """The locale of each source that states one. One that is not known is kept as it is: figures
    of that source cannot be read at all."""

    of_sources: Mapping[str, str]
    default: Locale = DEFAULT

    @staticmethod
    def of(sources: object, default: Locale = DEFAULT) -> Locales:
        """Those of sources as a file holds them, or as records.

        >>> Locales.of({"faz": {"publisher": "FAZ", "locale": "de"}}).of_claim(None, "faz")
        'de'
        """
        items = sources.items() if isinstance(sources, Mapping) else ()
        stated = {str(key): _stated(source) for key, source in items}
        return Locales({key: each for key, each in stated.items() if each is not None}, default)

    def of_claim(self, own: Locale | None, source: str) -> Locale | None:
        """The locale of a claim with its ``own``, or none; ``None`` where its source's is not
        known."""
        if own is not None:
            return own
        stated = self.of_sources.get(source)
        if stated is None:
            return self.default
        return stated if is_read(stated) else None


def checked(locale: str) -> Locale:
    """``locale``, if it is one.

    :raises UsageError: it is none.
    """
    language_of(locale)
    return locale


def with_default(sources: object, locale: Locale) -> Any:
    """``sources`` as a file holds them, with ``locale`` in those that state none.

    >>> with_default({"faz": {"publisher": "FAZ"}}, "de")
    {'faz': {'publisher': 'FAZ', 'locale': 'de'}}
    """
    if not isinstance(sources, Mapping):
        return sources
    return {
        key: {**source, "locale": locale}
        if isinstance(source, Mapping) and source.get("locale") is None
        else source
        for key, source in sources.items()
    }


def _stated(source: object) -> str | None:
    fields = source if isinstance(source, Mapping) else getattr(source, "__dict__", {})
    found = fields.get("locale")
    return found if found is None or isinstance(found, str) else ""
