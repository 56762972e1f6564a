"""Giving the schools of a proposal that was confirmed: only where it is still the rules' proposal (R47)."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Protocol

from functions.cloud.staff.jobs.job_table import Step
from functions.cloud.staff.seasons import LINES_A_PART, SeasonDesk
from functions.registration.errors import StaleVersion
from functions.registration.placing.assignment import Change, FactsOf, assign, changes
from functions.registration.placing.outcome import refuse_when_published
from functions.registration.season.season import Season
from functions.registration.staff.jobs import Cursor, Job

from .gathering import Gathering
from .rehearsing import GATHERING, gathered, put_together

COMPARING, GIVING = 1, 2
"""The phases after gathering. While giving, the cursor's `part` counts those that are done, `after` is all of them."""

PAGE = 500
"""Schools given in one step."""


class Schools(Protocol):
    def place(self, registration_id: str, version: int, school: str | None) -> bool: ...


class Placing:
    """`proposal` asks for the hash. Raises StaleVersion where the rules propose something else by now."""

    def __init__(
        self,
        season: Season,
        *,
        gathering: Gathering,
        parts: Callable[[Job], Iterator[bytes]],
        facts_of: FactsOf,
        desk: SeasonDesk,
        schools: Schools,
        clock: Callable[[], datetime],
    ) -> None:
        self._season = season
        self._gathering = gathering
        self._parts = parts
        self._facts_of = facts_of
        self._desk = desk
        self._schools = schools
        self._clock = clock

    def step(self, job: Job) -> Step:
        refuse_when_published(self._season, self._clock())
        if job.cursor.phase == GATHERING:
            page = self._gathering.page(job.cursor)
            part = gathered(page.registrations, self._season, self._facts_of)
            return Step(page.cursor, looked_at=len(page.registrations), part=part)
        return self._compare(job) if job.cursor.phase == COMPARING else self._give(job)

    def _compare(self, job: Job) -> Step:
        candidates = put_together(self._parts(job)).candidates
        proposed = assign(candidates, self._season, self._desk.drawn(self._season))
        if proposed.hash != job.asked["proposal"]:
            raise StaleVersion(code="proposal_outdated")
        wanted = [json.dumps(change) for change in changes(proposed, candidates)]
        self._desk.keep_lines(self._season.id, job.id, wanted)
        after = Cursor(phase=GIVING, after=str(len(wanted)))
        return Step(after) if wanted else Step(after, result={"changed": 0, "left": 0})

    def _give(self, job: Job) -> Step:
        whole = int(job.cursor.after or 0)
        some = list(islice(self._wanted(job, job.cursor.part), PAGE))
        changed = sum(self._schools.place(*change) for change in some)
        done = job.cursor.part + len(some)
        after = job.cursor.model_copy(update={"part": done})
        total = job.changed + changed
        result = {"changed": total, "left": whole - total} if done >= whole else None
        return Step(after, changed=changed, result=result)

    def _wanted(self, job: Job, first: int) -> Iterator[Change]:
        """From the first on, to the end of its part of what was kept."""
        part, skipped = divmod(first, LINES_A_PART)
        for line in islice(self._desk.kept_part(self._season.id, job.id, part), skipped, None):
            yield Change(*json.loads(line))
