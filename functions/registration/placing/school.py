"""Which school a family gets (R29): what staff gave, else the catchment's."""

from collections.abc import Iterable

from functions.registration.registration import Registration
from functions.registration.season.season import School, Season


def catchment_school(communities: Iterable[str], season: Season) -> School | None:
    """The school of the first community, as the form's students stand."""
    return season.school_of(next(iter(communities), None))


def school_of(registration: Registration, season: Season) -> School | None:
    """The school as things stand; None where the child waits for one."""
    if registration.school is None:
        return catchment_school(registration.communities, season)
    return next((school for school in season.schools if school.id == registration.school), None)
