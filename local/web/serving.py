"""A WSGI application on a loopback port, in threads of its own, that can be stopped."""

import socket
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = "127.0.0.1"


class PortTakenError(Exception):
    """Another program listens on the port. The words are one line that says what to do."""

    def __init__(self, port: int, variable: str = "PORT") -> None:
        super().__init__(
            f"port {port} is taken: stop the other program or choose another, {variable}=9000 make run"
        )
        self.port = port


class _QuietHandler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, as botocore and browsers expect

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Requests are logged by the front server, in words without personal data."""


class Serving:
    """Binds on construction (0: any free port); `port` tells where. Raises `PortTakenError`."""

    def __init__(self, app: "WSGIApplication", port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
        except OSError as error:
            self._socket.close()
            raise PortTakenError(port) from error
        self._socket.listen(128)
        self.port: int = self._socket.getsockname()[1]
        self._server = make_server(
            LOOPBACK,
            self.port,
            _known_hosts_only(app),
            threaded=True,
            request_handler=_QuietHandler,
            fd=self._socket.fileno(),
        )
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.1},
            name=f"port-{self.port}",
            daemon=True,
        )

    @property
    def origin(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()
        self._socket.close()


def _known_hosts_only(app: "WSGIApplication") -> "WSGIApplication":
    """A foreign name in Host means that a web page elsewhere had its name point here (DNS rebinding): refuse."""

    def guarded(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        host = str(environ.get("HTTP_HOST", "")).rsplit(":", 1)[0]
        if host not in {LOOPBACK, "localhost"}:
            start_response("421 Misdirected Request", [("Content-Length", "0")])
            return []
        return app(environ, start_response)

    return guarded


def read_body(environ: "WSGIEnvironment") -> bytes:
    """The whole request body, and the environment as if it had not been read."""
    from io import BytesIO

    stream: Any = environ["wsgi.input"]
    length = environ.get("CONTENT_LENGTH")
    if length:
        body = bytes(stream.read(int(length)))
    else:
        body = bytes(stream.read()) if environ.get("wsgi.input_terminated") else b""
    environ["wsgi.input"] = BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    return body
