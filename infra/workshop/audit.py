"""What is known against the locked versions, by pip-audit and npm audit, each where its source can be reached."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.workshop.locks import NPM_LOCKS, PYTHON_LOCKS, ROOT

Tell = Callable[[str], None]


def known(tell: Tell) -> list[str]:
    """A line for each version that somebody warns of. What could not be asked about is told, never passed over."""
    found: list[str] = []
    for ask, judge, audited in ((_pip, judged_by_pip, PYTHON_LOCKS), (_npm, judged_by_npm, NPM_LOCKS)):
        for lock in audited:
            warned, unasked = judge(ask(lock))
            found += [f"{lock.relative_to(ROOT)}: {line}" for line in warned]
            if unasked:
                tell(f"{lock.relative_to(ROOT)}: not audited: {unasked}")
    return found


def judged_by_pip(answer: Any) -> tuple[list[str], str]:
    """Warnings, and what was not asked about; `answer` is pip-audit's, or None where it gave none."""
    if answer is None:
        return [], "pip-audit reaches no source"
    warned = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'no version'}"
        for one in answer["dependencies"]
        for flaw in one.get("vulns", ())
    ]
    skipped = sum("skip_reason" in one for one in answer["dependencies"])
    return warned, f"pip-audit was told nothing of {skipped} packages" if skipped else ""


def judged_by_npm(answer: Any) -> tuple[list[str], str]:
    """The same of npm's answer, which without a source holds an error."""
    if answer is None or "vulnerabilities" not in answer:
        return [], "npm audit reaches no source"
    return [f"{name}: {one['severity']}" for name, one in answer["vulnerabilities"].items()], ""


def _pip(lock: Path) -> Any:
    audit = Path(sys.executable).with_name("pip-audit")
    complete = ("--disable-pip", "--no-deps", "--require-hashes")
    return _json(
        [str(audit), *complete, "--progress-spinner", "off", "--format", "json", "-r", str(lock)], ROOT
    )


def _npm(lock: Path) -> Any:
    return _json(["npm", "audit", "--package-lock-only", "--json"], lock.parent)


def _json(command: list[str], folder: Path) -> Any:
    """Both exit with 1 for a warning as for a failure: only what they print tells which."""
    told = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True).stdout  # noqa: S603
    try:
        return json.loads(told)
    except json.JSONDecodeError:
        return None
