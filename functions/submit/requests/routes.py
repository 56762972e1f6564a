"""Answering what staff asked for: parse, one call, answer."""

import re

from chalice import Response

from functions.cloud.web.http import parse
from functions.registration.errors import NotFound
from functions.registration.submitting.answering import answered
from functions.submit.account import Account
from functions.submit.commands import AnswerCommand
from functions.submit.registration_routes import ONE, mine, shown
from functions.submit.routes import clock, request, route, season_of

NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@route("POST", f"{ONE}/requests/{{number}}/answer")
def answer_request(account: Account, registration_id: str, number: str) -> Response:
    # Here, since few families are asked anything, and every process would start with the staff's tables.
    from functions.cloud.staff.requests.asking import Said, request_table

    command = parse(request(), AnswerCommand)
    if not NUMBER.fullmatch(number):
        raise NotFound
    registration = mine(account, registration_id)
    after = answered(
        registration, int(number), command.words, command.explanation, season_of(registration.season), clock()
    )
    said = Said({about.value: words for about, words in command.words.items()}, command.explanation)
    request_table().answer(registration, after, said)
    return shown(account, registration_id)
