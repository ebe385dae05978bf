"""Standard input, output and error: encodings, colour, pipes, interrupts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from dealmodel.cli.texts import MAX_BYTES
from tests.cli.conftest import Runner
from tests.cli.process import PROGRAM, errors_on_a_terminal, process

PLAIN = {"NO_COLOR": "", "TERM": "xterm-256color"}


def test_a_text_from_standard_input(run: Runner) -> None:
    (figure,) = run("figure", "-", "--json", stdin=b"109,800 yuan\n").results
    assert (figure["value"], figure["span"]) == ("109800", [0, 12])
    (figure,) = run("figure", "-", "--json", stdin="\ufeff€5".encode()).results
    assert figure["span"] == [0, 2]
    (price,) = run(
        *("convert", "-", "--to", "USD", "--on", "2025-04-26", "--json"), stdin=b"109,800 yuan\n"
    ).results
    assert price["rounded"] == "15065.28"


def test_bytes_that_are_no_utf8(run: Runner) -> None:
    ran = run("figure", "-", "--json", stdin="5 cars\nfür ¥5".encode("latin-1"))
    assert (ran.code, ran.error["code"]) == (2, "unreadable-file")
    assert ran.error["where"] == {"file": "standard input", "line": 2, "column": 2}
    assert "0xfc" in ran.error["message"]
    assert run("figure", "-", stdin="€5".encode("utf-16")).code == 2


def test_an_empty_standard_input_holds_no_figure(run: Runner) -> None:
    assert run("figure", "-", "--json").error["code"] == "no-figure"


def test_standard_input_has_a_limit(run: Runner) -> None:
    ran = run("figure", "-", "--json", stdin=b" " * (MAX_BYTES + 1))
    assert (ran.code, ran.error["code"]) == (2, "unreadable-file")
    assert "8 MB" in ran.error["message"]


def test_a_closed_or_unreadable_standard_input() -> None:
    for redirection in ("<&-", "0>/dev/null"):
        ran = subprocess.run(
            ["sh", "-c", f"exec {PROGRAM} figure - {redirection}"], capture_output=True, check=False
        )
        assert ran.returncode == 2
        assert ran.stderr.startswith(b"error: standard input ")


def test_json_is_utf8_whatever_the_terminal_speaks() -> None:
    ran = process(
        "figure", "€5 – “about” ₩7", "--json", environment={"PYTHONIOENCODING": "latin-1"}
    )
    assert ran.returncode == 0
    assert json.loads(ran.stdout.decode("utf-8"))["results"][0]["verbatim"] == "€5"
    assert b"\\u" not in ran.stdout


def test_text_that_the_terminal_cannot_show_is_escaped() -> None:
    narrow = {"PYTHONIOENCODING": "ascii"}
    ran = process("figure", "at least €5", environment=narrow)
    assert ran.returncode == 0
    assert b"5 EUR [5, \\u221e)" in ran.stdout
    assert process("figure", "“ä”", environment=narrow).returncode == 2


@pytest.mark.parametrize("text", [b"5 cars \xff\xfe", b"\xa45", b"\xed\xa0\x80"])
@pytest.mark.parametrize(
    "command",
    [
        ("figure",),
        ("convert", "--to", "USD", "--on", "2025-04-25"),
        ("calc",),
        ("calc", "x", "--where"),
        ("figure", "€5", "--bounds", "1"),
        ("value", "--paid", "€5", "--stake"),
        ("ratio", "5 cars"),
    ],
)
def test_an_argument_that_cannot_be_decoded_is_refused(
    command: tuple[str, ...], text: bytes
) -> None:
    argument = b"x=" + text if command[-1] == "--where" else text
    ran = process(*command, argument)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"error: ")
    record = json.loads(process(*command, argument, "--json").stdout.decode())
    assert record["error"]["code"] == "usage"


def test_a_file_name_that_cannot_be_decoded_does_no_harm() -> None:
    arguments = ("convert", "€5", "--to", "USD", "--on", "2025-04-25", "--json", "--rates")
    ran = process(*arguments, b"\xff.csv")
    assert (ran.returncode, ran.stderr) == (2, b"")
    assert json.loads(ran.stdout.decode())["error"]["code"] == "unreadable-file"


def test_in_another_encoding_no_currency_is_lost() -> None:
    ran = process("figure", "€5", environment={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert ran.returncode in (0, 2)
    assert ran.returncode == 2 or b"EUR" in ran.stdout


def test_control_characters_never_reach_the_terminal() -> None:
    hostile = "\x1b]0;title\x07\x1b[31m 5\u202e cars \x9b2J"
    for arguments in (("figure", hostile), ("figure", "\x1b[31mnothing"), ("\x1b[31m",)):
        ran = process(*arguments)
        shown = (ran.stdout + ran.stderr).decode()
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_errors_go_to_standard_error_and_answers_to_standard_output() -> None:
    good = process("convert", "1000 TRL", "--to", "EUR", "--on", "2010-06-01")
    assert good.stdout.endswith(b"\n")
    assert good.stderr.startswith(b"warning: ")
    bad = process("figure", "nothing")
    assert (bad.returncode, bad.stdout) == (2, b"")


def test_colour_is_for_terminals() -> None:
    assert b"\x1b[" in errors_on_a_terminal("figure", "nothing", environment=PLAIN)
    for setting in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        shown = errors_on_a_terminal("figure", "nothing", environment={**PLAIN, **setting})
        assert shown.startswith(b"error: ")
        assert b"\x1b[" not in shown
    assert b"\x1b[" not in process("figure", "nothing", environment=PLAIN).stderr


def test_a_pipe_that_nobody_reads_is_left_in_silence() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    for options in ((), ("--json",)):
        ran = subprocess.run(
            [PROGRAM, "figure", "5 cars", *options],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (141, b"")
    os.close(writing)


def test_head() -> None:
    text = "5 cars, " * 8_000
    ran = subprocess.run(
        ["sh", "-c", f"{PROGRAM} figure - | head -n 1"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert ran.stdout.startswith(b"[1 5 cars], [2 5 cars], ")
    assert ran.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
def test_a_full_disk_is_told() -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [PROGRAM, "figure", "5 cars"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert ran.returncode == 74
    assert ran.stderr.startswith(b"error: the output cannot be written: ")
    assert ran.stderr.count(b"\n") == 1


def test_an_interrupt_is_quiet() -> None:
    with subprocess.Popen(
        [PROGRAM, "figure", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background has it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as waiting:
        # More than a pipe holds: it has been written when the program waits for more of it.
        assert waiting.stdin is not None
        waiting.stdin.write(b"5 cars, " * 50_000)
        waiting.stdin.flush()
        # One that comes between two reads of the pipe is seen only when the next one ends: as
        # people do, it is sent again where nothing happens. Standard input stays open meanwhile.
        for _ in range(10):
            waiting.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                waiting.wait(timeout=2)
                break
        assert waiting.stderr is not None
        complaint = waiting.stderr.read()
    assert waiting.returncode == 130
    assert complaint.strip() == b""


SEEDS = Path(__file__).parents[2] / "seeds"


def shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a command line in which ``dealmodel`` is the program."""
    return subprocess.run(
        ["sh", "-c", command.replace("dealmodel", PROGRAM)],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


COMMANDS = ["figure '5 cars'", "figure '5 cars' --json", "--help", "--version", "schema"]


@pytest.mark.parametrize("command", [*COMMANDS, f"export {SEEDS} -o a.md", "figure nothing"])
def test_a_closed_standard_output_is_told_and_nothing_is_done(command: str, tmp_path: Path) -> None:
    ran = shell(f"dealmodel {command} >&-", tmp_path)
    assert ran.returncode == 74
    assert ran.stderr.startswith("error: standard output is closed")
    assert ran.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
@pytest.mark.parametrize("command", [*COMMANDS, "report --help", "figure nothing --json"])
def test_whatever_is_shown_a_full_disk_is_told(command: str, tmp_path: Path) -> None:
    ran = shell(f"dealmodel {command} >/dev/full", tmp_path)
    assert ran.returncode == 74
    assert ran.stderr.startswith("error: the output cannot be written: ")
    assert ran.stderr.count("\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("figure nothing 2>/dev/full", 2),
        ("figure nothing 2>&-", 2),
        ("convert '1000 TRL' --to EUR --on 2010-06-01 2>/dev/full", 0),
        ("figure '5 cars' >/dev/full 2>/dev/full", 74),
        ("figure '5 cars' >&- 2>&-", 74),
    ],
)
def test_where_no_complaint_can_be_shown_the_exit_code_stays(
    command: str, code: int, tmp_path: Path
) -> None:
    assert shell(f"dealmodel {command}", tmp_path).returncode == code


def test_help_that_nobody_reads() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run([PROGRAM, "--help"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (f"export {SEEDS} -o a.md", "the working directory is gone"),
        ("export - -o a.md </dev/null", "the working directory is gone"),
        (f"export --check a.xlsx {SEEDS}", "cannot read the workbook"),
        ("report a.yaml", "cannot read the file"),
        ("init new", "cannot be written"),
        ("convert €1 --to USD --on 2025-04-25 --rates a.csv", "cannot be read"),
    ],
)
def test_a_working_directory_that_is_gone(command: str, told: str, tmp_path: Path) -> None:
    ran = shell(f"mkdir gone; cd gone; rmdir ../gone; dealmodel {command}", tmp_path)
    assert ran.returncode == 2
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_whole_paths_need_no_working_directory(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    ran = shell(
        f"mkdir gone; cd gone; rmdir ../gone; dealmodel export {SEEDS} -o {target}", tmp_path
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert target.exists()


@pytest.mark.parametrize(
    "command",
    [
        f"export {SEEDS} -o loop.md --force",
        "export loop.md -o a.md",
        "report loop.md",
        "convert €1 --to USD --on 2025-04-25 --rates loop.csv",
    ],
)
def test_links_in_a_loop(command: str, tmp_path: Path) -> None:
    for ending in ("md", "csv"):
        (tmp_path / f"loop.{ending}").symlink_to(f"loop.{ending}")
    ran = shell(f"dealmodel {command}", tmp_path)
    assert ran.returncode == 2
    assert "too many levels of symbolic links" in ran.stderr.lower()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["loop.csv", "loop.md"]
