"""Requests and notes as staff see them."""

from collections.abc import Iterable, Mapping

from functions.cloud.staff.requests.asking import CaseNote, Said
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.requests import Request
from functions.registration.staff.queues import kept_for
from functions.registration.values.model import shown
from functions.review.staff_answers import StaffCaseNote, StaffRegistration, StaffRequest

NOTHING: Mapping[int, Said] = {}


def request_view(request: Request, member: Keyed, said: Said | None) -> StaffRequest:
    view: StaffRequest = {
        "number": request.number,
        "check": request.check,
        "reason": request.reason,
        "papers": [shown(paper) for paper in request.papers],
        "words": list(request.words),
        "by": request.by,
        "mine": member.names(request.by),
        "at": request.at,
        "until": request.until,
        "ended": request.ended,
        "ended_at": request.ended_at,
    }
    if said is not None:
        view["said"] = said.words
        view["explanation"] = said.explanation
    return view


def with_requests(
    view: StaffRegistration,
    registration: Registration,
    member: Keyed,
    said: Mapping[int, Said] = NOTHING,
    notes: Iterable[CaseNote] = (),
) -> StaffRegistration:
    """The same, with what its family was asked for and answered, and what staff noted for one another."""
    asked = registration.request
    every = [*registration.past_requests, *([] if asked is None else [asked])]
    view["requests"] = [request_view(request, member, said.get(request.number)) for request in every]
    first = kept_for(registration)
    view["kept"] = None if first is None else {"mine": member.names(first.member), "until": first.until}
    view["case_notes"] = [note_view(note, member) for note in notes]
    return view


def note_view(note: CaseNote, member: Keyed) -> StaffCaseNote:
    return {"by": note.by, "mine": member.names(note.by), "at": note.at, "note": note.note}
