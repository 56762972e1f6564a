"""What a change of the season's rules would do to a registration that is there already."""

from functions.registration.registration import Registration
from functions.registration.season.season import School, Season
from functions.registration.submitting.eligibility import ineligible
from functions.registration.submitting.missing import missing
from functions.registration.values.model import Model


class Change(Model):
    """One thing that would be otherwise: `eligibility`, `missing` or `school`."""

    what: str
    field: str
    before: str
    after: str


class Effect(Model):
    registration: str
    changes: tuple[Change, ...]


def effect_of(registration: Registration, before: Season, after: Season) -> Effect | None:
    """What differs for this family; None where nothing does. Needs the form."""
    changes = (
        *_compared("eligibility", _eligibility(registration, before), _eligibility(registration, after)),
        *_compared("missing", _missing(registration, before), _missing(registration, after)),
        *_compared("school", _school(registration, before), _school(registration, after)),
    )
    return Effect(registration=registration.id, changes=changes) if changes else None


def _compared(what: str, before: dict[str, str], after: dict[str, str]) -> tuple[Change, ...]:
    return tuple(
        Change(what=what, field=field, before=before.get(field, ""), after=after.get(field, ""))
        for field in dict.fromkeys([*before, *after])
        if before.get(field) != after.get(field)
    )


def _eligibility(registration: Registration, season: Season) -> dict[str, str]:
    return {fault.field: fault.code for fault in ineligible(registration.form, season)}


def _missing(registration: Registration, season: Season) -> dict[str, str]:
    gaps = missing(registration.form, registration.documents.values(), season, registration.checks.values())
    return {gap.field: gap.reason for gap in gaps}


def _school(registration: Registration, season: Season) -> dict[str, str]:
    households = [student.household for student in registration.form.students]
    schools = [season.school_of(household.community) for household in households]
    return {f"students.{index}": _id(school) for index, school in enumerate(schools)}


def _id(school: School | None) -> str:
    return school.id if school else ""
