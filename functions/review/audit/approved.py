"""Whether a member may read a season's registrations now: by an approval, looked up with every request."""

from collections.abc import Iterable

from functions.cloud.staff.desk.approvals import approval_table
from functions.cloud.table.accounts.roster import roster
from functions.registration.errors import NotAllowed, NotFound
from functions.registration.keyed import Keyed
from functions.registration.season.season import Season
from functions.registration.staff.roles import Permission, roles_that_may
from functions.review.member import Member, is_of_city, of_district
from functions.review.routes import clock, remember


def may_read(person: Keyed, season: str) -> bool:
    """1 call."""
    approval = approval_table().of(season, person)
    return approval is not None and approval.runs(clock())


def reached(member: Member, season: Season) -> Season:
    """The season, if it is of the member's district, or its district borrows the member now. 1 call for whom it may.

    Raises NotFound: what did not borrow a reviewer of the city is as foreign to them as any other.
    """
    if not is_of_city(member, season):
        return of_district(member, season)
    if not may_read(member.key, season.id):
        raise NotFound
    remember(member, season.district.code)
    return season


def to_read(member: Member, season: Season) -> Season:
    """The season whose families the member may read. 1 call. Raises NotFound as `reached`, NotAllowed unapproved."""
    reached(member, season)
    if not is_of_city(member, season):
        _refuse_unapproved(member, season)
    return season


def shown_to(member: Member, seasons: Iterable[Season]) -> list[Season]:
    """The member's own district's, and those that borrow the member now. 1 call for a reviewer of the city.

    Who asks stands by name before the supervisors of the city's districts from then on.
    """
    known = list(seasons)
    may_borrow = [season.id for season in known if is_of_city(member, season)]
    if may_borrow:
        remember(member)
    approvals = approval_table().of_seasons(may_borrow, member.key) if may_borrow else {}
    borrowed = {season for season, approval in approvals.items() if approval.runs(clock())}
    return [season for season in known if season.district.code == member.district or season.id in borrowed]


def _refuse_unapproved(member: Member, season: Season) -> None:
    """1 call. Raises NotAllowed, which says whom to ask, and puts the name where supervisors see it."""
    approval, now = approval_table().of(season.id, member.key), clock()
    if approval is not None and approval.runs(now):
        return
    remember(member)
    if approval is not None and now < approval.begins:
        raise NotAllowed(code="approval_begins", begins=f"{season.local(approval.begins):%Y-%m-%d %H:%M}")
    raise NotAllowed(code="approval_needed", whom=_approvers(member, season.district.code))


def _approvers(member: Member, district: str) -> str:
    """Not the member themself: somebody else approves."""
    approving = roles_that_may(Permission.APPROVALS)
    others = (
        person
        for person in roster().of_district(district)
        if person.home == district
        and not approving.isdisjoint(person.roles)
        and not any(member.key.names(mac) for mac in person.macs)
    )
    return " / ".join(filter(None, sorted(person.name for person in others))) or "–"
