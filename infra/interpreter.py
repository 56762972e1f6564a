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
    """The Python to package with: PACKAGE_PYTHON if set, else the best of `WANTED`, else the running one."""
    chosen = os.environ.get("PACKAGE_PYTHON")
    if chosen:
        return chosen
    for wanted in WANTED:
        for candidate in _candidates(wanted):
            if version_of(candidate) == wanted:
                return candidate
    return sys.executable


def workshop(executable: str, directory: Path, requirements: list[Path]) -> Path:
    """A virtual environment of that Python with the locked requirements, made once; its interpreter."""
    python = directory / "bin" / "python"
    done = directory / "installed"
    if not done.exists() or any(lock.stat().st_mtime > done.stat().st_mtime for lock in requirements):
        run([executable, "-m", "venv", "--clear", str(directory)])
        pip = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
        ]
        for lock in requirements:
            run([*pip, "-r", str(lock)])
        done.touch()
    return python


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
