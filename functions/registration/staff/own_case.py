"""Nobody has a case in hand in which they are a person of the form (R37), by whichever account they signed in."""

from functions.registration.errors import NotAllowed
from functions.registration.form import Form
from functions.registration.values.folding import compact
from functions.registration.values.resident_id import eighteen


def numbers_in(form: Form) -> frozenset[str]:
    """The identity numbers of everybody whom the form names: students, guardians, whoever owns or rents the home."""
    home = form.property
    documents = [
        *(student.identity_document for student in form.students),
        *(guardian.identity_document for guardian in form.guardians),
        getattr(home, "owner_identity_document", None),
        getattr(home, "tenant_identity_document", None),
    ]
    return frozenset(eighteen(document.number) for document in documents if document is not None)


def refuse_own_case(form: Form, number: str) -> None:
    """`number`: the identity number that the member signed in with.

    Raises NotAllowed: `own_case`, or `identity_needed` where the sign-in does not tell who it is.
    """
    if not number:
        raise NotAllowed(code="identity_needed")
    if eighteen(compact(number).upper()) in numbers_in(form):
        raise NotAllowed(code="own_case")
