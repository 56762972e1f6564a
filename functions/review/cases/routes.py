"""Registrations, the queue, claims and decisions: parse, one call, answer."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.aws.at_once import at_once
from functions.cloud.sealing.labels import labels
from functions.cloud.sealing.seal import seal
from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.objections import ObjectionTable
from functions.cloud.staff.requests.asking import request_table
from functions.cloud.staff.requests.reviews import review_table
from functions.cloud.table.items import unknown_season
from functions.cloud.web.http import answer, language_of, parse, version_of
from functions.cloud.web.idempotency import idempotency_key_of
from functions.registration.checking.shared_marks import suspicions
from functions.registration.documents import DocumentState
from functions.registration.errors import NotFound, StaleVersion
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.own_case import refuse_own_case
from functions.registration.staff.roles import Permission
from functions.review.audit.approved import reached, to_read
from functions.review.commands import DecisionCommand
from functions.review.member import Member
from functions.review.requests.review_view import with_review
from functions.review.requests.view import with_requests
from functions.review.requests.withdrawal_view import with_withdrawal
from functions.review.routes import (
    LOOKING_QUERY,
    clock,
    note_down,
    note_reading,
    query,
    remember,
    request,
    route,
)
from functions.review.staff_answers import DocumentLink, HistoryAnswer
from functions.review.statistics.view import statistics_view

from . import pages
from .cases import Known, Request, changed_since, decide_once, known, opened_form, take
from .opening import opened, papers
from .view import claim_view, decisions_view, notice_view, staff_version, staff_view, with_objections

ONE = "/staff/registrations/{registration_id}"
OF_SEASON = "/staff/seasons/{season}"


def case(member: Member, registration_id: str) -> tuple[Known, Season]:
    """The registration with its form, if the member is approved to read its season and is nobody in it.

    Whatever is done with it then is an event, so who does it is kept for auditors. Raises NotFound, NotAllowed.
    """
    sealed, season = still_sealed(registration_id)
    to_read(member, season)
    return opened_for(member, sealed), season


def still_sealed(registration_id: str) -> tuple[Known, Season]:
    """The registration and its season, whoever asks. Raises NotFound, UnreadableError."""
    sealed = known(registration_id, composition.decision_table())
    try:
        return sealed, composition.season_table().get(sealed.registration.season, clock())
    except NotFound:
        raise unknown_season(sealed.item) from None


def opened_for(member: Member, sealed: Known) -> Known:
    """The same with its form. Raises NotAllowed for a person of it."""
    stored = opened_form(sealed, seal())
    refuse_own_case(stored.form, member.identity_number)
    remember(member)
    return stored


def case_as_seen(member: Member, registration_id: str) -> tuple[Known, Season]:
    """The same, where it stands as If-Match has it. Raises VersionRequired, StaleVersion too."""
    version = version_of(request().headers)
    stored, season = case(member, registration_id)
    if version != staff_version(stored.registration):
        raise StaleVersion
    return stored, season


def season_to_read(member: Member, season: str) -> Season:
    """Raises NotFound for another district's, NotAllowed where the member is not approved to read it."""
    return to_read(member, composition.season_table().get(season, clock()))


@route("GET", ONE, Permission.CASES, query=LOOKING_QUERY)
def read(member: Member, registration_id: str) -> Response:
    stored, season = case(member, registration_id)
    note_reading(member, Act.READ, season, stored.registration)
    mine, asked = stored.registration.marks, request_table()
    with at_once() as reads:
        shared = reads.submit(composition.marks().others, season.id, mine, registration_id)
        notes = reads.submit(composition.decision_table().notes, stored.item)
        said = reads.submit(asked.said, stored.item)
        case_notes = reads.submit(asked.notes, stored.item)
        written = reads.submit(review_table().explanation, stored.item)
        objections = reads.submit(ObjectionTable(composition.table(), seal()).words, stored.item)
        whole = opened(stored, seal())
    view = staff_view(
        whole.registration,
        season,
        member=member.key,
        language=language_of(request()),
        answers=whole.answers,
        notes=notes.result(),
        changed=changed_since(whole.registration, macs()),
        changes=whole.changes,
        abandoned=whole.abandoned,
        suspicions=suspicions(mine, shared.result()),
    )
    with_requests(view, stored.registration, member.key, said.result(), case_notes.result())
    with_review(view, stored.registration, season, member.key, clock(), written.result())
    with_withdrawal(view, stored.registration, season, member.key, clock())
    return answer(with_objections(view, objections.result()), version=staff_version(stored.registration))


@route("GET", f"{ONE}/history", Permission.CASES, query=LOOKING_QUERY)
def history(member: Member, registration_id: str) -> Response:
    stored, season = case(member, registration_id)
    note_reading(member, Act.READ, season, stored.registration, part="history")
    registration = stored.registration
    notes = composition.decision_table().notes(stored.item)
    body: HistoryAnswer = {
        "timeline": registration.timeline,
        "decisions": decisions_view(registration, member.key, notes),
        "notices": [notice_view(notice) for notice in registration.notices.values()],
    }
    return answer(body, version=staff_version(registration))


@route("GET", f"{ONE}/documents/{{document_id}}", Permission.CASES, query=LOOKING_QUERY)
def document(member: Member, registration_id: str, document_id: str) -> Response:
    stored, season = case(member, registration_id)
    asked = papers(stored).get(document_id)
    if asked is None or asked.state is not DocumentState.ACCEPTED:
        raise NotFound
    note_reading(member, Act.DOCUMENT_READ, season, stored.registration, document=document_id)
    link = composition.uploads().link(registration_id, document_id, asked.media_type)
    body: DocumentLink = {
        "id": document_id,
        "kind": asked.kind,
        "media_type": asked.media_type,
        "link": link,
    }
    return answer(body)


@route("POST", f"{ONE}/claim", Permission.CASES)
def claim(member: Member, registration_id: str) -> Response:
    stored, _ = case(member, registration_id)
    until = take(stored, member=member.key, cases=composition.decision_table(), now=clock())
    return answer(claim_view(member.key, until, member.key))


@route("DELETE", f"{ONE}/claim", Permission.CASES)
def release(member: Member, registration_id: str) -> Response:
    """What nobody holds is not given back, nor told, again."""
    stored, season = case(member, registration_id)
    if stored.registration.claimed_by is not None:
        deed = Deed(season.id, Act.RELEASED, member.key, registration_id)
        composition.decision_table().release(stored.registration, deed, by=member.key, now=clock())
    return answer(None, status=204)


@route("POST", f"{ONE}/decisions", Permission.CASES)
def post_decision(member: Member, registration_id: str) -> Response:
    command = parse(request(), DecisionCommand)
    stored, season = case(member, registration_id)
    asked = Request(command, member.key, idempotency_key_of(request().headers), version_of(request().headers))
    decided = decide_once(
        stored, asked, season=season, cases=composition.decision_table(), macs=macs(), now=clock()
    )
    # Without the form: whoever decides has just read it, and reading it again would be one more event.
    view = staff_view(decided.registration, season, member=member.key, language=language_of(request()))
    del view["form"]
    status = 202 if decided.waits_for_second else 200
    return answer(view, status=status, version=staff_version(decided.registration))


@route("GET", f"{OF_SEASON}/queue", Permission.CASES, query=pages.QUEUE_QUERY)
def queue(member: Member, season: str) -> Response:
    season_data = season_to_read(member, season)
    wanted = pages.queue_filter(query, season_data, member.key, clock())
    page = composition.staff_queue().page(
        season, wanted, after=pages.cursor_of(query), limit=pages.limit_of(query), now=clock()
    )
    note_down(member, Act.LISTED, season, list="queue", count=str(len(page.cases)))
    return answer(pages.queue_view(page, member.key, labels()))


@route("GET", f"{OF_SEASON}/registrations", Permission.CASES, query=pages.LIST_QUERY)
def registrations(member: Member, season: str) -> Response:
    season_data = season_to_read(member, season)
    wanted = pages.list_filter(query, season_data)
    page = pages.list_page(
        season_data, wanted, after=pages.cursor_of(query), results=composition.result_table()
    )
    note_down(member, Act.LISTED, season, list="registrations", count=str(len(page.registrations)))
    return answer(pages.list_view(page, labels()))


@route("GET", f"{OF_SEASON}/statistics", Permission.FIGURES)
def statistics(member: Member, season: str) -> Response:
    season_data = reached(member, composition.season_table().get(season, clock()))
    oldest = composition.staff_queue().oldest(season)
    return answer(
        statistics_view(composition.figure_table().read(season), season_data, oldest=oldest, now=clock())
    )
