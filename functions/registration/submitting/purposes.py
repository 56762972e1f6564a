"""What each code is for (R45): the action that it allows, where from, the SMS that says so, and its refusal."""

from collections.abc import Mapping
from typing import NamedTuple

from functions.registration.registration import Action, NoticeKind, Status
from functions.registration.values.code import Purpose


class Use(NamedTuple):
    action: Action
    statuses: frozenset[Status]
    notice: NoticeKind
    other: str
    """The refusal of a code of this purpose that was sent for another form, phone or answer."""


PURPOSES: Mapping[Purpose, Use] = {
    Purpose.SUBMIT: Use(Action.SUBMIT, frozenset({Status.DRAFT}), NoticeKind.CODE, "code_for_another_form"),
    Purpose.AMEND: Use(
        Action.SUBMIT, frozenset({Status.AMENDING}), NoticeKind.CODE_TO_AMEND, "code_for_another_form"
    ),
    Purpose.WITHDRAW: Use(
        Action.WITHDRAW,
        frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED}),
        NoticeKind.CODE_TO_WITHDRAW,
        "code_for_another_form",
    ),
    Purpose.DECLINE: Use(
        Action.DECLINE,
        frozenset({Status.SUBMITTED, Status.DECIDED}),
        NoticeKind.CODE_TO_DECLINE,
        "code_for_another_form",
    ),
    Purpose.ANSWER: Use(
        Action.ANSWER,
        frozenset({Status.SUBMITTED, Status.DECIDED}),
        NoticeKind.CODE_TO_ANSWER,
        "code_for_another_answer",
    ),
    Purpose.COPY: Use(
        Action.COPY,
        frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED, Status.WITHDRAWN}),
        NoticeKind.CODE_TO_COPY,
        "code_for_another_form",
    ),
}


def purpose_of(action: Action, status: Status) -> Purpose | None:
    """The purpose of a code that this action needs in this state; None where no code does it."""
    purposes = (
        purpose for purpose, use in PURPOSES.items() if use.action is action and status in use.statuses
    )
    return next(purposes, None)
