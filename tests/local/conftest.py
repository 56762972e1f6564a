"""One tiny system for each test: its threads do not poll, so that a test decides what runs when."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.events.pump import Pump
from local.system import System

from .tiny import TEMPLATE, Around, Seen, project


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    root = tmp_path / "dist"
    for name, text in {
        "index.html": "<!doctype html><title>guardians</title>" + "x" * 2000,
        "staff/index.html": "<!doctype html><title>staff</title>",
        "assets/app-1a2b.js": "export {}",
    }.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


class StillPump(Pump):
    """Takes work only when told to settle."""

    def start(self) -> None:
        """Leave the threads out."""


@pytest.fixture
def system(seen: Seen, dist: Path) -> Iterator[System]:
    running = System(
        lambda: [project(seen)], lambda *_: Around(), template=TEMPLATE, dist=dist, pump=StillPump
    )
    running.start()
    running.settle()
    seen.bodies.clear()
    seen.receives.clear()
    yield running
    running.stop()
