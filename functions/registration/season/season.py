"""A season 招生季: every fact of one district's intake in one year, as data.

identity   id `siming-2022`, district (code, name, city), year, title, is_sample + sample_note (what in it is invented)
time       zone (IANA); instants, each after the one before: opens_at <= now < closes_at takes submissions,
           amendment_deadline (R28), publication_at (R29), review_until (R42, may be left out), results_until (shown
           to guardians), archive_until (erased);
           retention.draft_days after closes_at drafts are erased
who        cutoff_birth_date (R1: born on or before); admissible: household statuses that may register (R2), the
           identity documents their students may show, and which household fields are asked of them
where      streets, communities (with their street), schools (phone, seats or None),
           catchments: community -> school id, or null where it is said to have none;
           addresses (road and house numbers -> community) and catchment_proof: what confirms a community (R33)
papers     document_rules (document_rules.py), property_rules (a kind of home only for some household types), pledge,
           notice (notice.py, R48), asks_employer (off unless the district has a reason that the law allows)
seats      placing: doors and order of the schools with a number of seats (placing_rules.py); draw: its list's hash and,
           once it was drawn, the seed (R47)
people     contacts (support_phone, hours, where to verify an account R3)
numbers    limits (sms_budget, authority_outage_hours R28, check_patience_hours R32, proof_days R35,
           home_seat_years)
words      choices: what each list of the form offers, in order, with label and help; a value that is not listed is
           not accepted. Lists: season_rules.LISTS. texts: by place; the required ones: season_rules.TEXTS.
           questions: what families ask, with answers

All words of people are `Localised`. Building a Season checks it as one: see season_rules.py; a clerk's file is read by
season_file.load_season, which answers all faults at once.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from functions.registration.errors import Fault
from functions.registration.form import CommunityCode, HomeKind, HouseholdStatus, HouseholdType, StreetCode
from functions.registration.values.identity import IdentityDocumentType
from functions.registration.values.localised import Localised
from functions.registration.values.model import Model
from functions.registration.values.strict import Day, Flag, Instant

from .addresses import AddressRange
from .divisions import city_of
from .document_rules import DocumentRule
from .notice import PrivacyNotice
from .placing_rules import Draw, Placing
from .rules import faults_of

SeasonId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}-\d{4}$")]
SchoolId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,40}$")]
OFFICE_PHONE = r"^(0(10|2\d|[3-9]\d{2})-\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4}|12\d{3})$"
OfficePhone = Annotated[str, StringConstraints(pattern=OFFICE_PHONE)]
"""A number that a mobile phone can dial as it stands: with its area code, a mobile's, 400 (and never 800), or 12345."""
MOST_ADDRESSES = 2500
"""Rows of the table of addresses: a season is kept in one item of the table, of 400 kB at most."""
HouseholdField = Literal["type", "street", "community", "address"]


class District(Model):
    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
    """GB/T 2260."""
    name: Localised
    city: Localised

    @property
    def city_code(self) -> str:
        """Whose reviewers it may borrow (R37); its own where the city has no districts."""
        return city_of(self.code)


class Street(Model):
    code: StreetCode
    name: Localised


class Community(Model):
    code: CommunityCode
    street: StreetCode
    name: Localised


class School(Model):
    id: SchoolId
    name: Localised
    phone: OfficePhone
    address: Localised | None = None
    seats: Annotated[int, Field(ge=0)] | None = None


class Admissible(Model):
    """A household status that may register (R2), with what its children show and are asked (R6)."""

    status: HouseholdStatus
    identity_documents: Annotated[tuple[IdentityDocumentType, ...], Field(min_length=1)]
    asks: tuple[HouseholdField, ...] = ()


class CatchmentProof(StrEnum):
    """What becomes of a stated community that neither the household registry nor the table of addresses confirms."""

    REGISTRY = "registry"
    """People look at it."""
    DECLARED = "declared"
    """The family's word is enough."""


class PropertyRule(Model):
    """A kind of home that may be chosen only when every student's household is of one of these types (R14)."""

    kind: HomeKind
    household_types: Annotated[tuple[HouseholdType, ...], Field(min_length=1)]


class PledgeText(Model):
    version: Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,40}$")]
    text: Localised


class Contacts(Model):
    support_phone: OfficePhone
    hours: Localised
    platform: Localised
    """The city platform's name, where accounts are made and verified (R3)."""
    verify_url: Annotated[str, StringConstraints(pattern=r"^https://[^\s]{3,200}$")]


class Limits(Model):
    sms_budget: Annotated[int, Field(gt=0)]
    """Codes and notices that the season may send in all."""
    authority_outage_hours: Annotated[int, Field(gt=0)]
    """R28: an outage longer than this lets staff extend the amendment deadline."""
    check_patience_hours: Annotated[int, Field(gt=0)] = 24
    """R32: a check that waits for its authority longer than this can be decided on papers."""
    spot_check_percent: Annotated[int, Field(ge=0, le=100)] = 2
    """R37: of what passes by itself, so many in a hundred are looked at by a person."""
    proof_days: Annotated[int, Field(gt=0)] = 5
    """R35: days in which a family that lost a child to a better claim may prove guardianship, or submit on its own."""
    home_seat_years: Annotated[int, Field(gt=0)] | None = None
    """One home, one seat in so many years, siblings excepted; None where the district has no such rule."""


class Retention(Model):
    draft_days: Annotated[int, Field(gt=0)] = 30
    """Days after `closes_at` for which a draft that was never submitted is kept."""
    withdrawn_days: Annotated[int, Field(gt=0)] = 7
    """Days for which what was withdrawn is kept, where staff never acted on it (R36, R49)."""


class Answered(Model):
    """A question that families ask, with its answer."""

    ask: Localised
    answer: Localised


class Choice(Model):
    """One option of a list, as the page shows it."""

    value: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    label: Localised
    help: Localised | None = None


class Season(Model):
    id: SeasonId
    is_sample: Flag = False
    sample_note: Localised | None = None
    district: District
    year: Annotated[int, Field(ge=2000, le=2100)]
    title: Localised
    zone: str
    opens_at: Instant
    closes_at: Instant
    amendment_deadline: Instant
    publication_at: Instant
    publication_held: Flag = True
    """Until two supervisors confirmed what appears, and again once it is cancelled: nothing is published (R44)."""
    review_until: Instant | None = None
    """Until when a family may ask for a review (R42); None: as long as results can be corrected."""
    results_until: Instant
    archive_until: Instant
    cutoff_birth_date: Day
    admissible: Annotated[tuple[Admissible, ...], Field(min_length=1)]
    streets: Annotated[tuple[Street, ...], Field(min_length=1)]
    communities: Annotated[tuple[Community, ...], Field(min_length=1)]
    schools: Annotated[tuple[School, ...], Field(min_length=1)]
    catchments: dict[CommunityCode, SchoolId | None]
    addresses: Annotated[tuple[AddressRange, ...], Field(max_length=MOST_ADDRESSES)] = ()
    catchment_proof: CatchmentProof = CatchmentProof.REGISTRY
    document_rules: Annotated[tuple[DocumentRule, ...], Field(min_length=1)]
    placing: tuple[Placing, ...] = ()
    draw: Draw | None = None
    property_rules: tuple[PropertyRule, ...] = ()
    asks_employer: Flag = False
    notice: PrivacyNotice
    pledge: PledgeText
    contacts: Contacts
    limits: Limits
    retention: Retention = Retention()
    choices: dict[str, tuple[Choice, ...]]
    texts: dict[str, Localised]
    questions: Annotated[tuple[Answered, ...], Field(max_length=60)] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if faults := faults_of(dict(self)):
            raise ValidationError.from_exception_data("Season", [_error(fault) for fault in faults])
        return self

    @property
    def reviews_until(self) -> datetime:
        return self.review_until or self.results_until

    def school_of(self, community: str | None) -> School | None:
        """The school in whose catchment the community lies; None where the season says there is none."""
        wanted = self.catchments.get(community or "")
        return next((school for school in self.schools if school.id == wanted), None)

    def placing_of(self, school: School) -> Placing | None:
        """The rules by which its seats are given (R47); None where it has no number of seats and no rules."""
        own = next((placing for placing in self.placing if school.id in placing.schools), None)
        if own is not None or school.seats is None:
            return own
        return next((placing for placing in self.placing if not placing.schools), None)

    def admits(self, status: HouseholdStatus | None) -> Admissible | None:
        """What is asked of children of this household status; None where it may not register (R2)."""
        return next((admission for admission in self.admissible if admission.status == status), None)

    def offers(self, choices: str, value: str) -> bool:
        """Whether this list of the form holds the value."""
        return any(choice.value == value for choice in self.choices[choices])

    def word(self, choices: str, value: str | None) -> str:
        """What this list of the form calls the value, in Chinese; the value itself where the list lost it since."""
        offered = {choice.value: choice.label.zh for choice in self.choices[choices]}
        return "" if value is None else offered.get(value, value)

    def local(self, moment: datetime) -> datetime:
        """The instant in the season's own time zone."""
        return moment.astimezone(ZoneInfo(self.zone))


def _error(fault: Fault) -> InitErrorDetails:
    error = PydanticCustomError(fault.code, fault.code, dict(fault.variables))  # its words: texts/season.json
    return InitErrorDetails(type=error, loc=tuple(fault.field.split(".")), input=None)
