"""What a browser test stands on: a local system of its own and a Chromium that talks to nobody else."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

from infra.workshop.browser import environment, find
from local.demo.client import Town
from tests.patience import PATIENCE
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
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


@contextmanager
def running_town() -> Iterator[Town]:
    """`python -m local` in a process of its own, since it moves its own clock and holds moto's one state."""
    port = free_port()
    with NamedTemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-X", "faulthandler", "-u", "-m", "local"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(port)},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(process, Path(said.name))
            yield Town(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            _wait_until_stopped(process, Path(said.name))


def _wait_for(process: "subprocess.Popen[bytes]", said: Path) -> None:
    """Until it has said how to stop it, which it says last. It is not asked before: answers are cached."""
    until = time.monotonic() + PATIENCE
    while "Ctrl-C" not in said.read_text():
        if time.monotonic() > until or process.poll() is not None:
            raise RuntimeError(f"the local system did not start: {said.read_text()}")
        time.sleep(0.1)


def _wait_until_stopped(process: "subprocess.Popen[bytes]", said: Path) -> None:
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)  # faulthandler then says where each thread stands
        process.wait(timeout=PATIENCE)
        raise RuntimeError(f"the local system did not stop: {said.read_text()}") from None


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
def unanswered(page: Page) -> Iterator[None]:
    """The server is asked, and answers only when this ends."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/**", hold)
    yield
    for route in held:
        route.continue_()
    page.unroute("**/api/**")


def loopback(url: str) -> bool:
    return re.match(r"(http://(127\.0\.0\.1|localhost)[:/])|(blob:|data:|about:)", url) is not None
