"""What the rooms need of the world, in memory, with the table's conditions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from functions.cloud.queues.messages import Message
from functions.cloud.sms import Sent, SmsUnknownError
from functions.cloud.sms.blocks import Gate
from functions.cloud.table.checkpoints import Checkpoint
from functions.cloud.table.results import NOTHING_MORE, CheckReport
from functions.registration.checking.authorities import Home, Resident
from functions.registration.checks import OPEN, Check
from functions.registration.errors import NotFound, TooMany
from functions.registration.placing.statements import Statement
from functions.registration.registration import Notice, NoticeKind, Registration, Status
from functions.registration.values.identity import IdentityDocument


class Records:
    """Registrations by id, and the conditional writes on them."""

    def __init__(self, *registrations: Registration) -> None:
        self.all = {one.id: one for one in registrations}
        self.answers: dict[tuple[str, str], bytes] = {}
        self.told: dict[str, Statement] = {}
        self.writes = 0
        self.proved: frozenset[str] = frozenset()
        """Phones that proved themselves to every account."""
        self.pages = 0

    def get_any(self, registration_id: str) -> Registration:
        if registration_id not in self.all:
            raise NotFound
        return self.all[registration_id]

    def proved_phones(self, owner: str) -> frozenset[str]:
        return self.proved

    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]:
        return tuple(self.all[one] for one in registration_ids if one in self.all)

    def of_season(
        self, season: str, shard: int, *, status: Status | None = None, after: Any = None, limit: int = 100
    ) -> tuple[list[str], Any]:
        """Everything is in the first shard."""
        self.pages += 1
        ids = sorted(
            one.id
            for one in self.all.values()
            if one.season == season and (status is None or one.status is status) and one.id > (after or "")
        )
        page = ids[:limit] if shard == 0 else []
        return page, page[-1] if shard == 0 and len(ids) > limit else None

    def record_check(
        self,
        registration_id: str,
        check: Check,
        *,
        now: datetime,
        report: CheckReport = NOTHING_MORE,
    ) -> bool:
        answer, statement, notice, _ = report
        if statement is not None:
            self.told[statement.check] = statement
        registration = self.all[registration_id]
        stands = registration.checks.get(check.id)
        if stands is None or stands.version != check.version or stands.state not in OPEN:
            return False
        if stands.handed_over_at is not None:
            return False
        if registration.status is Status.WITHDRAWN:
            return False
        notices = {notice.id: notice} | registration.notices if notice else registration.notices
        if answer is not None:
            self.answers[registration_id, check.id] = answer
        return self._put(registration, checks=registration.checks | {check.id: check}, notices=notices)

    def replace_check(
        self,
        before: Registration,
        check: Check,
        *,
        now: datetime,
        report: CheckReport = NOTHING_MORE,
    ) -> bool:
        answer, statement, notice, _ = report
        if statement is not None:
            self.told[statement.check] = statement
        registration = self.all[before.id]
        seen = (before.checks, before.decisions, before.status)
        if (registration.checks, registration.decisions, registration.status) != seen:
            return False
        notices = {notice.id: notice} | registration.notices if notice else registration.notices
        if answer is not None:
            self.answers[before.id, check.id] = answer
        return self._put(registration, checks=registration.checks | {check.id: check}, notices=notices)

    def move_notice(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool:
        registration = self.all[registration_id]
        stands = registration.notices[notice.id]
        if (stands.state, stands.since) != (expected.state, expected.since):
            return False
        return self._put(registration, notices=registration.notices | {notice.id: notice})

    def sent(self, registration_id: str, notice: Notice, *, expected: Notice, now: datetime) -> bool:
        return self.move_notice(registration_id, notice, expected=expected)

    def add_notice(self, registration_id: str, notice: Notice, *, statuses: tuple[Status, ...]) -> bool:
        registration = self.all[registration_id]
        if notice.id in registration.notices or registration.status not in statuses:
            return False
        return self._put(registration, notices=registration.notices | {notice.id: notice})

    def refuse_document(self, registration_id: str, document_id: str, *, reason: str, now: datetime) -> bool:
        registration = self.all[registration_id]
        refused = registration.documents[document_id].model_copy(
            update={"state": "refused", "reason": reason}
        )
        return self._put(registration, documents=registration.documents | {document_id: refused})

    def _put(self, registration: Registration, **changed: Any) -> bool:
        self.all[registration.id] = registration.model_copy(update=changed)
        self.writes += 1
        return True


class Residents:
    """A household registry; a value that is an exception is raised."""

    def __init__(self, answers: Mapping[str, Resident | Exception | None]) -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []

    def resident(self, document: IdentityDocument, *, deadline: float) -> Resident | None:
        self.asked.append(document.number)
        answer = self.answers.get(document.number)
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class Homes:
    answer: Home | Exception | None
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def home(self, *, proof: str, number: str, owner_name: str, deadline: float) -> Home | None:
        self.asked.append((proof, number, owner_name))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@dataclass
class Phones:
    """An SMS provider; fails with `error` while there is one."""

    error: Exception | None = None
    sent: list[tuple[str, NoticeKind, dict[str, str], str, str]] = field(default_factory=list)
    """What was handed over, also where its answer was lost."""
    known: set[str] = field(default_factory=set)
    """References of which it knows when it is asked."""

    def send(
        self, phone: str, template: NoticeKind, variables: Mapping[str, str], text: str, idempotency_id: str
    ) -> Sent:
        if isinstance(self.error, SmsUnknownError) or self.error is None:
            self.sent.append((phone, template, dict(variables), text, idempotency_id))
        if self.error is not None:
            raise self.error
        return Sent("provider-1")

    def look_up(self, phone: str, idempotency_id: str, since: datetime) -> Sent | None:
        return Sent("provider-1") if idempotency_id in self.known else None


@dataclass
class Blocks:
    """The account at the provider; `gate` as it is told, until it is released."""

    state: Gate = Gate.OPEN
    code: str | None = None

    def gate(self, now: datetime) -> Gate:
        return self.state

    def block(self, code: str, now: datetime) -> None:
        self.state, self.code = Gate.CLOSED, code

    def release(self) -> None:
        self.state, self.code = Gate.OPEN, None


@dataclass
class Budget:
    left: int = 100

    def take_from_reserve(self, season: str, registration_id: str, *, budget: int) -> None:
        if not self.left:
            raise TooMany(retry_after=3600, code="sms_budget_spent")
        self.left -= 1


@dataclass
class Checkpoints:
    checkpoints: dict[str, Checkpoint] = field(default_factory=dict)
    reads: int = 0

    def get(self, name: str) -> Checkpoint:
        self.reads += 1
        return self.checkpoints.get(name, Checkpoint())

    def put(self, name: str, checkpoint: Checkpoint, *, expires: int) -> None:
        self.checkpoints[name] = checkpoint


@dataclass
class Outbox:
    sent: list[Message] = field(default_factory=list)
    down: bool = False

    def send(self, messages: Iterable[Message]) -> frozenset[Message]:
        if self.down:
            return frozenset(messages)
        self.sent += messages
        return frozenset()
