"""The publication's check: where what stands now is not what two supervisors confirmed, or are about to (R44)."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from functions.cloud.staff.jobs.job_table import Step
from functions.cloud.staff.seasons import Confirmed, Proposed, SeasonDesk
from functions.registration.errors import StaleVersion
from functions.registration.placing.results import Line, line_of
from functions.registration.season.season import Season
from functions.registration.staff.jobs import Cursor, Job
from functions.registration.staff.trials.rehearsal import confirmed_alone, confirmed_lines, deviations

from .gathering import Gathering
from .rehearsing import ENDING, GATHERING, SHOWN


class Checking:
    """Of the rehearsal that `hash` asks for. Raises StaleVersion where another was proposed or confirmed since."""

    def __init__(
        self,
        season: Season,
        *,
        gathering: Gathering,
        parts: Callable[[Job], Iterator[bytes]],
        desk: SeasonDesk,
        clock: Callable[[], datetime],
    ) -> None:
        self._season = season
        self._gathering = gathering
        self._parts = parts
        self._desk = desk
        self._clock = clock

    def step(self, job: Job) -> Step:
        rehearsed = self._rehearsed(job.asked["hash"])
        if job.cursor.phase == GATHERING:
            page = self._gathering.page(job.cursor)
            lines = [
                str(line)
                for registration in page.registrations
                if (line := line_of(registration, self._season))
            ]
            alone: dict[str, str] = {}
            if isinstance(rehearsed, Confirmed):
                confirmed = (
                    (registration.id, confirmed_alone(registration, rehearsed.confirmed_at))
                    for registration in page.registrations
                )
                alone = {registration: result for registration, result in confirmed if result is not None}
            part = json.dumps({"lines": lines, "alone": alone}).encode()
            return Step(page.cursor, looked_at=len(page.registrations), part=part)
        return Step(Cursor(phase=ENDING), result=self._result(job, rehearsed))

    def _rehearsed(self, digest: str) -> Proposed:
        for known in (self._desk.confirmed(self._season.id), self._desk.proposed(self._season.id)):
            if known is not None and known.hash == digest:
                return known
        raise StaleVersion(code="proposal_outdated")

    def _result(self, job: Job, rehearsed: Proposed) -> dict[str, Any]:
        lines: list[Line] = []
        alone: dict[str, str] = {}
        for part in self._parts(job):
            gathered = json.loads(part)
            lines += map(Line.read, gathered["lines"])
            alone |= gathered["alone"]
        seen = confirmed_lines(self._desk.lines(self._season.id, rehearsed), alone)
        differing = deviations(seen, lines)
        return {
            "hash": rehearsed.hash,
            "counted_at": self._clock().isoformat(),
            "deviations": len(differing),
            "deviating": [deviation._asdict() for deviation in differing[:SHOWN]],
        }
