"""moto as the other end of the functions' own AWS client, in this process and without a socket.

moto's decorators put themselves into botocore, which that client does not use. The same backends answer here: what
one wrote, the other reads. Its server would find the service by patterns of hosts, and its route by Flask's: our
client names it.
"""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from moto.core.request import Request as MotoRequest
from moto.dynamodb.responses import DynamoHandler
from moto.kms.responses import KmsResponse
from moto.secretsmanager.responses import SecretsManagerResponse
from moto.sns.responses import SNSResponse
from moto.sqs.responses import SQSResponse
from werkzeug.exceptions import HTTPException

from functions.cloud.aws.transport import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

SERVICES: Mapping[str, Callable[..., Any]] = {
    "dynamodb": DynamoHandler.dispatch,
    "kms": KmsResponse.dispatch,
    "secretsmanager": SecretsManagerResponse.dispatch,
    "sns": SNSResponse.dispatch,
    "sqs": SQSResponse.dispatch,
}
"""By the first part of their host."""


def moto_transport() -> Callable[..., Response]:
    """What `functions.cloud.clients.transport` gives, in its place."""
    return _answered


def _answered(request: Request, /, *, connect: float, read: float) -> Response:
    asked = MotoRequest(environ(request))
    service = SERVICES[(urlsplit(request.url).hostname or "").partition(".")[0]]
    try:
        status, headers, body = service(asked, request.url)
    except HTTPException as refused:
        status, headers, body = refused.code, dict(refused.get_headers()), refused.get_body()
    content = body.encode() if isinstance(body, str) else body
    return Response(int(status), {name.lower(): str(value) for name, value in headers.items()}, content)


def environ(request: Request) -> "WSGIEnvironment":
    """The request as a WSGI application is given it."""
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
