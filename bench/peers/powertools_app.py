"""The submission on Powertools' resolver with its validation."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from work import Command, RefusedError, Submitted, submit

app = APIGatewayRestResolver(enable_validation=True)
logger = Logger(service="peer")


@app.post("/api/registrations/<registration_id>/submission")
def submission(registration_id: str, command: Command) -> Submitted:
    account = app.current_event.request_context.authorizer["account"]
    try:
        return submit(registration_id, command, account)
    except RefusedError:
        logger.info("refused")
        raise NotFoundError("no such registration") from None


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return app.resolve(event, context)
