"""The locks of both registries: `python -m infra.workshop.locks` resolves Python's anew and keeps what still fits."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
PYTHON_LOCKS = tuple(
    REQUIREMENTS / f"{name}.txt" for name in ("guardians", "staff", "dev", "ministack", "peers", "tools")
)
NPM_LOCKS = (
    ROOT / "web" / "package-lock.json",
    ROOT / "infra" / "workshop" / "chromium" / "package-lock.json",
)
OLDEST = "3.11"
"""A lock serves this Python and every later one: what only some need carries a marker."""

Versions = dict[str, str]
"""Name of a package to its version, or to its versions with a comma between them."""


def resolve(*told: str) -> None:
    """Write every lock of Python's from its `.in`; its first lines say how, for whoever renews it by a robot.

    Raises CalledProcessError.
    """
    for lock in PYTHON_LOCKS:
        subprocess.run(  # noqa: S603 - our own words
            [
                Path(sys.executable).with_name("uv"), "pip", "compile", "--quiet", *told,
                "--generate-hashes", "--universal", "--python-version", OLDEST, "--no-emit-index-url",
                lock.with_suffix(".in").relative_to(ROOT), "-o", lock.relative_to(ROOT),
            ],
            check=True, cwd=ROOT,
        )  # fmt: skip


def versions(lock: Path) -> Versions:
    """What a lock of either registry names."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, version in (_of_npm if lock in NPM_LOCKS else _of_python)(lock.read_text()):
        found[name].add(version)
    return {name: ", ".join(sorted(several)) for name, several in found.items()}


def changes(before: Versions, after: Versions) -> list[str]:
    """A line for each package that came, went or changed, by name."""
    return [
        f"{name} {before.get(name, '(new)')} → {after.get(name, '(gone)')}"
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def _of_python(text: str) -> Iterator[tuple[str, str]]:
    yield from re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)


def _of_npm(text: str) -> Iterator[tuple[str, str]]:
    for place, package in json.loads(text)["packages"].items():
        if place:
            yield place.rpartition("node_modules/")[2], package["version"]


if __name__ == "__main__":
    resolve()
