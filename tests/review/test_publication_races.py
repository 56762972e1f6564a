"""A correction whose calls interleave with confirming the publication, and with the instant itself. All is seeded."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from functions.cloud import composition
from functions.publish.stamping import stamp
from functions.registration.errors import Refusal
from functions.registration.placing.outcome import Outcome
from functions.registration.placing.results import published_outcome
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.decisions import Decided, Result
from tests.aws import Cloud
from tests.calls import before_dynamodb
from tests.rooms.registrations import NOW
from tests.seeds import seeds

from .conftest import CASE
from .jobs import checked, rehearse
from .staff import AUDITOR, OTHER_SUPERVISOR, SUPERVISOR, Answer
from .test_races import Turns, decision, paused

PATH = "/staff/seasons/siming-2022"
AT = NOW + timedelta(days=25)
SEEDS = seeds(6, whole=100)
ENDED = timedelta(seconds=29)
"""Lambda ends a request of staff's after so long (infra/staff/.chalice/config.json)."""


class EndedByLambda(Refusal):
    code = "ended"


def by_two(rehearsed: Answer) -> Answer:
    """One supervisor proposes, another confirms; the first refusal where there is one."""
    acknowledged = {"rehearsal": rehearsed.body["hash"], "pending": 1}
    proposal = {"publication_at": AT.isoformat(), **acknowledged}
    path = f"{PATH}/publication"
    told = SUPERVISOR.call("PUT", path, proposal, If_Match=rehearsed.etag)
    if told.status != 200:
        return told
    return OTHER_SUPERVISOR.call("POST", f"{path}/confirmation", acknowledged, If_Match=rehearsed.etag)


def stamped() -> None:
    stamp(
        [stands()],
        desk=composition.season_desk(),
        stamps=composition.result_table(),
        checkpoints=composition.checkpoints(),
        count=lambda _: None,
        now=datetime.now(UTC),
    )


def stands() -> Season:
    return composition.season_desk().current("siming-2022")[1]


def seen() -> tuple[datetime, Outcome | None]:
    """When the family looked, and what it saw."""
    found, season = composition.registration_table().get_any(CASE), stands()
    now = datetime.now(UTC)
    return now, published_outcome(found, season, now)


def deviating(opened: Cloud) -> list[tuple[str, str, str]]:
    """The families whose result is not what was rehearsed, as the publication names them; without the school."""
    told = checked(opened)
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
    rehearsed = rehearse(opened)
    turns = Turns(seed)
    with paused(turns):
        told, decided = turns.run(
            lambda: by_two(rehearsed),
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
    stamped()
    clock.move_to(AT)
    assert seen() == (AT, None)
    assert deviating(opened) == [(CASE, "pending", "admitted")]


@contextmanager
def ended_in_time(ends: dict[int, datetime]) -> Iterator[None]:
    """No call of DynamoDB by a thread after the moment noted for it."""

    def end() -> None:
        if datetime.now(UTC) > ends.get(threading.get_ident(), datetime.now(UTC)):
            raise EndedByLambda

    with before_dynamodb(end):
        yield


@pytest.mark.parametrize("seed", SEEDS)
def test_r44_a_correction_while_the_instant_passes_shows_what_was_confirmed_or_is_held(
    opened: Cloud, case: Registration, clock: time_machine.Traveller, seed: int
) -> None:
    assert by_two(rehearse(opened)).status == 200
    stamped()
    clock.move_to(AT - timedelta(seconds=(75, 30, 6)[seed % 3]))
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
    assert isinstance(decided, Decided | EndedByLambda)
    corrected = isinstance(decided, Decided)
    assert {outcome for now, outcome in views if now < AT} <= {None}
    after = [outcome for now, outcome in [*views, seen()] if now >= AT]
    assert set(after) <= {Outcome.PENDING, None}
    assert after == sorted(after, key=lambda one: one is None), "a held result came back unconfirmed"
    assert after[-1] is (None if corrected else Outcome.PENDING)
    assert deviating(opened) == ([(CASE, "pending", "admitted")] if corrected else [])
    assert len(opened.get(CASE).decisions) == acts().count("decided") == corrected
