"""What a resubmission changed: field by field, and which documents came or went."""

from collections.abc import Mapping
from typing import NamedTuple

from functions.registration.documents import Document, DocumentKind
from functions.registration.form import Form
from functions.registration.submitting.provenance import leaves
from functions.registration.values.model import Model


class Difference(Model):
    """One field of the form; None where it was, or is, empty."""

    field: str
    before: str | None
    after: str | None


class DocumentDifference(Model):
    id: str
    kind: DocumentKind
    change: str
    """`added` or `removed`."""


class Changes(NamedTuple):
    """All that differs between two states of one registration."""

    fields: tuple[Difference, ...] = ()
    documents: tuple[DocumentDifference, ...] = ()


UNCHANGED = Changes()


def differences(before: Form, after: Form) -> tuple[Difference, ...]:
    """Every field whose value differs, by its dotted path, in the form's order."""
    old = dict(leaves(before.model_dump(mode="json")))
    new = dict(leaves(after.model_dump(mode="json")))
    return tuple(
        Difference(field=field, before=old.get(field), after=new.get(field))
        for field in dict.fromkeys([*new, *old])
        if old.get(field) != new.get(field)
    )


def document_differences(
    before: Mapping[str, Document], after: Mapping[str, Document]
) -> tuple[DocumentDifference, ...]:
    """Documents by id: another file is another document."""
    gone = [(before[document_id], "removed") for document_id in before if document_id not in after]
    come = [(after[document_id], "added") for document_id in after if document_id not in before]
    return tuple(
        DocumentDifference(id=document.id, kind=document.kind, change=change)
        for document, change in [*gone, *come]
    )
