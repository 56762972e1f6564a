"""Consent 同意: what an account answered to a season's notice, and what may be done on it (R48)."""

from collections.abc import Mapping
from datetime import datetime

from functions.registration.errors import ConsentNeeded, Fault, InvalidInput, NoticeOutdated
from functions.registration.season.notice import NECESSARY, Consent, PrivacyNotice
from functions.registration.values.model import Model


class ConsentRecord(Model):
    """Answers to one notice, refusals too."""

    version: str
    digest: str
    """SHA-256 of the notice that was shown."""
    answers: dict[Consent, bool]
    at: datetime


def answered(
    notice: PrivacyNotice, version: str, answers: Mapping[str, bool], *, now: datetime
) -> ConsentRecord:
    """The answers as they are recorded. Raises NoticeOutdated; InvalidInput unless each consent has its answer."""
    if version != notice.version:
        raise NoticeOutdated
    asked = {question.id.value for question in notice.consents}
    faults = [Fault(f"answers.{name}", "missing") for name in sorted(asked - answers.keys())]
    faults += [Fault(f"answers.{name}", "unknown_field") for name in sorted(answers.keys() - asked)]
    if faults:
        raise InvalidInput(*faults)
    by_consent = {Consent(name): given for name, given in answers.items()}
    return ConsentRecord(version=version, digest=notice.digest, answers=by_consent, at=now)


def is_enough(record: ConsentRecord) -> bool:
    """Whether a child's data may be taken on it: nothing that is necessary was refused."""
    return all(given or not NECESSARY[consent] for consent, given in record.answers.items())


def stands(record: ConsentRecord | None, notice: PrivacyNotice) -> bool:
    """Whether it answers the notice as it reads today, and is enough."""
    return record is not None and record.digest == notice.digest and is_enough(record)


def require(record: ConsentRecord | None, notice: PrivacyNotice) -> ConsentRecord:
    """The record that stands. Raises ConsentNeeded."""
    if record is None or not stands(record, notice):
        raise ConsentNeeded
    return record


def allows(record: ConsentRecord, consent: Consent, notice: PrivacyNotice) -> bool:
    """Whether one purpose may go on: consented to, or resting on no consent in this season."""
    return record.answers.get(consent, not notice.asks(consent))
