"""What a call of AWS needs: IAM's own names of its actions, on the data stack's own names of what it reaches.

Which function calls is read off the stack: the outermost frame that is one of our handlers.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from infra.guardians.app import app as guardians
from infra.staff.app import app as staff
from tests.aws import imported

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = {"guardians": guardians, "staff": staff}
ROUTES = {"submit": "guardians", "review": "staff"}
"""Room -> project whose routes it holds."""
VIEWS = {("functions/delivery/routes.py", "take_sms_reports"): "guardians.api_handler"}
"""Routes that are made without one."""
ROUTE = "inner"
"""How every route is called where it answers; its `view` is what it was made of."""
SERVED_APART = {"functions.submit.receipt.routes": "guardians.receipt"}
"""Module of a route -> the function of its own that serves it, which Chalice does not know (infra.receipt_function)."""

TRANSACTED = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
OF_OBJECT = {
    "PutObject": "PutObject",
    "GetObject": "GetObject",
    "HeadObject": "GetObject",
    "DeleteObject": "DeleteObject",
    "GetObjectTagging": "GetObjectTagging",
    "CreateBucket": "PutObject",
}
"""A form is signed under the name of CreateBucket, by which botocore finds the bucket's address."""
VERSIONED = {
    "GetObject": "GetObjectVersion",
    "DeleteObject": "DeleteObjectVersion",
    "GetObjectTagging": "GetObjectVersionTagging",
}
OF_BUCKET = {"ListObjectsV2": "ListBucket", "ListObjectVersions": "ListBucketVersions"}


class Need(NamedTuple):
    function: str
    """`guardians.notify`; its routes are `guardians.api_handler`, but for what is served apart."""
    action: str
    resource: str
    """An export of the data stack without `Arn`, and what follows in it: `RegistrationTable/index/season`."""


@cache
def handlers() -> Mapping[tuple[str, str], str]:
    """(file, function) of every handler that is no route."""
    return {
        (f"{source.handler_string.rpartition('.')[0].replace('.', '/')}.py", source.handler_string.rpartition(".")[2]):
            f"{project}.{source.name}"
        for project, app in PROJECTS.items()
        for source in (*app.event_sources, *app.pure_lambda_functions)
    }  # fmt: skip


def function_calling() -> str | None:
    """Who is at work on this thread, or None where a test itself calls."""
    found = None
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_name
        handler = _handler(frame.f_code.co_filename, name)
        if handler is not None and name == ROUTE:
            handler = SERVED_APART.get(frame.f_locals["view"].__module__, handler)
        found = handler or found
        frame = frame.f_back  # type: ignore[assignment]
    return found


@cache
def _handler(file: str, name: str) -> str | None:
    path = Path(file)
    if not path.is_relative_to(ROOT / "functions"):
        return None
    place = path.relative_to(ROOT)
    if (known := handlers().get((place.as_posix(), name))) is not None:
        return known
    if (place.as_posix(), name) in VIEWS:
        return VIEWS[place.as_posix(), name]
    if name == ROUTE and path.name == "routes.py" and place.parts[1] in ROUTES:
        return f"{ROUTES[place.parts[1]]}.api_handler"
    return None


def needs(service: str, operation: str, parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(action, resource) of one call; none for what concerns no role of ours."""
    match service:
        case "dynamodb":
            yield from _of_tables(operation, parameters)
        case "s3":
            yield from _of_objects(operation, parameters)
        case "sqs":
            yield f"sqs:{operation.removesuffix('Batch')}", _named(str(parameters["QueueUrl"]))
        case "kms":
            yield f"kms:{operation}", "Key"
        case "secretsmanager":
            yield f"secretsmanager:{operation}", "Secret"
        case "sns":
            yield f"sns:{operation}", "a phone"
        case _:
            yield f"{service}:{operation}", "unknown"


def _of_objects(operation: str, parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    bucket = _named(str(parameters["Bucket"]))
    if operation == "DeleteObjects":
        for one in parameters["Delete"]["Objects"]:
            yield f"s3:DeleteObject{'Version' if 'VersionId' in one else ''}", f"{bucket}/{one['Key']}"
    elif operation in OF_BUCKET:
        yield f"s3:{OF_BUCKET[operation]}", bucket
    else:
        action = OF_OBJECT[operation]
        yield (
            f"s3:{VERSIONED[action] if 'VersionId' in parameters else action}",
            f"{bucket}/{parameters.get('Key', '*')}",
        )


def _of_tables(operation: str, parameters: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if operation == "TransactWriteItems":
        for item in parameters["TransactItems"]:
            [(kind, inner)] = item.items()
            yield f"dynamodb:{TRANSACTED[kind]}", _named(inner["TableName"])
    elif operation == "TransactGetItems":
        for item in parameters["TransactItems"]:
            yield "dynamodb:GetItem", _named(item["Get"]["TableName"])
    elif operation in {"BatchGetItem", "BatchWriteItem"}:
        for table in parameters["RequestItems"]:
            yield f"dynamodb:{operation}", _named(table)
    else:
        index = f"/index/{parameters['IndexName']}" if "IndexName" in parameters else ""
        yield f"dynamodb:{operation}", _named(parameters["TableName"]) + index


def _named(value: str) -> str:
    """The data stack's name of the table, bucket or queue that a variable of the functions names so."""
    for variable, output in (imported() | imported("staff")).items():
        if os.environ.get(variable) == value:
            return output.removesuffix("Name").removesuffix("Url")
    return f"unknown {value}"
