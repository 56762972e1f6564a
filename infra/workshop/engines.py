"""The two engines that no Chromium has, as Debian packages them; `python -m infra.workshop.engines` provides them."""

import shutil
from pathlib import Path

from infra.workshop import debian

FIREFOX = "firefox-esr"
WEBKIT_DRIVER = "WebKitWebDriver"
DISPLAY = "Xvfb"
PACKAGES = {FIREFOX: "firefox-esr", WEBKIT_DRIVER: "webkit2gtk-driver", DISPLAY: "xvfb"}
"""Which package brings which program."""


def mini_browser() -> Path:
    """The window around WebKitGTK that its driver steers, of the newest series."""
    return max(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))


def lacking() -> list[str]:
    """Packages whose program is not on the path."""
    return [package for program, package in PACKAGES.items() if shutil.which(program) is None]


def main() -> None:
    """Exit with one sentence where an engine cannot be had."""
    if missing := lacking():
        debian.install(*missing, purpose="the tests in other engines")
    if missing := lacking():
        raise SystemExit(
            "The tests in other engines need Firefox ESR and WebKitGTK, and this machine lacks "
            f"{', '.join(missing)} (Debian: apt-get install {' '.join(missing)})."
        )


if __name__ == "__main__":
    main()
