"""What fell through is found, mended and counted; what is on its way is left alone."""

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from functions.publish.publication import outcome_notice, publish
from functions.publish.reconciler import Desk, reconcile
from functions.registration.checks import CheckState, LateAnswer
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.registration import Notice, NoticeKind, NoticeState, Registration, Status
from functions.registration.requests import SpotCheck
from functions.registration.season.season import Season
from local.population import Population

from .fakes import Checkpoints, Outbox, Records
from .registrations import DAY, HOUR, ID, MINUTE, NOW, checked, form, notice, request_of, submitted


class Quarantine(dict[str, datetime]):
    def quarantined(self, registration_id: str) -> dict[str, datetime]:
        return self


class InLine:
    """No claim is out of line."""

    def mend(self, registrations: Any, season: Season, *, now: Any) -> int:
        return 0


class Spots:
    """Takes every registration that came to be looked at."""

    def __init__(self) -> None:
        self.queued: list[Registration] = []

    def queue(self, before: Registration, after: Registration) -> bool:
        self.queued.append(after)
        return True


class Requests:
    """Of families that are faster than the clock, or not."""

    def __init__(self) -> None:
        self.late = True

    def miss(self, before: Registration, after: Registration) -> bool:
        return self.late


class Run:
    """One reconciler over its world."""

    def __init__(self, season: Season, *registrations: Registration) -> None:
        self.season = season
        self.records = Records(*registrations)
        self.uploads = Quarantine()
        self.spots = Spots()
        self.requests = Requests()
        self.outbox = Outbox()
        self.checkpoints = Checkpoints()
        self.counted: Counter[str] = Counter()

    def at(self, now: datetime, **more: Any) -> list[Any]:
        """The bodies sent at `now`."""
        self.outbox.sent = []
        reconcile(
            [self.season],
            records=self.records,
            desk=Desk(self.requests, InLine(), self.spots),
            uploads=self.uploads,
            outbox=self.outbox,
            checkpoints=self.checkpoints,
            count=lambda name: self.counted.update([name]),
            now=now,
            **more,
        )
        return [json.loads(one.body) for one in self.outbox.sent]


def settled(registration: Registration) -> Registration:
    for check in registration.checks:
        registration = checked(registration, CheckState.PASSED, check)
    return registration


@pytest.fixture
def quiet(city: Population) -> Registration:
    """A registration of which nothing waits."""
    return settled(submitted(form(city)))


def test_what_is_on_its_way_is_left_alone(quiet: Registration, season: Season) -> None:
    busy = checked(quiet, CheckState.QUEUED).model_copy(update={"notices": {"submitted-2": notice()}})
    run = Run(season, busy)
    assert run.at(NOW + 10 * MINUTE) == []
    assert (run.counted, run.records.writes) == (Counter(), 0)


def test_r37_what_was_drawn_for_a_spot_check_comes_to_staff_once_all_passed(
    quiet: Registration, season: Season
) -> None:
    drawn = quiet.model_copy(update={"spot": SpotCheck(drawn=True)})
    busy, undrawn = checked(drawn, CheckState.QUEUED), quiet.model_copy(update={"spot": SpotCheck()})
    for registration, queued in ((drawn, [NOW + MINUTE]), (busy, []), (undrawn, [])):
        run = Run(season, registration)
        run.at(NOW + MINUTE)
        assert [one.spot and one.spot.since for one in run.spots.queued] == queued


def test_a_check_queued_for_too_long_is_queued_again_but_not_every_time(
    quiet: Registration, season: Season
) -> None:
    run = Run(season, checked(quiet, CheckState.QUEUED))
    first = NOW + 31 * MINUTE
    assert run.at(first) == [{"registration_id": ID, "version": 2, "check": "student-0"}]
    assert run.at(first + 15 * MINUTE) == []
    assert len(run.at(first + 2 * HOUR + MINUTE)) == 1
    assert run.counted == {"CheckQueuedAgain": 2}


@pytest.mark.parametrize("late", [True, False])
def test_r40_a_day_that_a_family_in_dispute_missed_is_ended_unless_somebody_was_faster(
    quiet: Registration, season: Season, *, late: bool
) -> None:
    waits = checked(quiet, CheckState.MANUAL_REVIEW)
    run = Run(season, waits.model_copy(update={"request": request_of(NOW + DAY)}))
    run.requests.late = late
    run.at(NOW + DAY - MINUTE)
    assert run.counted == {}
    run.at(NOW + DAY)
    assert run.counted == ({"RequestMissed": 1} if late else {})


@pytest.mark.parametrize(("ago", "sent"), [(HOUR, 0), (2 * HOUR + MINUTE, 1)])
def test_a_check_whose_message_was_lost_while_the_authority_was_away_is_queued_again(
    quiet: Registration, season: Season, ago: timedelta, sent: int
) -> None:
    away = checked(quiet, CheckState.AUTHORITY_UNAVAILABLE, asked_at=NOW, attempts=9)
    assert len(Run(season, away).at(NOW + ago)) == sent


def test_r32_a_check_that_waits_longer_than_the_season_is_patient_is_handed_to_staff_and_asked_on(
    quiet: Registration, season: Season
) -> None:
    run = Run(season, checked(quiet, CheckState.AUTHORITY_UNAVAILABLE, asked_at=NOW + 24 * HOUR, attempts=30))
    run.at(NOW + 24 * HOUR)
    assert run.counted == {}
    run.at(NOW + 24 * HOUR + MINUTE)
    check = run.records.all[ID].checks["student-0"]
    assert (check.state, check.is_handed_over) == (CheckState.AUTHORITY_UNAVAILABLE, True)
    assert [one.code for one in check.findings] == ["authority_silent"]
    assert run.at(NOW + 25 * HOUR) == []
    assert run.counted == {"CheckHandedOver": 1}
    assert len(run.at(NOW + 27 * HOUR)) == 1
    assert run.records.all[ID].checks["student-0"].asked_at == NOW + 27 * HOUR


def test_r32_what_was_decided_on_papers_is_asked_about_until_there_is_an_answer(
    quiet: Registration, season: Season
) -> None:
    handed = {"handed_over_at": NOW + DAY, "asked_at": NOW + DAY, "attempts": 30}
    run = Run(season, checked(quiet, CheckState.ACCEPTED, **handed))
    assert len(run.at(NOW + DAY + 3 * HOUR)) == 1
    assert run.at(NOW + DAY + 4 * HOUR) == []
    late = LateAnswer(state=CheckState.PASSED, at=NOW + DAY)
    assert Run(season, checked(quiet, CheckState.ACCEPTED, **handed, late=late)).at(NOW + 2 * DAY) == []


@pytest.mark.parametrize("status", [Status.AMENDING, Status.WITHDRAWN])
def test_checks_of_what_is_amended_or_withdrawn_wait(
    quiet: Registration, season: Season, status: Status
) -> None:
    waiting = checked(quiet, CheckState.QUEUED).model_copy(update={"status": status})
    assert Run(season, waiting).at(NOW + DAY) == []


@pytest.mark.parametrize(
    ("changed", "later", "sent"),
    [
        ({}, 11 * MINUTE, 1),
        ({}, 9 * MINUTE, 0),
        ({"reason": "Throttling"}, HOUR, 0),
        ({"reason": "Throttling"}, 3 * HOUR, 1),
        ({"state": NoticeState.SENDING}, 29 * MINUTE, 0),
        ({"state": NoticeState.SENDING}, 31 * MINUTE, 1),
        ({"state": NoticeState.SENT}, DAY, 0),
        ({"state": NoticeState.FAILED}, DAY, 0),
    ],
)
def test_a_notice_never_sent_is_queued_again(
    quiet: Registration, season: Season, changed: dict[str, Any], later: timedelta, sent: int
) -> None:
    waiting = quiet.model_copy(update={"notices": {"submitted-2": notice(**changed)}})
    run = Run(season, waiting)
    assert run.at(NOW + later) == [{"registration_id": ID, "notice": "submitted-2"}][:sent]
    assert run.counted["NoticeQueuedAgain"] == sent


def test_what_a_queue_does_not_take_is_not_counted_as_mended(quiet: Registration, season: Season) -> None:
    run = Run(season, checked(quiet, CheckState.QUEUED))
    run.outbox.down = True
    run.at(NOW + HOUR)
    assert (run.counted, run.records.writes) == (Counter(), 0)


def awaited(**changed: Any) -> dict[str, Document]:
    document = Document(
        id="01DOC",
        kind=DocumentKind.STUDENT_PAGE,
        state=DocumentState.AWAITING_UPLOAD,
        media_type="image/jpeg",
        size=10,
        asked_at=NOW - 10 * MINUTE,
        upload_until=NOW,
    )
    return {"01DOC": document.model_copy(update=changed)}


def test_an_upload_never_inspected_is_inspected(quiet: Registration, season: Season) -> None:
    run = Run(season, quiet.model_copy(update={"documents": awaited()}))
    run.uploads["01DOC"] = NOW - MINUTE
    assert run.at(NOW + 10 * MINUTE) == []
    [body] = run.at(NOW + 11 * MINUTE)
    assert body["Records"][0]["s3"]["object"]["key"] == f"{ID}/01DOC"
    assert datetime.fromisoformat(body["Records"][0]["eventTime"]) == NOW - MINUTE
    assert run.records.all[ID].documents["01DOC"].state is DocumentState.AWAITING_UPLOAD
    assert run.counted == {"UploadInspectedAgain": 1}


def test_an_upload_that_never_came_is_refused(quiet: Registration, season: Season) -> None:
    run = Run(season, quiet.model_copy(update={"documents": awaited()}))
    assert run.at(NOW + 11 * MINUTE) == []
    refused = run.records.all[ID].documents["01DOC"]
    assert (refused.state, refused.reason) == (DocumentState.REFUSED, "upload_expired")
    assert run.counted == {"UploadExpired": 1}


def test_a_family_that_publication_missed_is_told_once_publication_is_done(
    quiet: Registration, season: Season
) -> None:
    run = Run(season, quiet)
    run.at(season.publication_at)
    assert run.records.all[ID].notices == {}
    empty = Records()
    publish([season], notices=empty, checkpoints=run.checkpoints, now=season.publication_at)
    run.at(season.publication_at + MINUTE)
    assert run.records.all[ID].notices["outcome"].kind is NoticeKind.OUTCOME
    assert run.counted == {"OutcomeNoticeAdded": 1}


class Refusing(Records):
    """No notice may be written."""

    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool:
        raise AssertionError(registration_id)


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DRAFT])
def test_a_family_that_was_told_or_never_submitted_costs_no_write(
    quiet: Registration, season: Season, status: Status
) -> None:
    told = {"outcome": outcome_notice(season.publication_at)} if status is Status.SUBMITTED else {}
    run = Run(season, quiet)
    run.records = Refusing(quiet.model_copy(update={"status": status, "notices": told}))
    publish([season], notices=Records(), checkpoints=run.checkpoints, now=season.publication_at)
    run.at(season.publication_at + MINUTE)
    assert run.counted == {}


def test_a_season_that_is_over_costs_nothing(quiet: Registration, season: Season) -> None:
    run = Run(season, checked(quiet, CheckState.QUEUED))
    assert run.at(season.results_until) == []
    assert run.records.pages == 0


def test_a_large_season_is_gone_over_in_several_runs_and_then_anew(city: Population, season: Season) -> None:
    stuck = [checked(settled(submitted(form(city), f"R{n}")), CheckState.QUEUED) for n in range(5)]
    run = Run(season, *stuck)
    runs = [[body["registration_id"] for body in run.at(NOW + HOUR, most=2)] for _ in range(3)]
    assert runs == [["R0", "R1"], ["R2", "R3"], ["R4"]]
    assert len(run.at(NOW + DAY)) == 5
