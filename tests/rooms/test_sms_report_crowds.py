"""A push of more reports than one call notes."""

from collections.abc import Iterable
from datetime import datetime

import pytest

from functions.cloud.sms.deliveries import Whose
from functions.cloud.sms.reports import Report
from functions.delivery.taking import MOST, Taken, take
from functions.registration.registration import (
    Delivery,
    DeliveryState,
    Notice,
    NoticeState,
    Registration,
)
from local.population import Population
from tests.midseason import NOW

from .registrations import ID, form, notice, submitted

DELIVERED = Delivery(state=DeliveryState.DELIVERED, at=NOW, code="DELIVRD")


class Sent:
    """Registrations and deliveries in one: as many notices as reports, each under its number."""

    def __init__(self, registration: Registration, notices: int) -> None:
        sent = notice(state=NoticeState.SENT, sends=1, paid=1, provider="tencent")
        numbered = {str(number): sent.model_copy(update={"id": str(number)}) for number in range(notices)}
        self.registration = registration.model_copy(update={"notices": numbered})

    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]:
        assert registration_ids == [ID]
        return (self.registration,)

    def known(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Whose | Delivery]:
        return {name: Whose(ID, name[1]) for name in asked}

    def keep_early(self, *_: object) -> Whose | None:
        raise AssertionError

    def report(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool:
        assert self.registration.notices[notice.id] == expected
        self.registration.notices[notice.id] = notice
        return True


@pytest.mark.parametrize("more", [0, 1, 150])
def test_what_one_call_does_not_note_is_no_yes_and_the_next_push_notes_it(
    city: Population, more: int
) -> None:
    sent = Sent(submitted(form(city)), MOST + more)
    reports = [Report(str(number), DELIVERED) for number in range(MOST + more)]

    def pushed() -> list[Taken]:
        return list(take("tencent", reports, registrations=sent, deliveries=sent, now=NOW))

    assert pushed() == [Taken.DELIVERED] * MOST + [Taken.BUSY] * bool(more)
    assert pushed() == [Taken.KNOWN] * MOST + [Taken.DELIVERED] * more
    assert all(told.delivery == DELIVERED for told in sent.registration.notices.values())


class Unsent:
    """Deliveries whose sending nobody noted yet; `kept` holds what was written, newest last."""

    def __init__(self) -> None:
        self.kept: list[tuple[tuple[str, str], Delivery]] = []

    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]:
        raise AssertionError

    def known(self, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Whose | Delivery]:
        kept = dict(self.kept)
        return {name: kept[name] for name in asked if name in kept}

    def keep_early(self, provider: str, message_id: str, delivery: Delivery, _now: datetime) -> Whose | None:
        self.kept.append(((provider, message_id), delivery))
        return None

    def report(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool:
        raise AssertionError


def test_a_crowd_of_reports_that_come_before_their_sending_is_noted_is_kept_by_two_pushes() -> None:
    unsent = Unsent()
    reports = [Report(str(number), DELIVERED) for number in range(MOST + 1)]

    def pushed() -> list[Taken]:
        return list(take("tencent", reports, registrations=unsent, deliveries=unsent, now=NOW))

    assert pushed() == [Taken.EARLY] * MOST + [Taken.BUSY]
    assert pushed() == [Taken.KNOWN] * MOST + [Taken.EARLY]
    assert pushed() == [Taken.KNOWN] * (MOST + 1)
    assert len(unsent.kept) == MOST + 1


def test_a_report_before_its_sending_is_noted_is_kept_again_where_it_tells_more() -> None:
    unsent = Unsent()
    failed = Delivery(state=DeliveryState.NOT_DELIVERED, at=NOW, code="UNDELIV")

    def pushed(delivery: Delivery) -> list[Taken]:
        reports = [Report("one", delivery)]
        return list(take("tencent", reports, registrations=unsent, deliveries=unsent, now=NOW))

    told = [pushed(delivery) for delivery in (failed, failed, DELIVERED, failed)]
    assert told == [[Taken.EARLY], [Taken.KNOWN], [Taken.EARLY], [Taken.KNOWN]]
    assert dict(unsent.kept) == {("tencent", "one"): DELIVERED}
