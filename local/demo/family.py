"""What one household does, step by step, each step checked."""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from local.population import Story, form_of

from .client import Answer, Json, Person, Town, consent, expect, upload


@dataclass
class Family:
    """A story's guardian at the page."""

    town: Town
    story: Story
    season: str
    person: Person = field(init=False)
    id: str = ""
    etag: str = ""
    form: Json = field(init=False)

    def __post_init__(self) -> None:
        self.person = Person(self.town, self.story.account.sub)
        self.form = deepcopy(form_of(self.story))

    @property
    def phone(self) -> str:
        return str(self.form["guardians"][0]["phone"])

    def consent(self) -> None:
        """Reads the season's notice and gives each consent (R48)."""
        consent(self.person, self.season)

    def prefill(self) -> Answer:
        document = self.form["students"][0]["identity_document"]
        return self.person.call("POST", "/prefill", {"season": self.season, "identity_document": document})

    def begin(self) -> None:
        self.consent()
        self.id = self.person.ok("POST", "/registrations", {"season": self.season})["id"]

    def save(self) -> Json:
        """Replaces the form with what the family has typed."""
        _, self.etag = self._read()
        saved: Json = self.person.ok("PUT", f"/registrations/{self.id}", self.form, If_Match=self.etag)
        return saved

    def upload_what_is_missing(self) -> int:
        """Every document that the API says is missing; how many that were."""
        wanted = [one for one in self.look()["missing"] if one.get("document")]
        for one in wanted:
            upload(self.person, self.id, one["document"], one.get("student"))
        self.town.settle()
        missing = self.look()["missing"]
        expect(not missing, f"still missing: {missing}")
        return len(wanted)

    def ask_code(self, purpose: str | None = None, answer: Json | None = None) -> Answer:
        """For what it says, else to submit; `answer` is what it is to hand in."""
        body: Json | None = {"purpose": purpose} if purpose else None
        if body is not None and answer is not None:
            body["answer"] = answer
        return self.person.call("POST", f"/registrations/{self.id}/code", body)

    def code(self, purpose: str | None = None, answer: Json | None = None) -> str:
        """Asks for a code and reads it from guardian 1's phone."""
        asked = self.ask_code(purpose, answer)
        expect(asked.status == HTTPStatus.ACCEPTED, f"no code: {asked.body}")
        self.town.settle()
        received = self.town.sms_to(self.phone)
        found = re.search(r"\d{6}", received[0]["text"]) if received else None
        expect(found, "the newest SMS has no code")
        return found[0] if found else ""

    def submit(self, code: str | None = None, key: str | None = None) -> Answer:
        pledge = self.town.season(self.season)["pledge"]["version"]
        command = {"code": code or self.code(), "pledge_version": pledge}
        path = f"/registrations/{self.id}/submission"
        return self.person.call("POST", path, command, Idempotency_Key=key or str(uuid4()))

    def withdraw(self, code: str) -> Answer:
        path = f"/registrations/{self.id}/withdrawal"
        return self.person.call("POST", path, {"code": code}, Idempotency_Key=str(uuid4()))

    def hand_in(self, answer: Json, code: str) -> Answer:
        """To the first request of staff."""
        path = f"/registrations/{self.id}/requests/1/answer"
        return self.person.call("POST", path, {**answer, "code": code}, Idempotency_Key=str(uuid4()))

    def applied(self) -> Json:
        """From the notice to the submission, with every paper; what the family then sees."""
        self.begin()
        self.save()
        self.upload_what_is_missing()
        return self.submitted()

    def submitted(self) -> Json:
        """Submits, lets the checks run, and answers what the family then sees."""
        answer = self.submit()
        expect(answer.status == HTTPStatus.OK, f"not submitted: {answer.status} {answer.body}")
        self.town.settle()
        return self.look()

    def look(self) -> Json:
        seen: Json = self._read()[0]
        return seen

    def told(self, kind: str) -> bool:
        """Whether an SMS of this kind went out or is about to."""
        return any(one["kind"] == kind for one in self.look()["notices"])

    def checks(self) -> dict[str, str]:
        """Check -> state, as the family sees it."""
        return {one["id"]: one["state"] for one in self.look()["checks"]}

    def _read(self) -> tuple[Any, str]:
        answer = self.person.call("GET", f"/registrations/{self.id}")
        expect(answer.status == HTTPStatus.OK, f"GET answered {answer.status}: {answer.body}")
        return answer.body, answer.headers["ETag"]
