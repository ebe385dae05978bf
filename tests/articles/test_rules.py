"""Every rule: complete, and right about its own examples."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dealmodel.articles import rules
from dealmodel.articles.catalogue import all_rules
from dealmodel.articles.phrases import pattern
from dealmodel.articles.reviewing import review
from dealmodel.articles.rule import Rule

KINDS = {
    *("conversion", "stated-rate", "growth", "difference", "points", "share-of", "part-of-whole"),
    *("margin", "implied-value", "sum", "per-unit", "ratio", "stake-change", "range", "repeat"),
    "whole",
}


def told(rule: Rule, text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.verdict) for each in review(text, published=rule.published)]


def examples(which: str) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.kind}-{at}")
        for rule in all_rules()
        for at, text in enumerate(getattr(rule, which))
    ]


def test_there_is_a_rule_for_each_kind() -> None:
    assert {rule.kind for rule in all_rules()} == KINDS


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.kind)
def test_a_rule_says_what_it_tests_and_how_closely(rule: Rule) -> None:
    assert rule.definition
    assert rule.tolerance
    assert rule.holds
    assert rule.fails
    assert rule.tempts
    assert rule.search or (rule.patterns and rule.test)
    for template in rule.patterns:
        pattern(template)


@pytest.mark.parametrize(("rule", "text"), examples("holds"))
def test_what_holds_is_found_to_hold(rule: Rule, text: str) -> None:
    found = told(rule, text)
    assert (rule.kind, "holds") in found
    assert not {verdict for _, verdict in found} & {"wrong", "doubtful"}


@pytest.mark.parametrize(("rule", "text"), examples("fails"))
def test_what_cannot_be_right_is_marked(rule: Rule, text: str) -> None:
    assert {verdict for kind, verdict in told(rule, text) if kind == rule.kind} & {
        "wrong",
        "doubtful",
    }


@pytest.mark.parametrize(("rule", "text"), examples("tempts"))
def test_what_only_looks_like_a_relation_is_left_alone(rule: Rule, text: str) -> None:
    assert not {verdict for _, verdict in told(rule, text)} & {"wrong", "doubtful"}


INVENTED = """
from dealmodel.articles.rule import Outcome, Rule

RULE = Rule(
    kind="score",
    definition="the winner has more",
    tolerance="none",
    patterns=("won|wins {more:n} to {less:n}",),
    test=lambda found: Outcome("holds", found.figures["more"].verbatim),
    holds=("It won 30 to 20.",),
    fails=(),
    tempts=(),
)
"""


def test_a_new_rule_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "score.py").write_text(INVENTED, "utf-8")
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path)])
    all_rules.cache_clear()
    try:
        (found,) = review("They won 130 to 120.")
        assert (found.kind, found.message, found.rule) == ("score", "130", "the winner has more")
    finally:
        all_rules.cache_clear()
        sys.modules.pop("dealmodel.articles.rules.score", None)
