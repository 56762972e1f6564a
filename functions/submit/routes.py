"""How every route of the guardians' API is made: signed in and verified, and refusals become problem details."""

import functools
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from chalice import Blueprint, Response
from chalice.app import Request

from functions.cloud import composition
from functions.cloud.metrics import counting
from functions.cloud.sealing.secrets import macs
from functions.cloud.table.days import Day
from functions.cloud.table.items import UnreadableError, set_aside, unknown_season
from functions.cloud.table.registrations import Held, Loaded
from functions.cloud.table.seasons import FRESH
from functions.cloud.web.authorizer import authorizer
from functions.cloud.web.following import followed
from functions.cloud.web.http import ACCOUNT, check_query, language_of, refusing
from functions.registration.errors import CannotBeRead, Refusal, Unavailable
from functions.registration.season.season import Season

from .account import Account, verified_account

bp = Blueprint(__name__)

View = Callable[..., Response]

WATCHED: Mapping[str, str] = {
    "not_confirmed_together": "StrangerDenied",
    "prefill_nothing": "PrefillToldNothing",
    "too_many_questions": "QuestionsUsedUp",
    "too_many_prefills": "QuestionsUsedUp",
    "too_many_phones_today": "CodesUsedUp",
    "too_many_codes_today": "CodesUsedUp",
    "phone_not_proved": "CodesUsedUp",
    "sms_budget_spent": "SmsBudgetSpent",
}
"""Stable code of a refusal, or of one of its fields, by its metric: many are no family that mistyped, and alarm."""


@bp.middleware("http")
def followed_and_refused_alike(request: Request, respond: Callable[[Request], Response]) -> Response:
    return followed(request, respond)


def request() -> Any:
    return bp.current_request


def language() -> str:
    return language_of(request())


def clock() -> datetime:
    return datetime.now(UTC)


def seasons() -> tuple[Season, ...]:
    return composition.season_table().all(clock())


def today() -> Day:
    """The city's, which all its seasons share. Raises Unavailable."""
    return Day.of(clock(), _any_season().zone)


def season_of(season_id: str) -> Season:
    """Raises NotFound."""
    return composition.season_table().get(season_id, clock())


def held_of(account: Account, registration_id: str) -> Held:
    """A registration of the account's own, of a season that there is: 2 calls. Raises NotFound, UnreadableError."""
    held = composition.registration_table().held(registration_id, account.key)
    if held.loaded.registration.season not in {season.id for season in seasons()}:
        raise unknown_season(held.item)
    return held


def loaded_of(account: Account, registration_id: str) -> Loaded:
    """The same without its items."""
    return held_of(account, registration_id).loaded


def office_of(season_id: str) -> str:
    """Whom to call about a registration that says to be of that season; the first season's office where none is.

    Raises Unavailable.
    """
    named = next((season for season in seasons() if season.id == season_id), None)
    return (named or _any_season()).contacts.support_phone


def _any_season() -> Season:
    """Raises Unavailable where none can be read: then nobody knows whom to call either."""
    known = seasons()
    if not known:
        raise Unavailable(retry_after=int(FRESH.total_seconds()))
    return known[0]


def public(method: str, path: str) -> Callable[[View], View]:
    """A route for everybody; the view gets the path's parameters."""

    def around(view: View) -> View:
        @functools.wraps(view)
        def inner(**parameters: str) -> Response:
            check_query(request())
            return view(**parameters)

        made: View = bp.route(path, methods=[method])(refusing(request)(inner))
        return made

    return around


def route(method: str, path: str) -> Callable[[View], View]:
    """A route for verified accounts (R3); the view gets the account first, then the path's parameters."""

    def around(view: View) -> View:
        @functools.wraps(view)
        def inner(**parameters: str) -> Response:
            account = _account()
            request().context[ACCOUNT] = account.key
            try:
                check_query(request())
                return view(account, **parameters)
            except UnreadableError as damaged:
                set_aside(damaged)
                raise CannotBeRead(number=damaged.number, phone=office_of(damaged.season)) from None
            except Refusal as refusal:
                _watch(refusal)
                raise

        made: View = bp.route(path, methods=[method], authorizer=authorizer)(refusing(request)(inner))
        return made

    return around


def _account() -> Account:
    known = seasons()
    verify_at = known[0].contacts.verify_url if known else None
    return verified_account(request().context["authorizer"], macs=macs(), verify_at=verify_at)


def _watch(refusal: Refusal) -> None:
    """Counts the refusal where it is watched, once for each metric."""
    codes = [refusal.reason, *(fault.code for fault in refusal.faults)]
    watched = {WATCHED[code] for code in codes if code in WATCHED}
    with counting() as count:
        for metric in sorted(watched):
            count(metric)
