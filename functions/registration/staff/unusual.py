"""Unusual reading: a member of staff who looked at far more registrations than the work explains (minors' data).

Seen from the audit trail alone, so that it costs no request anything and cannot be left out by one.
"""

from collections.abc import Iterable, Mapping
from statistics import median

from .audit import Act, Event

LOOKING = frozenset({Act.READ, Act.DOCUMENT_READ})
FLOOR = 60
"""Registrations in 24 hours that are never unusual: a clerk's day of decisions."""

TIMES = 3
"""As many as the median of those who looked at any."""

CEILING = 300
"""And so many are unusual whatever the others do."""


def unusual_readers(events: Iterable[Event]) -> Mapping[str, int]:
    """Member -> how many different registrations they looked at, for those whose number is unusual."""
    looked_at: dict[str, set[str]] = {}
    for event in events:
        if event.act in LOOKING and event.registration is not None:
            looked_at.setdefault(event.by, set()).add(event.registration)
    counts = {member: len(registrations) for member, registrations in looked_at.items()}
    usual = max(FLOOR, TIMES * median(counts.values())) if counts else FLOOR
    return {member: number for member, number in counts.items() if number > min(usual, CEILING)}
