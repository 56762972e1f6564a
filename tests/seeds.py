"""In how many seeded orders a race is run: a sample in `make test`, in `make faults` as many as its box of time holds.

`make races` makes each box as many times as long, and plays as many times as many seeds, as RUXUE_RACES says. Whatever
was played begins with seed 0.
"""

import os
from collections.abc import Iterator
from time import perf_counter

WHOLE = os.environ.get("RUXUE_FAULTS") == "whole"
TIMES = float(os.environ.get("RUXUE_RACES", "1"))


def seeds(sample: int, *, whole: int) -> range:
    """The sample; `whole` in `make faults`, as many times as many in `make races`."""
    return range(int(whole * TIMES) if WHOLE else sample)


PARTS = range(4 if WHOLE else 1)
"""Of a long race, so that several workers play it."""


def shared(part: int, sample: int, *, whole: int, most: int) -> range:
    """One of the `PARTS`: together the sample, `whole` in `make faults`, as many times as many in `make races`, which
    plays `most` at the most.
    """
    return range(part, min(int(whole * TIMES), most) if WHOLE else sample, len(PARTS))


def in_time(sample: int, *, whole: int, seconds: float) -> Iterator[int]:
    """The sample, and the seeds that follow, until the box of so many seconds is full or `whole` are played."""
    full = perf_counter() + seconds * TIMES
    for seed in seeds(sample, whole=whole):
        if seed >= sample and perf_counter() > full:
            return
        yield seed
