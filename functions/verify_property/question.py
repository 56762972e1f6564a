"""What the land and housing registry is asked about a home, and how its answer is judged."""

import json

from functions.cloud.queues.batches import CanNeverSucceed
from functions.cloud.queues.checking import DEADLINE, Answered
from functions.registration.check_kinds import CheckKind
from functions.registration.checking.authorities import Home, PropertyRegistry
from functions.registration.checking.findings import compare_property
from functions.registration.checks import Check
from functions.registration.form import Form, Purchase


def ask_about_home(form: Form, check: Check, *, registry: PropertyRegistry) -> Answered:
    """The check's question to the land and housing registry (R15 to R18).

    Raises AuthorityUnavailableError, CanNeverSucceed for a check that no registry can answer.
    """
    claim = form.property
    if (
        check.kind is not CheckKind.PROPERTY
        or not isinstance(claim, Purchase)
        or claim.proof is None
        or claim.number is None
        or claim.owner_name is None
    ):
        raise CanNeverSucceed("not_a_property_check")
    home = registry.home(
        proof=claim.proof, number=claim.number, owner_name=claim.owner_name, deadline=DEADLINE
    )
    return Answered(compare_property(claim, home, form.guardians), _told(home))


def _told(home: Home | None) -> bytes:
    told = {"home": None if home is None else home.model_dump(mode="json", exclude_none=True)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
