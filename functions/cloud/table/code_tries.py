"""Tries of a code (R24): counted before anybody compares, once for each person's own deed."""

from datetime import datetime

from functions.cloud.aws.errors import AwsError
from functions.cloud.logs import logger
from functions.registration.errors import CodeRefused, NotFound
from functions.registration.registration import Registration
from functions.registration.submitting.codes import TRIES
from functions.registration.submitting.purposes import PURPOSES
from functions.registration.values.code import Code

from . import items, keys
from .expressions import Update, above, all_of, below, equals, lacks, one_of
from .table import ConditionFailedError, Table


class TryNotCountedError(CodeRefused):
    """No try was counted; `registration` says why: replaced, no code, expired, tries used up, or submitted already."""

    def __init__(self, registration: Registration) -> None:
        super().__init__()
        self.registration = registration


class CodeTries:
    def __init__(self, table: Table) -> None:
        self._table = table

    def count(self, registration: Registration, code: Code, *, tried: str, now: datetime) -> None:
        """One try of the code for the registration as it was read: 1 call. Raises TryNotCountedError, NotFound.

        `tried` names the try where it came under an Idempotency-Key, else it is empty. A try of that name is counted
        once, whoever of several parallel requests comes first.
        """
        change = Update().add("code_tries", 1)
        if tried:
            change.append("tried", [tried])
        try:
            self._table.update(
                keys.registration(registration.id),
                change,
                condition=all_of(
                    equals("version", registration.version),
                    equals(("code", "id"), code.id),
                    above(("code", "expires_at"), items.instant(now)),
                    below("code_tries", TRIES),
                    lacks("tried", tried or "-"),
                    one_of("status", sorted(PURPOSES[code.purpose].statuses)),
                ),
            )
        except ConditionFailedError as failed:
            if failed.item is None:
                raise NotFound from None
            stands = items.without_form(failed.item)
            same = stands.code is not None and stands.code.id == code.id
            if not (same and tried in stands.tried and stands.version == registration.version):
                raise TryNotCountedError(stands) from None

    def give_back(self, registration: Registration) -> None:
        """A right code whose submission a fault of ours stopped costs nothing: 1 call. Never raises for AWS.

        Nobody gains a guess by such a fault: only who knew the code comes this far.
        """
        try:
            self._table.update(
                keys.registration(registration.id),
                Update().increase("code_tries", -1),
                condition=all_of(
                    equals(("code", "id"), registration.code.id if registration.code else ""),
                    above("code_tries", 0),
                ),
            )
        except (ConditionFailedError, AwsError) as error:
            logger().warning("try_not_given_back", extra={"kind": type(error).__name__})
