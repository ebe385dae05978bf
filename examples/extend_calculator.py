"""A calculator of your own: one declaration, and it stands in reports, footnotes and workbooks."""

import dealmodel as dm
from dealmodel import extend

PAID_PER_POINT = extend.Calculator(
    name="paid_per_point",
    formula="paid / (share * 100)",
    inputs={"paid": "paid", "share": "share"},
    section="stakes",
    definition="What was paid for each percentage point of the company.",
    source="Our own measure, to compare tranches of one company",
)

print(PAID_PER_POINT(paid="€1.5 billion", share="20%"))

with extend.registered(PAID_PER_POINT):
    for item in dm.report(dm.load_book("seeds")).about("stakes.stellantis-in-leapmotor"):
        if item.name == "paid_per_point":
            print(item.result, "from", ", ".join(item.sources))
