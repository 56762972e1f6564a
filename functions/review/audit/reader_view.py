"""The readers of a season as supervisors see them: whoever is approved, and whoever could be."""

from collections.abc import Iterable
from datetime import datetime

from functions.cloud.table.accounts.roster import Colleague, named
from functions.registration.keyed import Keyed
from functions.registration.season.season import Season
from functions.registration.staff.looking.approval import Approval
from functions.registration.staff.looking.staffing import PEOPLE_NEEDED, serves
from functions.registration.staff.roles import Permission, roles_that_may
from functions.registration.texts import staff_text

from .audit_answers import ApprovalAnswer, People, Reader

READING = roles_that_may(Permission.CASES)


def reads(colleague: Colleague) -> bool:
    """Whether a role of theirs opens cases at all."""
    return not READING.isdisjoint(colleague.roles)


def readers(
    colleagues: Iterable[Colleague],
    approvals: Iterable[Approval],
    *,
    district: str,
    me: Keyed | None,
    now: datetime,
) -> list[Reader]:
    """Everybody whose role reads cases, and whoever is approved and not known; who waits for an approval first."""
    known = list(colleagues)
    names = named(known)
    standing = {approval.person: approval for approval in approvals if now < approval.until}
    rows = [_known(colleague, standing, names, me, district) for colleague in known if reads(colleague)]
    shown = {mac for colleague in known if reads(colleague) for mac in colleague.macs}
    rows += [_unknown(approval, names) for person, approval in standing.items() if person not in shown]
    return sorted(rows, key=lambda row: (row["approval"] is not None, row["name"], row["key"]))


def people(rows: Iterable[Reader], season: Season, *, language: str, now: datetime) -> People:
    """The season's check of its people: whether so many are approved as the rules need, borrowed ones among them."""
    serving = [
        row
        for row in rows
        if (held := row["approval"]) is not None and serves(held["begins"], held["until"], season, now)
    ]
    approved, of_city = len(serving), sum(row["of_city"] for row in serving)
    said = {"approved": str(approved), "of_city": str(of_city), "needed": str(PEOPLE_NEEDED)}
    return {
        "approved": approved,
        "of_city": of_city,
        "needed": PEOPLE_NEEDED,
        "warning": None if approved >= PEOPLE_NEEDED else staff_text("too_few_reviewers", language, **said),
    }


def _known(
    colleague: Colleague,
    standing: dict[str, Approval],
    names: dict[str, str],
    me: Keyed | None,
    district: str,
) -> Reader:
    own = [standing[mac] for mac in colleague.macs if mac in standing]
    newest = max(own, key=lambda approval: approval.at, default=None)
    return {
        "key": min(colleague.macs),
        "name": colleague.name,
        "seen_at": colleague.seen_at,
        "mine": me is not None and any(me.names(mac) for mac in colleague.macs),
        "of_city": colleague.home != district,
        "approval": None if newest is None else _shown(newest, names),
    }


def _unknown(approval: Approval, names: dict[str, str]) -> Reader:
    """Whom the look-up of names knows no more, or not yet."""
    shown = _shown(approval, names)
    return {
        "key": approval.person,
        "name": "",
        "seen_at": None,
        "mine": False,
        "of_city": False,
        "approval": shown,
    }


def _shown(approval: Approval, names: dict[str, str]) -> ApprovalAnswer:
    return {
        "begins": approval.begins,
        "until": approval.until,
        "at": approval.at,
        "by": approval.by,
        "name": names.get(approval.by, ""),
    }
