"""A file is drawn by a process of its own, bounded and without anything of ours; its end is told apart from ours."""

import json
import re
import signal
import subprocess
import sys

import pytest

from functions.inspect_document import process
from functions.inspect_document.drawing.bounds import BOUNDS, Bounds
from functions.inspect_document.inspection_result import Refused
from functions.inspect_document.kinds import JPEG, PDF
from functions.inspect_document.process import NotDrawn, draw
from infra.template import INFRA

from .files import jpeg

MB = 1024 * 1024


def test_it_gets_no_credentials_and_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "RUXUE_SECRET_ID"):
        monkeypatch.setenv(name, "canary")

    told = process._environment()

    assert "canary" not in told.values()
    assert set(told) <= {*process.PASSED_ON, "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "MALLOC_ARENA_MAX"}


def test_it_may_not_look_for_them_in_the_function_either() -> None:
    program = (
        "import ctypes; from functions.inspect_document.process import hide_from_children; "
        "prctl = ctypes.CDLL(None).prctl; before = prctl(3, 0, 0, 0, 0); hide_from_children(); "
        "print(before, prctl(3, 0, 0, 0, 0))"
    )

    said = subprocess.check_output([sys.executable, "-c", program], text=True)  # noqa: S603 - our own program

    assert said == "1 0\n"


def test_a_machine_that_stands_still_is_not_the_files_fault() -> None:
    with pytest.raises(NotDrawn, match="timed_out"):
        draw(JPEG, jpeg(), Bounds(wall_seconds=0.001))


@pytest.mark.parametrize(("program", "reason"), [("/bin/false", "exit_1"), ("/bin/true", "no_answer")])
def test_a_program_that_fails_is_not_the_files_fault(
    monkeypatch: pytest.MonkeyPatch, program: str, reason: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)

    with pytest.raises(NotDrawn, match=reason):
        draw(JPEG, jpeg(), BOUNDS[JPEG])


def test_an_interpreter_that_is_gone_is_not_the_files_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/no-such-program")

    with pytest.raises(OSError, match="no-such-program"):
        draw(JPEG, jpeg(), BOUNDS[JPEG])


def test_an_error_of_the_program_says_its_place_and_no_word_of_the_file() -> None:
    command = [sys.executable, "-S", "-m", "functions.inspect_document.drawing", JPEG, "1", "1", "x"]

    ended = subprocess.run(  # noqa: S603 - our own program
        command, capture_output=True, env=process._environment(), check=False, input=b"canary"
    )

    assert ended.returncode == 1
    assert ended.stdout == b""
    assert re.fullmatch(rb"ValueError __main__:\d+\n", ended.stderr)


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [
        (signal.SIGXCPU, PDF, "too_heavy"),
        (signal.SIGXFSZ, JPEG, "too_heavy"),
        (signal.SIGABRT, PDF, "too_heavy"),
        (signal.SIGSEGV, PDF, "pdf_damaged"),
        (signal.SIGSEGV, JPEG, "image_damaged"),
    ],
)
def test_a_file_that_ends_the_process_is_refused(number: int, kind: str, code: str) -> None:
    assert process._ended_by(number, kind) == Refused(code)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_the_machine_ends_is_not_the_files_fault(number: int) -> None:
    with pytest.raises(NotDrawn, match=f"signal_{number}"):
        process._ended_by(number, PDF)


def test_pictures_that_are_too_long_end_the_process() -> None:
    assert draw(JPEG, jpeg(), Bounds(output=10_000)) == Refused("too_heavy")


def test_the_bounds_fit_the_function_that_they_are_for() -> None:
    config = json.loads((INFRA / "guardians" / ".chalice" / "config.json").read_text())
    function = config["stages"]["prod"]["lambda_functions"]["inspect_document"]

    for bounds in BOUNDS.values():
        assert bounds.memory + 300 * MB <= function["lambda_memory_size"] * MB
        assert bounds.cpu_seconds < bounds.wall_seconds <= function["lambda_timeout"] - 10
