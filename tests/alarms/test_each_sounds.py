"""Every alarm of the three templates sounds of its fault, and of none before: a closed set.

`played`: the fault is done to the system, whose own functions then write what the alarm hears. `fed`: it happens inside
Amazon's services alone, so their metric is put as their guides say that they write it.
"""

from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine

from functions.registration.season.season import Season
from local.authorities import Authorities
from local.population import Population
from tests.cloud.sms.provider import Provider
from tests.rooms.sms_providers import alibaba, tencent

from .all import EVALUATED, NOTHING_RUNS
from .faults import of_amazon, of_families, of_passes, of_queues, of_sms
from .faults.stage import DAY, Fault, How, Stage
from .lambdas import lambdas
from .playing import Played
from .templates import ALARMS

__all__ = ["alibaba", "tencent"]

TABLES = (of_queues.FAULTS, of_amazon.FAULTS, of_sms.FAULTS, of_families.FAULTS, of_passes.FAULTS)
FAULTS: dict[str, Fault] = {name: fault for table in TABLES for name, fault in table.items()}


@pytest.fixture
def stage(
    played: Played,
    clock: time_machine.Traveller,
    season: Season,
    city: Population,
    authorities: Authorities,
    alibaba: Provider,
    tencent: Provider,
) -> Stage:
    played.stopped |= {one.name for one in lambdas() if one.every}
    return Stage(played, clock, season, city, authorities, alibaba, tencent)


def test_every_alarm_has_its_fault_and_no_fault_is_of_no_alarm() -> None:
    rows = Counter(name for table in TABLES for name in table)
    assert rows == dict.fromkeys(ALARMS, 1)


def test_what_is_fed_and_not_played_is_what_amazon_alone_can_do() -> None:
    fed = {name for name, fault in FAULTS.items() if fault.how is How.FED}
    lambdas_own = {"alarms/DispatchDeadLettersAlarm", "alarms/CountDeadLettersAlarm"}
    assert fed == of_amazon.FAULTS.keys() | lambdas_own


@pytest.mark.parametrize("name", FAULTS, ids=lambda name: f"{name}-{FAULTS[name].how}")
def test_an_alarm_sounds_of_its_fault_and_neither_before_nor_once_nothing_more_is_heard(
    stage: Stage, name: str
) -> None:
    assert name not in stage.sounding()
    FAULTS[name].inject(stage)
    assert name in stage.sounding(), FAULTS[name].what
    tomorrow = datetime.now(UTC) + DAY
    assert EVALUATED[name].sounds(stage.played.series, tomorrow, before=True) is (name in NOTHING_RUNS)
