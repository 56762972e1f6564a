"""Whether the household registry ties an owner to the child: a parent of a parent, or one family booklet (R34)."""

from functions.registration.checks import Finding
from functions.registration.form import Guardian, HomeKind, Purchase
from functions.registration.values.identity import IdentityDocument

from .authorities import RegistryHousehold, Resident
from .findings import Verdict, judged
from .people import PARENTS

UNCONFIRMED = Finding(field="owner_identity_document.number", code="kinship_unconfirmed")


def asks_for_kinship(purchase: Purchase) -> bool:
    """A grandparents' home rests on who its owner is to the child, not on the title alone."""
    return purchase.kind is HomeKind.GRANDPARENTS_PURCHASE


def untied(verdict: Verdict) -> Verdict:
    """The verdict on the home, where nothing ties its owner to the child: people decide, on a paper of kinship."""
    return judged([*verdict.findings, UNCONFIRMED])


def parents_of(child: Resident | None, guardians: tuple[Guardian, ...]) -> tuple[IdentityDocument, ...]:
    """Whose records may name a grandparent: the parents on the form, and those whom the child's record names."""
    stated = [guardian.identity_document for guardian in guardians if guardian.relationship in PARENTS]
    named = [parent.identity_document for parent in (child.parents if child else None) or ()]
    return tuple(dict.fromkeys(document for document in (*stated, *named) if document is not None))


def shares_booklet(person: Resident, number: str) -> bool:
    """户口同册. A collective household ties nobody, nor does one whose kind the registry does not tell."""
    return person.household_type is RegistryHousehold.FAMILY and number in person.household_members


def is_child_of(person: Resident, number: str) -> bool:
    """Whether the person's record names this number as a parent's."""
    documents = [parent.identity_document for parent in person.parents or ()]
    return any(document is not None and document.number == number for document in documents)
