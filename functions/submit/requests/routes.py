"""Answering what staff asked for: parse, one call, answer."""

import re

from chalice import Response

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.table.code_tries import CodeTries
from functions.cloud.web.http import parse
from functions.cloud.web.idempotency import idempotency_key_of
from functions.registration.errors import NotFound
from functions.submit.account import Account
from functions.submit.commands import AnswerCommand
from functions.submit.registration_routes import ONE, shown
from functions.submit.routes import clock, loaded_of, request, route, season_of

NUMBER = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@route("POST", f"{ONE}/requests/{{number}}/answer")
def answer_request(account: Account, registration_id: str, number: str) -> Response:
    # Here, since few families are asked anything, and every process would start with the staff's tables.
    from functions.cloud.staff.requests.asking import request_table
    from functions.submit.codes.answer import answer

    command = parse(request(), AnswerCommand)
    if not NUMBER.fullmatch(number):
        raise NotFound
    answer(
        command,
        int(number),
        key=idempotency_key_of(request().headers),
        load=lambda: loaded_of(account, registration_id),
        tries=CodeTries(composition.table()),
        store=request_table(),
        season_of=season_of,
        macs=macs(),
        now=clock(),
    )
    return shown(account, registration_id)
