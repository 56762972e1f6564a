"""R49: what is due goes, from every table, bucket and version; what must stay stays; the record names nobody."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from chalice.local import LambdaContext

from functions.cloud import clients, composition, settings
from functions.cloud.staff.jobs.exports import GATHERED
from functions.cloud.staff.jobs.job_table import Parts
from functions.cloud.table import keys
from functions.cloud.table.checkpoints import Checkpoint
from functions.cloud.table.expressions import Update
from functions.erase import erasing
from functions.registration.registration import Decision, Registration, Status
from functions.registration.requests import RequestEnd
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from infra.guardians.app import app
from tests.api.household import accepted_document
from tests.aws import Cloud
from tests.registration.submitting.test_answering import request

from .registrations import NOW
from .test_wiring import TICK

LIVE, GONE = "01G76PAV40LLLLLLLLLLLLLLLL", "01G76PAV40ZZZZZZZZZZZZZZZZ"
EXPORT = "01G76PAV40EEEEEEEEEEEEEEEE"
DAY = timedelta(days=1)


@pytest.fixture
def buckets(opened: Cloud) -> list[str]:
    names = ["Quarantine", "Document", "Export"]
    return [opened.stack.outputs[f"{name}BucketName"] for name in names]


def run(times: int = 3) -> None:
    for _ in range(times):
        app.handler_map["erase"](TICK, LambdaContext("erase", 512))


def upload(cloud: Cloud, registration_id: str) -> None:
    """A paper that was replaced, and one that was removed, in each bucket."""
    for bucket in (settings.buckets().quarantine, settings.buckets().documents):
        for content in (b"before", b"after"):
            cloud.clients.s3.put_object(Bucket=bucket, Key=f"{registration_id}/kept", Body=content)
        cloud.clients.s3.put_object(Bucket=bucket, Key=f"{registration_id}/removed", Body=b"once")
        cloud.clients.s3.delete_object(Bucket=bucket, Key=f"{registration_id}/removed")


def objects(cloud: Cloud, buckets: list[str]) -> set[str]:
    """The id that each version's and each delete marker's key begins with."""
    pages: list[Any] = [cloud.clients.s3.list_object_versions(Bucket=bucket) for bucket in buckets]
    return {
        one["Key"].partition("/")[0]
        for page in pages
        for kind in ("Versions", "DeleteMarkers")
        for one in page.get(kind, [])
    }


def items(cloud: Cloud) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = composition.erasure().step(after=None, limit=1000).items
    return found


def kinds(cloud: Cloud) -> set[str]:
    """What still stands in the table, by how its partition key begins."""
    return {item["pk"].partition("#")[0] for item in items(cloud)}


def stand(cloud: Cloud, registration: Registration, season: Season) -> None:
    """A registration with everything that there can be of it, in every table and bucket."""
    put = cloud.table.put
    cloud.put(registration)
    put({**keys.counted(registration.id)._asdict(), "marks": {}, "figures": {}, "seen_at": "1"})
    put({**keys.account(registration.owner)._asdict(), "registrations": {registration.id}, "facts": {"f"}})
    put({**keys.child_claim(season.id, "1.sha256:c")._asdict(), "family": {registration.id}})
    put({**keys.sought(season.id, "1.sha256:n")._asdict(), f"r#{registration.id}": 1})
    put({**keys.reference(registration.reference)._asdict(), "registration": registration.id})
    put({**keys.shared_mark(season.id, "home|1.sha256:h")._asdict(), f"r#{registration.id}": "1.sha256:s"})
    put({**keys.figures(season.id, 3)._asdict(), "f#status#submitted": 1})
    put({**keys.sms_budget(season.id, 3)._asdict(), "used": 1})
    put({**keys.export(EXPORT)._asdict(), "id": EXPORT, "season": season.id})
    upload(cloud, registration.id)
    bucket = cloud.stack.outputs["ExportBucketName"]
    cloud.clients.s3.put_object(Bucket=bucket, Key=EXPORT, Body=b"everybody")
    composition.audit_trail().write(Deed(season.id, Act.READ, "1.sha256:p", registration.id, {}), now=NOW)


def erasures(season: Season) -> list[dict[str, str]]:
    events = composition.audit_trail().page(season.id, 0, before=None, limit=50).events
    return [event.details for event in events if event.act is Act.ERASED]


def test_nothing_of_a_season_whose_archive_has_ended_is_left_but_the_audit_trail(
    opened: Cloud,
    buckets: list[str],
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
) -> None:
    stand(opened, family_submitted, season)
    clock.move_to(season.archive_until)
    run()
    assert kinds(opened) == {"U", "W"}
    assert objects(opened, buckets) == set()
    assert all(not opened.bodies(name) for name in ("Identity", "Property", "Notice"))
    assert composition.audit_trail().verify(season.id, 0).broken is None
    told: dict[str, int] = {}
    for event in erasures(season):
        for what, number in event.items():
            told[what] = told.get(what, 0) + int(number)
    assert told == {"registrations": 1, "files": 8, "items": 6}
    assert family_submitted.id not in str(erasures(season))


def test_a_moment_before_the_archive_ends_everything_stands(
    opened: Cloud,
    buckets: list[str],
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
) -> None:
    stand(opened, family_submitted, season)
    clock.move_to(season.archive_until - timedelta(seconds=1))
    run()
    assert kinds(opened) == {"R", "F", "A", "C", "D", "N", "T", "B", "E", "U", "W"}
    assert objects(opened, buckets) == {family_submitted.id, EXPORT}
    assert erasures(season) == []


def test_what_a_job_gathered_is_no_orphan_while_its_day_lasts(opened: Cloud, buckets: list[str]) -> None:
    gathered = Parts(clients.s3, opened.stack.outputs["ExportBucketName"])
    gathered.put(GONE, 0, b"[]")
    run()
    assert objects(opened, buckets) == {GATHERED}


@pytest.mark.parametrize(("status", "what"), [(Status.DRAFT, "drafts"), (Status.WITHDRAWN, "withdrawn")])
def test_a_draft_and_what_was_withdrawn_are_erased_within_days(
    opened: Cloud,
    buckets: list[str],
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
    status: Status,
    what: str,
) -> None:
    opened.put(family_submitted.model_copy(update={"status": status}))
    opened.put(family_submitted.model_copy(update={"id": LIVE}))
    upload(opened, family_submitted.id)
    upload(opened, LIVE)
    kept = season.retention
    ends = {
        Status.DRAFT: season.closes_at + kept.draft_days * DAY,
        Status.WITHDRAWN: family_submitted.updated_at + kept.withdrawn_days * DAY,
    }[status]
    clock.move_to(ends - timedelta(seconds=1))
    run()
    assert objects(opened, buckets) == {family_submitted.id, LIVE}
    clock.move_to(ends)
    run()
    assert [item["id"] for item in items(opened) if item["sk"] == keys.REGISTRATION] == [LIVE]
    assert objects(opened, buckets) == {LIVE}
    assert erasures(season) == [{what: "1", "files": "8"}]


ACTED: dict[str, dict[str, Any]] = {
    "decided": {"decisions": (Decision(check="property", result="refused", by="1.sha256:p", at=NOW),)},
    "asking": {"request": request(until=NOW + DAY)},
    "asked": {"past_requests": (request(until=NOW + DAY, ended=RequestEnd.ANSWERED),)},
}


@pytest.mark.parametrize("acted", ACTED.values(), ids=ACTED)
def test_r36_what_staff_acted_on_is_kept_until_the_archive_ends_although_it_was_withdrawn(
    acted: dict[str, Any],
    opened: Cloud,
    buckets: list[str],
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
) -> None:
    paper = accepted_document("kept", "title_certificate")
    update = {"status": Status.WITHDRAWN, **acted, "kept_documents": {paper.id: paper}}
    opened.put(family_submitted.model_copy(update=update))
    upload(opened, family_submitted.id)
    clock.move_to(season.archive_until - DAY)
    run()
    assert objects(opened, buckets) == {family_submitted.id}
    clock.move_to(season.archive_until)
    run()
    assert objects(opened, buckets) == set()


def test_objects_whose_item_is_gone_are_found_and_erased(
    opened: Cloud, buckets: list[str], family_submitted: Registration
) -> None:
    """As the table's own TTL leaves them, or an eraser that stopped in between."""
    opened.put(family_submitted)
    upload(opened, family_submitted.id)
    upload(opened, GONE)
    opened.clients.s3.put_object(Bucket=buckets[2], Key=EXPORT, Body=b"everybody")
    run()
    assert objects(opened, buckets) == {family_submitted.id}


def test_a_run_does_so_much_and_the_next_goes_on(
    opened: Cloud,
    buckets: list[str],
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(erasing, "STEPS_A_RUN", 1)
    monkeypatch.setattr(erasing, "ITEMS_A_STEP", 2)
    for number in range(6):
        opened.put(family_submitted.model_copy(update={"id": f"01G76PAV40{number:016d}"}))
    clock.move_to(season.archive_until)
    run(1)
    left = len([one for one in items(opened) if one["sk"] == keys.REGISTRATION])
    assert 4 <= left < 6
    assert composition.checkpoints().get(erasing.ITEMS).after is not None
    run(8)
    assert kinds(opened) == {"U", "W"}


def test_one_item_that_cannot_be_read_stops_no_pass(
    opened: Cloud,
    buckets: list[str],
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
) -> None:
    opened.put(family_submitted, status="no such status")
    opened.put(family_submitted.model_copy(update={"id": LIVE}))
    clock.move_to(season.archive_until)
    run()
    assert [item["id"] for item in items(opened) if item["sk"] == keys.REGISTRATION] == [family_submitted.id]


def test_what_changed_since_it_was_seen_is_not_erased(opened: Cloud, family_submitted: Registration) -> None:
    opened.put(family_submitted.model_copy(update={"version": family_submitted.version + 1}))
    assert not composition.erasure().erase(family_submitted, leaves={}, tally={"drafts": 1})
    assert composition.checkpoints().get(erasing.ITEMS) == Checkpoint()


def test_an_account_keeps_what_prefill_told_while_a_season_takes_drafts(
    opened: Cloud, buckets: list[str], season: Season, clock: time_machine.Traveller
) -> None:
    account = keys.account("1.sha256:a")
    opened.table.put({**account._asdict(), "registrations": {GONE}, "facts": {"f"}})
    run()
    assert opened.table.get(account) is not None
    clock.move_to(datetime.fromisoformat(season.closes_at.isoformat()))
    run()
    assert opened.table.get(account) is None


def test_an_account_that_lists_nothing_any_more_goes_once_no_season_takes_drafts(
    opened: Cloud, season: Season, clock: time_machine.Traveller
) -> None:
    account = keys.account("1.sha256:a")
    opened.table.update(account, Update().discard("registrations", {GONE}))
    run()
    assert opened.table.get(account) == account._asdict()
    clock.move_to(season.closes_at)
    run()
    assert opened.table.get(account) is None


def test_what_has_expired_is_erased_where_the_table_s_own_clock_is_late(
    opened: Cloud, buckets: list[str]
) -> None:
    ledger = keys.question("1.sha256:a", "2022-06-01T00:00:00.000000Z", "code", 0)
    for key, expires in ((keys.phone("1.sha256:p"), NOW - DAY), (ledger, NOW), (keys.phone("2"), NOW + DAY)):
        opened.table.put({**key._asdict(), "expires": int(expires.timestamp())})
    run()
    assert [item["pk"] for item in items(opened) if item["sk"] != "place"] == [keys.phone("2").pk]
