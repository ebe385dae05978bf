"""Running the installed command as a process of its own."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROGRAM = shutil.which("dealmodel", path=str(Path(sys.executable).parent)) or "dealmodel"


def process(
    *arguments: str | bytes, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command's exit code and output."""
    return subprocess.run(
        [PROGRAM, *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(environment or {})},
        timeout=60,
        check=False,
    )


def output_on_a_terminal(*arguments: str, environment: Mapping[str, str]) -> str:
    """What the command writes to a standard output that is a terminal."""
    controller, terminal = pty.openpty()
    try:
        subprocess.run(
            [PROGRAM, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=terminal,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **environment},
            timeout=60,
            check=False,
        )
        return os.read(controller, 100_000).decode()
    finally:
        os.close(terminal)
        os.close(controller)


def errors_on_a_terminal(*arguments: str, environment: Mapping[str, str]) -> bytes:
    """What the command writes to a standard error that is a terminal."""
    controller, terminal = pty.openpty()
    try:
        subprocess.run(
            [PROGRAM, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=terminal,
            env={**os.environ, **environment},
            timeout=60,
            check=False,
        )
        return os.read(controller, 10_000)
    finally:
        os.close(terminal)
        os.close(controller)
