"""A registration as its guardian sees it (docs/life.md): no finding shows the registry's value."""

from datetime import datetime
from typing import Any

from functions.cloud.sealing.macs import Macs
from functions.registration.check_kinds import CHECK_KINDS
from functions.registration.checking.shared_marks import places_of
from functions.registration.checks import OPEN, TO_AMEND, Check, CheckState
from functions.registration.documents import Document
from functions.registration.form import PEOPLE
from functions.registration.placing.outcome import Outcome, is_published, refused_for
from functions.registration.placing.results import (
    is_shown,
    open_actions,
    published_outcome,
    shown_state,
    shown_status,
    standing,
)  # fmt: skip
from functions.registration.placing.school import school_of
from functions.registration.registration import Action, Notice, NoticeState, Registration, Source, Status
from functions.registration.season.season import Season
from functions.registration.sms.notices import NOTICES, recipient
from functions.registration.submitting.codes import PHONE_LIMITS
from functions.registration.submitting.disputes import closes_at
from functions.registration.submitting.masking import masked
from functions.registration.submitting.purposes import PURPOSES
from functions.registration.submitting.transitions import amendable_until, in_time
from functions.registration.texts import text
from functions.registration.values.code import Code
from functions.registration.values.phones import mask_phone

from .codes.children import dispute_view
from .data.keeping import keeping_view
from .guardian_answers import (
    CheckAnswer,
    CodeAnswer,
    DocumentAnswer,
    Finding,
    MomentAnswer,
    NoticeAnswer,
    RegistrationAnswer,
    SchoolAnswer,
)
from .requests.missing_view import asks_view, missing_view
from .requests.review_view import review_view
from .requests.view import is_asked, request_view

BEING_TYPED = frozenset({Status.DRAFT, Status.AMENDING})


OBJECTING = frozenset({Status.SUBMITTED, Status.DECIDED})
"""Statuses in which a family may amend, or object to a finding."""

SHOWN = TO_AMEND | {CheckState.MANUAL_REVIEW}
"""States of a check whose findings its family sees."""


def registration_view(
    registration: Registration,
    season: Season,
    *,
    provenance: dict[str, Source],
    macs: Macs,
    language: str,
    now: datetime,
) -> RegistrationAnswer:
    """What `GET /registrations/{id}` answers."""
    outcome = published_outcome(registration, season, now)
    school = _school(registration, season) if outcome is Outcome.ADMITTED else None
    return {
        "id": registration.id,
        "reference": registration.reference,
        "season": registration.season,
        "status": shown_status(registration, season, now),
        "version": registration.version,
        "form": form_view(registration),
        "provenance": provenance,
        "documents": [document_view(document, language) for document in registration.documents.values()],
        "missing": missing_view(registration, season, language, now)
        if registration.status in BEING_TYPED
        else [],
        "asks": asks_view(registration, season),
        "checks": [
            check_view(check, registration, season, language, now) for check in registration.checks.values()
        ],
        "code": _live_code(registration, now),
        "notices": [notice_view(notice) for notice in registration.notices.values()],
        "timeline": _timeline(registration, season, language, now),
        "actions": open_actions(registration, season, now),
        "request": request_view(registration, season, language, now),
        "review": review_view(registration, season, language, now),
        "deadlines": {
            "closes_at": closes_at(registration, season),
            "amendment_deadline": amendable_until(registration, season),
            "publication_at": season.publication_at,
        },
        "keeping": keeping_view(registration, season, language),
        "outcome": outcome,
        "results": standing(registration, season, now),
        "dispute": dispute_view(registration, season, macs, language, now),
        "school": school,
        "submitted_at": registration.submitted_at,
        "updated_at": registration.updated_at,
    }


def form_view(registration: Registration) -> dict[str, Any]:
    """The form, whole for the one who is typing it, masked once it is submitted."""
    dumped: dict[str, Any] = registration.form.model_dump(mode="json", exclude_none=True)
    return dumped if registration.status in BEING_TYPED else masked(dumped)


def document_view(document: Document, language: str) -> DocumentAnswer:
    """Its state; why it was refused, in words."""
    view: DocumentAnswer = {
        "id": document.id,
        "kind": document.kind,
        "state": document.state,
        "media_type": document.media_type,
        "size": document.size,
        "upload_until": document.upload_until,
    }
    if document.student is not None:
        view["student"] = document.student
    if document.check is not None:
        view["check"] = document.check
    if document.for_review:
        view["for_review"] = True
    if document.pages is not None:
        view["pages"] = document.pages
    if document.reason is not None:
        view["reason"] = document.reason
        view["detail"] = text(document.reason, language)
    return view


def check_view(
    check: Check, registration: Registration, season: Season, language: str, now: datetime
) -> CheckAnswer:
    """One check: who it is about, its state, and each finding with what to do."""
    state = shown_state(check, registration, season, now)
    phone = season.contacts.support_phone
    findings: list[Finding] = [
        {
            "field": f"{check.id.path}.{finding.field}",
            "code": finding.code,
            "detail": text(finding.code, language, phone=phone),
        }
        for finding in check.findings
    ]
    view: CheckAnswer = {
        "id": check.id,
        "kind": check.kind,
        "state": state,
        "detail": text(
            "state_asked"
            if is_asked(check, registration, now)
            else _said_of(check, state, registration, season, now),
            language,
            phone=phone,
            until=f"{season.local(season.results_until):%Y-%m-%d}",
        ),
        "findings": findings if state in SHOWN else [],
    }
    part = CHECK_KINDS[check.kind].part
    if check.index is not None and part in PEOPLE:
        view[PEOPLE[part]] = check.index
    if state is CheckState.REFUSED and (reason := refused_for(registration, check)) is not None:
        view["reason"] = reason
    if check.objected_at is not None:
        view["objected_at"] = check.objected_at
    return view


def _said_of(
    check: Check, state: CheckState, registration: Registration, season: Season, now: datetime
) -> str:
    """The code of what is said of a check: nothing that can no longer happen (R39), why it was refused (R41)."""
    over = registration.status in OBJECTING and not in_time(registration, Action.AMEND, season, now)
    ahead = now < season.publication_at
    nobody = state in SHOWN | OPEN and now >= season.results_until
    if (
        state is CheckState.MANUAL_REVIEW
        and not (ahead or nobody)
        and not is_shown(registration, season, now)
    ):
        return "state_manual_review_late"
    if (state in SHOWN and is_published(season, now)) or nobody:
        return "state_undecided"
    if state in TO_AMEND and over:
        return "state_unmended"
    if state is CheckState.MANUAL_REVIEW and check.objected_at is not None:
        return "state_objected"
    if state is CheckState.REFUSED and (reason := refused_for(registration, check)) is not None:
        return f"refused_{reason}" if now < season.results_until else f"refused_{reason}_over"
    return f"state_{state.value}"


def code_view(code: Code, phone: str) -> CodeAnswer:
    """Where a code went, and when the next may be asked for; never its digits."""
    return {
        "purpose": code.purpose,
        "phone": phone,
        "sent_at": code.sent_at,
        "next_at": code.sent_at + PHONE_LIMITS[0][1],
        "expires_at": code.expires_at,
    }


def _live_code(registration: Registration, now: datetime) -> CodeAnswer | None:
    """The code that can still be typed: a page that was left or loaded again asks for no second one."""
    code = registration.code
    if code is None or now >= code.expires_at or registration.status not in PURPOSES[code.purpose].statuses:
        return None
    notice = registration.notices.get(f"code-{code.id}")
    return code_view(code, (notice and notice.phone) or mask_phone(recipient(registration.form) or ""))


def notice_view(notice: Notice) -> NoticeAnswer:
    """Sent when, to which masked phone."""
    view: NoticeAnswer = {"id": notice.id, "kind": notice.kind, "state": notice.state}
    if notice.sent_at is not None:
        view["sent_at"] = notice.sent_at
    if notice.phone is not None:
        view["phone"] = notice.phone
    return view


HIDDEN_MOMENTS = frozenset({"check_accepted", "check_refused", "decided"})
"""What would tell before publication that staff decided."""


KEPT_BACK = frozenset({"phone_changed", "phone_not_proved"})
"""Why a notice was not sent although nothing was wrong with the provider: the page tells instead."""


def _timeline(registration: Registration, season: Season, language: str, now: datetime) -> list[MomentAnswer]:
    moments: list[MomentAnswer] = [
        {"at": moment.at, "what": moment.what, "detail": text(f"moment_{moment.what}", language)}
        for moment in registration.timeline
        if moment.what not in HIDDEN_MOMENTS
    ]
    for notice in registration.notices.values():
        if (
            notice.sent_at is not None
            and notice.state is NoticeState.SENT
            and not NOTICES[notice.kind].a_secret
        ):
            what = f"notice_{notice.kind.value}"
            detail = text(f"moment_{what}", language, phone=notice.phone or "")
            moments.append({"at": notice.sent_at, "what": what, "detail": detail})
        if notice.state is NoticeState.FAILED and notice.reason in KEPT_BACK:
            what = f"notice_{notice.reason}"
            moments.append({"at": notice.since, "what": what, "detail": text(f"moment_{what}", language)})
    if (
        is_published(season, now)
        and registration.submitted_at
        and registration.status is not Status.WITHDRAWN
    ):
        detail = text("moment_published", language)
        moments.append({"at": season.publication_at, "what": "published", "detail": detail})
    return sorted(moments, key=lambda moment: moment["at"])


def _school(registration: Registration, season: Season) -> SchoolAnswer | None:
    """The catchment's, unless staff confirmed otherwise."""
    communities = registration.communities or places_of(registration.form)["communities"]
    school = school_of(registration.model_copy(update={"communities": communities}), season)
    if school is None:
        return None
    return {
        "id": school.id,
        "name": school.name,
        "phone": school.phone,
        "address": school.address,
        "seats": school.seats,
    }
