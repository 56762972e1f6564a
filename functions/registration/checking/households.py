"""Where a child's hukou is: the stated district and community beside the registry's (R33)."""

from collections.abc import Iterator

from functions.registration.checks import Finding
from functions.registration.form import Household, HouseholdStatus
from functions.registration.season.addresses import community_at
from functions.registration.season.divisions import city_of
from functions.registration.season.season import CatchmentProof, Season

from .authorities import Resident
from .findings import unreadable


def compare_household(household: Household, resident: Resident, season: Season) -> Iterator[Finding]:
    """An address that the family left unchanged proves nothing: only the registry's own record does."""
    if household.status is None or household.status is HouseholdStatus.HMT_OR_FOREIGN:
        return
    district = resident.household_district
    if district is None:
        yield unreadable("household.status")
    elif household.status is not status_of(district, season.district.code):
        yield Finding(field="household.status", code="household_district_differs")
        return
    if household.status is HouseholdStatus.DISTRICT and household.community is not None:
        yield from _community(household.community, resident, season)


def status_of(household_district: str, district: str) -> HouseholdStatus:
    """The status that a hukou in its district gives, seen from the season's."""
    if household_district == district:
        return HouseholdStatus.DISTRICT
    same_city = city_of(household_district) == city_of(district)
    return HouseholdStatus.CITY_OTHER_DISTRICT if same_city else HouseholdStatus.OTHER_CITY


def _community(stated: str, resident: Resident, season: Season) -> Iterator[Finding]:
    community = resident.household_community or community_at(resident.household_address, season.addresses)
    if community is None:
        match season.catchment_proof:
            case CatchmentProof.REGISTRY:
                yield Finding(field="household.community", code="household_community_unconfirmed")
            case CatchmentProof.DECLARED:
                return
    elif community != stated:
        yield Finding(field="household.community", code="household_community_differs")
