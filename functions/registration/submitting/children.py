"""A child by its keyed MAC: the same for claims (R25, R35), for questions and for families that are known."""

from collections.abc import Callable

from functions.registration.form import Form
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType

RESIDENTS = frozenset({IdentityDocumentType.RESIDENT_ID, IdentityDocumentType.HMT_RESIDENCE_PERMIT})

Every = Callable[..., tuple[str, ...]]
"""Keyed MACs of (purpose, parts...), one under each key that is held."""


def child_parts(document: IdentityDocument) -> tuple[str, str, str]:
    """A permit of residence and a resident ID share one numbering: one child, one number."""
    kind = "resident" if document.type in RESIDENTS else document.type
    return kind, document.country or "", document.number


def children_of(form: Form, every: Every) -> dict[str, int]:
    """Keyed MAC of each child under each key that is held -> its place in the form."""
    documents = [student.identity_document for student in form.students]
    return {
        mac: index
        for index, document in enumerate(documents)
        if document is not None
        for mac in every("child", *child_parts(document))
    }
