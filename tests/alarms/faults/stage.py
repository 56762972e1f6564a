"""Where a fault is injected: the data stack, its functions and their clock, and what an alarm would hear of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

import time_machine

from functions.registration.registration import Registration
from functions.registration.season.season import Season
from local.authorities import Authorities
from local.population import Population
from tests.alarms.all import sounding
from tests.alarms.lambdas import Lambda, lambdas
from tests.alarms.playing import Played
from tests.alarms.series import Metric
from tests.aws import Cloud
from tests.cloud.sms.provider import Provider
from tests.rooms.registrations import form, submitted
from tests.rooms.test_wiring import TICK

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FUNCTIONS: Mapping[str, Lambda] = {one.name.partition("/")[2]: one for one in lambdas()}


class How(StrEnum):
    PLAYED = "played"
    """The fault is done to the system, and its own functions tell of it."""
    FED = "fed"
    """It happens inside Amazon's services: the metric is put as their guides say that they write it."""


@dataclass
class Stage:
    """Nobody calls the functions of the clock but the fault itself."""

    played: Played
    clock: time_machine.Traveller
    season: Season
    city: Population
    authorities: Authorities
    alibaba: Provider
    tencent: Provider

    @property
    def cloud(self) -> Cloud:
        return self.played.cloud

    def run(self, function: str, times: int = 1) -> None:
        """One of the clock."""
        for _ in range(times):
            self.played.run(FUNCTIONS[function], TICK)

    def families(self, number: int, story: str = "ordinary") -> list[Registration]:
        made = [submitted(form(self.city, story), f"01G76PAV40{place:016d}") for place in range(number)]
        for one in made:
            self.cloud.put(one)
        return made

    def feed(self, namespace: str, name: str, value: float, **dimensions: str) -> None:
        self.played.measure(Metric(namespace, name, frozenset(dimensions.items())), value)

    def sounding(self) -> set[str]:
        return sounding(self.played.series, datetime.now(UTC))


class Fault(NamedTuple):
    what: str
    inject: Callable[[Stage], None]
    how: How = How.PLAYED
