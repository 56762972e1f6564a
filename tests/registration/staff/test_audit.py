"""The audit chain: each event is bound to the one before, so that nothing can be changed, left out or cut off."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.registration.staff.audit import FIRST, Act, Broken, Deed, Event, digest, event_after, verify

AT = datetime(2022, 7, 5, tzinfo=UTC)


def chain(length: int) -> list[Event]:
    events: list[Event] = []
    for number in range(length):
        deed = Deed("siming-2022", Act.READ, "1:clerk", details={"number": str(number)})
        last = events[-1] if events else None
        events.append(event_after(last, deed, chain=2, at=AT + timedelta(minutes=number)))
    return events


def test_the_first_event_is_bound_to_nothing_and_each_next_to_the_one_before() -> None:
    first, second, third = chain(3)
    assert (first.number, first.previous) == (1, FIRST)
    assert [event.previous for event in (second, third)] == [first.hash, second.hash]
    assert all(event.hash == digest(event) for event in (first, second, third))


def test_an_unbroken_chain_holds_and_says_its_end() -> None:
    events = chain(3)
    assert verify(events, chain=2) == (3, events[-1].hash, None)
    assert verify([], chain=2) == (0, FIRST, None)


def test_every_field_is_hashed() -> None:
    event = chain(1)[0]
    changed = {
        "season": "other-2022",
        "chain": 3,
        "number": 2,
        "at": AT + timedelta(seconds=1),
        "by": "1:other",
        "act": Act.LISTED,
        "registration": "X",
        "details": {},
        "previous": "1" * 64,
    }
    assert set(changed) == set(Event.model_fields) - {"hash"}
    for name, value in changed.items():
        assert digest(event.model_copy(update={name: value})) != event.hash, name


@pytest.mark.parametrize(
    ("spoil", "number", "why"),
    [
        (lambda events: [events[0], events[1].model_copy(update={"by": "1:other"}), events[2]], 2, "changed"),
        (lambda events: [events[0], events[2]], 2, "missing"),
        (lambda events: events[1:], 1, "missing"),
        (
            lambda events: [events[0], event_after(None, Deed("s", Act.READ, "x"), chain=2, at=AT)],
            2,
            "missing",
        ),
        (lambda events: [events[0], chain(2)[1].model_copy(update={"previous": FIRST}), events[2]], 2, "cut"),
    ],
)
def test_the_first_link_that_does_not_hold_is_named(spoil, number: int, why: str) -> None:  # type: ignore[no-untyped-def]
    assert verify(spoil(chain(3)), chain=2).broken == Broken(2, number, why)


def test_an_end_that_was_noted_elsewhere_must_be_there_and_be_the_same() -> None:
    events = chain(3)
    assert verify(events, chain=2, noted={3: events[2].hash}).broken is None
    assert verify(events[:2], chain=2, noted={3: events[2].hash}).broken == Broken(2, 3, "shortened")
    assert verify(events, chain=2, noted={2: "0" * 64}).broken == Broken(2, 2, "changed")
