"""Whether a member may read a season's registrations now: by an approval, looked up with every request."""

from functions.cloud.staff.desk.approvals import approval_table
from functions.cloud.table.accounts.roster import roster
from functions.registration.errors import NotAllowed
from functions.registration.keyed import Keyed
from functions.registration.season.season import Season
from functions.registration.staff.roles import Permission, roles_that_may
from functions.review.member import Member
from functions.review.routes import clock, remember


def may_read(person: Keyed, season: str) -> bool:
    """1 call."""
    approval = approval_table().of(season, person)
    return approval is not None and approval.runs(clock())


def refuse_unapproved(member: Member, season: Season) -> None:
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
        if not approving.isdisjoint(person.roles) and not any(member.key.names(mac) for mac in person.macs)
    )
    return " / ".join(filter(None, sorted(person.name for person in others))) or "–"
