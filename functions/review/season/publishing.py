"""The publication in two supervisors' hands: proposed, confirmed, cancelled; and results that changed since (R44)."""

from collections.abc import Iterator

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.audit import CHAINS
from functions.cloud.staff.seasons import Confirmed, Proposed, confirmed_item, parts_of, whole_season
from functions.cloud.table import items
from functions.cloud.web.http import answer, parse, version_of
from functions.registration.errors import NotAllowed, NotPossibleNow, StaleVersion
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from functions.registration.staff.late_results import confirm
from functions.registration.staff.rehearsal import confirmed_lines, deviations, rehearse
from functions.registration.staff.roles import Permission
from functions.review.commands import ConfirmationCommand, LateResult, LateResultsCommand, PublicationCommand
from functions.review.member import Member
from functions.review.publication_answers import PublicationSet, ResultRefused, ResultsConfirmed
from functions.review.routes import clock, note_down, request, route

from .publication import (
    cancelled,
    publication_view,
    published_at,
    refuse_confirmation,
    refuse_unseen,
)
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
    desk = composition.season_desk()
    proposed, confirmed = desk.proposed(season), desk.confirmed(season)
    if proposed is not None and proposed.version != version:
        proposed = None
    everyone = list(whole_season(season, composition.result_table()))
    now_lines = rehearse(everyone, season_data).lines
    if proposed is not None:
        differing = deviations(desk.lines(season, proposed), now_lines)
    elif confirmed is not None:
        seen = confirmed_lines(desk.lines(season, confirmed), everyone, confirmed.confirmed_at)
        differing = deviations(seen, now_lines)
    else:
        differing = ()
    return answer(publication_view(season_data, proposed, confirmed, differing, clock()), version=version)


@route("PUT", PUBLICATION, Permission.PUBLICATION)
def propose_publication(member: Member, season: str) -> Response:
    command = parse(request(), PublicationCommand)
    version, season_data = _guarded(member, season)
    after = published_at(season_data, command.publication_at, clock())
    done = rehearse(whole_season(season, composition.result_table()), season_data)
    refuse_unseen(done, seen=command.rehearsal, pending=command.pending)
    proposed = Proposed(
        hash=done.hash,
        by=member.key,
        at=clock(),
        publication_at=after.publication_at,
        pending=len(done.pending),
        version=version,
        parts=parts_of(done.lines),
    )
    at = items.instant(after.publication_at)
    note_down(member, Act.PUBLICATION_PROPOSED, season, at=at, rehearsal=done.hash)
    composition.season_desk().propose(season, proposed, done.lines)
    body: PublicationSet = {"publication_at": after.publication_at, "rehearsal": done.hash}
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
    confirmed = _confirmed(member, season, proposed)
    made = replace(member, after, version, confirmed_item(season, confirmed))
    at = items.instant(after.publication_at)
    note_down(member, Act.PUBLICATION_SET, season, at=at, rehearsal=proposed.hash)
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
    made = replace(member, cancelled(season_data, clock()), version)
    note_down(member, Act.PUBLICATION_CANCELLED, season, version=str(made))
    return answer(None, status=204, version=made)


@route("POST", f"{ONE}/results", Permission.PUBLICATION)
def confirm_results(member: Member, season: str) -> Response:
    command = parse(request(), LateResultsCommand)
    _, season_data = current(member, season)
    wanted = {line.registration: line for line in command.results}
    known = {
        registration.id: registration
        for registration in composition.result_table().many(list(wanted))
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
            after = confirm(registration, seen.result, by=member.key, season=season, now=clock())
            deed = Deed(season.id, Act.RESULT_CONFIRMED, member.key, registration.id, {"result": seen.result})
            composition.decision_table().confirm(registration, after, deed, now=clock())
        except (NotPossibleNow, NotAllowed, StaleVersion) as refusal:
            yield {"registration": registration.id, "code": refusal.reason}
