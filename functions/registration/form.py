"""The form as a guardian fills it (docs/openapi.json). All may be missing in a draft; malformed may not."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from functions.registration.values.certificates import PropertyNumber, title_number
from functions.registration.values.free_text import FreeText, LineText
from functions.registration.values.identity import IdentityDocument
from functions.registration.values.model import Model
from functions.registration.values.names import PersonName, Pinyin
from functions.registration.values.phones import MobilePhone
from functions.registration.values.strict import Day, Flag

StreetCode = Annotated[str, StringConstraints(pattern=r"^\d{9}$")]
CommunityCode = Annotated[str, StringConstraints(pattern=r"^\d{12}$")]


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class HouseholdStatus(StrEnum):
    """户籍状态: where the child's hukou is."""

    DISTRICT = "district"
    CITY_OTHER_DISTRICT = "city_other_district"
    OTHER_CITY = "other_city"
    HMT_OR_FOREIGN = "hmt_or_foreign"


class HouseholdType(StrEnum):
    """户籍类型."""

    FAMILY = "family"
    COLLECTIVE = "collective"
    REGISTERED_ONLY = "registered_only"
    LODGED = "lodged"


class Relationship(StrEnum):
    FATHER = "father"
    MOTHER = "mother"
    GRANDPARENT = "grandparent"
    OTHER_GUARDIAN = "other_guardian"


class Household(Model):
    status: HouseholdStatus | None = None
    type: HouseholdType | None = None
    street: StreetCode | None = None
    community: CommunityCode | None = None
    address: LineText | None = None


class Student(Model):
    identity_document: IdentityDocument | None = None
    name: PersonName | None = None
    name_pinyin: Pinyin | None = None
    has_rare_characters: Flag = False
    birth_date: Day | None = None
    sex: Sex | None = None
    household: Household = Household.model_construct()
    residence_address: LineText | None = None


class Guardian(Model):
    relationship: Relationship | None = None
    name: PersonName | None = None
    identity_document: IdentityDocument | None = None
    phone: MobilePhone | None = None
    employer: LineText | None = None


class HomeKind(StrEnum):
    """房产信息 (R14): on what home the registration rests."""

    PARENTS_PURCHASE = "parents_purchase"
    GRANDPARENTS_PURCHASE = "grandparents_purchase"
    PUBLIC_RENTAL = "public_rental"
    LOW_RENT = "low_rent"
    COLLECTIVE = "collective"
    OTHER = "other"


class Proof(StrEnum):
    CERTIFICATE = "certificate"
    CONTRACT = "contract"


class Purchase(Model):
    """R14, R15: a home bought by the parents or the grandparents."""

    kind: Literal[HomeKind.PARENTS_PURCHASE, HomeKind.GRANDPARENTS_PURCHASE]
    proof: Proof | None = None
    number: PropertyNumber | None = None
    owner_name: PersonName | None = None
    owner_identity_document: IdentityDocument | None = None
    acquired_on: Day | None = None
    address: LineText | None = None

    @field_validator("number")
    @classmethod
    def _of_the_whole_home(cls, number: str | None, info: ValidationInfo) -> str | None:
        if number is None or info.data.get("proof") is Proof.CONTRACT:
            return number
        return title_number(number)


class PublicRental(Model):
    """R19 公租房."""

    kind: Literal[HomeKind.PUBLIC_RENTAL]
    tenant_name: PersonName | None = None
    tenant_identity_document: IdentityDocument | None = None
    address: LineText | None = None


class LowRent(Model):
    """R19 廉租房."""

    kind: Literal[HomeKind.LOW_RENT]
    contract_number: PropertyNumber | None = None
    address: LineText | None = None


class Collective(Model):
    """R14: a collective or lodged household states no property."""

    kind: Literal[HomeKind.COLLECTIVE]


class OtherHome(Model):
    """R20: no title and no right of use, history, or three generations (R18)."""

    kind: Literal[HomeKind.OTHER]
    address: LineText | None = None
    explanation: FreeText | None = None


PropertyClaim = Annotated[
    Purchase | PublicRental | LowRent | Collective | OtherHome, Field(discriminator="kind")
]


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


class Declared(Model):
    """家庭申报: what a family says for its place that no registry tells, where the season's rules ask (R47)."""

    no_other_home: YesNo | None = None
    """The parents own no home, or none but this one."""
    first_occupant: YesNo | None = None
    """They moved into a new-built home as the first who live there."""
    sibling_school: LineText | None = None
    """Where a brother or sister goes to school from this home."""


class Part(StrEnum):
    """What a check or a document can be about, by the form's own field."""

    STUDENTS = "students"
    GUARDIANS = "guardians"
    PROPERTY = "property"


PEOPLE: Mapping[Part, Literal["student", "guardian"]] = {Part.STUDENTS: "student", Part.GUARDIANS: "guardian"}
"""The parts that are lists, and what one of them is called; the home is one."""

Subject = Student | Guardian | PropertyClaim


class Form(Model):
    """One household's answers: up to 6 students, up to 2 guardians (R7, R10)."""

    students: Annotated[tuple[Student, ...], Field(max_length=6)] = ()
    guardians: Annotated[tuple[Guardian, ...], Field(max_length=2)] = ()
    property: PropertyClaim | None = None
    declared: Declared | None = None
    family_notes: FreeText | None = None

    def part(self, part: Part) -> tuple[Subject, ...]:
        """The people of a list in their order, or the home; empty where the form has none."""
        match part:
            case Part.STUDENTS:
                return self.students
            case Part.GUARDIANS:
                return self.guardians
            case Part.PROPERTY:
                return () if self.property is None else (self.property,)
