"""Fresh processes for `bench.runner`, and what they told."""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, NamedTuple

from infra import package

from .lines import Line

ADDRESSES = (
    "AWS_ENDPOINT_URL",
    "RUXUE_HOUSEHOLD_GATEWAY_URL",
    "RUXUE_PROPERTY_GATEWAY_URL",
    "RUXUE_SMS_ENDPOINT_URL",
)
"""The variables of a function that say where AWS, registries and provider are; here all are in one place."""

PLAIN = "plain"
"""The service's name of a call that is none of AWS's: a registry's, Tencent's, a robot's."""

ROOT = Path(__file__).resolve().parent.parent
RUNNER = Path(__file__).with_name("runner.py")


class Told(NamedTuple):
    """Milliseconds, each of the processor and of the clock."""

    cold: tuple[float, float]
    warm: list[tuple[float, float]]
    answer: Any
    loaded: frozenset[str]
    asked: list[tuple[str, str, Any]]
    """Service, operation, parameters of what is not spelt in JSON, where that was to be told."""


def run(python: str, job: Mapping[str, Any], environment: Mapping[str, str], *flags: str) -> Told:
    """Does a job in a process of its own. Raises SystemExit with what it said where that failed."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [python, *flags, str(RUNNER)],
        input=json.dumps(job),
        env=plain | dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{job.get('module', 'the floor')} failed:\n{done.stderr[-3000:]}")
    told = json.loads(done.stdout)
    return Told(
        tuple(told["cold"]),
        [tuple(one) for one in told["warm"]],
        told["answer"],
        frozenset(told["loaded"]),
        [tuple(one) for one in told["asked"]],
    )


def good(answer: Any) -> bool:
    """Whether a function did what it was called for; the clock's answer nothing."""
    if answer is None:
        return True
    status = answer.get("statusCode", HTTPStatus.OK)
    return status < HTTPStatus.MULTIPLE_CHOICES and not answer.get("batchItemFailures")


@cache
def _packaged(project: str) -> dict[str, Any]:
    template = package.build(project, platform.machine()) / "sam.json"
    resources: dict[str, Any] = json.loads(template.read_text())["Resources"]
    return resources


def carrier(line: Line) -> str:
    """The zip of its function."""
    code: str = _packaged(line.project)[line.function]["Properties"]["CodeUri"]
    return code.removeprefix("./").removesuffix(".zip")


def begins(line: Line) -> dict[str, Any]:
    """What the runner is told of a function that Lambda would start."""
    module, _, attribute = _packaged(line.project)[line.function]["Properties"]["Handler"].rpartition(".")
    return {"kind": "function", "module": module, "attribute": attribute}


@cache
def clocks() -> list[str]:
    """The modules that ask what time it is."""
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted((ROOT / "functions").rglob("*.py"))
        if "datetime.now(" in path.read_text("utf-8")
    ]
