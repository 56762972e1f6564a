"""What a browser test stands on: a local system of its own and a Chromium that talks to nobody else."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import IO

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

from infra.workshop.browser import environment, find
from local.demo.client import Town
from tests.patience import PATIENCE
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
READY = "Ctrl-C"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]


class Speech:
    """What a process says, read to its end, so that it never waits for a reader."""

    def __init__(self, pipe: IO[str]) -> None:
        self._lines: list[str] = []
        self._settled = Event()
        self._reader = Thread(target=self._read, args=(pipe,), daemon=True)
        self._reader.start()

    def __str__(self) -> str:
        return "".join(self._lines)

    def _read(self, pipe: IO[str]) -> None:
        for line in pipe:
            self._lines.append(line)
            if READY in line:
                self._settled.set()
        self._settled.set()

    def wait_until_ready(self) -> None:
        """Until it has said how to stop it, which it says last. It is not asked before: answers are cached."""
        self._settled.wait(PATIENCE)
        if READY not in str(self):
            raise RuntimeError(f"the local system did not start: {self}")

    def wait_for_its_end(self) -> str:
        self._reader.join(PATIENCE)
        return str(self)


@contextmanager
def running_town() -> Iterator[Town]:
    """The local system in a process of its own, since it moves its own clock and holds moto's one state."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-u", "-m", "tests.browser.patient"],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout
    said = Speech(process.stdout)
    try:
        said.wait_until_ready()
        yield Town(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        _wait_until_stopped(process, said)


def _wait_until_stopped(process: "subprocess.Popen[str]", said: Speech) -> None:
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)  # faulthandler then says where each thread stands
        process.wait(timeout=PATIENCE)
        raise RuntimeError(f"the local system did not stop: {said.wait_for_its_end()}") from None


def chromium(playwright: Playwright) -> Browser:
    """The one that this machine has or was given, with letters for every name."""
    executable = find()
    return playwright.chromium.launch(executable_path=executable, args=ARGUMENTS, env=environment(executable))


def context(browser: Browser, size: dict[str, int] = PHONE, *, language: str = "zh-CN") -> BrowserContext:
    """A clean browser of one person. Nothing moves, so that no test waits for it."""
    made = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        locale=language,
        reduced_motion="reduce",
        timezone_id="Asia/Shanghai",
        device_scale_factor=2 if size is PHONE else 1,
    )
    made.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    return made


@contextmanager
def unanswered(page: Page, asked: str = "**/api/**") -> Iterator[None]:
    """The server is asked this, and answers only when this ends."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(asked, hold)
    yield
    for route in held:
        route.continue_()
    page.unroute(asked)


def loopback(url: str) -> bool:
    return re.match(r"(http://(127\.0\.0\.1|localhost)[:/])|(blob:|data:|about:)", url) is not None
