"""What goes over a whole season, with something in it for each: every kind of job, every function of the clock."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from functions.cloud import composition, settings
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.registration import Status
from functions.registration.requests import Asked, RequestReason
from functions.registration.requests import Request as AskedOfFamily
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.jobs import JobKind
from local.population import Population
from tests.api.household import SEASON
from tests.aws import Cloud
from tests.midseason import NOW
from tests.review.conftest import judged
from tests.review.staff import SUPERVISOR
from tests.rooms.registrations import form, notice, submitted

from . import staff_deeds
from .family_deeds import Request, publish_yesterday

Long = Callable[[Cloud], Request]

FAMILIES = tuple(f"01G76PAV40CCCCCCCCCCCCC{number:03d}" for number in range(4))
FIRST, SECOND, THIRD, LAST = FAMILIES
EARLIER = NOW - timedelta(hours=2)


def with_families(cloud: Cloud, city: Population) -> None:
    """Four whose checks all passed, each with a reference of its own."""
    for number, family in enumerate(FAMILIES):
        cloud.put(judged(form(city), family, reference=f"22-7K3M-9Q{number}"))


def nobody_asks() -> Any:
    """What the clock does by itself."""
    return SimpleNamespace(status=200)


def _season(**changed: Any) -> Season:
    version, season = composition.season_desk().current(SEASON)
    season = season.model_copy(update=changed)
    composition.season_table().put(season, replaces=version, by="test", now=NOW)
    return season


def _unseen(cloud: Cloud) -> None:
    """What the stream told so far fell through."""
    cloud.changes()


def check_a_publication(cloud: Cloud) -> Request:
    answer = staff_deeds.rehearsed(cloud)
    seen = {"rehearsal": answer.body["hash"], "pending": answer.body["outcomes"]["pending"]}
    assert staff_deeds.propose(SUPERVISOR, answer, seen).status == 200
    return lambda: SUPERVISOR.call("POST", f"{staff_deeds.PATH}/publication/check")


def give_the_schools(cloud: Cloud) -> Request:
    """No school has a seat left, so that each family is placed by the district."""
    _, season = composition.season_desk().current(SEASON)
    full = tuple(school.model_copy(update={"seats": 0}) for school in season.schools)
    _season(schools=full, placing=season.placing[1:])
    command = {"proposal": staff_deeds.rehearsed(cloud).body["assignment"]["hash"]}
    return lambda: SUPERVISOR.call("POST", f"{staff_deeds.PATH}/assignment", command)


def extend_for_whom_an_authority_held_up(cloud: Cloud) -> Request:
    """Two of them, for ten days."""
    for family in (FIRST, SECOND):
        held = cloud.get(family)
        checks = {key: check.model_copy(update={"attempts": 2}) for key, check in held.checks.items()}
        cloud.put(held.model_copy(update={"checks": checks, "submitted_at": NOW - timedelta(days=10)}))
    _, season = composition.season_desk().current(SEASON)
    until = season.amendment_deadline + timedelta(days=1)
    command = {"until": until.isoformat(), "families": "affected"}
    return lambda: SUPERVISOR.call("POST", f"{staff_deeds.PATH}/extension", command)


JOBS: Mapping[JobKind, Long] = {
    JobKind.REHEARSAL: staff_deeds.rehearse,
    JobKind.PUBLICATION_CHECK: check_a_publication,
    JobKind.ASSIGNMENT: give_the_schools,
    JobKind.EXTENSION: extend_for_whom_an_authority_held_up,
    JobKind.EXPORT: staff_deeds.approve_an_export,
}


def publish(cloud: Cloud) -> Request:
    """One of them is being amended, and one was to answer by yesterday."""
    publish_yesterday()
    item = cloud.item(keys.registration(SECOND))
    before = {"previous": item["sealed"], "previous_form_version": item["form_version"]}
    amending = {"status": Status.AMENDING, "amended_from": Status.SUBMITTED}
    cloud.put(cloud.get(SECOND).model_copy(update=amending), **before, previous_documents={})
    asked = AskedOfFamily(
        number=1, check="property", reason=RequestReason.ANSWER_UNCLEAR, words=(Asked.RESIDENCE,),
        by="1:clerk", at=NOW - timedelta(days=4), until=NOW - timedelta(days=1),
    )  # fmt: skip
    cloud.put(cloud.get(THIRD).model_copy(update={"request": asked}))
    return nobody_asks


def remind(cloud: Cloud) -> Request:
    """Three days before the closing, two are drafts."""
    _season(closes_at=NOW + timedelta(days=3))
    for family in (FIRST, SECOND):
        cloud.put(cloud.get(family).model_copy(update={"status": Status.DRAFT, "checks": {}}))
    return nobody_asks


def reconcile(cloud: Cloud) -> Request:
    """Checks, a notice and an upload of which no message is left, a claim without its registration, wrong figures."""
    lost = Document(
        id="01NONE", kind=DocumentKind.OTHER, state=DocumentState.AWAITING_UPLOAD, media_type="image/jpeg",
        size=3, asked_at=EARLIER, upload_until=EARLIER + timedelta(minutes=10),
    )  # fmt: skip
    queued = submitted(cloud.get(FIRST).form, FIRST, notices={"submitted-2": notice(since=EARLIER)})
    checks = {key: check.model_copy(update={"since": EARLIER}) for key, check in queued.checks.items()}
    cloud.put(queued.model_copy(update={"documents": {lost.id: lost}, "checks": checks}))
    cloud.table.put({**keys.child_claim(SEASON, "1:orphan")._asdict(), "stranger": {"GONE"}})
    cloud.table.update(keys.figures(SEASON, 3), Update().add("f#status#submitted", 7))
    _unseen(cloud)
    return nobody_asks


def erase(cloud: Cloud) -> Request:
    """A draft and a withdrawn one whose days are over, and papers of one that is gone."""
    season = _season(opens_at=NOW - timedelta(days=200), closes_at=NOW - timedelta(days=190))
    long_ago = NOW - timedelta(days=season.retention.withdrawn_days + 1)
    for family, status in ((FIRST, Status.DRAFT), (SECOND, Status.WITHDRAWN)):
        cloud.put(cloud.get(family).model_copy(update={"status": status, "updated_at": long_ago}))
    for owner in (FIRST, THIRD, "01G76PAV40GGGGGGGGGGGGGGGG"):
        cloud.clients.s3.put_object(Bucket=settings.buckets().documents, Key=f"{owner}/paper", Body=b"it")
    return nobody_asks


def keep_audit_ends(_: Cloud) -> Request:
    for family in FAMILIES:
        composition.audit_trail().write(Deed(SEASON, Act.READ, "1:clerk", family, {}), now=NOW)
    return nobody_asks


def watch_readings(cloud: Cloud) -> Request:
    return keep_audit_ends(cloud)


PASSES: Mapping[str, Long] = {
    "publish": publish,
    "remind": remind,
    "reconcile": reconcile,
    "erase": erase,
    "keep_audit_ends": keep_audit_ends,
    "watch_readings": watch_readings,
}
