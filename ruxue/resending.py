"""SMS that were held or given up: the accounts' blocks told and released, and what did not go sent after all."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from functions.cloud import composition, settings
from functions.cloud.queues.messages import notice_message
from functions.cloud.settings import SmsProvider
from functions.cloud.sms.blocks import Block, SmsAccounts, SmsBlocks
from functions.cloud.table.shards import SHARDS
from functions.registration.errors import NotFound
from functions.registration.registration import Notice, NoticeState, Registration
from functions.registration.sms.resending import given_up, resent

from .answers import Step
from .explaining import registration_id

Row = dict[str, Any]

NOT_TAKEN = "not_taken"
"""The queue did not take its message: to be called again."""


def accounts() -> list[Row]:
    """Those that the settings name, the first one first, and whatever else is blocked: by what code, since when, and
    when it was tried last.
    """
    blocked = _blocked()
    return [
        {"provider": name, "blocked": name in blocked}
        | (blocked[name].model_dump(mode="json") if name in blocked else {})
        for name in dict.fromkeys([*_providers(), *blocked])
    ]


def released(provider: SmsProvider | None, *, do: bool) -> list[Row]:
    """All that are blocked, or that one, as they stood; what is held then goes at its next turn, within ten minutes."""
    stood = [one for one in accounts() if one["blocked"] and provider in {None, one["provider"]}]
    for one in stood if do else ():
        SmsBlocks(composition.table(), one["provider"]).release()
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
    blocked = _blocked().keys()
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
    blocked = _blocked().keys()
    return [_again(found, one, now, blocked=blocked, do=do, step=step) for one in chosen]


def _again(
    registration: Registration,
    notice: Notice,
    now: datetime,
    *,
    blocked: Collection[SmsProvider],
    do: bool,
    step: Step,
) -> Row:
    """What is done with it: `resent`, `queued` where it was held, `waits` while whoever may send it is blocked,
    `left`, or `not_taken`.
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


def _does(
    registration: Registration, notice: Notice, now: datetime, *, blocked: Collection[SmsProvider], do: bool
) -> str:
    if notice.state is NoticeState.HELD:
        if _waits(notice, blocked):
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


def _waits(notice: Notice, blocked: Collection[str]) -> bool:
    """Whether every account that may be handed it is blocked: what one may have, no other gets."""
    able = [notice.provider or settings.sms().provider] if notice.sends else _providers()
    return all(name in blocked for name in able)


def _blocked() -> Mapping[SmsProvider, Block]:
    return SmsAccounts(composition.table()).blocked()


def _providers() -> list[SmsProvider]:
    fallback = settings.sms_fallback().provider
    return [settings.sms().provider, *([] if fallback == "none" else [fallback])]
