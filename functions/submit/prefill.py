"""The form filled in from the household registry (R4), for the child's own family alone (R5)."""

from datetime import datetime, timedelta
from typing import Any, Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.table.accounts.consents import BeforePrefill
from functions.cloud.table.days import Day
from functions.cloud.table.questions import BEFORE_ANY, Asking, Door, Question
from functions.registration.checking.authorities import (
    AuthorityUnavailableError,
    DocumentNotHeldError,
    HouseholdRegistry,
    Resident,
)
from functions.registration.checking.strangers import is_family
from functions.registration.errors import ConsentNeeded, NotFound, Unavailable
from functions.registration.keyed import Keyed
from functions.registration.registration import Source
from functions.registration.season.notice import Consent
from functions.registration.season.season import Season
from functions.registration.submitting.children import child_parts
from functions.registration.submitting.consent import allows, require
from functions.registration.submitting.provenance import facts, leaves
from functions.registration.values.identity import IdentityDocument, birth_date_of
from functions.registration.values.spelling.pinyin import name_pinyin

from .account import Account
from .codes.children import child_mac
from .guardian_answers import PrefillAnswer

DEADLINE = 3.0
"""Seconds for the registry: longer, and the guardian types by hand."""

CHILDHOOD = timedelta(days=366 * 15)
"""Age limit of prefill: the registry also answers about a spouse, whose record is never offered as a form."""

NOTHING = frozenset({"-"})
"""Remembered where there is nothing to tell, so that both answers take the same time."""


class Consents(Protocol):
    def before_prefill(self, owner: Keyed, season: str, child: Keyed) -> BeforePrefill: ...


class PrefillLimits(Protocol):
    def record_prefill(
        self, asking: Asking, question: Question, facts: frozenset[str], *, family: bool
    ) -> None: ...


def prefill(
    document: IdentityDocument,
    account: Account,
    *,
    season: Season,
    consents: Consents,
    registry: HouseholdRegistry,
    limits: PrefillLimits,
    macs: Macs,
    now: datetime,
) -> PrefillAnswer:
    """Student, guardians and provenance, and whether the child is registered already (R35): 2 AWS calls.

    The registry is asked about nobody before the notice was answered (R48); one batch reads that, the child's claim and
    where the breaker stands. The try is counted with the answer, in one write: over the limit it is asked but not told.
    Raises ConsentNeeded; NotFound alike for a child who is not there, not in the district or not the asker's; TooMany;
    Unavailable when the registry does not answer.
    """
    child = child_mac(document, macs)
    before = consents.before_prefill(account.key, season.id, child)
    record = require(before.record, season.notice)
    if not allows(record, Consent.PREFILL, season.notice):
        raise ConsentNeeded(code="prefill_not_consented")
    try:
        resident = registry.resident(document, deadline=DEADLINE)
    except DocumentNotHeldError:
        resident = None
    except AuthorityUnavailableError as error:
        retry_after = int(error.retry_after or 30)
        raise Unavailable(code="registry_unavailable", retry_after=retry_after) from None
    family = is_family(resident, account.is_asker)
    question = Question(child, macs.keyed("asked", *child_parts(document)), strange=not family)
    asking = Asking(
        owner=account.key,
        registration=BEFORE_ANY,
        door=Door.PREFILL,
        day=Day.of(now, season.zone),
        now=now,
        kept_until=int(season.archive_until.timestamp()),
    )
    if resident is None or not family or not _is_of_the_season(resident, season, now):
        limits.record_prefill(asking, question, NOTHING, family=family)
        raise NotFound(code="prefill_nothing")
    student, guardians = _student(resident, document), _guardians(resident)
    family_data = {"students": [student], "guardians": guardians}
    known = facts(family_data, document.number, lambda *parts: macs.keyed("fact", *parts))
    limits.record_prefill(asking, question, known, family=True)
    filled = {"student": student, "guardians": guardians, "address": resident.household_address}
    return {
        "student": student,
        "guardians": guardians,
        "address": resident.household_address,
        "provenance": {path: Source.REGISTRY for path, _ in leaves(filled)},
        "registered": before.registered,
    }


def _is_of_the_season(resident: Resident, season: Season, now: datetime) -> bool:
    """A child of the district; nobody's own record, nor a spouse's, is a form."""
    born = resident.birth_date or birth_date_of(resident.identity_document)
    child = born is not None and now.date() - born < CHILDHOOD
    return child and resident.household_district == season.district.code


def _student(resident: Resident, document: IdentityDocument) -> dict[str, Any]:
    """What the registry's record tells; what is unknown is left for the guardian to fill in (R31)."""
    person = {
        "identity_document": document.model_dump(mode="json", exclude_none=True),
        "name": resident.name,
        "name_pinyin": None if resident.name is None else name_pinyin(resident.name),
        "birth_date": None if resident.birth_date is None else resident.birth_date.isoformat(),
        "sex": resident.sex,
    }
    household = {"status": "district", "address": resident.household_address}
    return _known(person) | {"household": _known(household)}


def _guardians(resident: Resident) -> list[dict[str, Any]]:
    guardians = [
        _known(
            {
                "relationship": parent.relationship,
                "name": parent.name,
                "identity_document": None
                if parent.identity_document is None
                else parent.identity_document.model_dump(mode="json", exclude_none=True),
            }
        )
        for parent in (resident.parents or ())[:2]
    ]
    return [guardian for guardian in guardians if guardian]


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
