"""The rehearsal: every family's line, and what the rules propose for the schools' seats, as things stand."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from functions.cloud.staff.jobs.job_table import Step
from functions.cloud.staff.seasons import SeasonDesk
from functions.registration.form import HomeKind
from functions.registration.placing.assignment import (
    Assignment,
    Candidate,
    FactsOf,
    Proposal,
    assign,
    candidate_of,
    changes,
)
from functions.registration.placing.facts import Facts
from functions.registration.placing.results import Line, line_of
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.jobs import Cursor, Job
from functions.registration.staff.places import place_line
from functions.registration.staff.trials.rehearsal import Rehearsal, waits_for_second

from .gathering import Gathering

SHOWN = 500
"""Ids listed in one answer; the counts are whole."""

GATHERING, ENDING = range(2)
"""The phases."""


class Everyone(NamedTuple):
    """What was gathered of a season."""

    rehearsal: Rehearsal
    candidates: list[Candidate]


def gathered(registrations: Iterable[Registration], season: Season, facts_of: FactsOf) -> bytes:
    """One part: JSON, whose facts say no name."""
    lines, second, candidates = [], [], []
    for registration in registrations:
        line, candidate = line_of(registration, season), candidate_of(registration, season, facts_of)
        if line is not None:
            lines.append(str(line))
            if waits_for_second(registration):
                second.append(registration.id)
        if candidate is not None:
            candidates.append(_dumped(candidate))
    return json.dumps({"lines": lines, "second": second, "candidates": candidates}).encode()


def put_together(parts: Iterable[bytes]) -> Everyone:
    lines: list[Line] = []
    second: list[str] = []
    candidates: list[Candidate] = []
    for part in parts:
        gathered_part = json.loads(part)
        lines += map(Line.read, gathered_part["lines"])
        second += gathered_part["second"]
        candidates += map(_candidate, gathered_part["candidates"])
    return Everyone(Rehearsal(tuple(sorted(lines)), tuple(sorted(second))), candidates)


def _dumped(candidate: Candidate) -> list[Any]:
    return [
        *candidate[:5],
        None if candidate.home is None else candidate.home.value,
        None if candidate.first is None else candidate.first.isoformat(),
        candidate.facts.model_dump(mode="json", exclude_none=True),
    ]


def _candidate(dumped: list[Any]) -> Candidate:
    registration, version, given, catchment, students, home, first, facts = dumped
    return Candidate(
        registration,
        version,
        given,
        catchment,
        students,
        None if home is None else HomeKind(home),
        None if first is None else datetime.fromisoformat(first),
        Facts.model_validate(facts) if facts else Facts(),
    )


class Rehearsing:
    def __init__(
        self,
        season: Season,
        *,
        gathering: Gathering,
        parts: Callable[[Job], Iterator[bytes]],
        facts_of: FactsOf,
        desk: SeasonDesk,
    ) -> None:
        self._season = season
        self._gathering = gathering
        self._parts = parts
        self._facts_of = facts_of
        self._desk = desk

    def step(self, job: Job) -> Step:
        if job.cursor.phase == GATHERING:
            page = self._gathering.page(job.cursor)
            part = gathered(page.registrations, self._season, self._facts_of)
            return Step(page.cursor, looked_at=len(page.registrations), part=part)
        done = put_together(self._parts(job))
        proposed = assign(done.candidates, self._season, self._desk.drawn(self._season))
        self._desk.keep_lines(self._season.id, done.rehearsal.hash, list(map(str, done.rehearsal.lines)))
        self._desk.keep_lines(self._season.id, proposed.hash, list(map(place_line, _places(proposed))))
        return Step(Cursor(phase=ENDING), result=_result(done, proposed))


def _places(proposed: Assignment) -> Iterator[tuple[str, Any]]:
    return ((proposal.school, place) for proposal in proposed.proposals for place in proposal.places)


def _result(done: Everyone, proposed: Assignment) -> dict[str, Any]:
    rehearsal = done.rehearsal
    return {
        "hash": rehearsal.hash,
        "families": len(rehearsal.lines),
        "outcomes": rehearsal.outcomes(),
        "schools": rehearsal.schools(),
        "pending": list(rehearsal.pending[:SHOWN]),
        "waiting_for_second": list(rehearsal.waiting_for_second[:SHOWN]),
        "assignment": {
            "hash": proposed.hash,
            "places": sum(len(proposal.places) for proposal in proposed.proposals),
            "schools": [_summary(proposal) for proposal in proposed.proposals],
            "waiting": list(proposed.waiting[:SHOWN]),
        },
        "unconfirmed_places": sum(1 for _ in changes(proposed, done.candidates)),
    }


def _summary(proposal: Proposal) -> dict[str, Any]:
    return {
        "school": proposal.school,
        "seats": proposal.seats,
        "given": proposal.given,
        "students": proposal.students,
        "decided": proposal.is_decided,
        "placed_later": list(proposal.placed_later[:SHOWN]),
    }
