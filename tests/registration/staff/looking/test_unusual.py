from datetime import timedelta

import pytest

from functions.registration.staff.audit import Act, Deed, Event, event_after
from functions.registration.staff.looking.grounds import CLAIM, LookingReason
from functions.registration.staff.looking.unusual import CEILING, FLOOR, UNCLAIMED, Looked, unusual_readers
from tests.midseason import NOW


def looking(member: str, registrations: int, act: Act = Act.READ, ground: str = CLAIM) -> list[Event]:
    return [
        event_after(
            None,
            Deed("s", act, member, f"R{number}", {"ground": ground}),
            chain=0,
            at=NOW + timedelta(seconds=number),
        )
        for number in range(registrations)
    ]


def test_a_day_of_work_is_not_unusual() -> None:
    assert unusual_readers([*looking("a", FLOOR), *looking("b", 5), *looking("c", 5)]) == {}


def test_who_looks_at_three_times_as_many_as_colleagues_is_told() -> None:
    others = [event for name in "bcd" for event in looking(name, 30)]
    assert unusual_readers([*looking("a", 91), *others]) == {"a": Looked(91, 0)}
    assert unusual_readers([*looking("a", 90), *others]) == {}


def test_what_is_looked_at_for_a_reason_alone_is_unusual_sooner_than_ones_own_cases() -> None:
    called = looking("a", UNCLAIMED + 1, ground=LookingReason.FAMILY_CALLED)
    others = [*looking("b", UNCLAIMED + 1), *looking("c", UNCLAIMED + 1)]
    assert unusual_readers([*called, *others]) == {"a": Looked(UNCLAIMED + 1, UNCLAIMED + 1)}
    assert unusual_readers([*called[:-1], *others]) == {}


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
