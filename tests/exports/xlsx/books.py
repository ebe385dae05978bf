"""Small books that are awkward to export, in the sources and parties that the checks' tests share.

``SHAPES`` has one for each thing that a formula of the workbook must cope with; ``CHANGES`` has
pairs of books that differ in what a source says, as an analyst would change it in the file.
"""

from __future__ import annotations

import dealmodel as dm
from tests.checks.books import book, claims, entry, stake


def said(text: str, **more: str) -> str:
    """A claim by Alpha."""
    told = "".join(f", {key}: {value}" for key, value in more.items())
    return f'{{says: "{text}", source: alpha{told}}}'


def terms(paid: str = "€1.5 billion", share: str = "21%", **fields: str) -> str:
    """A stake of Ivy in Elm for euros, on a day with exchange rates."""
    return stake(on="2023-10-26", paid=said(paid), share=said(share), **fields)


def volume(count: str, **fields: str) -> str:
    return "volumes:\n" + entry("cars", measure="sales", party="elm", count=said(count), **fields)


def compared(count: str, ratio: str, other: str = "[]") -> str:
    """A volume, another, and the ratio that a source states between them."""
    return (
        volume(count, period="2024")
        + entry("peer", measure="sales", party="oak", period="2024", count=other)
        + f"ratios:\n  share: {{of: cars, to: peer, ratio: {said(ratio)}}}\n"
    )


def grown(count: str, growth: str) -> str:
    return volume(count, period="2024") + f"growth:\n  year: {{of: cars, growth: {said(growth)}}}\n"


def holding(holder: str, held: str, *shares: str) -> str:
    """A stake without a price."""
    return entry(f"{holder}-in-{held}", investor=holder, investee=held, share=claims(*shares))


def holdings(*lines: str) -> str:
    return "stakes:\n" + "".join(lines)


def loop(first: str = "20%", back: str = "10%", ivy: str = "about 60%") -> str:
    """Jay and Kay hold parts of each other, and Elm between them."""
    return holdings(
        holding("ivy", "jay", ivy),
        holding("jay", "kay", first),
        holding("kay", "jay", back),
        holding("jay", "elm", "45%"),
        holding("kay", "elm", "30%"),
    )


def through(ivy: str, jay: str) -> str:
    """Ivy holds Elm through Jay and beside it."""
    return holdings(
        holding("ivy", "jay", ivy), holding("jay", "elm", jay), holding("ivy", "elm", "5%")
    )


def between(ivy: str, jay: str) -> str:
    """The holders of a joint venture."""
    return f"{{ivy: {said(ivy)}, jay: {said(jay)}}}"


def price(says: str, **fields: str) -> str:
    amount = claims(says, "about 110,000 yuan")
    told = {"product": "Car", "basis": "list", "on": "2025-04-26", "amount": amount} | fields
    return "prices:\n" + entry("car", **told)


def premium(offer: str, close: str = "$54.20") -> str:
    return stake(
        on="2022-04-14",
        price_per_share=said(offer),
        shares=said("800 million shares"),
        reference_price=said(close),
        reference="the close",
    )


def years(*counts: str) -> str:
    """A volume a year from 2021 on."""
    common = {"measure": "sales", "party": "elm"}
    told = (
        entry(f"y{year}", **common, period=str(year), count=claims(*each.split("|")))
        for year, each in enumerate(counts, start=2021)
    )
    return "volumes:\n" + "".join(told)


def steps(*each: str) -> str:
    """A price with adjustments, each in YAML."""
    return price("109,800 yuan", adjustments=f"[{', '.join(each)}]")


MIXED_DEAL = """currency: USD
stakes:
  new: {deal: d, investor: ivy, investee: elm, on: 2024-03-01, shares_are: primary,
    before: {says: 2%, source: alpha}, share: {says: 10%, source: alpha},
    paid: {says: €1.2 billion, source: alpha}}
  old: {deal: d, investor: ivy, investee: elm, on: 2024-03-01, shares_are: secondary,
    share: {says: 5%, source: alpha}, paid: {says: $500 million, source: alpha}}
deals:
  d:
    target: elm
    closed: 2024-03-01
    values:
      - {of: equity, at: post, says: $13 billion, source: alpha}
      - {of: enterprise, says: $14.0 billion, source: alpha}
    terms: {fee: {fee: {says: $60 million, source: alpha}}}
financials:
  debt: {party: elm, measure: debt, on: 2023-12-31, amount: {says: €3.0 billion, source: alpha}}
  cash: {party: elm, measure: cash, on: 2023-12-31, amount: {says: $0.7 billion, source: alpha}}
  year: {party: elm, measure: ebitda, period: 2023, amount: {says: €600 million, source: alpha}}
"""

SHAPES = {
    "nothing": "",
    "years in a row": years("43,121 cars", "about 111,000 cars", "144,155 cars|144,000 cars"),
    "parts of a year": volume("5,000 cars", period="2024-Q1")
    + entry("half", measure="sales", party="elm", period="2024-Q2", count=said("about 6,000 cars"))
    + entry("year", measure="sales", party="elm", period="2024", count=said("30,000 cars")),
    "revenue that grew": "financials:\n"
    + entry("a", party="elm", measure="revenue", period="2022", amount=said("€8.1 billion"))
    + entry("b", party="elm", measure="revenue", period="2023", amount=said("$9.7 billion"))
    + entry("c", party="elm", measure="revenue", period="2023-H1", amount=said("$4 billion")),
    "tax in a price": steps(
        f"{{kind: discount, rate: {said('about 5%')}, to: transaction}}",
        f"{{kind: vat, rate: {said('13%')}, included: yes, to: before_tax}}",
    ),
    "tax on a price": steps(
        f"{{kind: tariff, amount: {said('5,000 yuan')}, included: no}}",
        f"{{kind: vat, rate: {said('13%')}, included: no, to: on_road}}",
    ),
    "prices of two dates": price("109,800 yuan", compare_to="abroad", ratio=said("less than half"))
    + entry("abroad", product="Car", basis="list", on="2025-09", amount=said("€29,900")),
    "a price": price("109,800 yuan ($15,115)"),
    "a month's rates": price("109,800 yuan", on="2025-03"),
    "prices side by side": price("109,800 yuan")
    + entry("abroad", product="Car", basis="list", on="2025-04-26", amount=said("€20,000"))
    + entry("both", product="C", basis="list", on="2024", amount=said("$9"), compare_to="abroad"),
    "a divisor that reaches nothing": terms(share="less than a tenth"),
    "no high end": terms(paid="at least €1.5 billion", share="more than 20%"),
    "a strict reading": terms(paid="just over €1.5 billion", share="nearly 21%"),
    "ranges without a point": terms(paid="€1.4 billion to €1.6 billion", share="20% to 21%"),
    "exact": terms(paid="exactly €1.5 billion", share="exactly 20%"),
    "nothing as a number": terms(net_debt=said("€0")),
    "undeclared shares": terms(),
    "new shares": terms(shares_are="primary"),
    "old shares": terms(shares_are="secondary"),
    "mixed shares": terms(shares_are="mixed", primary=said("about €0.4 billion")),
    "mixed shares without the part": terms(shares_are="mixed"),
    "net debt": terms(net_debt=said("€300 million")),
    "net cash": terms(net_debt=said("-€300 million")),
    "a deal of new and old shares": MIXED_DEAL,
    "several sources": stake(
        on="2023-10-26",
        paid=claims("€1.5 billion", "$1.6 billion", "roughly €1.5 billion"),
        share=claims("21%", "20 percent", "nearly 21.3%"),
    ),
    "sources apart": stake(share=claims("21%", "25%"), paid=claims("€1 billion", "€2 billion")),
    "sources that touch": stake(share=claims("20% to 21%", "21% to 22%")),
    "sources without a high end": stake(share=claims("at least 20%", "at least 25%")),
    "amounts without a high end": stake(
        on="2023-10-26", paid=claims("at least €1 billion", "more than €2 billion")
    ),
    "a premium": premium("$54.21"),
    "a large premium": premium("about $70"),
    "per unit": terms(per_volume="cars") + volume("294,000 cars", period="2024"),
    "run-rate": volume("just over 10,000 cars", within=said("13 days")),
    "launch": volume("10,000 cars", within=said("about two weeks"), launch="true"),
    "growth": grown("294,000 cars", "104%"),
    "a fall": grown("294,000 cars", "-4%"),
    "a ratio": compared("just over 300,000 cars", "less than a tenth", said("4,272,145 cars")),
    "a multiple": compared("300,000 cars", "two to three times"),
    "no peer": compared("up to 5,000 cars", "a half"),
    "a chain": through("60%", "50% to 60%"),
    "a loop": loop(),
    "a loop of ranges": loop("20% to 30%", "up to 10%", "more than 50%"),
    "a loop as printed": holdings(
        holding("ivy", "jay", "60%", "62%"),
        holding("jay", "kay", "20%"),
        holding("kay", "jay", "10%", "12%"),
    ),
    "what others leave": holdings(
        holding("ivy", "jay", "more than 60%"),
        holding("oak", "jay", "more than 30%"),
        holding("jay", "elm", "60%"),
    ),
    "unstated": "stakes:\n"
    + entry("a", investor="ivy", investee="jay", share="[]")
    + entry("b", investor="jay", investee="elm", share=claims("25% to 50%"))
    + entry("c", investor="ivy", investee="elm", share="[]"),
    "a joint venture": "joint_ventures:\n"
    + entry("jv", party="elm", holders=between("51%", "49%"))
    + holdings(holding("kay", "ivy", "about 30%"), holding("kay", "jay", "a third")),
    "more than the whole": holdings(
        holding("ivy", "elm", "70%"), holding("jay", "elm", "40%"), holding("kay", "ivy", "50%")
    ),
    "a whole that is missed": "joint_ventures:\n"
    + entry("jv", party="elm", holders=between("30%", "40%")),
    "cut at the whole": holdings(
        '  a: {investor: ivy, investee: jay, share: {says: "about 99.9%", source: alpha}}\n',
        '  b: {investor: jay, investee: elm, share: {says: "less than 0.4%", source: alpha}}\n',
    ),
    "large": terms(paid="€123,456,789,012,345,678,901,234,567,890"),
    "small": terms(share="exactly 0.000000000000012345678901234567"),
    "agreements": "agreements:\n  a: {kind: talks, parties: [ivy, elm], "
    "terms: {place: {says: Here, source: alpha}}, status: [{on: 2024-05, stage: talks, "
    "evidence: reported, source: day, by: jay}]}\n",
    "dates": "sources: {old: {publisher: Old, published: 1812-06-24}}\n"
    'stakes: {a: {investor: i, investee: e, share: {says: "5%", source: old, on: 1812}}}\n'
    "parties: {i: {name: I, kind: company}, e: {name: E, kind: company}}\nbook: Old\n",
}
"""Each by what it is about."""


def shape(name: str) -> dm.Book:
    text = SHAPES[name]
    return dm.read_book(text, "deal.yaml") if text.startswith("sources") else book(text)


CHANGES = {
    "an amount": (terms("€1.5 billion"), terms("€1.7 billion")),
    "an amount to another digit": (terms("€1.5 billion"), terms("€1.55 billion")),
    "a share": (terms(share="21%"), terms(share="23%")),
    "another hedge": (terms(share="about 21%"), terms(share="nearly 21%")),
    "a range": (terms(share="20% to 21%"), terms(share="24% to 26%")),
    "an exact amount": (terms("exactly €1.5 billion"), terms("€1.5 billion")),
    "an exact share": (terms(share="exactly 20%"), terms(share="20%")),
    "an exact share in a premium": (premium("exactly $54.25", "exactly $54.20"), premium("$60")),
    "no high end": (terms("at least €1.5 billion"), terms("€1.5 billion")),
    "no low end": (terms(share="less than a tenth"), terms(share="a tenth")),
    "a number for a range": (terms("€1.4 billion to €1.6 billion"), terms("€1.5 billion")),
    "both ends": (
        terms("at least €1.5 billion", "less than a tenth"),
        terms("€1.6 billion", "12%"),
    ),
    "new shares": (
        terms(shares_are="primary"),
        terms("€1.4 billion", "about 15%", shares_are="primary"),
    ),
    "mixed shares": (
        terms(shares_are="mixed", primary=said("€0.4 billion")),
        terms("€1.6 billion", "30%", shares_are="mixed", primary=said("€0.7 billion")),
    ),
    "debt into cash": (
        terms(net_debt=said("€300 million")),
        terms(net_debt=said("-€450 million")),
    ),
    "several sources": (
        stake(on="2023-10-26", paid=claims("€1.5 billion", "$1.6 billion"), share=claims("21%")),
        stake(on="2023-10-26", paid=claims("€1.7 billion", "$1.5 billion"), share=claims("20%")),
    ),
    "sources that part": (
        stake(share=claims("21%", "20.6%")),
        stake(share=claims("21%", "30%")),
    ),
    "sources that come together": (
        stake(share=claims("21%", "30%")),
        stake(share=claims("21%", "21.3%")),
    ),
    "per unit": (
        terms(per_volume="cars") + volume("294,000 cars", period="2024"),
        terms(per_volume="cars") + volume("nearly 300,000 cars", period="2024"),
    ),
    "a run-rate": (
        volume("just over 10,000 cars", within=said("13 days")),
        volume("12,500 cars", within=said("14 days")),
    ),
    "growth into a fall": (grown("294,000 cars", "104%"), grown("310,000 cars", "-4%")),
    "a ratio": (
        compared("just over 300,000 cars", "a tenth", said("4,272,145 cars")),
        compared("294,000 cars", "a fifth", said("4 million cars")),
    ),
    "a price": (price("109,800 yuan"), price("99,800 yuan")),
    "another day's rates": (terms(), terms().replace("2023-10-26", "2023-10-25")),
    "a chain": (through("60%", "50% to 60%"), through("70%", "40% to 55%")),
    "a loop": (loop(), loop("30%", "15%", "about 55%")),
    "a loop of ranges": (loop("20% to 30%", "5% to 10%"), loop("10% to 15%", "20% to 30%")),
    "what others leave": (
        holdings(
            holding("ivy", "jay", "more than 60%"),
            holding("oak", "jay", "more than 30%"),
            holding("jay", "elm", "60%"),
        ),
        holdings(
            holding("ivy", "jay", "more than 50%"),
            holding("oak", "jay", "more than 20%"),
            holding("jay", "elm", "55%"),
        ),
    ),
    "no longer cut at the whole": (
        through("about 100%", "60%"),
        through("about 98%", "60%"),
    ),
    "cut at the whole": (through("about 98%", "60%"), through("about 100%", "60%")),
}
"""A book before and after what its sources say is changed; or its day, and so the rates."""


def pair(name: str) -> tuple[dm.Book, dm.Book]:
    before, after = CHANGES[name]
    return book(before), book(after)
