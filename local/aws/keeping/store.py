"""The files of one data directory."""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote, unquote

from local.aws import moto_state
from local.aws.clients import Clients

from .errors import DamagedError, InUseError, NotWritableError
from .journal import Change, Journal, changes_in


class State(TypedDict):
    """What `state.json` holds: one instant."""

    journal: int
    """The first journal of what came after it."""
    ahead: float
    began: str
    secret: str
    keys: dict[str, dict[str, str]]
    tables: dict[str, list[dict[str, Any]]]
    queues: dict[str, list[dict[str, Any]]]
    followed: dict[str, str]
    """A stream's function -> its table."""
    streams: dict[str, list[dict[str, Any]]]
    """What each of them had not taken yet."""
    numbers: dict[str, int]
    """A table -> the sequence number of its stream's next record."""
    sms: list[Any]


class Store:
    """One data directory, for one system. Raises NotWritableError and InUseError."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._state = directory / "state.json"
        self._objects = directory / "objects"
        self._saved: dict[tuple[str, str], str] = {}
        self._written: Journal | None = None
        try:
            self._objects.mkdir(parents=True, exist_ok=True)
            self._lock = (directory / "lock").open("w")
        except OSError as error:
            raise NotWritableError(directory, error.strerror) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._lock.close()
            raise InUseError(directory) from error

    def close(self) -> None:
        """Another system may have it."""
        if self._written is not None:
            self._written.close()
        self._lock.close()

    @property
    def journal(self) -> Journal:
        """The one that is written."""
        if self._written is None:
            raise RuntimeError("no journal was begun")
        return self._written

    def load(self) -> tuple[State, list[Change]] | None:
        """What an earlier run left, and what changed after it; None where there was none. Raises DamagedError."""
        if not self._state.exists():
            return None
        try:
            state: State = json.loads(self._state.read_bytes())
            lacking = State.__annotations__.keys() - state.keys()
        except (ValueError, AttributeError) as error:
            raise DamagedError(self._state, "it is not whole") from error
        if lacking:
            raise DamagedError(self._state, f"it lacks {', '.join(sorted(lacking))}")
        return state, [change for file in self._journals(state["journal"]) for change in changes_in(file)]

    def _journals(self, first: int) -> Iterator[Path]:
        """In order. Raises DamagedError where one is missing."""
        there = self._numbers()
        for number in range(first, max(there, default=first) + 1):
            if number not in there:
                raise DamagedError(self._journal(number), "it is not there")
            yield self._journal(number)

    def next_journal(self) -> int:
        """Begins a new one, after all that there are. Raises OSError, and the last one is written on."""
        number = max(self._numbers(), default=0) + 1
        begun = Journal(self._journal(number))
        _sync(self._directory)
        if self._written is not None:
            self._written.close()
        self._written = begun
        return number

    def save(self, state: State) -> None:
        """Replaced whole or not at all, whenever the machine stops; the journals before it are then of no use."""
        _replace(self._state, json.dumps(state, ensure_ascii=False).encode())
        for number in self._numbers():
            if number < state["journal"]:
                self._journal(number).unlink()

    def _numbers(self) -> set[int]:
        return {int(file.stem.partition("-")[2]) for file in self._directory.glob("journal-*.log")}

    def _journal(self, number: int) -> Path:
        return self._directory / f"journal-{number}.log"

    def save_objects(self, buckets: Mapping[str, str]) -> None:
        """Write what is new in each bucket (by logical id) and remove what is gone."""
        for logical_id, bucket in buckets.items():
            directory = self._objects / logical_id
            directory.mkdir(exist_ok=True)
            present = set()
            for key, etag, found in list(moto_state.objects(bucket)):
                file = directory / quote(key, safe="")
                present.add(file.name)
                if self._saved.get((logical_id, key)) != etag:
                    _replace(file, found.value)
                    self._saved[logical_id, key] = etag
            for file in directory.iterdir():
                if file.name not in present:
                    file.unlink()
                    self._saved.pop((logical_id, unquote(file.name)), None)

    def load_objects(self, buckets: Mapping[str, str], clients: Clients) -> None:
        for logical_id, bucket in buckets.items():
            for file in _whole(sorted((self._objects / logical_id).glob("*"))):
                clients.s3.put_object(Bucket=bucket, Key=unquote(file.name), Body=file.read_bytes())


NEW = ".being-written"


def _replace(file: Path, content: bytes) -> None:
    fresh = file.with_name(f"{file.name}{NEW}")
    with fresh.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    fresh.chmod(0o600)
    fresh.replace(file)
    _sync(file.parent)


def _sync(directory: Path) -> None:
    """Its names too outlast a power failure."""
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _whole(files: Iterable[Path]) -> Iterator[Path]:
    """Without what was being written when the process was killed."""
    return (file for file in files if not file.name.endswith(NEW))
