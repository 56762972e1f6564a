"""What AWS answers to one family's requests, recorded once; `make bench` plays it back to whatever it times.

It plays with the suite's own families, by pytest, and `python -m bench` starts it: it writes where
RUXUE_BENCH_RECORDED says.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.process import run
from functions.cloud import composition
from local.aws.cloud import Dispatcher
from local.web.serving import Serving
from tests.api import client
from tests.api.household import SEASON, Household
from tests.midseason import NOW

pytest_plugins = ("tests.api.conftest",)

ROOT = str(Path(__file__).parent.parent)
CLOCKS = ("functions.submit.routes",)


class Recorder:
    """moto, and all that was asked of it."""

    def __init__(self) -> None:
        self._moto = Dispatcher()
        self.calls: list[dict[str, Any]] = []

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        asked = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(asked)
        answered = b"".join(self._moto(environ, start_response))
        service, _, operation = environ["HTTP_X_AMZ_TARGET"].rpartition(".")
        call = {"service": service, "operation": operation}
        self.calls.append(call | {"asked": json.loads(asked), "answered": json.loads(answered)})
        return [answered]


def test_record(family: Household, another_family: Household, another: Callable[[], Household]) -> None:
    family.ready()
    code = family.code()
    pledge = composition.season_table().get(SEASON, NOW).pledge.version
    typed = another().ready()
    looked = another_family.submitted()
    events = {
        "status": _event(looked, "GET", looked.path, None, {}),
        "save": _event(typed, "PUT", typed.path, typed.form, {"If-Match": typed.etag()}),
        "list": _event(family, "GET", "/registrations", None, {}),
        "submission": _event(
            family, "POST", f"{family.path}/submission", {"code": code, "pledge_version": pledge}, {}
        ),
    }
    recorder = Recorder()
    moto = Serving(recorder)
    moto.start()
    names = [name for name in os.environ if name.startswith(("RUXUE_", "POWERTOOLS_", "AWS_"))]
    environment = {name: os.environ[name] for name in names} | {"RUXUE_AWS_CLIENT": "own"}
    environment |= {"POWERTOOLS_LOG_LEVEL": "CRITICAL"}
    environment.pop("RUXUE_BENCH_RECORDED")
    scenes = {}
    try:
        for name, event in events.items():
            recorder.calls = []
            job = {
                "kind": "function",
                "path": [ROOT],
                "module": "infra.guardians.api",
                "attribute": "app",
                "event": event,
                "now": NOW.isoformat(),
                "clocks": CLOCKS,
                "warm": 0,
            }
            told = run(sys.executable, job, environment | {"AWS_ENDPOINT_URL": moto.origin})
            if told.answer["statusCode"] != HTTPStatus.OK:
                raise SystemExit(f"{name}: {told.answer}")
            scenes[name] = {"event": event, "calls": recorder.calls}
    finally:
        moto.stop()
    recorded = {"now": NOW.isoformat(), "clocks": CLOCKS, "environment": environment, "scenes": scenes}
    Path(os.environ["RUXUE_BENCH_RECORDED"]).write_text(json.dumps(recorded))


def _event(household: Household, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
    sent = client.REQUEST_HEADERS | {"Content-Type": "application/json"} | headers
    text = None if body is None else json.dumps(body, ensure_ascii=False)
    return client.event(method, f"/api{path}", text, sent, client.context_of(household.story.account))
