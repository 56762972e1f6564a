"""What is stored can be compared where it stands: text in the order of time."""

from datetime import datetime, timedelta, timezone

import pytest

from functions.cloud import composition
from functions.cloud.table import items, keys
from functions.registration.registration import Notice, Registration
from tests.aws import Cloud
from tests.calls import counted

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


def test_an_earlier_form_under_a_later_version_is_refused(
    cloud: Cloud, family_submitted: Registration
) -> None:
    """Whoever can write into the table cannot bring back what a family has replaced."""
    cloud.put(family_submitted)
    later = family_submitted.model_copy(update={"version": 8, "form_version": 8})
    earlier = cloud.item(keys.registration(later.id))["sealed"]
    cloud.put(later, sealed=earlier)
    with pytest.raises(items.UnreadableError, match="SealBrokenError"):
        cloud.get(later.id)


def test_any_number_of_items_is_read_a_hundred_at_a_time_each_once_and_none_without_a_call(
    cloud: Cloud,
) -> None:
    places = [keys.sought("siming-2022", f"1:{number}") for number in range(101)]
    for place in places:
        cloud.table.put({**place._asdict(), "registrations": {"r"}})
    with counted() as calls:
        assert set(composition.table().get_many([*places, *places])) == set(places)
    assert calls == ["BatchGetItem", "BatchGetItem"]
    with counted() as calls:
        assert composition.table().get_many([]) == {}
    assert calls == []
