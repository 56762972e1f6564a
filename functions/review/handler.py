"""The staff's HTTPS API (DESIGN section 4): parse, one call, answer."""

from datetime import UTC, datetime
from typing import Any

from chalice import Blueprint, Response
from chalice.app import AuthRequest, AuthResponse

from functions.cloud import parts
from functions.cloud.http import answer, parse, refusing, version_of
from functions.cloud.secrets import macs
from functions.cloud.sign_in import authorize
from functions.registration.decisions import decide
from functions.registration.errors import StaleVersion

from .commands import DecisionCommand
from .member import Member, member_of, of_district
from .view import staff_view

bp = Blueprint(__name__)


@bp.authorizer(name="authorizer", ttl_seconds=300)
def authorizer(request: AuthRequest) -> AuthResponse:
    return authorize(request)


def _request() -> Any:
    return bp.current_request


def _now() -> datetime:
    return datetime.now(UTC)


def _member() -> Member:
    return member_of(_request().context["authorizer"], macs=macs())


@bp.route("/staff/registrations/{registration_id}", methods=["GET"], authorizer=authorizer)
@refusing(_request)
def read(registration_id: str) -> Response:
    member = _member().with_role("reviewer")
    found = parts.registration_table().get_any(registration_id)
    of_district(member, parts.season_table().get(found.season, _now()))
    return answer(staff_view(found), version=found.version)


@bp.route("/staff/registrations/{registration_id}/decisions", methods=["POST"], authorizer=authorizer)
@refusing(_request)
def post_decision(registration_id: str) -> Response:
    member = _member().with_role("reviewer")
    command = parse(_request(), DecisionCommand)
    found = parts.registration_table().get_any(registration_id)
    season = of_district(member, parts.season_table().get(found.season, _now()))
    if version_of(_request().headers) != found.version:
        raise StaleVersion
    decided = decide(
        found,
        command.check,
        command.result,
        reason=command.reason,
        by=member.key,
        season=season,
        now=_now(),
    )
    parts.decision_table().record(found, decided.registration)
    status = 202 if decided.waits_for_second else 200
    return answer(staff_view(decided.registration), status=status, version=found.version)
