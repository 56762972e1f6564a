"""What a test of the sender needs: one message handled, and the notice as it then stands."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from functions.cloud.queues.messages import NoticeMessage
from functions.notify.handing import Result
from functions.notify.ports import Provider
from functions.notify.sending import notify
from functions.registration.registration import Notice, Registration
from functions.registration.season.season import Season

from .fakes import Blocks, Budget, Phones, Records
from .registrations import (
    ID,
    MACS,
    NOW,
    notice,
)


def sent(
    records: Records,
    phones: Phones,
    season: Season,
    notice_id: str = "submitted-2",
    *,
    now: datetime = NOW,
    budget: Budget | None = None,
    blocks: Blocks | None = None,
    others: Sequence[Provider] = (),
) -> Result:
    return notify(
        NoticeMessage(registration_id=ID, notice=notice_id),
        registrations=records,
        notices=records,
        deliveries=records,
        budget=budget or Budget(),
        season_of=lambda _: season,
        providers=[Provider("first", phones, blocks or Blocks()), *others],
        macs=MACS,
        now=now,
    )


def holding(registration: Registration, *notices: Notice) -> Records:
    return Records(registration.model_copy(update={"notices": {one.id: one for one in notices}}))


@pytest.fixture
def records(family_submitted: Registration) -> Records:
    return holding(family_submitted, notice())


def stands(records: Records, notice_id: str = "submitted-2") -> Notice:
    return records.all[ID].notices[notice_id]
