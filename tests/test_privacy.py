"""Nothing leaves the machine: the guard of all tests works, and a main job asks nobody."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

import dealmodel as dm


def test_the_guard_refuses_another_machine_and_lets_this_one_be() -> None:
    with socket.socket() as asking, pytest.raises(PermissionError, match="only loopback"):
        asking.connect(("192.0.2.1", 80))
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as asking:
        asking.connect(server.getsockname())


def test_the_main_jobs_open_no_socket_and_write_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    seeds = Path(__file__).parents[1] / "seeds"
    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    book = dm.load_book(seeds)
    dm.report(book, to=("EUR", "CNY"))
    dm.check(book)
    dm.table(dm.report(book))
    assert list(tmp_path.rglob("*")) == []
