"""A child by its keyed MAC, the same for claims (R25), for questions and for families that are known; and what its
family reads where another account claims it (R35).
"""

from datetime import datetime

from functions.cloud.sealing.macs import Macs
from functions.registration.form import Form
from functions.registration.keyed import Keyed
from functions.registration.registration import Action, Registration, Status
from functions.registration.season.season import Season
from functions.registration.submitting.transitions import possible
from functions.registration.texts import text
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType
from functions.submit.guardian_answers import DisputeAnswer

RESIDENTS = frozenset({IdentityDocumentType.RESIDENT_ID, IdentityDocumentType.HMT_RESIDENCE_PERMIT})


def child_parts(document: IdentityDocument) -> tuple[str, str, str]:
    """A permit of residence and a resident ID share one numbering: one child, one number."""
    kind = "resident" if document.type in RESIDENTS else document.type
    return kind, document.country or "", document.number


def child_mac(document: IdentityDocument, macs: Macs) -> Keyed:
    return macs.keyed("child", *child_parts(document))


def children_of(form: Form, macs: Macs) -> dict[str, int]:
    """Keyed MAC of each child under each key that is held -> its place in the form."""
    documents = [student.identity_document for student in form.students]
    return {
        mac: index
        for index, document in enumerate(documents)
        if document is not None
        for mac in child_mac(document, macs).every
    }


def dispute_view(
    registration: Registration, season: Season, macs: Macs, language: str, now: datetime
) -> DisputeAnswer | None:
    """Of which children, and what may be done by when; nothing of who else claims them."""
    dispute = registration.dispute
    if dispute is None or registration.status is Status.WITHDRAWN:
        return None
    lost = bool(dispute.displaced)
    children = children_of(registration.form, macs)
    students = sorted({children[mac] for mac in dispute.displaced or dispute.contested if mac in children})
    names = [registration.form.students[student].name or "" for student in students]
    until = dispute.prove_until if lost and _may_show(registration, season, now) else None
    over = "_over" if lost and until is None else ""
    state = "displaced" if lost else "contested"
    return {
        "state": "displaced" if lost else "contested",
        "students": students,
        "detail": text(
            f"dispute_{state}{over}",
            language,
            students="、".join(names),
            phone=season.contacts.support_phone,
            until="" if until is None else f"{season.local(until):%Y-%m-%d %H:%M}",
        ),
        "until": until,
    }


def _may_show(registration: Registration, season: Season, now: datetime) -> bool:
    """Whether a paper may still be sent in, by amending or by ending an amendment."""
    until = registration.dispute.prove_until if registration.dispute else None
    may = any(possible(registration, action, season, now) for action in (Action.AMEND, Action.SUBMIT))
    return until is not None and now < until and may
