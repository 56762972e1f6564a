"""What a browser test stands on: a local system of its own and a Chromium that talks to nobody else."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Playwright

from local.city import DISTRICT, SEED
from local.demo.client import Town
from local.population import Population, population

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


def _free_port() -> int:
    """The first of three ports in a row, as the local system takes them."""
    for _ in range(50):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        if port < 65_000 and all(_is_free(port + more) for more in (1, 2)):
            return port
    raise RuntimeError("no three free ports in a row")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def running_town() -> Iterator[Town]:
    """`python -m local` in a process of its own, since it moves its own clock and holds moto's one state."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "local"],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    else:
        raise RuntimeError("".join(lines))
    try:
        yield Town(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate(timeout=20)


def people() -> Population:
    """The same city as the local system's: it is generated from one seed."""
    today = date.today()  # noqa: DTZ011 - as the local system takes it
    return population(SEED, today, date(today.year - 6, 8, 31), DISTRICT)


def chromium(playwright: Playwright) -> Browser:
    """Debian's Chromium where there is one, else Playwright's own."""
    return playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
        args=ARGUMENTS,
        env=os.environ | {"LANGUAGE": "zh_CN"},
    )


def context(browser: Browser, size: dict[str, int] = PHONE, *, language: str = "zh-CN") -> BrowserContext:
    """A clean browser of one person. Nothing moves, so that no test waits for it."""
    made = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        locale=language,
        reduced_motion="reduce",
        timezone_id="Asia/Shanghai",
        device_scale_factor=2 if size is PHONE else 1,
    )
    made.set_default_timeout(10_000)
    return made


def loopback(url: str) -> bool:
    return re.match(r"(http://(127\.0\.0\.1|localhost)[:/])|(blob:|data:|about:)", url) is not None
