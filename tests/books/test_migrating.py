"""Books of every format load for ever, and are brought to the newest with nothing else changed."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealmodel import load_book, read_book
from dealmodel.books.migrating import migrated_book, migrated_text
from dealmodel.books.reading import Syntax
from dealmodel.errors import BookError, FileError
from dealmodel.records.editions import NEWEST
from tests.cli.conftest import Runner
from tests.cli.conftest import run as run

ROOT = Path(__file__).parents[2]
PAST = Path(__file__).parent / "past"
SYNTAXES: dict[str, Syntax] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".toml": "toml"}
IN_TEXT = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
TITLED = re.compile(r"""(?m)^\{?\s*["']?book["']?\s*[:=]""")


@pytest.mark.parametrize("file", sorted(PAST.iterdir()), ids=lambda file: str(file.name))
def test_books_of_the_past_load(file: Path) -> None:
    book = load_book(file)
    assert book.sources
    migrated = migrated_book(file)
    assert migrated.new != migrated.old
    assert read_book(migrated.new, syntax=SYNTAXES[file.suffix]) == book


def git(*arguments: str) -> str:
    ran = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, check=True)
    return ran.stdout.decode()


def of_the_history() -> Iterator[tuple[str, Syntax, str]]:
    """Each text of a book that a commit of this repository had, once, with where it stood."""
    seen: set[str] = set()
    for commit in git("rev-list", "HEAD").split():
        for line in git("ls-tree", "-r", commit).splitlines():
            blob, name = line.split("\t")[0].split()[2], line.split("\t")[1]
            suffix = Path(name).suffix
            if blob in seen or "/invalid/" in name or suffix not in {*SYNTAXES, ".md"}:
                continue
            seen.add(blob)
            if name.startswith(("seeds/", "tests/books/leapmotor/", "tests/books/past/")):
                continue  # parts of a folder, which are read together
            text = git("cat-file", "blob", blob)
            texts = IN_TEXT.findall(text) if suffix == ".md" else [text]
            for each in texts:
                if TITLED.search(each) and each not in seen:
                    seen.add(each)
                    yield f"{commit[:7]} {name}", SYNTAXES.get(suffix, "yaml"), each


def folders_of_the_history() -> Iterator[tuple[str, dict[str, str]]]:
    """The seeds of each commit that changed them."""
    for commit in git("log", "--format=%H", "--", "seeds").split():
        lines = git("ls-tree", "-r", commit, "seeds/").splitlines()
        blobs = {Path(line.split("\t")[1]).name: line.split()[2] for line in lines}
        yield commit[:7], {name: git("cat-file", "blob", blob) for name, blob in blobs.items()}


def has_history() -> bool:
    try:
        return git("rev-parse", "--is-shallow-repository").strip() == "false"
    except (OSError, subprocess.CalledProcessError):
        return False


@pytest.mark.skipif(not has_history(), reason="a checkout without its history")
def test_every_book_of_the_history_loads(tmp_path: Path) -> None:
    count = 0
    for where, syntax, text in of_the_history():
        assert read_book(text, where, syntax=syntax).book
        count += 1
    for commit, files in folders_of_the_history():
        folder = tmp_path / commit
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        assert load_book(folder).stakes
        count += 1
    assert count > 10


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("book: x\n", "format: 2\nbook: x\n"),
        ("# a\nas_of: 2024\n# b\nbook: x # c\n", "# a\nas_of: 2024\n# b\nformat: 2\nbook: x # c\n"),
        ("format: 1 # old\nbook: x\n", "format: 2 # old\nbook: x\n"),
        ("book: x\nformat: '1'", "book: x\nformat: '2'"),
        ("{book: x, currency: EUR}", "{format: 2, book: x, currency: EUR}"),
        ("{\n  book: x\n}\n", "{\n  format: 2,\n  book: x\n}\n"),
        ("  book: x\n  currency: EUR\n", "  format: 2\n  book: x\n  currency: EUR\n"),
        ("book: x\r\ncurrency: EUR\r\n", "format: 2\r\nbook: x\r\ncurrency: EUR\r\n"),
        ("format: 2\nbook: x\n", "format: 2\nbook: x\n"),
        ("'book': \"x\"", "format: 2\n'book': \"x\""),
    ],
)  # fmt: skip
def test_nothing_is_changed_but_the_format(old: str, new: str) -> None:
    assert migrated_text(old).new == new
    assert migrated_text(new).new == new
    assert migrated_text(new).told == ()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("b.json", '{"book": "x"}', '{"format": "2", "book": "x"}'),
        ("b.json", '{\n  "book": "x"\n}\n', '{\n  "format": "2",\n  "book": "x"\n}\n'),
        ("b.json", '{"format": 1, "book": "x"}', '{"format": 2, "book": "x"}'),
        ("b.toml", "# a\nbook = 'x' # b\n", "# a\nformat = 2\nbook = 'x' # b\n"),
        ("b.toml", "book = 'x'\nformat = 1\n", "book = 'x'\nformat = 2\n"),
    ],
)
def test_other_syntaxes_too(name: str, old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(old)
    found = migrated_book(tmp_path / name)
    assert found.new == new
    assert found.told == (f"format: 1 → {NEWEST}",)


def test_a_folder_states_it_once(tmp_path: Path, run: Runner) -> None:
    (tmp_path / "1.yaml").write_text("sources: {a: {publisher: A}}\n")
    (tmp_path / "2.yaml").write_text("# the title\nbook: x\n")
    before = load_book(tmp_path)
    ran = run("migrate", str(tmp_path), "--dry-run")
    assert ran.code == 0
    assert "+format: 2" in ran.out.splitlines()
    assert (tmp_path / "2.yaml").read_text() == "# the title\nbook: x\n"
    ran = run("migrate", str(tmp_path), "--json")
    (record,) = ran.results
    assert (record["file"], record["from"]) == (str(tmp_path / "2.yaml"), 1)
    assert record["changes"] == ["format: 1 → 2"]
    assert (tmp_path / "2.yaml").read_text() == "# the title\nformat: 2\nbook: x\n"
    assert (tmp_path / "1.yaml").read_text() == "sources: {a: {publisher: A}}\n"
    assert load_book(tmp_path) == before
    assert load_book(tmp_path).format == "2"
    assert run("migrate", str(tmp_path)).out == "nothing to change\n"
    (tmp_path / "3.yaml").write_text("format: 2\n")
    with pytest.raises(FileError, match="state it in"):
        migrated_book(tmp_path)


def test_standard_input_goes_to_standard_output(run: Runner) -> None:
    ran = run("migrate", "-", stdin=b"book: x\n")
    assert (ran.code, ran.out, ran.err) == (0, "format: 2\nbook: x\n", "warning: format: 1 → 2\n")
    assert json.loads(run("migrate", "-", "--json", stdin=b"book: x").out)["results"][0]["text"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("book: x\nformat: 3\n", "b.yaml:2:9"),
        ("format: no\nbook: x\n", "b.yaml:1:9"),
        ("currency: EUR\n", "b.yaml"),
        ("book: [\n", "b.yaml:2:1"),
        ("book: x\nbook: y\n", "b.yaml:2:1"),
        ("", "b.yaml"),
        ("- x\n", "b.yaml"),
    ],
)
def test_what_is_no_book_of_ours_is_refused(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises((BookError, FileError)) as raised:
        migrated_text(text, "b.yaml")
    assert str(raised.value.where) == place
    (tmp_path / "b.yaml").write_text(text)
    with pytest.raises((BookError, FileError)):
        migrated_book(tmp_path)


def test_what_is_wrong_elsewhere_does_not_matter() -> None:
    text = "book: x\nstakes: {s: {share: '1.234,5 %'}}\n"
    assert migrated_text(text).new == f"format: 2\n{text}"
