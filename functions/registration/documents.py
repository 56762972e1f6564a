"""Documents 证明材料: the kinds, each one row, and what became of an upload (R22)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from functions.registration.values.model import Model

from .check_kinds import CheckId
from .form import Part


class DocumentKind(StrEnum):
    HOUSEHOLD_FRONT_PAGE = "household_front_page"
    HOUSEHOLDER_PAGE = "householder_page"
    STUDENT_PAGE = "student_page"
    BIRTH_CERTIFICATE = "birth_certificate"
    TITLE_CERTIFICATE = "title_certificate"
    PURCHASE_CONTRACT = "purchase_contract"
    RENTAL_CONTRACT = "rental_contract"
    PROPERTY_PROOF = "property_proof"
    KINSHIP_PROOF = "kinship_proof"
    IDENTITY_DOCUMENT = "identity_document"
    OTHER = "other"


class KindOfDocument(NamedTuple):
    proves: frozenset[Part]
    """What staff look at it for: it lies on top where a check of that part is decided."""
    of_one_student: bool = False
    """Each student has their own, so that an upload must name the student."""


_HOUSEHOLD = KindOfDocument(proves=frozenset({Part.GUARDIANS}))
_A_STUDENTS = KindOfDocument(proves=frozenset({Part.STUDENTS}), of_one_student=True)
_HOME = KindOfDocument(proves=frozenset({Part.PROPERTY}))

DOCUMENT_KINDS: Mapping[DocumentKind, KindOfDocument] = {
    DocumentKind.HOUSEHOLD_FRONT_PAGE: _HOUSEHOLD,
    DocumentKind.HOUSEHOLDER_PAGE: _HOUSEHOLD,
    DocumentKind.STUDENT_PAGE: _A_STUDENTS,
    DocumentKind.BIRTH_CERTIFICATE: _A_STUDENTS,
    DocumentKind.TITLE_CERTIFICATE: _HOME,
    DocumentKind.PURCHASE_CONTRACT: _HOME,
    DocumentKind.RENTAL_CONTRACT: _HOME,
    DocumentKind.PROPERTY_PROOF: _HOME,
    DocumentKind.KINSHIP_PROOF: _HOME,
    DocumentKind.IDENTITY_DOCUMENT: KindOfDocument(proves=frozenset({Part.STUDENTS, Part.GUARDIANS})),
    DocumentKind.OTHER: KindOfDocument(proves=frozenset()),
}


class DocumentState(StrEnum):
    AWAITING_UPLOAD = "awaiting_upload"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Document(Model):
    """One uploaded image or PDF. `student` is the index of the student it is about, where its kind has one."""

    id: str
    kind: DocumentKind
    student: int | None = None
    state: DocumentState
    media_type: str
    """As declared on asking for the upload; once accepted, that of the clean copy."""
    size: int
    """Bytes: declared, then of the clean copy."""
    reason: str | None = None
    """Why it was refused, a stable code."""
    pages: int | None = None
    check: CheckId | None = None
    """The finding that it speaks against (R39); None: it belongs to the form."""
    handed_in: bool = False
    """With an objection, an answer or a review that was sent: it stays."""
    for_review: bool | None = None
    """Brought for a review (R42): no check rests on it before that is decided. None: it was not."""
    asked_at: datetime
    upload_until: datetime
