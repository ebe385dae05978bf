"""What the numbers of articles say of each other: the few words around those of the seeds book.

Run it with ``python examples/review_article.py``.
"""

import dealmodel

ARTICLES = (
    (
        "CNBC",
        "2025-04-26",
        "Pre-sales of the B10 began at 109,800 yuan ($15,115). A variant with lidar is priced from "
        "129,800 yuan, or $17,870. In 2023, Stellantis bought a 21% stake for $1.6 billion.",
    ),
    ("Motor1", "2025-04-26", "The SU7 has a base price of just 529,900 yuan (nearly $74,000)."),
    (
        "Wikipedia",
        None,  # the text names the day of its prices itself
        "On May 11, 2020, the T03 was launched. The price range after subsidy is 65,800-75,800 "
        "yuan (~US $9,280 – US $10,691).",
    ),
    ("a slip", "2025-04-26", "Revenue rose 32% to $5.6 billion from $5.0 billion."),
)

for publisher, published, text in ARTICLES:
    print(publisher)
    for relation in dealmodel.review(text, published=published):
        figures = ", ".join(figure.verbatim for figure in relation.figures)
        mend = f": {relation.remedies[0]}" if relation.remedies else ""
        print(f"  {relation.verdict} {figures}{mend}")
