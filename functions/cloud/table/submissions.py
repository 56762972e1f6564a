"""The writes that move a registration through its life: code, submission, amendment, withdrawal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from functions.cloud.aws.errors import AwsError
from functions.registration.checking.ranks import Rank
from functions.registration.checks import Check
from functions.registration.errors import ChildAlreadyRegistered, Fault, StaleVersion
from functions.registration.form import HomeKind
from functions.registration.keyed import Keyed
from functions.registration.placing.leaving import Leaving
from functions.registration.registration import (
    Dispute,
    Moment,
    Notice,
    Pledge,
    Receipt,
    Registration,
    Source,
    Status,
)
from functions.registration.requests import SpotCheck
from functions.registration.submitting.answering import resubmitted

from . import items, keys
from .accounts.consents import KEPT as CONSENT_KEPT
from .accounts.consents import carried
from .children.claims import claimed, released
from .children.home_seats import freed, kept, unmoved
from .code_tries import CodeTries
from .expressions import Condition, Update, absent, all_of, any_of, equals
from .questions import Asking, Question, counted, entries, refusal
from .table import BusyError, ConditionFailedError, Table


class Claimed(NamedTuple):
    student: int
    """Its place in the form."""
    rank: Rank


class Submission(NamedTuple):
    """All that a submission changes, worked out beforehand by the domain."""

    status: Status
    checks: Mapping[str, Check]
    owner: Keyed
    claims: Mapping[str, "Claimed"]
    """Keyed MAC of each child under each key that is held, so that it is claimed under all."""
    provenance: Mapping[str, Source]
    pledge: Pledge
    receipt: Receipt
    phone: Keyed
    """The phone that the code was read from."""
    asking: Asking
    questions: tuple[Question, ...]
    notices: tuple[Notice, ...]
    moments: tuple[Moment, ...]
    now: datetime
    expires: int
    consented: str
    """Digest of the notice that the account had answered."""
    streets: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    marks: Mapping[str, str] = {}
    home: HomeKind | None = None
    declared: Mapping[str, str] = {}
    sought: tuple[str, ...] = ()
    spot: SpotCheck = SpotCheck.model_construct()
    dispute: Dispute | None = None
    """What is left of it with the children of this form."""


BEFORE = ("previous", "previous_form_version", "previous_documents", "previous_label")
"""What was submitted, while it is amended."""

ABANDONED = ("abandoned", "abandoned_form_version", "abandoned_documents")
"""What an amendment held that the clock ended: for staff's eyes, until the family amends once more."""


class SubmissionTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._tries = CodeTries(table)

    def submit(self, registration: Registration, submission: Submission) -> None:
        """The new state and the children's claims together, or nothing: 1 transaction.

        Raises ChildAlreadyRegistered naming the student by index, StaleVersion when somebody was faster, TooMany
        questions to the registries.
        """
        claims = [
            claimed(self._table, registration, child, claim.rank, submission.expires)
            for child, claim in submission.claims.items()
        ]
        dropped = [child for child in registration.claims if child not in submission.claims]
        known = self._table.put_request(
            items.referred(registration, submission.expires),
            any_of(absent(), equals("registration", registration.id)),
        )
        try:
            self._table.transact(
                {"Update": self._submitted(registration, submission)},
                *({"Update": claim} for claim in claims),
                *({"Update": self._release(registration, child)} for child in dropped),
                {"Put": known},
                *({"Update": proved} for proved in self._proved(registration.season, submission)),
                *({"Update": seat} for seat in freed(self._table, registration, submission.marks)),
                *self._questions(submission),
            )
        except ConditionFailedError as failed:
            if failed.index > len(claims) + len(dropped) + 1:
                # A phone that proved itself is noted on no condition: it was the questions' count.
                raise refusal(submission.asking) from None
            if failed.index == 0 or failed.index > len(claims):
                raise StaleVersion from None
            student = tuple(submission.claims.values())[failed.index - 1].student
            field = f"students.{student}.identity_document.number"
            raise ChildAlreadyRegistered(Fault(field, "child_already_registered")) from None
        except BusyError:
            self._tries.give_back(registration)
            raise StaleVersion from None
        except AwsError:
            self._tries.give_back(registration)
            raise

    def amend(self, registration: Registration, *, to: Status, now: datetime) -> None:
        """Reopens what was submitted, and keeps its sealed form and papers: 1 call. Raises StaleVersion."""
        change = _moved(registration, to, (Moment(at=now, what="amendment_begun"),), now)
        change.copy("previous", "sealed").copy("previous_form_version", "form_version")
        change.copy("previous_documents", "documents").copy_or("previous_label", "label", "")
        change.set("amended_from", registration.status.value)
        change.remove("code", "receipt", *ABANDONED, *items.CLAIM)
        items.requeue(change, items.standing(registration, to))
        self._write(registration, change, items.words_as_said(registration))

    def cancel_amendment(self, registration: Registration, *, to: Status, now: datetime) -> None:
        """Puts back form and papers as submitted; what was typed since is gone (R38): 1 call. Raises StaleVersion."""
        change = self._restored(registration, to, "amendment_cancelled", now)
        self._write(registration, change, items.as_seen(registration))

    def lapse_amendment(self, registration: Registration, *, to: Status, now: datetime) -> bool:
        """The same by the clock, and keeps what was typed for staff's eyes: 1 call; whether it changed anything.

        Not where the family was faster, or has asked for a code since.
        """
        change = self._restored(registration, to, "amendment_lapsed", now)
        change.copy("abandoned", "sealed").copy("abandoned_form_version", "form_version")
        change.copy("abandoned_documents", "documents")
        code = registration.code
        no_new_code = absent("code") if code is None else equals(("code", "id"), code.id)
        try:
            self._write(registration, change, no_new_code, items.as_seen(registration))
        except StaleVersion:
            return False
        return True

    def _restored(self, registration: Registration, to: Status, what: str, now: datetime) -> Update:
        change = _moved(registration, to, (Moment(at=now, what=what),), now)
        stands = items.standing(registration, to)
        return _put_back(items.requeue(change, stands)).remove("code", "amended_from", *BEFORE, *items.CLAIM)

    def leave(self, registration: Registration, owner: Keyed, leaving: Leaving) -> None:
        """Ends it, and frees its children and its home's seat for others (R30, R45): 1 transaction.

        What was being changed is gone: what was submitted stays to be read. Raises StaleVersion.
        """
        try:
            self._table.transact(
                *self.leaving(registration, owner, leaving, seen=items.unchanged(registration))
            )
        except ConditionFailedError as failed:
            seats = (failed.item or {}).get("home_seats", {})
            if failed.index or seats == registration.home_seats:
                raise StaleVersion from None
            self.leave(registration.model_copy(update={"home_seats": seats}), owner, leaving)
        except BusyError:
            raise StaleVersion from None

    def leaving(
        self, registration: Registration, owner: Keyed, leaving: Leaving, *, seen: Condition
    ) -> list[dict[str, dict[str, Any]]]:
        """The writes of `leave`, the registration's own first; all where it still is as `seen`."""
        now = leaving.moment.at
        change = _moved(registration, Status.WITHDRAWN, (leaving.moment,), now).set("claims", [])
        if leaving.notice is not None:
            change.set(("notices", leaving.notice.id), items.dump(leaving.notice))
        if leaving.receipt is not None:
            change.set("receipt", items.dump(leaving.receipt))
        if registration.status is Status.AMENDING:
            _put_back(change).remove("amended_from", *BEFORE)
        update = self._table.update_request(
            keys.registration(registration.id),
            change.remove("code", "home_seats", *items.CLAIM, *items.QUEUE_PLACE),
            all_of(seen, unmoved(registration)),
        )
        return [
            {"Update": update},
            *({"Update": self._release(registration, child)} for child in registration.claims),
            *({"Update": ended} for ended in self._no_longer_live(registration, owner)),
            *({"Update": seat} for seat in freed(self._table, registration)),
        ]

    def _submitted(self, registration: Registration, submission: Submission) -> dict[str, Any]:
        change = _moved(registration, submission.status, submission.moments, submission.now)
        change.set("submitted_at", items.instant(submission.now)).set("claims", list(submission.claims))
        change.set_if_absent("first_submitted_at", items.instant(submission.now))
        change.set("checks", {check.id: items.dump(check) for check in submission.checks.values()})
        change.set("owner", submission.owner).set("home", submission.home)
        change.set("provenance", {path: source.value for path, source in submission.provenance.items()})
        change.set("pledge", items.dump(submission.pledge)).set("receipt", items.dump(submission.receipt))
        change.set("streets", list(submission.streets)).set("communities", list(submission.communities))
        change.set("marks", dict(submission.marks)).set("home_seats", kept(registration, submission.marks))
        change.set("sought", list(submission.sought)).set("spot", items.dump(submission.spot))
        change.set("declared", dict(submission.declared))
        if submission.dispute is None:
            change.remove("dispute")
        else:
            change.set("dispute", items.dump(submission.dispute))
        change.set("proved_phone", submission.phone).set("expires", submission.expires)
        for notice in submission.notices:
            change.set(("notices", notice.id), items.dump(notice))
        again = resubmitted(registration, submission.checks, submission.now)
        if again.request is None and registration.request is not None:
            past = [items.dump(request) for request in again.past_requests]
            change.remove("request").set("past_requests", past)
        items.requeue(change, _as_submitted(again, submission))
        change.remove("code", "amended_from", *items.CLAIM)
        return self._table.update_request(
            keys.registration(registration.id),
            change,
            all_of(
                equals("version", registration.version),
                equals(("code", "id"), registration.code.id if registration.code else ""),
                items.words_as_said(registration),
            ),
        )

    def _questions(self, submission: Submission) -> list[dict[str, dict[str, Any]]]:
        asking, questions = submission.asking, submission.questions
        if not questions:
            return []
        written = [{"Put": entry} for entry in entries(self._table, asking, questions)]
        counts = counted(self._table, asking, questions)
        return [*({"Update": update} for update in counts), *written]

    def _no_longer_live(self, registration: Registration, owner: Keyed) -> list[dict[str, Any]]:
        """The account's list: a discarded draft leaves it, what was once submitted can still be looked at."""
        change = Update().discard("registrations", {registration.id})
        if registration.submitted_at:
            change.add("withdrawn", {registration.id})
        return [self._table.update_request(keys.account(mac), change) for mac in owner.every]

    def _proved(self, season: str, submission: Submission) -> list[dict[str, Any]]:
        """The account's phones that a code was read from, and what it consented to, under each key."""
        expires = max(submission.expires, int((submission.now + CONSENT_KEPT).timestamp()))
        change = Update().add("proved", set(submission.phone.every)).set("expires", expires)
        carried(change, season, submission.consented)
        return [self._table.update_request(keys.account(mac), change) for mac in submission.owner.every]

    def _release(self, registration: Registration, child: str) -> dict[str, Any]:
        return released(self._table, registration.season, child, registration.id)

    def _write(self, registration: Registration, change: Update, *more: Condition) -> None:
        condition = all_of(items.unchanged(registration), *more)
        try:
            self._table.update(keys.registration(registration.id), change, condition=condition)
        except ConditionFailedError:
            raise StaleVersion from None


def _put_back(change: Update) -> Update:
    """Form, papers and label as they were submitted last."""
    change.copy("sealed", "previous").copy("form_version", "previous_form_version")
    return change.copy("documents", "previous_documents").copy_or("label", "previous_label", "")


def _moved(registration: Registration, to: Status, moments: tuple[Moment, ...], now: datetime) -> Update:
    """The next version, in another state, with what its timeline says of it."""
    change = Update().set("status", to.value).increase("version")
    change.append("timeline", [items.dump(moment) for moment in moments])
    change.set("gsi1sk", keys.in_season(registration.season, to.value, registration.id).sk)
    return change.set("updated_at", items.instant(now))


def _as_submitted(registration: Registration, submission: Submission) -> Registration:
    """With all by which it waits, or does not wait, for a person."""
    update = {
        "status": submission.status,
        "version": registration.version + 1,
        "checks": dict(submission.checks),
        "submitted_at": submission.now,
        "dispute": submission.dispute,
        "spot": submission.spot,
    }
    return registration.model_copy(update=update)
