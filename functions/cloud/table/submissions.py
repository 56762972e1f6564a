"""The writes that move a registration through its life: code, submission, amendment, withdrawal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from functions.registration.checks import Check
from functions.registration.errors import ChildAlreadyRegistered, CodeRefused, Fault, NotFound, StaleVersion
from functions.registration.homes import Tenure
from functions.registration.registration import (
    Code,
    Moment,
    Notice,
    Pledge,
    Receipt,
    Registration,
    Source,
    Status,
)
from functions.registration.submitting.codes import TRIES

from . import items, keys
from .table import BusyError, ConditionFailedError, Table


class Submission(NamedTuple):
    """All that a submission changes, worked out beforehand by the domain."""

    status: Status
    checks: Mapping[str, Check]
    claims: tuple[str, ...]
    """Keyed MACs of the children, in the students' order."""
    provenance: Mapping[str, Source]
    pledge: Pledge
    receipt: Receipt
    notices: tuple[Notice, ...]
    moments: tuple[Moment, ...]
    now: datetime
    expires: int
    streets: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    marks: Mapping[str, str] = {}
    tenure: Tenure | None = None


NOBODYS = "claimed_by, claimed_until, gsi2pk, gsi2sk, queues"
"""A clerk's claim and the place in the queue: gone with every step that the guardian takes."""


class SubmissionTable:
    """Each method says its AWS calls."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def ask_code(
        self,
        registration: Registration,
        code: Code,
        notice: Notice,
        *,
        confirmed: Mapping[str, str],
        reset_tries: bool,
    ) -> None:
        """Keeps the code's digest and lets its SMS go out by the stream: 1 call. Raises StaleVersion."""
        tries = "code_tries = :zero, " if reset_tries else ""
        values: dict[str, Any] = {
            ":code": items.dump(code),
            ":notice": items.dump(notice),
            ":confirmed": dict(confirmed),
            ":version": registration.version,
            ":status": registration.status.value,
        }
        self._write(
            registration,
            f"SET code = :code, {tries}confirmed = :confirmed, notices.#notice = :notice",
            names={"#notice": notice.id, "#status": "status"},
            values=values | ({":zero": 0} if reset_tries else {}),
        )

    def count_try(self, registration_id: str, owner: str, *, now: datetime) -> tuple[Registration, bytes]:
        """Counts one try of the code before anybody compares it (R24): 1 call.

        Returns the registration without its form, and the sealed form. Where no try can be counted, the
        registration comes back as it stands, inside CodeNotCountedError.
        """
        try:
            item = self._table.update(
                keys.registration(registration_id),
                "ADD code_tries :one",
                condition="#owner = :owner AND code.expires_at > :now AND code_tries < :most "
                "AND #status IN (:draft, :amending)",
                names={"#owner": "owner", "#status": "status"},
                values={
                    ":one": 1,
                    ":owner": owner,
                    ":now": items.instant(now),
                    ":most": TRIES,
                    ":draft": Status.DRAFT.value,
                    ":amending": Status.AMENDING.value,
                },
            )
        except ConditionFailedError as failed:
            if failed.item is None or failed.item["owner"] != owner:
                raise NotFound from None
            raise CodeNotCountedError(items.without_form(failed.item)) from None
        return items.without_form(item), item["sealed"]

    def facts_of(self, owner: str) -> frozenset[str]:
        """What prefill told this account, as keyed MACs: 1 call."""
        account = self._table.get(keys.account(owner)) or {}
        return frozenset(account.get("facts", ()))

    def submit(self, registration: Registration, submission: Submission) -> None:
        """The new state and the children's claims together, or nothing: 1 transaction.

        Raises ChildAlreadyRegistered naming the student by index, StaleVersion when somebody was faster.
        """
        claims = [self._claim(registration, child, submission.expires) for child in submission.claims]
        dropped = [child for child in registration.claims if child not in submission.claims]
        try:
            self._table.transact(
                {"Update": self._submitted(registration, submission)},
                *({"Put": claim} for claim in claims),
                *({"Delete": self._release(registration, child)} for child in dropped),
            )
        except ConditionFailedError as failed:
            if failed.index == 0 or failed.index > len(claims):
                raise StaleVersion from None
            field = f"students.{failed.index - 1}.identity_document.number"
            raise ChildAlreadyRegistered(Fault(field, "child_already_registered")) from None
        except BusyError:
            raise StaleVersion from None

    def amend(self, registration: Registration, *, to: Status, now: datetime) -> None:
        """Reopens what was submitted, and keeps the sealed form that staff saw: 1 call. Raises StaleVersion."""
        self._write(
            registration,
            "SET #status = :to, version = version + :one, timeline = list_append(timeline, :moments), "
            "gsi1sk = :gsi1sk, updated_at = :now, previous = sealed, previous_documents = documents "
            f"REMOVE code, receipt, {NOBODYS}",
            names={"#status": "status"},
            values=self._moved(registration, to, (Moment(at=now, what="amendment_begun"),), now),
        )

    def withdraw(self, registration: Registration, *, to: Status, now: datetime) -> None:
        """Ends it and frees its children for another registration (R30): 1 transaction. Raises StaleVersion."""
        moments = (Moment(at=now, what="withdrawn"),)
        update = self._table.update_request(
            keys.registration(registration.id),
            "SET #status = :to, version = version + :one, timeline = list_append(timeline, :moments), "
            "gsi1sk = :gsi1sk, updated_at = :now, claims = :none "
            f"REMOVE code, {NOBODYS}",
            condition="version = :version AND #status = :status",
            names={"#status": "status"},
            values=self._moved(registration, to, moments, now)
            | {":version": registration.version, ":status": registration.status.value, ":none": []},
        )
        released = [{"Delete": self._release(registration, child)} for child in registration.claims]
        try:
            self._table.transact({"Update": update}, *released)
        except (ConditionFailedError, BusyError):
            raise StaleVersion from None

    def _submitted(self, registration: Registration, submission: Submission) -> dict[str, Any]:
        values = self._moved(registration, submission.status, submission.moments, submission.now)
        values |= {
            ":version": registration.version,
            ":code": registration.code.id if registration.code else "",
            ":checks": {check.id: items.dump(check) for check in submission.checks.values()},
            ":claims": list(submission.claims),
            ":provenance": {path: source.value for path, source in submission.provenance.items()},
            ":pledge": items.dump(submission.pledge),
            ":receipt": items.dump(submission.receipt),
            ":expires": submission.expires,
            ":streets": list(submission.streets),
            ":communities": list(submission.communities),
            ":marks": dict(submission.marks),
            ":tenure": submission.tenure,
        }
        names = {"#status": "status"}
        notices = ""
        for index, notice in enumerate(submission.notices):
            names[f"#n{index}"], values[f":n{index}"] = notice.id, items.dump(notice)
            notices += f", notices.#n{index} = :n{index}"
        return self._table.update_request(
            keys.registration(registration.id),
            "SET #status = :to, version = version + :one, timeline = list_append(timeline, :moments), "
            "gsi1sk = :gsi1sk, updated_at = :now, submitted_at = :now, checks = :checks, claims = :claims, "
            f"provenance = :provenance, pledge = :pledge, receipt = :receipt, expires = :expires{notices}, "
            "streets = :streets, communities = :communities, marks = :marks, tenure = :tenure"
            f"{_queued(registration, submission, values)}",
            condition="version = :version AND code.id = :code",
            names=names,
            values=values,
        )

    def _moved(
        self, registration: Registration, to: Status, moments: tuple[Moment, ...], now: datetime
    ) -> dict[str, Any]:
        return {
            ":to": to.value,
            ":one": 1,
            ":moments": [items.dump(moment) for moment in moments],
            ":gsi1sk": keys.in_season(registration.season, to.value, registration.id).sk,
            ":now": items.instant(now),
        }

    def _claim(self, registration: Registration, child: str, expires: int) -> dict[str, Any]:
        return self._table.put_request(
            {
                **keys.child_claim(registration.season, child)._asdict(),
                "registration": registration.id,
                "expires": expires,
            },
            condition="attribute_not_exists(pk) OR registration = :mine",
            values={":mine": registration.id},
        )

    def _release(self, registration: Registration, child: str) -> dict[str, Any]:
        return self._table.delete_request(
            keys.child_claim(registration.season, child),
            condition="attribute_not_exists(pk) OR registration = :mine",
            values={":mine": registration.id},
        )

    def _write(
        self,
        registration: Registration,
        expression: str,
        *,
        names: Mapping[str, str],
        values: Mapping[str, Any],
    ) -> None:
        try:
            self._table.update(
                keys.registration(registration.id),
                expression,
                condition="version = :version AND #status = :status",
                names=names,
                values={":version": registration.version, ":status": registration.status.value}
                | dict(values),
            )
        except ConditionFailedError:
            raise StaleVersion from None


def _queued(registration: Registration, submission: Submission, values: dict[str, Any]) -> str:
    """The place in staff's queue, or none: the end of the expression."""
    update = {
        "status": submission.status,
        "checks": dict(submission.checks),
        "submitted_at": submission.now,
    }
    place = items.queued(registration.model_copy(update=update))
    values |= {f":{name}": value for name, value in place.items()}
    kept = ", ".join(f"{name} = :{name}" for name in place)
    gone = ", ".join(name for name in NOBODYS.split(", ") if name not in place)
    return (f", {kept}" if kept else "") + f" REMOVE code, {gone}"


class CodeNotCountedError(CodeRefused):
    """No try was counted; `registration` says why: no code, expired, tries used up, or submitted already."""

    def __init__(self, registration: Registration) -> None:
        super().__init__()
        self.registration = registration
