"""What AWS and the registries answer to one family's requests and to the functions behind the queues, recorded once;
`make bench` plays it back to whatever it times.

It plays with the suite's own families, by pytest, and `python -m bench` starts it: it writes where
RUXUE_BENCH_RECORDED says.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from bench import scenes
from bench.process import ADDRESSES, run
from bench.recorder import Recorder
from local.population import Population
from local.web.serving import Serving
from tests.api.household import Household
from tests.aws import Cloud
from tests.midseason import NOW
from tests.rooms.deliveries import NONE_FAILED

pytest_plugins = ("tests.api.conftest",)

ROOT = str(Path(__file__).parent.parent)


def test_record(
    cloud: Cloud,
    city: Population,
    family: Household,
    another_family: Household,
    another: Callable[[], Household],
) -> None:
    found = scenes.of_the_api(family, another_family, another) | scenes.of_the_workers(cloud, another())
    recorder = Recorder(city)
    played = Serving(recorder)
    played.start()
    names = [name for name in os.environ if name.startswith(("RUXUE_", "POWERTOOLS_", "AWS_"))]
    environment = {name: os.environ[name] for name in names} | {"RUXUE_AWS_CLIENT": "own"}
    environment |= {"POWERTOOLS_LOG_LEVEL": "CRITICAL"}
    environment.pop("RUXUE_BENCH_RECORDED")
    told = {}
    try:
        for name, scene in found.items():
            recorder.calls = []
            job = scene._asdict() | {"kind": "function", "now": NOW.isoformat()}
            answer = run(
                sys.executable,
                job | {"path": [ROOT], "warm": 0},
                environment | dict.fromkeys(ADDRESSES, played.origin),
            ).answer
            if not _good(answer):
                raise SystemExit(f"{name}: {answer}")
            told[name] = {"job": job, "calls": recorder.calls}
    finally:
        played.stop()
    recorded = {"environment": environment, "scenes": told}
    Path(os.environ["RUXUE_BENCH_RECORDED"]).write_text(json.dumps(recorded))


def _good(answer: Mapping[str, Any]) -> bool:
    return answer == NONE_FAILED or answer.get("statusCode") == HTTPStatus.OK
