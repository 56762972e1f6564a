"""A child by its keyed MAC, and what its family reads where another account claims it (R35)."""

from datetime import datetime
from typing import Literal

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.submissions import Claimed
from functions.registration.checking.ranks import Rank
from functions.registration.keyed import Keyed
from functions.registration.registration import Action, Registration, Status
from functions.registration.season.season import Season
from functions.registration.submitting.children import child_parts, children_of
from functions.registration.submitting.transitions import possible
from functions.registration.texts import text
from functions.registration.values.identity import IdentityDocument
from functions.submit.guardian_answers import DisputeAnswer


def child_mac(document: IdentityDocument, macs: Macs) -> Keyed:
    return macs.keyed("child", *child_parts(document))


def claims_of(registration: Registration, family: frozenset[str], macs: Macs) -> dict[str, Claimed]:
    """A claim on each child but those that a better claim took; the rank is what was known when the code was asked."""
    lost = registration.dispute.displaced if registration.dispute else ()
    children = children_of(registration.form, macs.every)
    taken = {student for mac, student in children.items() if mac in lost}
    rank = {student: Rank.FAMILY for mac, student in children.items() if mac in family}
    rank |= {student: Rank.STRANGER for mac, student in children.items() if mac in registration.strange}
    return {
        mac: Claimed(student, rank.get(student, Rank.UNKNOWN))
        for mac, student in children.items()
        if student not in taken
    }


def dispute_view(
    registration: Registration, season: Season, macs: Macs, language: str, now: datetime
) -> DisputeAnswer | None:
    """Of which children, and what may be done by when; nothing of who else claims them."""
    dispute = registration.dispute
    if dispute is None or registration.status is Status.WITHDRAWN:
        return None
    lost = bool(dispute.displaced)
    children = children_of(registration.form, macs.every)
    students = sorted({children[mac] for mac in dispute.displaced or dispute.contested if mac in children})
    names = [registration.form.students[student].name or "" for student in students]
    until = dispute.prove_until if lost and _may_show(registration, season, now) else None
    ended = until is None if lost else now >= season.results_until
    over = "_over" if ended else ""
    state: Literal["contested", "displaced"] = "displaced" if lost else "contested"
    return {
        "state": state,
        "students": students,
        "detail": text(
            f"dispute_{state}{over}",
            language,
            students="、".join(names),
            phone=season.contacts.support_phone,
            until="" if until is None else f"{season.local(until):%Y-%m-%d %H:%M}",
        ),
        "until": until,
    }


def _may_show(registration: Registration, season: Season, now: datetime) -> bool:
    """Whether a paper may still be sent in, by amending or by ending an amendment."""
    until = registration.dispute.prove_until if registration.dispute else None
    may = any(possible(registration, action, season, now) for action in (Action.AMEND, Action.SUBMIT))
    return until is not None and now < until and may
