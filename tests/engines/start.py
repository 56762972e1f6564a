"""Firefox and WebKitGTK as Debian has them, each started on a fresh profile and ended with its tests."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.workshop import engines, fonts
from tests.patience import PATIENCE
from tests.ports import free_port

from .webdriver import LOOK, Http, Marionette, Wire
from .window import Window

PREFERENCES = {
    "marionette.port": 0,
    "intl.accept_languages": "zh-CN",
    "ui.prefersReducedMotion": 1,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}
"""Marionette on any free port, Chinese, nothing that moves, and nobody called but the local system."""

LISTENS = "Listening on port "


@contextmanager
def firefox() -> Iterator[Window]:
    with tempfile.TemporaryDirectory() as profile:
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()
        ]
        Path(profile, "user.js").write_text("\n".join(lines))
        command = [engines.FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", profile]
        with _running(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout
            told = next(line for line in process.stdout if LISTENS in line)
            yield _window(Marionette(int(told.rpartition(LISTENS)[2])), {})


@contextmanager
def webkit() -> Iterator[Window]:
    """Its driver starts it, on a display that nobody sees."""
    read, write = os.pipe()
    display = [engines.DISPLAY, "-displayfd", str(write), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with _running(display, pass_fds=[write], stderr=subprocess.DEVNULL), os.fdopen(read) as told:
        os.close(write)
        shown = {"DISPLAY": f":{told.readline().strip()}"}
        port = free_port()
        with _running([engines.WEBKIT_DRIVER, f"--port={port}"], env=shown):
            wire = Http(port)
            browser = {"binary": str(engines.mini_browser()), "args": ["--automation"]}
            yield _window(wire, {"webkitgtk:browserOptions": browser})
            wire("DeleteSession")


ENGINES = {"firefox": firefox, "webkit": webkit}


@contextmanager
def _running(
    command: list[str], *, env: dict[str, str] | None = None, **more: Any
) -> Iterator["subprocess.Popen[str]"]:
    language = {"LANGUAGE": "zh_CN", "LANG": "C.UTF-8", **fonts.variables()}
    process = subprocess.Popen(  # noqa: S603
        command, env=os.environ | language | (env or {}), text=True, **more
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _window(wire: Wire, capabilities: dict[str, Any]) -> Window:
    """As narrow as a desktop's browser goes."""
    wire("NewSession", capabilities={"alwaysMatch": capabilities})
    wire("SetTimeouts", implicit=int(LOOK * 1000))
    wire("SetWindowRect", width=390, height=844)
    return Window(wire)
