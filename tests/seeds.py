"""In how many seeded orders a race is run: a sample in `make test`, many more in `make faults`."""

import os

WHOLE = os.environ.get("RUXUE_FAULTS") == "whole"


def seeds(sample: int, *, whole: int) -> range:
    return range(whole if WHOLE else sample)
