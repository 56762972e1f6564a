"""What AWS and the registries answer to each function's event, recorded once; `make bench` plays it back to whatever
it times.

It plays with the suite's own families and staff, by pytest, and `python -m bench` starts it: it writes each line of
`bench.lines` into the folder that RUXUE_BENCH_RECORDED names.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.lines import LINES, SIGNED_IN
from bench.process import ADDRESSES, begins, clocks, good, run
from bench.recorder import Recorder, completed
from bench.scenes import SCENES, Stage
from functions.cloud import settings
from local.population import Population
from local.web.serving import Serving
from tests.api.household import Household
from tests.faults.world import World
from tests.midseason import NOW

pytest_plugins = ("tests.faults.conftest",)

ROOT = Path(__file__).parent.parent
TOLD = ("RUXUE_", "POWERTOOLS_", "AWS_", "PYPINYIN_")
"""How the variables of a function begin."""


@pytest.fixture
def recorder(city: Population) -> Iterator[Recorder]:
    recorder = Recorder(city)
    played = Serving(recorder)
    played.start()
    recorder.origin = played.origin
    yield recorder
    played.stop()


@pytest.mark.parametrize("name", [name for name in LINES if name not in SIGNED_IN])
def test_record(
    name: str,
    world: World,
    family: Household,
    staff_city: Population,
    monkeypatch: pytest.MonkeyPatch,
    recorder: Recorder,
) -> None:
    event = SCENES[name](Stage(world.cloud, family, staff_city, monkeypatch, recorder.origin))
    environment = {name: value for name, value in os.environ.items() if name.startswith(TOLD)}
    environment |= {"RUXUE_AWS_CLIENT": "own", "POWERTOOLS_LOG_LEVEL": "CRITICAL"}
    target = Path(environment.pop("RUXUE_BENCH_RECORDED"))
    line = LINES[name]
    job = begins(line) | {"event": event, "now": NOW.isoformat(), "clocks": clocks()}
    told = run(
        sys.executable,
        job | {"path": [str(ROOT / "infra" / line.project), str(ROOT)], "warm": 0, "tells": True},
        environment | dict.fromkeys(ADDRESSES, recorder.origin),
    )
    if not good(told.answer):
        raise SystemExit(f"{name}: {told.answer}")
    recorded = {
        "job": job,
        "environment": environment,
        "seasons": settings.tables().seasons,
        "calls": completed(recorder.calls, told.asked),
    }
    (target / f"{name}.json").write_text(json.dumps(recorded))
