"""The controls under `/local/`: they exist on a laptop only, beside the deployed API and not in it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import parse_qs

from local.aws.edge import Edge
from local.clock import BackwardError, Clock
from local.events.pump import NotQuietError, Pump
from local.figures import Figures
from local.issuer import SignIn

from .inbox import Inbox


class UnknownControlError(Exception):
    """No such control."""


class Switchable(Protocol):
    """An authority's simulator, as far as it can be told to misbehave."""

    def look(self) -> dict[str, Any]: ...
    def turn(self, switches: bytes) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Controls:
    """Everything that can be asked and moved; `handle` is its HTTP side."""

    clock: Clock
    edge: Edge
    figures: Figures
    inbox: Inbox
    people: Sequence[SignIn]
    pump: Pump
    waiting: Callable[[], dict[str, dict[str, int]]]
    authorities: Mapping[str, Switchable]
    addresses: Mapping[str, str]
    began: date
    """The day on which the system first started: its city is that day's."""
    report_sms: Callable[[str], int]
    """Has every SMS that went since the last time logged with a status of SNS; answers how many."""
    variables: Mapping[str, str]
    """What the functions are told, for a command in another process."""

    def handle(
        self, method: str, path: str, query: str, body: bytes
    ) -> tuple[HTTPStatus, dict[str, Any] | list[Any]]:
        """The answer to `method` on `/local/…`; 404 for what is no control, 422 for what cannot be understood."""
        try:
            return HTTPStatus.OK, self._answer(method, path.removeprefix("/local/"), query, body)
        except UnknownControlError:
            return HTTPStatus.NOT_FOUND, {"code": "not_found"}
        except NotQuietError as error:
            return HTTPStatus.GATEWAY_TIMEOUT, {"code": "not_quiet", "detail": str(error)}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            detail = (
                str(error) if isinstance(error, BackwardError) else "the body is not what this control takes"
            )
            return HTTPStatus.UNPROCESSABLE_ENTITY, {"code": "invalid", "detail": detail}

    def _answer(self, method: str, name: str, query: str, body: bytes) -> dict[str, Any] | list[Any]:
        if name.startswith("authorities/"):
            return self._authority(method, name.removeprefix("authorities/"), body)
        actions: dict[tuple[str, str], Callable[[], dict[str, Any] | list[Any]]] = {
            ("GET", "clock"): self._time,
            ("POST", "clock"): lambda: self._move(json.loads(body)),
            ("GET", "sms"): lambda: [dict(sms) for sms in self.inbox.newest_first(_one(query, "phone"))],
            ("PUT", "sms"): lambda: self._sms(json.loads(body)),
            ("POST", "sms/reports"): lambda: {"reported": self.report_sms(str(json.loads(body)["status"]))},
            ("GET", "stories"): lambda: [person.to_json() for person in self.people],
            ("GET", "addresses"): lambda: dict(self.addresses),
            ("GET", "variables"): lambda: dict(self.variables),
            ("GET", "figures"): lambda: self.figures.to_json(len(self.inbox)),
            ("POST", "settle"): lambda: {"taken": self.pump.settle(), "waiting": self.waiting()},
            ("PUT", "uploads"): lambda: self._uploads(json.loads(body)),
        }
        action = actions.get((method, name))
        if action is None:
            raise UnknownControlError(name)
        return action()

    def _time(self) -> dict[str, Any]:
        now, ahead = self.clock.now().isoformat(), round(self.clock.ahead, 3)
        return {"now": now, "ahead_seconds": ahead, "began": self.began.isoformat()}

    def _move(self, wanted: dict[str, Any]) -> dict[str, Any]:
        if "to" in wanted:
            moment = datetime.fromisoformat(wanted["to"])
            if moment.tzinfo is None:
                raise ValueError("a time needs its offset")
            self.clock.move_to(moment)
        else:
            self.clock.advance(float(wanted["advance_seconds"]))
        return self._time()

    def _uploads(self, wanted: dict[str, Any]) -> dict[str, Any]:
        self.edge.fail_uploads = int(wanted.get("fail_next", 0))
        self.edge.lose_answers = int(wanted.get("lose_next", 0))
        return {"fail_next": self.edge.fail_uploads, "lose_next": self.edge.lose_answers}

    def _sms(self, wanted: dict[str, Any]) -> dict[str, Any]:
        code = str(wanted.get("refuse", ""))
        if not code.isalnum() and code:
            raise ValueError("a code of SNS is one word")
        self.edge.refuse_sms = code
        return {"refuse": self.edge.refuse_sms}

    def _authority(self, method: str, name: str, body: bytes) -> dict[str, Any]:
        authority = self.authorities.get(name)
        if authority is None or method not in {"GET", "PUT"}:
            raise UnknownControlError(name)
        return authority.turn(body) if method == "PUT" else authority.look()


def _one(query: str, name: str) -> str | None:
    return parse_qs(query).get(name, [None])[0]
