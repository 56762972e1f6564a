"""The address of SMS reports as strangers try it: no answer and no line tells how near they came."""

import hmac
import json
from typing import Any

import pytest

from functions.cloud.table import keys
from functions.delivery import routes
from functions.registration.registration import NoticeState, Registration
from tests.api.client import Client
from tests.aws import Cloud
from tests.calls import before_dynamodb, counted
from tests.cloud.sms.provider import Provider

from .deliveries import played
from .registrations import ID
from .sms_providers import DOOR, keep, send_by, tencent, tencent_report, tencent_took
from .test_sms_reports import DELIVERED, SERIAL, delivery, push, waiting

__all__ = ["tencent", "waiting"]

STRANGE = {
    "a lone surrogate": "\ud800" * 37,
    "what is no UTF-8": "\udcff" * 37,
    "Chinese": "门" * 37,
    "zeros": "\0" * 37,
    "capitals": DOOR.upper(),
    "a line more": f"{DOOR}\n",
    "escaped": DOOR.replace("-", "%2D"),
    "two doors": f"{DOOR},{DOOR}",
    "very long": "x" * 8000,
}


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("reporter", ["tencent", "alibaba", "sns", "\ud800"])
def test_a_strange_door_is_none_and_asks_nothing_of_the_table(
    opened: Cloud, reporter: str, name: str
) -> None:
    push("tencent")
    with counted() as calls:
        answer = push(reporter, tencent_report(SERIAL), door=STRANGE[name])
    assert (answer.status, answer.code, calls) == (404, "not_found", [])


BODIES: dict[str, Any] = {
    "none": None,
    "no JSON": "<html>",
    "deep": "[" * 50_000,
    "too large": "[" + " " * 300_000 + "]",
    "no UTF-8": b"\xff\xfe",
    "a report": json.dumps([tencent_report(SERIAL)]),
}


@pytest.mark.parametrize("name", BODIES)
def test_behind_a_wrong_door_every_body_has_the_same_answer(opened: Cloud, name: str) -> None:
    wrong = f"/sms-reports/tencent/{DOOR[:-1]}x"
    answer = Client().call("POST", wrong, BODIES[name])
    plain = Client().call("POST", wrong, "[]")
    assert (answer.status, answer.content, answer.headers) == (404, plain.content, plain.headers)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("door", [DOOR, "x" * 40])
def test_another_method_is_refused_alike_before_any_door_is_looked_at(
    opened: Cloud, method: str, door: str
) -> None:
    answer = Client().call(method, f"/sms-reports/tencent/{door}", "[]")
    assert (answer.status, answer.code, answer.headers["allow"]) == (405, "method_not_allowed", "POST")


@pytest.mark.parametrize(
    "kind",
    [
        "application/json;charset=utf-8",
        "application/json; charset=UTF-8",
        "",
        "text/plain",
        "text/html;charset=UTF-8",
    ],
)
def test_a_push_is_taken_however_its_json_is_called(waiting: Cloud, kind: str) -> None:
    path = f"/sms-reports/tencent/{DOOR}"
    answer = Client().call("POST", path, json.dumps([tencent_report(SERIAL)]), Content_Type=kind)
    assert (answer.status, answer.json["result"]) == (200, 0)


def test_a_door_is_compared_with_every_open_one_in_constant_time(
    waiting: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    doors = [DOOR, "y" * 40, "z" * 40]
    keep(waiting, sms_report_doors=doors)
    compared: list[tuple[bytes, bytes]] = []

    class Watched:
        @staticmethod
        def compare_digest(given: bytes, door: bytes) -> bool:
            compared.append((given, door))
            return hmac.compare_digest(given, door)

    monkeypatch.setattr(routes, "hmac", Watched)
    assert push("tencent", door="x" * 40).status == 404
    assert compared == [(b"x" * 40, door.encode()) for door in doors]


def test_an_impossible_instant_of_one_report_keeps_no_other_from_being_noted(
    waiting: Cloud, tencent: Provider
) -> None:
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    played(waiting)
    odd = [tencent_report(f"5000:{n}") | {"user_receive_time": "0001-01-01 00:00:00"} for n in range(3)]
    assert push("tencent", *odd, tencent_report(SERIAL)).status == 200
    assert delivery(waiting) == DELIVERED


@pytest.mark.parametrize("fails", [False, True])
def test_no_line_call_or_answer_holds_a_door_or_a_phone(
    waiting: Cloud,
    family_submitted: Registration,
    tencent: Provider,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    fails: bool,  # noqa: FBT001
) -> None:
    phone = family_submitted.form.guardians[0].phone
    assert phone is not None
    tencent.answers(tencent_took(SERIAL))
    send_by(waiting, ("tencent", tencent))
    played(waiting)

    def stop() -> None:
        if fails:
            raise ConnectionError(DOOR, phone)

    told = {"mobile": phone, "errmsg": phone, "description": phone, "ext": phone}
    with before_dynamodb(stop, "UpdateItem"):
        answers = [
            push("tencent", tencent_report(SERIAL, "FAIL") | told, told, phone),
            push("tencent", tencent_report("5000:unknown") | told),
            push("tencent", tencent_report(SERIAL) | told, door=DOOR[:-1]),
            Client().call("POST", f"/sms-reports/tencent/{DOOR}", phone * 99),
            Client().call("POST", f"/sms-reports/sns/{DOOR}", phone),
        ]
    assert caplog.records
    said = [capsys.readouterr().out, *(str(vars(record)) for record in caplog.records), *map(str, answers)]
    said += [str(waiting.table.get(key)) for key in _kept(waiting)]
    assert not [text for text in said if DOOR in text or phone in text]
    assert waiting.get(ID).notices["submitted-2"].state is NoticeState.SENT


def _kept(cloud: Cloud) -> list[Any]:
    return [
        keys.registration(ID),
        keys.sms_message("tencent", SERIAL),
        keys.sms_message("tencent", "5000:unknown"),
    ]
