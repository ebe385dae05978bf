"""Every rule: a module of the folder ``rules`` each, found there."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from dealmodel.articles import rules
from dealmodel.articles.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules, by their order and name.

    >>> "growth" in [rule.kind for rule in all_rules()]
    True
    """
    found = [
        importlib.import_module(f"{rules.__name__}.{module.name}").RULE
        for module in pkgutil.iter_modules(rules.__path__)
    ]
    return tuple(sorted(found, key=lambda rule: (rule.order, rule.kind)))


def definitions() -> dict[str, str]:
    """Each kind with what it is tested by."""
    return {rule.kind: rule.definition for rule in reversed(all_rules())}
