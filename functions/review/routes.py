"""How every route of the staff's API is made: signed in, of a role, and refusals become problem details."""

import functools
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from chalice import Blueprint, Response
from chalice.app import Request

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.readings import reading_item
from functions.cloud.table.accounts.roster import roster
from functions.cloud.table.items import UnreadableError, set_aside
from functions.cloud.web.authorizer import authorizer
from functions.cloud.web.following import followed
from functions.cloud.web.http import ACCOUNT, check_query, refusing
from functions.registration.errors import CannotBeRead, Fault, InvalidInput
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.looking.grounds import LookingReason, ground_of
from functions.registration.staff.roles import Permission, Role, roles_that_may
from functions.registration.texts import staff_text

from .member import Member, member_of

bp = Blueprint(__name__)

View = Callable[..., Response]

ROLES: dict[tuple[str, str], frozenset[Role]] = {}
"""(method, path) -> the roles of which one is needed; what the matrix test goes over."""


def request() -> Any:
    return bp.current_request


def query(name: str) -> str | None:
    """A query parameter, or None where it is absent; an empty one was refused."""
    value: str | None = (request().query_params or {}).get(name)
    return value


def clock() -> datetime:
    return datetime.now(UTC)


@bp.middleware("http")
def followed_and_refused_alike(request: Request, respond: Callable[[Request], Response]) -> Response:
    return followed(request, respond)


def route(
    method: str, path: str, permission: Permission, *, query: tuple[str, ...] = ()
) -> Callable[[View], View]:
    """A route for members whose role has the permission; the view gets the member first, then the path's parameters.

    `query` names the parameters of the query that it knows.
    """
    ROLES[method, path] = roles_that_may(permission)

    def around(view: View) -> View:
        @functools.wraps(view)
        def inner(**parameters: str) -> Response:
            member = member_of(request().context["authorizer"], macs=macs())
            request().context[ACCOUNT] = member.key
            allowed = member.who_may(permission)
            check_query(request(), query)
            try:
                return view(allowed, **parameters)
            except UnreadableError as damaged:
                set_aside(damaged)
                raise CannotBeRead(number=damaged.id) from None

        made: View = bp.route(path, methods=[method], authorizer=authorizer)(
            refusing(request, translate=staff_text)(inner)
        )
        return made

    return around


def remember(member: Member, district: str | None = None) -> None:
    """Keeps who it is for auditors, also of the district that borrowed the member: one call a day and process."""
    _known_today(member, district or member.district, clock().date())


@lru_cache(maxsize=1000)
def _known_today(member: Member, district: str, _day: date) -> None:
    roster().remember(member.key, member.name, member.roles, district, home=member.district, now=clock())


def deed_of(member: Member, act: Act, season: str, registration: str | None = None, **details: str) -> Deed:
    """What the member does, for the trail; who that is, auditors can look up from then on."""
    remember(member)
    return Deed(season=season, act=act, by=member.key, registration=registration, details=details)


def recorded(
    member: Member, act: Act, season: str, registration: str | None = None, **details: str
) -> Callable[..., None]:
    """Carries out the requests of one transaction together with the deed's audit event, or none of them."""
    deed = deed_of(member, act, season, registration, **details)
    return functools.partial(composition.audit_trail().write_with, deed=deed, now=clock())


def note_down(member: Member, act: Act, season: str, registration: str | None = None, **details: str) -> None:
    """Writes the audit event of a deed that only reads; where that fails, nothing is shown."""
    composition.audit_trail().write(deed_of(member, act, season, registration, **details), now=clock())


LOOKING_QUERY = ("reason",)
"""What a route that shows a case can be told: why, by somebody who does not hold it."""


def ground(member: Member, registration: Registration) -> str:
    """On what the member looks at this case now. Raises InvalidInput, NotAllowed."""
    chosen = query("reason")
    if chosen is not None and chosen not in frozenset[str](LookingReason):
        raise InvalidInput(Fault("reason", "invalid_choice"))
    reason = None if chosen is None else LookingReason(chosen)
    return ground_of(registration, member.key, reason, now=clock())


def note_reading(
    member: Member, act: Act, season: Season, registration: Registration, **details: str
) -> None:
    """The same of one case, with its ground, and the line that its family sees of it (R49): together or not at all.

    Raises InvalidInput and NotAllowed, and nothing is written, where there is no ground.
    """
    [role] = member.roles & roles_that_may(Permission.CASES)
    expires = int(season.archive_until.timestamp())
    why = ground(member, registration)
    deed = deed_of(member, act, season.id, registration.id, ground=why, **details)
    composition.audit_trail().write(
        deed, now=clock(), beside=lambda event: reading_item(event, registration.id, role, expires=expires)
    )
