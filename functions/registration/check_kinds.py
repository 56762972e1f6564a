"""Kinds of check 核查: each one row, from which ids, queues, tested answers and the pages' tables follow."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Self

from pydantic_core import core_schema

from .form import PEOPLE, Part


class CheckKind(StrEnum):
    STUDENT_IDENTITY = "student_identity"
    GUARDIAN_IDENTITY = "guardian_identity"
    PROPERTY = "property"


class Authority(StrEnum):
    """Who answers: a gateway of its own, a queue of its own at its own pace."""

    HOUSEHOLD = "household"
    PROPERTY = "property"


class KindOfCheck(NamedTuple):
    name: str
    """How its ids begin: `student` of `student-0`."""
    part: Part
    """What it is about: one check for each person of a list, or one for the home."""
    authority: Authority
    asked_by: str
    """The field of that part that names to the authority what it is asked about."""
    tested: frozenset[str] | None
    """The answers that the authority tests; None: all of that part. A change of another asks nobody again (R27)."""
    tested_of_household: frozenset[str] = frozenset()
    """And of a student's household: what decides a place (R33)."""


CHECK_KINDS: Mapping[CheckKind, KindOfCheck] = {
    CheckKind.STUDENT_IDENTITY: KindOfCheck(
        name="student",
        part=Part.STUDENTS,
        authority=Authority.HOUSEHOLD,
        asked_by="identity_document",
        tested=frozenset({"identity_document", "name", "birth_date", "sex", "has_rare_characters"}),
        tested_of_household=frozenset({"status", "community"}),
    ),
    CheckKind.GUARDIAN_IDENTITY: KindOfCheck(
        name="guardian",
        part=Part.GUARDIANS,
        authority=Authority.HOUSEHOLD,
        asked_by="identity_document",
        tested=frozenset({"identity_document", "name", "relationship"}),
    ),
    CheckKind.PROPERTY: KindOfCheck(
        name="property", part=Part.PROPERTY, authority=Authority.PROPERTY, asked_by="number", tested=None
    ),
}
"""In the order in which a registration's checks stand."""

KIND_NAMED: Mapping[str, CheckKind] = {row.name: kind for kind, row in CHECK_KINDS.items()}


class CheckId(str):
    """Which check of its registration: `student-0`, `guardian-1` or `property`, parsed here and nowhere else.

    Raises ValueError for a name that no kind has, and for an index too many, too few or not as `of` writes it.
    """

    __slots__ = ("kind", "position")

    kind: CheckKind
    position: int | None
    """Which of the list, from 0; None for the home."""

    def __new__(cls, text: str) -> Self:
        name, _, number = text.partition("-")
        if name not in KIND_NAMED:
            raise ValueError("no_such_check")
        kind = KIND_NAMED[name]
        index = int(number) if number.isascii() and number.isdigit() else None
        if (CHECK_KINDS[kind].part in PEOPLE) is (index is None) or text != _written(kind, index):
            raise ValueError("no_such_check")
        made = super().__new__(cls, text)
        made.kind, made.position = kind, index
        return made

    @classmethod
    def of(cls, kind: CheckKind, index: int | None = None) -> Self:
        return cls(_written(kind, index))

    @property
    def path(self) -> str:
        """The form's field that it is about: `students.0`, `property`."""
        part = CHECK_KINDS[self.kind].part
        return part.value if self.position is None else f"{part}.{self.position}"

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> core_schema.CoreSchema:
        shape = f"^({'|'.join(KIND_NAMED)})(-[0-9])?$"
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(pattern=shape))


def _written(kind: CheckKind, index: int | None) -> str:
    name = CHECK_KINDS[kind].name
    return name if index is None else f"{name}-{index}"
