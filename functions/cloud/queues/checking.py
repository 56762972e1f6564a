"""One check, whichever authority it asks: is it still wanted, what was found, and what if nobody answers."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from functions.cloud.logs import logger
from functions.cloud.table.children.home_seats import SeatsMovedError, Taking
from functions.cloud.table.results import NOTHING_MORE, CheckReport
from functions.cloud.table.table import BusyError
from functions.registration.check_kinds import CHECK_KINDS
from functions.registration.checking.authorities import AuthorityUnavailableError
from functions.registration.checking.findings import UNREADABLE, Verdict
from functions.registration.checking.patience import answered
from functions.registration.checking.planning import subjects, tested
from functions.registration.checking.ranks import Rank
from functions.registration.checks import OPEN, TO_AMEND, Check, CheckState
from functions.registration.errors import NotFound
from functions.registration.form import Form
from functions.registration.placing.statements import Statement
from functions.registration.registration import (
    Action,
    Notice,
    NoticeKind,
    NoticeState,
    Registration,
    Status,
)
from functions.registration.season.season import Season
from functions.registration.staff.queues import waiting_decision
from functions.registration.submitting.children import children_of
from functions.registration.submitting.transitions import possible

from .batches import CanNeverSucceed, ComeBackLater
from .messages import CheckMessage
from .queue import SILENT

DEADLINE = 2.5
"""Seconds for one question."""


class Answered(NamedTuple):
    verdict: Verdict
    answer: bytes | None
    """The authority's answer as JSON, for staff's eyes; None where it holds no such documents."""
    family: frozenset[str] | None = None
    """Identity numbers of whom it tells the verdict to; None: to everybody."""
    to_strangers: Verdict | None = None
    """What everybody else is told (R9)."""

    statement: Statement | None = None
    """What of it seats go by (R47), where the season gives any by rules."""
    rank: Callable[[Callable[[str], bool]], Rank] | None = None
    """Of a child: how well it ties who is the asker to it (R35)."""

    def verdict_for(self, asker: str | None, macs: "MacMatcher") -> Verdict:
        """The verdict for the account with this keyed identity number, as far as it is known."""
        if self.family is None or self.to_strangers is None or asker is None:
            return self.verdict
        own = any(macs.matches(asker, "asker", number) for number in self.family)
        return self.verdict if own else self.to_strangers


class Registrations(Protocol):
    def get_any(self, registration_id: str) -> Registration: ...


class Results(Protocol):
    def record_check(
        self,
        registration_id: str,
        check: Check,
        *,
        now: datetime,
        report: CheckReport = ...,
    ) -> bool: ...

    def replace_check(
        self,
        before: Registration,
        check: Check,
        *,
        now: datetime,
        report: CheckReport = ...,
    ) -> bool: ...


class MacMatcher(Protocol):
    def matches(self, mac: str, purpose: str, *parts: str) -> bool: ...

    def every(self, purpose: str, *parts: str) -> tuple[str, ...]: ...


class Claims(Protocol):
    def settle(self, registration: Registration, child: str, rank: Rank) -> None: ...


class Judged(NamedTuple):
    verdict: Verdict
    taking: Taking | None = None
    """The home's seat, taken together with the check's result."""


Judge = Callable[[Registration, Verdict], Judged]
"""What is looked at beside the authority's answer, once there is one."""

TRIES = 4
"""How often it is judged anew at once, where others who count on the same home were faster."""


class Settled(StrEnum):
    """What became of a message, as it is counted."""

    RECORDED = "CheckRecorded"
    UNREADABLE = "RecordUnreadable"
    """Recorded for staff: the authority's record did not say what decides (R31)."""
    STALE = "CheckStale"


def settle(
    message: CheckMessage,
    ask: Callable[[Form, Check, Season], Answered],
    *,
    registrations: Registrations,
    results: Results,
    season_of: Callable[[str], Season],
    macs: MacMatcher,
    now: datetime,
    judge: Judge | None = None,
    claims: Claims | None = None,
) -> Settled:
    """Puts the check's question and records the answer, if nobody did and the answers that it tests still stand.

    Raises ComeBackLater while the authority cannot answer (recorded, so that the page says so), CanNeverSucceed for
    an unknown registration. A stale or repeated message changes nothing.
    """
    try:
        registration = registrations.get_any(message.registration_id)
    except NotFound:
        raise CanNeverSucceed("unknown_registration") from None
    check = _wanted(registration, message, macs)
    if check is None:
        return Settled.STALE
    asked = check.model_copy(update={"attempts": check.attempts + 1, "asked_at": now})
    try:
        reply = ask(registration.form, check, season_of(registration.season))
    except AuthorityUnavailableError as unavailable:
        ids = {"registration_id": registration.id, "check": check.id, "reason": unavailable.reason}
        logger().info("authority_unavailable", extra=ids)
        state = CheckState.AUTHORITY_UNAVAILABLE if check.state in OPEN else check.state
        _record(registration, asked.model_copy(update={"state": state}), results, now)
        raise ComeBackLater(waits_for=SILENT[CHECK_KINDS[check.kind].authority]) from None
    if claims is not None:
        # Before the check is: were it settled after, a crash between the two would leave the contest to staff.
        _settle_claims(registration, check, reply, macs, claims)
    unjudged = reply.verdict_for(registration.asker, macs)
    refused_once = waiting_decision(registration, check.id) is not None

    def record() -> Settled:
        is_judged = judge is not None and check.state is not CheckState.REFUSED
        verdict, taking = judge(registration, unjudged) if judge and is_judged else Judged(unjudged)
        result = answered(asked, verdict, now, refused_once=refused_once)
        notice = _notice(registration, result, season_of, now)
        if not _record(
            registration, result, results, now, CheckReport(reply.answer, reply.statement, notice, taking)
        ):
            if check.handed_over_at is not None:
                raise ComeBackLater  # staff were faster: beside what they did since
            return Settled.STALE
        unread = any(finding.code == UNREADABLE for finding in verdict.findings)
        return Settled.UNREADABLE if unread else Settled.RECORDED

    for _ in range(TRIES):
        with suppress(SeatsMovedError):
            return record()
    raise ComeBackLater


def _settle_claims(
    registration: Registration, check: Check, reply: Answered, macs: MacMatcher, claims: Claims
) -> None:
    """What was unknown when the code was asked for is known now: whose child it is (R35)."""
    asker = registration.asker
    if reply.rank is None or asker is None:
        return
    rank = reply.rank(lambda number: macs.matches(asker, "asker", number))
    for child, place in children_of(registration.form, macs.every).items():
        if place == check.id.position and child in registration.claims:
            try:
                claims.settle(registration, child, rank)
            except BusyError:
                raise ComeBackLater from None


def _record(
    registration: Registration,
    check: Check,
    results: Results,
    now: datetime,
    report: CheckReport = NOTHING_MORE,
) -> bool:
    """What staff have in hand is replaced only as it was seen, together with its place in their queue (R32)."""
    if registration.checks[check.id].handed_over_at is None:
        return results.record_check(registration.id, check, now=now, report=report)
    return results.replace_check(registration, check, now=now, report=report)


def _wanted(registration: Registration, message: CheckMessage, macs: MacMatcher) -> Check | None:
    """The check that the message asks about, or None when the message is stale.

    While a registration is being amended its form is no longer what was submitted: `covers` tells. The check then
    waits for the resubmission, which queues it anew or, where the answers came back, lets it stand for the
    reconciler to ask again.
    """
    check = registration.checks.get(message.check)
    subject = None if check is None else subjects(registration.form).get(check.id)
    if (
        registration.status is Status.WITHDRAWN
        or check is None
        or subject is None
        or check.version != message.version
        or not check.is_asked
        or not macs.matches(check.covers, "covers", registration.id, check.id, tested(check.id, subject))
    ):
        return None
    return check


def _notice(
    registration: Registration, check: Check, season_of: Callable[[str], Season], now: datetime
) -> Notice | None:
    """One SMS for all that is abnormal in one submission, and only where something can still be put right (R27)."""
    if check.state not in TO_AMEND:
        return None
    if not possible(registration, Action.AMEND, season_of(registration.season), now):
        return None
    return Notice(
        id=f"abnormal-{registration.version}",
        kind=NoticeKind.ABNORMAL,
        state=NoticeState.PENDING,
        since=now,
    )
