"""Notices 短信通知: what each kind says, to whom, and with which variables.

Mainland providers send approved templates only: the district has one approved for each kind, with the slots of
`NOTICES` in that order. Variables carry no more of a person than a family name: `林**`.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from functions.registration.form import Form
from functions.registration.registration import NoticeKind, Status
from functions.registration.texts import DEFAULT_LANGUAGE, text
from functions.registration.values.model import Model


class Until(StrEnum):
    """What ends a notice's use."""

    CODE_EXPIRES = "code_expires"
    AMENDMENT_ENDS = "amendment_ends"
    SEASON_CLOSES = "season_closes"
    REQUEST_DUE = "request_due"
    RESULTS_DUE = "results_due"
    NOTHING = "nothing"


class KindOfNotice(NamedTuple):
    slots: tuple[str, ...]
    """The template's variables, in the order in which providers without names take them."""
    true_in: frozenset[Status]
    """The statuses in which it still says something true."""
    until: Until = Until.NOTHING
    asks_to_amend: bool = False
    """Only while something is to be put right."""
    of_publication: bool = False
    """Never before the season's outcomes are published."""
    of_dispute: bool = False
    """Only while somebody else's claim on a child stands in the way."""
    a_secret: bool = False
    """A code: paid for when it was asked for, its digits written at the last moment, never on the timeline."""


_SUBMITTED_ONCE = frozenset({Status.SUBMITTED, Status.AMENDING, Status.DECIDED})


def _code(*true_in: Status) -> KindOfNotice:
    return KindOfNotice(("code",), frozenset(true_in), Until.CODE_EXPIRES, a_secret=True)


NOTICES: Mapping[NoticeKind, KindOfNotice] = {
    NoticeKind.CODE: _code(Status.DRAFT),
    NoticeKind.CODE_TO_AMEND: _code(Status.AMENDING),
    NoticeKind.CODE_TO_WITHDRAW: _code(Status.SUBMITTED, Status.AMENDING, Status.DECIDED),
    NoticeKind.CODE_TO_DECLINE: _code(Status.SUBMITTED, Status.DECIDED),
    NoticeKind.CODE_TO_ANSWER: _code(Status.SUBMITTED, Status.DECIDED),
    NoticeKind.CODE_TO_COPY: _code(Status.SUBMITTED, Status.AMENDING, Status.DECIDED, Status.WITHDRAWN),
    NoticeKind.SUBMITTED: KindOfNotice(
        slots=("student", "reference", "published_at", "support_phone"),
        true_in=_SUBMITTED_ONCE,
        until=Until.RESULTS_DUE,
    ),
    NoticeKind.ABNORMAL: KindOfNotice(
        slots=("student", "amend_until", "support_phone"),
        true_in=frozenset({Status.SUBMITTED, Status.DECIDED}),
        until=Until.AMENDMENT_ENDS,
        asks_to_amend=True,
    ),
    NoticeKind.AMENDMENT_REMINDER: KindOfNotice(
        slots=("student", "amend_until", "support_phone"),
        true_in=_SUBMITTED_ONCE,
        until=Until.AMENDMENT_ENDS,
        asks_to_amend=True,
    ),
    NoticeKind.DRAFT_REMINDER: KindOfNotice(
        slots=("student", "submit_until", "support_phone"),
        true_in=frozenset({Status.DRAFT}),
        until=Until.SEASON_CLOSES,
    ),
    NoticeKind.OUTCOME: KindOfNotice(
        slots=("student", "support_phone"), true_in=_SUBMITTED_ONCE, of_publication=True
    ),
    NoticeKind.OUTCOME_CHANGED: KindOfNotice(
        slots=("student", "support_phone"), true_in=_SUBMITTED_ONCE, of_publication=True
    ),
    NoticeKind.REVIEW_UPHELD: KindOfNotice(
        slots=("student", "support_phone"), true_in=_SUBMITTED_ONCE, of_publication=True
    ),
    NoticeKind.REVIEW_CHANGED: KindOfNotice(
        slots=("student", "support_phone"), true_in=_SUBMITTED_ONCE, of_publication=True
    ),
    NoticeKind.CONTESTED: KindOfNotice(
        slots=("student", "support_phone"), true_in=_SUBMITTED_ONCE, of_dispute=True
    ),
    NoticeKind.DISPLACED: KindOfNotice(
        slots=("student", "support_phone"), true_in=_SUBMITTED_ONCE, of_dispute=True
    ),
    NoticeKind.CHILD_KEPT: KindOfNotice(slots=("student", "support_phone"), true_in=_SUBMITTED_ONCE),
    NoticeKind.OWN_DAY: KindOfNotice(
        slots=("student", "submit_until", "support_phone"),
        true_in=frozenset({Status.DRAFT}),
        until=Until.SEASON_CLOSES,
    ),
    NoticeKind.MORE_ASKED: KindOfNotice(
        slots=("student", "due_on", "support_phone"), true_in=_SUBMITTED_ONCE, until=Until.REQUEST_DUE
    ),
    NoticeKind.WITHDRAWN: KindOfNotice(
        slots=("student", "reference", "support_phone"), true_in=frozenset({Status.WITHDRAWN})
    ),
    NoticeKind.DECLINED: KindOfNotice(
        slots=("student", "reference", "support_phone"), true_in=frozenset({Status.WITHDRAWN})
    ),
}
"""Its words are `notice_` and `moment_notice_` with the kind's name, in texts/."""


class NoticeFacts(Model):
    """What notices draw on; each kind uses some. `zone` is the season's, an IANA name."""

    zone: str
    support_phone: str
    students: tuple[str | None, ...] = ()
    """Names as the form has them; masked here."""
    reference: str
    code: str | None = None
    published_at: datetime | None = None
    amend_until: datetime | None = None
    submit_until: datetime | None = None
    due_on: date | None = None
    """The last day on which what was asked can be answered (R40)."""


class NoticeFactMissingError(ValueError):
    """A notice cannot be written without it; names the slot."""


def recipient(form: Form) -> str | None:
    """Guardian 1's phone (R12), never the account's own; None while the form lacks it."""
    return form.guardians[0].phone if form.guardians else None


def variables(kind: NoticeKind, facts: NoticeFacts) -> dict[str, str]:
    """The template's variables, in its order. Raises `NoticeFactMissingError`."""
    return {slot: _WRITTEN[slot](facts) for slot in NOTICES[kind].slots}


def render(kind: NoticeKind, values: Mapping[str, str], language: str = DEFAULT_LANGUAGE) -> str:
    """The whole SMS: for Amazon SNS, which has no templates, and for the local inbox."""
    return text(f"notice_{kind}", language, **values)


def masked_name(name: str) -> str:
    """Its first character and two stars, however long it is: `林**`."""
    return f"{name[:1]}**"


def _student(facts: NoticeFacts) -> str:
    first = next((name for name in facts.students if name), None)
    if first is None:
        raise NoticeFactMissingError("student")
    others = len(facts.students) - 1
    return f"{masked_name(first)}(+{others})" if others else masked_name(first)


def _moment(slot: str) -> Callable[[NoticeFacts], str]:
    def written(facts: NoticeFacts) -> str:
        at = getattr(facts, slot)
        if at is None:
            raise NoticeFactMissingError(slot)
        return f"{at.astimezone(ZoneInfo(facts.zone)):%Y-%m-%d %H:%M}"

    return written


def _digits(facts: NoticeFacts) -> str:
    if facts.code is None:
        raise NoticeFactMissingError("code")
    return facts.code


def _due_on(facts: NoticeFacts) -> str:
    if facts.due_on is None:
        raise NoticeFactMissingError("due_on")
    return facts.due_on.isoformat()


_WRITTEN: Mapping[str, Callable[[NoticeFacts], str]] = {
    "code": _digits,
    "student": _student,
    "reference": lambda facts: facts.reference,
    "support_phone": lambda facts: facts.support_phone,
    "published_at": _moment("published_at"),
    "amend_until": _moment("amend_until"),
    "submit_until": _moment("submit_until"),
    "due_on": _due_on,
}
