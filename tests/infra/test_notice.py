"""NOTICE names everything that is deployed, and no licence slips in unread."""

import json
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from infra import notice, wheels

LINES = notice.TARGET.read_text(encoding="utf-8").splitlines()
NAMED = {line.split()[0] for line in LINES if line.startswith("  ")}


def test_the_notice_is_current() -> None:
    assert notice.TARGET.read_text(encoding="utf-8") == notice.notice()


@pytest.mark.parametrize("lock", notice.LOCKS.values(), ids=notice.LOCKS)
def test_every_package_of_a_deployed_lock_is_named(lock: Path) -> None:
    assert set(wheels.roots(lock)) - NAMED == set()


def test_every_package_that_the_pages_need_at_run_time_is_named() -> None:
    needed = json.loads((notice.ROOT / "web" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert set(needed) - NAMED == set()


def test_what_is_said_of_a_wheel_or_a_licence_is_said_of_one_that_is_deployed() -> None:
    deployed = [line.split() for line in LINES if "https://pypi.org/project/" in line]
    assert set(notice.INSIDE) | set(notice.UNSAID) <= {words[0] for words in deployed}
    assert set(notice.CONDITIONS) <= {words[1] for words in deployed}


def test_a_licence_that_nobody_has_read_ends_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "strange-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.4\nName: strange\nVersion: 1\nLicense-Expression: X\n"
    )
    monkeypatch.setattr(notice, "_shipped", lambda: {"strange": Distribution.at(info)})
    with pytest.raises(SystemExit, match="strange: read its licence"):
        notice.notice()


def test_the_whole_licence_is_there() -> None:
    text = (notice.ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in text
    assert "END OF TERMS AND CONDITIONS" in text
