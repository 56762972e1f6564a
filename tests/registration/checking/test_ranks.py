"""R35: which of two claims on a child stands."""

import pytest

from functions.registration.checking.authorities import RegistryHousehold, RegistryParent, Resident
from functions.registration.checking.ranks import Meeting, Rank, meeting, rank_of
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType

CHILD = IdentityDocument(type=IdentityDocumentType.RESIDENT_ID, number="350203201605011230")
MOTHER = IdentityDocument(type=IdentityDocumentType.RESIDENT_ID, number="350203198803120046")
FAMILY, UNKNOWN, STRANGER = Rank.FAMILY, Rank.UNKNOWN, Rank.STRANGER


@pytest.mark.parametrize(
    ("stands", "comes", "expected"),
    [
        (STRANGER, FAMILY, Meeting.DISPLACES),
        (STRANGER, STRANGER, Meeting.REFUSED),
        (STRANGER, UNKNOWN, Meeting.CONTESTED),
        (UNKNOWN, FAMILY, Meeting.CONTESTED),
        (UNKNOWN, UNKNOWN, Meeting.CONTESTED),
        (UNKNOWN, STRANGER, Meeting.REFUSED),
        (FAMILY, FAMILY, Meeting.REFUSED),
        (FAMILY, UNKNOWN, Meeting.REFUSED),
        (FAMILY, STRANGER, Meeting.REFUSED),
    ],
)
def test_r35_the_family_outranks_a_stranger_and_of_equals_the_first_stands(
    stands: Rank, comes: Rank, expected: Meeting
) -> None:
    assert meeting(stands, comes) is expected


def child(**known: object) -> Resident:
    told = {"parents": (), "household_type": RegistryHousehold.FAMILY} | known
    return Resident.model_validate({"identity_document": CHILD, **told})


def asker(number: str) -> bool:
    return number == MOTHER.number


@pytest.mark.parametrize(
    ("resident", "expected"),
    [
        (None, STRANGER),
        (child(parents=(RegistryParent(identity_document=MOTHER),)), FAMILY),
        (child(household_members=(MOTHER.number,)), FAMILY),
        (child(), STRANGER),
        (child(household_members=(MOTHER.number,), household_type=RegistryHousehold.COLLECTIVE), STRANGER),
        (child(parents=None), UNKNOWN),
        (child(parents=(RegistryParent(name="王芳"),)), UNKNOWN),
        (child(household_type=None), UNKNOWN),
    ],
)
def test_r35_what_the_record_does_not_tell_makes_nobody_a_stranger(
    resident: Resident | None, expected: Rank
) -> None:
    assert rank_of(resident, asker) is expected
