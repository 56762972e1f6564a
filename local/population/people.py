"""What a generated city consists of: plain values, as the registries hold them and as guardians type them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """An identity document."""

    type: str
    number: str
    country: str | None = None

    def json(self) -> Json:
        answer = {"type": self.type, "number": self.number}
        return answer if self.country is None else answer | {"country": self.country}


@dataclass(frozen=True)
class Parent:
    relationship: str
    name: str
    paper: Paper


@dataclass(frozen=True)
class Person:
    """One person. `registry_name` is the registry's own spelling where it is not the person's.

    `record` is what the registry's record holds instead of the truth, field by field.
    """

    paper: Paper
    name: str
    pinyin: str
    sex: str
    birth_date: date
    district: str
    address: str
    household: str
    parents: tuple[Parent, ...] = ()
    registry_name: str | None = None
    community: str | None = None
    """Of the hukou, 12 digits."""
    household_type: str = "family"
    settled_on: date | None = None
    record: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class RecordedHome:
    """One home in the land and housing registry. `number` is the whole home's, without -1 or -2.

    Owners hold equal shares; one whose paper is none of a person's is an institution.
    """

    proof: str
    number: str
    owners: tuple[tuple[str, Paper], ...]
    acquired_on: date
    address: str
    titled_on: date | None = None


@dataclass(frozen=True)
class Account:
    """A sign-in of the city platform."""

    sub: str
    name: str
    identity_number: str
    phone: str
    real_name_level: int = 2


@dataclass(frozen=True)
class Story:
    """One household and what it is there to show; `students` and `home` are the truth behind the form."""

    key: str
    zh: str
    en: str
    account: Account
    students: tuple[Person, ...]
    guardians: tuple[Person, ...]
    form: Json
    home: RecordedHome | None = None
    correction: Json | None = None
    """The form after amending, where the first one holds a mistake."""


@dataclass(frozen=True)
class Population:
    """Everyone and every home. `residents` is keyed by resident identity number, as the registry's."""

    seed: int
    district: str
    residents: Mapping[str, Person]
    homes: tuple[RecordedHome, ...]
    stories: Mapping[str, Story]
    bulk: tuple[Story, ...] = field(default=())

    def members(self, household: str) -> tuple[str, ...]:
        """Identity numbers of everyone in this household."""
        return tuple(number for number, one in self.residents.items() if one.household == household)
