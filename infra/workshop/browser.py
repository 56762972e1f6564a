"""A Chromium for the browser's tests: one that is installed, else one that this machine can be given."""

import os
import shutil
import subprocess
from functools import partial

from infra.workshop import debian, fonts, registry_chromium

SHELL = "chromium-headless-shell"
"""Chromium without windows: its tests take a fifth less of the processor."""

NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE_TO_BE_HAD = (
    "no Chromium could be had on this machine. Install one (Debian: apt-get install chromium)"
    " or set CHROMIUM to its path."
)


def find() -> str | None:
    """CHROMIUM, else one on the path that runs, else the registry's where it was fetched."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next(
        (path for path in map(shutil.which, NAMES) if path and _runs(path)), registry_chromium.fetched()
    )


def provide() -> str | None:
    """As `find`; where there is none, Debian's by a root that need not be asked, else the registry's."""
    found = find()
    for give in (partial(_debians, SHELL), partial(_debians, "chromium"), registry_chromium.fetch):
        if found is None:
            give()
            found = find()
    return found


def environment(executable: str | None) -> dict[str, str]:
    """The variables to start it with: Chinese fonts from the lock, and the libraries that came with it."""
    return {**os.environ, "LANGUAGE": "zh_CN", **fonts.variables(), **registry_chromium.variables(executable)}


def main() -> None:
    """Exit with one sentence where there is no Chromium."""
    if provide() is None:
        raise SystemExit(f"The pictures need a browser, and {NONE_TO_BE_HAD}")


def _debians(package: str) -> None:
    debian.install(package, purpose="the browser's tests")


def _runs(path: str) -> bool:
    """Ubuntu's chromium-browser is a script that only says to install another one."""
    return subprocess.run([path, "--version"], check=False, capture_output=True).returncode == 0  # noqa: S603


if __name__ == "__main__":
    main()
