"""Trees from YAML, JSON and TOML, against other readers of the same text."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.books import tree, yaml_text
from dealmodel.books.json_text import parse_json
from dealmodel.books.toml_text import parse_toml
from dealmodel.books.yaml_text import parse_yaml
from dealmodel.errors import FileSyntax
from dealmodel.records.places import SourceText, Spot

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Co"], exclude_characters="\ufeff"
    ),
    max_size=20,
)
TREES = st.dictionaries(
    TEXTS,
    st.recursive(
        TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=4,
)


def data(parse: Any, text: str) -> Any:
    return parse(SourceText("file", text)).data


@pytest.mark.parametrize(
    "plain",
    "no|yes|010|0o17|0x1F|12:30|2023-10|2025-04-26|1e3|.5|1_000|null|~|NaN|.inf|true|21%|"
    "€1.5 billion|~US$9,280|=|零跑".split("|"),
)
def test_yaml_scalars_stay_text(plain: str) -> None:
    assert data(parse_yaml, f"key: {plain}\nlist:\n- {plain}\n") == {"key": plain, "list": [plain]}


def test_a_yaml_value_that_is_not_there() -> None:
    assert data(parse_yaml, "a:\nb: ''\nc: {d, e: }\nf: [ '' ]") == {
        "a": None,
        "b": "",
        "c": {"d": None, "e": None},
        "f": [""],
    }


@pytest.mark.parametrize("loader", [yaml.SafeLoader, LOADER], ids=["python", "usual"])
@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ("a: * b", (1, 5), "starts with this character needs quotes"),
        ("a: `b`", (1, 4), "starts with this character needs quotes"),
        ("a: |x\n b", (1, 5), "starts with this character needs quotes"),
        ("a: ]", (1, 4), "starts with this character needs quotes"),
        ('a: "b\nc: d', (1, 4), "the closing quote is missing"),
        ("a: 'b\nc: d", (1, 4), "the closing quote is missing"),
        ("a: 1\nb\nc: 2", (3, 1), "a key needs a colon and a space behind it"),
        ("a: [b\nc: 2", (2, 2), "the closing ] is missing"),
        ("a: {b: 1\nc: 2", (2, 2), "the closing } is missing"),
        ("a: {b: 'x' 'y'}", (1, 12), "a comma or the closing } is missing"),
        ("a: 'it's'", (1, 8), "quotes within the text"),
        ("'a': 'it's'", (1, 10), "quotes within the text"),
        ("a: b\n c: d", (2, 3), "a text with a colon in it needs quotes"),
        ("a: b: c", (1, 5), "a text with a colon in it needs quotes"),
        ("- a\nb: c", (2, 1), "check the indentation"),
        ("a:\n  b: 1\n c: 2", (3, 2), "check the indentation"),
        ("a:\n\tb: 1", (2, 1), "a tab: indent with spaces"),
        ("[" * 2_000, None, "nested too deeply"),
        ("{a: " * 2_000, None, "nested too deeply"),
    ],
)
def test_yaml_errors_say_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
    loader: Any,
    text: str,
    place: tuple[int, int] | None,
    advice: str,
) -> None:
    """Whatever the parser calls it: the one in C and the other have words of their own."""
    monkeypatch.setattr(yaml_text, "_LOADER", loader)
    with pytest.raises(FileSyntax) as caught:
        data(parse_yaml, text)
    assert advice in str(caught.value)
    where = caught.value.where
    assert where is not None
    assert place in (None, (where.line, where.column))


def test_a_backslash_is_written_twice() -> None:
    with pytest.raises(FileSyntax, match="write a backslash twice"):
        data(parse_yaml, 'a: "b\\q"')


@pytest.mark.parametrize(
    ("text", "place", "advice"),
    [
        ("a = 1\na = 2", (2, 6), "already there: keep one of the two"),
        ("[a]\n[b]\n[a]", (3, 3), "already there: keep one of the two"),
        ("a = €5", (1, 5), "a text needs quotes"),
        ("a = [x]", (1, 6), "a text needs quotes"),
        ("a = 5 cars", (1, 7), "a text needs quotes"),
        (f"a = {'1' * 5_000}", (1, 5), "put so long a number in quotes"),
        ('a = "\\d"', (1, 8), "write a backslash twice"),
        ("a\nb = 1", (1, 2), "the equals sign"),
        ("[a", (1, 3), "the brackets"),
    ],
)
def test_toml_errors_say_what_to_do(text: str, place: tuple[int, int], advice: str) -> None:
    with pytest.raises(FileSyntax) as caught:
        data(parse_toml, text)
    assert advice in str(caught.value)
    where = caught.value.where
    assert where is not None
    assert (where.line, where.column) == place


def test_how_much_a_file_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_VALUES", 3)
    assert data(parse_yaml, "[a, b]") == ["a", "b"]
    with pytest.raises(FileSyntax, match="more than 3 values: split the book"):
        data(parse_yaml, "[a, b, c]")


@given(TREES)
def test_yaml_against_the_library(content: dict[str, Any]) -> None:
    for flow in (False, True):
        text = yaml.safe_dump(content, allow_unicode=True, default_flow_style=flow, width=1000)
        if any(mark in text for mark in ("&id", "? ")):  # long or shared: not written in a book
            continue
        assert data(parse_yaml, text) == yaml.load(text, Loader=yaml.BaseLoader) == content


@given(TREES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_json_round_trip(content: dict[str, Any], ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(content, ensure_ascii=ascii_only, indent=indent)
    assert data(parse_json, text) == content


def test_json_numbers_and_words_stay_as_written() -> None:
    text = '{"a": 1e3, "b": -0.10, "c": 12345678901234567890123, "d": true, "e": null, "f": []}'
    assert data(parse_json, text) == {
        "a": "1e3",
        "b": "-0.10",
        "c": "12345678901234567890123",
        "d": "true",
        "e": None,
        "f": [],
    }


def test_toml_values_are_text() -> None:
    text = """
a = 1e3
b = -0.10
c = 1_000
d = true
e = 2025-04-26
f = 2025-04-26 12:30:00Z
g = '''x
# no comment ] } ='''
"h i".j.'k' = [1, [2.50, {l = "m"}], ] # comment "
[n."o.p"]
q = "\\u20ac\\""
[[r]]
s = 1
[[r]]
s = 2
[r.t]
u = 3
"""
    assert data(parse_toml, text) == {
        "a": "1e3",
        "b": "-0.10",
        "c": "1000",
        "d": "true",
        "e": "2025-04-26",
        "f": "2025-04-26 12:30:00+00:00",
        "g": "x\n# no comment ] } =",
        "h i": {"j": {"k": ["1", ["2.50", {"l": "m"}]]}},
        "n": {"o.p": {"q": '€"'}},
        "r": [{"s": "1"}, {"s": "2", "t": {"u": "3"}}],
    }


def test_toml_places() -> None:
    text = (
        'a = "x"\n[b]\n"c d".e = [ # ]\n  {f = "y"},\n]\n[[g]]\nh = """\n"z" = 1"""\n[[g]]\nh = 2\n'
    )
    parsed = parse_toml(SourceText("file", text))
    found = {path: text[offset:][:3] for path, offset in _offsets(parsed.spot)}
    assert found == {
        ("a",): '"x"',
        ("b",): "b]\n",
        ("b", "c d"): '"c ',
        ("b", "c d", "e"): "[ #",
        ("b", "c d", "e", 0): "{f ",
        ("b", "c d", "e", 0, "f"): '"y"',
        ("g",): "g]]",
        ("g", 0): "g]]",
        ("g", 0, "h"): '"""',
        ("g", 1): "g]]",
        ("g", 1, "h"): "2\n",
    }
    assert text.index("g]]", text.index("z")) == dict(_offsets(parsed.spot))["g", 1]


@given(TREES)
def test_json_places(content: dict[str, Any]) -> None:
    """Every text stands, as JSON writes it, at the offset that is kept for it."""
    text = json.dumps(content, indent=1)
    offsets = dict(_offsets(parse_json(SourceText("file", text)).spot))
    for path, value in _leaves(content):
        assert text.startswith(json.dumps(value), offsets[path])


@given(TREES)
def test_yaml_places_are_those_of_the_library(content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False).replace("\x7f", "")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return  # YAML limits how long a key may be and which characters it prints
    expected = dict(_node_offsets(node, ()))
    assert dict(_offsets(parse_yaml(SourceText("file", text)).spot)) == expected


def test_the_parser_without_c(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a: [b, "c"]\nd:\n  e: 1\n  f:\n'
    with_c = parse_yaml(SourceText("file", text))
    monkeypatch.setattr(yaml_text, "_LOADER", yaml.SafeLoader)
    assert parse_yaml(SourceText("file", text)) == with_c
    with pytest.raises(FileSyntax, match="indent with spaces"):
        parse_yaml(SourceText("file", "a:\n\tb: 1"))


def _offsets(spot: Spot, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[Any, ...], int]]:
    parts = spot[2]
    pairs = parts.items() if isinstance(parts, dict) else enumerate(parts or ())
    own = [(path, spot[0])] if path else []
    return own + [found for key, child in pairs for found in _offsets(child, (*path, key))]


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], str]]:
    if isinstance(value, str):
        return [(path, value)]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [found for key, child in pairs for found in _leaves(child, (*path, key))]


def _node_offsets(node: yaml.Node, path: tuple[Any, ...]) -> list[tuple[tuple[Any, ...], int]]:
    own = [(path, node.start_mark.index)] if path else []
    if isinstance(node, yaml.MappingNode):
        pairs = [(key.value, value) for key, value in node.value]
    else:
        pairs = list(enumerate(node.value)) if isinstance(node, yaml.SequenceNode) else []
    return own + [found for key, child in pairs for found in _node_offsets(child, (*path, key))]
