"""Input that no one means well: one clear error, quickly, whatever it is."""

from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.books.reading import load_book, read_book
from dealmodel.errors import BookError, BookProblem, Place

BOOK = (Path(__file__).parent / "leapmotor.yaml").read_text()
Syntax = Literal["yaml", "json", "toml"]


def problem(content: str | bytes, syntax: Syntax = "yaml") -> BookProblem:
    """The only problem of the text, found within a second."""
    start = time.process_time()
    with pytest.raises(BookError) as caught:
        read_book(content, syntax=syntax)
    assert time.process_time() - start < 1
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize(
    ("syntax", "text"),
    [
        ("yaml", "[" * 100_000),
        ("yaml", "{a: " * 100_000),
        ("yaml", "- " * 100_000),
        ("yaml", "\n".join(" " * depth + "a:" for depth in range(2_000))),
        ("json", "[" * 100_000),
        ("json", '{"a":' * 100_000),
        ("json", '{"book": ' + "[" * 500 + "]" * 500 + "}"),
        ("toml", "a = " + "[" * 100_000),
        ("toml", "a = " + "{a = " * 100_000),
        ("toml", ".".join(["a"] * 100_000) + " = 1"),
        ("toml", "[" + " . ".join(['"a"'] * 100_000) + "]"),
    ],
    ids=lambda value: value[:12],
)
def test_nested_deeply(syntax: Syntax, text: str) -> None:
    found = problem(text, syntax)
    assert found.code == "file-syntax"
    assert "nested too deeply" in found.message


@pytest.mark.parametrize("width", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_text(width: str) -> None:
    assert problem("book: x\n".encode(width)).message.endswith("save it as UTF-8")


@pytest.mark.parametrize("syntax", ["yaml", "json", "toml"])
@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_empty(content: bytes, syntax: Syntax) -> None:
    assert "the file is empty" in problem(content, syntax).message


@pytest.mark.parametrize("content", [b"---\n", b"# only\n", b"---\n...\n"])
def test_yaml_without_content(content: bytes) -> None:
    assert "the file is empty" in problem(content).message


def test_a_byte_order_mark_is_no_text() -> None:
    book = read_book(b"\xef\xbb\xbf" + BOOK.encode())
    assert book.places.of(("book",)) == read_book(BOOK.encode()).places.of(("book",))


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\ud800", "\uffff"])
def test_characters_that_are_no_text(character: str) -> None:
    found = problem(f"book: x\nas_of: '2{character}'\n")
    assert f"U+{ord(character):04X}" in found.message
    assert str(found.where) == "<text>:2:10"


@pytest.mark.parametrize("escape", ["\\0", "\\x1b", "\\u0007"])
def test_control_characters_by_escape(escape: str) -> None:
    assert "control character" in problem(f'book: "a{escape}"').message


def test_control_characters_are_not_printed() -> None:
    with pytest.raises(BookError) as caught:
        read_book('book: x\n"a\\e[31m": 1\nstakes: {"\\e": {}}\n')
    assert "\x1b" not in caught.value.render()


def test_line_ends_of_every_system() -> None:
    for end in ("\n", "\r\n", "\r"):
        found = problem(f"book: x{end}{end}stake: y")
        assert found.where == Place("<text>", 3, 1, "stake: y")


def test_too_large(tmp_path: Path) -> None:
    """A sparse file of 100 MB is refused without reading it all."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    with pytest.raises(BookError, match="larger than 32 MB: split the book"):
        load_book(path)
    path.write_text("book: x\n")
    with pytest.raises(BookError, match="larger than"):
        load_book(path, max_bytes=7)
    assert load_book(path, max_bytes=8).book == "x"


def test_a_stream_without_end() -> None:
    with pytest.raises(BookError, match="larger than"):
        load_book("/dev/zero", max_bytes=1000)


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("book: x\n",))
    writer.start()
    assert load_book(pipe).book == "x"
    writer.join()


@pytest.mark.parametrize("path", ["nowhere.yaml", "nowhere/book.yaml", "a\0b", "x" * 5_000])
def test_a_file_that_is_not_there(path: str, tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        load_book(tmp_path / path)
    (found,) = caught.value.problems
    assert (found.code, caught.value.exit_code) == ("unreadable-file", 2)
    assert "cannot read the file" in found.message
    assert found.render().isprintable()


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(errno.EACCES, "Not Yours")

    monkeypatch.setattr(Path, "open", refuse)
    (tmp_path / "a.yaml").touch()
    with pytest.raises(BookError, match="cannot read the file \\(not yours\\)"):
        load_book(tmp_path)


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\x1b.yaml")).write_text("book: ''")
    with pytest.raises(BookError) as caught:
        load_book(tmp_path)
    assert caught.value.render().encode().isascii()


def test_thousands_of_unknown_ids_do_not_take_minutes() -> None:
    records = "".join(f"  s{n}: {{investor: p{n}x, investee: p{n}}}\n" for n in range(3_000))
    parties = "".join(f"  p{n}: {{name: P, kind: company}}\n" for n in range(3_000))
    start = time.process_time()
    with pytest.raises(BookError) as caught:
        read_book(f"book: x\nstakes:\n{records}parties:\n{parties}")
    assert len(caught.value.problems) == 3_000
    assert time.process_time() - start < 5


def test_thousands_of_keys_twice() -> None:
    assert "more than 1,000" in problem("book: x\n" + "a: 1\n" * 100_000).message


def survives(content: str | bytes, syntax: Syntax = "yaml") -> bool:
    """Whether the text is a book, or its BookError has a place for every problem."""
    try:
        read_book(content, syntax=syntax)
    except BookError as error:
        return bool(error.render()) and all(each.where is not None for each in error.problems)
    return True


@given(st.binary(max_size=200) | st.text(max_size=200), st.sampled_from(["yaml", "json", "toml"]))
def test_any_text(content: str | bytes, syntax: Syntax) -> None:
    assert survives(content, syntax)


@given(st.data())
def test_a_damaged_book(data: st.DataObject) -> None:
    """Cut, repeat or replace any stretch of a good book: never anything but a BookError."""
    start = data.draw(st.integers(0, len(BOOK)))
    end = min(len(BOOK), start + data.draw(st.integers(0, 60)))
    middle = data.draw(st.sampled_from(["", "\n", ": ", "{", "]", "'", "- ", "&a ", "\t", "0"]))
    assert survives(BOOK[:start] + middle * data.draw(st.integers(1, 3)) + BOOK[end:])
