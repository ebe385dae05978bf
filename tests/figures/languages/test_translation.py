"""Translations: what is rewritten, what is not, and that every place leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import AmbiguousFigure, FigureError, UnreadableFigure
from dealmodel.figures.languages.locales import LOCALES, vocabulary_of
from dealmodel.figures.languages.translation import Translation, translated
from dealmodel.figures.nouns import MARK
from dealmodel.figures.reader import figure, find_figures

LANGUAGES = LOCALES[1:]
FILLERS = {
    "de": "Konzern Berlin übernahm Werk wollte gestern sagte Sprecher, ( ) — . ; 🚗",
    "fr": "groupe Paris usine voulait hier déclara porte-parole l'usine, ( ) — . ; 🚗",
    "it": "gruppo Torino fabbrica voleva ieri disse portavoce l'azienda, ( ) — . ; 🚗",
    "es": "grupo Madrid fábrica quería ayer dijo portavoz empresa, ( ) — . ; 🚗",
    "zh": "集团 北京 工厂 希望 昨天 发言人 🚗 ！ ？",
}
AMOUNTS = {
    "de": "1,5 Milliarden Euro|300.000 neue Autos|5 %|knapp 2,5 Mrd. €|1.234,56 €|1.5|12 Prozent",
    "fr": "1,5 milliard d'euros|300 000 voitures|5 %|près de 21 %|plus d'un milliard|deux tiers",
    "it": "1,5 miliardi di euro|300mila auto|5%|quasi il 21%|1.5|del 5%|640 mln",
    "es": "1.500 millones de euros|300.000 coches|5 %|casi el 21 %|1.5|mil millones de euros",
    "zh": "15亿欧元|30多万辆|5%|近三成|三百辆|百分之二十一|1亿2000万元",
}


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str, list[tuple[int, int, str]]]:
    """A locale, a text, and where its untouched words stand."""
    language = draw(st.sampled_from(LANGUAGES))
    words = st.sampled_from(FILLERS[language].split()).map(lambda word: (word, True))
    phrases = [*AMOUNTS[language].split("|"), *vocabulary_of(language).senses]
    spoken = st.sampled_from(phrases).map(lambda phrase: (phrase, False))
    text, places = "", []
    for piece, is_word in draw(st.lists(words | spoken, max_size=16)):
        if is_word:
            places.append((len(text), len(text) + len(piece), piece))
        text += piece + draw(st.sampled_from([" ", " ", " ", "\u00a0", "\n"]))
    return language, text, places


@given(texts())
def test_a_word_that_is_in_the_translation_leads_back_to_itself(
    stated: tuple[str, str, list[tuple[int, int, str]]],
) -> None:
    locale, text, places = stated
    one = translated(text, locale)
    for start, end, word in places:
        found = place_of(one, start, end)
        if found is not None:
            assert one.text[slice(*found)] == word
            assert one.original_span(*found) == (start, end)


def place_of(one: Translation, start: int, end: int) -> tuple[int, int] | None:
    """Where an untouched stretch of the original stands in the translation."""
    starts, ends = one.positions.starts, one.positions.ends
    if any(first < end and start < last for first, last in zip(starts, ends, strict=True)):
        return None
    moved = one.positions.moved(start)
    return moved, moved + end - start


@given(texts())
def test_every_stretch_of_a_translation_has_one_in_the_original(
    stated: tuple[str, str, list[tuple[int, int, str]]],
) -> None:
    locale, text, _ = stated
    one = translated(text, locale)
    last = 0
    for position in range(len(one.text) + 1):
        start, end = one.original_span(position, position)
        assert 0 <= start <= end <= len(text)
        assert start >= last
        last = start
    assert one.original_span(0, len(one.text))[1] <= len(text)
    for start, end in one.nouns.items():
        assert one.text[start:end] == text[slice(*one.original_span(start, end))]
    for error in one.refused:
        first, stop = error.span
        assert error.text == text
        assert 0 <= first < stop <= len(text)


@given(texts())
def test_figures_stand_in_the_original_as_they_say(
    stated: tuple[str, str, list[tuple[int, int, str]]],
) -> None:
    locale, text, _ = stated
    found = find_figures(text, locale=locale)
    for one in found:
        assert one.verbatim == text[slice(*one.span)]
    for refusal in found.refused:
        assert refusal.verbatim == text[slice(*refusal.span)]


@given(st.sampled_from(LANGUAGES), st.text(max_size=40))
def test_any_text_can_be_translated(locale: str, text: str) -> None:
    one = translated(text, locale)
    assert one.original == text
    assert one.original_span(0, len(one.text))[1] <= len(text)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_says_nothing_about_a_number_is_unchanged(locale: str) -> None:
    for text in ("", "Nordvale Motors, Ardent Cells", "LEAP B10 🚗", "2024", "\ud800 \0"):
        one = translated(text, locale)
        assert (one.text, one.refused, dict(one.nouns)) == (text, (), {})


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "Er ist gut, bis auf Weiteres unter Freunden, über alles, etwa so, um zu bleiben."),
        ("fr", "Il est près de Paris, plus de peur que de mal, à peine moins, entre nous et eux."),
        ("it", "Più di così non posso, oltre il fiume, tra noi e voi, circa la questione."),
        ("es", "Está cerca de Madrid, más de lo mismo, sobre la mesa, entre tú y yo, hasta luego."),
        ("zh", "他近来约好朋友，超过大家的期望。".replace("，", ",").replace("。", ".")),
    ],
)
def test_a_hedge_is_one_only_before_a_number(locale: str, text: str) -> None:
    assert translated(text, locale).text == text


@pytest.mark.parametrize(
    ("locale", "printed", "english"),
    [
        ("de", "drei Milliarden Euro", "three billion euros"),
        ("de", "1,5 Billionen", "1.5 trillion"),
        ("de", "€1,5 billion", "€1.5 billion"),
        ("de", "bis zu rund 500 Mio. Euro", "up to about 500 million euros"),
        ("de", "1,5-Milliarden-Euro-Deal", "1.5-billion-euros-Deal"),
        ("de", "von 3 bis 5 Millionen", "from 3 to 5 million"),
        ("de", "von 3 auf 5 Millionen", "went from 3 to 5 million"),
        ("fr", "plus d'un milliard d’euros", "more than one billion euros"),
        ("fr", "deux cent mille voitures", "two hundred thousand voitures"),
        ("fr", "2 milliards et demi d'euros", "2 billion and a half euros"),
        ("fr", "à 14h30", "to 14:30"),
        ("it", "quasi l'11%", "nearly 11%"),
        ("it", "300mila euro", "300 thousand euros"),
        ("it", "non più di 5 milioni di dollari", "at most 5 million dollars"),
        ("es", "dos mil millones de yenes", "two billion yen"),
        ("es", "al menos un millón de libras", "at least one million pounds"),
        ("zh", "近三成的股份", "nearly 30 percent of the shares"),
        ("zh", "售价10.98万元起", "售价 10.98万 yuan or more"),
        ("zh", "30多万辆", "more than 30万辆"),
        ("zh", "一亿五千万美元", "15000万 US dollars"),
    ],
)
def test_phrases_beside_numbers_are_in_english(locale: str, printed: str, english: str) -> None:
    assert " ".join(translated(printed, locale).text.split()) == english


@pytest.mark.parametrize(
    ("locale", "printed", "nouns"),
    [
        ("de", "300.000 neue Autos und 5 Werke", ["Autos", "Werke"]),
        ("de", "3 Mio. Euro, 2023 BYD, 5 USD, 5 März, 12 Prozent, 3 Jahre", []),
        ("de", "2000 Mitarbeiter, im Jahr 2000 Autos", ["Mitarbeiter"]),
        ("de", "300 weniger Autos", []),
        ("fr", "300 000 nouvelles voitures, 5 millions d'actions", ["voitures", "actions"]),
        ("fr", "300 dans un mois, 5 ans, 7 après", []),
        ("it", "300mila azioni e 12 nuove auto", ["azioni", "auto"]),
        ("it", "nel 2024 che anche", []),
        ("es", "300.000 nuevos coches, 5 millones de acciones", ["coches", "acciones"]),
        ("es", "5 más, 7 tras ello", []),
        ("zh", "300万辆，1250家，5个月，3个百分点", ["辆", "家"]),
    ],
)
def test_the_noun_behind_a_number_is_what_it_counts(
    locale: str, printed: str, nouns: list[str]
) -> None:
    one = translated(printed, locale)
    assert [one.text[start:end] for start, end in one.nouns.items()] == nouns


@pytest.mark.parametrize(
    ("locale", "text", "verbatim", "readings"),
    [
        ("de", "für 1.5 Milliarden", "1.5", ("1.5", "15")),
        ("de", "etwa .75 €", ".75", ("0.75", "75")),
        ("de", "1,234,567 Autos", "1,234,567", ("1234567",)),
        ("de-CH", "1,5 Mrd.", "1,5", ("1.5", "15")),
        ("fr", "1.5 milliard", "1.5", ("1.5", "15")),
        ("fr", "300.000 euros", "300.000", ("300.000", "300000")),
        ("es-MX", "1.500,5 pesos", "1.500,5", ("1500.5",)),
        ("zh", "利润增长2倍", "增长2倍", ("+200 %", "2 times the earlier figure")),
    ],
)
def test_what_the_locale_cannot_tell_is_refused_with_its_readings(
    locale: str, text: str, verbatim: str, readings: tuple[str, ...]
) -> None:
    one = translated(text, locale)
    [error] = one.refused
    assert isinstance(error, AmbiguousFigure)
    assert (text[slice(*error.span)], error.readings) == (verbatim, readings)
    assert "x" * len(verbatim) in one.text, "it is not read again"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "12,5 Billiarden Euro"),
        ("de", "3 Trillionen Euro"),
        ("fr", "12,5 billiards d'euros"),
        ("it", "2 trilioni"),
        ("es", "2 trillones"),
    ],
)
def test_a_magnitude_that_is_not_read_takes_its_number_with_it(locale: str, text: str) -> None:
    [error] = translated(text, locale).refused
    assert isinstance(error, UnreadableFigure)
    assert not find_figures(text, locale=locale)


def test_an_error_of_the_translation_is_told_in_the_words_of_the_original() -> None:
    [refusal] = find_figures("Der Preis lag bei ¥80 Milliarden.", locale="de").refused
    assert refusal.verbatim == "¥80 Milliarden"
    assert "¥80 Milliarden" in refusal.message
    assert "billion" not in refusal.message


def test_a_restored_error_keeps_its_class_and_fields() -> None:
    one = translated("für ¥80 Milliarden", "de")
    error = AmbiguousFigure(one.text, 4, 15, "'¥80 billion' may be CNY or JPY", ("CNY", "JPY"))
    told = one.restored_error(error)
    assert isinstance(told, AmbiguousFigure)
    assert told.readings == ("CNY", "JPY")
    assert (told.text, told.span) == ("für ¥80 Milliarden", (4, 18))
    assert error.span == (4, 15), "the original error is left as it was"
    assert str(told) == told.message == "'¥80 Milliarden' may be CNY or JPY"


def test_refusals_come_in_the_order_of_the_text() -> None:
    refused = find_figures("1.5 Mrd., ¥80 Milliarden, 2.5 Mio.", locale="de").refused
    assert [one.verbatim for one in refused] == ["1.5", "¥80 Milliarden", "2.5"]
    assert all(isinstance(one, FigureError) for one in translated("1.5", "de").refused)


TEXTS = {
    "de": "Der Konzern verkaufte rund 300.000 neue Autos, ein Plus von 5 %, für 1,5 Mrd. Euro. ",
    "fr": "Le groupe a vendu près de 300 000 voitures, de 5 à 6 %, pour 1,5 milliard d'euros. ",
    "it": "Il gruppo ha venduto quasi 300mila auto, da 5 a 6 per cento, per 1,5 miliardi di euro. ",
    "es": "El grupo vendió casi 300.000 coches, de 5 a 6 por ciento, por 1.500 millones. ",
    "zh": "公司销售约30多万辆新车，同比增长5%，金额为一百五十亿欧元。公司希望继续增长。",
}


@pytest.mark.parametrize("unit", [*TEXTS.values(), "1 ", "de ", "von ", "约", "1.", "1,5 mil "])
@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_long_text_is_translated_whole(locale: str, unit: str) -> None:
    text = unit * (20_000 // len(unit))
    translation = translated(text, locale)
    assert translation.original == text
    assert translation.original_span(0, len(translation.text)) == (0, len(text))


@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("de", "zwei große von neun neuen Autos", ("'zwei'", "neun")),
        ("de", "Konzern mit 300.000 Autos", ("'Konzern'", "'300.000 Autos'")),
        ("zh", "工厂30万辆", ("'工厂'", "'30万辆'")),
        ("fr", "groupe avec 300 000 voitures", ("'groupe'", "'300 000 voitures'")),
    ],
)
def test_a_message_shows_what_was_printed(locale: str, text: str, shown: tuple[str, ...]) -> None:
    with pytest.raises(FigureError) as caught:
        figure(text, locale=locale)
    message = caught.value.message
    assert MARK not in message
    assert repr(MARK)[1:-1] not in message
    for words in shown:
        assert words in message


@pytest.mark.parametrize(
    ("locale", "text", "verbatim"),
    [
        ("it", "è calato di oltre un terzo", "oltre un terzo"),
        ("fr", "a augmenté de plus de 5 %", "plus de 5 %"),
        ("fr", "a chuté de moitié", "moitié"),
        ("es", "subió más de un 5 %", "más de un 5 %"),
        ("es", "subió en más de un 5 %", "más de un 5 %"),
        ("zh", "在15亿至20亿元之间", "15亿至20亿元"),
        ("zh", "港币5亿元", "港币5亿元"),
    ],
)
def test_a_preposition_is_no_part_of_a_figure(locale: str, text: str, verbatim: str) -> None:
    assert [found.verbatim for found in find_figures(text, locale=locale)] == [verbatim]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "ein Sonderanteil von 21 %"),
        ("fr", "une ristourne de 21 %"),
        ("it", "uno sconto sulla quota X del 21%"),
        ("es", "la mayor parte de los 300 coches"),
        ("zh", "每股派5股"),
        ("zh", "折扣21%"),
    ],
)
def test_a_word_beside_a_figure_that_is_not_known_stays_refused(locale: str, text: str) -> None:
    with pytest.raises(UnreadableFigure):
        figure(text, locale=locale)
