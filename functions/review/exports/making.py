"""Making an export that was approved. Repeating it makes the same file again and changes nothing else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from functions.cloud.queues.batches import CanNeverSucceed
from functions.cloud.staff.exports import APPROVED, Export
from functions.cloud.table.seasons import Write
from functions.registration.errors import NotFound
from functions.registration.placing.assignment import school_of
from functions.registration.placing.outcome import outcome_as_it_stands
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed

from .sheets import WRITERS, Row, rows_of


class Exports(Protocol):
    def get(self, export_id: str, now: datetime) -> Export: ...

    def ready(self, export: Export, *, rows: int, write: Write) -> bool: ...


class Files(Protocol):
    def put(self, export: Export, content: bytes) -> None: ...


def make_export(
    export_id: str,
    *,
    exports: Exports,
    files: Files,
    season_of: Callable[[str], Season],
    everyone: Callable[[str], Iterable[Registration]],
    whole: Callable[[Sequence[str]], Iterable[Registration]],
    recorded: Callable[[Deed], Write],
    now: datetime,
) -> bool:
    """Whether it was made now. Raises CanNeverSucceed for an unknown one."""
    try:
        export = exports.get(export_id, now)
    except NotFound:
        raise CanNeverSucceed("unknown_export") from None
    if export.state != APPROVED:
        return False
    season = season_of(export.season)
    rows = list(_rows(export, season, everyone(export.season), whole))
    details = {"export": export.id, "rows": str(len(rows)), "format": export.format}
    files.put(export, WRITERS[export.format](rows))
    write = recorded(Deed(export.season, Act.EXPORT_MADE, "ruxue", None, details))
    return exports.ready(export, rows=len(rows), write=write)


def _rows(
    export: Export,
    season: Season,
    everyone: Iterable[Registration],
    whole: Callable[[Sequence[str]], Iterable[Registration]],
) -> Iterator[Row]:
    wanted = sorted(
        (registration for registration in everyone if _is_wanted(registration, export, season)),
        key=_order(season),
    )
    for registration in whole([registration.id for registration in wanted]):
        yield from rows_of(registration, season)


def _order(season: Season) -> Callable[[Registration], tuple[int, str]]:
    """School by school as the season lists them, who has none at the end; then by reference."""
    places = {school.id: place for place, school in enumerate(season.schools)}

    def of(registration: Registration) -> tuple[int, str]:
        school = school_of(registration, season)
        return places[school.id] if school else len(places), registration.reference

    return of


def _is_wanted(registration: Registration, export: Export, season: Season) -> bool:
    if outcome_as_it_stands(registration) is None:
        return False
    school = school_of(registration, season)
    return export.school is None or (school is not None and school.id == export.school)
