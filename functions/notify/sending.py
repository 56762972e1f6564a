"""One notice, one SMS: who sends it, what became of it.

At most one sender has a notice: it takes it by a condition, for two minutes, and counts the sending before it hands it
over. Where the provider's answer was lost, or a sender died between its yes and its own note, the notice is *unknown*:
the provider is asked by the reference where it can tell, and what it does not know of is sent once more, with the same
words, the same code and the same reference. So an SMS goes out once, and twice only there; each sending is paid for.
Where the account at the provider is blocked, a notice goes by the next provider, if there is one; else it is *held*
until an account is in order again. What one provider may have, no other gets.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from functions.cloud.logs import logger
from functions.cloud.queues.batches import CanNeverSucceed, ComeBackLater
from functions.cloud.queues.messages import NoticeMessage
from functions.cloud.sms.blocks import Gate
from functions.registration.errors import NotFound, TooMany
from functions.registration.placing.outcome import is_published
from functions.registration.registration import Notice, NoticeState, Registration
from functions.registration.season.season import Season
from functions.registration.sms.notices import (
    NOTICES,
    NoticeFactMissingError,
    NoticeFacts,
    recipient,
    variables,
)
from functions.registration.submitting.codes import MacKeys, digits
from functions.registration.submitting.disputes import closes_at
from functions.registration.submitting.transitions import amendable_until

from .handing import LEASE, MOST_SENDS, Handing, Held, NotTakenError, Result, Sms
from .ports import Budget, Deliveries, Notices, Provider, Registrations
from .staleness import stale_reason

ENDED = frozenset({NoticeState.SENT, NoticeState.FAILED})
UNDERWAY = frozenset({NoticeState.SENDING, NoticeState.UNKNOWN})


def notify(
    message: NoticeMessage,
    *,
    registrations: Registrations,
    notices: Notices,
    deliveries: Deliveries,
    budget: Budget,
    season_of: Callable[[str], Season],
    providers: Sequence[Provider],
    macs: MacKeys,
    now: datetime,
) -> Result:
    """Sends the notice if nobody has, to guardian 1's phone (R12), and notes what became of it.

    `providers`: the first, and who is tried where those before certainly did not take it. Raises ComeBackLater
    (another sender has it, its instant has not come, or no provider can now) and CanNeverSucceed for an unknown
    registration.
    """
    try:
        registration = registrations.get_any(message.registration_id)
    except NotFound:
        raise CanNeverSucceed("unknown_registration") from None
    notice = registration.notices.get(message.notice)
    if notice is None or notice.state in ENDED:
        return Result.REPEATED
    if notice.state in UNDERWAY and now < notice.since + LEASE:
        raise ComeBackLater(int((notice.since + LEASE - now).total_seconds()) + 1)
    season = season_of(registration.season)
    if NOTICES[notice.kind].of_publication and not is_published(season, now):
        raise ComeBackLater
    to_send = _theirs(registration, notice, season, registrations, macs, now)
    handing = Handing(registration, notices, deliveries, now)
    able = _able(notice, providers)
    if notice.sends and (ended := _ended_before(handing, notice, to_send, able)):
        return ended
    if isinstance(to_send, str):
        handing.note(notice, NoticeState.FAILED, to_send)
        return Result.NOT_NEEDED
    return _handed(handing, notice, to_send, able, lambda: _paid(registration, notice, season, budget))


def _able(notice: Notice, providers: Sequence[Provider]) -> Sequence[Provider]:
    """Who may be handed it: any while nobody may have it, else who may have it alone."""
    if notice.sends == 0:
        return providers
    last = notice.provider or providers[0].name
    return tuple(provider for provider in providers if provider.name == last)


def _ended_before(
    handing: Handing, notice: Notice, to_send: Sms | str, able: Sequence[Provider]
) -> Result | None:
    """What became of it where no more is sent: the provider has it, it was sent twice, nobody needs it any more, or
    whoever may have it is a provider of ours no longer.
    """
    if isinstance(to_send, Sms) and any(handing.has_gone(notice, to_send, provider) for provider in able):
        return Result.SENT
    if isinstance(to_send, Sms) and notice.sends < MOST_SENDS and able:
        return None
    if notice.state is not NoticeState.UNKNOWN:
        handing.note(notice, NoticeState.UNKNOWN, notice.reason or "no_answer")
    return Result.UNKNOWN


def _handed(
    handing: Handing, notice: Notice, to_send: Sms, able: Sequence[Provider], paid: Callable[[], bool]
) -> Result:
    """By the first whose account is open; by the next where that one certainly did not take it, paid for once."""
    stands, refused = notice, list[NotTakenError]()
    for provider in able:
        gate = provider.blocks.gate(handing.now)
        if gate is Gate.CLOSED:
            continue
        if stands.sends == stands.paid and not paid():
            handing.note(stands, NoticeState.HELD, "sms_budget_spent")
            raise Held
        taken = _taken(stands, provider, handing.now)
        if not handing.moved(taken, stands):
            return Result.REPEATED
        try:
            result = handing.send(taken, to_send, provider, trial=gate is Gate.TRIAL)
        except NotTakenError as error:
            refused.append(error)
            stands = taken.model_copy(update={"sends": taken.sends - 1})
            continue
        fell_back = result is Result.SENT and provider is not able[0]
        return Result.FELL_BACK if fell_back else result
    if not refused:
        handing.note(notice, NoticeState.HELD, notice.reason or "sms_account_blocked")
        raise Held
    return handing.not_taken(stands, min(refused, key=lambda error: error.then))


def _taken(notice: Notice, provider: Provider, now: datetime) -> Notice:
    sends = notice.sends + 1
    update: dict[str, Any] = {"state": NoticeState.SENDING, "since": now, "provider": provider.name}
    return notice.model_copy(update=update | {"sends": sends, "paid": max(notice.paid, sends)})


def _theirs(
    registration: Registration,
    notice: Notice,
    season: Season,
    registrations: Registrations,
    macs: MacKeys,
    now: datetime,
) -> Sms | str:
    """What goes to a phone that may get it, or the reason why nothing does."""
    written = _written(registration, notice, season, macs, now)
    if isinstance(written, str):
        return written
    return _not_theirs(registration, notice, written, registrations, macs) or written


def _written(
    registration: Registration, notice: Notice, season: Season, macs: MacKeys, now: datetime
) -> Sms | str:
    """What goes to whom, or the reason why nothing does."""
    phone = recipient(registration.form)
    if (reason := stale_reason(registration, notice, season, now)) or phone is None:
        return reason or "no_phone"
    code = registration.code if NOTICES[notice.kind].a_secret else None
    facts = NoticeFacts(
        zone=season.zone,
        support_phone=season.contacts.support_phone,
        students=tuple(student.name for student in registration.form.students),
        reference=registration.reference,
        code=digits(registration.id, code, macs) if code else None,
        published_at=season.publication_at,
        amend_until=amendable_until(registration, season),
        submit_until=closes_at(registration, season),
        due_on=registration.request and registration.request.last_day(season.zone),
    )
    try:
        return Sms(phone, variables(notice.kind, facts))
    except NoticeFactMissingError:
        return "fact_missing"


def _not_theirs(
    registration: Registration,
    notice: Notice,
    to_send: Sms,
    registrations: Registrations,
    macs: MacKeys,
) -> str | None:
    """Why this phone may not get it, or None: a code goes to the phone that was counted, all else to a proved one."""
    if NOTICES[notice.kind].a_secret:
        return None if macs.matches(notice.to or "", "phone", to_send.phone) else "phone_changed"
    if macs.matches(registration.proved_phone or "", "phone", to_send.phone):
        return None
    proved = registrations.proved_phones(registration.owner)
    return None if any(macs.matches(mac, "phone", to_send.phone) for mac in proved) else "phone_not_proved"


def _paid(registration: Registration, notice: Notice, season: Season, budget: Budget) -> bool:
    """Whether the season's budget has room for one more sending; a code's first was paid when it was asked for."""
    try:
        budget.take_from_reserve(season.id, registration.id, budget=season.limits.sms_budget)
    except TooMany:
        logger().error("sms_budget_spent", extra=_ids(registration, notice))
        return False
    return True


def _ids(registration: Registration, notice: Notice) -> dict[str, str]:
    return {"registration_id": registration.id, "notice": notice.id}
