"""What fell through: which questions, notices and uploads have waited longer than their queues ever take."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from functions.cloud.queues.batches import LONGEST_DELAY
from functions.registration.checks import Check
from functions.registration.documents import Document, DocumentState
from functions.registration.registration import Notice, NoticeState, Registration, Status

NEVER_ASKED = timedelta(minutes=30)
"""A check is queued this long without one try."""

COMES_BACK = timedelta(seconds=2 * LONGEST_DELAY)
"""What was tried comes back within an hour on its own; after two it does not."""

NEVER_SENT = timedelta(minutes=10)
NEVER_NOTED = timedelta(minutes=30)
"""A notice whose sender took it and was not heard of again; its message came back long ago, or is lost."""

GIVEN_UP = timedelta(days=14)
"""SQS keeps no message for longer."""

COMING_BACK: Mapping[NoticeState, tuple[timedelta, timedelta]] = {
    NoticeState.SENDING: (NEVER_NOTED, GIVEN_UP),
    NoticeState.HELD: (COMES_BACK, GIVEN_UP),
    NoticeState.UNKNOWN: (COMES_BACK, timedelta(days=1)),
}
"""Between which ages the message of a notice that was taken is missed; it comes back by itself, and is noted then."""

UPLOAD_GRACE = timedelta(minutes=10)

ASKED_ABOUT = frozenset({Status.SUBMITTED, Status.DECIDED})
"""What is being amended waits for its resubmission, which queues what changed."""


def overdue_checks(registration: Registration, now: datetime) -> Iterator[Check]:
    if registration.status not in ASKED_ABOUT:
        return
    for check in registration.checks.values():
        if not check.is_asked:
            continue
        asked = check.asked_at
        if now - check.since > NEVER_ASKED if asked is None else now - asked > COMES_BACK:
            yield check


def overdue_notices(registration: Registration, now: datetime) -> Iterator[Notice]:
    for notice in registration.notices.values():
        waited = now - notice.since
        if notice.state is NoticeState.PENDING:
            # A reason says that the provider could not at the last try: then its message comes back by itself.
            if waited > (NEVER_SENT if notice.reason is None else COMES_BACK):
                yield notice
        elif notice.state in COMING_BACK:
            least, most = COMING_BACK[notice.state]
            if least < waited < most:
                yield notice


def overdue_uploads(registration: Registration, now: datetime) -> Iterator[Document]:
    for document in registration.documents.values():
        if document.state is DocumentState.AWAITING_UPLOAD and now - document.upload_until > UPLOAD_GRACE:
            yield document
