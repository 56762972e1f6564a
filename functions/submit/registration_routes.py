"""A registration from its first draft to its receipt."""

import json
from typing import Any

from chalice import Response
from ulid import ULID

from functions.cloud import composition
from functions.cloud.sealing.labels import labels
from functions.cloud.sealing.seal import seal
from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.objections import ObjectionTable
from functions.cloud.table.code_requests import CodeRequestTable
from functions.cloud.table.code_tries import CodeTries
from functions.cloud.table.questions import QuestionTable
from functions.cloud.web.http import answer, parse, version_of
from functions.cloud.web.idempotency import idempotency_key_of, named
from functions.registration.errors import Fault, InvalidInput
from functions.registration.form import Form
from functions.registration.placing.results import published_outcome, shown_status
from functions.registration.registration import Registration
from functions.registration.values.code import Purpose

from . import drafts, submission
from .account import Account
from .codes import asking, withdrawal
from .commands import (
    CodeCommand,
    HandedIn,
    NewRegistration,
    ObjectionCommand,
    SubmissionCommand,
    WithdrawalCommand,
)
from .guardian_answers import RegistrationAnswer, RegistrationLine, RegistrationList
from .routes import clock, language, loaded_of, office_of, request, route, season_of, seasons
from .view import BEING_TYPED, registration_view

ALL = "/registrations"
ONE = f"{ALL}/{{registration_id}}"


def as_seen(registration: Registration, facts: frozenset[str] = frozenset()) -> RegistrationAnswer:
    """As its guardian sees it; while it is typed, `facts` (what prefill told) say where each field came from."""
    provenance = registration.provenance
    if registration.status in BEING_TYPED:
        provenance = submission.provenance_of(registration.form, facts, macs())
    return registration_view(
        registration,
        season_of(registration.season),
        provenance=provenance,
        macs=macs(),
        language=language(),
        now=clock(),
    )


def listed(registration: Registration) -> RegistrationLine:
    """Its line in the list: of the form only the names are opened, which costs no call (decision 0013)."""
    season = season_of(registration.season)
    return {
        "id": registration.id,
        "reference": registration.reference,
        "season": registration.season,
        "status": shown_status(registration, season, clock()),
        "students": [name for name in labels().shown(registration.id, registration.label) if name],
        "outcome": published_outcome(registration, season, clock()),
        "submitted_at": registration.submitted_at,
        "updated_at": registration.updated_at,
    }


def mine(account: Account, registration_id: str) -> Registration:
    return loaded_of(account, registration_id).registration


@route("POST", ALL)
def create(account: Account) -> Response:
    begun = drafts.begin(
        season_of(parse(request(), NewRegistration).season),
        account.key,
        new_id=str(ULID()),
        named=named("begin", account.key, idempotency_key_of(request().headers), macs()),
        drafts=composition.registration_table(),
        now=clock(),
    )
    return answer(
        as_seen(begun),
        status=201,
        version=begun.version,
        headers={"Location": f"/api/registrations/{begun.id}"},
    )


@route("GET", ALL)
def list_mine(account: Account) -> Response:
    mine = composition.registration_table().of_account(account.key, {season.id for season in seasons()})
    body: RegistrationList = {
        "registrations": [listed(registration) for registration in mine.registrations],
        "unreadable": [
            {"number": damaged.number, "phone": office_of(damaged.season)} for damaged in mine.unreadable
        ],
    }
    return answer(body)


@route("GET", ONE)
def read(account: Account, registration_id: str) -> Response:
    return shown(account, registration_id)


def shown(account: Account, registration_id: str) -> Response:
    loaded = loaded_of(account, registration_id)
    registration = loaded.registration
    return answer(as_seen(registration, loaded.facts), version=registration.version)


@route("PUT", ONE)
def replace(account: Account, registration_id: str) -> Response:
    replaced = version_of(request().headers)
    form = parse(request(), Form)
    version, body = drafts.save(
        registration_id,
        account.key,
        form,
        raw_number=_typed_number(json.loads(request().raw_body)),
        version=replaced,
        drafts=composition.registration_table(),
        seasons=seasons(),
        office_of=office_of,
        language=language(),
        now=clock(),
    )
    return answer(body, version=version)


def _typed_number(body: dict[str, Any]) -> str | None:
    """The certificate's number as it was typed; the form was parsed, so the shape is known."""
    typed = (body.get("property") or {}).get("number")
    return None if typed is None else str(typed)


@route("DELETE", ONE)
def discard(account: Account, registration_id: str) -> Response:
    registration = mine(account, registration_id)
    withdrawal.discard(
        registration,
        account.key,
        season=season_of(registration.season),
        store=composition.submission_table(),
        now=clock(),
    )
    return answer(None, status=204)


@route("POST", f"{ONE}/code")
def ask_code(account: Account, registration_id: str) -> Response:
    command = parse(request(), CodeCommand) if request().raw_body else CodeCommand()
    loaded = loaded_of(account, registration_id)
    purpose = asking.purpose_asked(command.purpose, loaded.registration)
    if command.answer is not None and purpose is not Purpose.ANSWER:
        raise InvalidInput(Fault("answer", "unknown_field"))
    key = idempotency_key_of(request().headers)
    request_name = asking.request_id(registration_id, purpose, key, str(ULID()), macs())
    asked = asking.ask_code(
        loaded,
        account,
        asking.Request(request_name, purpose, clock(), command.answer or HandedIn()),
        season=season_of(loaded.registration.season),
        registry=composition.household_registry(),
        questions=QuestionTable(composition.table()),
        requests=CodeRequestTable(composition.table()),
        macs=macs(),
    )
    return answer(asked, status=202)


@route("POST", f"{ONE}/submission")
def submit(account: Account, registration_id: str) -> Response:
    submitted = submission.submit(
        parse(request(), SubmissionCommand),
        account.key,
        key=idempotency_key_of(request().headers),
        language=language(),
        load=lambda: loaded_of(account, registration_id),
        tries=CodeTries(composition.table()),
        store=composition.submission_table(),
        season_of=season_of,
        macs=macs(),
        now=clock(),
    )
    stands = submitted.registration or mine(account, registration_id)
    return answer(as_seen(stands), version=stands.version)


@route("POST", f"{ONE}/withdrawal")
def withdraw(account: Account, registration_id: str) -> Response:
    withdrawal.withdraw(
        parse(request(), WithdrawalCommand),
        account.key,
        key=idempotency_key_of(request().headers),
        load=lambda: loaded_of(account, registration_id),
        tries=CodeTries(composition.table()),
        store=composition.submission_table(),
        season_of=season_of,
        macs=macs(),
        now=clock(),
    )
    return shown(account, registration_id)


@route("POST", f"{ONE}/amendment")
def amend(account: Account, registration_id: str) -> Response:
    registration = mine(account, registration_id)
    drafts.amend(
        registration, season=season_of(registration.season), store=composition.submission_table(), now=clock()
    )
    return shown(account, registration_id)


@route("DELETE", f"{ONE}/amendment")
def cancel_amendment(account: Account, registration_id: str) -> Response:
    registration = mine(account, registration_id)
    drafts.cancel_amendment(
        registration, season=season_of(registration.season), store=composition.submission_table(), now=clock()
    )
    return shown(account, registration_id)


@route("POST", f"{ONE}/checks/{{check}}/objection")
def object_to(account: Account, registration_id: str, check: str) -> Response:
    command = parse(request(), ObjectionCommand)
    registration = mine(account, registration_id)
    drafts.object_to(
        registration,
        check,
        command.explanation,
        season=season_of(registration.season),
        store=ObjectionTable(composition.table(), seal()),
        now=clock(),
    )
    return shown(account, registration_id)
