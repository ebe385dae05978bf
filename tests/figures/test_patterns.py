"""Patterns that are compiled late do what compiled ones do."""

from __future__ import annotations

import re

import pytest

from dealmodel.figures.patterns import lazy_pattern

TEXT = "1 Car, 23 CARS"


def test_every_method_is_that_of_the_compiled_pattern() -> None:
    late, early = (
        lazy_pattern(r"(\d+) cars?", re.IGNORECASE),
        re.compile(r"(\d+) cars?", re.IGNORECASE),
    )
    for _ in range(2):
        assert late.findall(TEXT) == early.findall(TEXT) == ["1", "23"]
        assert [m.span() for m in late.finditer(TEXT)] == [m.span() for m in early.finditer(TEXT)]
        assert late.sub("x", TEXT) == early.sub("x", TEXT)
        assert late.split(TEXT) == early.split(TEXT)
        for method in ("match", "search", "fullmatch"):
            late_match, early_match = (getattr(each, method)(TEXT) for each in (late, early))
            assert (late_match and late_match.span()) == (early_match and early_match.span())
        match = late.match(TEXT, 7)
        assert match is not None
        assert match[1] == "23"
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.match("")
    assert not hasattr(lazy_pattern("a"), "no_such_method")
