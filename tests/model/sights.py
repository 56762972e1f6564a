"""What a family's page, the messages, the figures and the trail show, against the model."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from functions.cloud import composition
from functions.cloud.staff.audit import CHAINS
from functions.cloud.table import items, keys
from functions.cloud.table.table import Item
from functions.registration.registration import NoticeKind, NoticeState, Registration
from ruxue.recounting import recounted
from tests.api.household import SEASON, Household

from .calendar import Calendar
from .case import CASES, CONTESTED, DISPLACED, DRAFT, WITHDRAWN, Case
from .house import House

KINDS = {"student_identity": "student", "guardian_identity": "guardian"}
TELLS = {CONTESTED: NoticeKind.CONTESTED, DISPLACED: NoticeKind.DISPLACED}
ONCE = {NoticeKind.OUTCOME, NoticeKind.WITHDRAWN, NoticeKind.DECLINED, NoticeKind.REVIEW_UPHELD}


def wrong_of(
    name: str, case: Case, family: Household, season: Calendar, now: datetime, *, holds: bool
) -> Iterator[str]:
    """Where the family's page differs from the model, and where it shows no way on."""
    item = family.cloud.item(keys.registration(family.id))
    page, stored = family.look(), items.without_form(item)
    told = {
        "status": (page["status"], case.shown_status(season, now)),
        "actions": (set(page["actions"]), case.actions(season, now)),
        "outcome": (page["outcome"], case.outcome(season, now)),
        "dispute": ((page["dispute"] or {}).get("state"), case.dispute),
        "kept status": (stored.status.value, case.status),
        "request": (page["request"] is not None, case.request is not None),
    }
    if case.status in CASES:
        told["queues"] = (_queues(item), case.queues)
        shown = {check: case.shown_state(check, season, now) for check in case.checks}
        told["checks"] = ({one["id"]: one["state"] for one in page["checks"]}, shown)
        kept = {check: one.state for check, one in case.checks.items()}
        told["kept checks"] = ({key: check.state.value for key, check in stored.checks.items()}, kept)
    for what, (found, expected) in told.items():
        if found != expected:
            yield f"{name}: {what} is {found}, and not {expected}"
    yield from _notices(name, case, stored, season, now)
    if not _leads_on(case, season, now):
        yield f"{name}: nothing leads on"
    if bool(stored.claims) != holds:
        yield f"{name} {'claims' if stored.claims else 'does not claim'} its child"


def _queues(item: Item) -> set[str]:
    """Of staff, by which kind of check, or why else; that its family answered puts it into one more."""
    stands = set(item.get("queues", ())) - {"answered"}
    return {KINDS.get(queue, queue) for queue in stands}


def _notices(name: str, case: Case, stored: Registration, season: Calendar, now: datetime) -> Iterator[str]:
    """Each once, and gone; those that are owed are there."""
    notices = stored.notices.values()
    kinds = Counter(notice.kind for notice in notices)
    for notice in notices:
        if notice.sends > 1 or notice.state in {NoticeState.UNKNOWN, NoticeState.HELD, NoticeState.SENDING}:
            yield f"{name}: {notice.id} is {notice.state} after {notice.sends} sendings"
    for kind in ONCE:
        if kinds[kind] > 1:
            yield f"{name}: {kind} was told {kinds[kind]} times"
    if kinds[NoticeKind.SUBMITTED] != case.submissions:
        yield f"{name}: {kinds[NoticeKind.SUBMITTED]} notices of {case.submissions} submissions"
    if case.dispute is not None and not kinds[TELLS[case.dispute]]:
        yield f"{name}: nothing was told of what is {case.dispute}"
    if NoticeKind.OUTCOME in kinds and not season.is_published(now):
        yield f"{name}: an outcome before publication"


def _leads_on(case: Case, season: Calendar, now: datetime) -> bool:
    """Whether its family, a person or the clock makes something of it, or all is said and done."""
    if case.status == WITHDRAWN or now >= season.results_until:
        return True
    if case.actions(season, now) or case.may_be_worked_on or not season.is_published(now):
        return True
    return case.status == DRAFT or case.result in {"admitted", "refused"} or case.confirmed != case.result


def wrong_at_the_end(house: House, now: datetime) -> Iterator[str]:
    """What follows from the registrations is as counted anew; the trail is whole; each SMS is a notice's."""
    differs = recounted(SEASON, now, do=False, step=lambda _: None)["about"]
    if differs:
        yield f"counted anew: {differs}"
    broken = [composition.audit_trail().verify(SEASON, chain).broken for chain in range(CHAINS)]
    if any(broken):
        yield f"the trail is broken at {broken}"
    sent = sum(notice.sends for one in house.ids for notice in house.world.cloud.get(one).notices.values())
    if sent != len(house.world.cloud.sms()):
        yield f"{len(house.world.cloud.sms())} SMS of {sent} sendings"
