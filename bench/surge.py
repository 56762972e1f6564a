"""The rush as a model: `python -m bench.surge [families]…`; 15,000 and 100,000 in the first hour, and 18,000,000 in a
day, unless told.

Half of all families come in the first sixth of the time. Each types for a while, uploads its papers, asks for a code,
waits for it and submits. What is modelled is what can make them wait: the gateway's rate and the places of the API's
function, which turn requests away that the page sends again; the places at which codes and papers are worked on; and
starts from cold. DynamoDB's units are counted beside it, by the keys that each deed writes; what comes above is told,
and not played again. It plays the stacks' defaults and the parameters that docs/deploy.md gives for the size, up to
200,000 families one by one, else by cohorts; at 100,000 both, so that one is held against the other. It ends with 1
where, under the documented parameters, a code expires, a request is turned away, or a table or key is asked for more
than it takes. Not in it: networks, the registries, and limits of AWS's own beside these.
"""

import sys
from typing import Any

from . import price
from .rush.cohorts import flowed
from .rush.events import played
from .rush.parameters import DAY, DEFAULTS, HOUR, Crowd, Parameters, documented
from .rush.rush import Rush
from .rush.work import KEY_READS, KEY_WRITES, Hot, Load, load

ONE_BY_ONE = 200_000
"""Families that events are good for."""

CROWDS = (Crowd(15_000), Crowd(100_000), Crowd(18_000_000, DAY))
COMPARED = CROWDS[1]

HEAD = (
    f"{'families':>10} {'in':>4}  {'parameters':<12}{'model':<9}{'busiest':>8}{'at once':>8}{'cold':>6}"
    f"{'429':>7}{'503':>7}{'request, s':>12}{'code, s':>14}{'waiting':>9}{'expired':>9}{'paper, s':>16}"
    f"{'waiting':>12}{'min end':>9}"
)


def row(crowd: Crowd, name: str, model: str, rush: Rush) -> str:
    codes, papers = (max(rush.waiting[queue].values()) for queue in ("codes", "papers"))
    pairs = [f"{waits.of(0.5):.2f} {waits.of(0.99):.2f}" for waits in (rush.request, rush.code, rush.paper)]
    return (
        f"{crowd.families:>10,} {crowd.within // HOUR:>2} h  {name:<12}{model:<9}{rush.busiest:>8,.0f}"
        f"{rush.at_once:>8,.0f}{rush.cold:>6,.0f}{rush.limited:>7,.0f}{rush.full:>7,.0f}{pairs[0]:>12}{pairs[1]:>14}"
        f"{codes:>9,.0f}{rush.expired:>9,.0f}{pairs[2]:>16}{papers:>12,.0f}{rush.ended / 60:>9.0f}"
    )


def units(asked: Load) -> list[str]:
    """Lines about the table."""
    in_all = f"{asked.above:,.0f} above in all"
    return [
        f"units in the busiest second: {asked.written:,.0f} written of {asked.ready:,}, {in_all}",
        f"units in the busiest second: {asked.read:,.0f} read of {asked.ready_to_read:,}",
        f"hottest keys, written: {_keys(asked.hottest_written)}",
        f"hottest keys, read: {_keys(asked.hottest_read)}",
    ]


def _keys(hottest: list[Hot]) -> str:
    return ", ".join(f"{one.what} {one.units:,.0f}{' behind' if one.behind else ''}" for one in hottest[:4])


def holds(rush: Rush, asked: Load) -> bool:
    hottest = [
        max(one.units for one in of if not one.behind) for of in (asked.hottest_written, asked.hottest_read)
    ]
    return (
        not (rush.expired or rush.limited or rush.full or asked.above)
        and asked.read <= asked.ready_to_read
        and hottest[0] <= KEY_WRITES
        and hottest[1] <= KEY_READS
    )


def told(crowd: Crowd, name: str, parameters: Parameters, life: dict[str, Any]) -> bool:
    """Prints what came of it; whether all was taken at once."""
    one_by_one = crowd.families <= ONE_BY_ONE
    rush = (played if one_by_one else flowed)(crowd, parameters)
    print(row(crowd, name, "events" if one_by_one else "cohorts", rush))
    asked = load(rush, parameters, life, price.OF_A_PAPER)
    if one_by_one and crowd == COMPARED:
        print(row(crowd, name, "cohorts", flowed(crowd, parameters)))
    for line in units(asked):
        print(f"{'':<17}{line}")
    return holds(rush, asked)


def main(asked: list[str]) -> int:
    life = price.counted()
    held = True
    print(HEAD)
    for crowd in [Crowd(int(one.replace(",", ""))) for one in asked] or CROWDS:
        if crowd.families <= ONE_BY_ONE:
            told(crowd, "defaults", DEFAULTS, life)
        held = told(crowd, "documented", documented(crowd), life) and held
        one = sum(price.costs("aws", price.used(life), crowd.families).values())
        print(
            f"{'':<17}{one * crowd.families:,.0f} USD for these families' lives without SMS, {one:.5f} each\n"
        )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
