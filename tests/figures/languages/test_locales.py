"""Which locales there are, and what each prints."""

from __future__ import annotations

import pytest

from dealmodel.errors import UsageError
from dealmodel.figures.languages.locales import LOCALES, language_of, vocabulary_of
from dealmodel.figures.languages.translation import translated
from dealmodel.figures.languages.vocabulary import ROLES


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("de-CH", "de"),
        ("de_AT", "de"),
        ("fr_FR", "fr"),
        ("zh-CN", "zh"),
        ("zh-Hant-TW", "zh"),
        ("es-419", "es"),
        ("EN-gb", "en"),
    ],
)
def test_a_region_belongs_to_its_language(tag: str, language: str) -> None:
    assert language_of(tag) == language


@pytest.mark.parametrize(
    "tag", ["", "pt", "nl", "xx", "deu", "german", "de-", "de-CH-", "-", "d", "ja"]
)
def test_any_other_is_refused_with_the_list(tag: str) -> None:
    with pytest.raises(UsageError) as caught:
        translated("1,5", tag)
    assert all(language in caught.value.message for language in LOCALES)


@pytest.mark.parametrize(
    ("tag", "printed", "english"),
    [
        ("de", "1.234,5", "1,234.5"),
        ("de", "1'234,5", "1,234.5"),
        ("de", "1 234 567,5", "1,234,567.5"),
        ("de", "2.024", "2,024"),
        ("de-CH", "1'234.5", "1,234.5"),
        ("de-CH", "1’234’567", "1,234,567"),
        ("de-AT", "1.234,5", "1,234.5"),
        ("fr", "300\u202f000", "300,000"),
        ("fr", "1 234,5", "1,234.5"),
        ("fr-CH", "1'234,5", "1,234.5"),
        ("it", "1.234,5", "1,234.5"),
        ("it-CH", "1'234.5", "1,234.5"),
        ("es", "12 500", "12,500"),
        ("es-MX", "1,234.5", "1,234.5"),
        ("zh-CN", "1,234.5", "1,234.5"),
        ("de", "26.04.2025", "26.04.2025"),
        ("de", "192.168.0.1", "192.168.0.1"),
    ],
)
def test_numerals_have_the_separators_of_their_region(tag: str, printed: str, english: str) -> None:
    one = translated(printed, tag)
    assert (one.text.strip(), one.refused) == (english, ())


@pytest.mark.parametrize("language", LOCALES[1:])
def test_every_phrase_of_a_table_can_be_found(language: str) -> None:
    vocabulary = vocabulary_of(language)
    for phrase, senses in vocabulary.senses.items():
        assert phrase == phrase.lower() == " ".join(phrase.split()), phrase
        assert {sense.role for sense in senses} <= set(ROLES)
        match = vocabulary.pattern.match(phrase)
        assert match is not None, phrase
