"""Pages of books, read as a browser reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

import dealmodel as dm
from dealmodel.exports.html.page import html_of
from dealmodel.records.book import Book

SEEDS = Path(__file__).parents[3] / "seeds"


def seeds_page() -> str:
    return html_of(dm.report(dm.load_book(SEEDS)))


def read(page: str) -> Element:
    """The page as a tree; any error of its markup is one of the test."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = parser.parse(page)
    for each in root.iter():
        if isinstance(each.tag, str):
            each.tag = each.tag.rpartition("}")[2]
    return root


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def tags(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if each.tag == name]


def attributes(root: Element) -> Iterator[tuple[str, str, str]]:
    """Every attribute as the tag that has it, its name and its value."""
    for each in root.iter():
        if isinstance(each.tag, str):
            for name, value in each.attrib.items():
                yield each.tag, str(name), value


def receipt(root: Element) -> dict[str, Any]:
    [script] = [each for each in tags(root, "script") if each.get("type") == "application/json"]
    found: dict[str, Any] = json.loads(script.text or "")
    return found


def book_with(words: str, url: str | None = None) -> Book:
    """A book in which every text that a page shows is ``words``."""
    source = {"publisher": words, "title": words, "note": words, "published": "2025-04-26"}
    source |= {"url": url} if url else {"document": words}
    data = {
        "book": words,
        "sources": {"s": source, "t": {"publisher": "T", "origin": words, "published": "2025"}},
        "parties": {
            "a": {
                "name": words,
                "kind": "company",
                "facts": {"plant": {"what": words, "text": [{"says": words, "source": "s"}]}},
            },
            "b": {"name": f"B {words}", "kind": "company"},
        },
        "stakes": {
            "x": {
                "investor": "a",
                "investee": "b",
                "on": "2023-10",
                "share": [{"says": "21%", "source": "s"}, {"says": "25%", "source": "t"}],
                "paid": [{"says": "$1.6 billion", "source": "s"}],
            }
        },
        "prices": {
            "p": {
                "product": words,
                "market": words,
                "variant": words,
                "basis": "list",
                "on": "2025-03",
                "amount": [{"says": "109,800 yuan", "source": "s"}],
            }
        },
        "agreements": {
            "g": {
                "kind": "talks",
                "parties": ["a", "b"],
                "product": words,
                "terms": {"place": {"says": words, "source": "s"}},
                "status": [
                    {
                        "on": "2025-03",
                        "stage": "talks",
                        "evidence": "reported",
                        "by": "a",
                        "says": words,
                        "source": "s",
                    }
                ],
            }
        },
    }
    return dm.Book.model_validate(data)
