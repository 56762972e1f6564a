"""Pages of the queue and of all registrations: what a query asks for, and opaque cursors."""

import base64
import binascii
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from functions.cloud.sealing.labels import Labels
from functions.cloud.staff.desk.queue import QueueFilter, QueuePage, Waiting
from functions.cloud.table.checkpoints import RegistrationIndex
from functions.cloud.table.shards import SHARDS
from functions.registration.check_kinds import CheckKind
from functions.registration.checks import CheckState
from functions.registration.errors import Fault, InvalidInput
from functions.registration.keyed import Keyed
from functions.registration.placing.assignment import candidate_of
from functions.registration.placing.facts import Facts
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff.queues import ANSWERED, CONTESTED, REVIEW, SECOND, SPOT, UNMENDED
from functions.review.staff_answers import QueueAnswer, RegistrationSummaries, WaitingCase

from .cases import summary
from .view import claim_view

PAGE = 50
LONGEST_PAGE = 100
LONGEST_WAIT = 24 * 366
"""Hours."""
PARTS_A_PAGE = 4
"""Parts of a season's index that one page looks at, at most."""

QUEUE_QUERY = ("kind", "age", "free", "limit", "street", "school", "cursor")
WAITING = frozenset({"school", "second_word"})
"""For what a family of the list waits: a school, or another person's word on the one that somebody would give."""

LIST_QUERY = ("status", "state", "waiting", "street", "school", "cursor")
"""What the two lists can be asked for."""

Query = Callable[[str], str | None]
QUEUES = frozenset({*(kind.value for kind in CheckKind), CONTESTED, SECOND, UNMENDED, ANSWERED, REVIEW, SPOT})
LISTED = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED, Status.WITHDRAWN})


def _one_of(query: Query, name: str, allowed: frozenset[str]) -> str | None:
    value = query(name)
    if value is not None and value not in allowed:
        raise InvalidInput(Fault(name, "invalid_choice"))
    return value


def _number(query: Query, name: str, most: int) -> int | None:
    digits = query(name)
    if digits is None:
        return None
    if not digits.isascii() or not digits.isdigit() or not 1 <= int(digits[:9]) <= most:
        raise InvalidInput(Fault(name, "out_of_range"))
    return int(digits)


def limit_of(query: Query) -> int:
    """How many a page holds: 50 unless asked otherwise. Raises InvalidInput."""
    return _number(query, "limit", LONGEST_PAGE) or PAGE


def encode_cursor(place: str) -> str:
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def cursor_of(query: Query) -> str | None:
    """Where the page begins. Raises InvalidInput for what is no cursor of ours."""
    encoded = query("cursor")
    if encoded is None:
        return None
    try:
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True).decode(
            "ascii"
        )
    except (binascii.Error, ValueError):
        raise InvalidInput(Fault("cursor", "invalid_format")) from None


def _communities(query: Query, season: Season) -> tuple[str, ...] | None:
    """The catchment of the school that was asked for."""
    school = _one_of(query, "school", frozenset(school_row.id for school_row in season.schools))
    if school is None:
        return None
    return tuple(community for community, of in season.catchments.items() if of == school)


def _street(query: Query, season: Season) -> str | None:
    return _one_of(query, "street", frozenset(street.code for street in season.streets))


def queue_filter(query: Query, season: Season, member: Keyed, now: datetime) -> QueueFilter:
    """`kind` (of check, `second`, `unmended` or `contested`), `street`, `school`, `age` (hours, at least), `free`."""
    hours = _number(query, "age", LONGEST_WAIT)
    return QueueFilter(
        queue=_one_of(query, "kind", QUEUES),
        street=_street(query, season),
        communities=_communities(query, season),
        waiting_since=None if hours is None else now - timedelta(hours=hours),
        work_for=member,
        free_for=member if _one_of(query, "free", frozenset({"true"})) else None,
    )


def queue_view(page: QueuePage, member: Keyed, labels: Labels) -> QueueAnswer:
    """What `GET …/queue` answers."""
    return {
        "cases": [_waiting_view(case, member, labels) for case in page.cases],
        "cursor": None if page.after is None else encode_cursor(page.after),
    }


def _waiting_view(case: Waiting, member: Keyed, labels: Labels) -> WaitingCase:
    return {
        "id": case.id,
        "reference": case.reference,
        "students": labels.shown(case.id, case.label),
        "queues": list(case.queues),
        "since": case.since,
        "streets": list(case.streets),
        "communities": list(case.communities),
        "claim": claim_view(case.claimed_by, case.claimed_until, member),
    }


class ListFilter(NamedTuple):
    status: Status | None = None
    state: str | None = None
    """Of any of its checks."""
    street: str | None = None
    communities: tuple[str, ...] | None = None
    waits_for_school_of: Season | None = None
    """Only who is admitted to that season and has no school yet (R47)."""
    waits_for_second_word: bool = False
    """Only whose school one person would give, and a second has not said."""

    def fits(self, registration: Registration) -> bool:
        return (
            registration.status in LISTED
            and registration.submitted_at is not None
            and (
                self.state is None or any(check.state == self.state for check in registration.checks.values())
            )
            and (self.street is None or self.street in registration.streets)
            and (
                self.communities is None or bool(set(self.communities).intersection(registration.communities))
            )
            and (self.waits_for_school_of is None or _waits(registration, self.waits_for_school_of))
            and (not self.waits_for_second_word or registration.school_proposed is not None)
        )


def _waits(registration: Registration, season: Season) -> bool:
    candidate = candidate_of(registration, season, lambda _: Facts())
    return candidate is not None and not candidate.has_school(season)


def list_filter(query: Query, season: Season) -> ListFilter:
    """`status`, `state` (of a check), `street`, `school`, `waiting` (see WAITING). Raises InvalidInput."""
    waiting = _one_of(query, "waiting", WAITING)
    status = _one_of(query, "status", frozenset(LISTED))
    return ListFilter(
        status=None if status is None else Status(status),
        state=_one_of(query, "state", frozenset(CheckState)),
        street=_street(query, season),
        communities=_communities(query, season),
        waits_for_school_of=season if waiting == "school" else None,
        waits_for_second_word=waiting == "second_word",
    )


class ListPage(NamedTuple):
    registrations: tuple[Registration, ...]
    after: str | None


def list_page(
    season: Season, wanted: ListFilter, *, after: str | None, results: RegistrationIndex
) -> ListPage:
    """Up to a hundred of one part of the season's index after another; at most 5 calls.

    The order is by part, then by id. A narrow filter may give a short page that has a next one all the same.
    """
    shard, place = _place(after)
    ids: list[str] = []
    for _ in range(PARTS_A_PAGE):
        if shard >= SHARDS or len(ids) >= LONGEST_PAGE:
            break
        part_ids, place = results.of_season(
            season.id, shard, status=wanted.status, after=place, limit=LONGEST_PAGE - len(ids)
        )
        ids += part_ids
        if place is None:
            shard += 1
    known = {registration.id: registration for registration in results.many(ids)} if ids else {}
    fitting = tuple(
        known[registration_id]
        for registration_id in ids
        if registration_id in known and wanted.fits(known[registration_id])
    )
    return ListPage(fitting, None if shard >= SHARDS else f"{shard}|{place or ''}")


def _place(after: str | None) -> tuple[int, str | None]:
    """The shard, and the index's own cursor in it, which names no season."""
    shard, _, place = (after or "0|").partition("|")
    if not shard.isdigit() or int(shard[:9]) >= SHARDS:
        raise InvalidInput(Fault("cursor", "invalid_format"))
    return int(shard), place or None


def list_view(page: ListPage, labels: Labels) -> RegistrationSummaries:
    """What `GET …/registrations` answers."""
    return {
        "registrations": [summary(registration, labels) for registration in page.registrations],
        "cursor": None if page.after is None else encode_cursor(page.after),
    }
