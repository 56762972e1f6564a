"""A recording proxy before moto, both registries and Tencent's SMS: what is asked of them, and what they answer."""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from io import BytesIO
from typing import Any

from bench.cases import PLAIN
from local.authorities.records import HouseholdRecords, PropertyRecords
from local.aws.cloud import Dispatcher
from local.population import Population
from tests.rooms.sms_providers import tencent_took

Answerer = Callable[[dict[str, Any]], tuple[int, dict[str, Any]]]


class Recorder:
    """All that was asked, in its order. Signatures are not looked at: the clock stands still."""

    def __init__(self, city: Population) -> None:
        self._moto = Dispatcher()
        self._plain: Mapping[str, Answerer] = {
            HouseholdRecords.path: HouseholdRecords(city).answer,
            PropertyRecords.path: PropertyRecords(city).answer,
            "/": lambda _: (HTTPStatus.OK, tencent_took("1")),
        }
        self.calls: list[dict[str, Any]] = []

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        asked = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        service, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")
        if service:
            environ["wsgi.input"] = BytesIO(asked)
            body = b"".join(self._moto(environ, start_response))
        else:
            service, operation = PLAIN, environ["PATH_INFO"]
            status, found = self._plain[operation](json.loads(asked))
            if status != HTTPStatus.OK:
                raise SystemExit(f"{operation}: {status}")
            body = json.dumps(found).encode()
            start_response(
                "200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
            )
        call = {"service": service, "operation": operation}
        self.calls.append(call | {"asked": json.loads(asked), "answered": json.loads(body)})
        return [body]
