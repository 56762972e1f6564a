"""A provider on loopback: keeps what it was sent, and answers what it is told to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.patience import PATIENCE


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Provider:
    """`refusal` looks at each request and may name what is wrong with it."""

    answer: bytes = b"{}"
    status: int = 200
    refusal: Callable[[Request], str | None] = lambda request: None
    requests: list[Request] = field(default_factory=list)
    url: str = ""
    location: str = ""
    drip: threading.Event | None = None
    """When set, the answer's rest waits for it."""

    def answers(self, value: Any, *, status: int = 200) -> None:
        self.answer, self.status = json.dumps(value).encode(), status


@contextmanager
def provider() -> Iterator[Provider]:
    told = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = Request(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            told.requests.append(request)
            wrong = told.refusal(request)
            answer, status = (wrong.encode(), 403) if wrong else (told.answer, told.status)
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            if told.location:
                self.send_header("Location", told.location)
            self.end_headers()
            if told.drip:
                told.drip.wait(PATIENCE)
            self.wfile.write(answer)

        def log_message(self, format, *args) -> None:  # noqa: A002
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        if told.drip:
            told.drip.set()
        server.shutdown()
        server.server_close()
        thread.join()
