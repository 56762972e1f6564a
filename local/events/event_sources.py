"""From the functions that a Chalice app registered to running event sources."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from chalice.app import DynamoDBEventConfig, ScheduledEventConfig, SNSEventConfig, SQSEventConfig

from local.aws.clients import Clients
from local.figures import Figures
from local.projects import Project

from .invocation import Function
from .pump import Source
from .queues import QueueSource
from .schedules import ScheduleSource
from .stream import StreamSource


def sources(
    project: Project, clients: Clients, outputs: Mapping[str, str], figures: Figures, now: datetime
) -> Iterator[Source]:
    """Every queue, stream and schedule of the project. Raises KeyError when one is wired to no output."""
    for config in project.app.event_sources:
        function = Function(
            config.name,
            project.app.handler_map[config.name],
            figures,
            project.timeouts.get(config.name, 60),
        )
        if isinstance(config, ScheduledEventConfig):
            expression = config.schedule_expression
            spelled = expression if isinstance(expression, str) else expression.to_string()
            yield ScheduleSource(function, expression=spelled, now=now)
            continue
        if isinstance(config, SNSEventConfig):
            # No alarm sounds on a laptop.
            continue
        wiring = project.wiring[config.name]
        arn = outputs[wiring.source]
        if isinstance(config, SQSEventConfig):
            url = clients.queue_url(_name(arn))
            yield QueueSource(function, clients, queue_url=url, batch_size=config.batch_size)
        elif isinstance(config, DynamoDBEventConfig):
            dead_letters = outputs.get(wiring.dead_letters or "")
            yield StreamSource(
                function,
                clients,
                stream_arn=arn,
                batch_size=config.batch_size,
                attempts=wiring.attempts,
                dead_letters=clients.queue_url(_name(dead_letters)) if dead_letters else None,
                window=wiring.window,
            )


def _name(arn: str) -> str:
    return arn.rsplit(":", 1)[-1]
