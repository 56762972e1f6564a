import fcntl
from pathlib import Path
from typing import cast

import pytest

from .once import made_once


class Folders:
    """A worker's."""

    def __init__(self, own: Path) -> None:
        self._own = own
        own.mkdir()

    def getbasetemp(self) -> Path:
        return self._own


def test_what_one_worker_made_the_others_find(tmp_path: Path) -> None:
    makers: list[Path] = []

    def make(file: Path) -> None:
        makers.append(file)
        file.write_text("made")

    workers = [cast("pytest.TempPathFactory", Folders(tmp_path / f"popen-gw{number}")) for number in range(2)]
    first, second = [made_once(worker, "face", make) for worker in workers]
    assert first == second
    assert second.read_text() == "made"
    assert len(makers) == 1


def test_who_comes_while_it_is_made_waits(tmp_path: Path) -> None:
    def make(file: Path) -> None:
        with (tmp_path / "face.lock").open() as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.write_text("made")

    worker = cast("pytest.TempPathFactory", Folders(tmp_path / "popen-gw0"))
    assert made_once(worker, "face", make).read_text() == "made"


def test_what_was_not_made_to_its_end_is_made_anew(tmp_path: Path) -> None:
    def stopped(file: Path) -> None:
        file.write_text("half")
        raise KeyboardInterrupt

    def whole(file: Path) -> None:
        file.write_text("whole")

    worker = cast("pytest.TempPathFactory", Folders(tmp_path / "alone"))
    with pytest.raises(KeyboardInterrupt):
        made_once(worker, "face", stopped)
    assert made_once(worker, "face", whole).read_text() == "whole"
