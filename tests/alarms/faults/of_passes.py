"""What fell through, cannot be read, is late or was looked at: told by the passes of the clock."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from functions.cloud import composition, settings
from functions.cloud.queues.messages import inspection_message
from functions.cloud.staff.seasons import Confirmed
from functions.cloud.table import keys
from functions.cloud.table.checkpoints import Checkpoint
from functions.cloud.table.expressions import Update
from functions.cloud.table.seasons import SeasonTable
from functions.cloud.table.shards import shard_of
from functions.cloud.table.table import Table
from functions.publish.publication import pass_name
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.registration import Status
from functions.registration.staff.audit import Act, Deed
from local.authorities import Switches
from local.environment import forget_cached
from tests.midseason import NOW
from tests.review.jobs import SEASON
from tests.review.staff import SUPERVISOR
from tests.rooms.registrations import notice

from .stage import DAY, HOUR, MINUTE, Fault, Stage


def asked(document_id: str) -> Document:
    return Document(
        id=document_id, kind=DocumentKind.OTHER, state=DocumentState.AWAITING_UPLOAD, media_type="image/jpeg",
        size=3, asked_at=NOW, upload_until=NOW + 10 * MINUTE,
    )  # fmt: skip


def silent(authority: str) -> Fault:
    def inject(stage: Stage) -> None:
        stage.cloud.connect(stage.authorities)
        getattr(stage.authorities, authority).control(Switches(mode="down"))
        stage.families(1)
        stage.played.play(6 * MINUTE)

    return Fault("the authority answers 503", inject)


def failing(stage: Stage) -> None:
    [family] = stage.families(1)
    stage.played.play(MINUTE)
    stage.cloud.environment.setenv("RUXUE_TABLE", "nowhere")
    forget_cached()
    stage.cloud.send("Property", {"registration_id": family.id, "version": 2, "check": "property"})
    stage.played.play(7 * MINUTE)


def unscanned(stage: Stage) -> None:
    stage.cloud.environment.setenv("RUXUE_MALWARE_SCANNER", "clamd")
    stage.cloud.environment.setenv("RUXUE_CLAMD_ADDRESS", "127.0.0.1:9")
    forget_cached()
    [family] = stage.families(1)
    document = asked("01DOC0")
    stage.cloud.put(family.model_copy(update={"documents": {document.id: document}}))
    stage.cloud.clients.s3.put_object(
        Bucket=settings.buckets().quarantine, Key=f"{family.id}/{document.id}", Body=b"abc"
    )
    stage.cloud.send("Inspection", inspection_message(family.id, document.id, NOW).body)
    stage.played.play(8 * MINUTE)


def unreadable(stage: Stage) -> None:
    stage.cloud.connect(stage.authorities)
    stage.authorities.household.control(Switches(mode="wrong", wrong="record"))
    stage.families(7)
    stage.played.play(MINUTE)


def lost_checks(stage: Stage) -> None:
    stage.families(25)
    stage.clock.shift(31 * MINUTE)
    stage.run("Reconcile")


def lost_notices(stage: Stage) -> None:
    [family] = stage.families(1)
    lost = {f"n-{number}": notice(id=f"n-{number}") for number in range(20)}
    stage.cloud.put(family.model_copy(update={"notices": lost}))
    stage.clock.shift(15 * MINUTE)
    stage.run("Reconcile")


def lost_outcomes(stage: Stage) -> None:
    stage.families(20)
    stage.clock.move_to(stage.season.publication_at + HOUR)
    composition.checkpoints().put(pass_name(stage.season), Checkpoint(done=True), expires=2**40)
    stage.run("Reconcile")


def lost_uploads(stage: Stage) -> None:
    [family] = stage.families(1)
    documents = {f"01DOC{number}": asked(f"01DOC{number}") for number in range(10)}
    stage.cloud.put(family.model_copy(update={"documents": documents}))
    for document in documents:
        stage.cloud.clients.s3.put_object(
            Bucket=settings.buckets().quarantine, Key=f"{family.id}/{document}", Body=b"abc"
        )
    stage.clock.shift(HOUR)
    stage.run("Reconcile")


def orphan_claims(stage: Stage) -> None:
    for number in range(5):
        key = keys.child_claim(stage.season.id, f"1:orphan{number}")
        stage.cloud.table.put({**key._asdict(), "family": {"GONE"}})
    stage.run("Reconcile")


def wrong_figures(stage: Stage) -> None:
    [family] = stage.families(1)
    stage.played.play(MINUTE)
    place = keys.figures(stage.season.id, shard_of(family.id))
    stage.cloud.table.update(place, Update().add("f#status#submitted", 41))
    stage.clock.shift(2 * HOUR)
    stage.run("Reconcile", times=8)


def unreadable_item(function: str) -> Fault:
    def inject(stage: Stage) -> None:
        [family] = stage.families(1)
        stage.cloud.table.update(keys.registration(family.id), Update().set("timeline", "none"))
        stage.run(function)

    return Fault("a registration that this version cannot read", inject)


def not_erased(stage: Stage) -> None:
    [family] = stage.families(1)
    stage.cloud.put(family.model_copy(update={"status": Status.DRAFT}))
    days = stage.season.retention.draft_days + 3
    stage.clock.move_to(stage.season.closes_at + timedelta(days=days))
    stage.run("Erase")


def unconfirmed(stage: Stage) -> None:
    seasons = SeasonTable(Table(stage.cloud.dynamodb, settings.tables().seasons))
    held = stage.season.model_copy(update={"publication_held": True})
    seasons.put(held, replaces=1, by="test", now=NOW)
    stage.clock.move_to(stage.season.publication_at)
    stage.run("Publish")


def not_stamped(stage: Stage) -> None:
    """What was confirmed cannot be read, minute after minute."""
    at: datetime = stage.season.publication_at
    confirmed = Confirmed(
        hash="0" * 64, by="1:a", at=at - DAY, publication_at=at, pending=0, version=1, parts=1,
        confirmed_by="1:b", confirmed_at=at - HOUR,
    )  # fmt: skip
    stage.cloud.table.transact(composition.season_desk().confirming(stage.season.id, confirmed))
    stage.clock.move_to(at + 5 * MINUTE)
    stage.run("Publish")


def fails(function: str, variable: str) -> Fault:
    def inject(stage: Stage) -> None:
        composition.audit_trail().write(Deed(stage.season.id, Act.READ, "1:one"), now=NOW)
        stage.cloud.environment.setenv(variable, "nowhere")
        forget_cached()
        stage.run(function)

    return Fault("what it needs is not there", inject)


def not_set(stage: Stage) -> None:
    stage.cloud.environment.delenv("RUXUE_IDENTITY_DLQ_URL")
    forget_cached()
    stage.families(1)
    stage.played.play(MINUTE)


def long_job(stage: Stage) -> None:
    """A run ends after a step, as where all are slow."""
    stage.families(1)
    assert SUPERVISOR.call("POST", f"{SEASON}/rehearsal").status == 202
    stage.played.play(4 * MINUTE)
    stage.clock.shift(2 * HOUR)
    stage.played.play(MINUTE)


def much_reading(stage: Stage) -> None:
    looked = [("1:curious", f"R{number}") for number in range(61)]
    for member, registration in [*looked, ("1:one", "R0"), ("1:two", "R0")]:
        composition.audit_trail().write(Deed(stage.season.id, Act.READ, member, registration), now=NOW)
    stage.run("WatchReadings")


FAULTS: Mapping[str, Fault] = {
    "alarms/HouseholdSilentAlarm": silent("household"),
    "alarms/PropertySilentAlarm": silent("property"),
    "alarms/MessageFailingAlarm": Fault("the table is not there", failing),
    "alarms/UploadsNotScannedAlarm": Fault("the scanner is not reached", unscanned),
    "alarms/UnreadableRecordsAlarm": Fault("the household registry answers senseless records", unreadable),
    "alarms/MendedChecksAlarm": Fault("no message was made of the checks of 25 families", lost_checks),
    "alarms/MendedNoticesAlarm": Fault("no message was made of twenty notices", lost_notices),
    "alarms/MendedOutcomesAlarm": Fault("publication missed twenty families", lost_outcomes),
    "alarms/MendedUploadsAlarm": Fault("no message was made of ten uploads", lost_uploads),
    "alarms/MendedClaimsAlarm": Fault("five children are claimed by nobody", orphan_claims),
    "alarms/DerivedDiffersAlarm": Fault("figures that somebody changed by hand", wrong_figures),
    "alarms/RegistrationSetAsideAlarm": unreadable_item("Reconcile"),
    "alarms/ErasureSetAsideAlarm": unreadable_item("Erase"),
    "alarms/ErasureBehindAlarm": Fault("a draft is there three days after its end", not_erased),
    "alarms/PublicationUnconfirmedAlarm": Fault("the date comes and nobody confirmed", unconfirmed),
    "alarms/PublicationLateAlarm": Fault("what was confirmed cannot be read", not_stamped),
    "guardians/ClockErrorsAlarm": fails("Publish", "RUXUE_SEASON_TABLE"),
    "guardians/FunctionErrorsAlarm": Fault("a setting is missing", not_set),
    "staff/FunctionErrorsAlarm": fails("WatchReadings", "RUXUE_SEASON_TABLE"),
    "staff/AuditEndsAlarm": fails("KeepAuditEnds", "RUXUE_AUDIT_BUCKET"),
    "alarms/JobLongAlarm": Fault("a rehearsal is not done after two hours", long_job),
    "staff/UnusualReadingAlarm": Fault("somebody looks at 61 registrations, others at one", much_reading),
}
