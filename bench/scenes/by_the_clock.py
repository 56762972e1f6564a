"""What the clock starts, with something in each season's pass to do."""

from typing import Any

from tests.faults.long_deeds import PASSES, with_families
from tests.rooms.test_wiring import TICK

from .stage import Play, Stage


def passes(name: str) -> Play:
    def play(stage: Stage) -> Any:
        with_families(stage.cloud, stage.city)
        PASSES[name](stage.cloud)
        return TICK

    return play
