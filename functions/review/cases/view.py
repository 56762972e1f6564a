"""A registration as staff see it: nothing is veiled, everything carries its source."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from functions.registration.checking.evidence import refusal_stands
from functions.registration.checking.shared_marks import Suspicion
from functions.registration.checks import Check, Finding, LateAnswer
from functions.registration.documents import Document
from functions.registration.errors import NotFound
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import outcome_as_it_stands
from functions.registration.placing.school import school_of
from functions.registration.registration import Decision, Notice, Registration
from functions.registration.season.season import Season
from functions.registration.staff.differences import UNCHANGED, Changes
from functions.registration.staff.queues import may_decide, needs_second, queues_of, waiting_since
from functions.registration.texts import staff_text
from functions.registration.values.model import shown
from functions.review.decision_answers import Ground, StaffDecision
from functions.review.staff_answers import (
    StaffCheck,
    StaffClaim,
    StaffDocument,
    StaffFinding,
    StaffLateAnswer,
    StaffNotice,
    StaffRegistration,
)

VERSION_STEP = 1000
"""More decisions, and steps of requests and reviews, than a registration can have between two steps of its guardian."""


def staff_version(registration: Registration) -> int:
    """The ETag: grows with what the guardian does, every decision, each request and its end, each word of a review."""
    steps = 2 * len(registration.past_requests) + (registration.request is not None)
    steps += sum(1 + word.called_off for word in registration.withdrawals)
    steps += 0 if registration.review is None else registration.review.steps
    return registration.version * VERSION_STEP + len(registration.decisions) + steps


def staff_view(
    registration: Registration,
    season: Season,
    *,
    member: Keyed,
    language: str,
    answers: Mapping[str, bytes] | None = None,
    notes: Mapping[int, str] | None = None,
    changed: Mapping[int, list[Ground]] | None = None,
    changes: Changes = UNCHANGED,
    abandoned: Changes = UNCHANGED,
    suspicions: Iterable[Suspicion] = (),
) -> StaffRegistration:
    """What `GET /staff/registrations/{id}` answers. Raises NotFound for what was never submitted."""
    if registration.submitted_at is None:
        raise NotFound
    school = school_of(registration, season)
    registry = answers or {}
    view: StaffRegistration = {
        "id": registration.id,
        "reference": registration.reference,
        "season": registration.season,
        "status": registration.status,
        "version": staff_version(registration),
        "form": shown(registration.form),
        "provenance": registration.provenance,
        "documents": documents_view(registration),
        "checks": [
            check_view(check, registration, member, language, registry.get(check.id))
            for check in registration.checks.values()
        ],
        "decisions": decisions_view(registration, member, notes or {}, changed or {}),
        "notices": {notice.id: notice_view(notice) for notice in registration.notices.values()},
        "timeline": registration.timeline,
        "created_at": registration.created_at,
        "updated_at": registration.updated_at,
        "submitted_at": registration.submitted_at,
        "streets": registration.streets,
        "communities": registration.communities,
        "queues": sorted(queues_of(registration)),
        "waiting_since": waiting_since(registration),
        "claim": claim_view(registration.claimed_by, registration.claimed_until, member),
        "outcome": outcome_as_it_stands(registration),
        "school": None if school is None else shown(school),
        "changes": list(changes.fields),
        "document_changes": list(changes.documents),
        "abandoned": list(abandoned.fields),
        "abandoned_documents": list(abandoned.documents),
        "suspicions": [
            {
                "code": suspicion.code,
                "registration": suspicion.registration,
                "detail": staff_text(suspicion.code, language),
            }
            for suspicion in suspicions
        ],
    }
    if registration.first_submitted_at is not None:
        view["first_submitted_at"] = registration.first_submitted_at
    if registration.pledge is not None:
        view["pledge"] = registration.pledge
    if registration.amendment_extended_to is not None:
        view["amendment_extended_to"] = registration.amendment_extended_to
    return view


def with_objections(view: StaffRegistration, words: Mapping[str, str]) -> StaffRegistration:
    """The same, with what the family says against a finding beside each check that it is about (R39)."""
    for check in view["checks"]:
        if "objected_at" in check and check["id"] in words:
            check["objection"] = words[check["id"]]
    return view


def documents_view(registration: Registration) -> list[StaffDocument]:
    """Those of the family, then those that it took away after staff had acted on them."""
    held = registration.documents
    archived = [document for document in registration.kept_documents.values() if document.id not in held]
    taken_away: list[StaffDocument] = [{**document_view(document), "removed": True} for document in archived]
    return [*map(document_view, held.values()), *taken_away]


def document_view(document: Document) -> StaffDocument:
    view: StaffDocument = {
        "id": document.id,
        "kind": document.kind,
        "state": document.state,
        "media_type": document.media_type,
        "size": document.size,
    }
    if document.student is not None:
        view["student"] = document.student
    if document.check is not None:
        view["check"] = document.check
    if document.for_review:
        view["for_review"] = True
    if document.reason is not None:
        view["reason"] = document.reason
    if document.pages is not None:
        view["pages"] = document.pages
    return view


def notice_view(notice: Notice) -> StaffNotice:
    """Without the keyed phone, and what only the sender counts by."""
    fields = StaffNotice.__required_keys__ | StaffNotice.__optional_keys__
    view: StaffNotice = shown(notice.model_copy(update=dict.fromkeys(set(Notice.model_fields) - fields)))
    return view


def check_view(
    check: Check, registration: Registration, member: Keyed, language: str, answer: bytes | None
) -> StaffCheck:
    """One check with its findings in words and what the registry answered."""
    view: StaffCheck = {
        "id": check.id,
        "kind": check.kind,
        "state": check.state,
        "version": check.version,
        "since": check.since,
        "attempts": check.attempts,
        "detail": staff_text(f"state_{check.state.value}", language),
        "findings": findings_view(check.findings, language),
        "waits_for_second": needs_second(registration, check),
        "to_decide": may_decide(registration, check, member),
        "denied": check.denial is not None,
        "refused_by_two": refusal_stands(registration, check),
        "late": None if check.late is None else late_view(check.late, language),
        "registry": None if answer is None else json.loads(answer),
    }
    if check.asked_at is not None:
        view["asked_at"] = check.asked_at
    if check.objected_at is not None:
        view["objected_at"] = check.objected_at
    if check.unmended_at is not None:
        view["unmended_at"] = check.unmended_at
    if check.handed_over_at is not None:
        view["handed_over_at"] = check.handed_over_at
    return view


def findings_view(findings: Iterable[Finding], language: str) -> list[StaffFinding]:
    return [
        {"field": finding.field, "code": finding.code, "detail": staff_text(finding.code, language)}
        for finding in findings
    ]


def late_view(late: LateAnswer, language: str) -> StaffLateAnswer:
    """What the registry answered after staff had decided on papers (R32)."""
    return {"at": late.at, "state": late.state, "findings": findings_view(late.findings, language)}


def decisions_view(
    registration: Registration,
    member: Keyed,
    notes: Mapping[int, str],
    changed: Mapping[int, list[Ground]] | None = None,
) -> list[StaffDecision]:
    """Every decision, the corrected ones too, in the order in which they were made."""
    grounds = []
    for number, decision in enumerate(registration.decisions):
        view = decision_view(decision, member, notes.get(number, ""))
        if changed is not None and number in changed:
            view["changed"] = changed[number]
        grounds.append(view)
    return grounds


def decision_view(decision: Decision, member: Keyed, note: str) -> StaffDecision:
    view: StaffDecision = {
        "check": decision.check,
        "result": decision.result,
        "by": decision.by,
        "at": decision.at,
        "waits_for_second": decision.waits_for_second,
        "mine": member.names(decision.by),
        "note": note,
        "papers": list(decision.evidence.papers) if decision.evidence else [],
    }
    if decision.reason is not None:
        view["reason"] = decision.reason
    if decision.paper is not None:
        view["paper"] = decision.paper
    return view


def claim_view(by: str | None, until: datetime | None, member: Keyed) -> StaffClaim | None:
    """Whose case it is; the client compares `until` with its own clock."""
    return None if until is None else {"mine": member.names(by), "until": until}
