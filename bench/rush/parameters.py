"""What the model is played with: crowds, the deployment's parameters, and what is assumed of families and functions."""

from collections.abc import Mapping
from typing import NamedTuple

from functions.registration.submitting.codes import LIFETIME
from infra.gateway_answers import SOON

HOUR = 3600
DAY = 14 * HOUR
"""From eight in the morning until ten at night."""

EXPIRES = LIFETIME.total_seconds()
"""Seconds that a code lives."""

AGAIN = float(SOON["Retry-After"])
"""Seconds after which the page sends a save again that the gateway turned away (web/src/guardian/draft). Who pressed a
button that was turned away is taken to press as soon.
"""

COLD = 1.2
"""Seconds of the clock more until a function answers first, as on the busy machine that the benches ran on."""

REQUEST = 0.060
"""Seconds that a warm request holds its place: a few milliseconds of ours, up to five calls of AWS. An assumption."""

CODE = 0.7
"""Seconds that an SMS holds its place: four calls of AWS and the provider's answer. An assumption."""

INSPECTION = 0.5
"""Seconds that an upload holds its place: `bench.inspection` has the processor's part of it, six calls of AWS are the
rest. An assumption.
"""

SCREENS = 15
"""Requests of a family before its code: notice, prefill, a save a screen, papers."""

PAPERS = 5
"""Of a family: one with each of the last screens."""

PAUSE, TYPING = (8.0, 40.0), (5.0, 40.0)
"""Seconds between two requests, and from the SMS to the submission: anything between."""

FIRST, GROWS = 5, 300 / 60
"""Places of a queue's function when its first message comes, and how many more each second (docs/deploy.md)."""


class Crowd(NamedTuple):
    """Families, and the seconds within which all come: half of them in the first sixth."""

    families: int
    within: int = HOUR

    @property
    def early(self) -> float:
        return self.within / 6

    def arrives(self, second: int) -> float:
        """How many families come in a second."""
        if second >= self.within:
            return 0.0
        part = self.early if second < self.early else self.within - self.early
        return self.families / 2 / part


class Parameters(NamedTuple):
    """Of the deployment, each by the model's name of it."""

    api: int
    requests: int
    codes: int
    opening: int
    notices: int
    inspection: int
    warm: int
    warm_reads: int


NAMES: Mapping[str, str] = {
    "api": "ApiConcurrency",
    "requests": "RequestsPerSecond",
    "codes": "CodeConcurrency",
    "opening": "OpeningConcurrency",
    "notices": "NoticeConcurrency",
    "inspection": "InspectionConcurrency",
    "warm": "WarmWriteUnits",
    "warm_reads": "WarmReadUnits",
}
"""What a template and docs/deploy.md call each."""

DEFAULTS = Parameters(
    api=400, requests=2_000, codes=50, opening=0, notices=5, inspection=40, warm=0, warm_reads=12_000
)

DOCUMENTED: Mapping[Crowd, Parameters] = {
    Crowd(15_000): Parameters(400, 2_000, 50, 50, 5, 40, 8_000, 12_000),
    Crowd(100_000): Parameters(1_000, 4_000, 200, 250, 20, 250, 40_000, 12_000),
    Crowd(1_000_000): Parameters(8_000, 25_000, 1_000, 2_500, 100, 1_000, 250_000, 30_000),
    Crowd(18_000_000, DAY): Parameters(8_000, 25_000, 1_000, 2_500, 400, 1_000, 250_000, 30_000),
}
"""At most so many -> the parameters that docs/deploy.md gives."""


def documented(crowd: Crowd) -> Parameters:
    return next(
        parameters
        for most, parameters in DOCUMENTED.items()
        if crowd.within == most.within and crowd.families <= most.families
    )
