"""A book as a workbook of live formulas, and its prices as a table, from Python."""

from io import BytesIO
from pathlib import Path

import dealmodel as dm

BOOK = Path(__file__).parent.parent / "seeds"

report = dm.report(dm.load_book(BOOK), to="GBP")

# Any binary file will do, such as open("leapmotor.xlsx", "wb").
file = BytesIO()
written = dm.write_workbook(report, file)
print(f"{written.sheets} sheets, {written.rows} rows, {len(file.getvalue()) // 1000} kB")

for record in dm.table(report, "prices").records():
    if record["unit"] == "GBP" and record["point"] is not None:
        print(f"{record['how']}: {round(record['point']):,} GBP ({record['rate_day']})")
