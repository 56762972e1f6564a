"""A virtual environment that holds exactly what a lock names: `python -m infra.workshop.environment DIR LOCK…`.

It runs before anything is installed, on the standard library alone.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PIP = ("-m", "pip", "--disable-pip-version-check")
EXACTLY = ("--quiet", "--no-deps", "--require-hashes")
"""A complete lock needs no resolver, and none can then ask for what the lock does not name: pip 23 would take
`pytest-cov`'s `coverage[toml]` for a package of its own and look for its newest version, without a hash."""


class EnvironmentFailedError(Exception):
    """It could not be made; one sentence says why."""


def make(executable: str, directory: Path, locks: Iterable[Path]) -> Path:
    """The interpreter of a fresh environment of that Python with the locks, complete by `pip check`.

    Raises EnvironmentFailedError.
    """
    python = directory / "bin" / "python"
    _run(
        [executable, "-m", "venv", "--clear", str(directory)],
        f"{executable} makes no virtual environment (Debian: apt-get install python3-venv).",
    )
    for lock in locks:
        _run(
            [str(python), *PIP, "install", *EXACTLY, "-r", str(lock)], f"{lock.name} could not be installed."
        )
    _run([str(python), *PIP, "check"], "The locks are not complete: run `make lock`.")
    # pip leaves it out where PYTHONDONTWRITEBYTECODE is set; starting takes twice as long then.
    _run([str(python), "-m", "compileall", "-q", "-j", "0", str(directory / "lib")], None)
    return python


def made_once(executable: str, directory: Path, locks: list[Path]) -> Path:
    """As `make`, unless it was made from these locks as they stand. Raises EnvironmentFailedError."""
    done = directory / "installed"
    if not done.exists() or any(lock.stat().st_mtime > done.stat().st_mtime for lock in locks):
        make(executable, directory, locks)
        done.touch()
    return directory / "bin" / "python"


def _run(command: list[str], otherwise: str | None) -> None:
    """What it says is shown only where it fails, and it fails with `otherwise`, or not at all without one."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own words
    if done.returncode and otherwise:
        raise EnvironmentFailedError(f"{done.stdout}{done.stderr}{otherwise}")


if __name__ == "__main__":
    try:
        made_once(sys.executable, Path(sys.argv[1]), [Path(lock) for lock in sys.argv[2:]])
    except EnvironmentFailedError as error:
        raise SystemExit(str(error)) from None
