"""Which Python packages the functions: Chalice deploys for the one that runs it, and `.pyc` files fit one only."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WANTED = ("3.13", "3.12")
"""Lambda's runtimes with a glibc that today's wheels need, best first."""


def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run one of this project's own tools. Raises OSError or CalledProcessError."""
    return subprocess.run(command, check=True, text=True, **options)  # noqa: S603 - no word of it comes from outside


def version_of(executable: str) -> str | None:
    """ "3.13" for a Python that runs; None for one that is missing or fails, as pyenv's shims may."""
    try:
        answer = run(
            [executable, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return str(answer.stdout).strip()


def find() -> str:
    """The Python to package with: PACKAGE_PYTHON if set, else the best of `WANTED` that runs.

    Raises SystemExit with one sentence where there is none: it ends the command that asked.
    """
    chosen = os.environ.get("PACKAGE_PYTHON")
    for wanted in WANTED:
        for candidate in [chosen] if chosen else _candidates(wanted):
            if version_of(candidate) == wanted:
                return candidate
    missing = f"PACKAGE_PYTHON is {chosen}, which is not one" if chosen else "none was found"
    raise SystemExit(f"Packaging needs Python 3.13 (or 3.12), as Lambda runs it, and {missing}.")


def _candidates(version: str) -> Iterator[str]:
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        yield sys.executable
    found = shutil.which(f"python{version}")
    if found:
        yield found
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (
        str(path) for path in sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"), reverse=True)
    )
