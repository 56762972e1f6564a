"""The one address of the local system: the API as deployed, the pages, and the local controls."""

import gzip
import json
import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from functions.cloud.web.http import HEADERS
from local.figures import Figures

from .controls import Controls
from .gateway import Answer, Gateway
from .inbox import Inbox
from .pages import COMMON_HEADERS, Page, Pages
from .serving import read_body

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

logger = logging.getLogger(__name__)
PACKED_FROM = 1024
"""Bytes from which an answer is sent packed to whoever takes that: `minimum_compression_size` of what is deployed."""
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_NOT_KEPT = {
    "zh-CN": "本机磁盘已满或无法写入，暂不接受任何提交。请腾出磁盘空间后再试。",
    "en": "The disk of this machine is full or cannot be written: nothing is accepted. Free some room and try again.",
}


class Front:
    """A WSGI application. `controls`, the pages' headers and settings come when every address is known."""

    def __init__(self, gateways: Sequence[Gateway], pages: Pages, figures: Figures, inbox: Inbox) -> None:
        self._gateways = gateways
        self._pages = pages
        self._figures = figures
        self._inbox = inbox
        self.controls: Controls | None = None
        self.page_headers: list[tuple[str, str]] = []
        self.settings: Mapping[str, str] = {}
        self.origins: Callable[[], Iterable[str]] = tuple
        self.refuses: Callable[[], bool] = lambda: False
        """Whether nothing that is sent could be kept: asked before each request that may change something."""

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        started = time.monotonic()
        answer = self._answer(environ)
        status = HTTPStatus(answer.status)
        headers = [*answer.headers, ("Content-Length", str(len(answer.body)))]
        start_response(f"{status.value} {status.phrase}", headers)
        milliseconds = (time.monotonic() - started) * 1000
        method = environ["REQUEST_METHOD"]
        if answer.route.startswith("/api"):
            self._figures.request(f"{method} {answer.route}", milliseconds)
        # The route's pattern, never the address: an address holds ids and what was typed.
        logger.info("%s %s %d %.0f ms", method, answer.route, answer.status, milliseconds)
        return [] if method == "HEAD" else [answer.body]

    def _answer(self, environ: "WSGIEnvironment") -> Answer:
        path = str(environ["PATH_INFO"]).encode("latin-1").decode(errors="replace")
        if path == "/api" or path.startswith("/api/"):
            return self._api(environ, path)
        return _whole(self._beside_the_api(environ, path))

    def _beside_the_api(self, environ: "WSGIEnvironment", path: str) -> Answer:
        if path.startswith("/local/"):
            return self._control(environ, path)
        if path == "/settings.json":
            body = json.dumps(self.settings).encode()
            headers = [("Content-Type", "application/json"), ("Cache-Control", "no-cache")]
            return Answer(200, headers, body, path)
        page = self._page(environ, path)
        return Answer(page.status, [*page.headers, *self.page_headers], page.body, "page")

    def _api(self, environ: "WSGIEnvironment", path: str) -> Answer:
        query = str(environ.get("QUERY_STRING", ""))
        target = quote(path, safe="/:@!$&'()*+,;=~-._") + (f"?{query}" if query else "")
        serving = next((each for each in self._gateways if each.route(target)), self._gateways[0])
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").title(): str(value)
            for name, value in environ.items()
            if name.startswith("HTTP_") or name in {"CONTENT_TYPE", "CONTENT_LENGTH"}
        }
        method = str(environ["REQUEST_METHOD"])
        if method not in _READS and self.refuses():
            return _not_kept(headers.get("Accept-Language", ""), path)
        answer = serving.handle(method, target, headers, read_body(environ))
        # What the API must carry itself is not added here, or its lack would hide.
        beside = [(name, value) for name, value in COMMON_HEADERS if name not in HEADERS]
        whole = Answer(answer.status, [*answer.headers, *beside], answer.body, answer.route)
        return _packed(whole) if "gzip" in headers.get("Accept-Encoding", "") else whole

    def _control(self, environ: "WSGIEnvironment", path: str) -> Answer:
        origin = environ.get("HTTP_ORIGIN")
        if self.controls is None or (origin is not None and origin not in set(self.origins())):
            return Answer(403, [], b"", "/local")
        status, content = self.controls.handle(
            str(environ["REQUEST_METHOD"]), path, str(environ.get("QUERY_STRING", "")), read_body(environ)
        )
        headers = [("Content-Type", "application/json")]
        return Answer(status, headers, json.dumps(content, ensure_ascii=False).encode(), "/local")

    def _page(self, environ: "WSGIEnvironment", path: str) -> Page:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return Page(405, [("Allow", "GET, HEAD")], b"")
        if path.rstrip("/") == "/inbox" and not self._pages.has("inbox/index.html"):
            return _plain_inbox(self._inbox)
        return self._pages.get(
            path,
            accept_encoding=str(environ.get("HTTP_ACCEPT_ENCODING", "")),
            etag=str(environ.get("HTTP_IF_NONE_MATCH", "")),
        )


def _whole(answer: Answer) -> Answer:
    """With what every answer carries; what it says itself stands."""
    said = {name for name, _ in answer.headers}
    carried = dict(COMMON_HEADERS) | HEADERS
    added = [(name, value) for name, value in carried.items() if name not in said]
    return Answer(answer.status, [*answer.headers, *added], answer.body, answer.route)


def _packed(answer: Answer) -> Answer:
    """As the deployed gateway sends it, so that a slow network is as slow here as there."""
    if len(answer.body) < PACKED_FROM:
        return answer
    headers = [*answer.headers, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
    return Answer(answer.status, headers, gzip.compress(answer.body, 6), answer.route)


def _not_kept(accepted: str, path: str) -> Answer:
    """Before anything is begun: what cannot be kept is not done either."""
    language = "en" if accepted.startswith("en") else "zh-CN"
    problem = {"status": 503, "code": "disk_full", "detail": _NOT_KEPT[language]}
    kind = [("Content-Type", "application/problem+json"), ("Retry-After", "5"), *HEADERS.items()]
    return Answer(503, kind, json.dumps(problem, ensure_ascii=False).encode(), path)


def _plain_inbox(inbox: Inbox) -> Page:
    """The inbox without any script, for when the pages are not built."""
    items = "".join(
        f"<li><b>{escape(sms['phone'])}</b> <time>{escape(sms['at'])}</time><p>{escape(sms['text'])}</p></li>"
        for sms in inbox.newest_first()
    )
    html = (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="5">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>短信收件箱</title>'
        f"<h1>短信收件箱 SMS inbox</h1><ul>{items or '<li>还没有短信。 No SMS yet.</li>'}</ul>"
    )
    return Page(
        200, [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")], html.encode()
    )
