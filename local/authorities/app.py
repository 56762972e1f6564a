"""One authority as a small web application: its query, and the switches that only this machine can turn."""

from collections.abc import Callable
from typing import Protocol

from flask import Flask, Response, jsonify, request
from flask.typing import ResponseReturnValue
from pydantic import ValidationError

from functions.cloud.settings import LOOPBACK

from .records import Answer, Question
from .signatures import Verifier
from .switches import PARSE, Panel

WRONG_RECORD = {"resident": {"name": 7}, "home": {"owners": "?"}}


class Records(Protocol):
    path: str

    def answer(self, question: Question) -> Answer: ...


def authority_app(name: str, records: Records, verifier: Verifier, panel: Panel) -> Flask:
    """The application; every answer to a query is counted by its outcome."""
    app = Flask(f"authority-{name}")

    def query() -> ResponseReturnValue:
        failure = _failing(panel)
        if failure is not None:
            return failure
        fault = verifier.fault("POST", records.path, dict(request.headers), request.get_data())
        if fault is not None:
            return _counted(panel, 401, {"code": fault})
        if panel.switches.mode == "wrong":
            return _nonsense(panel)
        question = request.get_json(silent=True)
        return _counted(panel, *records.answer(question if isinstance(question, dict) else {}))

    app.add_url_rule(records.path, view_func=query, methods=["POST"])
    app.add_url_rule("/control", view_func=_control(panel), methods=["GET", "PUT"])
    return app


def _counted(panel: Panel, status: int, body: dict[str, object]) -> tuple[Response, int]:
    panel.count(str(body.get("code", "found")))
    return jsonify(body), status


def _failing(panel: Panel) -> ResponseReturnValue | None:
    switches = panel.switches
    if switches.mode == "slow":
        panel.stopping.wait(switches.delay_ms / 1000)
    if switches.mode == "down":
        return _counted(panel, 503, {"code": "unavailable"})
    if switches.mode == "throttling":
        answer, status = _counted(panel, 429, {"code": "throttled"})
        answer.headers["Retry-After"] = str(switches.retry_after)
        return answer, status
    return None


def _nonsense(panel: Panel) -> ResponseReturnValue:
    panel.count("wrong")
    if panel.switches.wrong == "page":
        return Response("<html><body>系统维护</body></html>", mimetype="text/html")
    return jsonify(WRONG_RECORD)


def _control(panel: Panel) -> Callable[[], ResponseReturnValue]:
    def control() -> ResponseReturnValue:
        if request.remote_addr not in LOOPBACK:
            return jsonify({"code": "local_only"}), 403
        if request.method == "PUT":
            try:
                panel.turn(PARSE.validate_json(request.get_data()))
            except ValidationError as error:
                return jsonify({"code": "malformed", "errors": error.errors(include_url=False)}), 400
        return jsonify(panel.switches.json() | {"counts": panel.counts.json()})

    return control
