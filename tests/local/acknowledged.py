"""A family at a system that is killed: what it was told was done, and whether it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import urllib3

from local.demo.client import Json, upload
from local.demo.family import Family

IN_FLIGHT = 15
"""Minutes after which a message comes again that was in hand when the process was killed, as on AWS."""


@dataclass
class Acknowledged(Family):
    """Each step may be repeated, as a page repeats it that got no answer; `told` holds what a 2xx said."""

    facts: dict[str, Any] = field(default_factory=dict)

    def register(self) -> None:
        for step in (self._agree, self._start, self._type, self._bring, self._send):
            self.until_answered(step)

    def until_answered(self, step: Callable[[], None]) -> None:
        """The page's own way: the same again, until something comes back. What was answered is looked for at once."""
        while True:
            try:
                step()
            except (urllib3.exceptions.HTTPError, ConnectionError):
                self.lost()
                continue
            return

    def lost(self) -> None:
        """After a kill: all that was told is there."""
        assert self.missing() == []

    def missing(self) -> list[str]:
        """What a 2xx said and is not so."""
        if "id" not in self.facts:
            return []
        mine = [one["id"] for one in self.person.ok("GET", "/registrations")["registrations"]]
        if mine.count(self.id) != 1:
            return ["begun"]
        found = self.look()
        papers = {one["id"] for one in found["documents"] if one["state"] != "awaiting_upload"}
        return [
            name
            for name, held in {
                "typed": "typed" not in self.facts or _names(found["form"]) == _names(self.form),
                "version": found["version"] >= self.facts.get("typed", 0),
                "papers": self.facts.get("papers", set()) <= papers,
                "sent": "sent" not in self.facts or found["status"] in {"submitted", "decided"},
            }.items()
            if not held
        ]

    def _agree(self) -> None:
        self.consent()

    def _start(self) -> None:
        command = {"season": self.season}
        self.id = self.person.ok("POST", "/registrations", command, Idempotency_Key=self.story.key)["id"]
        self.facts["id"] = self.id

    def _type(self) -> None:
        self.facts["typed"] = self.save()["version"]

    def _bring(self) -> None:
        for one in [one for one in self.look()["missing"] if one.get("document")]:
            paper = upload(self.person, self.id, one["document"], one.get("student"))
            self.facts.setdefault("brought", set()).add(paper)
        self.town.settle()
        self.facts["papers"] = self.facts["brought"]
        if self.missing():
            self.town.advance(minutes=IN_FLIGHT)
        assert self.missing() == []

    def _send(self) -> None:
        if self.look()["status"] == "draft":
            self.town.advance(minutes=2)
            answer = self.submit(key=f"send-{self.story.key}")
            assert answer.status == HTTPStatus.OK, answer.body
        self.facts["sent"] = True


def _names(form: Json) -> list[str]:
    return [str(one["name"]) for one in form["students"]]
