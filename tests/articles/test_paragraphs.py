"""Paragraphs of deal news that are right, with many figures near each other: nothing is marked."""

from __future__ import annotations

import pytest

from dealmodel.articles.reviewing import review

PARAGRAPHS = (
    (
        "Kraft Heinz posted a 6.4% fall in fourth-quarter net sales to $6.35 billion, missing "
        "analysts' average estimate of $6.40 billion, according to LSEG data, while adjusted "
        "profit of 67 cents a share beat estimates of 65 cents."
    ),
    (
        "Shell said it would buy back $3.5 billion of shares over the next three months, "
        "matching the previous quarter, and raised its dividend by 4% to 35.8 cents a share."
    ),
    (
        "BP shares rose 3.5% to 412.5 pence by 0930 GMT, having lost 16% last year, and are 25% "
        "below the 550 pence of October 2023."
    ),
    (
        "The Bank of Japan holds about 52% of the 1,080 trillion yen of government bonds "
        "outstanding, up from 11% in 2012."
    ),
    (
        "Nike cut 2% of its workforce, or more than 1,600 jobs, after a plan to save $2 billion "
        "over three years."
    ),
    (
        "Porsche's margin fell to 14.1% from 18.0%, and it sold 310,718 cars, 3% less than the "
        "320,221 of 2023."
    ),
    (
        "Ryanair ordered 300 jets worth over $40 billion at list prices, 150 firm orders and "
        "150 options."
    ),
    (
        "The fund, which manages $1.1 trillion, returned 13% last year, beating its benchmark "
        "by 0.45 percentage points, and paid 34 million crowns in fees."
    ),
    (
        "Deutsche Bahn lost 1.2 billion euros in the first half, up from 71 million a year "
        "earlier, and will cut 30,000 jobs, about 9% of its 330,000 staff, over five years."
    ),
    (
        "Microsoft paid $68.7 billion, or $95 a share in cash, a 45% premium to the last close "
        "of $65.39 before the deal."
    ),
    (
        "The merger gives Nippon's shareholders 60% of the combined firm and its rival's 40%; "
        "each share will be swapped for 0.85 new ones."
    ),
    (
        "Thames Water asked to raise bills by 53% by 2030; the regulator allowed 35%, from £436 "
        "to £588 a year on average."
    ),
    (
        "Ørsted raised 60 billion Danish crowns by selling 900.8 million new shares at 66.6 "
        "crowns each."
    ),
    (
        "About 4,000 of the 14,000 jobs will go in Germany, 2,500 by attrition, and the rest by "
        "2027 at a cost of 600 million euros."
    ),
    (
        "Euro zone inflation eased to 2.2% in March from 2.3% in February, and core inflation "
        "to 2.4% from 2.6%."
    ),
    "Of the 27 members, 15 voted for, 4 against and 8 abstained.",
    (
        "Rio Tinto agreed to buy Arcadium for $5.85 a share, or $6.7 billion, a premium of 90% "
        "to its close of $3.08 on October 4."
    ),
    (
        "Sales in China fell 8.6% to 1.76 million cars; in Europe they rose 2% to 2.10 million "
        "and in North America by 5.9% to 0.38 million."
    ),
    (
        "Hapag-Lloyd's profit fell 19% to $2.6 billion in 2024, from $3.2 billion, on revenue "
        "up 6.6% at $20.7 billion."
    ),
    (
        "Novo Holdings pays $16.5 billion, or $63.50 per share; Catalent has 181 million "
        "shares, and debt brings the total to $16.5 billion."
    ),
    "It owns 21.3% of the shares and 29.9% of the votes and may buy another 5% a year.",
    (
        "The pension scheme has £3.2 billion of assets against liabilities of £3.5 billion, a "
        "shortfall of about £300 million."
    ),
    "More than 60,000 people, half of them children, fled, twice as many as in May.",
    (
        "Eni sold a 25% stake in Enilive to KKR for 2.94 billion euros, valuing the unit at "
        "11.75 billion euros after a capital increase of 500 million euros."
    ),
    (
        "Uniper will repay 2.6 billion euros to the state, which owns 99.12% and must cut that "
        "to 25% plus one share by 2028."
    ),
    (
        "Banks lent 1.2% more in March than a year before, after 1.0% in February; loans to "
        "companies grew 2.3% and to households 1.7%."
    ),
    (
        "A total of 1,234 people, including 456 women and 78 children, were aboard, 200 more "
        "than allowed."
    ),
    (
        "Rents rose from an average of $1,450 to $1,510 in a year, about 4%, while wages rose "
        "5% to $28.50 an hour from $27.20."
    ),
    (
        "Alphabet's cloud unit grew 28% to $12.3 billion, while YouTube ads rose 10% to $8.93 "
        "billion; total costs were $59.6 billion, up from $55.1 billion."
    ),
    (
        "The group said 2024 sales were 4.1 billion crowns, against 3.9 billion, and that 12% "
        "of them came from Norway and 8% from Poland."
    ),
    (
        "A dozen banks lent $2.5 billion, of which $1.0 billion is due in 2026 and $1.5 billion "
        "in 2028."
    ),
    (
        "The index rose 1.2% on Monday, its third gain in four days, to 4,512.3, and is up 7% "
        "this year from 4,217."
    ),
    (
        "The insurer paid out 45 cents of each dollar in claims and 30 cents in costs, leaving "
        "a margin of 25%."
    ),
    (
        "Airbus delivered 766 planes in 2024, 4% more than in 2023 when it delivered 735, and "
        "aims for 820 this year, 7% more."
    ),
    ("The company's 48 million users pay $11.99 a month, and 22 million see adverts for $6.99."),
    (
        "She sold 2% of the company in March for $40 million and another 3% in May for $66 "
        "million, and keeps 45%."
    ),
    (
        "Heathrow's 83.9 million passengers were 3% above the record of 80.9 million in 2019; "
        "Gatwick had 43.2 million."
    ),
    (
        "The tax would raise £5 billion a year from 2026, twice what the last one did, and 40% "
        "of it would come from the richest 1%."
    ),
    ("Of each $100 spent, $36 goes on rent, $15 on food and $12 on transport."),
    (
        "Japan's GDP grew 0.7% in the quarter, or 2.8% at an annual rate, after 0.4% and 1.7% "
        "in the three months before."
    ),
    (
        "The firm has 3,400 staff, 1,200 of them engineers, and revenue of $850 million, or "
        "$250,000 a head."
    ),
    (
        "A first tranche of 30% was paid in May, 50% will follow in 2026 and the remaining 20% "
        "in 2027."
    ),
    (
        "The bond pays 4.5% and was priced at 98.5 cents, to yield 4.7%, 120 basis points above "
        "Treasuries."
    ),
    (
        "Its 1.2 million customers were 15% more than a year ago, and each spent $52 on "
        "average, 3% less."
    ),
    (
        "The offer of 250 pence, made up of 150 pence in cash and 100 pence in shares, values "
        "the company at £2.1 billion."
    ),
    (
        "Tesla cut the price of the Model Y by $2,000 to $42,990 in America and by 5% to "
        "249,900 yuan in China."
    ),
    ("The state owns 25.9% and the unions 10%, and they vote together with 35.9%."),
    (
        "It expects sales of between $1.2 billion and $1.3 billion, up from $1.1 billion, and a "
        "margin of 10% to 11%, down from 12%."
    ),
    ("About 2.3 million people, one in eight of those in work, earn less than £11.44 an hour."),
    (
        "The yen weakened to 155.3 per dollar from 153.2, and the euro slipped to $1.0712 from "
        "$1.0785."
    ),
    ("They bought 120,000 square metres for 90 million euros, or 750 euros per square metre."),
    (
        "Profit in the first quarter was $1.1 billion, in the second $1.3 billion; for the "
        "half-year it was $2.4 billion, up 20% from $2.0 billion."
    ),
    (
        "The government will sell 15% of the lender, worth 1.1 billion euros at Friday's price "
        "of 7.35 euros for each of its 1.0 billion shares."
    ),
    (
        "Ten people were hurt, four of them badly, when 35 cars crashed, 20 fewer than in the "
        "crash of 1999."
    ),
    ("The fee was cut from 2% of assets and 20% of profits to 1.5% and 17.5%."),
    (
        "Norway's fund owns 1.5% of all shares in the world, 9,000 companies in 70 countries, "
        "and gained 13%, or 2.5 trillion crowns, last year."
    ),
    (
        "Rolls-Royce said 2024 profit rose 57% to £2.46 billion from £1.57 billion and that it "
        "would buy back £1 billion of shares and pay 6 pence a share."
    ),
    (
        "He has 100,000 shares bought at $8 and options on 50,000 more at $10; at $15 they are "
        "worth $1.75 million."
    ),
    (
        "Samsung's chip division lost 2.2 trillion won, compared with a profit of 8.5 trillion "
        "won; sales fell 36% to 15.4 trillion won from 24.0 trillion."
    ),
    (
        "Orders were worth $3.2 billion, a 15% increase over the $2.8 billion of last year, and "
        "the backlog reached $41 billion, 12% up on the year."
    ),
    (
        "The 1,100-megawatt plant cost $9.0 billion, or $8.2 million per megawatt, twice the "
        "$4.5 billion first planned."
    ),
    (
        "In 2023 Stellantis paid €1.5 billion for about 21% of Leapmotor; its stake was worth "
        "€1.1 billion by last week."
    ),
    (
        "The lender's bad loans rose to 2.3% of the total from 2.1%, and provisions to €310 "
        "million from €255 million."
    ),
    ("Some 350,000 households, 5% of the country's 7 million, were cut off."),
    ("The union wants 8% over 12 months; the company offers 4.5% over 18 and a bonus of €1,500."),
    (
        "From 2019 to 2024 output rose 30%, to 1.3 million tonnes a year, while jobs fell 10%, "
        "to 45,000."
    ),
    (
        "Alaska will pay $18 a share, or $1.9 billion including $900 million of debt, for "
        "Hawaiian, four times its closing price of $4.86."
    ),
    (
        "The UK's largest supermarket has 27.8% of the market, up 0.5 percentage points, more "
        "than its two nearest rivals with 15.9% and 12.6%."
    ),
    ("Its capital ratio is 14.2%, 370 basis points above the required 10.5%."),
    ("They cut 250 of 1,000 posts in Oslo, a quarter, and 100 of 800 in Bergen, or 12.5%."),
    (
        "The stake of 9.9% is worth about £480 million, and the bidder has until 5 pm on 28 "
        "June to make an offer of more than 300p a share."
    ),
    (
        "Sales doubled in Asia and fell by a fifth in Europe, leaving the total 3% higher at "
        "$7.2 billion than the $7.0 billion of 2022."
    ),
    ("The minimum wage goes up 9.8% to £11.44 from £10.42, an increase of £1.02 an hour."),
    (
        "Of 5,127 flights, 41% were late by an average of 52 minutes, compared with 38% and 47 "
        "minutes in 2022."
    ),
    ("The drug cut deaths by 20%, to 6.5% of patients from 8.0%, in a trial of 17,600 people."),
    ("A record 1,154 firms, 60% more than a year ago, went bust; 722 did so in May 2022."),
    (
        "The car has 408 horsepower, 15% more than the old one, weighs 2.1 tonnes, 200 "
        "kilograms more, and costs from €55,000, up from €49,500."
    ),
    ("The two funds own 12% and 9%, 21% together, and want three of nine seats."),
    (
        "Prices in May were 2.0% higher than a year before, the smallest rise since July 2021, "
        "down from 2.3% in April."
    ),
    (
        "The IPO priced at $34, the top of its $31 to $34 range, raised $748 million from 22 "
        "million shares, and valued Reddit at $6.4 billion."
    ),
    (
        "Revenue fell to SEK 60.0 billion, down 4% from SEK 62.6 billion, hurt by a 6% drop in "
        "networks to SEK 38.0 billion."
    ),
)


@pytest.mark.parametrize("text", PARAGRAPHS, ids=range(len(PARAGRAPHS)))
def test_nothing_is_marked_in_a_paragraph_that_is_right(text: str) -> None:
    marked = [each for each in review(text) if each.verdict in ("wrong", "doubtful")]
    assert not marked
