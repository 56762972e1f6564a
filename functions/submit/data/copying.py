"""A copy of all that is held about a registration, and who of the staff read it (R49).

No registry's values, no staff's notes, no other adult's numbers once it is submitted, and nothing of an outcome before
publication: what a family took away after staff had decided is told only then, since it would tell that they had.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from functions.cloud.sealing.seal import Seal
from functions.cloud.staff.readings import Reading
from functions.cloud.table.accounts.consents import answers_on
from functions.cloud.table.items import reading
from functions.cloud.table.questions import Asked
from functions.cloud.table.registrations import Held
from functions.cloud.table.table import Item
from functions.registration.documents import Document, DocumentState
from functions.registration.form import Form
from functions.registration.placing.outcome import is_published
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.submitting.masking import masked
from functions.submit.guardian_answers import DocumentAnswer, RegistrationAnswer
from functions.submit.view import document_view

from .copy_answers import CopyAnswer, EarlierForm

EARLIER = ("previous", "abandoned")


class Files(Protocol):
    def link(self, registration_id: str, document_id: str, media_type: str) -> str: ...


def copy_of(
    held: Held,
    shown: RegistrationAnswer,
    season: Season,
    *,
    objections: Mapping[str, str],
    readings: Iterable[Reading],
    asked: Iterable[Asked],
    files: Files,
    seal: Seal,
    language: str,
    now: datetime,
) -> CopyAnswer:
    """`shown` is the registration as its guardian sees it; one call of KMS for each earlier form."""
    registration = held.loaded.registration
    pledge = registration.pledge
    return {
        "made_at": now,
        "open_until": registration.copy_until if registration.proved_phone else None,
        "registration": shown,
        "papers": [
            _paper(paper, registration.id, files, language) for paper in _papers(registration, season, now)
        ],
        "earlier": [_earlier(kind, held.item, seal) for kind in EARLIER if kind in held.item],
        "objections": [{"check": check, "words": words} for check, words in objections.items()],
        "consents": [
            {
                "notice_version": record.version,
                "answers": {consent.value: given for consent, given in record.answers.items()},
                "at": record.at,
            }
            for record in answers_on(held.accounts, season.id)
        ],
        "pledge": None if pledge is None else {"version": pledge.version, "at": pledge.at},
        "questions": [{"at": question.at, "door": question.door} for question in asked],
        "readings": [{"at": reading.at, "role": reading.role, "what": reading.act} for reading in readings],
    }


def _papers(registration: Registration, season: Season, now: datetime) -> list[Document]:
    """What counts, what counted before an amendment, and what was kept."""
    archived = registration.kept_documents if is_published(season, now) else {}
    return list((archived | registration.previous_documents | registration.documents).values())


def _paper(document: Document, registration_id: str, files: Files, language: str) -> DocumentAnswer:
    view = document_view(document, language)
    if document.state is DocumentState.ACCEPTED:
        view["link"] = files.link(registration_id, document.id, document.media_type)
    return view


def _earlier(kind: str, item: Item, seal: Seal) -> EarlierForm:
    with reading(item):
        opened = seal.open(item["id"], item[kind], version=item[f"{kind}_form_version"])
        form = Form.model_validate_json(opened).model_dump(mode="json", exclude_none=True)
    return {"kind": kind, "form": masked(form)}
