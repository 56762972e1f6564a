"""The suite with a browser: `python -m infra.workshop.suite wanted|required sample|all [what pytest is told]`.

Of the browser's tests it plays a sample or all (`tests/browser/sample.py`).
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum

from infra.workshop import browser

BROWSER_FOLDER = "tests/browser"
BROWSER_TESTS = "RUXUE_BROWSER_TESTS"
"""The variable that tells pytest how many of them are played, as `Played` has it; without it all."""
WHOLE = "RUXUE_WHOLE_SUITE"
"""The variable that tells pytest that nothing is left out: then what no test used is spare."""


class Played(StrEnum):
    """How many of the browser's tests."""

    SAMPLE = "sample"
    ALL = "all"


NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Where images for containers set it, each of the suite's many interpreters would compile all that it imports."""


def main(
    need: str, played: Played, told: Sequence[str], *, provide: Callable[[], str | None] = browser.provide
) -> int:
    """pytest's own exit code; a browser that is only wanted and cannot be had is named last, and so is a sample."""
    without = provide() is None
    if without and need == "required":
        raise SystemExit(f"The suite needs a browser, and {browser.NONE_TO_BE_HAD}")
    left_out = [f"--ignore={BROWSER_FOLDER}"] if without else []
    environment = {name: value for name, value in os.environ.items() if name != NO_BYTECODE}
    environment |= {WHOLE: "no" if without else "yes", BROWSER_TESTS: played}
    code = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pytest", *told, *left_out], check=False, env=environment
    ).returncode
    if without:
        sys.stdout.write(f"The browser's tests were left out: {browser.NONE_TO_BE_HAD}\n")
    elif played is Played.SAMPLE:
        sys.stdout.write("Of the browser's tests a sample was played: make browser plays them all.\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Played(sys.argv[2]), sys.argv[3:]))
