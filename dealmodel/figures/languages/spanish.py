"""Spanish."""

from __future__ import annotations

from dealmodel.figures.languages.compounds import compounds
from dealmodel.figures.languages.multiples import times_as_much
from dealmodel.figures.languages.vocabulary import UNREAD, Rule, Vocabulary

_MONTHS = {
    "January": "enero",
    "February": "febrero",
    "March": "marzo",
    "April": "abril",
    "May": "mayo",
    "June": "junio",
    "July": "julio",
    "August": "agosto",
    "September": "septiembre|setiembre",
    "October": "octubre",
    "November": "noviembre",
    "December": "diciembre",
}
_BY_NAME = {name: month for month, names in _MONTHS.items() for name in names.split("|")}

_UNITS = "un dos tres cuatro cinco seis siete ocho nueve".split()
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_BELOW_THIRTY = (
    "trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiún veintidós "
    "veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()


def _spoken(number: int) -> str:
    """ "treinta y cinco" is 35."""
    if number < 30:
        return _BELOW_THIRTY[number - 13]
    tens, unit = divmod(number, 10)
    return _TENS[tens - 3] + (f" y {_UNITS[unit - 1]}" if unit else "")


VOCABULARY = Vocabulary(
    rules_start=r"\dms",
    rules=(
        times_as_much(
            r"(?:se )?multiplic(?:ó|aron|ad[oa]s?) por ",
            {"más de": "more than", "casi": "nearly", "cerca de": "about", "unas": "about"},
            "dos tres cuatro cinco seis siete ocho nueve diez",
        ),
        Rule(
            r"(?<![\d.,])(?P<day>[12]?\d|3[01]) de (?P<month>" + "|".join(_BY_NAME) + r")\b"
            r"(?: del? (?P<year>(?:19|20)\d\d)(?![\d.,]))?",
            lambda match: (
                f"{match['day']} {_BY_NAME[match['month']]}"
                + (f" {match['year']}" if match["year"] else "")
            ),
        ),
        Rule(
            r"(?<=las )(?<!\d)(?:[01]?\d|2[0-3])[.:][0-5]\d(?![.,]?\d|%)",
            lambda match: match[0].replace(".", ":"),
        ),
    ),
    numbers={
        "one million": "un millón",
        "one trillion": "un billón",
        "two": "dos",
        "three": "tres",
        "four": "cuatro",
        "five": "cinco",
        "six": "seis",
        "seven": "siete",
        "eight": "ocho",
        "nine": "nueve",
        "ten": "diez",
        "eleven": "once",
        "twelve": "doce",
        **compounds(_spoken),
        "one hundred": "cien|ciento",
        "two hundred": "doscientos|doscientas",
        "three hundred": "trescientos|trescientas",
        "five hundred": "quinientos|quinientas",
        "one thousand": "mil",
        "one billion": "un millardo|mil millones",
        "ten thousand": "diez mil",
        "one hundred thousand": "cien mil",
        "half a million": "medio millón",
        "half a billion": "medio millardo",
        "half a trillion": "medio billón",
        "a quarter of a million": "un cuarto de millón",
        "a quarter of a trillion": "un cuarto de billón",
        "0.75 million": "tres cuartos de millón",
        "0.75 trillion": "tres cuartos de billón",
        "half": "la mitad",
        "a third": "un tercio",
        "two thirds": "dos tercios|los dos tercios",
        "a quarter": "un cuarto|una cuarta parte|la cuarta parte",
        "three quarters": "tres cuartos|tres cuartas partes",
        "a fifth": "un quinto|una quinta parte|la quinta parte",
        "a tenth": "un décimo|una décima parte|la décima parte",
        "twice": "dos veces|el doble",
        "three times": "tres veces|el triple",
        "four times": "cuatro veces",
        "five times": "cinco veces",
        "ten times": "diez veces",
        "about 10": "una decena",
        "about 12": "una docena",
        "about 15": "una quincena",
        "about 20": "una veintena",
        "about 30": "una treintena",
        "about 50": "una cincuentena",
        "about 100": "un centenar",
        "about 1,000": "un millar",
    },
    magnitudes={
        "thousand": "mil|miles",
        "million": "millón|millones|mill.|mln|m",
        "billion": "mil millones|millardo|millardos|mrd",
        "trillion": "billón|billones",
        UNREAD: "trillón|trillones|mm|mmm",
        "m€": "m€",
    },
    currencies={
        "euros": "euro|euros",
        "dollars": "dólar|dólares",
        "US dollars": "dólares estadounidenses|dólares americanos|dólares de eeuu|"
        "dólares de ee. uu.",
        "Hong Kong dollars": "dólares de hong kong|dólares hongkoneses",
        "Canadian dollars": "dólares canadienses",
        "Australian dollars": "dólares australianos",
        "Swiss francs": "francos suizos|franco suizo|francos",
        "pounds": "libra|libras",
        "pounds sterling": "libras esterlinas|libra esterlina",
        "yuan": "yuan|yuanes",
        "renminbi": "renminbi|renminbis",
        "yen": "yen|yenes",
        "won": "won|wones",
        "Indian rupees": "rupias indias",
        "rupees": "rupias",
        "Swedish kronor": "coronas suecas",
        "Norwegian kroner": "coronas noruegas",
        "Danish kroner": "coronas danesas",
        "Czech crowns": "coronas checas",
        "crowns": "coronas",
        "zlotys": "eslotis|zlotys",
        "rubles": "rublos",
        "Mexican pesos": "pesos mexicanos|peso mexicano",
        "Argentine pesos": "pesos argentinos",
        "Chilean pesos": "pesos chilenos",
        "Colombian pesos": "pesos colombianos",
        "pesos": "pesos|peso",
        "reais": "reales|reales brasileños|reais",
        "Spanish pesetas": "pesetas",
        "euro cents": "céntimos de euro|céntimos|céntimo",
        "cents": "centavos|centavo",
        "pence": "peniques",
    },
    units={
        "percent": "por ciento|porciento|por 100",
        "percentage points": "puntos porcentuales|punto porcentual",
        "basis points": "puntos básicos|punto básico",
        "per mille": "por mil",
        "times": "veces|vez",
        "days": "días|día",
        "weeks": "semanas|semana",
        "months": "meses|mes",
        "years": "años|año",
        "hours": "horas",
        "minutes": "minutos|minuto",
    },
    of="de|del|de la|de las|de los|de sus|de su",
    articles="un|una|el|la",
    links="de",
    openings={
        "from": "de|desde|del|de los",
        "between": "entre|entre el|entre los",
        "went from": "pasó de|pasado de|pasaron de|pasar de|pasó del|pasado del|pasa de|pasa del",
    },
    by={
        "by": "un|en un|el",
        "to": "hasta|hasta los|hasta el",
        "by more than": "más de un|en más de un|más del|más de",
        "by nearly": "casi un|cerca de un",
        "by about": "alrededor de un|cerca de un|aproximadamente un",
    },
    hedges={
        "about": "unos|unas|cerca de|alrededor de|aproximadamente|en torno a|en torno al|"
        "alrededor del|más o menos|del orden de|algo así como|cerca del|aproximadamente el|"
        "aproximadamente un",
        "nearly": "casi|casi el|casi un|poco menos de|poco menos del|rozando|próximo a",
        "just over": "poco más de|poco más del|algo más de|algo más del|un poco más de|"
        "apenas más de",
        "slightly less than": "algo menos de|algo menos del|un poco menos de",
        "more than": "más de|más del|por encima de|por encima del|superior a|superior al|"
        "superiores a",
        "at least": "al menos|al menos el|al menos un|como mínimo|por lo menos|no menos de|"
        "a partir de|mínimo",
        "less than": "menos de|menos del|por debajo de|por debajo del|inferior a|inferior al",
        "at most": "como máximo|como mucho|no más de|no más del|a lo sumo|máximo",
        "up to": "hasta|hasta el|hasta un",
        "from": "desde|desde los|desde el",
        "starts from": "parten de|arranca en|arranca desde|empieza en",
        "exactly": "exactamente|justo|precisamente",
        "to": "a|al",
        "": "el|un|los",
        "of": "de|del|de un",
        "for": "por|por el",
        "worth": "por valor de|por un valor de|valorado en|valorada en",
        "equivalent to": "equivalente a|equivalente al|equivalentes a|el equivalente a|"
        "lo que equivale a|equivale a",
        "or": "o|o sea|es decir",
        "minus": "menos",
    },
    degrees={
        "nearly": "casi|prácticamente|cerca de",
        "more than": "más que|más de",
        "about": "aproximadamente|más o menos",
        "at least": "al menos|por lo menos|como mínimo",
    },
    connectors={"out of": "de cada", "to": "a|al|hasta|hasta los|hasta el", "and": "y|y el"},
    behind={
        "or more": "o más|y más|en adelante|como mínimo",
        "or less": "o menos|como máximo",
        "or so": "aproximadamente|más o menos",
        "plus one share": "más una acción|más 1 acción|más un voto|más un título",
        "and a half": "y medio|y media",
        "higher": "más|de aumento|de crecimiento|de subida|más caro|más caros",
        "lower": "menos|de caída|de descenso|de bajada|más barato|más baratos",
    },
    holdings={
        "stake": "participación|participaciones|participación minoritaria|"
        "participación mayoritaria|paquete accionarial",
        "shares": "acciones|títulos",
        "capital": "capital|capital social|accionariado",
        "voting rights": "derechos de voto",
        "votes": "votos",
        "holds": "posee|poseen|poseía|controla",
    },
    verbs={
        "rose": "subió|subieron|sube|suben|subido|creció|crecieron|crece|crecen|crecido|aumentó|"
        "aumentaron|aumenta|aumentan|aumentado|avanzó|avanza|repuntó|incrementó|"
        "incrementaron|incrementado|se disparó|se dispararon",
        "rise of": "aumento del|aumento de|subida del|subida de|crecimiento del|crecimiento de|"
        "alza del|alza de|incremento del|incremento de|prima del|avance del|avance de",
        "gained": "ganó|gana|ganado|ganaron",
        "fell": "cayó|cayeron|cae|caen|caído|bajó|bajaron|baja|bajan|bajado|descendió|descendieron|"
        "desciende|disminuyó|disminuyeron|retrocedió|retrocede|perdió|pierde|perdieron|se redujo|"
        "se redujeron|se desplomó|se hundió",
        "decline of": "caída del|caída de|descenso del|descenso de|bajada del|bajada de|baja del|"
        "disminución del|disminución de|reducción del|reducción de|retroceso del|retroceso de|"
        "rebaja del|descuento del|pérdida del",
        "went": "pasó|pasado|pasaron|pasar|pasa",
        "raised": "elevó|elevado|eleva",
        "lowered": "redujo|reducido|recortó|recortado|rebajó",
        "doubled": "duplicó|duplicaron|duplicado|duplica|duplican|se duplicó|se duplicaron|"
        "se duplica|se duplican|se ha duplicado|se han duplicado",
        "tripled": "triplicó|triplicaron|triplicado|triplica|se triplicó|se triplicaron|"
        "se ha triplicado|se han triplicado",
        "quadrupled": "cuadruplicó|cuadruplicado",
        "halved": "redujo a la mitad|redujeron a la mitad|reducido a la mitad",
    },
    words={
        **_MONTHS,
        "per share": "por acción|por título|por papel",
        "per vehicle": "por vehículo|por coche|por unidad",
        "a year": "al año|por año|anuales",
        "a month": "al mes|por mes|mensuales",
        "a day": "al día|por día",
        "year-on-year": "interanual|interanuales|respecto al año anterior|en tasa interanual",
    },
    times=frozenset("hasta|a partir de|de|del|desde|a|al|por|el".split("|")),
    ends=r"[^.,;:!?()\d]{1,80}?(?= (?:por|para|contra|a|al|en|con|sobre|desde|tras|antes|después|"
    r"y|e|o|que|cuyo|pero|es|son|está|están|ha|han|era|eran|será|serán|pertenece|pertenecen|pertenecía|"
    r"corresponde|corresponden|vale|valen|queda|quedan|va|van|según|hasta|entre|sin|mediante|"
    r"posee|controla)\b)",
    capitalised=frozenset(["m"]),
    noun=r"[a-zà-ÿñ]{2,}s(?![\w'’])",
    no_nouns=frozenset(
        """
        más menos tras mientras después antes entonces los las sus años meses días veces euros
        dólares además unos unas estos estas esos esas es dos tres seis apenas atrás
        """.split()
    ),
    adjectives=r"(?:nuevos|nuevas|otros|otras|grandes|pequeños|pequeñas|primeros|primeras|antiguos|"
    r"antiguas|jóvenes|buenos|buenas|mejores)\s(?=[a-zà-ÿñ])",
    years=frozenset(
        "en de del desde año ejercicio finales principios mediados hasta enero febrero marzo "
        "abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
    ),
)
