"""Who of the staff may read a season's registrations: each approved by a supervisor, by name, from a day to a day.

A role opens the console; only an approval opens families' data (minors' regulation, article 36).
"""

from datetime import datetime

from functions.registration.errors import Fault, InvalidInput
from functions.registration.season.season import Season
from functions.registration.values.model import Model


class Approval(Model):
    """One person's, of one season."""

    person: str
    """Keyed MAC of the account."""
    begins: datetime
    until: datetime
    by: str
    """Keyed MAC of who approved, or the operators' command."""
    at: datetime

    def runs(self, now: datetime) -> bool:
        return self.begins <= now < self.until


def approval(
    person: str, *, by: str, begins: datetime | None, until: datetime, season: Season, now: datetime
) -> Approval:
    """Begins now where nothing later is said, and ends with the archive at the latest. Raises InvalidInput."""
    begin = now if begins is None else max(begins, now)
    if not begin < until <= season.archive_until:
        raise InvalidInput(Fault("until", "approval_end"))
    return Approval(person=person, begins=begin, until=until, by=by, at=now)
