"""A price list in another currency: each price on its own date, with the rate that was used."""

import dealmodel as dm

PRICES = [
    ("Leapmotor B10", "109,800 yuan", "2025-04-26"),
    ("Leapmotor B10 with lidar", "129,800 yuan", "2025-04-26"),
    ("Leapmotor T03", "65,800-75,800 yuan", "2020-05-11"),
    ("Xiaomi SU7 Ultra", "529,900 yuan", "2025-02"),
]

for product, price, day in PRICES:
    converted = dm.convert(price, to="EUR", on=day)
    used = converted.details["used"] or f"mean of {day}"
    print(f"{product:26} {price:20} {converted}  ({used})")
