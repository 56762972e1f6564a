"""Kinds of home 房产信息 (R14 to R20), each one row: whose it is, what it asks, what proves it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from functions.registration.checks import CheckState
from functions.registration.documents import DocumentKind
from functions.registration.form import Form, HomeKind


class Tenure(StrEnum):
    """Whose the home is; only who owns it ranks as an owner where seats are short (R47)."""

    OWNED = "owned"
    RENTED = "rented"
    NEITHER = "neither"
    """A collective household, and a home without title and without right of use."""


class KindOfHome(NamedTuple):
    tenure: Tenure
    required: Mapping[str, str]
    """Field -> the rule that asks for it; its code is `need_` and the field's name. The page asks the same."""
    proven_by: frozenset[DocumentKind]
    """Papers that can prove it; which of them a family must bring, its season says."""
    begins: CheckState
    """Queued where a registry knows such homes; else people decide, or nothing is to be checked."""


_PURCHASE = KindOfHome(
    tenure=Tenure.OWNED,
    # The address is welcome, but the number tells the bureau which home it is.
    required={
        "proof": "R15",
        "number": "R15",
        "owner_name": "R15",
        "owner_identity_document": "R15",
        "acquired_on": "R17",
    },
    proven_by=frozenset(
        {DocumentKind.TITLE_CERTIFICATE, DocumentKind.PURCHASE_CONTRACT, DocumentKind.PROPERTY_PROOF}
    ),
    begins=CheckState.QUEUED,
)

HOMES: Mapping[HomeKind, KindOfHome] = {
    HomeKind.PARENTS_PURCHASE: _PURCHASE,
    HomeKind.GRANDPARENTS_PURCHASE: _PURCHASE._replace(
        proven_by=_PURCHASE.proven_by | {DocumentKind.KINSHIP_PROOF}
    ),
    HomeKind.PUBLIC_RENTAL: KindOfHome(
        tenure=Tenure.RENTED,
        required={"tenant_name": "R19", "tenant_identity_document": "R19", "address": "R19"},
        proven_by=frozenset({DocumentKind.RENTAL_CONTRACT, DocumentKind.PROPERTY_PROOF}),
        begins=CheckState.MANUAL_REVIEW,
    ),
    HomeKind.LOW_RENT: KindOfHome(
        tenure=Tenure.RENTED,
        required={"contract_number": "R19", "address": "R19"},
        proven_by=frozenset({DocumentKind.RENTAL_CONTRACT, DocumentKind.PROPERTY_PROOF}),
        begins=CheckState.MANUAL_REVIEW,
    ),
    HomeKind.COLLECTIVE: KindOfHome(
        tenure=Tenure.NEITHER, required={}, proven_by=frozenset(), begins=CheckState.NOT_REQUIRED
    ),
    HomeKind.OTHER: KindOfHome(
        tenure=Tenure.NEITHER,
        required={"address": "R20", "explanation": "R20"},
        proven_by=frozenset({DocumentKind.PROPERTY_PROOF}),
        begins=CheckState.MANUAL_REVIEW,
    ),
}


def home_of(form: Form) -> HomeKind | None:
    """What kind the form's home is; None where it states none."""
    return None if form.property is None else form.property.kind
