"""``conversion``: a printed conversion against the dated rates."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.articles.exchange import pairs, rate_itself, stated_for, tested_by_table
from dealmodel.articles.relation import Relation
from dealmodel.articles.rule import Rule, Setting

DEFINITION = "second = first × the rate of the day or of the week before"


def _search(setting: Setting) -> Iterator[Relation]:
    for pair in pairs(setting):
        if not stated_for(setting, pair):
            yield tested_by_table(setting, pair, DEFINITION)
    for each in setting.stated:
        relation = rate_itself(setting, each, DEFINITION)
        if relation is not None:
            yield relation


RULE = Rule(
    kind="conversion",
    definition=DEFINITION,
    tolerance="0.5 % between market and reference rates, and the rounding of both amounts; what "
    "fits only other days is doubtful",
    order=10,
    search=_search,
    published="2025-04-26",
    holds=(
        "Pre-sales start at 109,800 yuan ($15,115).",
        "It costs from 129,800 yuan, or $17,870.",
        "It was launched on May 11, 2020 at 65,800-75,800 yuan (~US$9,280 – US$10,691).",
    ),
    fails=(
        "Pre-sales start at 109,800 yuan ($25,115).",
        "It starts at just 529,900 yuan (nearly $74,000).",
        "It sold the plant for €100 million ($88 million).",
    ),
    tempts=("It cost 109,800 yuan in China and $25,115 in America.",),
)
