"""R49: what is gone is told of once, whoever stops when."""

import pytest
import time_machine

from functions.cloud.aws.calls import SEAM, Call, Caller
from functions.cloud.aws.calls import Answer as Answered
from functions.cloud.table import keys
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from tests.aws import Cloud

from .test_erasing import DAY, buckets, erasures, items, run, upload

__all__ = ["buckets"]


def test_what_is_gone_is_told_of_once_also_where_the_run_was_stopped_before_it_told(
    opened: Cloud,
    buckets: list[str],
    family_submitted: Registration,
    season: Season,
    clock: time_machine.Traveller,
) -> None:
    opened.put(family_submitted.model_copy(update={"status": Status.DRAFT}))
    upload(opened, family_submitted.id)
    clock.move_to(season.closes_at + season.retention.draft_days * DAY)

    def stop(call: Call, then: Caller) -> Answered:
        if call.operation == "Query" and call.parameters["TableName"] == opened.table.name:
            raise RuntimeError
        return then(call)

    with SEAM.around(stop), pytest.raises(RuntimeError):
        run(1)
    assert not [item for item in items(opened) if item["sk"] == keys.REGISTRATION]
    run()
    assert erasures(season) == [{"drafts": "1", "files": "8"}]
