"""Registrations to work on: a generated family's form, submitted on 5 July 2022."""

from datetime import datetime, timedelta
from typing import Any

from functions.cloud.sealing.macs import MacKey, Macs
from functions.registration.check_kinds import CheckId
from functions.registration.checking.planning import plan
from functions.registration.checks import Check, CheckState
from functions.registration.form import Form
from functions.registration.registration import Notice, NoticeKind, NoticeState, Registration, Status
from functions.registration.requests import Request, RequestReason
from functions.registration.sms.notices import recipient
from functions.registration.submitting.codes import new_code
from functions.registration.values.code import Purpose
from functions.submit.codes.covers import check_covers
from local.population import Population, form_of
from tests.midseason import NOW

ID = "01G76PAV40AAAAAAAAAAAAAAAA"
MACS = Macs({1: MacKey(bytes(range(32)))}, 1)
"""The same key as in tests/aws.py."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def form(city: Population, story: str = "ordinary") -> Form:
    return Form.model_validate(form_of(city.stories[story]))


def planned(form: Form, registration_id: str = ID, *, version: int = 2) -> dict[str, Check]:
    covers = check_covers(MACS, registration_id)
    return plan(
        form, earlier={}, confirmed={}, covers=covers, stands=lambda _: True, version=version, now=NOW
    )


def submitted(form: Form, registration_id: str = ID, **changed: Any) -> Registration:
    """As a first submission leaves it: version 2, every check queued."""
    values: dict[str, Any] = {
        "id": registration_id,
        "reference": "22-7K3M-9Q7",
        "season": "siming-2022",
        "owner": "1:owner",
        "status": Status.SUBMITTED,
        "version": 2,
        "form": form,
        "checks": planned(form, registration_id),
        "created_at": NOW,
        "updated_at": NOW,
        "submitted_at": NOW,
        "proved_phone": phone_mac(form),
    }
    return Registration.model_validate(values | changed)


def phone_mac(form: Form) -> str | None:
    phone = recipient(form)
    return None if phone is None else MACS.of("phone", phone)


def with_code(form: Form, **changed: Any) -> Registration:
    """A draft whose guardian has just asked for a code."""
    code = new_code(ID, "01CODE", Purpose.SUBMIT, "1:covers", MACS, NOW)
    asked = notice(NoticeKind.CODE, id="code-01CODE", to=phone_mac(form), paid=1)
    values: dict[str, Any] = {
        "status": Status.DRAFT,
        "checks": {},
        "code": code,
        "notices": {asked.id: asked},
    }
    return submitted(form, **(values | changed))


def notice(kind: NoticeKind = NoticeKind.SUBMITTED, **changed: Any) -> Notice:
    values: dict[str, Any] = {
        "id": f"{kind.value}-2",
        "kind": kind,
        "state": NoticeState.PENDING,
        "since": NOW,
    }
    return Notice.model_validate(values | changed)


def request_of(until: datetime, check: str = "student-0") -> Request:
    """What staff ask of its family about this check (R40), since NOW."""
    return Request(
        number=1, check=CheckId(check), reason=RequestReason.PAPER_UNREADABLE, by="-", at=NOW, until=until
    )


def checked(
    registration: Registration, state: CheckState, check_id: str = "student-0", **more: Any
) -> Registration:
    """The registration with one of its checks in another state."""
    check = registration.checks[check_id].model_copy(update={"state": state, **more})
    return registration.model_copy(update={"checks": registration.checks | {check_id: check}})


def phone_of(registration: Registration) -> str:
    phone = recipient(registration.form)
    assert phone is not None
    return phone
