"""Starts both authorities in threads of this process, and stops them."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Thread
from types import TracebackType
from typing import Self

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from functions.cloud.gateways.signing import Credentials
from local.population import Population

from .app import Records, authority_app
from .records import HouseholdRecords, PropertyRecords
from .signatures import Verifier
from .switches import Counts, Panel, Switches


class _Quiet(WSGIRequestHandler):
    """Keeps connections alive, as a real gateway does, and writes no line for each request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        del code, size


class Authority:
    """One running authority."""

    def __init__(self, name: str, records: Records, verifier: Verifier, *, host: str, port: int) -> None:
        self._panel = Panel()
        app = authority_app(name, records, verifier, self._panel)
        self._server: BaseWSGIServer = make_server(host, port, app, threaded=True, request_handler=_Quiet)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name=name, daemon=True)
        self._thread.start()
        self.url = f"http://{host}:{self._server.server_port}"

    @property
    def switches(self) -> Switches:
        return self._panel.switches

    @property
    def counts(self) -> Counts:
        return self._panel.counts

    def control(self, switches: Switches) -> None:
        """From the next request on, behave like this."""
        self._panel.turn(switches)

    def stop(self) -> None:
        self._panel.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@dataclass(frozen=True)
class Authorities:
    """Both running authorities; as a context manager it stops them at the end."""

    household: Authority
    property: Authority

    def stop(self) -> None:
        self.household.stop()
        self.property.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def start_authorities(
    population: Population,
    *,
    credentials: Mapping[str, Credentials],
    host: str = "127.0.0.1",
    ports: tuple[int, int] = (0, 0),
) -> Authorities:
    """Starts the household registry and the land and housing registry; port 0 is any free one.

    `credentials` has the keys `household` and `property`: what each of them lets in.
    """
    household, land = credentials["household"], credentials["property"]
    return Authorities(
        household=Authority(
            "household",
            HouseholdRecords(population),
            Verifier({household.client_id: household.secret}),
            host=host,
            port=ports[0],
        ),
        property=Authority(
            "property",
            PropertyRecords(population),
            Verifier({land.client_id: land.secret}),
            host=host,
            port=ports[1],
        ),
    )
