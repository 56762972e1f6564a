"""What a code and a check were asked for, as keyed MACs; and what a try of a code is called."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from functions.cloud.sealing.macs import Macs
from functions.registration.checking.planning import Covers, identified
from functions.registration.form import Form
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.sms.notices import recipient


def code_covers(form: Form, macs: Macs, registration_id: str) -> Keyed:
    """Keyed MAC of what a code is asked for: these students, this phone. Another edit keeps the code good."""
    students = [identified(student) for student in form.students]
    return macs.keyed("covers", registration_id, "code", json.dumps([*students, recipient(form)]))


class CheckCovers(NamedTuple):
    """`planning.Covers` of one registration."""

    macs: Macs
    registration_id: str

    def __call__(self, check_id: str, text: str, /) -> str:
        return self.macs.of("covers", self.registration_id, check_id, text)

    def others(self, check_id: str, text: str, /) -> tuple[str, ...]:
        return self.macs.every("covers", self.registration_id, check_id, text)[1:]

    def matches(self, mac: str, check_id: str, text: str, /) -> bool:
        return self.macs.matches(mac, "covers", self.registration_id, check_id, text)


def check_covers(macs: Macs, registration_id: str) -> Covers:
    """Keyed MACs of the answers that each check tests."""
    return CheckCovers(macs, registration_id)


class Tried(NamedTuple):
    """A try's names, the current key's first; none without an Idempotency-Key."""

    names: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0] if self.names else ""

    def isdisjoint(self, tried: Iterable[str]) -> bool:
        return set(self.names).isdisjoint(tried)


def name_of_try(registration: Registration, key: str, body: Keyed, macs: Macs) -> Tried:
    """What a try is called under an Idempotency-Key, by each key that is held; without one it has no name."""
    if not key or registration.code is None:
        return Tried(())
    code = registration.code.id
    return Tried(tuple(macs.of("try", code, key, mac, like=mac) for mac in body.every))
