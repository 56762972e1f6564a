"""A data directory that cannot be started from ends the start with one sentence: which file, and what to do."""

import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import boto3
import pytest

from local.aws.keeping.errors import DamagedError, InUseError, NotWritableError
from local.aws.keeping.store import Store
from local.system import System
from tests.patience import PATIENCE
from tests.ports import free_port

from .conftest import StillPump
from .tiny import TEMPLATE, Around, Seen, project


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a killed process leaves it: a state, and a journal with three lines."""
    directory, copy = tmp_path_factory.mktemp("run"), tmp_path_factory.mktemp("left") / "data"
    made = System(
        lambda: [project(Seen())], lambda *_: Around(), template=TEMPLATE, data=directory, pump=StillPump
    )
    made.start()
    for name in "abc":
        boto3.client("dynamodb").put_item(
            TableName=made.stack.outputs["ThingTableName"], Item={"pk": {"S": name}, "sk": {"S": "x"}}
        )
    shutil.copytree(directory, copy)
    made.stop()
    return copy


@pytest.fixture
def data(left: Path, tmp_path: Path) -> Path:
    return shutil.copytree(left, tmp_path / "data")


def _flip(content: bytes) -> bytes:
    return content.replace(b'"a"', b'"A"', 1)


DAMAGES: dict[str, tuple[str, Callable[[bytes], bytes | None]]] = {
    "state.json is empty": ("state.json", lambda _: b""),
    "state.json is cut short": ("state.json", lambda content: content[: len(content) // 2]),
    "state.json is no JSON": ("state.json", lambda _: b"\x00\xffnot json"),
    "state.json is somebody else's": ("state.json", lambda _: b'{"version": 3}'),
    "state.json is a list": ("state.json", lambda _: b"[]"),
    "the journal is not there": ("journal-1.log", lambda _: None),
    "a line of the journal was changed": ("journal-1.log", _flip),
    "a line of the journal is empty": ("journal-1.log", lambda content: b"\n" + content),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_one_sentence_that_names_it(data: Path, damage: str) -> None:
    name, change = DAMAGES[damage]
    changed = change((data / name).read_bytes())
    if changed is None:
        (data / name).unlink()
    else:
        (data / name).write_bytes(changed)
    store = Store(data)
    with pytest.raises(DamagedError) as told:
        store.load()
    store.close()
    assert str(told.value).startswith(f"{data / name} is damaged (")
    assert str(told.value).endswith("DATA=other make run")
    assert "\n" not in str(told.value)


def test_what_was_being_written_when_the_process_was_killed_was_never_acknowledged(data: Path) -> None:
    journal = data / "journal-1.log"
    whole = journal.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for cut in (last, last + 5, len(whole) - 1):
        journal.write_bytes(whole[:cut])
        store = Store(data)
        loaded = store.load()
        store.close()
        assert loaded is not None
        assert [items[0][1]["pk"]["S"] for items in (one["items"] for one in loaded[1])] == ["a", "b"]


def test_two_systems_do_not_share_a_directory(data: Path) -> None:
    first = Store(data)
    with pytest.raises(InUseError) as told:
        Store(data)
    first.close()
    assert str(told.value).startswith(f"another system runs on {data}: stop it")
    Store(data).close()


def test_where_nothing_can_be_written_the_start_says_so(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(NotWritableError) as told:
        Store(file / "data")
    assert f"nothing can be kept in {file / 'data'} (Not a directory)" in str(told.value)


def test_make_run_tells_it_and_ends_with_no_traceback(data: Path) -> None:
    (data / "state.json").write_bytes(b"{")
    ended = subprocess.run(
        [sys.executable, "-m", "local"],
        env={**os.environ, "PORT": str(free_port()), "DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"make run: {data / 'state.json'} is damaged (it is not whole): ")
    assert ended.stderr.count("\n") == 1


def test_a_line_of_the_journal_bears_its_checksum(data: Path) -> None:
    for line in (data / "journal-1.log").read_bytes().splitlines():
        checksum, _, content = line.partition(b" ")
        assert int(checksum, 16) == zlib.crc32(content)
        assert json.loads(content)["items"]
