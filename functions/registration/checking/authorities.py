"""The questions that Ruxue puts to the two authorities, and their answers (docs/gateways.md).

An adapter in `functions/cloud/` speaks a district's gateway; tests and the domain know only these Protocols. A field
that is None is *unknown*: the record did not hold it, or what it held cannot be read or cannot be true (R31).
"""

from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

from functions.registration.form import Sex
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
    """One parent whom a child's record names."""

    relationship: Literal["father", "mother"] | None = None
    name: str | None = None
    identity_document: IdentityDocument | None = None


class RegistryHousehold(StrEnum):
    """What kind of booklet a person stands in."""

    FAMILY = "family"
    COLLECTIVE = "collective"


class Resident(Model):
    """One person as the police household registry knows them. A record of another number leaves all but it unknown."""

    identity_document: IdentityDocument
    """The one that was asked about."""
    name: str | None = None
    sex: Sex | None = None
    birth_date: date | None = None
    household_district: str | None = None
    """Six-digit code of the district of the hukou (GB/T 2260)."""
    household_community: str | None = None
    """Twelve-digit code of the community of the hukou."""
    household_address: str | None = None
    household_type: RegistryHousehold | None = None
    settled_on: date | None = None
    """Since when the hukou is at this address."""
    parents: tuple[RegistryParent, ...] | None = None
    """Empty where the registry says that it knows of none."""
    household_members: tuple[str, ...] = ()
    """Identity numbers of everyone in the same household, as far as they can be read."""


class HouseholdRegistry(Protocol):
    def resident(self, document: IdentityDocument, *, deadline: float) -> Resident | None:
        """The person with this document, or None where there is no such record.

        `deadline` is the total time in seconds. Raises AuthorityUnavailableError, DocumentNotHeldError.
        """
        ...


class RegistryOwner(Model):
    """One owner: a person, or an institution, whose papers no registration knows."""

    name: str | None = None
    identity_document: IdentityDocument | None = None
    share: str | None = None
    """Of the whole, as a fraction: `1/2`."""


class Home(Model):
    """One home as the land and housing registry knows it. A record of another number leaves everything unknown."""

    number: str | None = None
    owners: tuple[RegistryOwner, ...] | None = None
    """Never empty: a home that nobody owns cannot be true."""
    acquired_on: date | None = None
    """The certificate's date, or the delivery date agreed in the filed contract (R17)."""
    titled_on: date | None = None
    """When the title was entered, where there is one."""
    address: str | None = None


class PropertyRegistry(Protocol):
    def home(self, *, proof: str, number: str, owner_name: str, deadline: float) -> Home | None:
        """The home under this certificate or filed contract, or None where there is no such record.

        `proof` is `certificate` or `contract`; `number` is normalised (R16). Raises AuthorityUnavailableError.
        """
        ...
