"""Your own source of rates: an object with a conversion, here one contract rate, and its name."""

from dataclasses import dataclass
from fractions import Fraction

import dealmodel as dm
from dealmodel import extend
from dealmodel.rates.period import Period
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy, Rate, along


@dataclass(frozen=True)
class ContractRate:
    """7.25 CNY for one USD, as a contract fixes it for every day of its term."""

    name: str = "supply contract, clause 4"

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        if policy.kind == "mean":
            raise dm.DealModelError("the contract has one rate, so no mean of rates")
        rate = Rate("USD", "CNY", Fraction("7.25"), period.text, period.first, self.name)
        if (base, quote) == ("CNY", "USD"):
            return along(((rate, "divide"),), base, quote, period, period.first)
        raise dm.DealModelError(f"the contract has no rate for {base}/{quote}")


price = dm.convert("109,800 yuan", to="USD", on="2025-04-26", rates=ContractRate())
print(price.money, "=", price.formula, "from", price.sources[-1])

# By its name it can be asked for everywhere: dealmodel report seeds --rates contract
CONTRACT = extend.Rates(name="contract", about="the supply contract's own rate", make=ContractRate)
with extend.registered(CONTRACT):
    print(dm.convert("109,800 yuan", to="USD", on="2025-04-26", rates="contract").money)
