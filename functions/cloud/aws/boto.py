"""The same calls through boto3: with RUXUE_AWS_CLIENT=boto3, should our own client ever be at fault."""

import re
from collections.abc import Callable
from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    PartialCredentialsError,
)

from .calls import Answer, Call
from .errors import AwsError, CredentialsError, NoAnswerError, refused

_NOT_SENT = (ConnectTimeoutError, EndpointConnectionError)
_INNER_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


class Boto3Caller:
    """`client` gives boto3's client of a service by its name."""

    def __init__(self, client: Callable[[str], Any]) -> None:
        self._client = client

    def __call__(self, call: Call, /) -> Answer:
        """See `Caller`. boto3's own retries and time-outs apply."""
        method = getattr(self._client(call.service), _INNER_CAPITAL.sub("_", call.operation).lower())
        try:
            answer: Answer = method(**call.parameters)
        except (ClientError, BotoCoreError) as error:
            raise _ours(call.operation, error) from error
        return answer


def _ours(operation: str, error: ClientError | BotoCoreError) -> AwsError:
    if isinstance(error, ClientError):
        answer: dict[str, Any] = dict(error.response)
        details = answer["Error"]
        status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 400)
        return refused(
            operation, status, details.get("Code", ""), answer | {"message": details.get("Message", "")}
        )
    if isinstance(error, NoCredentialsError | PartialCredentialsError):
        return CredentialsError(type(error).__name__)
    return NoAnswerError(operation, sent=not isinstance(error, _NOT_SENT), cause=type(error).__name__)
