"""One registration explained to whoever runs Ruxue: ids, codes, states and ages, and nothing of a person."""

from datetime import datetime
from typing import Any

from functions.cloud import composition
from functions.cloud.staff.sought import SoughtTable
from functions.publish.overdue import overdue_checks, overdue_notices, overdue_uploads
from functions.registration.errors import NotFound
from functions.registration.registration import Registration
from functions.registration.values.reference import reference

from .waiting import waits_for

ID_LENGTH = 26
"""Of a registration's id, a ULID; every other word is read as a reference."""


def explanation(asked: str, now: datetime) -> dict[str, Any]:
    """2 AWS calls at most. Raises NotFound, and PydanticCustomError for what is no reference."""
    found = composition.registration_table().get_without_form(registration_id(asked))
    if found is None:
        raise NotFound
    return {
        "id": found.id,
        "reference": found.reference,
        "season": found.season,
        "status": found.status.value,
        "version": found.version,
        "created_at": found.created_at.isoformat(),
        "updated_at": found.updated_at.isoformat(),
        "submitted_at": None if found.submitted_at is None else found.submitted_at.isoformat(),
        "waits_for": waits_for(found),
        "claim": _claim(found, now),
        "children": _children(found),
        "checks": _checks(found, now),
        "notices": _notices(found, now),
        "documents": _documents(found, now),
        "happened": [{"at": one.at.isoformat(), "what": one.what} for one in found.timeline],
    }


def registration_id(asked: str) -> str:
    """Of an id or a reference. Raises NotFound, and PydanticCustomError for what is no reference."""
    asked = asked.strip()
    if len(asked) == ID_LENGTH:
        return asked.upper()
    for found in SoughtTable(composition.table()).by_reference(reference(asked)):
        return found
    raise NotFound


def _claim(found: Registration, now: datetime) -> dict[str, Any]:
    """Whether a clerk has it in hand; who, the audit trail tells those who may read it."""
    until = found.claimed_until
    held = found.claimed_by is not None and until is not None and now < until
    return {"held": held, "until": until.isoformat() if held and until is not None else None}


def _children(found: Registration) -> dict[str, int]:
    """How many it holds in its season, and on how many others have a claim (R25, R35)."""
    dispute = found.dispute
    return {
        "held": len(found.claims),
        "contested": 0 if dispute is None else len(dispute.contested),
        "displaced": 0 if dispute is None else len(dispute.displaced),
    }


def _checks(found: Registration, now: datetime) -> list[dict[str, Any]]:
    overdue = {check.id for check in overdue_checks(found, now)}
    return [
        {
            "id": str(check.id),
            "kind": check.kind.value,
            "state": check.state.value,
            "age": _age(check.since, now),
            "attempts": check.attempts,
            "asked": None if check.asked_at is None else _age(check.asked_at, now),
            "with_staff": check.is_handed_over or check.is_unmended,
            "overdue": check.id in overdue,
            "findings": [f"{finding.field} {finding.code}" for finding in check.findings],
        }
        for check in found.checks.values()
    ]


def _notices(found: Registration, now: datetime) -> list[dict[str, Any]]:
    overdue = {notice.id for notice in overdue_notices(found, now)}
    return [
        {
            "id": notice.id,
            "state": notice.state.value,
            "age": _age(notice.since, now),
            "sends": notice.sends,
            "reason": notice.reason,
            "provider": notice.provider,
            "message_id": notice.message_id,
            "delivery": None
            if notice.delivery is None
            else f"{notice.delivery.state} {notice.delivery.code}",
            "overdue": notice.id in overdue,
        }
        for notice in found.notices.values()
    ]


def _documents(found: Registration, now: datetime) -> list[dict[str, Any]]:
    overdue = {document.id for document in overdue_uploads(found, now)}
    return [
        {
            "id": document.id,
            "kind": document.kind.value,
            "state": document.state.value,
            "overdue": document.id in overdue,
        }
        for document in found.documents.values()
    ]


def _age(since: datetime, now: datetime) -> str:
    """Days, hours and minutes: `2d 03:15`."""
    minutes = max(0, int((now - since).total_seconds())) // 60
    return f"{minutes // 1440}d {minutes // 60 % 24:02}:{minutes % 60:02}"
