"""The built pages: files of `web/dist` with the headers that the deployed site must send too."""

import gzip
import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import sha256
from pathlib import Path

from functions.cloud.web.http import HEADERS

DIST = Path(__file__).resolve().parents[2] / "web" / "dist"
SMALL = 1024
"""Bytes under which compressing is not worth it."""

_TEXT = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("image/webp", ".webp")

_NOT_BUILT = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Ruxue</title>'
    "<p>页面尚未生成，请运行 <code>make run</code>。</p>"
    "<p>The pages are not built yet: <code>make run</code> builds them.</p>"
)


@dataclass(frozen=True)
class Page:
    """One answer of the site."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def security_headers(*, issuer: str, storage: str) -> list[tuple[str, str]]:
    """No script or style that is not a file of the site; uploads and sign-in are the only other places it talks to."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": f"'self' blob: data: {storage}",
        "connect-src": f"'self' {issuer} {storage}",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    said = "; ".join(f"{name} {value}" for name, value in policy.items())
    return [("Content-Security-Policy", said), *COMMON_HEADERS]


COMMON_HEADERS = [
    ("Strict-Transport-Security", HEADERS["Strict-Transport-Security"]),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "geolocation=(), microphone=(), payment=()"),
]


class Pages:
    """Serves `root`; an address without a file is a page's own route and gets that page's `index.html`."""

    def __init__(self, root: Path = DIST) -> None:
        self._root = root.resolve()
        self._compressed: dict[tuple[Path, int], bytes] = {}

    def has(self, name: str) -> bool:
        return (self._root / name).is_file()

    def get(self, path: str, *, accept_encoding: str = "", etag: str = "") -> Page:
        """The file at `path`; 404 for a missing asset, 304 when the browser has it already."""
        file = self._file(path)
        if file is None:
            built = (self._root / "index.html").exists()
            missing = path.rsplit("/", 1)[-1].count(".") > 0
            if built or missing:
                return Page(404, [("Content-Type", "text/plain; charset=utf-8")], b"not found\n")
            return Page(503, [("Content-Type", "text/html; charset=utf-8")], _NOT_BUILT.encode())
        return self._send(file, accept_encoding, etag)

    def _file(self, path: str) -> Path | None:
        wanted = (self._root / path.lstrip("/")).resolve()
        if not wanted.is_relative_to(self._root):
            return None
        for found in (wanted, wanted / "index.html"):
            if found.is_file():
                return found
        if "." in wanted.name:
            return None
        first = path.strip("/").split("/", 1)[0]
        fallbacks: Iterable[Path] = (self._root / first / "index.html", self._root / "index.html")
        return next((page for page in fallbacks if page.is_file()), None)

    def _send(self, file: Path, accept_encoding: str, etag: str) -> Page:
        content = file.read_bytes()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        text = kind.startswith(_TEXT)
        tag = f'"{sha256(content).hexdigest()[:32]}"'
        hashed = "assets" in file.relative_to(self._root).parts
        headers = [
            ("Content-Type", f"{kind}; charset=utf-8" if text else kind),
            ("Cache-Control", "public, max-age=31536000, immutable" if hashed else "no-cache"),
            ("ETag", tag),
            ("Last-Modified", formatdate(file.stat().st_mtime, usegmt=True)),
            ("Vary", "Accept-Encoding"),
        ]
        if tag in etag:
            return Page(304, headers, b"")
        if not text or len(content) < SMALL:
            return Page(200, headers, content)
        return self._packed(file, content, headers, accept_encoding)

    def _packed(
        self, file: Path, content: bytes, headers: list[tuple[str, str]], accept_encoding: str
    ) -> Page:
        brotli = file.with_name(file.name + ".br")
        if "br" in accept_encoding and brotli.is_file():
            return Page(200, [*headers, ("Content-Encoding", "br")], brotli.read_bytes())
        if "gzip" not in accept_encoding:
            return Page(200, headers, content)
        key = (file, file.stat().st_mtime_ns)
        if key not in self._compressed:
            self._compressed[key] = gzip.compress(content, 6)
        return Page(200, [*headers, ("Content-Encoding", "gzip")], self._compressed[key])
