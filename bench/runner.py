"""One fresh process that is timed: reads a job from its input, does it cold, then warm, and writes what each took.

It imports nothing but what every process has, so that all that is counted is the job's.
"""

import contextlib
import importlib
import json
import os
import sys
import time
from datetime import datetime
from typing import Any

BYTES = "latin-1"
"""Key of an object that stands for bytes: its value has a letter a byte."""


def main() -> None:
    job = json.loads(sys.stdin.buffer.read(), object_hook=_with_bytes)
    sys.path[:0] = job["path"]
    said = sys.stdout
    with contextlib.ExitStack() as until_the_end:
        asked = _telling(until_the_end) if "tells" in job else []
        # A function's metrics are lines of its output.
        until_the_end.enter_context(contextlib.redirect_stdout(sys.stderr))
        cpu, wall = time.process_time(), time.perf_counter()
        call = {"function": _function, "floor": _floor, "token": _token}[job["kind"]](job)
        answer = call(job.get("event"))
        cold = _since(cpu, wall)
        warm = []
        for _ in range(job["warm"]):
            cpu, wall = time.process_time(), time.perf_counter()
            call(job.get("event"))
            warm.append(_since(cpu, wall))
    told = {"cold": cold, "warm": warm, "answer": answer, "loaded": sorted(sys.modules), "asked": asked}
    json.dump(told, said, default=_without_bytes)


def _since(cpu: float, wall: float) -> list[float]:
    """Milliseconds of the processor, and of the clock."""
    return [(time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000]


def _with_bytes(told: dict[str, Any]) -> Any:
    return told[BYTES].encode(BYTES) if told.keys() == {BYTES} else told


def _without_bytes(value: Any) -> Any:
    return {BYTES: value.decode(BYTES)} if isinstance(value, bytes) else str(value)


def _telling(until_the_end: contextlib.ExitStack) -> list[Any]:
    """What is asked for from now on and not in JSON, as its caller spelt it; what is only signed is not."""
    from functions.cloud import clients
    from functions.cloud.aws.calls import SEAM
    from functions.cloud.aws.operations import PROTOCOLS
    from functions.cloud.aws.query_protocol import QueryProtocol

    asked: list[Any] = []

    def note(**told: Any) -> None:
        if told["context"].get("is_presign_request"):
            return
        parameters, model = dict(told["params"]), told["model"]
        body: Any = parameters.get("Body")
        if hasattr(body, "read"):
            parameters["Body"] = body.read()
            body.seek(0)
        asked.append([model.service_model.service_name, model.name, parameters])

    def note_our_own(call: Any, then: Any) -> Any:
        if isinstance(PROTOCOLS[call.service], QueryProtocol):
            asked.append([call.service, call.operation, dict(call.parameters)])
        return then(call)

    clients.session().register("provide-client-params", note)
    until_the_end.enter_context(SEAM.around(note_our_own))
    return asked


class _Context:
    """Of one invocation, as Lambda tells of it."""

    aws_request_id = "00000000-0000-0000-0000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return 300_000


def _function(job: Any) -> Any:
    """The function as Lambda calls it, at the instant that was recorded."""
    handler = getattr(importlib.import_module(job["module"]), job["attribute"])
    if "now" in job:
        at = datetime.fromisoformat(job["now"])

        class Then(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                return at.astimezone(tz)

        for name in sys.modules.keys() & set(job["clocks"]):
            sys.modules[name].datetime = Then  # type: ignore[attr-defined]
    return lambda event: handler(event, _Context())


def _floor(job: Any) -> Any:
    """The same imports of others' packages, the same calls through boto3 and without it, nothing else."""
    for name in job["imports"]:
        importlib.import_module(name)
    import boto3

    clients: dict[str, Any] = {"plain": _Plain()} if job["plain"] else {}
    calls = [job["calls"]]

    def call(_event: Any) -> None:
        for service, method, asked, refused in calls.pop() if calls else job["calls_warm"]:
            if service not in clients:
                clients[service] = boto3.client(service)  # type: ignore[call-overload]
            with contextlib.suppress(clients[service].exceptions.ClientError) if refused else _NOTHING:
                answered = getattr(clients[service], method)(**asked)
                if "Body" in answered:
                    answered["Body"].read()

    return call


_NOTHING = contextlib.nullcontext()


class _Plain:
    """Registries, Tencent and robots, by their paths."""

    def __init__(self) -> None:
        import urllib3

        self._pool, self._origin = urllib3.PoolManager(), os.environ["AWS_ENDPOINT_URL"]

    def __getattr__(self, path: str) -> Any:
        return lambda **asked: self._pool.request("POST", self._origin + path, json=asked).json()


def _token(job: Any) -> Any:
    """The same imports, the issuer's two documents, one check of the signature."""
    for name in job["imports"]:
        importlib.import_module(name)
    import jwt
    import urllib3

    kept: list[jwt.PyJWKClient] = []

    def call(event: Any) -> Any:
        issuer, token = job["issuer"], event["authorizationToken"].removeprefix("Bearer ")
        if not kept:
            told = urllib3.request("GET", f"{issuer}/.well-known/openid-configuration").json()
            kept.append(jwt.PyJWKClient(told["jwks_uri"]))
        key = kept[0].get_signing_key_from_jwt(token)
        return jwt.decode(token, key, algorithms=["RS256"], issuer=issuer, audience=job["audience"])

    return call


main()
