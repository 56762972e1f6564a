"""One id from the click to the SMS, and to what became of it: in every line that a function writes on the way."""

import json
from datetime import timedelta

import time_machine
from chalice.local import LambdaContext

from functions.cloud.aws.calls import SEAM, Call, Caller
from functions.cloud.aws.calls import Answer as Answered
from functions.cloud.table import keys
from infra.guardians.app import app as guardians
from infra.staff.app import app as staff
from local.authorities import Authorities, Switches
from local.aws.sns_logs import brought, line
from tests.midseason import NOW
from tests.rooms.deliveries import played
from tests.rooms.test_wiring import TICK

from .client import Json
from .household import Household
from .refusals import refused

CLICK = "6f1c2f4e-0b1d-4c7a-9d57-4a4e1d7c9b10"
LATER_CLICK = "0d9f8e7c-6b5a-4c3d-8e1f-2a3b4c5d6e7f"


def _traces(logged: list[Json], message: str) -> set[str | None]:
    return {line.get("trace") for line in logged if line["message"] == message}


def _submitted(family: Household) -> None:
    code = family.ready().code()
    played(family.cloud)
    family.client.request_id = CLICK
    assert family.submit(code).status == 200
    family.client.request_id = LATER_CLICK


def test_every_line_from_the_click_to_the_sms_has_the_one_id(family: Household, logged: list[Json]) -> None:
    code = family.ready().code()
    played(family.cloud)
    logged.clear()
    family.client.request_id = CLICK
    assert family.submit(code).status == 200
    assert played(family.cloud) == []
    assert {line.get("trace") for line in logged} == {CLICK}
    said = [line["message"] for line in logged]
    assert said.count("check_taken") == 4
    assert {"done", "change_dispatched", "check_taken", "notice_taken"} == set(said)
    [told] = [line for line in logged if line["message"] == "notice_taken"]
    assert (told["registration_id"], told["became"]) == (family.id, "NoticeSent")


def test_no_line_on_the_way_names_a_person(family: Household, logged: list[Json]) -> None:
    _submitted(family)
    played(family.cloud)
    lines = json.dumps(logged, ensure_ascii=False)
    student, guardian = family.form["students"][0], family.form["guardians"][0]
    for known in (student["name"], family.number, guardian["name"], family.phone, family.story.account.sub):
        assert known not in lines


def test_the_messages_of_the_queues_carry_it_beside_their_body(family: Household) -> None:
    _submitted(family)
    cloud, queues = family.cloud, ("Identity", "Property", "Notice")
    for queue in queues:
        cloud.bodies(queue)
    guardians.handler_map["dispatch"](cloud.changes(), None)
    for queue in queues:
        records = cloud.received(queue)["Records"]
        assert records
        assert {one["messageAttributes"]["trace"]["stringValue"] for one in records} == {CLICK}
        assert "trace" not in str([one["body"] for one in records])


def test_what_a_check_finds_later_still_has_the_id_of_the_submission(
    family: Household, logged: list[Json], authorities: Authorities
) -> None:
    """The registry is away at first: the message comes back with what it carries."""
    _submitted(family)
    authorities.property.control(Switches(mode="down"))
    played(family.cloud)
    assert _traces(logged, "authority_unavailable") == {CLICK}
    assert _traces(logged, "message_comes_back") == {CLICK}


def test_what_the_provider_reports_of_the_sms_has_it_too_beside_the_run_that_took_the_report(
    family: Household, logged: list[Json]
) -> None:
    _submitted(family)
    played(family.cloud)
    told = next(one for key, one in family.stored().notices.items() if key.startswith("submitted"))
    run = LambdaContext("take_sns_logs", 512)
    event = brought(line(str(told.message_id), "SUCCESS", "Message has been accepted by phone", at=NOW))
    guardians.handler_map["take_sns_logs"](event, run)
    [reported] = [one for one in logged if one["message"] == "sms_reported"]
    assert (reported["trace"], reported["run"]) == (CLICK, run.aws_request_id)
    assert (reported["registration_id"], reported["became"]) == (family.id, "SmsDelivered")


def test_a_message_that_is_given_up_keeps_it_among_the_dead_letters(family: Household) -> None:
    _submitted(family)
    cloud = family.cloud
    for queue in ("Property", "PropertyDlq"):
        cloud.bodies(queue)
    guardians.handler_map["dispatch"](cloud.changes(), None)
    cloud.table.transact({"Delete": cloud.table.delete_request(keys.registration(family.id))})
    guardians.handler_map["verify_property"](cloud.received("Property"), None)
    [dead] = cloud.received("PropertyDlq")["Records"]
    attributes = {name: one["stringValue"] for name, one in dead["messageAttributes"].items()}
    assert attributes == {"reason": "unknown_registration", "trace": CLICK}


def test_what_the_clock_mends_begins_a_trace_of_its_own_that_names_the_registration(
    family: Household, logged: list[Json], clock: time_machine.Traveller
) -> None:
    _submitted(family)
    family.cloud.changes()
    clock.shift(timedelta(hours=1))
    run = LambdaContext("reconcile", 512)
    guardians.handler_map["reconcile"](TICK, run)
    mended = [one for one in logged if one["message"] == "mended"]
    assert {(one["registration_id"], one["trace"]) for one in mended} == {(family.id, run.aws_request_id)}
    logged.clear()
    assert played(family.cloud) == []
    under_it = [one for one in logged if one.get("trace") == run.aws_request_id]
    taken = [one for one in under_it if one["message"] in {"check_taken", "notice_taken"}]
    assert len(taken) == len(mended)
    assert {one["registration_id"] for one in taken} == {family.id}


def test_a_fault_names_in_its_answer_the_trace_of_its_line(family: Household, logged: list[Json]) -> None:
    def fail(_call: Call, _then: Caller) -> Answered:
        raise RuntimeError("what somebody typed")

    family.begin().client.request_id = CLICK
    with SEAM.around(fail):
        answer = refused(family.client.call("GET", family.path), 500, "internal_fault")
    assert answer.json["instance"] == f"urn:ruxue:trace:{CLICK}"
    assert _traces(logged, "fault") == {CLICK}


def test_every_function_of_an_event_runs_under_a_trace() -> None:
    """`run` stands around each; a function of lines has no event and does it itself."""
    loose = [
        source.name
        for app in (guardians, staff)
        for source in app.event_sources
        if not hasattr(app.handler_map[source.name].func, "__wrapped__")
    ]
    assert loose == []
