"""The police household registry behind its gateway."""

from datetime import date

from functions.registration.checking.authorities import RegistryHousehold, RegistryParent, Resident
from functions.registration.form import Sex
from functions.registration.values.identity import IdentityDocument, birth_date_of, sex_of

from . import fields
from .transport import Ask

PATH = "/v1/residents/query"
DISTRICT, COMMUNITY = 6, 12
"""Digits of the two codes (GB/T 2260); a community's begins with its district's."""


class HouseholdGateway:
    """A `HouseholdRegistry` over docs/gateways.md."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def resident(self, document: IdentityDocument, *, deadline: float) -> Resident | None:
        """The person with this document, or None without such a record; `deadline` in seconds (R4, R9).

        What cannot be read of the record is unknown in the answer (R31). Raises AuthorityUnavailableError,
        DocumentNotHeldError.
        """
        question = {"identity_document": document.model_dump(mode="json", exclude_none=True)}
        answer = self._ask(PATH, question, deadline=deadline)
        return None if answer is None else read_resident(answer.get("resident"), document)


def read_resident(value: object, asked: IdentityDocument) -> Resident:
    """The record field by field; of a record with another number nothing is believed (R31). Raises nothing."""
    resident = fields.record(value)
    if not fields.is_about(resident.get("identity_document"), asked):
        return Resident(identity_document=asked)
    district = fields.code(resident.get("household_district"), DISTRICT)
    return Resident(
        identity_document=asked,
        name=fields.name(resident.get("name")),
        sex=_sex(resident.get("sex"), asked),
        birth_date=_birth_date(resident.get("birth_date"), asked),
        household_district=district,
        household_community=_community(resident.get("household_community"), district),
        household_address=fields.line(resident.get("household_address")),
        household_type=_household(resident.get("household_type")),
        settled_on=fields.day(resident.get("settled_on")),
        parents=_parents(resident.get("parents")),
        household_members=_members(resident.get("household_members")),
    )


def _sex(value: object, asked: IdentityDocument) -> Sex | None:
    """A record whose own number tells otherwise contradicts itself."""
    read = next((sex for sex in Sex if sex.value == value), None)
    return read if sex_of(asked) in {None, read} else None


def _birth_date(value: object, asked: IdentityDocument) -> date | None:
    read = fields.day(value)
    return read if birth_date_of(asked) in {None, read} else None


def _community(value: object, district: str | None) -> str | None:
    read = fields.code(value, COMMUNITY)
    return read if read and read[:DISTRICT] == district else None


def _household(value: object) -> RegistryHousehold | None:
    return next((household for household in RegistryHousehold if household.value == value), None)


def _parents(value: object) -> tuple[RegistryParent, ...] | None:
    if not isinstance(value, list):
        return None
    return tuple(_parent(fields.record(parent)) for parent in value)


def _parent(parent: fields.Record) -> RegistryParent:
    relationship = parent.get("relationship")
    return RegistryParent(
        relationship=relationship if relationship in ("father", "mother") else None,
        name=fields.name(parent.get("name")),
        identity_document=fields.identity_document(parent.get("identity_document")),
    )


def _members(value: object) -> tuple[str, ...]:
    """They only ever tie somebody to a child: one that cannot be read ties nobody."""
    numbers = map(fields.resident_number, value if isinstance(value, list) else ())
    return tuple(number for number in numbers if number is not None)
