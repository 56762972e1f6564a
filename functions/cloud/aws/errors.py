"""What a call of AWS ends in when it does not end well. No client's own exceptions pass this room.

AwsError
├── RegionError                  nobody says in which region
├── CredentialsError             there is nothing to sign with
├── NoAnswerError                nothing came back; `sent` tells whether AWS may have done it
└── RefusedError                 AWS answered with an error: `code`, `status`, `message`
    ├── ThrottledError           too many at once; nothing was done
    ├── FaultError               a fault of AWS (HTTP 5xx); it may have been done
    ├── ExpiredCredentialsError  signed with what is no longer, or not yet, known
    ├── NotFoundError            no such table, queue, key or secret
    ├── WrongKeyError            KMS did not make this ciphertext, or not under this key
    ├── ConditionalCheckFailedError   `item` is what stood there
    └── TransactionCanceledError      `reasons`, one for each part
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any


class AwsError(Exception):
    """A call of AWS failed."""


class RegionError(AwsError):
    """The environment names no region."""


class CredentialsError(AwsError):
    """Neither the environment nor botocore's chain has credentials."""


class NoAnswerError(AwsError):
    """Nothing came back. Where it was not `sent`, nothing was done; else that is not known."""

    def __init__(self, operation: str, *, sent: bool, cause: str) -> None:
        super().__init__(f"{operation}: no answer ({cause})")
        self.sent = sent


class RefusedError(AwsError):
    """AWS answered with an error. `body` is the whole answer."""

    def __init__(self, operation: str, status: int, code: str, body: Mapping[str, Any]) -> None:
        self.message = str(body.get("message") or body.get("Message") or "")
        super().__init__(f"{operation}: {code} ({status}) {self.message}".rstrip())
        self.operation = operation
        self.status = status
        self.code = code
        self.body = body


class ThrottledError(RefusedError):
    """Too many at once. Nothing was done."""


class FaultError(RefusedError):
    """A fault of AWS, which may have done it nevertheless."""


class ExpiredCredentialsError(RefusedError):
    """The credentials are no longer, or not yet, known. Nothing was done."""


class NotFoundError(RefusedError):
    """No such table, queue, key or secret."""


class WrongKeyError(RefusedError):
    """Not a ciphertext of KMS, or of another key or context."""


class ConditionalCheckFailedError(RefusedError):
    """A condition of a write was not met; nothing was written."""

    @property
    def item(self) -> Mapping[str, Any] | None:
        """What stood there, where that was asked for and there was something."""
        return self.body.get("Item")


class TransactionCanceledError(RefusedError):
    """A transaction was rolled back: a condition of one part or several was not met."""

    @property
    def reasons(self) -> list[Mapping[str, Any]]:
        """`Code` and, where one was asked for, `Item`, in the order of the parts."""
        return list(self.body.get("CancellationReasons", ()))


BY_CODE: Mapping[str, type[RefusedError]] = {
    "ConditionalCheckFailedException": ConditionalCheckFailedError,
    "TransactionCanceledException": TransactionCanceledError,
    "TransactionInProgressException": FaultError,  # an earlier try under the same token has not ended yet
    "ResourceNotFoundException": NotFoundError,
    "NotFoundException": NotFoundError,
    "QueueDoesNotExist": NotFoundError,
    "AWS.SimpleQueueService.NonExistentQueue": NotFoundError,
    "InvalidCiphertextException": WrongKeyError,
    "IncorrectKeyException": WrongKeyError,
    "ExpiredToken": ExpiredCredentialsError,
    "ExpiredTokenException": ExpiredCredentialsError,
    "InvalidClientTokenId": ExpiredCredentialsError,
    "UnrecognizedClientException": ExpiredCredentialsError,
    "OverLimit": ThrottledError,
    "ProvisionedThroughputExceededException": ThrottledError,
    "RequestLimitExceeded": ThrottledError,
    "RequestThrottled": ThrottledError,
    "RequestThrottledException": ThrottledError,
    "SlowDown": ThrottledError,
    "ThrottledException": ThrottledError,
    "Throttling": ThrottledError,
    "ThrottlingException": ThrottledError,
    "TooManyRequestsException": ThrottledError,
    "TransactionConflictException": ThrottledError,  # a single write met a transaction on the same item
}
"""The codes that mean something to us; the same words at every service."""


def refused(operation: str, status: int, code: str, body: Mapping[str, Any]) -> RefusedError:
    """The error of an answer that is none of success."""
    kind = BY_CODE.get(code)
    if kind is None and status == HTTPStatus.TOO_MANY_REQUESTS:
        kind = ThrottledError
    if kind is None and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        kind = FaultError
    return (kind or RefusedError)(operation, status, code, body)
