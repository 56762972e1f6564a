"""What a code and a check were asked for, as keyed MACs."""

import json
from typing import NamedTuple

from functions.cloud.sealing.macs import Macs
from functions.registration.checking.planning import Covers, identified
from functions.registration.form import Form
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.requests import Request
from functions.registration.sms.notices import recipient
from functions.registration.submitting.answering import to_hand_in
from functions.registration.values.code import Purpose
from functions.submit.commands import HandedIn


def code_covers(form: Form, macs: Macs, registration_id: str) -> Keyed:
    """Keyed MAC of what a code is asked for: these students, this phone. Another edit keeps the code good."""
    students = [identified(student) for student in form.students]
    return macs.keyed("covers", registration_id, "code", json.dumps([*students, recipient(form)]))


def deed_covers(purpose: Purpose, phone: str, macs: Macs, registration_id: str) -> Keyed:
    """Keyed MAC of what a code that takes no answer is asked for: that deed alone, and this phone."""
    return macs.keyed("covers", registration_id, "code", purpose, phone)


def answer_covers(registration: Registration, request: Request, said: HandedIn, macs: Macs) -> Keyed:
    """Keyed MAC of what a code that answers a request is asked for: these words and papers, this phone."""
    words = {about.value: words for about, words in said.words.items()}
    whole = [
        recipient(registration.form), request.number, words, said.explanation, to_hand_in(registration, request)
    ]  # fmt: skip
    return macs.keyed("covers", registration.id, "code", Purpose.ANSWER, json.dumps(whole, sort_keys=True))


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
