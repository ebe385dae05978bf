"""A deal book named on the command line, and a bar that shows how far the work on it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from dealmodel.errors import BookError

if TYPE_CHECKING:
    from dealmodel.records.book import Book

Step = Callable[[str], None]


_ADVICE = "--keep-going leaves out what is wrong and derives the rest"


def given_book(path: str, locale: str, keep_going: bool) -> Book:
    """The book in a file or folder, or for ``-`` the YAML on standard input, with the options that
    :data:`dealmodel.cli.options.book_options` declares.

    :raises BookError: it cannot be read.
    """
    from dealmodel.books.leaving_out import part_at_fault
    from dealmodel.books.reading import load_book, read_book
    from dealmodel.cli.texts import standard_input

    try:
        if path == "-":
            text = standard_input()
            return read_book(text, "standard input", locale=locale, keep_going=keep_going)
        return load_book(path, locale=locale, keep_going=keep_going)
    except BookError as error:
        if keep_going or None in map(part_at_fault, error.problems):
            raise
        raise BookError(error.problems, advice=_ADVICE) from None


def progress(*books: Book) -> AbstractContextManager[Step | None]:
    """What to call with each subject of the books that a report derives."""
    from dealmodel.records.book import SECTIONS

    total = sum(len(getattr(book, section)) for book in books for section in SECTIONS)
    return steps("deriving", total)


@contextmanager
def steps(doing: str, total: int) -> Iterator[Step | None]:
    """What to call with each of ``total`` steps: a bar on a terminal, gone when the work is done;
    ``None`` anywhere else."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(doing, total=total)

        def step(_subject: str) -> None:
            bar.advance(task)

        yield step
