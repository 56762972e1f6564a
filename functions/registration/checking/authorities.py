"""The questions that Ruxue puts to the two authorities, and their answers (docs/gateways.md).

An adapter in `functions/cloud/` speaks a district's gateway; tests and the domain know only these Protocols.
"""

from datetime import date
from typing import Protocol

from functions.registration.values.identity import IdentityDocument
from functions.registration.values.model import Model


class AuthorityUnavailableError(Exception):
    """No usable answer: out of service, too slow, throttled or malformed. `retry_after` in seconds if it said so."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class DocumentNotHeldError(Exception):
    """The authority holds no documents of this kind, so that only staff can decide."""


class RegistryParent(Model):
    relationship: str
    """`father` or `mother`."""
    name: str
    identity_document: IdentityDocument


class Resident(Model):
    """One person as the police household registry knows them."""

    identity_document: IdentityDocument
    name: str
    sex: str
    birth_date: date
    household_district: str
    """Six-digit code of the district of the hukou (GB/T 2260)."""
    household_address: str | None = None
    parents: tuple[RegistryParent, ...] = ()
    household_members: tuple[str, ...] = ()
    """Identity numbers of everyone in the same household."""


class HouseholdRegistry(Protocol):
    def resident(self, document: IdentityDocument, *, deadline: float) -> Resident | None:
        """The person with this document, or None where there is no such record.

        `deadline` is the total time in seconds. Raises AuthorityUnavailableError, DocumentNotHeldError.
        """
        ...


class RegistryOwner(Model):
    name: str
    identity_document: IdentityDocument | None = None


class Home(Model):
    """One home as the land and housing registry knows it."""

    number: str
    owners: tuple[RegistryOwner, ...]
    acquired_on: date
    """The certificate's date, or the delivery date agreed in the filed contract (R17)."""
    address: str


class PropertyRegistry(Protocol):
    def home(self, *, proof: str, number: str, owner_name: str, deadline: float) -> Home | None:
        """The home under this certificate or filed contract, or None where there is no such record.

        `proof` is `certificate` or `contract`; `number` is normalised (R16). Raises AuthorityUnavailableError.
        """
        ...
