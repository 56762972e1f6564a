"""Settling: everything that is ready is run, and nobody is asked again without a reason."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from local.events.pump import Pump
from local.projects import project
from tests.patience import PATIENCE


@dataclass
class Hand:
    """A source with so many batches of one; `then` is what its work does."""

    name: str
    batches: int = 0
    then: Callable[[], None] = lambda: None
    window: float = 0.0
    more: bool = False
    runs: list[int] = field(default_factory=list)

    def run_once(self) -> int:
        worked = min(self.batches, 1)
        self.batches -= worked
        self.more = self.batches > 0
        self.runs.append(worked)
        if worked:
            self.then()
        return worked

    def concerns(self, operation: str, body: bytes) -> bool:
        return operation == self.name


def test_a_source_runs_again_when_another_ones_work_woke_it() -> None:
    early, late = Hand("early"), Hand("late", batches=1)

    def send() -> None:
        early.batches += 1
        pump.wake("early", b"")

    late.then = send
    pump = Pump([early, late])
    assert pump.settle() == {"late": 1, "early": 1}
    assert early.runs == [0, 1]


def test_a_source_is_asked_until_it_holds_no_more() -> None:
    full = Hand("full", batches=3)
    assert Pump([full]).settle() == {"full": 3}


def test_nobody_is_asked_again_whom_nothing_woke() -> None:
    busy, quiet = Hand("busy", batches=2), Hand("quiet")
    pump = Pump([busy, quiet])
    assert pump.settle() == {"busy": 2}
    assert quiet.runs == [0]
    assert pump.settle() == {}
    assert quiet.runs == [0, 0]


def test_a_window_stands_in_the_template_alone() -> None:
    assert project("staff").wiring["count"].window == 5
    assert project("guardians").wiring["dispatch"].window == 0


def test_a_thread_lets_work_gather_for_its_window_before_it_looks_again() -> None:
    gathering = threading.Event()

    class Windowed(Hand):
        @property
        def window(self) -> float:  # type: ignore[override]
            gathering.set()
            return 3600.0

        @window.setter
        def window(self, _: float) -> None: ...

    source = Windowed("windowed")
    pump = Pump([source])
    pump.start()
    pump.wake("windowed", b"")
    assert gathering.wait(PATIENCE)
    pump.wake("windowed", b"")
    pump.stop()
    assert len(source.runs) == 1
