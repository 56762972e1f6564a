"""R49: what is still there days after its end was held up by something, and whoever is on call is told."""

import json

import pytest
import time_machine

from functions.cloud.table import keys
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from tests.aws import Cloud

from .registrations import DAY
from .test_erasing import LIVE, items, run


@pytest.mark.parametrize(("late", "told"), [(0, []), (3, [1.0])])
def test_what_is_found_three_days_after_its_end_is_counted_while_it_is_erased(
    opened: Cloud,
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
    capsys: pytest.CaptureFixture[str],
    late: int,
    told: list[float],
) -> None:
    opened.put(family_submitted.model_copy(update={"status": Status.DRAFT}))
    opened.put(family_submitted.model_copy(update={"id": LIVE}))
    clock.move_to(season.closes_at + (season.retention.draft_days + late) * DAY)
    capsys.readouterr()
    run()
    assert [item["id"] for item in items(opened) if item["sk"] == keys.REGISTRATION] == [LIVE]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "ErasureBehind" in line]
    assert [number for line in lines for number in line["ErasureBehind"]] == told
