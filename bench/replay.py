"""AWS as it was recorded, in a process of its own so that its work is nobody's: one port for each scene."""

import json
import multiprocessing
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

ORIGIN = "http://origin.invalid"
"""Stands in an answer for the address that was asked."""

ASKED = "/asked"
"""Answers how many calls came since it was asked last."""

Answer = dict[str, Any]
"""Status, headers, body: a letter of it is a byte."""

Scenes = Mapping[str, Mapping[str, list[Answer]]]
"""Scene -> what is asked -> answers, one after another and then again. What is asked to the letter comes first: of
calls that are made at the same time each gets its own answer.
"""


def asked_of(method: str, path: str, query: str, target: str | None, body: bytes) -> str:
    """By what a repeated call is known: the operation and its table, S3's verb with its bucket, or a path."""
    if target is not None:
        return f"{target.rpartition('.')[2]} {json.loads(body).get('TableName', '')}"
    if body.startswith(b"Action=") or b"&Action=" in body:
        return parse_qs(body.decode())["Action"][0]
    bucket = "/".join(path.split("/")[:2])
    return f"{method} {bucket} {'object' if path.count('/') > 1 else ''} {' '.join(sorted(_names(query)))}"


def _names(query: str) -> set[str]:
    """What S3 tells its operations apart by; how a list goes on is none of it."""
    return set(parse_qs(query, keep_blank_values=True)) & {"delete", "list-type", "versions", "versionId"}


def to_the_letter(asked: str, body: bytes) -> str:
    return f"{asked} {sha256(body).hexdigest()}"


def answers(calls: list[dict[str, Any]]) -> dict[str, list[Answer]]:
    grouped: defaultdict[str, list[Answer]] = defaultdict(list)
    for call in calls:
        grouped[call["of"]].append(call["answered"])
        grouped[call["exactly"]].append(call["answered"])
    return dict(grouped)


def plain(told: Any) -> Answer:
    """A document that somebody answers with."""
    return {"status": 200, "headers": [("Content-Type", "application/json")], "body": json.dumps(told)}


class _Replay(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Nothing: whoever is timed is not to wait for a terminal."""

    def _answer(self) -> None:
        server: Any = self.server
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if path == ASKED:
            answered, server.count = plain(server.count), 0
        else:
            asked = asked_of(self.command, path, query, self.headers.get("x-amz-target"), body)
            exactly = to_the_letter(asked, body)
            answered = next(server.scene[exactly if exactly in server.scene else asked])
            server.count += 1
        self._say(answered)

    do_DELETE = do_GET = do_POST = do_PUT = _answer  # noqa: N815 - the library's names

    def _say(self, answered: Answer) -> None:
        body = (
            answered["body"]
            .encode("latin-1")
            .replace(ORIGIN.encode(), f"http://{self.headers['host']}".encode())
        )
        status = answered["status"]
        lines = [f"HTTP/1.1 {status} {responses[status]}", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in answered["headers"]]
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + body)


def _serve(side: Connection) -> None:
    servers: dict[str, Any] = {}
    for name, scene in side.recv().items():
        servers[name] = ThreadingHTTPServer(("127.0.0.1", 0), _Replay)
        servers[name].count = 0
        servers[name].scene = {asked: cycle(told) for asked, told in scene.items()}
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
