"""An article as the draft of a deal book: each figure in the record that its sentence puts it into.

Run it with ``python examples/draft_book.py``.
"""

from pathlib import Path

import dealmodel

ARTICLE = (
    "In 2023, Stellantis bought a 21% stake in Leapmotor for $1.6 billion. Leapmotor sold just "
    "over 300,000 cars last year, less than a tenth of the volume of BYD. Its cars run 600 km."
)

seeds = dealmodel.load_book(Path(__file__).parents[1] / "seeds")
draft = dealmodel.read(ARTICLE, publisher="Gazette", published="2025-04-26", book=seeds)

for claim in draft:
    print(f"{claim.about}: {claim.says}")
for figure in draft.unplaced:
    print(f"not placed: {figure.verbatim}")
print(dealmodel.draft_text(draft))
