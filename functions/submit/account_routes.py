"""What everybody may read of a season, and what an account is told of itself and of its own children."""

from typing import TYPE_CHECKING

from chalice import Response

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.web.http import answer, parse
from functions.registration.season.view import season_summary, season_view
from functions.registration.submitting.consent import answered, is_enough

from .account import Account
from .commands import ConsentCommand, Prefill
from .guardian_answers import ConsentAnswer, Me, SeasonList
from .prefill import prefill
from .routes import clock, public, request, route, season_of, seasons

if TYPE_CHECKING:
    from functions.cloud.table.accounts.consents import ConsentTable

PUBLIC = {"Cache-Control": "public, max-age=60"}


@public("GET", "/seasons")
def list_seasons() -> Response:
    body: SeasonList = {"seasons": [season_summary(season, clock()) for season in seasons()]}
    return answer(body, headers=PUBLIC if body["seasons"] else None)


@public("GET", "/seasons/{season}")
def read_season(season: str) -> Response:
    version, season_data = composition.season_table().versioned(season, clock())
    return answer(season_view(season_data), version=version, headers=PUBLIC)


@route("GET", "/me")
def me(account: Account) -> Response:
    body: Me = {"name": account.name, "verified": True}
    return answer(body)


def _consents() -> "ConsentTable":
    from functions.cloud.gateways import deployed

    return deployed.consents()


@route("PUT", "/seasons/{season}/consent")
def put_consent(account: Account, season: str) -> Response:
    season_data = season_of(season)
    command = parse(request(), ConsentCommand)
    record = answered(season_data.notice, command.notice_version, command.answers, now=clock())
    _consents().record(account.key, season_data.id, record)
    body: ConsentAnswer = {
        "notice_version": record.version,
        "answers": {consent.value: given for consent, given in record.answers.items()},
        "enough": is_enough(record),
        "at": record.at,
    }
    return answer(body)


@route("POST", "/prefill")
def post_prefill(account: Account) -> Response:
    command = parse(request(), Prefill)
    prefilled = prefill(
        command.identity_document,
        account,
        season=season_of(command.season),
        consents=_consents(),
        registry=composition.household_for_prefill(),
        limits=composition.limits(),
        macs=macs(),
        now=clock(),
    )
    return answer(prefilled)
