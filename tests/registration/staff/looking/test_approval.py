"""An approval runs from its beginning to its end, which is not after the archive's."""

from datetime import timedelta

import pytest

from functions.registration.errors import InvalidInput
from functions.registration.staff.looking.approval import Approval, approval
from seasons import siming_2022
from tests.midseason import NOW

HOUR = timedelta(hours=1)
SEASON = siming_2022()


def made(begins: timedelta | None, until: timedelta) -> Approval:
    begin = None if begins is None else NOW + begins
    return approval("1:a", by="1:b", begins=begin, until=NOW + until, season=SEASON, now=NOW)


def test_it_runs_from_its_beginning_and_not_at_its_end() -> None:
    one = made(HOUR, 3 * HOUR)
    runs = [one.runs(NOW + offset * HOUR) for offset in range(5)]
    assert runs == [False, True, True, False, False]


def test_it_begins_now_where_nothing_else_is_said() -> None:
    assert made(None, HOUR).runs(NOW)


@pytest.mark.parametrize(
    ("begins", "until"),
    [
        (None, timedelta()),
        (2 * HOUR, HOUR),
        (-3 * HOUR, -HOUR),
        (None, SEASON.archive_until - NOW + HOUR),
    ],
)
def test_an_end_that_cannot_be_is_refused(begins: timedelta | None, until: timedelta) -> None:
    with pytest.raises(InvalidInput) as refused:
        made(begins, until)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("until", "approval_end")]


def test_it_may_end_with_the_archive() -> None:
    assert made(None, SEASON.archive_until - NOW).until == SEASON.archive_until
