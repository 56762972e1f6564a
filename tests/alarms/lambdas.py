"""The functions that a queue, the stream or the clock drives, as the two projects deploy them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from chalice import Chalice
from chalice.app import DynamoDBEventConfig, Rate, ScheduledEventConfig, SQSEventConfig
from chalice.local import LambdaContext

from infra.guardians.app import app as guardians
from infra.staff.app import app as staff

APPS: dict[str, Chalice] = {"guardians": guardians, "staff": staff}


@dataclass(frozen=True)
class Lambda:
    name: str
    """By which its template names it, after the template."""
    handler: Callable[[Any, Any], Any]
    queue: str | None = None
    every: str | None = None

    def __call__(self, event: Any) -> Any:
        return self.handler(event, LambdaContext(self.name, 512))


@cache
def lambdas() -> tuple[Lambda, ...]:
    """Of the queues by the name without `Queue`, of the clock by their rate; those of the stream have neither."""
    return tuple(one for project, app in APPS.items() for one in _of(project, app))


def _of(project: str, app: Chalice) -> Iterator[Lambda]:
    for config in app.event_sources:
        name = f"{project}/{config.name.title().replace('_', '')}"
        handler = app.handler_map[config.name]
        match config:
            case SQSEventConfig(queue=str(queue)):
                yield Lambda(name, handler, queue=queue.removesuffix("Queue"))
            case ScheduledEventConfig(schedule_expression=Rate() as rate):
                yield Lambda(name, handler, every=rate.to_string())
            case DynamoDBEventConfig():
                yield Lambda(name, handler)
            case _:
                continue
