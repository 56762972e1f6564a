"""What two registrations may have in common: a home, a guardian. Found again by keyed MACs, never by values."""

import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypedDict

from functions.registration.form import (
    Collective,
    Form,
    LowRent,
    OtherHome,
    PropertyClaim,
    PublicRental,
    Purchase,
)


class MarkKind(StrEnum):
    HOME = "home"
    PERSON = "person"


class Sighting(NamedTuple):
    """One thing by what names it for certain, and how this form spells the rest of it."""

    kind: MarkKind
    value: str
    spelling: str


def home_of(property_claim: PropertyClaim | None) -> str | None:
    """What names a home: its number where it has one, else its address without blanks and widths (R14 to R20)."""
    match property_claim:
        case Purchase():
            return property_claim.number
        case LowRent():
            return property_claim.contract_number or _plain(property_claim.address)
        case PublicRental() | OtherHome():
            return _plain(property_claim.address)
        case Collective() | None:
            return None


def _plain(address: str | None) -> str | None:
    return None if address is None else "".join(unicodedata.normalize("NFKC", address).split()).upper()


def sightings(form: Form) -> Iterator[Sighting]:
    """The home and each guardian of a form."""
    home = home_of(form.property)
    if home:
        yield Sighting(MarkKind.HOME, home, "")
    for guardian in form.guardians:
        document = guardian.identity_document
        if document is not None:
            value = f"{document.type} {document.country or ''} {document.number}"
            yield Sighting(MarkKind.PERSON, value, guardian.name or "")


Macs = Callable[..., tuple[str, ...]]
"""Keyed MACs of (purpose, parts...), one under each key that is held."""


def marks_of(form: Form, every: Macs) -> dict[str, str]:
    """`home|<mac>` or `person|<mac>` -> keyed MAC of the spelling, as a registration keeps them.

    Under each key that is held, so that registrations of before and after a rotation meet.
    """
    return {
        f"{sighting.kind}|{mac}": spelling
        for sighting in sightings(form)
        for mac, spelling in zip(
            every(sighting.kind.value, sighting.value),
            every("spelling", sighting.kind.value, sighting.spelling),
            strict=True,
        )
    }


def kind_of(mark: str) -> MarkKind:
    """What a mark is of, as `marks_of` wrote it."""
    return MarkKind(mark.partition("|")[0])


class Places(TypedDict):
    streets: tuple[str, ...]
    communities: tuple[str, ...]


def places_of(form: Form) -> Places:
    """The streets and communities of the students' households, each once, in the students' order."""
    households = [student.household for student in form.students]
    return Places(
        streets=tuple(dict.fromkeys(household.street for household in households if household.street)),
        communities=tuple(
            dict.fromkeys(household.community for household in households if household.community)
        ),
    )


def guardians_among(marks: dict[str, str]) -> frozenset[str]:
    """The guardians' marks alone: families that share one are siblings' families."""
    return frozenset(mark for mark in marks if kind_of(mark) is MarkKind.PERSON)


class Suspicion(NamedTuple):
    """Another registration that has the same mark."""

    code: str
    registration: str


def _shared(kind: MarkKind, *, spelt_alike: bool) -> str:
    match kind:
        case MarkKind.HOME:
            return "same_home"
        case MarkKind.PERSON:
            return "same_guardian" if spelt_alike else "guardian_spelt_otherwise"


def suspicions(mine: dict[str, str], others: dict[str, dict[str, str]]) -> tuple[Suspicion, ...]:
    """What the other registrations (id -> marks) share: `same_home`, `same_guardian`, `guardian_spelt_otherwise`."""
    shared = (
        Suspicion(_shared(kind_of(mark), spelt_alike=mine[mark] == marks[mark]), registration)
        for registration, marks in sorted(others.items())
        for mark in sorted(mine.keys() & marks.keys())
    )
    return tuple(dict.fromkeys(shared))
