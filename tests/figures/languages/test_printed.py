"""Figures as five languages print them: each text with the hedge, kind, value and bounds of all
that is read in it. These are readings as they are, looked through and not worked out one by one:
they notice a change, and do not prove a reading right."""

from __future__ import annotations

import pytest

from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import find_figures

GERMAN = [
    ("1,5 Mrd. Euro", ["none money 1500000000 [1450000000, 1550000000] EUR"]),
    ("1,5 Milliarden Euro", ["none money 1500000000 [1450000000, 1550000000] EUR"]),
    ("15.000 Autos", ["none count 15000 [14500, 15500] Autos"]),
    ("rund 15.000 Autos", ["about count 15000 [14000, 16000] Autos"]),
    ("knapp 20 %", ["nearly share 1/5 [19/100, 1/5)"]),
    ("gut 20 Prozent", ["just_over share 1/5 (1/5, 21/100]"]),
    ("mehr als 20 %", ["more_than share 1/5 (1/5, 1]"]),
    ("weniger als 20 %", ["less_than share 1/5 [0, 1/5)"]),
    ("mindestens 20 %", ["at_least share 1/5 [1/5, 1]"]),
    ("höchstens 20 %", ["at_most share 1/5 [0, 1/5]"]),
    ("bis zu 20 %", ["up_to share 1/5 [0, 1/5]"]),
    ("über 20 %", ["more_than share 1/5 (1/5, 1]"]),
    ("unter 20 %", ["less_than share 1/5 [0, 1/5)"]),
    ("fast ein Drittel", ["nearly ratio 1/3 [3/10, 1/3)"]),
    ("die Hälfte", ["exact ratio 1/2 [1/2, 1/2]"]),
    ("zwei Drittel", ["exact ratio 2/3 [2/3, 2/3]"]),
    ("ein Viertel", ["exact ratio 1/4 [1/4, 1/4]"]),
    ("stieg um 5 %", ["none growth 1/20 [9/200, 11/200] <5 %>"]),
    ("sank um 5 %", ["none growth -1/20 [-11/200, -9/200] <5 %>"]),
    ("verdoppelte sich", ["exact growth 1 [1, 1]"]),
    ("halbierte sich", ["exact growth -1/2 [-1/2, -1/2] <halbierte>"]),
    ("zwischen 5 und 10 %", ["range share [1/20, 1/10]"]),
    ("5 bis 10 Millionen Euro", ["range money [5000000, 10000000] EUR"]),
    ("12 Mio. US-Dollar", ["none money 12000000 [11500000, 12500000] USD"]),
    ("3 Jahre", ["exact duration 3 [3, 3] year"]),
    ("6 Monate", ["exact duration 6 [6, 6] month"]),
    ("etwa 300 Fahrzeuge", ["about count 300 [290, 310] Fahrzeuge"]),
    ("zwanzig Prozent", ["none share 1/5 [39/200, 41/200]"]),
    ("1.234,56 Euro", ["exact money 30864/25 [30864/25, 30864/25] EUR"]),
    ("0,5 Millionen", ["none number 500000 [475000, 525000]"]),
    ("dreimal so viel", ["exact ratio 3 [3, 3] <dreimal>"]),
    ("ein Plus von 5 %", ["none growth 1/20 [9/200, 11/200] <5 %>"]),
    ("ein Minus von 5 %", ["none growth -1/20 [-11/200, -9/200] <5 %>"]),
    ("5 Prozentpunkte", ["none count 5 [9/2, 11/2] percentage points"]),
    ("pro Aktie 5 Euro", ["exact money 5 [5, 5] EUR <5 Euro>"]),
    ("5 Euro je Aktie", ["exact money 5 [5, 5] EUR per share"]),
]

FRENCH = [
    ("1,5 milliard d'euros", ["none money 1500000000 [1450000000, 1550000000] EUR"]),
    ("15 000 voitures", ["none count 15000 [14500, 15500] voitures"]),
    ("environ 15 000 voitures", ["about count 15000 [14000, 16000] voitures"]),
    ("près de 20 %", ["nearly share 1/5 [19/100, 1/5)"]),
    ("plus de 20 %", ["more_than share 1/5 (1/5, 1]"]),
    ("moins de 20 %", ["less_than share 1/5 [0, 1/5)"]),
    ("au moins 20 %", ["at_least share 1/5 [1/5, 1]"]),
    ("au plus 20 %", ["at_most share 1/5 [0, 1/5]"]),
    ("jusqu'à 20 %", ["up_to share 1/5 [0, 1/5]"]),
    ("un tiers", ["exact ratio 1/3 [1/3, 1/3]"]),
    ("deux tiers", ["exact ratio 2/3 [2/3, 2/3]"]),
    ("la moitié", ["exact ratio 1/2 [1/2, 1/2]"]),
    ("un quart", ["exact ratio 1/4 [1/4, 1/4]"]),
    ("hausse de 5 %", ["none growth 1/20 [9/200, 11/200] <5 %>"]),
    ("baisse de 5 %", ["none growth -1/20 [-11/200, -9/200] <5 %>"]),
    ("a augmenté de 5 %", ["none growth 1/20 [9/200, 11/200] <5 %>"]),
    ("a reculé de 5 %", ["none growth -1/20 [-11/200, -9/200] <5 %>"]),
    ("a doublé", ["exact growth 1 [1, 1] <doublé>"]),
    ("entre 5 et 10 %", ["range share [1/20, 1/10]"]),
    ("de 5 à 10 millions d'euros", ["range money [5000000, 10000000] EUR"]),
    ("12 millions de dollars", ["none money 12000000 [11500000, 12500000] USD"]),
    ("3 ans", ["exact duration 3 [3, 3] year"]),
    ("6 mois", ["exact duration 6 [6, 6] month"]),
    ("vingt pour cent", ["none share 1/5 [39/200, 41/200]"]),
    ("1 234,56 euros", ["exact money 30864/25 [30864/25, 30864/25] EUR"]),
    ("5 points de pourcentage", ["none count 5 [9/2, 11/2] percentage points"]),
    ("5 euros par action", ["exact money 5 [5, 5] EUR per share"]),
    ("quelque 300 véhicules", ["about count 300 [290, 310] véhicules"]),
    ("un peu plus de 20 %", ["just_over share 1/5 (1/5, 21/100]"]),
    ("presque la moitié", ["nearly ratio 1/2 [9/20, 1/2)"]),
]

ITALIAN = [
    ("1,5 miliardi di euro", ["none money 1500000000 [1450000000, 1550000000] EUR"]),
    ("15.000 auto", ["none count 15000 [14500, 15500] auto"]),
    ("circa 15.000 auto", ["about count 15000 [14000, 16000] auto"]),
    ("quasi il 20%", ["nearly share 1/5 [19/100, 1/5)"]),
    ("oltre il 20%", ["more_than share 1/5 (1/5, 1]"]),
    ("più del 20%", ["more_than share 1/5 (1/5, 1]"]),
    ("meno del 20%", ["less_than share 1/5 [0, 1/5)"]),
    ("almeno il 20%", ["at_least share 1/5 [1/5, 1]"]),
    ("fino al 20%", ["up_to share 1/5 [0, 1/5]"]),
    ("un terzo", ["exact ratio 1/3 [1/3, 1/3]"]),
    ("due terzi", ["exact ratio 2/3 [2/3, 2/3]"]),
    ("la metà", ["exact ratio 1/2 [1/2, 1/2]"]),
    ("un quarto", ["exact ratio 1/4 [1/4, 1/4]"]),
    ("è cresciuto del 5%", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("è sceso del 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("un aumento del 5%", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("un calo del 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("tra 5 e 10 milioni di euro", ["range money [5000000, 10000000] EUR"]),
    ("12 milioni di dollari", ["none money 12000000 [11500000, 12500000] USD"]),
    ("3 anni", ["exact duration 3 [3, 3] year"]),
    ("6 mesi", ["exact duration 6 [6, 6] month"]),
    ("venti per cento", ["none share 1/5 [39/200, 41/200]"]),
    ("1.234,56 euro", ["exact money 30864/25 [30864/25, 30864/25] EUR"]),
    ("5 punti percentuali", ["none count 5 [9/2, 11/2] percentage points"]),
    ("5 euro per azione", ["exact money 5 [5, 5] EUR per share"]),
]

SPANISH = [
    ("1.500 millones de euros", ["none money 1500000000 [1450000000, 1550000000] EUR"]),
    ("15.000 coches", ["none count 15000 [14500, 15500] coches"]),
    ("unos 15.000 coches", ["about count 15000 [14000, 16000] coches"]),
    ("casi el 20%", ["nearly share 1/5 [19/100, 1/5)"]),
    ("más del 20%", ["more_than share 1/5 (1/5, 1]"]),
    ("menos del 20%", ["less_than share 1/5 [0, 1/5)"]),
    ("al menos el 20%", ["at_least share 1/5 [1/5, 1]"]),
    ("hasta el 20%", ["up_to share 1/5 [0, 1/5]"]),
    ("un tercio", ["exact ratio 1/3 [1/3, 1/3]"]),
    ("dos tercios", ["exact ratio 2/3 [2/3, 2/3]"]),
    ("la mitad", ["exact ratio 1/2 [1/2, 1/2]"]),
    ("un cuarto", ["exact ratio 1/4 [1/4, 1/4]"]),
    ("subió un 5%", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("cayó un 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("un aumento del 5%", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("una caída del 5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("entre 5 y 10 millones de euros", ["range money [5000000, 10000000] EUR"]),
    ("12 millones de dólares", ["none money 12000000 [11500000, 12500000] USD"]),
    ("3 años", ["exact duration 3 [3, 3] year"]),
    ("6 meses", ["exact duration 6 [6, 6] month"]),
    ("veinte por ciento", ["none share 1/5 [39/200, 41/200]"]),
    ("1.234,56 euros", ["exact money 30864/25 [30864/25, 30864/25] EUR"]),
    ("5 puntos porcentuales", ["none count 5 [9/2, 11/2] percentage points"]),
    ("5 euros por acción", ["exact money 5 [5, 5] EUR per share"]),
    ("alrededor del 20%", ["about share 1/5 [19/100, 21/100]"]),
]

CHINESE = [
    ("15亿欧元", ["none money 1500000000 [1450000000, 1550000000] EUR"]),
    ("1.5亿美元", ["none money 150000000 [145000000, 155000000] USD"]),
    ("30多万辆", ["more_than count 300000 (300000, 400000) 辆"]),
    ("近20%", ["nearly share 1/5 [19/100, 1/5)"]),
    ("约20%", ["about share 1/5 [19/100, 21/100]"]),
    ("超过20%", ["more_than share 1/5 (1/5, 1]"]),
    ("不到20%", ["less_than share 1/5 [0, 1/5)"]),
    ("至少20%", ["at_least share 1/5 [1/5, 1]"]),
    ("不超过20%", ["at_most share 1/5 [0, 1/5]"]),
    ("最多20%", ["at_most share 1/5 [0, 1/5]"]),
    ("高达20%", ["up_to share 1/5 [0, 1/5]"]),
    ("三分之一", ["exact ratio 1/3 [1/3, 1/3]"]),
    ("一半", ["exact ratio 1/2 [1/2, 1/2]"]),
    ("增长5%", ["none growth 1/20 [9/200, 11/200] <5%>"]),
    ("下降5%", ["none growth -1/20 [-11/200, -9/200] <5%>"]),
    ("同比增长104%", ["none growth 26/25 [207/200, 209/200] <104%>"]),
    ("翻了一番", ["exact growth 1 [1, 1]"]),
    ("5%至10%", ["range share [1/20, 1/10]"]),
    ("5到10万元", ["range money [50000, 100000] CNY"]),
    ("10.98万元", ["none money 109800 [109750, 109850] CNY"]),
    ("三百辆", ["none count 300 [295, 305] 辆"]),
    ("百分之二十一", ["none share 21/100 [41/200, 43/200]"]),
    ("3年", ["exact duration 3 [3, 3] year"]),
    ("6个月", ["exact duration 6 [6, 6] month"]),
    ("5个百分点", ["none count 5 [9/2, 11/2] percentage points"]),
    ("每股5元", ["exact money 5 [5, 5] CNY per share <5元>"]),
    ("十五亿元", ["none money 1500000000 [1450000000, 1550000000] CNY"]),
    ("近三成", ["nearly share 3/10 [29/100, 3/10)"]),
]


def told(figure: Figure, text: str) -> str:
    """Hedge, kind, value, bounds, unit, and the words where they are not all."""
    amount = "" if figure.value is None else str(figure.value)
    per = f"per {figure.per}" if figure.per else ""
    words = "" if figure.verbatim == text else f"<{figure.verbatim}>"
    parts = (figure.hedge, figure.kind, amount, str(figure.bounds), figure.unit.text, per, words)
    return " ".join(each for each in parts if each)


CASES = [
    (locale, text, expected)
    for locale, cases in {
        "de": GERMAN,
        "fr": FRENCH,
        "it": ITALIAN,
        "es": SPANISH,
        "zh": CHINESE,
    }.items()
    for text, expected in cases
]


@pytest.mark.parametrize(("locale", "text", "expected"), CASES)
def test_what_is_read(locale: str, text: str, expected: list[str]) -> None:
    found = find_figures(text, locale=locale)
    read = [told(one, text) for one in found]
    assert read + [f"refused <{one.verbatim}>" for one in found.refused] == expected
