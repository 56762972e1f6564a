"""One person is approved to read a season's registrations, or no more, in one transaction with its audit event."""

from datetime import datetime

from functions.cloud import composition
from functions.cloud.sealing.macs import newest
from functions.cloud.staff.desk.approvals import approval_table
from functions.cloud.table.accounts.roster import Colleague, roster
from functions.cloud.table.items import instant
from functions.registration.errors import Fault, InvalidInput, NotAllowed, NotPossibleNow
from functions.registration.keyed import Keyed
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.looking.approval import Approval, approval

from .reader_view import reads


def approve(
    season: Season, key: str, *, by: str, begins: datetime | None, until: datetime, now: datetime
) -> None:
    """`key`: of the readers' list; `by`: a supervisor, or the operators' command. 6 calls.

    Whom the district borrows it knows from then on: its auditors read the name, and cases can be handed over.
    Raises InvalidInput, NotAllowed (oneself), NotPossibleNow (one stands already), StaleVersion.
    """
    macs, reader, standing = _person(season, key, now)
    if isinstance(by, Keyed) and any(by.names(mac) for mac in macs):
        raise NotAllowed(code="approval_by_another")
    if standing:
        raise NotPossibleNow(code="already_approved")
    made = approval(newest(macs), by=by, begins=begins, until=until, season=season, now=now)
    details = {"person": made.person, "begins": instant(made.begins), "until": instant(made.until)}
    deed = Deed(season.id, Act.READER_APPROVED, by, None, details)
    writes = [approval_table().approving(season.id, made)]
    if reader is not None and reader.home != season.district.code:
        writes.append(roster().lending(reader, season.district.code))
    composition.audit_trail().write_as_seen(*writes, deed=deed, now=now)


def revoke(season: Season, key: str, *, by: str, now: datetime) -> None:
    """From the person's next request on. 6 calls. Raises InvalidInput, NotPossibleNow (none stands), StaleVersion."""
    _, _, standing = _person(season, key, now)
    if not standing:
        raise NotPossibleNow(code="nobody_approved")
    deed = Deed(season.id, Act.READER_REVOKED, by, None, {"person": standing[0].person})
    writes = [approval_table().revoking(season.id, approved) for approved in standing]
    composition.audit_trail().write_as_seen(*writes, deed=deed, now=now)


def _person(
    season: Season, key: str, now: datetime
) -> tuple[frozenset[str], Colleague | None, list[Approval]]:
    """All by which whoever the list names by this key is known, and what they have that has not ended."""
    colleagues = roster().within_reach(season.district.code)
    reader = next((person for person in colleagues if key in person.macs and reads(person)), None)
    macs = frozenset({key}) if reader is None else reader.macs
    standing = [
        approved
        for approved in approval_table().of_season(season.id)
        if approved.person in macs and now < approved.until
    ]
    if not standing and reader is None:
        raise InvalidInput(Fault("person", "unknown_colleague"))
    return macs, reader, standing
