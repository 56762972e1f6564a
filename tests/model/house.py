"""The same deeds through both real APIs, each answering whether it was done; and what the clock and queues bring."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chalice.local import LambdaContext
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType

from functions.cloud import composition, settings
from functions.cloud.table import keys
from functions.registration.check_kinds import CheckId
from functions.registration.placing.results import result_of
from local.authorities import Authorities, Authority, Switches
from local.aws.clients import ACCOUNT, REGION
from local.population import Population, correction_of
from tests.api.household import SEASON, Household, accepted_document
from tests.faults.world import CLOCK, LONG, QUEUES, STREAM, World, function
from tests.faults.writing import written
from tests.review.staff import OTHER_SUPERVISOR, SUPERVISOR, Member
from tests.rooms.test_wiring import TICK

from .households import MISTAKEN, PARENT, STRANGER, TENANT

STAFF = tuple(Member(f"clerk {number}") for number in range(4))
PATH = f"/staff/seasons/{SEASON}"
SECOND = timedelta(seconds=1)
CHECKS = {"Identity", "Property"}
"""The queues of what registries are asked."""
SAID = {"words": {"owner": "外公"}}


class FaultError(AssertionError):
    """Neither done nor refused."""


@dataclass
class House:
    """One system with four families. A second passes with each deed, as it would."""

    world: World
    city: Population
    authorities: Authorities
    families: dict[str, Household] = field(init=False)

    taken: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """The messages of checks that were worked on, which a queue may bring again."""

    def __post_init__(self) -> None:
        cloud = self.world.cloud
        self.families = {
            PARENT: Household(cloud, self.city.bulk[0]),
            STRANGER: Household(cloud, self.city.bulk[1]),
            TENANT: Household(cloud, self.city.stories["public_rental"]),
            MISTAKEN: Household(cloud, self.city.stories["wrong_certificate"]),
        }
        child = self.families[PARENT].form["students"][0]
        self.families[STRANGER].form["students"][0] = deepcopy(child)
        self.forms = {name: deepcopy(family.form) for name, family in self.families.items()}
        self.papers = 0
        self.ids: list[str] = []
        """Of every registration that was ever begun."""

    # The family

    def begin(self, name: str) -> bool:
        family = self.families[name].consent()
        answer = family.client.call("POST", "/registrations", {"season": SEASON})
        if self._done(answer):
            family.id = answer.json["id"]
            self.ids.append(family.id)
            return True
        return False

    def save(self, name: str, *, right: bool) -> bool:
        family = self.families[name]
        mended = right and name == MISTAKEN
        family.form = deepcopy(correction_of(family.story) if mended else self.forms[name])
        answer = family.put()
        if not self._done(answer):
            return False
        wanted = {one["field"]: one for one in answer.json["missing"] if "document" in one}
        if wanted:
            family.accepted(*(self._paper(one["document"], one.get("student")) for one in wanted.values()))
        return True

    def _paper(self, kind: str, student: int | None = None, **more: Any) -> Any:
        """Asked for now."""
        self.papers += 1
        more["asked_at"] = datetime.now(UTC)
        return accepted_document(f"01D0C{self.papers:021d}", kind, student).model_copy(update=more)

    def code(self, name: str, purpose: str | None = None) -> str | None:
        about = {"answer": SAID} if purpose == "answer" else {}
        answer = self.families[name].ask_code(purpose, **about)
        return self.families[name].digits() if self._done(answer) else None

    def submit(self, name: str, code: str) -> bool:
        return self._done(self.families[name].submit(code))

    def amend(self, name: str) -> bool:
        return self._family(name, "POST", "/amendment")

    def cancel(self, name: str) -> bool:
        return self._family(name, "DELETE", "/amendment")

    def object_to(self, name: str, check: str) -> bool:
        self.families[name].accepted(self._paper("other", check=check))
        return self._family(name, "POST", f"/checks/{check}/objection", {"explanation": "as it is written"})

    def answer(self, name: str, code: str) -> bool:
        stored = self.families[name].stored()
        number = len(stored.past_requests) + (stored.request is not None)
        return self._family(name, "POST", f"/requests/{max(1, number)}/answer", SAID | {"code": code})

    def discard(self, name: str) -> bool:
        return self._family(name, "DELETE", "")

    def withdraw(self, name: str, code: str) -> bool:
        return self._done(self.families[name].withdraw(code))

    def ask_for_a_review(self, name: str) -> bool:
        return self._family(
            name, "POST", "/review", {"ground": "judged_wrongly", "explanation": "again, please"}
        )

    def _family(self, name: str, method: str, path: str, body: Any = None) -> bool:
        family = self.families[name]
        return self._done(family.client.call(method, f"{family.path}{path}", body))

    # Staff

    def take(self, name: str, who: int) -> bool:
        return self._staff(name, who, "POST", "/claim")

    def let_go(self, name: str, who: int) -> bool:
        return self._staff(name, who, "DELETE", "/claim")

    def decide(self, name: str, check: str, who: int, result: str, *, paper: bool) -> bool:
        papers = [one.id for one in self.families[name].stored().documents.values()]
        named = papers[0] if paper and papers else None
        return self._done(STAFF[who].decide(self.families[name].id, result, check=check, paper=named))

    def find_nothing(self, name: str, who: int) -> bool:
        return self._staff(name, who, "POST", "/spot-check", tagged=True)

    def ask(self, name: str, check: str, who: int, until: str) -> bool:
        command = {"check": check, "reason": "paper_needed", "words": ["owner"], "until": until}
        return self._staff(name, who, "POST", "/requests", command, tagged=True)

    def call_off(self, name: str, who: int) -> bool:
        return self._staff(name, who, "DELETE", "/requests", tagged=True)

    def withdraw_by_phone(self, name: str, who: int) -> bool:
        return self._staff(name, who, "POST", "/withdrawal", {"reason": "phone_lost"}, tagged=True)

    def release(self, name: str, who: int, kept_out: str | None) -> bool:
        favours = {} if kept_out is None else {"favours": self.families[kept_out].stored().reference}
        command = {"student": 0, "reason": "other_guardian_shown"} | favours
        return self._staff(name, who, "POST", "/release", command, tagged=True)

    def decide_review(self, name: str, who: int, result: str) -> bool:
        reason = {"changed": "judged_wrongly", "upheld": "not_shown"}[result]
        return self._staff(name, who, "POST", "/review", {"result": result, "reason": reason}, tagged=True)

    def _staff(
        self, name: str, who: int, method: str, path: str, body: Any = None, *, tagged: bool = False
    ) -> bool:
        one = f"/staff/registrations/{self.families[name].id}"
        headers = {"If_Match": STAFF[who].get(one).etag} if tagged else {}
        return self._done(STAFF[who].call(method, f"{one}{path}", body, **headers))

    # Supervisors

    def publish(self, at: str) -> bool:
        self._job("/rehearsal")
        rehearsed = SUPERVISOR.get(f"{PATH}/rehearsal")
        seen = {"rehearsal": rehearsed.body["hash"], "pending": rehearsed.body["outcomes"]["pending"]}
        proposal = {"publication_at": at} | seen
        proposed = SUPERVISOR.call("PUT", f"{PATH}/publication", proposal, If_Match=rehearsed.etag)
        if not self._done(proposed):
            return False
        path = f"{PATH}/publication/confirmation"
        confirmed = self._done(OTHER_SUPERVISOR.call("POST", path, seen, If_Match=rehearsed.etag))
        self.plays()
        return confirmed

    def _job(self, path: str) -> None:
        assert SUPERVISOR.call("POST", f"{PATH}{path}").status == 202
        self.plays()

    def confirm(self, name: str) -> bool:
        """The line as the console shows it."""
        stored = self.families[name].stored()
        result = result_of(stored, composition.season_table().get(SEASON, stored.created_at))
        body = {"results": [{"registration": self.families[name].id, "result": result}]}
        answer = SUPERVISOR.call("POST", f"{PATH}/results", body)
        return self._done(answer) and not answer.body["refused"]

    @staticmethod
    def _done(answer: Any) -> bool:
        if answer.status >= 500:
            raise FaultError(answer)
        return bool(answer.status < 300)

    # What follows by itself

    def plays(self) -> None:
        """Stream and queues, until nothing is left."""
        while self._round():
            pass

    def _round(self) -> bool:
        event, worked = self.world.cloud.changes(), False
        if event["Records"]:
            worked = True
            for name in STREAM:
                self._invoked(name, event)
        for queue, name in QUEUES.items():
            while records := self.world.cloud.received(queue, 1)["Records"]:
                worked = True
                is_check = queue in CHECKS
                if self._invoked(name, {"Records": records}, may_come_back=is_check):
                    self.world.cloud.done(queue, records[0])
                    if is_check:
                        self.taken.append((name, {"Records": records}))
        return worked

    def _invoked(self, name: str, event: dict[str, Any], *, may_come_back: bool = False) -> bool:
        """Whether all of it was taken."""
        told = function(name)(event, LambdaContext(name, 512, LONG))
        taken = not (told or {}).get("batchItemFailures")
        assert taken or may_come_back, (name, told)
        return taken

    def brings_again(self, choice: int) -> None:
        """A queue brings each message at least once, and sometimes late."""
        name, event = self.taken[choice % len(self.taken)]
        self._invoked(name, event, may_come_back=True)
        self.plays()

    # The registries

    def falls_silent(self, registry: str) -> None:
        self._authority(registry).control(Switches(mode="down"))

    def speaks_again(self, registry: str) -> None:
        self._authority(registry).control(Switches())

    def _authority(self, registry: str) -> Authority:
        return {"household": self.authorities.household, "property": self.authorities.property}[registry]

    def as_it_stands(self, name: str) -> bytes:
        """The registration in the table, to the byte."""
        key = keys.registration(self.families[name].id)
        held = dynamodb_backends[ACCOUNT][REGION].get_table(settings.tables().registrations)
        return written(held.get_item(DynamoType({"S": key.pk}), DynamoType({"S": key.sk})))

    def has_answered(self, name: str, check: str) -> bool:
        """Whether its registry has, be it in place of a decision or beside it."""
        return not self.families[name].stored().checks[CheckId(check)].is_asked

    def ticks(self) -> None:
        """What came back to the queues by now, the functions of the clock, each once, and what they bring."""
        self.plays()
        for name in CLOCK:
            self._invoked(name, TICK)
        self.plays()
