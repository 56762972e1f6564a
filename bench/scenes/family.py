"""What the guardians' gateway brings to its functions, and what brings an alarm to the team."""

import json
from typing import Any

from functions.cloud import composition
from tests.api import client
from tests.api.household import SEASON, Household
from tests.faults.report_deeds import SERIAL, push_a_report
from tests.midseason import NOW
from tests.rooms.sms_providers import DOOR, keep, tencent_report
from tests.rooms.test_on_call import published

from .stage import Stage


def status(stage: Stage) -> Any:
    family = stage.family.submitted()
    return _event(family, "GET", family.path)


def save(stage: Stage) -> Any:
    family = stage.family.ready()
    return _event(family, "PUT", family.path, family.form, {"If-Match": family.etag()})


def submission(stage: Stage) -> Any:
    family = stage.family.ready()
    code = family.code()
    pledge = composition.season_table().get(SEASON, NOW).pledge.version
    return _event(family, "POST", f"{family.path}/submission", {"code": code, "pledge_version": pledge})


def listed(stage: Stage) -> Any:
    return _event(stage.family.ready(), "GET", "/registrations")


def receipt(stage: Stage) -> Any:
    family = stage.family.submitted()
    return _event(family, "GET", f"{family.path}/receipt", headers={"Accept": "application/pdf"})


def report(stage: Stage) -> Any:
    push_a_report(stage.family)
    said = json.dumps([tencent_report(SERIAL)])
    return client.event("POST", f"/api/sms-reports/tencent/{DOOR}", said, dict(client.REQUEST_HEADERS), None)


def alarm(stage: Stage) -> Any:
    robot = {"kind": "wecom", "url": f"{stage.origin}/robot"}
    keep(stage.cloud, on_call={"robots": [robot], "runbooks": "https://docs.example/runbooks"})
    return {"Records": [{"Sns": {"Message": published(), "Subject": "ALARM", "MessageAttributes": {}}}]}


def _event(
    family: Household, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
) -> Any:
    sent = client.REQUEST_HEADERS | {"Content-Type": "application/json"} | (headers or {})
    text = None if body is None else json.dumps(body, ensure_ascii=False)
    return client.event(method, f"/api{path}", text, sent, client.context_of(family.story.account))
