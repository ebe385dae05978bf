"""What a stake implies, from two accounts of it, and what the answer hangs on."""

import dealmodel as dm

accounts = {
    "CNBC": dm.implied_value("21%", "$1.6 billion", to="EUR", on="2023-10"),
    "Wikipedia": dm.implied_value("20 percent", "€1.5 billion", to="USD", on="2023-10"),
}
for source, value in accounts.items():
    print(source)
    for result in value:
        print("  ", result, result.details.get("assuming", ""))

equity = accounts["CNBC"].implied_equity_value
for driver in equity.explanation()["drivers"]:
    print(f"{driver['input']} alone makes {driver['narrower_by'][:4]} of the width")
