"""What a committed change asks for: the questions and the notices that it queued."""

from collections.abc import Mapping
from typing import Any

from functions.cloud.queues.messages import Message, check_message, notice_message
from functions.cloud.table.keys import REGISTRATION
from functions.registration.checks import CheckState
from functions.registration.registration import NoticeState

Image = Mapping[str, Any]


def messages(old: Image | None, new: Image | None) -> list[Message]:
    """The messages of one change of one item; none for what is no registration, or was removed.

    A check counts as new when it is queued and was not, or was of another version. A notice counts when it is
    pending and was not; one that its sender gave back (sending -> pending) is left to the message that the sender
    keeps, or it would be sent twice as often with every try.
    """
    if new is None or new["sk"] != REGISTRATION:
        return []
    before = old or {}
    return [
        *_questions(new["id"], before.get("checks", {}), new.get("checks", {})),
        *_notices(new["id"], before.get("notices", {}), new.get("notices", {})),
    ]


def _questions(registration_id: str, old: Image, new: Image) -> list[Message]:
    return [
        check_message(registration_id, kind=check["kind"], check=check_id, version=check["version"])
        for check_id, check in new.items()
        if check["state"] == CheckState.QUEUED and not _same(old.get(check_id), check)
    ]


def _same(before: Image | None, check: Image) -> bool:
    return before is not None and before["state"] == check["state"] and before["version"] == check["version"]


GIVEN_ALREADY = frozenset(NoticeState) - {NoticeState.SENT, NoticeState.FAILED}


def _notices(registration_id: str, old: Image, new: Image) -> list[Message]:
    return [
        notice_message(registration_id, notice_id, kind=notice["kind"])
        for notice_id, notice in new.items()
        if notice["state"] == NoticeState.PENDING and old.get(notice_id, {}).get("state") not in GIVEN_ALREADY
    ]
