"""Leaving: by which action a registration can be ended now, and what is said of it (R30, R43, R45)."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from functions.registration.errors import NotPossibleNow
from functions.registration.registration import (
    Action,
    Moment,
    Notice,
    NoticeKind,
    NoticeState,
    Receipt,
    Registration,
)
from functions.registration.season.season import Season
from functions.registration.submitting.purposes import PURPOSES
from functions.registration.values.code import Purpose

from .results import open_actions


class Leaving(NamedTuple):
    """All that ending a registration writes beside its state."""

    moment: Moment
    notice: Notice | None
    receipt: Receipt | None


class Said(NamedTuple):
    moment: str
    notice: NoticeKind | None
    """None where nobody was told before either."""


SAID: Mapping[Action, Said] = {
    Action.DISCARD: Said("withdrawn", None),
    Action.WITHDRAW: Said("withdrawn", NoticeKind.WITHDRAWN),
    Action.DECLINE: Said("declined", NoticeKind.DECLINED),
}


def way_out(registration: Registration, season: Season, now: datetime) -> Purpose:
    """How what was submitted can be ended now: withdrawn, or the place declined. Raises NotPossibleNow."""
    open_now = open_actions(registration, season, now)
    for purpose in (Purpose.WITHDRAW, Purpose.DECLINE):
        if PURPOSES[purpose].action in open_now:
            return purpose
    raise NotPossibleNow(status=registration.status, action=Action.WITHDRAW)


def left_by(
    registration: Registration, action: Action, now: datetime, *, receipt: Receipt | None = None
) -> Leaving:
    """What its timeline says and what guardian 1 is told."""
    said = SAID[action]
    notice = None
    if said.notice is not None:
        number = registration.version + 1
        notice = Notice(id=f"{said.notice}-{number}", kind=said.notice, state=NoticeState.PENDING, since=now)
    return Leaving(Moment(at=now, what=said.moment), notice, receipt)
