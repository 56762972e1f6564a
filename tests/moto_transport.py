"""moto as the other end of the functions' own AWS client, in this process and without a socket.

moto's decorators put themselves into botocore, which that client does not use. The same backends answer here: what
one wrote, the other reads.
"""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from functions.cloud.aws.transport import Request, Response
from local.aws.cloud import Dispatcher

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment


class MotoTransport:
    """A `Transport` that calls a WSGI application."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(self, request: Request, /, *, connect: float, read: float) -> Response:
        answered: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            answered.append((status, headers))
            return lambda _: None

        body = b"".join(self._app(_environ(request), start))
        [(status, headers)] = answered
        return Response(int(status[:3]), {name.lower(): value for name, value in headers}, body)


@cache
def moto_transport() -> MotoTransport:
    """One for the process: moto makes an application for each service when it is first asked."""
    return MotoTransport(Dispatcher())


def _environ(request: Request) -> "WSGIEnvironment":
    url = urlsplit(request.url)
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    return headers | {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": url.path,
        "QUERY_STRING": "",
        "SERVER_NAME": url.hostname or "",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": request.headers["content-type"],
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": url.scheme,
        "wsgi.input": BytesIO(request.body),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
