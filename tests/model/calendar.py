"""The season's instants, and what may be done until when: rules R28, R38, R40, R42 to R44 in a few lines."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def at(written: str) -> datetime:
    """In Xiamen."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


OPENS = at("2022-07-01 09:00")
CLOSES = at("2022-07-10 18:00")
AMEND_UNTIL = at("2022-07-15 18:00")
PUBLICATION = at("2022-08-05 10:00")
REVIEW_UNTIL = at("2022-08-26 18:00")
RESULTS_UNTIL = at("2022-09-30 18:00")


@dataclass
class Calendar:
    """Of the sample season. Nobody confirmed its results yet."""

    opens: datetime = OPENS
    closes: datetime = CLOSES
    amend_until: datetime = AMEND_UNTIL
    publication: datetime = PUBLICATION
    review_until: datetime = REVIEW_UNTIL
    results_until: datetime = RESULTS_UNTIL
    confirmed: bool = False

    def is_published(self, now: datetime) -> bool:
        """Never unconfirmed, whatever the date says (R44)."""
        return self.confirmed and now >= self.publication

    @property
    def withdraw_until(self) -> datetime:
        """Until results are out; while nobody confirmed them, until they are over."""
        return self.publication if self.confirmed else self.results_until

    def amendable_until(self, own: datetime | None) -> datetime:
        """The season's day or a later one of the family's own, and never behind the publication (R28)."""
        return min(self.withdraw_until, max(self.amend_until, own or self.amend_until))

    def a_day_of_ones_own(self, now: datetime) -> datetime | None:
        """Five days to prove guardianship (R35); None once results are out."""
        if now >= self.withdraw_until:
            return None
        last = (now.astimezone(ZONE) + 5 * DAY).replace(hour=23, minute=59, second=0, microsecond=0)
        return min(last, self.results_until, self.withdraw_until)


def end_of(day: datetime) -> datetime:
    """Of that day in Xiamen."""
    local = day.astimezone(ZONE)
    return (local + DAY).replace(hour=0, minute=0, second=0, microsecond=0)
