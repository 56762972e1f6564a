"""R22: each kind of document is one row."""

import pytest

from functions.registration.documents import DOCUMENT_KINDS, DocumentKind
from functions.registration.form import Part
from functions.registration.season.homes import HOMES


def test_every_kind_of_document_has_one_row() -> None:
    assert set(DOCUMENT_KINDS) == set(DocumentKind)


def test_papers_of_one_student_prove_a_student() -> None:
    of_one = {kind for kind, row in DOCUMENT_KINDS.items() if row.of_one_student}
    assert of_one == {DocumentKind.STUDENT_PAGE, DocumentKind.BIRTH_CERTIFICATE}
    assert all(Part.STUDENTS in DOCUMENT_KINDS[kind].proves for kind in of_one)


@pytest.mark.parametrize(
    "kind", [kind for kind, row in DOCUMENT_KINDS.items() if Part.PROPERTY in row.proves]
)
def test_a_paper_of_homes_proves_some_kind_of_home(kind: DocumentKind) -> None:
    assert any(kind in row.proven_by for row in HOMES.values())
