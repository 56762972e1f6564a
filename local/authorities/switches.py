"""How an authority behaves now: well, or in one of the ways in which authorities fail."""

from collections import Counter
from dataclasses import asdict, dataclass
from threading import Event, Lock
from typing import Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass as parsed

Mode = Literal["ok", "slow", "down", "throttling", "wrong"]


@parsed(frozen=True, config=ConfigDict(extra="forbid"))
class Switches:
    """`slow` answers after `delay_ms`; `down` is 503; `throttling` is 429 with `retry_after` in seconds.

    `wrong` answers 200 with what is in no contract: a page, or with `wrong="record"` a senseless record.
    """

    mode: Mode = "ok"
    delay_ms: int = Field(default=3000, ge=0, le=60_000)
    retry_after: int = Field(default=30, ge=0, le=3600)
    wrong: Literal["page", "record"] = "page"

    def json(self) -> dict[str, Any]:
        return asdict(self)


PARSE = TypeAdapter(Switches)


@dataclass(frozen=True)
class Counts:
    """Requests since the start, by what came of them."""

    asked: int
    outcomes: dict[str, int]

    def json(self) -> dict[str, Any]:
        return asdict(self)


class Panel:
    """The switches and counters of one authority, shared by its threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._switches = Switches()
        self._outcomes: Counter[str] = Counter()
        self.stopping = Event()

    @property
    def switches(self) -> Switches:
        with self._lock:
            return self._switches

    def turn(self, switches: Switches) -> None:
        with self._lock:
            self._switches = switches

    def count(self, outcome: str) -> None:
        with self._lock:
            self._outcomes[outcome] += 1

    @property
    def counts(self) -> Counts:
        with self._lock:
            return Counts(self._outcomes.total(), dict(self._outcomes))
