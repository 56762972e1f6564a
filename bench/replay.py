"""AWS as it was recorded, in a process of its own so that its work is nobody's: one port for each scene."""

import json
import multiprocessing
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

ORIGIN = "http://origin.invalid"
"""Stands in an answer for the address that was asked."""

Scenes = Mapping[str, Mapping[str, list[Any]]]
"""Scene -> `POST operation table`, `POST path` or `GET path` -> answers, one after another and then again."""


def answers(calls: list[dict[str, Any]]) -> dict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for call in calls:
        found[f"POST {call['operation']} {call['asked'].get('TableName', '')}"].append(call["answered"])
    return dict(found)


class _Replay(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Nothing: whoever is timed is not to wait for a terminal."""

    def do_GET(self) -> None:
        self._answer(f"GET {self.path}")

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        target = self.headers["x-amz-target"]
        operation = self.path if target is None else target.rpartition(".")[2]
        self._answer(f"POST {operation} {asked.get('TableName', '')}")

    def _answer(self, asked: str) -> None:
        told = next(self.server.scene[asked])  # type: ignore[attr-defined]
        body = json.dumps(told).replace(ORIGIN, f"http://{self.headers['host']}").encode()
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: %d\r\n\r\n%s"
            % (len(body), body)
        )


def _serve(side: Connection) -> None:
    servers = {}
    for name, scene in side.recv().items():
        servers[name] = ThreadingHTTPServer(("127.0.0.1", 0), _Replay)
        servers[name].scene = {asked: cycle(told) for asked, told in scene.items()}  # type: ignore[attr-defined]
        Thread(target=servers[name].serve_forever, daemon=True).start()
    side.send({name: f"http://127.0.0.1:{server.server_address[1]}" for name, server in servers.items()})
    side.recv()


@contextmanager
def replayed(scenes: Scenes) -> Iterator[Mapping[str, str]]:
    """Scene -> its address."""
    mine, side = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(side,), daemon=True)
    server.start()
    side.close()  # so that its end is heard, should it end
    try:
        mine.send(scenes)
        yield mine.recv()
    finally:
        server.terminate()
        server.join()
