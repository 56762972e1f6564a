"""Uploads: asked for, looked at, removed."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.table.accounts.editing import Editable
from functions.cloud.table.accounts.uploads import UploadTable
from functions.cloud.web.http import answer, parse
from functions.cloud.web.idempotency import id_of, idempotency_key_of, named
from functions.submit import drafts
from functions.submit.account import Account
from functions.submit.commands import NewDocument
from functions.submit.routes import clock, language, request, route, seasons, today

from . import uploading

ALL = "/registrations/{registration_id}/documents"
ONE = f"{ALL}/{{document_id}}"


def _editable() -> Editable:
    return drafts.editable(seasons(), clock())


@route("POST", ALL)
def ask_upload(account: Account, registration_id: str) -> Response:
    asked = uploading.ask_upload(
        registration_id,
        account.key,
        parse(request(), NewDocument),
        new_id=id_of(named("upload", registration_id, idempotency_key_of(request().headers), macs())),
        records=UploadTable(composition.table()),
        files=composition.uploads(),
        editable=_editable(),
        day=today(),
        language=language(),
        now=clock(),
    )
    return answer(asked, status=201)


@route("GET", ONE)
def look(account: Account, registration_id: str, document_id: str) -> Response:
    shown = uploading.look(
        registration_id,
        account.key,
        document_id,
        records=composition.registration_table(),
        files=composition.uploads(),
        language=language(),
    )
    return answer(shown)


@route("DELETE", ONE)
def remove(account: Account, registration_id: str, document_id: str) -> Response:
    uploading.remove(
        registration_id,
        account.key,
        document_id,
        records=composition.registration_table(),
        files=composition.uploads(),
        editable=_editable(),
        now=clock(),
    )
    return answer(None, status=204)
