"""What each check's registry told that a place may rest on (R47): kept sealed with the registration (docs/placing.md).

Each check keeps its own part, so that an amended answer makes only that part out of date. People are told apart by
digests of their numbers.
"""

import hashlib
from datetime import date

from functions.registration.checking.authorities import Home, RegistryHousehold, Resident
from functions.registration.checking.people import PARENTS
from functions.registration.checks import Check
from functions.registration.form import Guardian, Purchase, Student
from functions.registration.values.folding import compact
from functions.registration.values.model import Model


class PersonStatement(Model):
    """What the household registry told of one person."""

    covers: str
    """Of the check that asked: where the check covers other answers now, this is out of date."""
    person: str
    settled_on: date | None = None
    address: str | None = None
    members: tuple[str, ...] | None = None
    """Everyone in the booklet; None where it is no family's, or unknown."""
    is_parent: bool = False


class HomeStatement(Model):
    """What the land and housing registry told of the home."""

    covers: str
    owner: str | None
    """Whom the form names."""
    shares: dict[str, str | None] | None = None
    titled_on: date | None = None


class Statement(Model):
    """One check's part."""

    check: str
    person: PersonStatement | None = None
    home: HomeStatement | None = None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def person_statement(check: Check, subject: Student | Guardian, resident: Resident) -> Statement:
    family = resident.household_type is RegistryHousehold.FAMILY and resident.household_members
    address = resident.household_address
    person = PersonStatement(
        covers=check.covers,
        person=_digest(resident.identity_document.number),
        settled_on=resident.settled_on,
        address=None if address is None else _digest(compact(address)),
        members=tuple(map(_digest, resident.household_members)) if family else None,
        is_parent=isinstance(subject, Guardian) and subject.relationship in PARENTS,
    )
    return Statement(check=check.id, person=person)


def home_statement(check: Check, purchase: Purchase, home: Home) -> Statement:
    owner = purchase.owner_identity_document
    shares = None
    if home.owners is not None and all(owner_row.identity_document for owner_row in home.owners):
        shares = {
            _digest(owner_row.identity_document.number): owner_row.share
            for owner_row in home.owners
            if owner_row.identity_document
        }
    statement = HomeStatement(
        covers=check.covers,
        owner=None if owner is None else _digest(owner.number),
        shares=shares,
        titled_on=home.titled_on,
    )
    return Statement(check=check.id, home=statement)
