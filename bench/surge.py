"""The opening hour as a model of discrete events: `python -m bench.surge [families]…`; 15,000 and 100,000 unless told.

All families come within the first hour, half of them in its first ten minutes. Each types for a while, asks for a
code, waits for it and submits. What is modelled is what can make them wait: how many requests the API's function
serves at once, how many codes are handed to the SMS provider at once, and starts from cold. It plays the defaults of
infra/guardians/merge.yaml and the parameters that docs/deploy.md gives for the size, and ends with 1 where a code
expires under those. Not in it: networks, the registries, and limits of AWS's own.
"""

import heapq
import random
import sys
from collections import deque
from collections.abc import Callable
from statistics import quantiles
from typing import NamedTuple

from functions.registration.submitting.codes import LIFETIME

HOUR = 3600.0
EXPIRES = LIFETIME.total_seconds()
"""Seconds that a code lives."""

COLD = 1.2
"""Seconds of the clock more until a function answers first, as on the busy machine that the benches ran on."""

REQUEST = 0.060
"""Seconds that a warm request holds its place: a few milliseconds of ours, up to five calls of AWS. An assumption."""

CODE = 0.7
"""Seconds that a code holds its place: four calls of AWS and the provider's answer. An assumption."""

SCREENS = 14
"""Requests of a family before its code: notice, prefill, a save a screen, papers."""


class Parameters(NamedTuple):
    api: int
    codes: int
    opening: int
    """Instances of the API that stand ready."""


DEFAULTS = Parameters(api=400, codes=50, opening=0)
DOCUMENTED = (
    (15_000, Parameters(api=400, codes=50, opening=50)),
    (100_000, Parameters(api=1_000, codes=200, opening=250)),
    (1_000_000, Parameters(8_000, 1_000, 2_500)),
)
"""Families in the first hour, at most -> the parameters that docs/deploy.md gives."""


class Station:
    """Places that work side by side, a queue before them; but for those that stand `ready` each starts cold."""

    def __init__(self, places: int, holds: float, *, ready: int = 0) -> None:
        self._free = places
        self._warm = ready
        self._holds = holds
        self._queue: deque[tuple[float, Callable[[float], None]]] = deque()
        self.waits: list[float] = []
        self.cold = 0
        self.most = 0
        self.waiting: dict[int, int] = {}
        """Second -> how many waited when somebody last came or went in it."""

    def come(self, model: "Model", then: Callable[[float], None]) -> None:
        self._queue.append((model.now, then))
        self._start(model)

    def _start(self, model: "Model") -> None:
        while self._free and self._queue:
            came, then = self._queue.popleft()
            self._free -= 1
            holds = self._holds
            if self._warm:
                self._warm -= 1
            else:
                holds += COLD
                self.cold += 1
            self.waits.append(model.now + holds - came)
            model.at(model.now + holds, lambda then=then: self._done(model, then))
        self.most = max(self.most, len(self._queue))
        self.waiting[int(model.now)] = len(self._queue)

    def _done(self, model: "Model", then: Callable[[float], None]) -> None:
        self._free += 1
        self._warm += 1
        then(model.now)
        self._start(model)


class Model:
    def __init__(self) -> None:
        self.now = 0.0
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0

    def at(self, when: float, what: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._events, (when, self._count, what))

    def run(self) -> None:
        while self._events:
            self.now, _, what = heapq.heappop(self._events)
            what()


class Rush(NamedTuple):
    api: Station
    codes: Station
    expired: int
    submitted_by: float
    """Seconds after the opening when the last family had submitted."""
    requests: dict[int, int]
    """Second -> requests that came in it."""

    @property
    def busiest(self) -> int:
        """Requests in the busiest second."""
        return max(self.requests.values())


def played(families: int, parameters: Parameters, seed: int = 1) -> Rush:
    model, chance = Model(), random.Random(seed)
    api = Station(parameters.api, REQUEST, ready=parameters.opening)
    codes = Station(parameters.codes, CODE)
    state = {"expired": 0, "last": 0.0}
    seconds: dict[int, int] = {}

    def asks(then: Callable[[float], None]) -> None:
        seconds[int(model.now)] = seconds.get(int(model.now), 0) + 1
        api.come(model, then)

    def screen(left: int) -> None:
        pause = chance.uniform(8, 40)
        after = (lambda: screen(left - 1)) if left else code
        asks(lambda now: model.at(now + pause, after))

    def code() -> None:
        asks(lambda asked: codes.come(model, lambda sent: arrived(asked, sent)))

    def arrived(asked: float, sent: float) -> None:
        if sent - asked > EXPIRES:
            state["expired"] += 1
        model.at(sent + chance.uniform(5, 40), lambda: asks(submitted))

    def submitted(now: float) -> None:
        state["last"] = max(state["last"], now)

    for _ in range(families):
        early = chance.random() < 0.5
        model.at(
            chance.uniform(0, HOUR / 6) if early else chance.uniform(HOUR / 6, HOUR), lambda: screen(SCREENS)
        )
    model.run()
    return Rush(api, codes, state["expired"], state["last"], seconds)


def documented(families: int) -> Parameters:
    return next(parameters for most, parameters in DOCUMENTED if families <= most)


def told(families: int, name: str, parameters: Parameters) -> int:
    """Prints one line; how many codes expired."""
    rush = played(families, parameters)
    waits, sent = (quantiles(station.waits, n=100) for station in (rush.api, rush.codes))
    print(
        f"{families:>9,}  {name:<10}{parameters.api:>6}{parameters.codes:>6}{parameters.opening:>6}{rush.busiest:>9,}"
        f"{waits[49]:>9.2f}{waits[98]:>8.2f}{rush.api.cold:>7,}{rush.api.most:>9,}"
        f"{sent[49]:>9.1f}{sent[98]:>8.1f}{rush.codes.most:>9,}{rush.expired:>9,}{rush.submitted_by / 60:>9.0f}"
    )
    return rush.expired


def main(asked: list[str]) -> int:
    print(
        f"{'':<27}{'places':>10}{'busiest':>11}{'request, s':>17}{'':>7}{'waiting':>9}{'code, s':>17}{'waiting':>9}"
    )
    print(
        f"{'families':>9}  {'':<10}{'API':>6}{'codes':>6}{'ready':>6}{'second':>9}"
        f"{'median':>9}{'99 %':>8}{'cold':>7}{'most':>9}{'median':>9}{'99 %':>8}{'most':>9}{'expired':>9}{'min end':>9}"
    )
    expired = 0
    for families in [int(one.replace(",", "")) for one in asked] or [15_000, 100_000]:
        told(families, "defaults", DEFAULTS)
        expired += told(families, "documented", documented(families))
    return 1 if expired else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
