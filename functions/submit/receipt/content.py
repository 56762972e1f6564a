"""A registration's receipt: what may be printed of it."""

from functions.registration.errors import NotPossibleNow
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.values.identity import mask
from functions.registration.values.phones import mask_phone

from .pdf import Person, ReceiptView, receipt_pdf

WITH_RECEIPT = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED})


def receipt_of(registration: Registration, season: Season, *, site: str, language: str) -> bytes:
    """The PDF. Raises NotPossibleNow for what was never submitted or is withdrawn."""
    if registration.submitted_at is None or registration.status not in WITH_RECEIPT:
        raise NotPossibleNow(status=registration.status, action="receipt")
    view = ReceiptView(
        reference=registration.reference,
        season_name=season.title.in_language(language),
        zone=season.zone,
        students=tuple(
            Person(
                name=student.name or "",
                masked=mask(student.identity_document.number) if student.identity_document else None,
            )
            for student in registration.form.students
        ),
        guardians=tuple(
            Person(name=guardian.name or "", masked=mask_phone(guardian.phone) if guardian.phone else None)
            for guardian in registration.form.guardians
        ),
        submitted_at=registration.submitted_at,
        published_at=season.publication_at,
        support_phone=season.contacts.support_phone,
        status_url=f"{site}/registrations/{registration.id}",
    )
    return receipt_pdf(view, language)
