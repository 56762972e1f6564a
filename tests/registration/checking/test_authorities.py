"""R31: what an authority answers is a value of its own, in which unknown is neither a no nor an outage."""

import pytest
from pydantic import ValidationError

from functions.registration.checking.authorities import (
    AuthorityUnavailableError,
    Home,
    RegistryOwner,
    RegistryParent,
    Resident,
)
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType
from tests.registration.season.cases import number

CHILD = IdentityDocument(type=IdentityDocumentType.RESIDENT_ID, number=number("20160501"))


def test_r31_a_record_of_which_nothing_could_be_read_holds_the_number_alone() -> None:
    known = Resident(identity_document=CHILD).model_dump(exclude_none=True)
    assert known == {"identity_document": CHILD.model_dump(exclude_none=True), "household_members": ()}


def test_r31_a_registry_that_knows_of_no_parents_is_told_from_one_that_does_not_say() -> None:
    assert Resident(identity_document=CHILD, parents=()).parents == ()
    assert Resident(identity_document=CHILD).parents is None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (RegistryParent, {"relationship": "uncle"}),
        (Resident, {"identity_document": CHILD, "household_type": "hotel"}),
        (Resident, {}),
        (RegistryOwner, {"colour": "red"}),
        (Home, {"acquired_on": "soon"}),
    ],
)
def test_what_no_registry_can_mean_is_no_record(
    kind: type[Home | Resident], fields: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate(fields)


def test_an_outage_says_why_and_when_to_come_back_if_the_authority_said_so() -> None:
    throttled = AuthorityUnavailableError("throttled", retry_after=30.0)
    assert (throttled.reason, throttled.retry_after, str(throttled)) == ("throttled", 30.0, "throttled")
    assert AuthorityUnavailableError("unavailable").retry_after is None
