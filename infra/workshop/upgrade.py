"""`make upgrade`: newer versions on purpose, what changed by it, and what is known against what there is now.

Python's packages are taken as new as they go together. The page's stay in their major version: a newer one is a
change of code and named for somebody to take. A Chromium's major version is its only one.
"""

import json
import subprocess
import sys
from pathlib import Path

from infra.workshop import audit, locks

NEWEST = {locks.NPM_LOCKS[0]: "^{version}", locks.NPM_LOCKS[1]: "latest"}
"""What is asked of the registry about each direct dependency that is locked at `version`."""


def main() -> int:
    """1 when something is known against a version. Raises CalledProcessError where a registry refuses."""
    every = (*locks.PYTHON_LOCKS, *locks.NPM_LOCKS)
    before = {lock: locks.versions(lock) for lock in every}
    locks.resolve("--upgrade")
    for lock, newest in NEWEST.items():
        _of_npm(lock.parent, newest)
    for lock in every:
        for line in locks.changes(before[lock], locks.versions(lock)) or ["nothing newer"]:
            _say(f"{lock.relative_to(locks.ROOT)}: {line}")
    for line in _majors(locks.NPM_LOCKS[0].parent):
        _say(f"to take by hand: {line}")
    known = audit.known(_say)
    for line in known:
        _say(f"known: {line}")
    return int(bool(known))


def _of_npm(folder: Path, newest: str) -> None:
    package = json.loads((folder / "package.json").read_text())
    for kind, flag in (("dependencies", "--save-prod"), ("devDependencies", "--save-dev")):
        wanted = [f"{name}@{newest.format(version=at)}" for name, at in package.get(kind, {}).items()]
        if wanted:
            _npm(folder, "install", flag, "--save-exact", *wanted)
    _npm(folder, "update")


def _npm(folder: Path, *words: str) -> None:
    quietly = ("--package-lock-only", "--ignore-scripts", "--loglevel", "error", "--engine-strict=false")
    subprocess.run(["npm", *words, *quietly], check=True, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603, S607


def _majors(folder: Path) -> list[str]:
    """npm exits with 1 where there are any."""
    told = subprocess.run(
        ["npm", "outdated", "--json"],  # noqa: S607
        check=False, cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(told.stdout or "{}")
    return [
        f"{name} {at['wanted']} → {at['latest']}"
        for name, at in found.items()
        if at["wanted"] != at["latest"]
    ]


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
