"""Every deed is written down, and no link can be changed unnoticed."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from functions.cloud import composition
from functions.cloud.staff.audit import chain_of
from functions.cloud.table import keys
from functions.cloud.table.items import dump
from functions.registration.registration import Registration
from functions.registration.staff.audit import Act, Deed, event_after, verify
from functions.registration.staff.looking import unusual
from functions.review.audit.verifying import followed
from functions.review.workers import keep_audit_ends, watch_readings
from tests.aws import Cloud
from tests.rooms.registrations import NOW

from .conftest import CASE
from .staff import AUDITOR, CLERK, SECOND, Answer

SCHEDULE = dict.fromkeys(("version", "account", "region", "detail-type", "source", "time", "id"), "") | {
    "resources": [],
    "detail": {},
}
AUDIT = "/staff/seasons/siming-2022/audit"
CHAIN = chain_of(CASE)


def acts(answer: Answer) -> list[str]:
    return [one["act"] for one in answer.body["events"]]


def test_reads_claims_and_decisions_are_events(opened: Cloud, case: Registration) -> None:
    CLERK.call("POST", f"/staff/registrations/{CASE}/claim")
    CLERK.decide(CASE, "refused", note="secret words")
    SECOND.decide(CASE, "refused")
    found = AUDITOR.get(AUDIT)
    assert sorted(acts(found)) == ["claimed", "decided", "decided", "read", "read"]
    assert {one["by"] for one in found.body["events"]} == {CLERK.key, SECOND.key}
    assert "secret" not in str(found.body)
    assert acts(AUDITOR.get(AUDIT)).count("audit_read") == 1


def test_pages_go_on_where_the_last_one_ended(opened: Cloud, case: Registration) -> None:
    for _ in range(7):
        CLERK.get(f"/staff/registrations/{CASE}")
        CLERK.get("/staff/seasons/siming-2022/queue")
    seen: list[tuple[int, int]] = []
    cursor: dict[str, Any] = {}
    while True:
        page = AUDITOR.get(AUDIT, limit=3, **cursor)
        seen += [(one["chain"], one["number"]) for one in page.body["events"] if one["act"] != "audit_read"]
        if page.body["cursor"] is None:
            break
        cursor = {"cursor": page.body["cursor"]}
    assert len(seen) == len(set(seen)) == 14


@pytest.mark.parametrize(
    ("change", "number", "why"),
    [({"by": "1:somebody else"}, 2, "changed"), (None, 2, "missing"), ({"previous": "0" * 64}, 2, "cut")],
)
def test_the_first_broken_link_is_named(
    opened: Cloud, case: Registration, change: Any, number: int, why: str
) -> None:
    for _ in range(4):
        CLERK.get(f"/staff/registrations/{CASE}")
    assert AUDITOR.get(f"{AUDIT}/verification").body["intact"] is True
    assert followed("siming-2022").is_whole
    key = keys.audit_event("siming-2022", CHAIN, number)
    if change is None:
        opened.table.transact({"Delete": opened.table.delete_request(key)})
    else:
        opened.table.put(opened.item(key) | change)
    told = AUDITOR.get(f"{AUDIT}/verification").body
    assert told["intact"] is False
    assert told["chains"][CHAIN]["broken"] == {"number": number, "why": why}
    assert not followed("siming-2022").is_whole


def _kept_today(opened: Cloud) -> None:
    keep_audit_ends(SCHEDULE, None)


def _written_anew(opened: Cloud) -> None:
    """The whole chain with other authors and new hashes, as somebody with the table's keys could."""
    chain = keys.audit_chain("siming-2022", CHAIN)
    last = None
    for number in range(1, 4):
        item = opened.item(keys.audit_event("siming-2022", CHAIN, number))
        deed = Deed("siming-2022", Act.READ, "1:somebody else", item.get("registration"))
        last = event_after(last, deed, chain=CHAIN, at=NOW)
        opened.table.put({**item, **dump(last), "pk": chain})


def test_a_chain_that_was_written_anew_is_noticed_by_its_kept_ends(opened: Cloud, case: Registration) -> None:
    for _ in range(3):
        CLERK.get(f"/staff/registrations/{CASE}")
    _kept_today(opened)
    assert AUDITOR.get(f"{AUDIT}/verification").body["intact"] is True
    _written_anew(opened)
    told = AUDITOR.get(f"{AUDIT}/verification").body
    assert told["intact"] is False
    assert told["chains"][CHAIN]["broken"] == {"number": 3, "why": "changed"}
    assert followed("siming-2022").chains[CHAIN]["broken"] == {"number": 3, "why": "changed"}


def test_a_kept_end_that_none_of_our_keys_made_is_named(opened: Cloud, case: Registration) -> None:
    CLERK.get(f"/staff/registrations/{CASE}")
    _kept_today(opened)
    s3, bucket = opened.clients.s3, opened.stack.outputs["AuditBucketName"]
    [kept] = s3.list_objects_v2(Bucket=bucket)["Contents"]
    content = json.loads(s3.get_object(Bucket=bucket, Key=kept["Key"])["Body"].read())
    content["ends"][str(CHAIN)][1] = "0" * 64
    s3.put_object(Bucket=bucket, Key=kept["Key"], Body=json.dumps(content).encode())
    told = AUDITOR.get(f"{AUDIT}/verification").body
    assert (told["intact"], told["forged"]) == (False, [kept["Key"]])
    assert not followed("siming-2022").is_whole


def test_a_kept_end_cannot_be_deleted(opened: Cloud, case: Registration) -> None:
    CLERK.get(f"/staff/registrations/{CASE}")
    _kept_today(opened)
    s3, bucket = opened.clients.s3, opened.stack.outputs["AuditBucketName"]
    [version] = s3.list_object_versions(Bucket=bucket)["Versions"]
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])


def test_a_kept_end_holds_no_person(opened: Cloud, case: Registration) -> None:
    CLERK.get(f"/staff/registrations/{CASE}")
    _kept_today(opened)
    s3, bucket = opened.clients.s3, opened.stack.outputs["AuditBucketName"]
    [kept] = s3.list_objects_v2(Bucket=bucket)["Contents"]
    content = json.loads(s3.get_object(Bucket=bucket, Key=kept["Key"])["Body"].read())
    assert set(content) == {"season", "at", "ends", "mac"}
    assert CLERK.key not in str(content)


def test_unusual_reading_is_seen_from_the_trail(
    opened: Cloud, case: Registration, monkeypatch: pytest.MonkeyPatch, logged: list[dict[str, Any]]
) -> None:
    monkeypatch.setattr(unusual, "FLOOR", 1)
    monkeypatch.setattr(unusual, "TIMES", 1)
    for member, number in ((CLERK, 3), (SECOND, 1)):
        for place in range(number):
            opened.put(case.model_copy(update={"id": f"01G76PAV40BBBBBBBBBBBBBBB{place}"}))
            member.get(f"/staff/registrations/01G76PAV40BBBBBBBBBBBBBBB{place}")
    watch_readings(SCHEDULE, None)
    warned = [line for line in logged if line["message"] == "unusual_reading"]
    assert [(line["member"], line["registrations"]) for line in warned] == [(CLERK.key, 3)]


def test_an_end_that_was_cut_off_is_missed_where_it_was_noted() -> None:
    first = event_after(None, Deed("s", Act.READ, "a"), chain=0, at=NOW)
    second = event_after(first, Deed("s", Act.READ, "b"), chain=0, at=NOW)
    assert verify([first, second], chain=0, noted={2: second.hash}).broken is None
    assert verify([first], chain=0, noted={2: second.hash}).broken == (0, 2, "shortened")
    forged = event_after(first, Deed("s", Act.READ, "c"), chain=0, at=NOW)
    assert verify([first, forged], chain=0, noted={2: second.hash}).broken == (0, 2, "changed")


def test_writers_of_one_chain_at_once_lose_nothing(opened: Cloud) -> None:
    trail = composition.audit_trail()
    rival = [Deed("siming-2022", Act.READ, f"rival {number}") for number in range(3)]
    put = trail._table.put

    def interrupted(item: Any, **more: Any) -> None:
        if rival:
            trail._table.put = put  # type: ignore[method-assign]
            trail.write(rival.pop(), now=NOW)
            trail._table.put = interrupted  # type: ignore[method-assign]
        put(item, **more)

    trail._table.put = interrupted  # type: ignore[method-assign]
    trail.write(Deed("siming-2022", Act.READ, "slow"), now=NOW)
    trail._table.put = put  # type: ignore[method-assign]
    found = trail.verify("siming-2022", 0)
    assert (found.events, found.broken) == (4, None)
