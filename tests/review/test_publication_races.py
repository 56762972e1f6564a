"""A correction whose calls interleave with confirming the publication, and with the instant itself. All is seeded."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from functions.cloud import composition
from functions.registration.errors import NotPossibleNow, Refusal
from functions.registration.placing.outcome import Outcome, published_outcome
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.decisions import Decided, Result
from tests.aws import Cloud
from tests.calls import before_dynamodb
from tests.rooms.registrations import NOW

from .conftest import CASE
from .staff import AUDITOR, SUPERVISOR, Answer
from .test_races import Turns, decision, paused

PATH = "/staff/seasons/siming-2022"
AT = NOW + timedelta(days=25)
SEEDS = range(16)
ENDED = timedelta(seconds=29)
"""Lambda ends a request of staff's after so long (infra/staff/.chalice/config.json)."""


class EndedByLambda(Refusal):
    code = "ended"


def stands() -> Season:
    return composition.season_desk().current("siming-2022")[1]


def seen() -> tuple[datetime, Outcome | None]:
    """When the family looked, and what it saw."""
    found, season = composition.registration_table().get_any(CASE), stands()
    now = datetime.now(UTC)
    return now, published_outcome(found, season, now)


def deviating() -> list[tuple[str, str, str]]:
    """The families whose result is not what was rehearsed, as the publication names them; without the school."""
    told = SUPERVISOR.get(f"{PATH}/publication").body
    assert told["deviations"] == len(told["deviating"])
    return [
        (one["registration"], one["rehearsed"], one["published"].partition(" ")[0])
        for one in told["deviating"]
    ]


def acts() -> list[str]:
    assert AUDITOR.get(f"{PATH}/audit/verification").body["intact"] is True
    return [one["act"] for one in AUDITOR.get(f"{PATH}/audit").body["events"]]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_correction_while_the_publication_is_confirmed_is_in_it_refuses_it_or_is_named(
    opened: Cloud, case: Registration, season: Season, clock: time_machine.Traveller, seed: int
) -> None:
    before = stands().publication_at
    rehearsed = SUPERVISOR.call("POST", f"{PATH}/rehearsal")
    body = {"publication_at": AT.isoformat(), "rehearsal": rehearsed.body["hash"]}
    turns = Turns(seed)
    with paused(turns):
        told, decided = turns.run(
            lambda: SUPERVISOR.call("PUT", f"{PATH}/publication", body, If_Match=rehearsed.etag),
            lambda: decision("first", Result.ACCEPTED, season),
        )
    assert isinstance(told, Answer)
    assert isinstance(decided, Decided)
    assert len(opened.get(CASE).decisions) == acts().count("decided") == 1
    if told.status == 412:
        assert told.code == "rehearsal_outdated"
        assert stands().publication_at == before
        assert "publication_set" not in acts()
        return
    assert told.status == 200
    assert stands().publication_at == AT
    assert acts().count("publication_set") == 1
    clock.move_to(AT)
    assert seen() == (AT, Outcome.ADMITTED)
    assert deviating() == [(CASE, "pending", "admitted")]


@contextmanager
def ended_in_time(ends: dict[int, datetime]) -> Iterator[None]:
    """No call of DynamoDB by a thread after the moment noted for it."""

    def end() -> None:
        if datetime.now(UTC) > ends.get(threading.get_ident(), datetime.now(UTC)):
            raise EndedByLambda

    with before_dynamodb(end):
        yield


@pytest.mark.parametrize("seed", SEEDS)
def test_a_correction_while_the_instant_passes_never_changes_what_a_family_has_seen(
    opened: Cloud, case: Registration, clock: time_machine.Traveller, seed: int
) -> None:
    rehearsed = SUPERVISOR.call("POST", f"{PATH}/rehearsal")
    body = {"publication_at": AT.isoformat(), "rehearsal": rehearsed.body["hash"]}
    assert SUPERVISOR.call("PUT", f"{PATH}/publication", body, If_Match=rehearsed.etag).status == 200
    clock.move_to(AT - timedelta(seconds=(75, 66, 57)[seed % 3]))
    season, turns, ends = stands(), Turns(seed), {}
    views: list[tuple[datetime, Outcome | None]] = []

    def clerk() -> object:
        now = datetime.now(UTC)
        ends[threading.get_ident()] = now + ENDED
        return decision("first", Result.ACCEPTED, season, at=now - NOW)

    def family() -> None:
        views.extend(seen() for _ in range(5))

    def time_passes() -> None:
        for _ in range(12):
            turns.pause()
            clock.shift(timedelta(seconds=9))

    with ended_in_time(ends), paused(turns):
        decided, *_ = turns.run(clerk, family, time_passes)
    final = Outcome.ADMITTED if isinstance(decided, Decided) else Outcome.PENDING
    assert {outcome for now, outcome in [*views, seen()] if now >= AT} == {final}
    assert {outcome for now, outcome in views if now < AT} <= {None}
    assert deviating() == ([(CASE, "pending", "admitted")] if final is Outcome.ADMITTED else [])
    assert len(opened.get(CASE).decisions) == acts().count("decided") == (final is Outcome.ADMITTED)
    if isinstance(decided, NotPossibleNow):
        assert decided.reason in {"publication_too_near", "published_already"}
    else:
        assert isinstance(decided, Decided | EndedByLambda)
