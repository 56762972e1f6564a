"""What the domain refuses. HTTP status lives where answers are made, not here.

Refusal
├── InvalidInput          a value is wrong; says which fields
├── NotFound              absent, or not the asker's: alike on purpose
├── AccountNotVerified    R3
├── NotAllowed            the role does not reach this far
├── NotPossibleNow        the state machine has no such (state, action) pair
├── StaleVersion          somebody else replaced it first
├── VersionRequired       a replacement came without saying what it replaces
├── NotEligible           R1: names the student
├── NotConfirmed          R9: the household registry denies the student, by field
├── Incomplete            the form or its documents lack something, by field
├── ChildAlreadyRegistered  R25
├── CodeRefused           R24: wrong, expired, used up or for another form
├── CodeNeeded            R49: the copy was not opened by a code, or not lately
├── PledgeOutdated        R23
├── ConsentNeeded         R48: the notice as it reads now was not answered, or a necessary consent refused
├── NoticeOutdated        R48: another notice is shown by now
├── KeyReused             an Idempotency-Key came again with another body
├── CannotBeRead          what is kept of a registration is damaged, or of a newer version: our fault alone
├── TooMany               a limit; says when to come back
└── Unavailable           something that is needed is down; says when to come back
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Fault:
    """One wrong field: its dotted path (`students.0.name`), a stable code, and the words' variables."""

    field: str
    code: str
    variables: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a program's error
    """A clear no: a stable `code`, the fields at fault, and the variables of its text."""

    code: ClassVar[str] = "refused"

    def __init__(self, *faults: Fault, code: str | None = None, **variables: str) -> None:
        super().__init__(code or self.code)
        self.reason = code or self.code
        self.faults = faults
        self.variables = variables


class InvalidInput(Refusal):
    code = "invalid_input"


class NotFound(Refusal):
    code = "not_found"


class AccountNotVerified(Refusal):
    code = "account_not_verified"


class NotAllowed(Refusal):
    code = "not_allowed"


class NotPossibleNow(Refusal):
    code = "not_possible_now"


class StaleVersion(Refusal):
    code = "stale_version"


class VersionRequired(Refusal):
    code = "version_required"


class NotEligible(Refusal):
    code = "not_eligible"


class NotConfirmed(Refusal):
    code = "not_confirmed"


class Incomplete(Refusal):
    code = "incomplete"


class ChildAlreadyRegistered(Refusal):
    code = "child_already_registered"


class CodeRefused(Refusal):
    code = "code_wrong"


class CodeNeeded(Refusal):
    code = "code_needed"


class PledgeOutdated(Refusal):
    code = "pledge_outdated"


class ConsentNeeded(Refusal):
    code = "consent_needed"


class NoticeOutdated(Refusal):
    code = "notice_outdated"


class KeyReused(Refusal):
    code = "idempotency_key_reused"


class CannotBeRead(Refusal):
    code = "registration_unreadable"


class TooMany(Refusal):
    """A limit was reached; `retry_after` is in whole seconds."""

    code = "too_many"

    def __init__(self, *, retry_after: int, code: str | None = None, **variables: str) -> None:
        super().__init__(code=code, **variables)
        self.retry_after = retry_after


class Unavailable(Refusal):
    """Something needed is down; `retry_after` is in whole seconds."""

    code = "unavailable"

    def __init__(self, *, retry_after: int, code: str | None = None, **variables: str) -> None:
        super().__init__(code=code, **variables)
        self.retry_after = retry_after
