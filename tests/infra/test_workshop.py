"""An environment from its lock, newer versions and what is known against them, and the Python that packages."""

import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from infra import interpreter
from infra.workshop import audit, environment
from infra.workshop.locks import changes

from .conftest import Program


def wheel(folder: Path, name: str, *needs: str) -> str:
    """The line of a lock for a package that is nothing but its name and needs."""
    file = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    needed = "".join(f"Requires-Dist: {need}\n" for need in needs)
    with ZipFile(file, "w") as archive:
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needed}")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return f"{name}==1.0 --hash=sha256:{sha256(file.read_bytes()).hexdigest()}\n"


def test_a_lock_that_lacks_what_its_packages_need_is_refused_and_not_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    lock = tmp_path / "lock.txt"
    lock.write_text(wheel(tmp_path, "first", "second[more]>=1"))
    wheel(tmp_path, "second")
    with pytest.raises(environment.EnvironmentFailedError, match="locks are not complete") as caught:
        environment.make(sys.executable, tmp_path / "made", [lock])
    assert "first 1.0 requires second, which is not installed" in str(caught.value)


def test_an_upgrade_tells_what_came_went_and_changed() -> None:
    before = {"same": "1", "older": "1", "gone": "1", "two": "1, 2"}
    after = {"same": "1", "older": "2", "new": "1", "two": "2"}
    assert changes(before, after) == ["gone 1 → (gone)", "new (new) → 1", "older 1 → 2", "two 1, 2 → 2"]


FLAW = {"id": "CVE-1", "fix_versions": ["2"]}


@pytest.mark.parametrize(
    ("judge", "answer", "warned", "unasked"),
    [
        (audit.judged_by_pip, None, [], "pip-audit reaches no source"),
        (audit.judged_by_pip, {"dependencies": [{"name": "a", "version": "1", "vulns": []}]}, [], ""),
        (
            audit.judged_by_pip,
            {
                "dependencies": [
                    {"name": "a", "version": "1", "vulns": [FLAW]},
                    {"name": "b", "skip_reason": "?"},
                ]
            },
            ["a 1: CVE-1, mended in 2"],
            "pip-audit was told nothing of 1 packages",
        ),
        (audit.judged_by_npm, None, [], "npm audit reaches no source"),
        (audit.judged_by_npm, {"error": {"summary": ""}}, [], "npm audit reaches no source"),
        (audit.judged_by_npm, {"vulnerabilities": {}}, [], ""),
        (audit.judged_by_npm, {"vulnerabilities": {"a": {"severity": "high"}}}, ["a: high"], ""),
    ],
)
def test_an_audit_that_was_not_answered_is_not_taken_for_a_clean_one(
    judge: Callable[[Any], tuple[list[str], str]], answer: Any, warned: list[str], unasked: str
) -> None:
    assert judge(answer) == (warned, unasked)


@pytest.mark.parametrize("version", ["3.13", "3.12"])
def test_packaging_takes_the_python_that_it_is_given(
    version: str, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKAGE_PYTHON", program("python", f"echo {version}"))
    assert interpreter.version_of(interpreter.find()) == version


@pytest.mark.parametrize("script", ["echo 3.11", "exit 1"])
def test_a_python_that_cannot_package_is_refused_in_one_sentence(
    script: str, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKAGE_PYTHON", program("python", script))
    with pytest.raises(SystemExit, match=r"^Packaging needs Python 3\.13 \(or 3\.12\), .* is not one\.$"):
        interpreter.find()
