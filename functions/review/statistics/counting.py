"""From the table's stream: figures, marks of homes and guardians, the search, and jobs that were started."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypedDict

from functions.cloud.logs import logger, traced
from functions.cloud.queues.messages import JobMessage
from functions.cloud.staff.derived.figures import Counted
from functions.cloud.table import keys
from functions.cloud.table.items import set_aside, unknown_season
from functions.cloud.table.results import readable
from functions.cloud.table.table import BusyError, ConditionFailedError, Item, unpack
from functions.registration.errors import NotFound
from functions.registration.season.season import Season
from functions.registration.staff.figures import additions
from functions.registration.staff.jobs import JobState


class Figures(Protocol):
    def counted(self, registrations: list[str]) -> dict[str, Item]: ...

    def count(self, now: Counted, before: Item | None) -> None: ...


class SharedMarks(Protocol):
    def note(self, season: str, mark: str, registration: str, spelling: str, *, expires: int) -> None: ...

    def forget(self, season: str, mark: str, registration: str) -> None: ...


class Sought(Protocol):
    def note(self, season: str, mac: str, registration: str, *, expires: int) -> None: ...

    def forget(self, season: str, mac: str, registration: str) -> None: ...


class Failure(TypedDict):
    itemIdentifier: str


class StreamAnswer(TypedDict):
    """What Lambda expects where the mapping has `ReportBatchItemFailures`: it goes on from the first failed one."""

    batchItemFailures: list[Failure]


LEFT_OUT = frozenset(
    {"sealed", "label", "previous", "previous_label", "abandoned", "objections", "answers", "staff_notes"}
)
"""Never unpacked: what is sealed is nobody's here."""


class Change(TypedDict):
    number: str
    item: Item


def count_changes(
    event: Mapping[str, Any],
    *,
    figures: Figures,
    marks: SharedMarks,
    sought: Sought,
    season_of: Callable[[str], Season],
    send: Callable[[JobMessage], None],
) -> StreamAnswer:
    """Counts what the batch's registrations are now, and sends jobs on; answers the first that failed.

    Only a registration's last image in the batch is looked at. Removals change nothing: figures are a season's, and
    erasing is not withdrawing.
    """
    changes = [change for record in event["Records"] if (change := _change(record)) is not None]
    before = figures.counted(
        sorted({change["item"]["id"] for change in changes if _is_registration(change["item"])})
    )
    for change in _latest(changes):
        item, number = change["item"], change["number"]
        try:
            with traced(item.get("trace")):
                if _is_registration(item):
                    _count(item, int(number), before.get(item["id"]), figures, marks, sought, season_of)
                elif item["state"] == JobState.QUEUED:
                    logger().info("job_dispatched", extra={"season": item["season"], "job": item["name"]})
                    send(JobMessage(season=item["season"], job=item["name"], id=item["id"]))
        except (ConditionFailedError, BusyError):
            # Another batch counted it meanwhile: this one comes again and sees what that one wrote.
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}


def _count(
    item: Item,
    sequence: int,
    before: Item | None,
    figures: Figures,
    marks: SharedMarks,
    sought: Sought,
    season_of: Callable[[str], Season],
) -> None:
    if before is not None and int(before["seen_at"]) >= sequence:
        return
    registration = readable(item)
    if registration is None:
        return
    try:
        season = season_of(registration.season)
    except NotFound:
        set_aside(unknown_season(item))
        return
    counts, now_marks, now_sought = additions(registration, season.zone)
    old_marks, old_sought = (before or {}).get("marks", {}), frozenset((before or {}).get("sought", ()))
    same_people = old_marks == now_marks and old_sought == now_sought
    if (before or {}).get("figures", {}) == counts and same_people:
        return
    expires = int(item.get("expires", 0))
    for mark in old_marks.keys() - now_marks.keys():
        marks.forget(registration.season, mark, registration.id)
    for mark, spelling in now_marks.items() - old_marks.items():
        marks.note(registration.season, mark, registration.id, spelling, expires=expires)
    for mac in old_sought - now_sought:
        sought.forget(registration.season, mac, registration.id)
    for mac in now_sought - old_sought:
        sought.note(registration.season, mac, registration.id, expires=expires)
    anew = Counted(
        registration.id,
        registration.season,
        counts,
        now_marks,
        tuple(sorted(now_sought)),
        sequence,
        expires,
    )
    figures.count(anew, before)


def _change(record: Mapping[str, Any]) -> Change | None:
    image = record["dynamodb"].get("NewImage")
    if image is None or image["sk"]["S"] not in {keys.REGISTRATION, keys.JOB}:
        return None
    opened = unpack({name: value for name, value in image.items() if name not in LEFT_OUT})
    return {"number": str(record["dynamodb"]["SequenceNumber"]), "item": opened}


def _is_registration(item: Item) -> bool:
    return bool(item["sk"] == keys.REGISTRATION)


def _latest(changes: Iterable[Change]) -> list[Change]:
    """The last image of each item, in the stream's order."""
    last = {(change["item"]["pk"], change["item"].get("state", "")): change for change in changes}
    return sorted(last.values(), key=lambda change: int(change["number"]))
