"""What the household registry says of a form's students when their code is asked for (R9)."""

import time
from collections.abc import Callable
from typing import NamedTuple

from functions.cloud.sealing.macs import Macs
from functions.registration.check_kinds import CheckId, CheckKind
from functions.registration.checking.authorities import (
    AuthorityUnavailableError,
    DocumentNotHeldError,
    HouseholdRegistry,
)
from functions.registration.checking.findings import TO_STAFF
from functions.registration.checking.people import compare_person, compare_student
from functions.registration.checking.planning import Covers, tested
from functions.registration.checking.ranks import Rank, rank_of
from functions.registration.checking.strangers import as_told_to_a_stranger
from functions.registration.checks import TO_AMEND, CheckState
from functions.registration.errors import Fault, NotConfirmed
from functions.registration.form import Form
from functions.registration.season.season import Season

from .children import child_mac

REGISTRY_DEADLINE = 1.5
"""Seconds for all students together (R9)."""


def _check(student: int) -> CheckId:
    return CheckId.of(CheckKind.STUDENT_IDENTITY, student)


class Confirmed(NamedTuple):
    """What the registry confirmed: check id -> covers; and of which children it says whether the asker is family."""

    covers: dict[str, str]
    family: frozenset[str]
    strange: frozenset[str]


def confirm_students(
    form: Form,
    *,
    registry: HouseholdRegistry,
    covers: Covers,
    is_asker: Callable[[str], bool],
    macs: Macs,
    season: Season,
    elapsed: Callable[[], float] = time.monotonic,
) -> Confirmed:
    """Asks the household registry about each student, in 1.5 s altogether (R9).

    What it cannot answer is left to the checks afterwards, and so is where the household is (R33), and whatever a
    stranger asked and it agrees with.
    Raises NotConfirmed: to the child's own family with the fields that it denies, to others with one answer.
    """
    support_phone = season.contacts.support_phone
    until = elapsed() + REGISTRY_DEADLINE
    confirmed: dict[str, str] = {}
    ranked: dict[Rank, set[str]] = {rank: set() for rank in Rank}
    denied: list[Fault] = []
    for index, student in enumerate(form.students):
        left = until - elapsed()
        if student.identity_document is None or left <= 0:
            continue
        try:
            resident = registry.resident(student.identity_document, deadline=left)
        except AuthorityUnavailableError:
            continue
        except DocumentNotHeldError:
            ranked[Rank.STRANGER].update(child_mac(student.identity_document, macs).every)
            continue
        rank = rank_of(resident, is_asker)
        own = rank is Rank.FAMILY
        ranked[rank].update(child_mac(student.identity_document, macs).every)
        person = compare_person(student, resident)
        if not own:
            person = as_told_to_a_stranger(person, rare=student.has_rare_characters)
        if person.state in TO_AMEND:
            denied += [
                Fault(f"{_check(index).path}.{finding.field}", finding.code, {"phone": support_phone})
                for finding in person.findings
                if finding.code not in TO_STAFF
            ]
        elif own and compare_student(student, resident, season).state is CheckState.PASSED:
            confirmed[_check(index)] = covers(_check(index), tested(_check(index), student))
    if denied:
        raise NotConfirmed(*denied, phone=support_phone)
    return Confirmed(confirmed, frozenset(ranked[Rank.FAMILY]), frozenset(ranked[Rank.STRANGER]))
