"""What is stored can be compared where it stands: text in the order of time."""

from datetime import datetime, timedelta, timezone

from functions.cloud.table import items
from functions.registration.registration import Notice, Registration

from .registrations import HOUR, NOW, notice

XIAMEN = timezone(timedelta(hours=8))
TICK = timedelta(microseconds=1)
MOMENTS: list[datetime] = [
    NOW,
    NOW + TICK,
    (NOW + 500_000 * TICK).astimezone(XIAMEN),
    NOW + 500_001 * TICK,
    (NOW + HOUR).astimezone(XIAMEN),
    NOW + 2 * HOUR,
]


def test_instants_as_text_stand_in_the_order_of_time() -> None:
    assert sorted(MOMENTS, key=items.instant) == MOMENTS


def test_a_model_s_instants_are_stored_as_they_are_compared(family_submitted: Registration) -> None:
    for moment in MOMENTS:
        stored = items.dump(family_submitted.model_copy(update={"notices": {"n": notice(since=moment)}}))
        since = stored["notices"]["n"]["since"]
        assert since == items.instant(moment)
        assert Notice.model_validate(stored["notices"]["n"]).since == moment
