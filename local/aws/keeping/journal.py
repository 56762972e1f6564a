"""The journal: one line for each call that changed something, on the disk before the call is answered."""

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypedDict

from .errors import DamagedError

Json = dict[str, Any]


class QueueChange(TypedDict):
    """What differs in one queue since the line before."""

    set: list[Json]
    gone: list[str]


class Change(TypedDict, total=False):
    """One line. Tables and queues go by their logical ids, streams' functions by their names."""

    items: list[tuple[str, Json, Json | None]]
    """Table, key, and the item as it is now; None where it is gone."""
    records: dict[str, list[Json]]
    """What a table's stream got."""
    queues: dict[str, QueueChange]
    sms: list[Any]
    ahead: float
    """Seconds by which the clock is moved."""
    taken: dict[str, str]
    """Up to which sequence number a stream's function is done."""


class Journal:
    """One file, open for as long as it is written. What could not be written waits, in order, and nothing passes it."""

    def __init__(self, file: Path) -> None:
        self._open = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._waiting: list[bytes] = []
        self.size = os.fstat(self._open).st_size

    def note(self, change: Change) -> None:
        """Waits for `flush`."""
        content = json.dumps(change, ensure_ascii=False, separators=(",", ":")).encode()
        self._waiting.append(b"%08x %s\n" % (zlib.crc32(content), content))

    def flush(self) -> None:
        """Writes what waits, all of it or nothing. Raises OSError."""
        content = b"".join(self._waiting)
        if not content:
            return
        try:
            _write(self._open, content)
            os.fsync(self._open)
        except OSError:
            with suppress(OSError):  # what stays of a line has no end, and so is none
                os.ftruncate(self._open, self.size)
            raise
        self.size += len(content)
        self._waiting.clear()

    def close(self) -> None:
        os.close(self._open)


def _write(file: int, content: bytes) -> None:
    while content:
        content = content[os.write(file, content) :]


def changes_in(file: Path) -> Iterator[Change]:
    """Every change, in order. What stands after the last line's end was being written when the process was killed:
    nobody was answered for it. Raises DamagedError.
    """
    *lines, _ = file.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        checksum, _, content = line.partition(b" ")
        if b"%08x" % zlib.crc32(content) != checksum:
            raise DamagedError(file, f"line {number} is not as it was written")
        yield json.loads(content)
