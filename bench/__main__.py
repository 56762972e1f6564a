"""`make bench`: what starting and serving costs against its floor, in one table; exits with 1 where a bound is missed.

Fresh processes of everything that is compared take turns, so that a ratio is of one run and a busy machine is busy for
both. Each figure is the processor's time, then the clock's; the bound holds for the medians of the processor's.
"""

import platform
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, NamedTuple

from infra import package
from infra.zips import MIB, ZIPS

from . import cases, inspection, jobs, receipt
from .cases import Case, Issuer
from .lines import LINES, SIGNED_IN
from .process import Told
from .replay import replayed

ROUNDS = 5
WARM = 25
FAMILIES = 10_000
"""Whose rehearsal and export are timed here; `python -m bench.jobs` takes ten times as many."""

SETTLED = 5
"""Warm calls that are not counted, while caches fill."""

OURS = "ours"
FLOOR, POWERTOOLS, FASTAPI = "the floor", "Powertools", "FastAPI + Mangum"

HEADS = f"{'':<24}{'ours':>14}{'':>14}  {'against':<16}{'':>28}  {'min':>5}{'med':>7}  at most"

Timed = dict[str, dict[str, Case]]
"""Name of what is done -> who does it."""

Pairs = list[tuple[float, float]]
"""Milliseconds of the processor, of the clock."""


class Bound(NamedTuple):
    what: str
    against: str
    cold: float | None
    warm: float | None


BOUNDS = (
    *(Bound(name, FLOOR, line.cold, line.warm) for name, line in LINES.items()),
    Bound("submission", POWERTOOLS, 0.8, None),
    Bound("submission", FASTAPI, 0.6, None),
)


def main() -> int:
    held = [_sizes(), _timed()]
    print()
    held += [receipt.main() == 0, inspection.main() == 0, jobs.main(FAMILIES) == 0]
    return 0 if all(held) else 1


def _sizes() -> bool:
    print(f"{'zip':<24}{'MiB':>8}{'at most':>10}")
    fits = True
    for project, zips in ZIPS.items():
        for name, one in zips.items():
            size = (package.build(project, platform.machine()) / f"{name}.zip").stat().st_size
            fits = fits and size <= one.largest
            print(f"{f'{project} {name}':<24}{size / MIB:>8.1f}{one.largest / MIB:>10.0f}")
    return fits


def _cases(found: Mapping[str, Any], addresses: Mapping[str, str], issuer: Issuer) -> Timed:
    """What of each name is compared, by who does it; asked once, so that every floor knows its function's imports."""
    made: Timed = {}
    for name, scene in found.items():
        ours = cases.ours(name, scene)
        made[name] = {OURS: ours, FLOOR: cases.floor(ours, scene, cases.probed(ours, scene, addresses))}
    submission = made["submission"][OURS]
    job = {part: told for part, told in submission.job.items() if part not in {"now", "clocks"}}
    for peer, module in ((POWERTOOLS, "powertools_app"), (FASTAPI, "fastapi_app")):
        told = job | {"path": cases.peers(), "module": module, "attribute": "handler"}
        made["submission"][peer] = Case(told, "submission", submission.environment)
    for name in SIGNED_IN:
        environment = submission.environment
        made[name] = dict(
            zip((OURS, FLOOR), cases.signing_in(name, environment, addresses, issuer), strict=True)
        )
    return made


def _timed() -> bool:
    found, issuer = cases.recorded(), Issuer()
    took: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    with replayed(cases.scenes(found) | dict.fromkeys(SIGNED_IN, issuer.scene)) as addresses:
        made = _cases(found, addresses, issuer)
        for _ in range(ROUNDS):
            for name, by in made.items():
                for who, case in by.items():
                    took[name, who].append(cases.timed(case, addresses, WARM))
    print(f"\n{HEADS}\n{'':<12}" + "min/median ms of the processor, of the clock".rjust(len(HEADS) - 12))
    missed = [bound for bound in BOUNDS if not _told(bound, took)]
    return not missed


def _told(bound: Bound, took: Mapping[tuple[str, str], list[Told]]) -> bool:
    """Prints the lines of one comparison; whether its bounds hold."""
    held = True
    ours, theirs = took[bound.what, OURS], took[bound.what, bound.against]
    for how, most, times in (
        ("cold", bound.cold, lambda told: [one.cold for one in told]),
        ("warm", bound.warm, lambda told: [call for one in told for call in one.warm[SETTLED:]]),
    ):
        mine, other = times(ours), times(theirs)
        ratio = _of(median, mine, 0) / _of(median, other, 0)
        missed = most is not None and ratio > most
        held = held and not missed
        print(
            f"{bound.what:<19}{how:<5}{_figures(mine)}  {bound.against:<16}{_figures(other)}"
            f"  {_of(min, mine, 0) / _of(min, other, 0):>5.2f}{ratio:>7.3f}"
            f"  {'' if most is None else f'{most:.2f}'}{' MISSED' if missed else ''}"
        )
    return held


def _of(which: Callable[[list[float]], float], pairs: Pairs, part: int) -> float:
    return which([pair[part] for pair in pairs])


def _figures(pairs: Pairs) -> str:
    cpu, wall = (f"{_of(min, pairs, part):.1f}/{_of(median, pairs, part):.1f}" for part in (0, 1))
    return f"{cpu:>14}{wall:>14}"


if __name__ == "__main__":
    sys.exit(main())
