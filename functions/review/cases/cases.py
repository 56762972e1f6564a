"""One registration in staff's hands: reading it whole, taking it, deciding it."""

from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from functions.cloud.sealing.labels import Labels
from functions.cloud.sealing.macs import Macs
from functions.cloud.sealing.seal import Seal
from functions.cloud.staff.submitted_forms import as_submitted
from functions.cloud.table import items
from functions.cloud.table.days import Day
from functions.cloud.table.table import Item
from functions.registration.checking.evidence import evidence_of, papers_changed
from functions.registration.checking.planning import subjects, tested
from functions.registration.errors import Fault, InvalidInput, NotFound, NotPossibleNow, StaleVersion
from functions.registration.form import Form
from functions.registration.keyed import Keyed
from functions.registration.placing.outcome import outcome_as_it_stands
from functions.registration.registration import Registration, Status
from functions.registration.season.season import Season
from functions.registration.staff.as_submitted import submitted_label
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.decisions import Decided, Ruling, decide, repeated
from functions.registration.staff.queues import CLAIM_FOR, queues_of
from functions.review.commands import DecisionCommand
from functions.review.decision_answers import Ground
from functions.review.staff_answers import RegistrationSummary

from .view import staff_version

READABLE = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED, Status.WITHDRAWN})
"""A draft is its guardian's alone until it is submitted."""

SAME_CLAIM = timedelta(minutes=1)
"""A claim that comes again within it is the one that is held: its answer was lost, or its key was hit twice."""


class Cases(Protocol):
    def load(self, registration_id: str) -> Item | None: ...

    def record(
        self,
        before: Registration,
        after: Registration,
        deed: Deed,
        *,
        by: Keyed,
        note: str = "",
        today: str,
        now: datetime,
    ) -> None: ...

    def claim(
        self, registration: Registration, deed: Deed, *, by: Keyed, until: datetime, now: datetime
    ) -> None: ...


class Known(NamedTuple):
    """An item that was loaded, and what it says without its form."""

    item: Item
    registration: Registration
    form: Form = Form()
    """As it was submitted last, once `opened_form` opened it."""


def known(registration_id: str, cases: Cases) -> Known:
    """Raises NotFound; a draft that was never submitted is absent for staff."""
    item = cases.load(registration_id)
    if item is None:
        raise NotFound
    registration = items.without_form(item)
    if registration.status not in READABLE or registration.submitted_at is None:
        raise NotFound
    return Known(item, registration)


def opened_form(stored: Known, seal: Seal) -> Known:
    """The same with its form: one call of KMS."""
    with items.reading(stored.item):
        shown = as_submitted(stored.item)
    return stored._replace(form=items.whole(shown, seal).form)


def changed_since(registration: Registration, macs: Macs) -> dict[int, list[Ground]]:
    """Place of each decision -> what is not any more as it was taken on; of the whole registration, form included."""
    parts = subjects(registration.form)
    changed: dict[int, list[Ground]] = {}
    for number, decision in enumerate(registration.decisions):
        check, evidence = registration.checks.get(decision.check), decision.evidence
        if evidence is None:
            continue
        grounds: dict[Ground, bool] = {
            "answers": check is None
            or not macs.matches(
                evidence.answers, "covers", registration.id, check.id, tested(check.id, parts[check.id])
            ),
            "papers": check is None or papers_changed(registration, check, evidence, macs),
        }
        changed[number] = [ground for ground, differs in grounds.items() if differs]
    return changed


def take(stored: Known, *, member: Keyed, cases: Cases, now: datetime) -> datetime:
    """Makes it this member's case for a while, or prolongs; until when. Raises NotPossibleNow, StaleVersion.

    Only what waits for a person: whoever looks at anything else says why.
    """
    registration = stored.registration
    if not queues_of(registration):
        raise NotPossibleNow(code="nothing_to_decide")
    until = now + CLAIM_FOR
    held = registration.claimed_until
    if held is not None and held >= until - SAME_CLAIM and member.names(registration.claimed_by):
        return held
    deed = Deed(registration.season, Act.CLAIMED, member, registration.id)
    cases.claim(registration, deed, by=member, until=until, now=now)
    return until


class Request(NamedTuple):
    """One decision as it came: whose, under which key, about which version."""

    command: DecisionCommand
    member: Keyed
    key: str
    version: int


def ruling_of(registration: Registration, asked: Request, macs: Macs) -> Ruling:
    """The decision with what it is taken on (R36), its idempotency key and its body as keyed MACs.

    Raises InvalidInput for a check that is not there.
    """
    command = asked.command
    check = registration.checks.get(command.check)
    if check is None:
        raise InvalidInput(Fault("check", "unknown_check"))
    key = _request_key(asked, macs) if asked.key else None
    return Ruling(
        command.check,
        command.result,
        command.reason,
        by=asked.member,
        evidence=evidence_of(registration, check, macs, named=command.paper),
        paper=command.paper,
        key=key,
        body_digest=macs.keyed("body", command.model_dump_json()) if key else None,
    )


def _request_key(asked: Request, macs: Macs) -> Keyed:
    """Whose request it is, and its Idempotency-Key: the member as each key has it, under that key."""
    return Keyed(tuple(macs.of("key", mac, asked.key, like=mac) for mac in asked.member.every))


def decide_once(
    stored: Known, asked: Request, *, season: Season, cases: Cases, macs: Macs, now: datetime
) -> Decided:
    """Decides, or answers as before where the same key came already.

    Raises StaleVersion, KeyReused, NotPossibleNow, NotAllowed, InvalidInput.
    """
    ruling = ruling_of(stored.registration, asked, macs)
    before = repeated(stored.registration, ruling.key, ruling.body_digest)
    if before is not None:
        return Decided(stored.registration, before.waits_for_second)
    if asked.version != staff_version(stored.registration):
        raise StaleVersion
    decided = decide(stored.registration, ruling, season=season, now=now)
    try:
        cases.record(
            stored.registration,
            decided.registration,
            _deed(stored, asked, decided),
            by=asked.member,
            note=asked.command.note,
            today=Day.of(now, season.zone).date,
            now=now,
        )
    except StaleVersion:
        # The same request twice at once: the other one may have been this very decision.
        again = known(stored.registration.id, cases).registration
        other = repeated(again, ruling.key, ruling.body_digest)
        if other is None:
            raise
        return Decided(again, other.waits_for_second)
    return decided


def _deed(stored: Known, asked: Request, decided: Decided) -> Deed:
    details = {
        "check": asked.command.check,
        "result": asked.command.result.value,
        "reason": asked.command.reason,
        "waits_for_second": str(decided.waits_for_second).lower(),
    }
    if asked.command.paper is not None:
        details["paper"] = asked.command.paper
    registration = stored.registration
    return Deed(registration.season, Act.DECIDED, asked.member, registration.id, details)


def names_of(registration: Registration, labels: Labels) -> list[str]:
    """Its children as they were submitted last; none where their label's key is no longer held."""
    return labels.shown(registration.id, submitted_label(registration))


def summary(registration: Registration, labels: Labels) -> RegistrationSummary:
    """One line of a list: of people only the children's names."""
    return {
        "id": registration.id,
        "reference": registration.reference,
        "students": names_of(registration, labels),
        "status": registration.status,
        "submitted_at": registration.submitted_at,
        "updated_at": registration.updated_at,
        "checks": {check.id: check.state for check in registration.checks.values()},
        "outcome": outcome_as_it_stands(registration),
        "streets": list(registration.streets),
        "communities": list(registration.communities),
        "amendment_extended_to": registration.amendment_extended_to,
    }
