"""One file drawn by a process of its own, which may be as hostile as it likes.

No shared memory and no pipes (Lambda has no /dev/shm): two unnamed files in /tmp, one in, one out. A process, and not
a fork: it has none of our memory and none of our variables, so no credentials either, and may not look for them in
ours by /proc. What it could still do is talk to the network, and write pictures of its own making.
"""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

from functions.cloud.logs import logger

from .drawing import answer
from .drawing.answer import Drawn
from .drawing.bounds import Bounds
from .inspection_result import Refused
from .kinds import PDF

TOO_HEAVY = frozenset({signal.SIGXCPU, signal.SIGXFSZ, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL})
"""Out of time, out of room, or the library's own way to end when memory is."""

CRASHED = frozenset({signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE})

PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "LANG")
"""What Lambda's own interpreter needs to start; nothing that says who we are."""


PR_SET_DUMPABLE = 4
"""prctl(2)."""


class NotDrawn(Exception):  # noqa: N818 - a fault of ours, to be tried again
    """The process could not do its work: the machine stood still, or the program failed. `reason` for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def draw(kind: str, content: bytes, bounds: Bounds) -> Drawn:
    """Pictures of a file of this kind, or why there are none. Raises `NotDrawn` where the fault is not the file's."""
    hide_from_children()
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as drawn,
        tempfile.TemporaryFile() as said,
    ):
        given.write(content)
        given.seek(0)
        code = _run(kind, bounds, given, drawn, said)
        if code < 0:
            return _ended_by(-code, kind)
        if code:
            raise NotDrawn(_place(said) or f"exit_{code}")
        drawn.seek(0)
        try:
            return answer.read(drawn)
        except (ValueError, KeyError, TypeError) as malformed:
            raise NotDrawn("no_answer") from malformed


@cache
def hide_from_children() -> None:
    """Processes of the same user may read each other's memory and variables, unless one is set against it."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def _run(kind: str, bounds: Bounds, given: IO[bytes], drawn: IO[bytes], said: IO[bytes]) -> int:
    limits = [str(limit) for limit in (bounds.cpu_seconds, bounds.memory, bounds.output)]
    # -S: the paths are handed on, so nothing looks for them again.
    command = [sys.executable, "-S", "-m", f"{__package__}.drawing", kind, *limits]
    try:
        return subprocess.run(  # noqa: S603 - our own program, and words of ours
            command,
            stdin=given,
            stdout=drawn,
            stderr=said,
            env=_environment(),
            timeout=bounds.wall_seconds,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as late:
        raise NotDrawn("timed_out") from late


def _environment() -> dict[str, str]:
    handed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {
        **handed_on,
        "PYTHONPATH": os.pathsep.join(str(Path(path).resolve()) for path in sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",
        # A pool of memory a thread would eat the address space without using it.
        "MALLOC_ARENA_MAX": "1",
    }


def _ended_by(number: int, kind: str) -> Refused:
    if number in TOO_HEAVY:
        code = "too_heavy"
    elif number in CRASHED:
        code = "pdf_damaged" if kind == PDF else "image_damaged"
    else:
        raise NotDrawn(f"signal_{number}")
    logger().warning("drawing_ended", extra={"signal": number, "kind": kind})
    return Refused(code)


def _place(said: IO[bytes]) -> str:
    """Type and place of the error that ended the process; it says no words of it."""
    said.seek(0)
    return said.read(200).decode("ascii", "replace").strip()
