"""A recording proxy before moto, both registries, Tencent's SMS and a robot: what is asked, and what they answer."""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from io import BytesIO
from typing import Any

from bench.process import PLAIN
from bench.replay import ORIGIN, asked_of, to_the_letter
from local.authorities.records import HouseholdRecords, PropertyRecords
from local.aws.cloud import Dispatcher
from local.population import Population
from tests.rooms.sms_providers import tencent_took

Answerer = Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]

SERVICES = {
    "AmazonSQS": "sqs",
    "DynamoDB_20120810": "dynamodb",
    "TrentService": "kms",
    "secretsmanager": "secretsmanager",
}
"""boto3's names, by the word before the operation in what is asked."""

NOT_JSON = "not JSON"
"""Service of a call of which the process that made it tells more."""

HOP = frozenset({"connection", "content-length", "date", "server", "transfer-encoding"})
"""Headers that are of one answer's way, not of the answer."""


class Recorder:
    """All that was asked, in its order. Signatures are not looked at: the clock stands still."""

    def __init__(self, city: Population) -> None:
        self._moto = Dispatcher()
        self._plain: Mapping[str, Answerer] = {
            HouseholdRecords.path: HouseholdRecords(city).answer,
            PropertyRecords.path: PropertyRecords(city).answer,
            "/": lambda _: (HTTPStatus.OK, tencent_took("1")),
            "/robot": lambda _: (HTTPStatus.OK, {"errcode": 0}),
        }
        self.origin = ""
        """Where it is served."""
        self.calls: list[dict[str, Any]] = []

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        asked = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(asked)
        answered: dict[str, Any] = {}

        def note(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> None:
            answered.update(status=int(status[:3]), headers=headers)
            start_response(status, headers)

        call = self._named(environ, asked)
        answering = self._registry if call["service"] == PLAIN else self._moto
        body = b"".join(answering(environ, note))
        headers = [pair for pair in answered["headers"] if pair[0].lower() not in HOP]
        told = {"status": answered["status"], "headers": headers, "body": self._anywhere(body)}
        self.calls.append(call | {"refused": answered["status"] >= HTTPStatus.BAD_REQUEST, "answered": told})
        return [body]

    def _named(self, environ: Any, asked: bytes) -> dict[str, Any]:
        method, path, query = environ["REQUEST_METHOD"], environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        prefix, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")
        known = asked_of(method, path, query, environ.get("HTTP_X_AMZ_TARGET"), asked)
        call = {"of": known, "exactly": to_the_letter(known, asked)}
        if prefix:
            return call | {"service": SERVICES[prefix], "operation": operation, "asked": json.loads(asked)}
        is_signed = environ.get("HTTP_AUTHORIZATION", "").startswith("AWS4-") and path not in self._plain
        if is_signed or b"Action=" in asked:
            return call | {"service": NOT_JSON}
        return call | {"service": PLAIN, "operation": path, "asked": json.loads(asked)}

    def _registry(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        status, told = self._plain[environ["PATH_INFO"]](json.loads(environ["wsgi.input"].read()))
        if status != HTTPStatus.OK:
            raise SystemExit(f"{environ['PATH_INFO']}: {status}")
        body = json.dumps(told).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def _anywhere(self, body: bytes) -> str:
        """A letter a byte, with no address of ours in it."""
        return body.replace(self.origin.encode(), ORIGIN.encode()).decode("latin-1")


def completed(calls: list[dict[str, Any]], told: list[tuple[str, str, Any]]) -> list[dict[str, Any]]:
    """With what the process told of those that are not spelt in JSON. Raises SystemExit where they are not as many."""
    waiting = iter(told)
    made = [
        call | dict(zip(("service", "operation", "asked"), next(waiting, ("", "", None)), strict=True))
        if call["service"] == NOT_JSON
        else call
        for call in calls
    ]
    if any(not call["service"] for call in made) or next(waiting, None):
        raise SystemExit(f"{[call['of'] for call in calls]} and {[one[:2] for one in told]} differ")
    return made
