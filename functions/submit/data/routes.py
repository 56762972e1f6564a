"""A family's own data: a copy of it, who read it, and having it erased (R49).

Few ask for it, so that what only these views need is imported by them.
"""

from chalice import Response

from functions.cloud import composition
from functions.cloud.sealing.seal import seal
from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.objections import ObjectionTable
from functions.cloud.table.code_tries import CodeTries
from functions.cloud.table.questions import QuestionTable
from functions.cloud.table.registrations import Held
from functions.cloud.web.http import answer, parse
from functions.cloud.web.idempotency import idempotency_key_of
from functions.submit.account import Account
from functions.submit.codes import copy as opening
from functions.submit.codes.children import child_mac
from functions.submit.commands import CopyCommand
from functions.submit.registration_routes import ONE, as_seen
from functions.submit.routes import (
    clock,
    held_of,
    language,
    loaded_of,
    request,
    route,
    season_of,
    today,
)


@route("GET", f"{ONE}/copy")
def read_copy(account: Account, registration_id: str) -> Response:
    from functions.cloud.table.accounts.copies import CopyTable

    held = _opened(account, registration_id)
    CopyTable(composition.table()).count(account.key, today(), now=clock())
    return _copy(account, held)


@route("POST", f"{ONE}/copy")
def open_copy(account: Account, registration_id: str) -> Response:
    from functions.cloud.table.accounts.copies import CopyTable

    opening.open_copy(
        parse(request(), CopyCommand),
        account.key,
        key=idempotency_key_of(request().headers),
        day=today(),
        load=lambda: loaded_of(account, registration_id),
        tries=CodeTries(composition.table()),
        store=CopyTable(composition.table()),
        season_of=season_of,
        macs=macs(),
        now=clock(),
    )
    return _copy(account, _opened(account, registration_id))


def _opened(account: Account, registration_id: str) -> Held:
    """Raises CodeNeeded where no code opened it, or not lately."""
    held = held_of(account, registration_id)
    registration = held.loaded.registration
    opening.refuse_closed_copy(registration, season_of(registration.season), clock())
    return held


def _copy(account: Account, held: Held) -> Response:
    from functions.cloud.staff.readings import ReadingTable
    from functions.cloud.staff.requests.reviews import review_table

    from .copying import copy_of

    registration = held.loaded.registration
    students = registration.form.students
    children = [
        child_mac(student.identity_document, macs()) for student in students if student.identity_document
    ]
    body = copy_of(
        held,
        as_seen(registration, held.loaded.facts),
        season_of(registration.season),
        objections=ObjectionTable(composition.table(), seal()).words(held.item),
        readings=ReadingTable(composition.table()).of(registration.id),
        asked=QuestionTable(composition.table()).about(
            account.key, registration.id, (mac for child in children for mac in child.every)
        ),
        files=composition.uploads(),
        seal=seal(),
        language=language(),
        now=clock(),
    )
    if (written := review_table().explanation(held.item)) is not None:
        body["asked_to_review"] = written
    return answer(body)


@route("POST", f"{ONE}/erasure")
def erase(account: Account, registration_id: str) -> Response:
    from functions.cloud.staff.family_erasure import FamilyErasure
    from functions.registration.staff.figures import contribution
    from functions.registration.submitting.retention import refuse_erasing

    registration = loaded_of(account, registration_id).registration
    season = season_of(registration.season)
    refuse_erasing(registration, season, language())
    leaves = contribution(registration, season.zone)
    FamilyErasure(composition.table(), composition.audit_trail()).erase(
        registration, account.key, leaves=leaves, now=clock()
    )
    return answer(None, status=204)
