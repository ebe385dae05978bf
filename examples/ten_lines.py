"""The library in ten lines: read, convert, value, calculate."""

import dealmodel as dm

print(dm.figure("just over 300,000 cars").bounds)
print(dm.convert("109,800 yuan", to="EUR", on="2025-04-26").money)
print(dm.implied_value("20%", "€1.5 billion").implied_equity_value)
print(dm.calc("{just over 300,000 cars} / {less than a tenth}"))
print(dm.ratio("294,000 cars", "3.2 million cars")[0])
for item in dm.report(dm.load_book("seeds")).about("stakes.stellantis-in-leapmotor"):
    print(item.name, item.sources)
