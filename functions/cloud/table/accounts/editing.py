"""What an account may do to a registration of its own now: the season's time and the state, as conditions."""

from datetime import datetime
from typing import NamedTuple, NoReturn

from functions.cloud.table import items
from functions.cloud.table.expressions import (
    Condition,
    above,
    absent,
    all_of,
    any_of,
    begins_with,
    equals,
    exists,
    one_of,
)
from functions.cloud.table.table import Item
from functions.registration.check_kinds import CheckId
from functions.registration.checks import DECIDED as BY_PEOPLE
from functions.registration.checks import TO_AMEND
from functions.registration.errors import NotFound, NotPossibleNow, StaleVersion
from functions.registration.keyed import Keyed
from functions.registration.placing.results import DECIDED
from functions.registration.registration import Action, Status

DOCUMENTS_A_REGISTRATION = 60

DOCUMENTS_KEPT = 300
"""Of a registration's own that it took away after staff had acted: bounds the item, and is far more than papers."""


class Editable(NamedTuple):
    """The seasons whose time allows editing now, by the status of what is edited."""

    known: tuple[str, ...]
    """All that there are."""
    draft: tuple[str, ...]
    amending: tuple[str, ...]
    reviewing: tuple[str, ...] = ()
    """Those whose outcomes are out and may be asked to be reviewed (R42)."""


def may_edit(editable: Editable, now: datetime) -> Condition:
    """The season's time and the state, as one condition, so that nothing has to be read first."""
    own = above("own_day", items.instant(now))
    draft = all_of(equals("status", Status.DRAFT.value), any_of(one_of("season", editable.draft), own))
    amending = all_of(equals("status", Status.AMENDING.value), _can_amend(editable, now))
    return any_of(draft, amending)


def _can_amend(editable: Editable, now: datetime) -> Condition:
    return any_of(one_of("season", editable.amending), above("amendment_extended_to", items.instant(now)))


OBJECTING = (Status.SUBMITTED.value, Status.DECIDED.value)


def may_object(check: CheckId, editable: Editable, now: datetime) -> Condition:
    """A finding that the family may still speak against (R39)."""
    denials = [state.value for state in sorted(TO_AMEND)]
    decided = one_of(("checks", check, "state"), [state.value for state in sorted(BY_PEOPLE)])
    to_amend = any_of(
        one_of(("checks", check, "state"), denials),
        all_of(decided, one_of(("checks", check, "read_as"), denials)),
    )
    return all_of(one_of("status", OBJECTING), _can_amend(editable, now), to_amend)


def may_answer(check: CheckId, now: datetime) -> Condition:
    """A paper that its family is asked for, about this check (R40)."""
    asked = equals(("request", "check"), check)
    return all_of(one_of("status", OBJECTING), asked, _in_time(now))


def may_bring_for_review(editable: Editable) -> Condition:
    """A paper for a review that was not asked for yet, by a family whose outcome is decided (R42)."""
    decided = any_of(*(begins_with("confirmed_result", outcome.value) for outcome in sorted(DECIDED)))
    return all_of(
        one_of("status", OBJECTING), one_of("season", editable.reviewing), absent("review"), decided
    )


def _in_time(now: datetime) -> Condition:
    return above(("request", "until"), items.instant(now))


def not_handed_in(document_id: str, editable: Editable, now: datetime) -> Condition:
    """A paper for an objection, for an answer to staff, or for a review, that was not sent yet."""
    place = ("documents", document_id)
    beside = (*place, "handed_in")
    loose = any_of(absent(beside), equals(beside, value=False))
    may_send = any_of(_can_amend(editable, now), _in_time(now))
    of_check = all_of(exists((*place, "check")), one_of("status", OBJECTING), may_send)
    of_review = all_of(exists((*place, "for_review")), may_bring_for_review(editable))
    return all_of(any_of(of_check, of_review), loose)


def refuse_edit(
    item: Item | None, owner: Keyed, editable: Editable, *, version: int | None, document: str | None
) -> NoReturn:
    """Why the conditional update was refused, by the item as it is. Raises UnreadableError too."""
    if item is None or not owner.names(item.get("owner")):
        raise NotFound
    stands = items.of_seasons(item, seasons=editable.known)
    if document is not None and document not in stands.documents:
        raise NotFound
    if version is not None and stands.version != version:
        raise StaleVersion
    # Waiting lifts neither: no 429, which says when to come back.
    if len(stands.documents) >= DOCUMENTS_A_REGISTRATION and document is None and version is None:
        raise NotPossibleNow(code="too_many_documents")
    if document is not None and len(stands.kept_documents) >= DOCUMENTS_KEPT:
        raise NotPossibleNow(code="too_many_removed")
    raise NotPossibleNow(status=stands.status.value, action=Action.EDIT.value)
