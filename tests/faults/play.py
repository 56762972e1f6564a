"""Plays a deed undisturbed, then once for every point, and says where an end differs from the undisturbed one."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .ends import end
from .family_deeds import Request
from .faults import Injector, Made, Point
from .tolerated import CONFLICTS, is_tolerated
from .world import Kept, World

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


def played(world: World, kept: Kept, request: Request, point: Point | None = None) -> Story:
    world.restore(kept)
    world.injector = Injector(point)
    with world.injector.standing():
        status, sent = _sent(world, request)
        world.settle()
    return Story(status, sent, world.injector.made, end(world.cloud))


def _sent(world: World, request: Request) -> tuple[int | None, int]:
    for sent in range(1, RESENT + 1):
        answer: Any = world.attempt(request)
        if answer is not None and answer.status not in LATER:
            return int(answer.status), sent
    return None, RESENT


def points(made: Iterable[Made]) -> Iterator[Point]:
    """Every fault at every call of an undisturbed story."""
    return (Point(number, fault) for number, call in enumerate(made) for fault in call.faults)


def wrong(undisturbed: Story, disturbed: Story, point: Point) -> list[str]:
    """What the point lost, doubled or told wrongly."""
    made = undisturbed.made[point.call]
    said = [line for line in difference(undisturbed, disturbed) if not is_tolerated(line, made, point.fault)]
    known = {undisturbed.status} | (CONFLICTS if disturbed.sent > 1 else set())
    if disturbed.status not in known:
        said.append(f"answered {disturbed.status}, and undisturbed {undisturbed.status}")
    return said


def difference(undisturbed: Story, disturbed: Story) -> list[str]:
    """What was lost and what was doubled or differs; of an item that is in both ends, the parts alone."""
    lost = list((undisturbed.end - disturbed.end).elements())
    more = list((disturbed.end - undisturbed.end).elements())
    said = []
    for line in list(lost):
        twin = next((other for other in more if _name(other) == _name(line)), None)
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
