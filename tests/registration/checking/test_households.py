"""R33: the stated district and community beside the registry's, and beside the season's table of addresses."""

from typing import Any

import pytest

from functions.registration.check_kinds import CheckId
from functions.registration.checking import planning
from functions.registration.checking.authorities import Resident
from functions.registration.checking.households import compare_household, status_of
from functions.registration.form import Household, HouseholdStatus, Student
from functions.registration.season.addresses import AddressRange
from functions.registration.season.season import CatchmentProof, Season
from functions.registration.values.identity import IdentityDocument
from seasons import siming_2022

STUDENT = CheckId("student-0")
HERE, NEXT_DOOR = "350203009007", "350203009008"
ROAD = "学径路"
CHILD = IdentityDocument.model_validate({"type": "resident_id", "number": "11010519491231002X"})


@pytest.fixture(scope="module")
def season() -> Season:
    return siming_2022()


def registered(**changed: Any) -> Resident:
    told = {"identity_document": CHILD, "household_district": "350203", "household_community": HERE}
    return Resident.model_validate(told | changed)


def stated(status: str = "district", community: str | None = HERE) -> Household:
    return Household.model_validate({"status": status, "community": community})


def found(household: Household, resident: Resident, season: Season) -> dict[str, str]:
    return {one.field: one.code for one in compare_household(household, resident, season)}


def test_r33_the_registry_s_own_district_and_community_pass(season: Season) -> None:
    assert found(stated(), registered(), season) == {}


@pytest.mark.parametrize(
    ("district", "status"),
    [("350203", "district"), ("350206", "city_other_district"), ("440305", "other_city")],
)
def test_r33_only_the_status_that_the_registry_s_district_gives_is_right(
    season: Season, district: str, status: str
) -> None:
    statuses = ("district", "city_other_district", "other_city")
    record = registered(household_district=district)
    right = [one for one in statuses if not found(stated(one, None), record, season)]
    assert right == [status]


@pytest.mark.parametrize(
    ("season_district", "district", "status"),
    [
        ("500105", "500230", HouseholdStatus.CITY_OTHER_DISTRICT),
        ("110105", "110228", HouseholdStatus.CITY_OTHER_DISTRICT),
        ("110105", "120101", HouseholdStatus.OTHER_CITY),
        ("350203", "350102", HouseholdStatus.OTHER_CITY),
    ],
)
def test_r33_a_municipality_is_one_city_with_its_counties(
    season_district: str, district: str, status: HouseholdStatus
) -> None:
    assert status_of(district, season_district) is status


def test_r33_of_a_household_elsewhere_the_district_alone_is_told(season: Season) -> None:
    elsewhere = registered(household_district="350206", household_community="350206001001")
    assert found(stated(), elsewhere, season) == {"household.status": "household_district_differs"}


def test_r33_whom_no_registry_holds_a_household_of_is_compared_with_none(season: Season) -> None:
    assert found(stated("hmt_or_foreign"), registered(household_district=None), season) == {}


def test_r31_a_district_that_cannot_be_read_is_for_staff(season: Season) -> None:
    assert found(stated(), registered(household_district=None), season) == {
        "household.status": "record_unreadable"
    }


def test_r33_another_community_than_the_registry_s_differs(season: Season) -> None:
    assert found(stated(community=NEXT_DOOR), registered(), season) == {
        "household.community": "household_community_differs"
    }


UNTOLD = {"household_community": None}


@pytest.mark.parametrize(
    ("house", "community", "code"),
    [
        (17, HERE, None),
        (18, NEXT_DOOR, None),
        (18, HERE, "household_community_differs"),
        (400, HERE, "household_community_unconfirmed"),
    ],
)
def test_r33_without_the_registry_s_community_its_address_is_looked_up(
    season: Season, house: int, community: str, code: str | None
) -> None:
    record = registered(**UNTOLD, household_address=f"厦门市思明区{ROAD}{house}号")
    assert found(stated(community=community), record, season) == (
        {"household.community": code} if code else {}
    )


def test_r33_the_registry_s_community_outweighs_the_table(season: Season) -> None:
    assert found(stated(), registered(household_address=f"{ROAD}18号"), season) == {}


def test_r33_what_nothing_confirms_passes_where_the_season_takes_the_family_s_word(season: Season) -> None:
    declared = season.model_copy(update={"catchment_proof": CatchmentProof.DECLARED})
    assert found(stated(), registered(**UNTOLD), declared) == {}
    assert found(stated(), registered(**UNTOLD), season) != {}


def test_r33_a_table_of_no_rows_confirms_nothing(season: Season) -> None:
    bare = season.model_copy(update={"addresses": ()})
    assert found(stated(), registered(**UNTOLD, household_address=f"{ROAD}17号"), bare) != {}
    other = AddressRange(road=ROAD, first=1, last=99, community=NEXT_DOOR)
    full = season.model_copy(update={"addresses": (other,)})
    assert found(stated(), registered(**UNTOLD, household_address=f"{ROAD}17号"), full) == {
        "household.community": "household_community_differs"
    }


@pytest.mark.parametrize("field", ["status", "community"])
def test_r33_a_status_or_a_community_changed_later_is_tested_again(field: str) -> None:
    other = {"status": "other_city", "community": NEXT_DOOR}[field]
    one = Student(household=stated())
    household = Household.model_validate(stated().model_dump() | {field: other})
    changed = one.model_copy(update={"household": household})
    assert planning.tested(STUDENT, one) != planning.tested(STUDENT, changed)
    assert planning.identified(one) == planning.identified(changed)


@pytest.mark.parametrize("field", ["street", "address", "type"])
def test_r33_what_decides_no_place_is_not_tested_again(field: str) -> None:
    other = {"street": "350203009", "address": "别处", "type": "family"}[field]
    one = Student(household=stated())
    household = Household.model_validate(stated().model_dump() | {field: other})
    assert planning.tested(STUDENT, one) == planning.tested(
        STUDENT, one.model_copy(update={"household": household})
    )
