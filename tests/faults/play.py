"""Plays a deed undisturbed, then once for every point, and says where an end differs from the undisturbed one."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

from local.environment import forget_cached, remembered

from .ends import end, standing
from .family_deeds import Request
from .faults import STOPS, Fault, Injector, Made, Point
from .tolerated import CONFLICTS, is_tolerated
from .world import Kept, Pulse, World

RESENT = 4
"""How often a client sends the same request again while it has no answer, or one that says: later."""
LATER = {429, 500, 503}


@dataclass(frozen=True)
class Story:
    """One play of a deed: what the client read at last, the calls that were made, and how it all ended."""

    status: int | None
    sent: int
    """How often the request was sent."""
    made: list[Made]
    end: Counter[str]
    processes: list[int] = field(default_factory=list)
    """Which process made each call."""


@dataclass(frozen=True)
class Stage:
    """An instant of the undisturbed story: before one of its steps, or behind the last."""

    kept: Kept
    made: int
    """Calls that were made before."""
    stands: Counter[str]


class Place(NamedTuple):
    """Where a story is: what comes next follows from nothing else."""

    steps: int
    """How many were taken."""
    stands: frozenset[tuple[str, int]]
    """How all stands behind them."""
    remembered: frozenset[tuple[str, int]] = frozenset()
    """What the process has in its memory: nothing where it begins."""


class KnownError(Exception):
    """From here on the story is one that was played."""


@dataclass(frozen=True)
class Course:
    """The undisturbed story, from stage to stage. Each step is a process of its own, which begins with nothing in its
    memory, as any invocation may.
    """

    story: Story
    stages: list[Stage]
    ends: dict[Place, Counter[str]] = field(default_factory=dict)
    """Of every story that was played of it: how what stood so ended."""

    def __post_init__(self) -> None:
        for steps, stage in enumerate(self.stages):
            self.ends[Place(steps, frozenset(stage.stands.items()))] = self.story.end


def undisturbed(world: World, request: Request) -> Course:
    world.injector = Injector()
    sent = Sent(world, request)
    stages = [_stage(world)]
    for step in _steps(sent, world):
        before = world.pulse()
        _taken(world, step)
        stages.append(_next_stage(world, stages[-1], before))
    made, processes = world.injector.made, world.injector.processes
    return Course(Story(sent.status, sent.times, made, end(world.cloud), processes), stages)


def disturbed(world: World, request: Request, course: Course, point: Point) -> Story:
    """The story with the point's fault: from the step that it meets until it is where a story that was played was, for
    then what follows is the same; else to the end.
    """
    stages = course.stages
    met = max(index for index, stage in enumerate(stages[:-1]) if stage.made <= point.call)
    world.restore(stages[met].kept)
    world.injector = Injector(point, list(course.story.made[: stages[met].made]))
    sent = Sent(world, request, course.story.status, course.story.sent)
    passed: list[Place] = []

    def is_at(place: Place) -> None:
        passed.append(place)
        if place in course.ends:
            raise KnownError

    try:
        for index, step in enumerate(_steps(sent, world)):
            world.again = lambda index=index: is_at(Place(index, _stands(world), remembered()))
            if index >= met:
                _taken(world, step)
                is_at(Place(index + 1, _stands(world)))
        found = end(world.cloud)
    except KnownError:
        found = course.ends[passed[-1]]
    assert point.call < len(world.injector.made), f"{point} was not met"
    course.ends.update(dict.fromkeys(passed, found))
    return Story(sent.status, sent.times, world.injector.made, found)


def _stands(world: World) -> frozenset[tuple[str, int]]:
    return frozenset(standing(world.cloud, world.unread()).items())


def alike(course: Course, point: Point) -> tuple[object, ...]:
    """What two points have in common that are one: of a process that is gone nothing is left but what its calls had
    changed by then, so that it is the same before which of the calls it stops that come next and only read.
    """
    if point.fault not in STOPS:
        return tuple(point)
    made, processes = course.story.made, course.story.processes
    last = point.call if point.fault is Fault.STOPPED_AFTER else point.call - 1
    process = processes[point.call]
    while last >= 0 and processes[last] == process and made[last].only_reads:
        last -= 1
    changed = last if last >= 0 and processes[last] == process else None
    return process, changed


def _steps(sent: "Sent", world: World) -> Iterator[Callable[[], object]]:
    yield sent
    yield from world.steps()


def _stage(world: World) -> Stage:
    return Stage(world.kept(), len(world.injector.made), standing(world.cloud, world.unread()))


def _next_stage(world: World, last: Stage, pulse: Pulse) -> Stage:
    """Where a step only read, all stands as it did."""
    made = world.injector.made
    if world.pulse() == pulse and all(call.only_reads for call in made[last.made :]):
        return replace(last, made=len(made))
    return _stage(world)


def _taken(world: World, step: Callable[[], object]) -> None:
    forget_cached()
    with world.injector.standing():
        step()


@dataclass
class Sent:
    """A client's request, as a step: sent until it is answered, and answered so, or by none."""

    world: World
    request: Request
    status: int | None = None
    times: int = 0

    def __call__(self) -> None:
        self.status = None
        for self.times in range(1, RESENT + 1):
            answer: Any = self.world.attempt(self.request)
            if answer is not None and answer.status not in LATER:
                self.status = int(answer.status)
                return


def points(course: Course) -> Iterator[Point]:
    """Every fault at every call of an undisturbed story; of steps that change nothing by the same calls, such as the
    clock's in a later round, at those of the first.
    """
    idle: set[tuple[Made, ...]] = set()
    for before, after in pairwise(course.stages):
        made = tuple(course.story.made[before.made : after.made])
        is_idle = before.stands == after.stands
        if is_idle and made in idle:
            continue
        if is_idle:
            idle.add(made)
        for number, call in enumerate(made, start=before.made):
            yield from (Point(number, fault) for fault in call.faults)


def answer_lost(course: Course) -> tuple[Point, ...]:
    """Where whoever does the deed never hears that it was done, and does it again: behind its own last change."""
    own = course.story.made[: course.stages[1].made]
    changes = [number for number, call in enumerate(own) if not call.only_reads]
    return (Point(changes[-1], Fault.STOPPED_AFTER),) if changes else ()


def wrong(right: Story, other: Story, point: Point) -> list[str]:
    """What the point lost, doubled or told wrongly."""
    made = right.made[point.call]
    said = [line for line in difference(right, other) if not is_tolerated(line, made, point.fault)]
    known = {right.status} | (CONFLICTS if other.sent > 1 else set())
    if other.status not in known:
        said.append(f"answered {other.status}, and undisturbed {right.status}")
    return said


def difference(right: Story, other: Story) -> list[str]:
    """What was lost and what was doubled or differs; of an item that is in both ends, the parts alone."""
    lost = list((right.end - other.end).elements())
    more = list((other.end - right.end).elements())
    said = []
    for line in list(lost):
        twin = next((one for one in more if _name(one) == _name(line)), None)
        if twin is not None:
            lost.remove(line)
            more.remove(twin)
            said += [f"{_name(line)} {path}" for path in _parts(_content(line), _content(twin))]
    return [*said, *(f"lost: {line}" for line in lost), *(f"more: {line}" for line in more)]


def _name(line: str) -> str:
    """`item R#<id> registration`, `sms +86…`: what a line is about."""
    content = _content(line)
    parts = (content.get(key) for key in ("pk", "sk", "phone"))
    plain = (part["S"] if isinstance(part, dict) else part for part in parts if part is not None)
    return " ".join((line.partition(" ")[0], *plain))


def _content(line: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line.partition(" ")[2])
    return found


def _parts(one: Any, other: Any, path: str = "") -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            yield from _parts(one.get(key), other.get(key), f"{path}.{key}")
    elif one != other:
        yield f"{path}: {one} became {other}"
