"""What moto does around each request to DynamoDB: the same answers, sooner (see moto_speed for what it writes).

Every request of every service may be a form, a gzipped body or a list of files to moto, and a model of the whole
service stands behind how it is parsed and told. The operations on items are JSON whose values go as they are.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from moto.core.request import Request
from moto.core.responses import ActionResult
from moto.dynamodb import responses
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.utilities import dynamo_to_dict
from moto.dynamodb.responses import DynamoHandler
from moto.utilities.aws_headers import gen_amzn_requestid_long
from moto.utilities.utils import get_partition

OF_ITEMS = frozenset(
    {
        "BatchGetItem",
        "BatchWriteItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "Scan",
        "TransactGetItems",
        "TransactWriteItems",
        "UpdateItem",
    }
)
JSON = {"Content-Type": "application/x-amz-json-1.0"}

_set_up, _told, _asked = DynamoHandler.setup_class, DynamoHandler.serialized, DynamoHandler._get_action  # noqa: SLF001


def _set_up_for_items(
    self: DynamoHandler,
    request: Request,
    full_url: str | None = None,
    headers: Any = None,
    use_raw_body: bool | None = None,  # noqa: FBT001 - as moto has it
) -> None:
    operation = request.headers.get("x-amz-target", "").rpartition(".")[2]
    if operation not in OF_ITEMS or request.content_encoding:
        _set_up(self, request, full_url, headers, use_raw_body)
        return
    self.operation = operation  # type: ignore[attr-defined]
    self.normalized_request, self.headers = request, request.headers
    self.raw_body = request.get_data(parse_form_data=False)
    self.params = _without_nothing(json.loads(self.raw_body, object_hook=_binary))
    self.querystring = self.data = {}
    self.uri_match = {}
    self.uri = request.raw_url if full_url is None else full_url
    self.region = self.get_region_from_url(request, self.uri)
    self.partition = get_partition(self.region)
    self.response_headers = {"server": "amazon.com"}
    self.access_key = self.get_access_key()
    self.current_account = self.get_current_account()


def _binary(held: dict[str, Any]) -> dict[str, Any]:
    """A typed value, and whatever else is an object: what is called like a type holds one in a map of its own."""
    if len(held) == 1:
        match held:
            case {"B": str(value)}:
                return {"B": base64.b64decode(value)}
            case {"BS": [*values]}:
                return {"BS": [base64.b64decode(value) for value in values]}
    return held


def _as_json(value: Any) -> Any:
    if isinstance(value, DynamoType):
        return {value.type: value.value}
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value.to_json()


def _without_nothing(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value is not None}


def _operation(self: DynamoHandler) -> str:
    return vars(self).get("operation") or str(_asked(self))


def _told_of_items(self: DynamoHandler, action_result: ActionResult) -> Any:
    answer = action_result.result
    if "operation" in vars(self) and isinstance(answer, dict):
        return 200, JSON | self.response_headers, json.dumps(_without_nothing(answer), default=_as_json)
    return _told(self, ActionResult(dynamo_to_dict(answer)) if isinstance(answer, dict) else action_result)


def _as_it_is(answer: Any) -> Any:
    """moto brings it into plain objects, depth by depth, before it is written: it is written as it is read."""
    return answer


def _with_an_id(headers: dict[str, Any], body: Any) -> tuple[dict[str, Any], Any]:
    """moto looks all through the answer for the id's place, as XML has one."""
    if "status" in headers:
        headers["status"] = str(headers["status"])
    gen_amzn_requestid_long(headers)
    return headers, body


@contextmanager
def moto_asked_sooner() -> Iterator[None]:
    """moto as it is, in less time, until the context ends."""
    with (
        mock.patch.object(DynamoHandler, "setup_class", _set_up_for_items),
        mock.patch.object(DynamoHandler, "_get_action", _operation),
        mock.patch.object(DynamoHandler, "serialized", _told_of_items),
        mock.patch.object(DynamoHandler, "_enrich_response", staticmethod(_with_an_id)),
        mock.patch.object(responses, "dynamo_to_dict", _as_it_is),
    ):
        yield
