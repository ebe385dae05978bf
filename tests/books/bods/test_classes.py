"""A share of a class of shares is no share of the whole, which is all that BODS has."""

from __future__ import annotations

import dealmodel as dm
from tests.checks.books import book, claims, entry

TOLD = {"investor": "ivy", "investee": "elm", "on": "2024"}
OF_H = {"class": "H shares", "share": claims("exactly 5%")}


def test_it_is_in_no_interest_and_in_an_annotation() -> None:
    stated = book("stakes:\n" + entry("s", **TOLD | OF_H))
    found = dm.export_bods(stated)
    assert "share': {" not in str(found.statements)
    assert [each for each in found.warnings if "H shares" in each]
    assert dm.import_bods(found.to_json()).book == stated
    whole = dm.export_bods(book("stakes:\n" + entry("s", **TOLD, share=claims("exactly 5%"))))
    assert "share': {" in str(whole.statements)
