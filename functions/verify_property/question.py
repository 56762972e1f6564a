"""What the two registries are asked about a bought home, and how their answers are judged."""

import json
from collections.abc import Iterator

from functions.cloud.queues.batches import CanNeverSucceed
from functions.cloud.queues.checking import DEADLINE, Answered
from functions.cloud.queues.residents import Asked
from functions.registration.check_kinds import CheckKind
from functions.registration.checking.authorities import Home, HouseholdRegistry, PropertyRegistry, Resident
from functions.registration.checking.homes import compare_property
from functions.registration.checking.kinship import (
    asks_for_kinship,
    is_child_of,
    parents_of,
    shares_booklet,
    untied,
)
from functions.registration.checks import TO_AMEND, Check
from functions.registration.form import Form, Purchase
from functions.registration.placing.statements import home_statement
from functions.registration.season.season import Season


def ask_about_home(
    form: Form, check: Check, season: Season, *, registry: PropertyRegistry, household: HouseholdRegistry
) -> Answered:
    """The check's question to the land and housing registry (R15 to R18), and of kinship to the other (R34).

    Raises AuthorityUnavailableError, CanNeverSucceed for a check that no registry can answer.
    """
    purchase = form.property
    if (
        check.kind is not CheckKind.PROPERTY
        or not isinstance(purchase, Purchase)
        or purchase.proof is None
        or purchase.number is None
        or purchase.owner_name is None
    ):
        raise CanNeverSucceed("not_a_property_check")
    home = registry.home(
        proof=purchase.proof, number=purchase.number, owner_name=purchase.owner_name, deadline=DEADLINE
    )
    verdict = compare_property(purchase, home, form.guardians)
    statement = None if home is None or not season.placing else home_statement(check, purchase, home)
    if not asks_for_kinship(purchase) or verdict.state in TO_AMEND:
        return Answered(verdict, _told(home), statement=statement)
    asked = Asked(household)
    tied = _is_tied(form, purchase, asked)
    return Answered(verdict if tied else untied(verdict), _told(home, *asked.found), statement=statement)


def _is_tied(form: Form, purchase: Purchase, asked: Asked) -> bool:
    """Asks about one child and then its parents, at most five people, until somebody's record ties the owner."""
    owner = purchase.owner_identity_document
    if owner is None:
        return False
    return any(
        shares_booklet(resident, owner.number) or (is_parent and is_child_of(resident, owner.number))
        for resident, is_parent in _family(form, asked)
    )


def _family(form: Form, asked: Asked) -> Iterator[tuple[Resident, bool]]:
    """Records, and whether each is a parent's: brothers and sisters on one form have the same parents (R7)."""
    children = (asked.if_held(student.identity_document) for student in form.students)
    child = next((child for child in children if child is not None), None)
    if child is not None:
        yield child, False
    for document in parents_of(child, form.guardians):
        parent = asked.if_held(document)
        if parent is not None:
            yield parent, True


def _told(home: Home | None, *relatives: Resident) -> bytes:
    answer = {
        "home": None if home is None else home.model_dump(mode="json", exclude_none=True),
        "relatives": [relative.model_dump(mode="json", exclude_none=True) for relative in relatives],
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
