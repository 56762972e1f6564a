"""What stands in front of moto: its lock, S3's checks that moto leaves out, counts, and who is to be woken."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qs

from local.figures import Figures
from local.web.inbox import Inbox, Sms
from local.web.serving import read_body

from .s3_rules import Refused, check_form, check_link

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MACHINERY = "ruxue-local-machinery"
"""In the user agent of the local cloud's own clients: their polling is not counted as the functions' calls."""

_CHANGES = re.compile(
    r"^(dynamodb:(Put|Update|Delete|Batch(W|Execute)|TransactW|Execute)|sqs:(Send|Delete|ChangeM|Purge)"
    r"|s3:(PUT|POST|DELETE)|sns:Publish)"
)
"""Calls that leave something else behind than was there: they are kept."""

_MESSAGE_ID = re.compile("<MessageId>(.+?)</MessageId>")

_HANDS_OUT = re.compile(r"^(sqs:Receive|dynamodbstreams:GetR)")
"""What is handed out while nothing can be kept would be tried, and given up, for nothing."""

_WRITES = re.compile(
    r"^(dynamodb:(Put|Update|Delete|Batch(W|Execute)|Transact(W)|Execute)|sqs:(Send|ChangeM)|s3:P)"
)


class Keeper(Protocol):
    """Has what a call changed on the disk before it is answered (local/aws/keeping)."""

    def is_ready(self) -> bool: ...
    def keep(self, operation: str, body: bytes, sms: Sequence[Any]) -> bool: ...


@dataclass
class Edge:
    """A WSGI application around moto's, which is not thread-safe: one request at a time."""

    app: "WSGIApplication"
    figures: Figures
    inbox: Inbox
    origins: Callable[[], Iterable[str]]
    woken: list[Callable[[str, bytes], None]] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    fail_uploads: int = 0
    lose_answers: int = 0
    """Uploads that arrive while the network is cut before their answer."""
    refuse_sms: str = ""
    """The code by which SNS refuses every SMS; empty where it takes them."""
    unreported: list[str] = field(default_factory=list)
    """SNS's own ids of the SMS that it took and has not logged yet."""
    keeper: Keeper | None = None
    """None where all is in memory."""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path, method = str(environ["PATH_INFO"]), str(environ["REQUEST_METHOD"])
        if path.startswith("/moto-api"):
            return _answer(start_response, "404 Not Found", b"")
        if method == "OPTIONS":
            return _answer(start_response, "204 No Content", b"", self._cors(environ))
        body = read_body(environ)
        form_upload = method == "POST" and "multipart/form-data" in str(environ.get("CONTENT_TYPE", ""))
        if form_upload and self.fail_uploads > 0:
            self.fail_uploads -= 1
            return _refuse(
                start_response, Refused("503 Service Unavailable", "SlowDown"), self._cors(environ)
            )
        try:
            if form_upload:
                check_form(environ, body)
            elif method in {"GET", "HEAD"}:
                check_link(str(environ.get("QUERY_STRING", "")))
        except Refused as refused:
            return _refuse(start_response, refused, self._cors(environ))
        if form_upload and self.lose_answers > 0:
            self.lose_answers -= 1
            self._pass_on(environ, lambda *_: lambda _: None, body)
            return _refuse(
                start_response, Refused("503 Service Unavailable", "SlowDown"), self._cors(environ)
            )
        return self._pass_on(environ, start_response, body)

    def _pass_on(
        self, environ: "WSGIEnvironment", start_response: "StartResponse", body: bytes
    ) -> Iterable[bytes]:
        answered: dict[str, Any] = {}

        def keep(
            status: str, headers: list[tuple[str, str]], _exc_info: Any = None
        ) -> Callable[[bytes], object]:
            answered.update(status=status, headers=headers)
            return lambda _: None

        operation = _operation(environ, body)
        if operation == "sns:Publish" and self.refuse_sms:
            refused = f"<ErrorResponse><Error><Code>{self.refuse_sms}</Code></Error></ErrorResponse>"
            return _answer(start_response, "403 Forbidden", refused.encode(), self._cors(environ))
        with self.lock:
            if not self._may(operation):
                return self._unavailable(environ, start_response)
            content = b"".join(self.app(environ, keep))
            if answered["status"].startswith("2") and not self._kept(operation, body):
                return self._unavailable(environ, start_response)
        if MACHINERY not in str(environ.get("HTTP_USER_AGENT", "")):
            self.figures.aws_call(operation)
        if answered["status"].startswith("2"):
            self.unreported += _MESSAGE_ID.findall(content.decode()) if operation == "sns:Publish" else []
            self._wake(operation, body)
        headers = [pair for pair in answered["headers"] if not pair[0].lower().startswith("access-control-")]
        start_response(answered["status"], headers + self._cors(environ))
        return [content]

    def _may(self, operation: str) -> bool:
        if self.keeper is None or not (_CHANGES.match(operation) or _HANDS_OUT.match(operation)):
            return True
        return self.keeper.is_ready()

    def _kept(self, operation: str, body: bytes) -> bool:
        sms = list(self._sms(operation, body))
        return self.keeper is None or not _CHANGES.match(operation) or self.keeper.keep(operation, body, sms)

    def _sms(self, operation: str, body: bytes) -> Iterator[Sms]:
        fields = parse_qs(body.decode()) if operation == "sns:Publish" else {}
        if "PhoneNumber" in fields:
            yield self.inbox.add(fields["PhoneNumber"][0], fields["Message"][0])

    def _unavailable(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """In the words of the services that answer in JSON. S3 goes by the status; who asked SNS cannot read
        it, so that the SMS may have gone.
        """
        body = b'{"__type": "ServiceUnavailable", "message": "the disk takes nothing"}'
        return _answer(start_response, "503 Service Unavailable", body, self._cors(environ))

    def _wake(self, operation: str, body: bytes) -> None:
        if _WRITES.match(operation):
            for wake in self.woken:
                wake(operation, body)

    def _cors(self, environ: "WSGIEnvironment") -> list[tuple[str, str]]:
        """The bucket's CORS rule: only the pages' own origin may upload and read from a browser."""
        origin = environ.get("HTTP_ORIGIN")
        if origin not in set(self.origins()):
            return []
        return [
            ("Access-Control-Allow-Origin", str(origin)),
            ("Access-Control-Allow-Methods", "GET, POST"),
            (
                "Access-Control-Allow-Headers",
                str(environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "content-type")),
            ),
            ("Access-Control-Max-Age", "3600"),
            ("Vary", "Origin"),
        ]


def _operation(environ: "WSGIEnvironment", body: bytes) -> str:
    """`service:Operation`; for S3, whose operations are spelled by method and path, `s3:METHOD`."""
    target = str(environ.get("HTTP_X_AMZ_TARGET", ""))
    if target:
        service, _, operation = target.partition(".")
        names = {"AmazonSQS": "sqs", "TrentService": "kms"}
        return f"{names.get(service, service.split('_')[0].lower())}:{operation}"
    if b"Action=" in body[:4096] and b"Version=" in body:
        service = "sns" if b"Version=2010-03-31" in body else "query"
        return f"{service}:{parse_qs(body.decode(errors='replace'))['Action'][0]}"
    return f"s3:{environ['REQUEST_METHOD']}"


def _refuse(
    start_response: "StartResponse", refused: Refused, headers: list[tuple[str, str]]
) -> Iterable[bytes]:
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{refused.code}</Code></Error>'
    return _answer(
        start_response, refused.status, xml.encode(), [("Content-Type", "application/xml"), *headers]
    )


def _answer(
    start_response: "StartResponse", status: str, body: bytes, headers: Iterable[tuple[str, str]] = ()
) -> Iterable[bytes]:
    start_response(status, [("Content-Length", str(len(body))), *headers])
    return [body]
