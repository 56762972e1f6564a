"""Answering what staff asked for (R40), by a code that is for this answer alone (R45)."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from functions.cloud.sealing.macs import Macs
from functions.cloud.staff.requests.asking import Said
from functions.cloud.table.registrations import Loaded
from functions.registration.registration import Action, Receipt, Registration
from functions.registration.season.season import Season
from functions.registration.submitting.answering import answerable, answered
from functions.registration.values.code import Purpose
from functions.submit.commands import AnswerCommand

from .covers import answer_covers
from .tries import Attempt, Tries, code_to_try, name_of_try, once
from .tries import answered as accepted


class Answers(Protocol):
    def answer(self, before: Registration, after: Registration, said: Said, receipt: Receipt) -> None: ...


def answer(
    command: AnswerCommand,
    number: int,
    *,
    key: str,
    load: Callable[[], Loaded],
    tries: Tries,
    store: Answers,
    season_of: Callable[[str], Season],
    macs: Macs,
    now: datetime,
) -> None:
    """One try of the code, counted before it is compared, and only for an answer that is whole; then back to staff.

    A repeated request under its Idempotency-Key changes nothing. Raises CodeRefused, Incomplete, KeyReused,
    NotPossibleNow, StaleVersion, TooMany, NotFound.
    """
    body = macs.keyed("body", str(number), command.model_dump_json())
    registration = load().registration
    if accepted(registration, key, body):
        return
    season = season_of(registration.season)
    after = answered(registration, number, command.words, command.explanation, season, now)
    tried = name_of_try(registration, key, body, macs)
    covers = answer_covers(registration, answerable(registration, season, now), command, macs)
    code = code_to_try(registration, tried, Purpose.ANSWER, covers, now)
    said = Said({about.value: words for about, words in command.words.items()}, command.explanation)
    receipt = Receipt(key=key, body_digest=body, version=after.version)
    once(
        lambda: store.answer(registration, after, said, receipt),
        registration,
        Attempt(Action.ANSWER, code, command.code, tried, key, body, now),
        tries=tries,
        load=load,
        macs=macs,
    )
