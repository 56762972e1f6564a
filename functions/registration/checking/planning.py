"""Which checks a submission needs, and which of the earlier ones still stand (R9, R27)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from functions.registration.check_kinds import CHECK_KINDS, CheckId, CheckKind, KindOfCheck
from functions.registration.checks import TO_AMEND, Check, CheckState
from functions.registration.form import PEOPLE, Form, Guardian, Student, Subject
from functions.registration.season.homes import HOMES


class Covers(Protocol):
    """Keyed MACs of (check id, canonical text of the answers that it tests)."""

    def __call__(self, check_id: str, text: str, /) -> str: ...

    def others(self, check_id: str, text: str, /) -> tuple[str, ...]:
        """The same under each other key that is held."""
        ...

    def matches(self, mac: str, check_id: str, text: str, /) -> bool:
        """Whether it is of these, whichever held key made it."""
        ...


def subjects(form: Form) -> dict[CheckId, Subject]:
    """Check id -> the part of the form that it is about: each kind's checks in the table's order."""
    return {
        CheckId.of(kind, index if row.part in PEOPLE else None): subject
        for kind, row in CHECK_KINDS.items()
        for index, subject in enumerate(form.part(row.part))
    }


def _included(row: KindOfCheck) -> dict[str, Any] | None:
    if row.tested is None:
        return None
    household = {"household": set(row.tested_of_household)} if row.tested_of_household else {}
    return dict.fromkeys(row.tested, True) | household


def tested(check_id: CheckId, subject: Subject) -> str:
    """Canonical text of the answers an authority tests; an employer or a phone is not among them."""
    return subject.model_dump_json(include=_included(CHECK_KINDS[check_id.kind]))


def identified(student: Student) -> str:
    """Canonical text of who a student is, wherever the household may be."""
    return student.model_dump_json(include=set(CHECK_KINDS[CheckKind.STUDENT_IDENTITY].tested or ()))


def _first_state(subject: Subject) -> CheckState:
    if isinstance(subject, Student | Guardian):
        return CheckState.QUEUED
    return HOMES[subject.kind].begins


DECIDED_AGAINST = frozenset({CheckState.REFUSED})
"""A family that submits again has brought something: what people refused, people look at again."""


def _looked_at_again(before: Check, version: int, now: datetime) -> Check:
    """By people, and where its authority never answered (R32) by both again."""
    state = CheckState.QUEUED if before.is_asked else CheckState.MANUAL_REVIEW
    changes = {
        "state": state,
        "version": version,
        "since": now,
        # What was answered late was answered: it is not asked about the same once more.
        "handed_over_at": before.handed_over_at if before.is_asked else None,
        "late": None,
        "denied_as": before.denial,
        "read_as": None,
    }
    return before.model_copy(update=changes)


def plan(
    form: Form,
    *,
    earlier: Mapping[str, Check],
    confirmed: Mapping[str, str],
    covers: Covers,
    stands: Callable[[Check], bool],
    version: int,
    now: datetime,
) -> dict[str, Check]:
    """The checks of this submission.

    An earlier check of the same answers stands as it is, unless it asked the guardian to put something right:
    then the authority is asked again, since its own record may have been mended. What staff refused they see
    again, with whatever documents came since; what they accepted too, where it no longer `stands` on the papers
    that it was accepted on (R36). A student whom the household registry confirmed when the code was asked for
    (`confirmed`, R9) is not asked about twice.
    """
    checks: dict[str, Check] = {}
    for check_id, subject in subjects(form).items():
        text = tested(check_id, subject)
        what, too = covers(check_id, text), covers.others(check_id, text)
        before = earlier.get(check_id)
        if (
            before is not None
            and covers.matches(before.covers, check_id, text)
            and before.state not in TO_AMEND
        ):
            again = before.state in DECIDED_AGAINST or (
                before.state is CheckState.ACCEPTED and not stands(before)
            )
            same = before.model_copy(update={"covers": what, "covers_too": too})
            checks[check_id] = _looked_at_again(same, version, now) if again else same
            continue
        is_confirmed = covers.matches(confirmed.get(check_id, ""), check_id, text)
        state = CheckState.PASSED if is_confirmed else _first_state(subject)
        checks[check_id] = Check(
            id=check_id,
            kind=check_id.kind,
            state=state,
            version=version,
            covers=what,
            covers_too=too,
            since=now,
        )
    return checks
