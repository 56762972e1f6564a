"""The guardians' HTTPS API (DESIGN section 4): parse, one call, answer."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chalice import Blueprint, Response
from chalice.app import AuthRequest, AuthResponse, Request
from ulid import ULID

from functions.cloud import parts, settings
from functions.cloud.http import answer, as_problem, language_of, parse, refusing, version_of
from functions.cloud.secrets import macs
from functions.cloud.sign_in import authorize
from functions.registration.errors import InvalidInput
from functions.registration.form import Form
from functions.registration.registration import Registration
from functions.registration.season import Season
from functions.registration.season_view import season_summary, season_view

from . import codes, documents, drafts, prefill, submission
from .account import Account, verified_account
from .commands import NewDocument, NewRegistration, Prefill, SubmissionCommand
from .view import registration_view

bp = Blueprint(__name__)

PUBLIC = {"Cache-Control": "public, max-age=60"}

LONGEST_KEY = 100
"""Characters of an Idempotency-Key."""


@bp.authorizer(name="authorizer", ttl_seconds=300)
def authorizer(request: AuthRequest) -> AuthResponse:
    return authorize(request)


@bp.middleware("http")
def one_kind_of_refusal(request: Request, respond: Callable[[Request], Response]) -> Response:
    return as_problem(respond(request), language_of(request))


def _request() -> Any:
    return bp.current_request


def _now() -> datetime:
    return datetime.now(UTC)


def _account() -> Account:
    seasons = parts.season_table().all(_now())
    verify_at = seasons[0].contacts.verify_url if seasons else None
    return verified_account(_request().context["authorizer"], macs=macs(), verify_at=verify_at)


def _season(season_id: str) -> Season:
    return parts.season_table().get(season_id, _now())


def _editable() -> Any:
    return drafts.editable(parts.season_table().all(_now()), _now())


def _view(registration: Registration, facts: frozenset[str] = frozenset()) -> dict[str, Any]:
    frozen = registration.provenance if registration.status not in {"draft", "amending"} else None
    known = submission.provenance_of(registration.form, facts, macs()) if frozen is None else frozen
    return registration_view(
        registration,
        _season(registration.season),
        provenance=known,
        language=language_of(_request()),
        now=_now(),
    )


@bp.route("/seasons", methods=["GET"])
@refusing(_request)
def seasons() -> Response:
    found = [season_summary(one, _now()) for one in parts.season_table().all(_now())]
    return answer({"seasons": found}, headers=PUBLIC if found else None)


@bp.route("/seasons/{season}", methods=["GET"])
@refusing(_request)
def season(season: str) -> Response:
    version, found = parts.season_table().versioned(season, _now())
    return answer(season_view(found), version=version, headers=PUBLIC)


@bp.route("/me", methods=["GET"], authorizer=authorizer)
@refusing(_request)
def me() -> Response:
    account = _account()
    return answer({"name": account.name, "verified": True})


@bp.route("/prefill", methods=["POST"], authorizer=authorizer)
@refusing(_request)
def post_prefill() -> Response:
    account = _account()
    command = parse(_request(), Prefill)
    told = prefill.prefill(
        command.identity_document,
        account,
        season=_season(command.season),
        registry=parts.household_for_prefill(),
        limits=parts.limits(),
        macs=macs(),
        now=_now(),
    )
    return answer(told)


@bp.route("/registrations", methods=["POST"], authorizer=authorizer)
@refusing(_request)
def create() -> Response:
    account = _account()
    begun = drafts.begin(
        _season(parse(_request(), NewRegistration).season),
        account.key,
        new_id=str(ULID()),
        drafts=parts.registration_table(),
        now=_now(),
    )
    return answer(
        _view(begun),
        status=201,
        version=begun.version,
        headers={"Location": f"/api/registrations/{begun.id}"},
    )


@bp.route("/registrations", methods=["GET"], authorizer=authorizer)
@refusing(_request)
def mine() -> Response:
    found = parts.registration_table().of_account(_account().key)
    return answer({"registrations": [_view(one) for one in found]})


@bp.route("/registrations/{registration_id}", methods=["GET"], authorizer=authorizer)
@refusing(_request)
def read(registration_id: str) -> Response:
    found, facts = parts.registration_table().get(registration_id, _account().key)
    return answer(_view(found, facts), version=found.version)


@bp.route("/registrations/{registration_id}", methods=["PUT"], authorizer=authorizer)
@refusing(_request)
def replace(registration_id: str) -> Response:
    account = _account()
    replaced = version_of(_request().headers)
    form = parse(_request(), Form)
    version, body = drafts.save(
        registration_id,
        account.key,
        form,
        raw_number=_typed_number(json.loads(_request().raw_body)),
        version=replaced,
        drafts=parts.registration_table(),
        seasons=parts.season_table().all(_now()),
        language=language_of(_request()),
        now=_now(),
    )
    return answer(body, version=version)


def _typed_number(body: dict[str, Any]) -> str | None:
    """The certificate's number as it was typed; the form was parsed, so the shape is known."""
    typed = (body.get("property") or {}).get("number")
    return None if typed is None else str(typed)


@bp.route("/registrations/{registration_id}", methods=["DELETE"], authorizer=authorizer)
@refusing(_request)
def withdraw(registration_id: str) -> Response:
    found, _ = parts.registration_table().get(registration_id, _account().key)
    submission.withdraw(found, season=_season(found.season), store=parts.submission_table(), now=_now())
    return answer(None, status=204)


@bp.route("/registrations/{registration_id}/documents", methods=["POST"], authorizer=authorizer)
@refusing(_request)
def ask_upload(registration_id: str) -> Response:
    account = _account()
    asked = documents.ask_upload(
        registration_id,
        account.key,
        parse(_request(), NewDocument),
        new_id=str(ULID()),
        records=parts.registration_table(),
        files=parts.uploads(),
        editable=_editable(),
        language=language_of(_request()),
        now=_now(),
    )
    return answer(asked, status=201)


DOCUMENT = "/registrations/{registration_id}/documents/{document_id}"


@bp.route(DOCUMENT, methods=["GET"], authorizer=authorizer)
@refusing(_request)
def document(registration_id: str, document_id: str) -> Response:
    account = _account()
    shown = documents.look(
        registration_id,
        account.key,
        document_id,
        records=parts.registration_table(),
        files=parts.uploads(),
        language=language_of(_request()),
    )
    return answer(shown)


@bp.route(DOCUMENT, methods=["DELETE"], authorizer=authorizer)
@refusing(_request)
def remove_document(registration_id: str, document_id: str) -> Response:
    account = _account()
    documents.remove(
        registration_id,
        account.key,
        document_id,
        records=parts.registration_table(),
        files=parts.uploads(),
        editable=_editable(),
        now=_now(),
    )
    return answer(None, status=204)


@bp.route("/registrations/{registration_id}/code", methods=["POST"], authorizer=authorizer)
@refusing(_request)
def ask_code(registration_id: str) -> Response:
    loaded = parts.registration_table().get(registration_id, _account().key)
    asked = codes.ask_code(
        loaded.registration,
        season=_season(loaded.registration.season),
        registry=parts.household(),
        records=parts.submission_table(),
        limits=parts.limits(),
        macs=macs(),
        new_id=str(ULID()),
        now=_now(),
    )
    return answer(asked, status=202)


@bp.route("/registrations/{registration_id}/submission", methods=["POST"], authorizer=authorizer)
@refusing(_request)
def submit(registration_id: str) -> Response:
    account = _account()
    submitted = submission.submit(
        registration_id,
        account.key,
        parse(_request(), SubmissionCommand),
        key=_idempotency_key(),
        language=language_of(_request()),
        store=parts.submission_table(),
        open_form=parts.registration_table().open_form,
        season_of=_season,
        macs=macs(),
        now=_now(),
    )
    registration = submitted.registration
    if registration is None:
        registration = parts.registration_table().get(registration_id, account.key).registration
    return answer(_view(registration), version=registration.version)


def _idempotency_key() -> str:
    key = str(_request().headers.get("idempotency-key", ""))
    if len(key) > LONGEST_KEY:
        raise InvalidInput(code="idempotency_key_too_long")
    return key


@bp.route("/registrations/{registration_id}/amendment", methods=["POST"], authorizer=authorizer)
@refusing(_request)
def amend(registration_id: str) -> Response:
    found, _ = parts.registration_table().get(registration_id, _account().key)
    submission.amend(found, season=_season(found.season), store=parts.submission_table(), now=_now())
    reopened, facts = parts.registration_table().get(registration_id, _account().key)
    return answer(_view(reopened, facts), version=reopened.version)


@bp.route("/registrations/{registration_id}/receipt", methods=["GET"], authorizer=authorizer)
@refusing(_request)
def receipt(registration_id: str) -> Response:
    from .receipts import receipt_of

    found, _ = parts.registration_table().get(registration_id, _account().key)
    pdf = receipt_of(found, _season(found.season), site=settings.site().url, language=language_of(_request()))
    headers: dict[str, str | list[str]] = {"Content-Type": "application/pdf", "Cache-Control": "no-store"}
    return Response(body=pdf, status_code=200, headers=headers)
