"""The words by which names are told apart from what only begins with a capital."""

from __future__ import annotations

MONTHS = frozenset(
    """
    January February March April May June July August September October November December Jan Feb
    Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday
    """.split()
)

PLACES = frozenset(
    """
    China Chinese Europe European Asia Asian Africa African America American Americas Japan Japanese
    Korea Korean Germany German France French Italy Italian Spain Spanish Britain British Kingdom UK
    US USA United States India Indian Russia Russian Poland Polish Sweden Swedish Norway Norwegian
    Denmark Danish Finland Finnish Netherlands Dutch Belgium Belgian Switzerland Swiss Austria
    Austrian Ireland Irish Portugal Portuguese Greece Greek Turkey Turkish Israel Israeli Brazil
    Brazilian Mexico Mexican Canada Canadian Australia Australian Zealand Indonesia Indonesian
    Malaysia Malaysian Thailand Thai Vietnam Vietnamese Singapore Taiwan Taiwanese Hong Kong Saudi
    Arabia Emirates Dubai Qatar Egypt Hungary Hungarian Slovakia Czech Romania Ukraine Middle East
    West North South Eastern Western Northern Southern London Paris Berlin Tokyo Beijing Shanghai
    Shenzhen Hangzhou Frankfurt Milan Turin Washington Brussels York EU UN G7 G20
    """.split()
)

GENERAL = frozenset(
    """
    The A An In On At By For From With Without Of To And But Or Nor So Yet As If When While Whereas
    Although Though Because Since After Before During Under Over Between Among Through Until Unless
    Despite However Meanwhile Moreover Also Then There Here This That These Those It Its He She His
    Her They Their We Our You Your I Who What Which Where Why How Not No Yes All Both Each Every
    Some Any Many Most More Less Few Several Other Another Such Only Just Even Still Already Last
    Next First Second Third One Two Three Four Five Six Seven Eight Nine Ten Once Now Today
    Yesterday Shares Share Sales Revenue Profit Net Total Founded Production Following According
    Based Last Earlier Later Up Down About Around Nearly Almost Up Historically Additionally
    EV EVs SUV SUVs NEV NEVs PHEV BEV MoU MOU IPO GDP AI LED CPU R&D EBITDA EBIT VAT ESG IT PC TV
    USD EUR RMB CNY JPY GBP HKD CHF Ltd Inc Corp Co Read Sign Subscribe Download Get Source Photo
    Related Leave Home Comments Articles Platform Details Company Group Chief Board Government State
    Ministry Commission Parliament Commerce Secretary Auto Motor Show
    """.split()
)
"""What is no name by itself, whether a sentence begins with it or not."""

OFFICES = frozenset(
    """
    CEO CFO COO CTO Chairman Chairwoman Chair President Director Founder Executive Officer Mr Mrs Ms
    Dr Sir Minister Analyst Partner Managing Manager Spokesman Spokeswoman Spokesperson Head
    """.split()
)
"""What stands before, or behind, a person's name."""

PUBLISHERS = (
    "Reuters|Bloomberg|AFP|Agence France-Presse|Associated Press|AP|Dow Jones|Xinhua|Nikkei|Kyodo|"
    "Yonhap|PTI|ANSA|DPA|Caixin|Yicai|Gasgoo|CNBC|CNN|BBC|Financial Times|FT|Wall Street Journal|"
    "WSJ|New York Times|Handelsblatt|Les Echos|Il Sole 24 Ore|Economic Times"
)
"""Whom others repeat, and who is no party to what is told."""

PUBLISHER_ENDS = frozenset(
    """
    News Times Post Journal Daily Press Agency Tribune Herald Weekly Magazine Gazette Finanza
    Zeitung Chronicle Telegraph Guardian Observer
    """.split()
)

COMPANY = (
    "company|group|firm|carmaker|automaker|maker|manufacturer|startup|start-up|conglomerate|giant|"
    "retailer|bank|lender|insurer|producer|supplier|chipmaker|drugmaker|business|developer|operator"
)
"""What a text calls a company that it has named already."""
