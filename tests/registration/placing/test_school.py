"""R29: the school is the catchment's, unless staff gave another or none."""

from functions.registration.placing.assignment import PLACED_LATER
from functions.registration.placing.school import catchment_school, school_of

from .test_assignment import COMMUNITY, FULL, family


def test_the_school_is_the_catchments_unless_staff_gave_another_or_none() -> None:
    catchment = catchment_school([COMMUNITY], FULL)
    other = next(one for one in FULL.schools if one != catchment)
    mine = family("mine")
    assert school_of(mine, FULL) == catchment
    assert school_of(mine.model_copy(update={"school": other.id}), FULL) == other
    assert school_of(mine.model_copy(update={"school": PLACED_LATER}), FULL) is None
    assert catchment_school([], FULL) is None
