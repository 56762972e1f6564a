from datetime import timedelta

import pytest

from functions.registration.staff.audit import Act, Deed, Event, event_after
from functions.registration.staff.unusual import CEILING, FLOOR, unusual_readers
from tests.midseason import NOW


def looking(member: str, registrations: int, act: Act = Act.READ) -> list[Event]:
    return [
        event_after(None, Deed("s", act, member, f"R{number}"), chain=0, at=NOW + timedelta(seconds=number))
        for number in range(registrations)
    ]


def test_a_day_of_work_is_not_unusual() -> None:
    assert unusual_readers([*looking("a", FLOOR), *looking("b", 5), *looking("c", 5)]) == {}


def test_who_looks_at_three_times_as_many_as_colleagues_is_told() -> None:
    others = [event for name in "bcd" for event in looking(name, 30)]
    assert unusual_readers([*looking("a", 91), *others]) == {"a": 91}
    assert unusual_readers([*looking("a", 90), *others]) == {}


def test_the_same_registration_again_counts_once_and_a_paper_counts_as_its_registration() -> None:
    again = looking("a", FLOOR) * 3 + looking("a", FLOOR, Act.DOCUMENT_READ)
    assert unusual_readers(again) == {}


def test_so_many_are_unusual_whatever_the_others_do() -> None:
    everybody = [event for name in "abc" for event in looking(name, CEILING + 1)]
    assert set(unusual_readers(everybody)) == {"a", "b", "c"}


@pytest.mark.parametrize("act", [Act.LISTED, Act.DECIDED, Act.CLAIMED])
def test_other_deeds_are_no_looking(act: Act) -> None:
    assert unusual_readers(looking("a", 500, act)) == {}


def test_nobody_reading_is_nothing() -> None:
    assert unusual_readers([]) == {}
