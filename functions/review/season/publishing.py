"""The publication in two supervisors' hands: proposed, confirmed, cancelled; and results that changed since (R44)."""

from collections.abc import Iterator
from functools import partial

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.audit import CHAINS
from functions.cloud.staff.seasons import Confirmed, Proposed, parts_of
from functions.cloud.table import items
from functions.cloud.web.http import answer, parse, version_of
from functions.registration.errors import NotAllowed, NotPossibleNow, StaleVersion
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.jobs import JobKind
from functions.registration.staff.late_results import confirm
from functions.registration.staff.own_case import refuse_own_case
from functions.registration.staff.roles import Permission
from functions.review.commands import ConfirmationCommand, LateResult, LateResultsCommand, PublicationCommand
from functions.review.member import Member
from functions.review.publication_answers import PublicationSet, ResultRefused, ResultsConfirmed
from functions.review.routes import clock, deed_of, recorded, request, route

from .jobs import accepted, done, started
from .publication import (
    cancelled,
    is_repeated,
    publication_view,
    published_at,
    refuse_confirmation,
    refuse_unseen,
)
from .rehearsing import newest_rehearsal
from .routes import ONE, current, replace

PUBLICATION = f"{ONE}/publication"


def _guarded(member: Member, season: str) -> tuple[int, Season]:
    """The season that If-Match names. Raises VersionRequired, StaleVersion, NotFound."""
    replaces = version_of(request().headers)
    version, season_data = current(member, season)
    if replaces != version:
        raise StaleVersion(code="season_changed")
    return version, season_data


@route("GET", PUBLICATION, Permission.PUBLICATION)
def publication(member: Member, season: str) -> Response:
    version, season_data = current(member, season)
    proposed, confirmed = _stands(season, version)
    checked = done(season, JobKind.PUBLICATION_CHECK)
    checked_is = proposed or confirmed
    if checked is not None and (checked_is is None or checked["hash"] != checked_is.hash):
        checked = None
    return answer(publication_view(season_data, proposed, confirmed, checked, clock()), version=version)


def _stands(season: str, version: int) -> tuple[Proposed | None, Confirmed | None]:
    """What is proposed of the season as it is now, and what was confirmed."""
    desk = composition.season_desk()
    proposed = desk.proposed(season)
    return (None if proposed is None or proposed.version != version else proposed), desk.confirmed(season)


@route("POST", f"{PUBLICATION}/check", Permission.PUBLICATION)
def check_publication(member: Member, season: str) -> Response:
    """Goes over all families: whose result is not the one that was confirmed, or is proposed."""
    version, _ = current(member, season)
    proposed, confirmed = _stands(season, version)
    rehearsed = proposed or confirmed
    if rehearsed is None:
        raise NotPossibleNow(code="nothing_proposed")
    deed = Act.PUBLICATION_CHECKED, {"hash": rehearsed.hash}
    asked = {"hash": rehearsed.hash}
    return accepted(started(member, season, version, JobKind.PUBLICATION_CHECK, deed, asked=asked), member)


@route("PUT", PUBLICATION, Permission.PUBLICATION)
def propose_publication(member: Member, season: str) -> Response:
    """Proposes what was rehearsed last; what changes from then on is told by the check, and held at the instant."""
    command = parse(request(), PublicationCommand)
    version, season_data = _guarded(member, season)
    after = published_at(season_data, command.publication_at, clock())
    rehearsed = newest_rehearsal(season, version)
    refuse_unseen(rehearsed, seen=command.rehearsal, pending=command.pending)
    proposed = Proposed(
        hash=rehearsed["hash"],
        by=member.key,
        at=clock(),
        publication_at=after.publication_at,
        pending=rehearsed["outcomes"]["pending"],
        version=version,
        parts=parts_of(range(rehearsed["families"])),
    )
    desk = composition.season_desk()
    if not is_repeated(desk.proposed(season), proposed, member.key):
        at = items.instant(after.publication_at)
        write = recorded(member, Act.PUBLICATION_PROPOSED, season, at=at, rehearsal=proposed.hash)
        desk.propose(season, proposed, write=write)
    body: PublicationSet = {"publication_at": after.publication_at, "rehearsal": proposed.hash}
    return answer(body, version=version)


@route("POST", f"{PUBLICATION}/confirmation", Permission.PUBLICATION)
def confirm_publication(member: Member, season: str) -> Response:
    command = parse(request(), ConfirmationCommand)
    version, season_data = _guarded(member, season)
    proposed = refuse_confirmation(
        composition.season_desk().proposed(season),
        seen=command.rehearsal,
        pending=command.pending,
        by=member.key,
        version=version,
    )
    after = published_at(season_data, proposed.publication_at, clock())
    confirming = composition.season_desk().confirming(season, _confirmed(member, season, proposed))
    at = items.instant(after.publication_at)
    write = recorded(member, Act.PUBLICATION_SET, season, at=at, rehearsal=proposed.hash)
    made = replace(member, after, version, write=partial(write, confirming))
    body: PublicationSet = {"publication_at": after.publication_at, "rehearsal": proposed.hash}
    return answer(body, version=made)


def _confirmed(member: Member, season: str, proposed: Proposed) -> Confirmed:
    trail = composition.audit_trail()
    ends = {str(chain): trail.head(season, chain) for chain in range(CHAINS)}
    return Confirmed(
        **proposed.model_dump(),
        confirmed_by=member.key,
        confirmed_at=clock(),
        audit={chain: f"{end.number} {end.hash}" for chain, end in ends.items() if end},
    )


@route("DELETE", PUBLICATION, Permission.PUBLICATION)
def cancel_publication(member: Member, season: str) -> Response:
    version, season_data = _guarded(member, season)
    write = recorded(member, Act.PUBLICATION_CANCELLED, season, version=str(version + 1))
    made = replace(member, cancelled(season_data, clock()), version, write=write)
    return answer(None, status=204, version=made)


@route("POST", f"{ONE}/results", Permission.PUBLICATION)
def confirm_results(member: Member, season: str) -> Response:
    command = parse(request(), LateResultsCommand)
    _, season_data = current(member, season)
    wanted = {line.registration: line for line in command.results}
    known = {
        registration.id: registration
        for registration in composition.submitted_forms().of(list(wanted))
        if registration.season == season
    }
    refused = [
        ResultRefused(registration=unknown, code="not_found")
        for unknown in sorted(wanted.keys() - known.keys())
    ]
    refused += _confirm_each(
        member, season_data, [(registration, wanted[registration.id]) for registration in known.values()]
    )
    body: ResultsConfirmed = {"confirmed": len(wanted) - len(refused), "refused": refused}
    return answer(body)


def _confirm_each(
    member: Member, season: Season, asked: list[tuple[Registration, LateResult]]
) -> Iterator[ResultRefused]:
    """Those that could not be confirmed, each with why; every other one is confirmed by itself."""
    for registration, seen in asked:
        try:
            refuse_own_case(registration.form, member.identity_number)
            after = confirm(registration, seen.result, by=member.key, season=season, now=clock())
            deed = deed_of(member, Act.RESULT_CONFIRMED, season.id, registration.id, result=seen.result)
            composition.decision_table().confirm(registration, after, deed, now=clock())
        except (NotPossibleNow, NotAllowed, StaleVersion) as refusal:
            yield {"registration": registration.id, "code": refusal.reason}
