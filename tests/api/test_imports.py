"""What a process that serves a family imports, seen in one that has served nobody yet."""

import json
import os
import subprocess
import sys
from typing import Any

from functions.cloud import composition
from local.aws.cloud import Dispatcher
from local.web.serving import Serving
from tests.midseason import NOW

from . import client
from .household import SEASON, Household

SERVE = """
import json, sys, time_machine

def of_boto3():
    return sorted(name for name in sys.modules if name == "boto3" or name.startswith(("boto3.", "botocore.")))

told = json.load(sys.stdin)
with time_machine.travel(told["now"]):
    from infra.guardians.api import app
    at_start = of_boto3()
    statuses = [app(event, None)["statusCode"] for event in told["events"]]
json.dump({"at_start": at_start, "statuses": statuses, "after": of_boto3()}, sys.stdout)
"""
"""Powertools imports botocore's package alone, to tell its version to clients that may come; no part of it."""


def served(events: list[Any], endpoint: str) -> dict[str, Any]:
    """What a fresh interpreter, whose AWS answers at `endpoint`, became by serving these."""
    environment = os.environ | {
        "AWS_ENDPOINT_URL": endpoint,
        "POWERTOOLS_LOG_LEVEL": "CRITICAL",
        "RUXUE_AWS_CLIENT": "own",
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", SERVE],
        input=json.dumps({"now": NOW.isoformat(), "events": events}),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_neither_starting_nor_serving_a_family_imports_boto3(
    family: Household, another_family: Household
) -> None:
    asking, document = another_family.ready(), family.form["students"][0]["identity_document"]
    family.begin()
    saving = ("PUT", family.path, family.form, {"If-Match": family.etag()})
    code = family.ready().code()
    pledge = composition.season_table().get(SEASON, NOW).pledge.version
    prefilling = ("POST", "/prefill", {"season": SEASON, "identity_document": document}, {})
    submitting = ("POST", f"{family.path}/submission", {"code": code, "pledge_version": pledge}, {})
    events = [
        _event(asking, "POST", f"{asking.path}/code", None, {}),
        *(_event(family, *one) for one in (prefilling, saving, ("GET", family.path, None, {}), submitting)),
    ]
    moto = Serving(Dispatcher())
    moto.start()
    try:
        found = served(events, moto.origin)
    finally:
        moto.stop()
    assert found["statuses"] == [202, 200, 200, 200, 200]
    assert (found["at_start"], found["after"]) == ([], [])


def _event(family: Household, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
    sent = client.REQUEST_HEADERS | {"Content-Type": "application/json"} | headers
    text = None if body is None else json.dumps(body, ensure_ascii=False)
    return client.event(method, f"/api{path}", text, sent, client.context_of(family.story.account))
