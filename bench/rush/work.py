"""What a rush asks of DynamoDB: units a second against what the table is ready for, and the partition keys that get
most of them. Each deed's units and keys are those that `bench.life` counted of the suite's family.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any, NamedTuple

from functions.cloud.table.seasons import FRESH
from functions.cloud.table.shards import QUEUE_SHARDS, SHARDS
from functions.registration.sms.budget import MOST_SHARDS

from .parameters import CODE, SCREENS, Parameters
from .rush import Deed, Rush

NEW_WRITES, NEW_READS = 4_000, 12_000
"""Units a second that a new table on demand takes at once
(https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html).
"""

KEY_WRITES, KEY_READS = 1_000, 3_000
"""Units a second that one partition takes, so that no key gets more
(https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html).
"""

FIGURES = 4
"""Units of one part of a season's figures with all families in it; the one that is counted is alone in its own."""

UNIT_READ = 4096

PARTS: Mapping[Deed, Mapping[str, float]] = {
    Deed.BEGUN: {"notice, prefill, begun, saved once, papers accepted": 1},
    Deed.SCREEN: {"saves": 1 / SCREENS},
    Deed.CODE: {"a code asked for": 1},
    Deed.SENT: {"the code's SMS": 1},
    Deed.SUBMITTED: {
        "the submission": 1,
        "the stream before the checks of people": 1,
        "the stream before the check of the home": 1,
        "the stream before the code's SMS": 1,
        "the stream before other SMS": 1,
    },
}
"""Of the counted life, and how much of each; what a registry is asked and other SMS have queues that bound them."""

NOTICE = "other SMS"


class Kind(NamedTuple):
    """A kind of partition key."""

    what: str
    parts: int | None
    """Over how many keys all families are spread; None: each family has its own."""
    behind: bool = False
    """Written by a function of the stream alone: what is too much is taken later, and no family waits for it."""


KINDS: Mapping[str, Kind] = {
    "R": Kind("a registration", None),
    "A": Kind("an account", None),
    "C": Kind("a claim on a child", None),
    "F": Kind("a reference", None),
    "P": Kind("a phone", None),
    "H": Kind("a home", None),
    "D": Kind("a mark of a home or guardian", None, behind=True),
    "N": Kind("who is sought", None, behind=True),
    "V": Kind("an SMS", None),
    "B": Kind("a part of the SMS budget", MOST_SHARDS),
    "T": Kind("a part of the figures", SHARDS, behind=True),
    "S": Kind("a part of the index season", SHARDS),
    "gsi1pk": Kind("a part of the index season", SHARDS),
    "Q": Kind("a part of the index queue", QUEUE_SHARDS),
    "gsi2pk": Kind("a part of the index queue", QUEUE_SHARDS),
    "M": Kind("an SMS provider's block", 1),
    "pk": Kind("a gateway's breaker", 1),
}
"""By how the key begins (functions/cloud/table/keys.py); the last by the name of an attribute that is not there."""

SEASONS = "all seasons"


class Cost(NamedTuple):
    """Of one deed: units by the kind of key."""

    written: Counter[str]
    read: Counter[str]


class Hot(NamedTuple):
    """The key of a kind that gets most, in the busiest second."""

    what: str
    units: float
    behind: bool = False


class Load(NamedTuple):
    written: float
    """Units in the busiest second."""
    ready: int
    """Units a second that the table takes at once."""
    above: float
    """Units that came in seconds which had more."""
    read: float
    """In the busiest second."""
    ready_to_read: int
    hottest_written: list[Hot]
    hottest_read: list[Hot]


def costs(life: Mapping[str, Any], of_a_paper: Mapping[str, float]) -> dict[Deed, Cost]:
    made = {deed: _sum(life, parts) for deed, parts in PARTS.items()}
    made[Deed.PAPER] = Cost(
        Counter({"R": of_a_paper["write units"]}),
        Counter({"R": of_a_paper["read units"]}),
    )
    return made


def _sum(life: Mapping[str, Any], parts: Mapping[str, float]) -> Cost:
    cost = Cost(Counter(), Counter())
    for name, much in parts.items():
        for whole, told in zip(
            cost, (life["parts"][name]["written"], life["parts"][name]["read"]), strict=True
        ):
            for kind, units in told.items():
                whole[kind] += units * much * (FIGURES if kind == "T" else 1)
    return cost


def load(
    rush: Rush, parameters: Parameters, life: Mapping[str, Any], of_a_paper: Mapping[str, float]
) -> Load:
    made = costs(life, of_a_paper)
    seconds = _seconds(rush)
    behind = sum(_sum(life, {NOTICE: 1}).written.values()) * parameters.notices / CODE
    written = [_units(rush, made, second, 0) for second in seconds]
    ready = max(parameters.warm, NEW_WRITES)
    instances = max(rush.at_once, parameters.opening) / FRESH.total_seconds()
    seasons = Hot(SEASONS, instances * ceil(life["season"] / UNIT_READ) / 2)
    return Load(
        written=max(written) + behind,
        ready=ready,
        above=sum(max(0.0, units + behind - ready) for units in written),
        read=max(_units(rush, made, second, 1) for second in seconds),
        ready_to_read=max(parameters.warm_reads, NEW_READS),
        hottest_written=_hottest(rush, made, 0, ()),
        hottest_read=_hottest(rush, made, 1, (seasons,)),
    )


def _seconds(rush: Rush) -> range:
    return range(1 + max(second for many in rush.deeds.values() for second in many))


def _units(rush: Rush, made: Mapping[Deed, Cost], second: int, part: int) -> float:
    return sum(rush.deeds[deed].get(second, 0.0) * cost[part].total() for deed, cost in made.items())


def _hottest(rush: Rush, made: Mapping[Deed, Cost], part: int, more: Iterable[Hot]) -> list[Hot]:
    """Most first. A family does one thing in a second, so its own keys get what one deed gives them."""
    kinds = sorted({kind for cost in made.values() for kind in cost[part]})
    hot = list(more)
    for kind in kinds:
        what, parts, behind = KINDS[kind]
        if parts is None:
            hot.append(Hot(what, max(cost[part][kind] for cost in made.values()), behind))
            continue
        of = [(rush.deeds[deed], cost[part][kind]) for deed, cost in made.items() if cost[part][kind]]
        busiest = max(
            sum(seconds.get(second, 0.0) * units for seconds, units in of) for second in _seconds(rush)
        )
        hot.append(Hot(what, busiest / parts, behind))
    return sorted(hot, key=lambda one: -one.units)
