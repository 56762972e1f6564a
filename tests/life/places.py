"""Places of a registration's life: what it is and when, each thing that is alike counted once."""

from datetime import datetime, timedelta
from typing import NamedTuple

from functions.registration.check_kinds import CheckId
from functions.registration.checks import Check, CheckState
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.form import Form, Guardian, Student
from functions.registration.placing.results import result_of
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff.queues import waiting_decision
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType
from functions.submit.codes.children import child_mac
from seasons import siming_2022
from tests.rooms.registrations import MACS

FIRM = siming_2022().model_copy(update={"publication_held": False})
HELD = FIRM.model_copy(update={"publication_held": True})
LATE = FIRM.model_copy(update={"publication_at": FIRM.publication_at + timedelta(days=4)})
"""As two supervisors confirmed it once the first instant had passed."""

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


class Day(NamedTuple):
    """One instant, with the season as it is then."""

    name: str
    season: Season
    now: datetime


def _days(*seasons: Season) -> tuple[Day, ...]:
    """Each side of every instant; `seasons`: before the publication, at it, and from some days later on."""
    before, at, later = seasons
    return (
        Day("open", before, before.opens_at + DAY),
        Day("closing", before, before.closes_at - MINUTE),
        Day("closed", before, before.closes_at + MINUTE),
        Day("last_amendments", before, before.amendment_deadline - MINUTE),
        Day("reviewing", before, before.amendment_deadline + MINUTE),
        Day("last_reviews", before, before.publication_at - MINUTE),
        Day("published", at, before.publication_at),
        Day("days_later", later, before.publication_at + 5 * DAY),
        Day("last_results", later, before.results_until - DAY),
        Day("over", later, before.results_until),
    )


CALENDARS = {
    "confirmed in time": _days(FIRM, FIRM, FIRM),
    "confirmed late": _days(HELD, HELD, LATE),
    "never confirmed": _days(HELD, HELD, HELD),
}

PHONE = "13800000000"
CHILD = IdentityDocument(type=IdentityDocumentType.PASSPORT, country="FR", number="X1234567")
CLAIM = child_mac(CHILD, MACS)
HOME, STUDENT = CheckId("property"), CheckId("student-0")


def paper(check: CheckId, at: datetime) -> Document:
    return Document(
        id=f"paper-{check}", kind=DocumentKind.OTHER, state=DocumentState.ACCEPTED, media_type="image/jpeg",
        size=9, asked_at=at, upload_until=at, check=check,
    )  # fmt: skip


def queued(check: CheckId, version: int, now: datetime) -> Check:
    return Check(id=check, kind=check.kind, state=CheckState.QUEUED, version=version, covers="1:c", since=now)


def draft(now: datetime) -> Registration:
    form = Form(
        students=(Student(name="林小满", identity_document=CHILD),), guardians=(Guardian(phone=PHONE),)
    )
    return Registration(
        id="01G76PAV40AAAAAAAAAAAAAAAA", reference="22-7K3M-9Q6", season=FIRM.id, owner="1:o",
        status=Status.DRAFT, version=1, form=form, created_at=now, updated_at=now,
    )  # fmt: skip


def likeness(one: Registration, day: Day) -> tuple[object, ...]:
    """What tells two places apart: how often or exactly when something happened does not."""
    dispute = one.dispute
    return (
        day.name,
        one.status,
        one.amended_from,
        frozenset(_of_check(one, check) for check in one.checks.values()),
        one.request is not None,
        one.review and (len(one.review.words[:1]), one.review.ended, one.review.result),
        dispute and (bool(dispute.contested), bool(dispute.displaced)),
        one.code is not None and day.now < one.code.expires_at,
        one.own_day is not None and day.now < one.own_day,
        one.confirmed_result is not None and one.confirmed_result == result_of(one, day.season),
    )


def _of_check(one: Registration, check: Check) -> tuple[object, ...]:
    waits = waiting_decision(one, check.id)
    return (
        check.id,
        check.state,
        check.read_as,
        check.is_handed_over,
        check.is_unmended,
        check.is_contradicted,
        check.denial is not None,
        waits and waits.result,
    )
