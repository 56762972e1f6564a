"""A rehearsal and an export's file of 100,000 families over paged fakes: `python -m bench.jobs [families]`.

Measured is what runs here: time of the processor, and the most memory that Python held. AWS's calls are counted, and
added to the time at 10 ms each.
"""

import sys
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from functions.cloud.staff.seasons import parts_of
from functions.cloud.table import items, shards
from functions.jobs.gathering import Gathering
from functions.jobs.rehearsing import Rehearsing
from functions.jobs.sheets import WRITERS, rows_of
from functions.registration.checks import CheckState
from functions.registration.placing.facts import Facts
from functions.registration.registration import Registration, Status
from functions.registration.staff.jobs import Job, JobKind
from local.population import population
from seasons import siming_2022
from tests.midseason import NOW
from tests.rooms.registrations import form, submitted

FAMILIES = 100_000
CALL = 0.010
"""Seconds of one call of AWS."""

MEMORY = 1769
"""MiB of the function (infra/staff/.chalice/config.json)."""

ONE_STEP = 60.0
"""Seconds: what the longest step may take of the function's 120."""

MIB = 1024 * 1024


class Paged:
    """An index and a table of as many families as one, whose pages are made when they are read."""

    def __init__(self, families: int, like: Registration) -> None:
        self.calls: Counter[str] = Counter()
        self._stored = {name: value for name, value in items.dump(like).items() if name != "form"}
        self._of: dict[int, list[str]] = defaultdict(list)
        for number in range(families):
            one = f"01G76PAV4{number:017d}"
            self._of[shards.shard_of(one)].append(one)

    def of_season(
        self,
        season: str,  # noqa: ARG002 - one season
        shard: int,
        *,
        status: Status | None = None,  # noqa: ARG002 - of all
        after: str | None = None,
        limit: int = 100,
    ) -> tuple[list[str], str | None]:
        self.calls["Query"] += 1
        first = int(after or 0)
        some = self._of[shard][first : first + limit]
        return some, str(first + limit) if first + limit < len(self._of[shard]) else None

    def outlines(self, registration_ids: list[str]) -> tuple[Registration, ...]:
        self.calls["BatchGetItem"] += 1
        return tuple(items.without_form(self._stored | {"id": one}) for one in registration_ids)


class Parts:
    def __init__(self, calls: Counter[str]) -> None:
        self.kept: list[bytes] = []
        self._calls = calls

    def of(self, _: Job) -> Iterator[bytes]:
        self._calls["GetObject"] += len(self.kept)
        return iter(self.kept)


class Desk:
    def __init__(self, calls: Counter[str]) -> None:
        self._calls = calls

    def drawn(self, _: object) -> None:
        return None

    def keep_lines(self, _season: str, _digest: str, lines: list[str]) -> None:
        self._calls["PutItem"] += parts_of(lines)


def job() -> Job:
    return Job(
        id="01G76PAV4000000000000000J1",
        season="siming-2022",
        name="rehearsal",
        kind=JobKind.REHEARSAL,
        by="1:5f0c",
        started_at=NOW,
        moved_at=NOW,
        season_version=1,
        expires=0,
    )


def family() -> Registration:
    """One whose every check passed."""
    typed = form(population(7, date(2022, 6, 1), date(2016, 8, 31), bulk=0))
    made = submitted(typed, "01G76PAV4000000000000000A1")
    checks = {name: one.model_copy(update={"state": CheckState.PASSED}) for name, one in made.checks.items()}
    season = siming_2022()
    return made.model_copy(
        update={"checks": checks, "communities": (next(iter(season.catchments)),), "form": typed}
    )


def rehearsal(families: int, like: Registration) -> tuple[str, float]:
    """What it took, and its longest step in seconds."""
    paged = Paged(families, like)
    parts = Parts(paged.calls)
    desk: Any = Desk(paged.calls)
    work = Rehearsing(
        siming_2022(),
        gathering=Gathering("siming-2022", paged),
        parts=parts.of,
        facts_of=lambda _: Facts(),
        desk=desk,
    )
    now, longest, begun = job(), 0.0, time.process_time()
    while True:
        before, calls = time.process_time(), paged.calls.total()
        step = work.step(now)
        if step.part is not None:
            parts.kept.append(step.part)
        paged.calls["PutObject"] += step.part is not None
        paged.calls["PutItem"] += 1
        longest = max(longest, time.process_time() - before + (paged.calls.total() - calls) * CALL)
        if step.result is not None:
            break
        now = now.model_copy(update={"cursor": step.cursor})
    whole = time.process_time() - begun
    calls = paged.calls.total()
    if step.result["families"] != families:
        raise SystemExit(f"{step.result['families']} families came out of {families}")
    return f"{whole:.0f} s CPU, {calls} calls, {whole + calls * CALL:.0f} s in all", longest


def export(families: int, like: Registration) -> tuple[str, float]:
    """The same of its one step."""
    row = next(iter(rows_of(like, siming_2022())))
    begun = time.process_time()
    size = len(WRITERS["xlsx"]([[f"{cell}{number}" for cell in row] for number in range(families)]))
    took = time.process_time() - begun
    return f"{took:.0f} s CPU, {size / MIB:.0f} MiB of file", took


def main(families: int = FAMILIES) -> int:
    like = family()
    missed = 0
    for name, measured in (("rehearsal", rehearsal), ("export's file", export)):
        told, longest = measured(families, like)
        tracemalloc.start()
        measured(families // 10, like)
        held = tracemalloc.get_traced_memory()[1] / MIB * 10
        tracemalloc.stop()
        good = longest <= ONE_STEP and held <= MEMORY
        missed += not good
        print(
            f"{name}, {families} families: {told}; longest step {longest:.1f} s of {ONE_STEP:.0f},"
            f" memory {held:.0f} MiB of {MEMORY} (ten times a tenth's): {'held' if good else 'MISSED'}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
