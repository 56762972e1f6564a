"""Say in one sentence what is missing before the browser's tests fail one by one."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Exit with what to install when there is no Chromium; CHROMIUM names one that stands elsewhere."""
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in NAMES):
        return
    raise SystemExit(
        "The browser's tests need Chromium: install it (Debian and Ubuntu: apt-get install chromium fonts-noto-cjk)"
        " or set CHROMIUM to its path."
    )


if __name__ == "__main__":
    main()
