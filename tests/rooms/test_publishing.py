"""After the instant everybody is told once, at a set rate; before a door closes, in daytime."""

from datetime import datetime
from typing import Any

import pytest

from functions.publish.publication import pass_name, publish
from functions.publish.reminders import due, remind
from functions.registration.checks import CheckState
from functions.registration.registration import Notice, NoticeKind, NoticeState, Status
from functions.registration.season.season import Season
from local.population import Population

from .fakes import Checkpoints, Records
from .registrations import DAY, HOUR, MINUTE, checked, form, submitted


def many(city: Population, statuses: list[Status]) -> Records:
    family = form(city)
    return Records(
        *(submitted(family, f"R{index:03d}", status=status) for index, status in enumerate(statuses))
    )


def told(records: Records) -> list[str]:
    return sorted(one.id for one in records.all.values() if "outcome" in one.notices)


def test_nobody_is_told_before_the_instant(city: Population, season: Season) -> None:
    records, checkpoints = many(city, [Status.SUBMITTED]), Checkpoints()
    before = season.publication_at - MINUTE
    assert publish([season], notices=records, checkpoints=checkpoints, now=before) == 0
    assert (told(records), records.pages, checkpoints.reads) == ([], 0, 0)


def test_whoever_submitted_is_told_and_nobody_else(city: Population, season: Season) -> None:
    records = many(city, list(Status))
    assert publish([season], notices=records, checkpoints=Checkpoints(), now=season.publication_at) == 3
    assert {records.all[one].status for one in told(records)} == {
        Status.SUBMITTED, Status.DECIDED, Status.AMENDING,
    }  # fmt: skip
    added = records.all[told(records)[0]].notices["outcome"]
    assert (added.kind, added.state) == (NoticeKind.OUTCOME, NoticeState.PENDING)


def test_notices_go_out_at_a_set_rate_and_each_once(city: Population, season: Season) -> None:
    records, checkpoints = many(city, [Status.DECIDED] * 5 + [Status.SUBMITTED] * 4), Checkpoints()
    runs = [
        publish(
            [season], notices=records, checkpoints=checkpoints, now=season.publication_at + n * MINUTE, most=4
        )
        for n in range(4)
    ]
    assert runs == [4, 4, 1, 0]
    assert len(told(records)) == 9


def test_a_finished_season_costs_one_call(city: Population, season: Season) -> None:
    records, checkpoints = many(city, [Status.DECIDED]), Checkpoints()
    publish([season], notices=records, checkpoints=checkpoints, now=season.publication_at)
    records.pages = checkpoints.reads = 0
    publish([season], notices=records, checkpoints=checkpoints, now=season.publication_at + MINUTE)
    assert (checkpoints.reads, records.pages) == (1, 0)


class Crashing(Records):
    """The function dies at the third notice."""

    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool:
        if self.writes == 2:
            self.writes += 1
            raise ConnectionError
        return super().add_notice(registration_id, notice, statuses=statuses)


def test_publication_goes_on_after_a_crash_in_the_middle(city: Population, season: Season) -> None:
    records, checkpoints = Crashing(*many(city, [Status.DECIDED] * 5).all.values()), Checkpoints()
    with pytest.raises(ConnectionError):
        publish([season], notices=records, checkpoints=checkpoints, now=season.publication_at)
    assert len(told(records)) == 2
    assert (
        publish([season], notices=records, checkpoints=checkpoints, now=season.publication_at + MINUTE) == 3
    )
    assert len(told(records)) == 5


def test_a_publication_that_was_moved_tells_nobody_twice(city: Population, season: Season) -> None:
    records, checkpoints = many(city, [Status.DECIDED]), Checkpoints()
    publish([season], notices=records, checkpoints=checkpoints, now=season.publication_at)
    moved = season.model_copy(update={"publication_at": season.publication_at + DAY})
    assert pass_name(moved) != pass_name(season)
    assert publish([moved], notices=records, checkpoints=checkpoints, now=moved.publication_at) == 0


def test_nobody_is_told_weeks_later(city: Population, season: Season) -> None:
    records = many(city, [Status.DECIDED])
    later = season.publication_at + 14 * DAY
    assert publish([season], notices=records, checkpoints=Checkpoints(), now=later) == 0


CLOSING = datetime.fromisoformat("2022-07-10T18:00:00+08:00")
AMENDING = datetime.fromisoformat("2022-07-15T18:00:00+08:00")


@pytest.mark.parametrize(
    ("now", "kinds"),
    [
        (CLOSING - 3 * DAY, [NoticeKind.DRAFT_REMINDER]),
        (CLOSING - 1 * DAY, [NoticeKind.DRAFT_REMINDER]),
        (CLOSING - 2 * DAY, []),
        (CLOSING - 1 * DAY - 10 * HOUR, []),  # 8 in the morning
        (CLOSING - 1 * DAY + 2 * HOUR, []),  # 8 in the evening
        (CLOSING, []),
        (AMENDING - 3 * DAY, [NoticeKind.AMENDMENT_REMINDER]),
        (AMENDING - 1 * DAY, [NoticeKind.AMENDMENT_REMINDER]),
        (AMENDING, []),
    ],
)
def test_reminders_are_due_three_days_and_one_day_before_in_daytime(
    season: Season, now: datetime, kinds: list[NoticeKind]
) -> None:
    assert [one.kind for one in due(season, now)] == kinds


def test_a_draft_is_reminded_once_a_day_however_often_the_clock_calls(
    city: Population, season: Season
) -> None:
    records, checkpoints = many(city, [Status.DRAFT, Status.SUBMITTED]), Checkpoints()
    runs = [
        remind([season], registrations=records, checkpoints=checkpoints, now=CLOSING - 3 * DAY + n * HOUR)
        for n in range(2)
    ]
    runs.append(remind([season], registrations=records, checkpoints=checkpoints, now=CLOSING - 1 * DAY))
    assert runs == [1, 0, 1]
    assert sorted(records.all["R000"].notices) == ["draft_reminder-2022-07-07", "draft_reminder-2022-07-09"]
    assert records.all["R001"].notices == {}


def test_only_who_still_has_to_put_something_right_is_reminded_of_amending(
    city: Population, season: Season
) -> None:
    """What staff decided is seen by nobody yet: it reads on as it did, and can be put right (R21)."""
    family = form(city)
    denied: dict[str, Any] = {"read_as": CheckState.ABNORMAL}
    records = Records(
        checked(submitted(family, "JUDGED", status=Status.DECIDED), CheckState.REFUSED, **denied),
        checked(submitted(family, "HALF"), CheckState.ACCEPTED, **denied),
        checked(submitted(family, "REVIEWED", status=Status.DECIDED), CheckState.ACCEPTED),
        submitted(family, "AMENDING", status=Status.AMENDING),
        checked(submitted(family, "ABNORMAL"), CheckState.ABNORMAL),
        checked(submitted(family, "UNKNOWN"), CheckState.NO_RECORD),
        checked(submitted(family, "FINE"), CheckState.PASSED),
        submitted(family, "WITHDRAWN", status=Status.WITHDRAWN),
        submitted(family, "DRAFT", status=Status.DRAFT),
    )
    remind([season], registrations=records, checkpoints=Checkpoints(), now=AMENDING - DAY)
    reminded = {one.id for one in records.all.values() if one.notices}
    assert reminded == {"AMENDING", "ABNORMAL", "UNKNOWN", "JUDGED", "HALF"}


def test_reminders_go_on_where_the_last_run_stopped(city: Population, season: Season) -> None:
    records, checkpoints = many(city, [Status.DRAFT] * 5), Checkpoints()
    runs: list[Any] = [
        remind(
            [season], registrations=records, checkpoints=checkpoints, now=CLOSING - DAY + n * MINUTE, most=2
        )
        for n in range(4)
    ]
    assert runs == [2, 2, 1, 0]


def test_another_seasons_families_are_left_alone(city: Population, season: Season) -> None:
    other = submitted(form(city), "OTHER", season="huli-2022")
    records = Records(other)
    assert publish([season], notices=records, checkpoints=Checkpoints(), now=season.publication_at) == 0
