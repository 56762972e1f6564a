"""Making an export that was approved: the rows page by page, then the file, and once that it is there."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from functions.cloud.staff.jobs.exports import APPROVED, Export, ExportTable
from functions.cloud.staff.jobs.job_table import Step
from functions.registration.errors import NotPossibleNow
from functions.registration.placing.outcome import outcome_as_it_stands
from functions.registration.placing.school import school_of
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.audit import BY_ITSELF, Act, Deed
from functions.registration.staff.jobs import Cursor, Job

from .gathering import Gathering
from .rehearsing import ENDING, GATHERING
from .sheets import WRITERS, Row, rows_of


class Files(Protocol):
    def put(self, export: Export, content: bytes) -> None: ...


class Exporting:
    """`export` asks for it by its id. Raises NotFound after its day, NotPossibleNow where it is not approved."""

    def __init__(
        self,
        season: Season,
        *,
        gathering: Gathering,
        parts: Callable[[Job], Iterator[bytes]],
        whole: Callable[[Sequence[str]], Iterable[Registration]],
        exports: ExportTable,
        files: Files,
        clock: Callable[[], datetime],
    ) -> None:
        self._season = season
        self._gathering = gathering
        self._parts = parts
        self._whole = whole
        self._exports = exports
        self._files = files
        self._clock = clock

    def step(self, job: Job) -> Step:
        export = self._exports.get(job.asked["export"], self._clock())
        if export.state != APPROVED:
            raise NotPossibleNow(code="export_not_waiting")
        if job.cursor.phase == GATHERING:
            page = self._gathering.page(job.cursor)
            wanted = [
                registration.id
                for registration in page.registrations
                if _is_wanted(registration, export, self._season)
            ]
            families = [
                (_order(registration, self._season), list(rows_of(registration, self._season)))
                for registration in self._whole(wanted)
            ]
            part = json.dumps(families, ensure_ascii=False).encode()
            return Step(page.cursor, looked_at=len(page.registrations), part=part)
        rows = self._rows(job)
        self._files.put(export, WRITERS[export.format](rows))
        details = {"export": export.id, "rows": str(len(rows)), "format": export.format}
        return Step(
            Cursor(phase=ENDING),
            result={"rows": len(rows)},
            deed=Deed(export.season, Act.EXPORT_MADE, BY_ITSELF, None, details),
            beside=[self._exports.made(export, rows=len(rows))],
        )

    def _rows(self, job: Job) -> list[Row]:
        families = [family for part in self._parts(job) for family in json.loads(part)]
        families.sort(key=lambda family: family[0])
        return [row for _, rows in families for row in rows]


def _order(registration: Registration, season: Season) -> tuple[int, str]:
    """School by school as the season lists them, who has none at the end; then by reference."""
    schools = [school.id for school in season.schools]
    school = school_of(registration, season)
    return schools.index(school.id) if school else len(schools), registration.reference


def _is_wanted(registration: Registration, export: Export, season: Season) -> bool:
    if outcome_as_it_stands(registration) is None:
        return False
    school = school_of(registration, season)
    return export.school is None or (school is not None and school.id == export.school)
