"""SMS that were held or given up: the account's block told and released, and what did not go sent after all."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from functions.cloud import composition, settings
from functions.cloud.queues.messages import notice_message
from functions.cloud.sms.blocks import SmsBlocks
from functions.cloud.table.shards import SHARDS
from functions.registration.errors import NotFound
from functions.registration.registration import Notice, NoticeState, Registration
from functions.registration.sms.resending import given_up, resent

from .answers import Step
from .explaining import registration_id

Row = dict[str, Any]

NOT_TAKEN = "not_taken"
"""The queue did not take its message: to be called again."""


def account() -> dict[str, Any]:
    """Whether the account at the provider is blocked, by what code, since when, and when it was tried last."""
    return {"provider": settings.sms().provider, "blocked": False} | _blocks().state()


def released(*, do: bool) -> dict[str, Any]:
    """The block as it stood; what is held then goes at its next turn, within ten minutes."""
    stood = account()
    if do:
        _blocks().release()
    return stood


def of_season(season: str, now: datetime, *, do: bool, step: Step) -> list[Row]:
    """All that is held, and all that the provider would not have. Raises NotFound where there is no such season."""
    if season not in {known.id for known in composition.season_table().all(now)}:
        raise NotFound
    chosen = (
        (registration, notice)
        for registration in _registrations(season)
        for notice in registration.notices.values()
        if notice.state is NoticeState.HELD or given_up(notice)
    )
    blocked = account()["blocked"]
    return [
        _again(registration, notice, now, blocked=blocked, do=do, step=step)
        for registration, notice in chosen
    ]


def of_registration(asked: str, notice_id: str | None, now: datetime, *, do: bool, step: Step) -> list[Row]:
    """One notice, or all that did not go, whatever the reason. Raises NotFound."""
    found = composition.registration_table().get_without_form(registration_id(asked))
    notices = [] if found is None else [one for one in found.notices.values() if notice_id in {None, one.id}]
    if found is None or (notice_id is not None and not notices):
        raise NotFound
    unsent = {NoticeState.HELD, NoticeState.FAILED}
    chosen = [one for one in notices if notice_id is not None or one.state in unsent]
    blocked = account()["blocked"]
    return [_again(found, one, now, blocked=blocked, do=do, step=step) for one in chosen]


def _again(
    registration: Registration, notice: Notice, now: datetime, *, blocked: bool, do: bool, step: Step
) -> Row:
    """What is done with it: `resent`, `queued` where it was held, `waits` while the account is blocked, `left`, or
    `not_taken`.
    """
    done = _does(registration, notice, now, blocked=blocked, do=do)
    step(registration.id)
    return {
        "registration": registration.id,
        "notice": notice.id,
        "state": notice.state.value,
        "reason": notice.reason,
        "done": done,
    }


def _does(registration: Registration, notice: Notice, now: datetime, *, blocked: bool, do: bool) -> str:
    if notice.state is NoticeState.HELD:
        if blocked:
            return "waits"
        message = notice_message(registration.id, notice.id, kind=notice.kind)
        return NOT_TAKEN if do and composition.outbox().send([message]) else "queued"
    anew = resent(notice, now)
    if anew is None:
        return "left"
    # The stream makes the message of it, once for the one write that holds.
    taken = not do or composition.result_table().move_notice(registration.id, anew, expected=notice)
    return "resent" if taken else "left"


def _registrations(season: str) -> Iterator[Registration]:
    records = composition.result_table()
    for shard in range(SHARDS):
        after: str | None = None
        while True:
            ids, after = records.of_season(season, shard, after=after)
            yield from records.many(ids) if ids else ()
            if after is None:
                break


def _blocks() -> SmsBlocks:
    return SmsBlocks(composition.table(), settings.sms().provider)
