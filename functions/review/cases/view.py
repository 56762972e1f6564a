"""A registration as staff see it: nothing is veiled, everything carries its source."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from functions.registration.checking.shared_marks import Suspicion
from functions.registration.checks import Check
from functions.registration.documents import Document
from functions.registration.placing.assignment import school_of
from functions.registration.placing.outcome import outcome_as_it_stands
from functions.registration.registration import Decision, Registration
from functions.registration.season.season import Season
from functions.registration.staff.differences import Difference, DocumentDifference
from functions.registration.staff.queues import queues_of, waiting_refusal, waiting_since
from functions.registration.texts import staff_text

VERSION_STEP = 1000
"""More decisions than a registration can have between two steps of its guardian."""

HIDDEN = {
    "owner", "claims", "code", "code_tries", "confirmed", "receipt", "marks", "checks", "decisions", "documents",
    "claimed_by", "claimed_until", "version", "school", "tenure",
}  # fmt: skip


def staff_version(registration: Registration) -> int:
    """The ETag: grows with what the guardian does and with every decision."""
    return registration.version * VERSION_STEP + len(registration.decisions)


def staff_view(
    registration: Registration,
    season: Season,
    *,
    member: str,
    language: str,
    answers: Mapping[str, bytes] | None = None,
    notes: Mapping[int, str] | None = None,
    changes: Iterable[Difference] = (),
    document_changes: Iterable[DocumentDifference] = (),
    suspicions: Iterable[Suspicion] = (),
) -> dict[str, Any]:
    """What `GET /staff/registrations/{id}` answers."""
    school = school_of(registration, season)
    shown: dict[str, Any] = registration.model_dump(mode="json", exclude=HIDDEN, exclude_none=True)
    told = answers or {}
    return shown | {
        "version": staff_version(registration),
        "documents": [document_view(one) for one in registration.documents.values()],
        "checks": [
            check_view(one, registration, language, told.get(one.id)) for one in registration.checks.values()
        ],
        "decisions": decisions_view(registration, member, notes or {}),
        "queues": sorted(queues_of(registration)),
        "waiting_since": waiting_since(registration),
        "claim": claim_view(registration.claimed_by, registration.claimed_until, member),
        "outcome": outcome_as_it_stands(registration),
        "school": None if school is None else school.model_dump(mode="json", exclude_none=True),
        "changes": [one.model_dump(mode="json") for one in changes],
        "document_changes": [one.model_dump(mode="json") for one in document_changes],
        "suspicions": [
            {"code": one.code, "registration": one.registration, "detail": staff_text(one.code, language)}
            for one in suspicions
        ],
    }


def document_view(document: Document) -> dict[str, Any]:
    return document.model_dump(mode="json", exclude_none=True, exclude={"asked_at", "upload_until"})


def check_view(
    check: Check, registration: Registration, language: str, answer: bytes | None
) -> dict[str, Any]:
    """One check with its findings in words and what the registry answered."""
    shown = check.model_dump(mode="json", exclude={"covers", "findings"}, exclude_none=True)
    return shown | {
        "detail": staff_text(f"state_{check.state.value}", language),
        "findings": [
            {"field": one.field, "code": one.code, "detail": staff_text(one.code, language)}
            for one in check.findings
        ],
        "waits_for_second": waiting_refusal(registration, check.id) is not None,
        "registry": None if answer is None else json.loads(answer),
    }


def decisions_view(registration: Registration, member: str, notes: Mapping[int, str]) -> list[dict[str, Any]]:
    """Every decision, the corrected ones too, in the order in which they were made."""
    return [
        decision_view(one, member) | {"note": notes.get(number, "")}
        for number, one in enumerate(registration.decisions)
    ]


def decision_view(decision: Decision, member: str) -> dict[str, Any]:
    shown = decision.model_dump(mode="json", exclude={"key", "body_digest"}, exclude_none=True)
    return shown | {"mine": decision.by == member}


def claim_view(by: str | None, until: datetime | None, member: str) -> dict[str, Any] | None:
    """Whose case it is; the client compares `until` with its own clock."""
    return None if until is None else {"mine": by == member, "until": until}
