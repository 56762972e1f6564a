"""Ruxue's HTTPS API as any client uses it, and the laptop's controls beside it."""

import base64
import hashlib
import json
import re
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any

import urllib3

from local.city import citizens
from local.issuer import token_for
from local.population import Population

Json = dict[str, Any]


class DifferentError(Exception):
    """Something is not as the story says."""


def expect(held: object, words: str) -> None:
    """Raises DifferentError with these words unless it held."""
    if not held:
        raise DifferentError(words)


@dataclass
class Answer:
    status: int
    body: Any
    headers: Any

    @property
    def code(self) -> str:
        """A problem's stable code, or nothing."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""

    def fields(self) -> list[str]:
        return [one["field"] for one in self.body.get("errors", ())]


@dataclass
class Town:
    """One running local system."""

    site: str
    http: urllib3.PoolManager = field(default_factory=urllib3.PoolManager)
    requests: int = 0
    slowest: tuple[float, str] = (0.0, "")
    tokens: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, body: Any = None, headers: Json | None = None) -> Answer:
        """One request; counted and timed."""
        began = time.perf_counter()
        sent = {"Content-Type": "application/json"} if body is not None else {}
        answer = self.http.request(
            method,
            f"{self.site}{path}",
            body=None if body is None else json.dumps(body),
            headers=sent | (headers or {}),
            retries=False,
        )
        took = time.perf_counter() - began
        if path.startswith("/api/"):
            self.requests += 1
            self.slowest = max(self.slowest, (took, f"{method} {re.sub('[0-9A-Z]{26}', '…', path)}"))
        is_json = answer.data and "json" in answer.headers.get("Content-Type", "")
        return Answer(answer.status, json.loads(answer.data) if is_json else answer.data, answer.headers)

    def season(self, season: str) -> Json:
        """Of the public. Raises DifferentError where it is not answered."""
        answer = self.call("GET", f"/api/seasons/{season}")
        expect(answer.status == HTTPStatus.OK, f"the season answered {answer.status}: {answer.body}")
        found: Json = answer.body
        return found

    def local(self, method: str, path: str, body: Any = None) -> Any:
        """A control of the laptop's. Raises DifferentError where it refuses."""
        answer = self.call(method, f"/local/{path}", body)
        expect(answer.status == HTTPStatus.OK, f"/local/{path} answered {answer.status}: {answer.body}")
        return answer.body

    def settle(self) -> None:
        """Until no queue, stream or due schedule has anything left to do."""
        self.local("POST", "settle")

    def advance(self, **units: float) -> None:
        """Moves the clock on; everyone signs in again, since tokens have grown old."""
        seconds = units.get("days", 0) * 86400 + units.get("hours", 0) * 3600 + units.get("minutes", 0) * 60
        self.local("POST", "clock", {"advance_seconds": seconds})
        self.tokens.clear()
        self.settle()

    @property
    def now(self) -> datetime:
        """By its clock, which may have been moved."""
        return datetime.fromisoformat(self.local("GET", "clock")["now"])

    def population(self) -> Population:
        """Who lives in this system's city."""
        return citizens(date.fromisoformat(self.local("GET", "clock")["began"]))

    def sms_to(self, phone: str) -> list[Json]:
        """Newest first."""
        found: list[Json] = self.local("GET", f"sms?phone={phone}")
        return found

    def token(self, sub: str) -> str:
        if sub not in self.tokens:
            issuer = self.local("GET", "addresses")["issuer"]
            self.tokens[sub] = token_for(issuer, sub, site=self.site)
        return self.tokens[sub]


@dataclass
class Person:
    """Somebody signed in."""

    town: Town
    sub: str

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent |= {"Authorization": f"Bearer {self.town.token(self.sub)}", "Accept-Language": "en"}
        return self.town.call(method, f"/api{path}", body, sent)

    def ok(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer's body. Raises DifferentError unless it was a 2xx."""
        answer = self.call(method, path, body, **headers)
        expect(answer.status < HTTPStatus.MULTIPLE_CHOICES, f"{method} {path}: {answer.status} {answer.body}")
        return answer.body


def consent(person: Person, season: str) -> None:
    """Answers the season's notice, giving each consent that it asks for (R48)."""
    notice = person.town.season(season)["notice"]
    answers = {question["id"]: True for question in notice.get("consents", ())}
    command = {"notice_version": notice["version"], "answers": answers}
    person.ok("PUT", f"/seasons/{season}/consent", command)


def photo(words: str) -> bytes:
    """A picture of a page that shows `words`, as a phone would take it: JPEG, about 20 kB."""
    from PIL import Image, ImageDraw

    image = Image.effect_noise((640, 480), 12).convert("RGB")
    ImageDraw.Draw(image).text((80, 80), words, fill="black")
    out = BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


def upload(
    person: Person,
    registration: str,
    kind: str,
    student: int | None = None,
    *,
    check: str | None = None,
    for_review: bool | None = None,
) -> str:
    """A real upload: asked for, posted to the bucket, inspected. Answers the document's id."""
    content = photo(f"{kind} {student}")
    asked = person.ok(
        "POST",
        f"/registrations/{registration}/documents",
        {
            "kind": kind,
            **({} if student is None else {"student": student}),
            **({} if check is None else {"check": check}),
            **({} if for_review is None else {"for_review": for_review}),
            "media_type": "image/jpeg",
            "size": len(content),
            "sha256": base64.b64encode(hashlib.sha256(content).digest()).decode(),
        },
    )
    form = [*asked["upload"]["fields"].items(), ("file", ("photo.jpg", content, "image/jpeg"))]
    posted = person.town.http.request("POST", asked["upload"]["url"], fields=form)
    expect(posted.status in {200, 201, 204}, f"the bucket answered {posted.status}")
    return str(asked["document"]["id"])
