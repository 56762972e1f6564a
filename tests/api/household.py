"""What one household does, through the API; documents and codes by the short way where a test is not about them."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.registration import Registration
from functions.registration.submitting.codes import digits
from local.population import Story, form_of
from tests.aws import Cloud
from tests.canary.watch import WATCH
from tests.midseason import NOW
from tests.rooms.deliveries import played

from .client import Answer, Client, Json
from .kept import kept

SEASON = "siming-2022"
PLEDGE = "2022-1"


@dataclass
class Household:
    cloud: Cloud
    story: Story
    client: Client = field(init=False)
    form: Json = field(init=False)
    id: str = ""
    agreed: bool = False

    def __post_init__(self) -> None:
        self.client = Client(self.story.account)
        self.form = deepcopy(form_of(self.story))

    @property
    def path(self) -> str:
        return f"/registrations/{self.id}"

    @property
    def number(self) -> str:
        return str(self.form["students"][0]["identity_document"]["number"])

    @property
    def phone(self) -> str:
        return str(self.form["guardians"][0]["phone"])

    def consent(self) -> "Household":
        """Answered the notice, once."""
        if not self.agreed:
            assert agreed(self.client).status == 200
            self.agreed = True
        return self

    def begin(self) -> "Household":
        self.consent()
        self.id = self.client.ok("POST", "/registrations", {"season": SEASON})["id"]
        return self

    def look(self) -> Json:
        found: Json = self.client.ok("GET", self.path)
        return found

    def states(self) -> dict[str, str]:
        """Check -> state, as the family sees it."""
        return {one["id"]: one["state"] for one in self.look()["checks"]}

    def lacking(self) -> set[str]:
        """The fields that a new draft of this form still lacks."""
        return {one["field"] for one in self.begin().save()["missing"]}

    def findings(self) -> dict[str, str]:
        """Field -> code of every finding that the family sees."""
        return {one["field"]: one["code"] for check in self.look()["checks"] for one in check["findings"]}

    @kept
    def checked(self) -> "Household":
        """Submitted, and every check that can be made was made."""
        self.submitted()
        assert played(self.cloud) == []
        return self

    def stored(self) -> Registration:
        return self.cloud.get(self.id)

    def etag(self) -> str:
        """What `GET` answers, without asking it."""
        return f'"{self.cloud.item(keys.registration(self.id))["version"]}"'

    def put(self, form: Any = None, **headers: str) -> Answer:
        sent = {"If_Match": self.etag()} | headers
        return self.client.call("PUT", self.path, self.form if form is None else form, **sent)

    def save(self) -> Json:
        saved = self.put()
        assert saved.status == 200, saved.content.decode()
        found: Json = saved.json
        return found

    @kept
    def ready(self) -> "Household":
        """A saved form with every document accepted: only the code is wanting."""
        self.begin()
        missing = self.save()["missing"]
        wanted = {one["field"]: one for one in missing}
        assert all("document" in one for one in missing), missing
        self.accepted(
            *(
                accepted_document(f"01D0C{index:021d}", one["document"], one.get("student"))
                for index, one in enumerate(wanted.values())
            )
        )
        return self

    def accepted(self, *documents: Document) -> None:
        """Documents as the inspector leaves them."""
        change = Update()
        for document in documents:
            change.set(("documents", document.id), items.dump(document))
        composition.table().update(keys.registration(self.id), change)

    def ask_code(self, purpose: str | None = None, **about: Any) -> Answer:
        return self.client.call("POST", f"{self.path}/code", purpose and {"purpose": purpose} | about)

    def code(self, purpose: str | None = None, **about: Any) -> str:
        """Asks for a code; answers the digits that the SMS will hold."""
        asked = self.ask_code(purpose, **about)
        assert asked.status == 202, asked.content.decode()
        return self.digits()

    def proves_its_phone(self) -> "Household":
        """As if this account had submitted with a code from guardian 1's phone before."""
        owner = self.cloud.item(keys.registration(self.id))["owner"]
        proved = Update().add("proved", {macs().of("phone", self.phone)})
        composition.table().update(keys.account(owner), proved)
        return self

    def digits(self) -> str:
        stored = self.stored()
        assert stored.code is not None
        typed = digits(self.id, stored.code, macs())
        WATCH.plant_code(typed)
        return typed

    def submit(self, code: str, *, key: str = "", pledge: str | None = None) -> Answer:
        version = pledge or composition.season_table().get(SEASON, datetime.now(UTC)).pledge.version
        command = {"code": code, "pledge_version": version}
        return self.client.call("POST", f"{self.path}/submission", command, Idempotency_Key=key)

    @kept
    def submitted(self) -> "Household":
        self.ready()
        answer = self.submit(self.code())
        assert answer.status == 200, answer.content.decode()
        return self

    def withdraw(self, code: str, *, key: str = "") -> Answer:
        return self.client.call("POST", f"{self.path}/withdrawal", {"code": code}, Idempotency_Key=key)

    def open_copy(self, code: str, *, key: str = "") -> Answer:
        return self.client.call("POST", f"{self.path}/copy", {"code": code}, Idempotency_Key=key)

    def may_have_another_code(self) -> "Household":
        """At once, where a test is not about a phone's minute."""
        composition.table().transact(
            *(
                {"Delete": composition.table().delete_request(keys.phone(one))}
                for one in macs().every("phone", self.phone)
            )
        )
        return self

    def withdrawn(self) -> "Household":
        """By its own code."""
        self.may_have_another_code()
        answer = self.withdraw(self.code("withdraw"))
        assert answer.status == 200, answer.content.decode()
        return self

    def amending(self) -> "Household":
        self.submitted()
        self.client.ok("POST", f"{self.path}/amendment")
        return self


def agreed(client: Client, **answers: bool) -> Answer:
    """The notice answered, each consent given unless `answers` says otherwise (R48)."""
    notice = composition.season_table().get(SEASON, datetime.now(UTC)).notice
    given = {question.id.value: True for question in notice.consents} | answers
    command = {"notice_version": notice.version, "answers": given}
    return client.call("PUT", f"/seasons/{SEASON}/consent", command)


def accepted_document(document_id: str, kind: str, student: int | None = None) -> Document:
    return Document(
        id=document_id,
        kind=DocumentKind(kind),
        student=student,
        state=DocumentState.ACCEPTED,
        media_type="image/jpeg",
        size=1000,
        asked_at=NOW,
        upload_until=NOW,
    )
