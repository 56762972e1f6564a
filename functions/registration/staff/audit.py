"""The audit trail: who of the staff did what, each event bound to the one before by its hash (docs/staff.md)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from functions.registration.values.model import Model

BY_ITSELF = "ruxue"
"""Who does what no member of the staff does: a function, or the operators' command."""

FIRST = "0" * 64
"""What the first event of a chain is bound to."""


class Act(StrEnum):
    READ = "read"
    DOCUMENT_READ = "document_read"
    LISTED = "listed"
    SEARCHED = "searched"
    CLAIMED = "claimed"
    RELEASED = "released"
    HANDED_OVER = "handed_over"
    """A colleague's case, by a supervisor."""
    DECIDED = "decided"
    MORE_ASKED = "more_asked"
    """Of a family (R40)."""
    MORE_CALLED_OFF = "more_called_off"
    REVIEW_PROPOSED = "review_proposed"
    """A first person's word that a family's review change its result (R42)."""
    REVIEW_DECIDED = "review_decided"
    WITHDRAWAL_PROPOSED = "withdrawal_proposed"
    """A first person's word that a family called to have it withdrawn (R30)."""
    WITHDRAWAL_CALLED_OFF = "withdrawal_called_off"
    WITHDRAWN = "withdrawn"
    SPOT_CHECKED = "spot_checked"
    """And nothing found (R37)."""
    NOTED = "noted"
    READER_APPROVED = "reader_approved"
    """By name, for the season: may read its families' registrations."""
    READER_REVOKED = "reader_revoked"
    SMS_RELEASED = "sms_released"
    """An account at an SMS provider, said to be in order again."""
    SEASON_READ = "season_read"
    SEASON_REPLACED = "season_replaced"
    REPLAYED = "replayed"
    DEADLINE_EXTENDED = "deadline_extended"
    ASSIGNMENT_CONFIRMED = "assignment_confirmed"
    DRAW_FIXED = "draw_fixed"
    SEED_ENTERED = "seed_entered"
    DRAWN = "drawn"
    FACTS_CONFIRMED = "facts_confirmed"
    SCHOOL_PROPOSED = "school_proposed"
    SCHOOL_GIVEN = "school_given"
    RELEASE_PROPOSED = "release_proposed"
    CHILD_FREED = "child_freed"
    REHEARSED = "rehearsed"
    PUBLICATION_PROPOSED = "publication_proposed"
    PUBLICATION_CHECKED = "publication_checked"
    PUBLICATION_SET = "publication_set"
    PUBLICATION_CANCELLED = "publication_cancelled"
    RESULT_CONFIRMED = "result_confirmed"
    EXPORT_ASKED = "export_asked"
    EXPORT_APPROVED = "export_approved"
    EXPORT_MADE = "export_made"
    EXPORT_LINKED = "export_linked"
    JOB_STARTED_AGAIN = "job_started_again"
    JOB_CANCELLED = "job_cancelled"
    AUDIT_READ = "audit_read"
    ERASED = "erased"
    """By the clock (R49): how much of what, and nothing of whose."""


class Event(Model):
    """One entry. It holds ids, codes and numbers; never a name, a number of a document or a note."""

    season: str
    chain: int
    number: int
    """From 1, without gaps, in its chain."""
    at: datetime
    by: str
    """Keyed MAC of the account, or `BY_ITSELF`."""
    act: Act
    registration: str | None = None
    details: dict[str, str] = {}
    previous: str
    """Hash of the event before."""
    hash: str


class Deed(NamedTuple):
    """What is to be written down, before it has its place."""

    season: str
    act: Act
    by: str
    registration: str | None = None
    details: dict[str, str] = {}


def event_after(last: Event | None, deed: Deed, *, chain: int, at: datetime) -> Event:
    """The deed as the chain's next event."""
    fields = {
        **deed._asdict(),
        "chain": chain,
        "number": 1 if last is None else last.number + 1,
        "at": at,
        "previous": FIRST if last is None else last.hash,
    }
    unsigned = Event.model_validate(fields | {"hash": ""})
    return unsigned.model_copy(update={"hash": digest(unsigned)})


def digest(event: Event) -> str:
    """SHA-256, in hex, of the event without its own hash, as JSON with sorted keys."""
    content = event.model_dump(mode="json", exclude={"hash"})
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


class Broken(NamedTuple):
    """The first link of a chain that does not hold."""

    chain: int
    number: int
    why: str
    """`changed`: not what was hashed; `missing`: a number is left out; `cut`: not bound to the one before;
    `shortened`: the end that was noted elsewhere is not there."""


class Verified(NamedTuple):
    events: int
    head: str
    broken: Broken | None


def verify(events: Iterable[Event], *, chain: int, noted: dict[int, str] | None = None) -> Verified:
    """Goes over a chain from its beginning. `noted`: number -> hash of ends that were kept elsewhere."""
    head, count = FIRST, 0
    missing = dict(noted or {})
    for event in events:
        expected = count + 1
        why = _fault(event, expected, head)
        if why is None and missing.pop(event.number, event.hash) != event.hash:
            why = "changed"
        if why:
            return Verified(count, head, Broken(chain, expected, why))
        head, count = event.hash, expected
    if missing:
        return Verified(count, head, Broken(chain, min(missing), "shortened"))
    return Verified(count, head, None)


def _fault(event: Event, expected: int, head: str) -> str | None:
    if event.number != expected:
        return "missing"
    if event.previous != head:
        return "cut"
    return None if digest(event) == event.hash else "changed"
