"""A child by its keyed MAC: one child, one MAC, under every key that is held."""

from functions.registration.form import Form
from functions.registration.submitting.children import child_parts, children_of
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType

NUMBER = "350203201605011230"
RESIDENT = IdentityDocument(type=IdentityDocumentType.RESIDENT_ID, number=NUMBER)


def every(purpose: str, *parts: str) -> tuple[str, ...]:
    return tuple(f"{key}:{purpose}:{'/'.join(parts)}" for key in (2, 1))


def test_a_permit_of_residence_and_a_resident_id_share_one_numbering() -> None:
    permit = RESIDENT.model_copy(update={"type": IdentityDocumentType.HMT_RESIDENCE_PERMIT})
    passport = RESIDENT.model_copy(update={"type": IdentityDocumentType.PASSPORT, "country": "FRA"})
    assert child_parts(permit) == child_parts(RESIDENT)
    assert child_parts(passport) != child_parts(RESIDENT)


def test_each_child_stands_under_each_key_with_its_place_in_the_form() -> None:
    document = RESIDENT.model_dump(mode="json", exclude_none=True)
    form = Form.model_validate({"students": [{}, {"identity_document": document}]})
    assert children_of(form, every) == {
        f"2:child:resident//{NUMBER}": 1,
        f"1:child:resident//{NUMBER}": 1,
    }
