"""A child by its keyed MAC, the same for claims (R25), for questions and for families that are known."""

from functions.cloud.sealing.macs import Macs
from functions.registration.keyed import Keyed
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType

RESIDENTS = frozenset({IdentityDocumentType.RESIDENT_ID, IdentityDocumentType.HMT_RESIDENCE_PERMIT})


def child_parts(document: IdentityDocument) -> tuple[str, str, str]:
    """A permit of residence and a resident ID share one numbering: one child, one number."""
    kind = "resident" if document.type in RESIDENTS else document.type
    return kind, document.country or "", document.number


def child_mac(document: IdentityDocument, macs: Macs) -> Keyed:
    return macs.keyed("child", *child_parts(document))
