"""Running command lines in this process."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from dealmodel.cli import main


@dataclass(frozen=True)
class Ran:
    """What came of a command line."""

    code: int
    out: str
    err: str

    @property
    def record(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        assert self.out.count("\n") == 1
        record: dict[str, Any] = json.loads(self.out)
        return record

    @property
    def results(self) -> list[dict[str, Any]]:
        assert self.code == 0, self.err
        keys = [key for key in self.record if key != "refused"]  # of figures alone
        assert keys == ["schema", "command", "results", "warnings", "receipt"]
        assert self.record["schema"] == "dealmodel/1"
        results: list[dict[str, Any]] = self.record["results"]
        return results

    @property
    def error(self) -> dict[str, Any]:
        assert list(self.record)[:2] == ["schema", "error"]
        assert set(self.record) <= {"schema", "error", "refused"}
        error: dict[str, Any] = self.record["error"]
        assert {"code", "message", "where"} <= set(error)
        return error


Runner = Callable[..., Ran]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Runner:
    def runner(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        code = main(arguments)
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return runner
