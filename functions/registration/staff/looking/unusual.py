"""Unusual reading: a member of staff who looked at far more registrations than the work explains (minors' data).

Seen from the audit trail alone, so that it costs no request anything and cannot be left out by one.
"""

from collections.abc import Collection, Iterable, Mapping
from statistics import median
from typing import NamedTuple

from functions.registration.staff.audit import Act, Event

from .grounds import CLAIM, SECOND_PERSON

LOOKING = frozenset({Act.READ, Act.DOCUMENT_READ})
FLOOR = 60
"""Registrations in 24 hours that are never unusual: a clerk's day of decisions."""

TIMES = 3
"""As many as the median of those who looked at any."""

CEILING = 300
"""And so many are unusual whatever the others do."""

UNCLAIMED = FLOOR // 2
"""So many looked at for a reason alone, without a case that was theirs to decide, are never unusual."""


class Looked(NamedTuple):
    """How many different registrations somebody looked at."""

    all: int
    for_a_reason: int
    """Of them, those that were looked at for a chosen reason alone."""


def unusual_readers(events: Iterable[Event]) -> Mapping[str, Looked]:
    """Member -> what they looked at, for those of whom all of it, or what they chose a reason for, is unusual."""
    all_looked: dict[str, set[str]] = {}
    chosen: dict[str, set[str]] = {}
    for event in events:
        if event.act not in LOOKING or event.registration is None:
            continue
        all_looked.setdefault(event.by, set()).add(event.registration)
        reasons = chosen.setdefault(event.by, set())
        if event.details.get("ground") not in {CLAIM, SECOND_PERSON}:
            reasons.add(event.registration)
    looked = {member: Looked(len(ids), len(chosen[member])) for member, ids in all_looked.items()}
    most = _usual([counts.all for counts in looked.values()], FLOOR)
    most_chosen = _usual([counts.for_a_reason for counts in looked.values()], UNCLAIMED)
    return {
        member: counts
        for member, counts in looked.items()
        if counts.all > most or counts.for_a_reason > most_chosen
    }


def _usual(counts: Collection[int], floor: int) -> float:
    return min(CEILING, max(floor, TIMES * median(counts))) if counts else floor
