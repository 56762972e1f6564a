"""Who is played how deeply: the short plan is a test, the long one is `make fuzz`."""

from .fuzzing import Depth, Turn
from .target import PERSONS

WORKING = ("guardian", "reviewer", "supervisor", "auditor")

SHORT = (
    *(Turn(who, Depth(2, reachable=True)) for who in WORKING),
    *(Turn(who, Depth(1, reachable=False)) for who in ("guardian", "auditor", "one factor")),
    Turn("guardian", Depth(4, stateful=True)),
)
LONG = (
    *(Turn(who, Depth(60, coverage=True, reachable=True)) for who in WORKING),
    *(Turn(who, Depth(4, reachable=False)) for who in PERSONS),
    *(Turn(who, Depth(12, reachable=True)) for who in ("stranger", "elsewhere")),
    *(Turn(who, Depth(40, stateful=True)) for who in WORKING),
)
"""Under 20 minutes on two cores."""
