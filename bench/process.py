"""Fresh processes for `bench.runner`, and what they told."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

ADDRESSES = (
    "AWS_ENDPOINT_URL",
    "RUXUE_HOUSEHOLD_GATEWAY_URL",
    "RUXUE_PROPERTY_GATEWAY_URL",
    "RUXUE_SMS_ENDPOINT_URL",
)
"""The variables of a function that say where AWS, registries and provider are; here all are in one place."""

RUNNER = Path(__file__).with_name("runner.py")


class Told(NamedTuple):
    """Milliseconds, each of the processor and of the clock."""

    cold: tuple[float, float]
    warm: list[tuple[float, float]]
    answer: Any
    loaded: frozenset[str]


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
        tuple(told["cold"]), [tuple(one) for one in told["warm"]], told["answer"], frozenset(told["loaded"])
    )
