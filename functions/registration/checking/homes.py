"""A bought home beside the land and housing registry's record (R14 to R18, R31)."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from functions.registration.checks import Finding
from functions.registration.form import Guardian, HomeKind, Proof, Purchase
from functions.registration.values.identity import IdentityDocument
from functions.registration.values.name_difference import NameDifference, name_difference

from .authorities import Home, RegistryOwner
from .findings import Verdict, judged, no_record, unreadable

NOT_FOUND = {
    None: "no_such_certificate",
    Proof.CERTIFICATE: "no_such_certificate",
    Proof.CONTRACT: "no_such_contract",
}


def compare_property(purchase: Purchase, home: Home | None, guardians: Sequence[Guardian]) -> Verdict:
    """Parents' homes must be owned by a guardian of the form; who is a grandparent is asked elsewhere (R34)."""
    if home is None:
        return no_record("number", NOT_FOUND[purchase.proof])
    return judged([*_owner(purchase, home, guardians), *_date(purchase, home)])


class Sameness(StrEnum):
    """How an owner in the record and the owner in the form compare."""

    SAME = "same"
    SPELT = "spelt"
    """The same number, and a name that only people can tell to be the same (R8)."""
    UNKNOWN = "unknown"
    OTHER_DOCUMENT = "other_document"
    """The same name under another number of the same kind: somebody else, or a slip."""
    OTHER = "other"


FINDINGS = {
    Sameness.SPELT: Finding(field="owner_name", code="name_spelt_otherwise"),
    Sameness.UNKNOWN: unreadable("owner_name"),
    Sameness.OTHER_DOCUMENT: Finding(field="owner_identity_document.number", code="owner_document_differs"),
    Sameness.OTHER: Finding(field="owner_name", code="owner_differs"),
}


def _owner(purchase: Purchase, home: Home, guardians: Sequence[Guardian]) -> Iterator[Finding]:
    """The best that any owner of the record says: nothing differs while one of them cannot be read."""
    name, document = purchase.owner_name, purchase.owner_identity_document
    owners = (RegistryOwner(),) if home.owners is None else home.owners
    comparisons = {_compared(owner, name, document) for owner in owners}
    best = next(sameness for sameness in Sameness if sameness in comparisons)
    if best is not Sameness.SAME:
        yield FINDINGS[best]
    elif purchase.kind is HomeKind.PARENTS_PURCHASE and not _owned_by_a_guardian(purchase, guardians):
        yield Finding(field="owner_identity_document.number", code="owner_not_a_guardian")


def _compared(owner: RegistryOwner, name: str | None, document: IdentityDocument | None) -> Sameness:
    names = _same_owner_s_name(owner.name, name)
    documents = _same_document(owner.identity_document, document)
    if names is False:
        return Sameness.OTHER
    if documents is None:
        return Sameness.UNKNOWN
    if documents is False:
        return Sameness.OTHER_DOCUMENT if names else Sameness.OTHER
    if names:
        return Sameness.SAME
    return Sameness.UNKNOWN if owner.name is None else Sameness.SPELT


SAME_OWNER: Mapping[NameDifference, bool | None] = {
    NameDifference.NONE: True,
    NameDifference.DOTS: None,
    NameDifference.SPELLING: None,
    NameDifference.RARE: None,
    NameDifference.OTHER: False,
}


def _same_owner_s_name(held: str | None, stated: str | None) -> bool | None:
    """None where it cannot be read, or is spelt in a way that only people can judge."""
    if held is None:
        return None
    return SAME_OWNER[NameDifference.OTHER if stated is None else name_difference(held, stated)]


def _same_document(held: IdentityDocument | None, stated: IdentityDocument | None) -> bool | None:
    """None where one is missing, or of another kind: one person may hold several."""
    if held is None or stated is None:
        return None
    if held == stated:
        return True
    return False if held.type is stated.type else None


def _owned_by_a_guardian(purchase: Purchase, guardians: Sequence[Guardian]) -> bool:
    return any(guardian.identity_document == purchase.owner_identity_document for guardian in guardians)


def _date(purchase: Purchase, home: Home) -> Iterator[Finding]:
    if purchase.acquired_on is None:
        return
    if home.acquired_on is None:
        yield unreadable("acquired_on")
    elif purchase.acquired_on != home.acquired_on:
        yield Finding(field="acquired_on", code="acquired_on_differs")
