"""Hold what papers print against each other: figures alone, then a whole book."""

from pathlib import Path

import dealmodel as dm

for says, on in (
    (["21%", "20 percent"], None),
    (["€1.5 billion", "$1.6 billion"], "2023-10"),
    (["109,800 yuan", "around €12,000"], "2025-03"),
    (["just over 300,000 cars", "almost 294,000 vehicles"], None),
):
    found = dm.reconcile(says, on=on)
    print(f"{' and '.join(says)}: {found.verdict}")
    for pair in found.pairs:
        for remedy in pair.remedies:
            print(f"  they would meet if {remedy.text}")

book = dm.load_book(Path(__file__).parents[1] / "seeds")
print()
for finding in dm.check(book):
    if finding.severity != "info":
        print(f"{finding.severity}: {finding.where}: {finding.message}")
