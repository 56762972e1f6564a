"""Reports of SMS taken in: each finds its notice by the provider's id, or by our reference, and is noted once.

A report of an SMS that nobody knows yet waits for its sending to be noted. Nothing is ever sent for a report.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Protocol

from functions.cloud.logs import logger, traced
from functions.cloud.sms.deliveries import Whose
from functions.cloud.sms.reports import Report
from functions.registration.registration import Delivery, DeliveryState, Notice, Registration
from functions.registration.sms.reporting import reported, tells_more

AT_ONCE = 100
"""What one call reads."""

MOST = 1000
"""What one call notes. What is left is pushed again, and finds the rest known."""

TRIES = 3
"""Of a report that meets another writer of its notice."""


class Registrations(Protocol):
    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]: ...


class Deliveries(Protocol):
    def known(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Whose | Delivery]: ...

    def keep_early(
        self, provider: str, message_id: str, delivery: Delivery, now: datetime
    ) -> Whose | None: ...

    def report(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool: ...


class Taken(StrEnum):
    """What became of a report, as it is counted."""

    DELIVERED = "SmsDelivered"
    NOT_DELIVERED = "SmsNotDelivered"
    KNOWN = "SmsReportKnown"
    """It tells nothing new, or of nothing that we have any more."""
    EARLY = "SmsReportEarly"
    BUSY = "SmsReportBusy"


def take(
    provider: str,
    reports: Sequence[Report],
    *,
    registrations: Registrations,
    deliveries: Deliveries,
    now: datetime,
) -> Iterator[Taken]:
    """Two calls for a hundred reports, and one for each that tells something new."""
    noted = 0
    for part in _parts(reports):
        known = deliveries.known({(provider, report.message_id) for report in part})
        named = [(report, _named(report, known.get((provider, report.message_id)))) for report in part]
        standing = _standing(registrations, [place for _, place in named if isinstance(place, Whose)])
        for report, place in named:
            if noted == MOST:
                yield Taken.BUSY
                return
            whose = place if isinstance(place, Whose) else _kept(provider, report, place, deliveries, now)
            if isinstance(whose, Whose):
                with traced(whose.trace):
                    became = _noted(report, whose, standing, registrations, deliveries, now)
                    said = {"registration_id": whose.registration, "notice": whose.notice}
                    logger().info("sms_reported", extra=said | {"became": became.value})
            else:
                became = whose
            noted += became is not Taken.KNOWN
            yield became


def _named(report: Report, known: Whose | Delivery | None) -> Whose | Delivery | None:
    """Whose it is, by the provider's id or by our reference; else what was reported of it before."""
    return known if isinstance(known, Whose) else _told(report) or known


def _kept(
    provider: str, report: Report, before: Delivery | None, deliveries: Deliveries, now: datetime
) -> Whose | Taken:
    """Kept until its sending is noted; whose it is, where that was noted just now."""
    if not tells_more(report.delivery, before):
        return Taken.KNOWN
    return deliveries.keep_early(provider, report.message_id, report.delivery, now) or Taken.EARLY


def _noted(
    report: Report,
    place: Whose,
    standing: dict[str, Registration],
    registrations: Registrations,
    deliveries: Deliveries,
    now: datetime,
) -> Taken:
    for _ in range(TRIES):
        if place.registration not in standing:
            standing |= _standing(registrations, [place])
        registration = standing.get(place.registration)
        notice = None if registration is None else registration.notices.get(place.notice)
        if registration is None or notice is None:
            return Taken.KNOWN
        after = reported(notice, report.delivery, now=now, phone=report.phone)
        if after is None:
            return Taken.KNOWN
        # What stands now is read again for the next report of it, or where another writer was faster.
        del standing[registration.id]
        if deliveries.report(registration.id, after, expected=notice):
            return _COUNTED[report.delivery.state]
    logger().warning("sms_report_met_others", extra={"registration_id": place.registration})
    return Taken.BUSY


_COUNTED = {
    DeliveryState.DELIVERED: Taken.DELIVERED,
    DeliveryState.NOT_DELIVERED: Taken.NOT_DELIVERED,
}


def _told(report: Report) -> Whose | None:
    return None if report.reference is None else Whose(*report.reference)


def _standing(registrations: Registrations, asked: Iterable[Whose]) -> dict[str, Registration]:
    ids = sorted({place.registration for place in asked})
    return {registration.id: registration for registration in registrations.many(ids)} if ids else {}


def _parts(reports: Sequence[Report]) -> Iterator[list[Report]]:
    left = iter(reports)
    while part := list(islice(left, AT_ONCE)):
        yield part
