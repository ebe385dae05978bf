"""``stated-rate``: a printed conversion against the rate that the text itself gives."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.articles.exchange import pairs, stated_for, tested_by_text
from dealmodel.articles.relation import Relation
from dealmodel.articles.rule import Rule, Setting
from dealmodel.articles.verdicts import VERDICTS

DEFINITION = "second = first × the rate that the text gives"


def _search(setting: Setting) -> Iterator[Relation]:
    for pair in pairs(setting):
        rates = stated_for(setting, pair)
        if rates:
            told = [tested_by_text(setting, pair, *each, DEFINITION) for each in rates]
            yield max(told, key=lambda each: VERDICTS.index(each.verdict))


RULE = Rule(
    kind="stated-rate",
    definition=DEFINITION,
    tolerance="0.5 %, and the rounding of both amounts",
    order=10,
    search=_search,
    published="2025-04-26",
    holds=("Revenue was 10.98 billion yuan ($1.51 billion). ($1 = 7.2643 yuan)",),
    fails=("Revenue was 10.98 billion yuan ($1.81 billion). ($1 = 7.2643 yuan)",),
    tempts=("A dollar is worth 7.2643 yuan. Revenue was 10.98 billion yuan.",),
)
