"""Currencies: ISO 4217 codes with their minor units, and the words and signs that print them.

Policy: a code is read in capitals; a bare ``$`` is USD, ``£`` GBP and "rupees" INR, each said in
the figure's ``why``; a sign or word that several currencies share equally (``¥``, ``kr``) is
refused with the candidates named. Former currencies are kept where a dated rate, an irrevocable
euro ratio or a redenomination can still convert them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_TWO = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
    CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
    GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD
    LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN
    PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
    TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
""".split()
_ZERO = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()
_NO_UNIT = "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX".split()
_THREE = "BHD IQD JOD KWD LYD OMR TND".split()
_FOUR = "CLF UYW".split()
_FORMER_TWO = """
    ATS BEF BGL CYP DEM EEK FIM FRF GRD HRK IEP LTL LUF LVL MTL NLG RUR SIT SKK SLL VEF ZWL
""".split()
_FORMER_ZERO = "ADP ESP ITL PTE ROL TRL".split()

CURRENCIES: dict[str, int] = {
    **dict.fromkeys(_TWO, 2),
    **dict.fromkeys(_ZERO, 0),
    **dict.fromkeys(_NO_UNIT, 0),
    **dict.fromkeys(_THREE, 3),
    **dict.fromkeys(_FOUR, 4),
    **dict.fromkeys(_FORMER_TWO, 2),
    **dict.fromkeys(_FORMER_ZERO, 0),
}
"""Code → decimal places of its minor unit."""

_FUNDS = frozenset("BOV CHE CHW COU MXV USN UYI UYW CLF".split())
_MAJOR = "USD EUR GBP CNY JPY CHF HKD KRW INR AUD CAD SEK NOK DKK PLN BRL MXN".split()

SUGGESTED = tuple(dict.fromkeys(code for code in _MAJOR + _TWO + _ZERO + _THREE if code[0] != "X"))
"""The codes that a typing error is compared with, those of most trade first."""

LOWER_CODES = frozenset(
    """
    usd eur gbp jpy cny rmb chf hkd inr krw aud nzd sgd sek nok dkk pln czk huf brl mxn zar rub thb
    twd
    """.split()
)
"""Codes that are read in small letters too, since they are no words."""

WORDLIKE_CODES = frozenset(
    "ALL AMD BAM COP CUP DOP GEL LAK MAD MOP PEN SOS TOP TRY VES SR NT KD TL NIS DM".split()
)
"""Codes and signs that are words or names too ("ALL 5 PLANTS", "COP28"): money only with an amount
that looks like one."""


WITHOUT_DECIMALS = frozenset("IDR HUF COP LAK MMK IRR KHR".split())
"""Currencies whose hundredths are no longer used, so that a point parts thousands."""


class Reading(NamedTuple):
    """What a printed sign or word stands for; several ``codes`` mean that it cannot be told."""

    codes: tuple[str, ...]
    note: str = ""


_SIGNS = {
    "USD": "US$|US $|USD$|$US|U.S.$|U.S. $|美元|美金",
    "AFN": "؋",
    "AMD": "֏",
    "AED": "Dh|Dhs|Dh.|Dhs.",
    "AUD": "A$|AU$|AUD$|Aus$|$A|$AU|澳元",
    "AZN": "₼",
    "BDT": "৳",
    "BGN": "лв",
    "BRL": "R$",
    "BZD": "BZ$",
    "CAD": "C$|CA$|CAD$|Can$|Cdn$|$C|$CA|$Cdn|加元",
    "CHF": "SFr|SFr.|Sfr|Sfr.|瑞士法郎",
    "CNY": "CN¥|RMB¥|CNY¥|元|人民币|元人民币|RMB|Rmb",
    "CRC": "₡",
    "CZK": "Kč",
    "DEM": "DM",
    "DKK": "DKr|DKr.",
    "DOP": "RD$",
    "EGP": "E£",
    "EUR": "€|欧元",
    "GBP": "£|₤|￡|UK£|STG|英镑",
    "GEL": "₾",
    "GHS": "₵|GH₵",
    "HKD": "HK$|HKD$|$HK|港元|港币",
    "HUF": "Ft",
    "IDR": "Rp",
    "ILS": "₪|NIS",
    "INR": "₹",
    "JMD": "J$",
    "JPY": "JP¥|JPY¥|円|日元|日圆",
    "KES": "KSh|Ksh",
    "KHR": "៛",
    "KRW": "원|₩|￦|韩元",
    "KWD": "KD",
    "KZT": "₸",
    "LAK": "₭",
    "MNT": "₮",
    "MOP": "MOP$",
    "MXN": "MX$|Mex$",
    "MYR": "RM",
    "NGN": "₦",
    "NOK": "NKr|NKr.",
    "NZD": "NZ$|NZD$|$NZ",
    "PEN": "S/.",
    "PHP": "₱|PhP|Php|Ph₱",
    "PLN": "zł|Zł|zl",
    "PYG": "₲",
    "RUB": "₽|руб|руб.|Р|р.",
    "SAR": "SR|SR.",
    "SEK": "SKr|SKr.",
    "SGD": "S$|SG$|SGD$|$S|新元|新加坡元",
    "THB": "฿",
    "TRY": "₺|TL",
    "TTD": "TT$",
    "TWD": "NT$|T$|NTD|NT|新台币",
    "UAH": "₴|грн|грн.",
    "VND": "₫|đ",
}
_NOTED_SIGNS = {
    "$": Reading(("USD",), "a bare $ is read as USD"),
    "＄": Reading(("USD",), "a bare $ is read as USD"),
    "Rs": Reading(("INR",), "Rs is read as INR"),
    "Rs.": Reading(("INR",), "Rs is read as INR"),
    "₨": Reading(("INR",), "Rs is read as INR"),
    "Fr.": Reading(("CHF",), "Fr. is read as CHF"),
    "kr.": Reading(("SEK", "NOK", "DKK", "ISK")),
    "CNH": Reading(("CNY",), "CNH, the offshore yuan, is read as CNY"),
    "¥": Reading(("CNY", "JPY")),
    "￥": Reading(("CNY", "JPY")),
    "kr": Reading(("SEK", "NOK", "DKK", "ISK")),
    "Kr": Reading(("SEK", "NOK", "DKK", "ISK")),
    "KR": Reading(("SEK", "NOK", "DKK", "ISK")),
    "ƒ": Reading(("AWG", "ANG")),
    "﷼": Reading(("IRR", "SAR", "OMR", "QAR", "YER")),
    "FCFA": Reading(("XOF", "XAF")),
    "CFA": Reading(("XOF", "XAF")),
}
_NAMES = {
    "AED": "uae dirham|emirati dirham",
    "ALL": "albanian lek",
    "AMD": "armenian dram",
    "ARS": "argentine peso|argentinian peso|argentinean peso",
    "ATS": "schilling|austrian schilling",
    "AUD": "australian dollar|aussie dollar",
    "AZN": "azerbaijani manat|azeri manat",
    "BAM": "bosnian mark",
    "BBD": "barbadian dollar|barbados dollar",
    "BDT": "taka|bangladeshi taka",
    "BEF": "belgian franc",
    "BGN": "lev|leva|bulgarian lev|bulgarian leva",
    "BHD": "bahraini dinar",
    "BIF": "burundian franc",
    "BMD": "bermudian dollar|bermuda dollar",
    "BND": "brunei dollar",
    "BRL": "brazilian real|brazilian reais|reais",
    "BSD": "bahamian dollar",
    "BWP": "pula",
    "BYN": "belarusian ruble|belarusian rouble|belarussian rouble",
    "BZD": "belize dollar",
    "CAD": "canadian dollar",
    "CDF": "congolese franc",
    "CHF": "swiss franc",
    "CLP": "chilean peso",
    "CNY": "yuan|chinese yuan|yuan renminbi|renminbi|rmb",
    "COP": "colombian peso",
    "CUP": "cuban peso",
    "CYP": "cyprus pound|cypriot pound",
    "CZK": "koruna|czech koruna|czech crown",
    "DEM": "deutsche mark|deutschmark|german mark",
    "DJF": "djiboutian franc",
    "DKK": "danish krone|danish kroner|danish crown|danish kr",
    "DOP": "dominican peso",
    "DZD": "algerian dinar",
    "EGP": "egyptian pound",
    "ESP": "peseta|spanish peseta",
    "ETB": "birr|ethiopian birr",
    "EUR": "euro",
    "FIM": "markka|finnish markka|finnish mark",
    "FJD": "fijian dollar|fiji dollar",
    "FRF": "french franc",
    "GBP": (
        "pound sterling|pounds sterling|british pound|"
        "sterling|uk pound|scottish pound|english pound"
    ),
    "GEL": "georgian lari",
    "GHS": "cedi|ghanaian cedi",
    "GIP": "gibraltar pound",
    "GNF": "guinean franc",
    "GRD": "drachma|greek drachma",
    "GYD": "guyanese dollar",
    "HKD": "hong kong dollar|hk dollar",
    "HRK": "kuna|croatian kuna",
    "HUF": "forint|hungarian forint",
    "IDR": "rupiah|indonesian rupiah",
    "IEP": "irish pound|irish punt|punt",
    "ILS": "shekel|israeli shekel|new israeli shekel",
    "INR": "indian rupee",
    "IQD": "iraqi dinar",
    "IRR": "iranian rial",
    "ISK": "icelandic krona|icelandic kronur|icelandic crown",
    "ITL": "italian lira|italian lire",
    "JMD": "jamaican dollar",
    "JOD": "jordanian dinar",
    "JPY": "yen|japanese yen",
    "KES": "kenyan shilling",
    "KHR": "cambodian riel",
    "KPW": "north korean won",
    "KRW": "won|korean won|south korean won",
    "KWD": "kuwaiti dinar",
    "KYD": "cayman dollar",
    "KZT": "tenge|kazakh tenge|kazakhstani tenge",
    "LBP": "lebanese pound",
    "LKR": "sri lankan rupee",
    "LRD": "liberian dollar",
    "LUF": "luxembourg franc",
    "LYD": "libyan dinar",
    "MAD": "moroccan dirham",
    "MDL": "moldovan leu|moldovan lei",
    "MKD": "macedonian denar",
    "MMK": "kyat|myanmar kyat",
    "MNT": "tugrik|mongolian tugrik",
    "MTL": "maltese lira",
    "MUR": "mauritian rupee",
    "MWK": "malawian kwacha",
    "MXN": "mexican peso",
    "MYR": "ringgit|malaysian ringgit",
    "NAD": "namibian dollar",
    "NGN": "naira|nigerian naira",
    "NLG": "guilder|dutch guilder",
    "NOK": "norwegian krone|norwegian kroner|norwegian crown|norwegian kr",
    "NPR": "nepalese rupee|nepali rupee",
    "NZD": "new zealand dollar",
    "OMR": "omani rial|omani riyal",
    "PEN": "peruvian sol|peruvian soles",
    "PHP": "philippine peso",
    "PKR": "pakistani rupee|pakistan rupee",
    "PLN": "zloty|złoty|złotych|polish zloty|polish złoty",
    "PTE": "portuguese escudo",
    "QAR": "qatari riyal|qatari rial",
    "RON": "romanian leu|romanian lei",
    "RSD": "serbian dinar",
    "RUB": "ruble|rouble|russian ruble|russian rouble|рублей|рубля|рубль",
    "RWF": "rwandan franc",
    "SAR": "saudi riyal|saudi rial",
    "SCR": "seychelles rupee|seychellois rupee",
    "SDG": "sudanese pound",
    "SEK": "swedish krona|swedish kronor|swedish crown|swedish kr",
    "SGD": "singapore dollar|singaporean dollar",
    "SKK": "slovak koruna|slovak crown",
    "SOS": "somali shilling",
    "SSP": "south sudanese pound",
    "SYP": "syrian pound",
    "THB": "baht|thai baht",
    "TMT": "turkmen manat",
    "TND": "tunisian dinar",
    "TRY": "turkish lira",
    "TTD": "trinidadian dollar",
    "TWD": "taiwan dollar|new taiwan dollar|taiwanese dollar",
    "TZS": "tanzanian shilling",
    "UAH": "hryvnia|hryvnias|гривен|ukrainian hryvnia",
    "UGX": "ugandan shilling",
    "USD": "us dollar|u.s. dollar|american dollar",
    "UYU": "uruguayan peso",
    "UZS": "uzbek sum|uzbek som|uzbek soum",
    "VES": "bolivar|venezuelan bolivar",
    "VND": "dong|vietnamese dong",
    "XCD": "east caribbean dollar",
    "YER": "yemeni rial|yemeni riyal",
    "ZAR": "rand|south african rand",
    "ZMW": "zambian kwacha",
}
_NOTED_NAMES = {
    "dollar": Reading(("USD",), "dollars of no named country are read as USD"),
    "pound": Reading(("GBP",), "pounds of no named country are read as GBP"),
    "rupee": Reading(("INR",), "rupees of no named country are read as INR"),
    "franc": Reading(("CHF",), "francs of no named country are read as CHF"),
    "lira": Reading(("TRY",), "lira of no named country is read as TRY"),
    "crown": Reading(("SEK", "NOK", "DKK", "CZK")),
    "kroner": Reading(("NOK", "DKK")),
    "kronor": Reading(("SEK", "NOK", "DKK", "ISK")),
    "krona": Reading(("SEK", "ISK")),
    "krone": Reading(("NOK", "DKK")),
    "peso": Reading(("MXN", "PHP", "ARS", "CLP", "COP")),
    "dirham": Reading(("AED", "MAD")),
    "lire": Reading(("ITL",), "lire are read as ITL"),
    "reals": Reading(("BRL",), "reals are read as BRL"),
    "shilling": Reading(("KES", "TZS", "UGX")),
    "kwacha": Reading(("ZMW", "MWK")),
    "manat": Reading(("AZN", "TMT")),
    "quid": Reading(("GBP",), "quid are read as GBP"),
    "rial": Reading(("IRR", "OMR", "QAR", "YER")),
    "riyal": Reading(("SAR", "QAR")),
    "dinar": Reading(("KWD", "BHD", "JOD", "IQD", "RSD")),
    "leu": Reading(("RON", "MDL")),
    "lei": Reading(("RON", "MDL")),
}


def _readings(table: dict[str, str]) -> Iterator[tuple[str, Reading]]:
    for code, printed in table.items():
        reading = Reading((code,))
        for sign in printed.split("|"):
            yield sign, reading


SIGNS: dict[str, Reading] = {**_NOTED_SIGNS, **dict(_readings(_SIGNS))}
"""Signs and abbreviations, before or after a number, as printed."""

NAMES: dict[str, Reading] = {**_NOTED_NAMES, **dict(_readings(_NAMES))}
"""Names after a number, in lower case and singular; a plural ``s`` is taken off before."""

MINOR_UNITS: dict[str, Reading] = {
    "cent": Reading(()),
    "¢": Reading(()),
    "c": Reading(()),
    "us cent": Reading(("USD",)),
    "u.s. cent": Reading(("USD",)),
    "american cent": Reading(("USD",)),
    "euro cent": Reading(("EUR",)),
    "eurocent": Reading(("EUR",)),
    "australian cent": Reading(("AUD",)),
    "canadian cent": Reading(("CAD",)),
    "singapore cent": Reading(("SGD",)),
    "hong kong cent": Reading(("HKD",)),
    "pence": Reading(("GBP",), "pence are read as hundredths of a GBP"),
    "penny": Reading(("GBP",), "pence are read as hundredths of a GBP"),
    "p": Reading(("GBP",), "p is read as pence, hundredths of a GBP"),
    "gbx": Reading(("GBP",), "GBX, pence, are hundredths of a GBP"),
    "paise": Reading(("INR",), "paise are read as hundredths of an INR"),
    "sen": Reading(("MYR",), "sen are read as hundredths of a MYR"),
    "öre": Reading(("SEK",), "öre are read as hundredths of a SEK"),
    "agorot": Reading(("ILS",), "agorot are hundredths of an ILS"),
    "kopeck": Reading(("RUB",), "kopecks are read as hundredths of a RUB"),
}
"""Hundredths of a currency; bare cents belong to no one currency."""

MINOR_CODES: dict[str, Reading] = {
    "GBX": MINOR_UNITS["gbx"],
    "GBp": Reading(("GBP",), "GBp, pence, are hundredths of a GBP"),
    "GBpence": MINOR_UNITS["gbx"],
    "ZAc": Reading(("ZAR",), "ZAc, cents, are hundredths of a ZAR"),
    "USc": Reading(("USD",), "USc, cents, are hundredths of a USD"),
    "EURc": Reading(("EUR",), "EURc, cents, are hundredths of a EUR"),
    "ILA": Reading(("ILS",), "ILA, agorot, are hundredths of an ILS"),
}
"""Codes of hundredths, as exchanges print them before or behind a price."""

ADJECTIVES: dict[str, str] = {
    "american": "USD",
    "u.s.": "USD",
    "us": "USD",
    "canadian": "CAD",
    "australian": "AUD",
    "singaporean": "SGD",
    "singapore": "SGD",
    "taiwanese": "TWD",
    "jamaican": "JMD",
    "hong kong": "HKD",
    "new zealand": "NZD",
}
"""Countries behind a bare dollar amount: "$12 billion Canadian"."""

LETTER_SIGNS: dict[str, Reading] = {
    "R": Reading(("ZAR",), "R before an amount is read as ZAR"),
    "N": Reading(("NGN",), "N before an amount is read as NGN"),
    "P": Reading(("PHP",), "P before an amount is read as PHP"),
    "Tk": Reading(("BDT",), "Tk before an amount is read as BDT"),
}
"""Letters that are currencies where what looks like an amount is glued to them: "R273.00",
"N5 billion"."""
