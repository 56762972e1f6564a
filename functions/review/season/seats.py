"""Seats: the rules' proposal and its confirmation, and the draw (R47)."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.staff.seasons import whole_season
from functions.cloud.web.http import answer, language_of, parse
from functions.registration.errors import NotPossibleNow, StaleVersion
from functions.registration.placing.draw import draw, drawing_list, list_hash
from functions.registration.registration import Status
from functions.registration.season.placing_rules import Draw, EnteredSeed, public
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.roles import Permission
from functions.review.commands import AssignmentCommand, DrawCommand, SeedCommand
from functions.review.member import Member
from functions.review.place_answers import AssignmentConfirmed, DrawList
from functions.review.routes import clock, note_down, request, route

from .places import kept_list, proposed_for, wanted_schools
from .publication import refuse_when_published
from .routes import ONE, current, replace


@route("GET", f"{ONE}/assignment", Permission.SEASON)
def assignment(member: Member, season: str) -> Response:
    _, season_data = current(member, season)
    everyone = list(whole_season(season, composition.result_table()))
    return answer(proposed_for(season_data, everyone).view(season_data, language_of(request())))


@route("POST", f"{ONE}/assignment", Permission.SEASON)
def confirm_assignment(member: Member, season: str) -> Response:
    command = parse(request(), AssignmentCommand)
    _, season_data = current(member, season)
    refuse_when_published(season_data, clock())
    everyone = list(whole_season(season, composition.result_table()))
    proposed = proposed_for(season_data, everyone)
    if proposed.hash != command.proposal:
        raise StaleVersion(code="proposal_outdated")
    note_down(member, Act.ASSIGNMENT_CONFIRMED, season, proposal=command.proposal)
    wanted = wanted_schools(proposed, ((registration.id, registration.school) for registration in everyone))
    known = {registration.id: registration for registration in everyone}
    changed = sum(
        composition.staff_writes().place(known[registration_id], school)
        for registration_id, school in wanted.items()
    )
    undecided = [proposal.school for proposal in proposed.proposals if not proposal.is_decided]
    body: AssignmentConfirmed = {
        "changed": changed,
        "left": len(wanted) - changed,
        "undecided": undecided,
    }
    return answer(body)


NO_DRAW = frozenset({Status.DRAFT, Status.WITHDRAWN})


def _everyone_drawn(season: Season) -> tuple[str, ...]:
    everyone = whole_season(season.id, composition.result_table())
    return drawing_list(registration.id for registration in everyone if registration.status not in NO_DRAW)


@route("GET", f"{ONE}/draw", Permission.SEASON)
def read_draw(member: Member, season: str) -> Response:
    """The list to be fixed, or as it was fixed: by draw numbers once it was drawn."""
    _, season_data = current(member, season)
    fixed = season_data.draw
    drawing = _everyone_drawn(season_data) if fixed is None else _kept(season, fixed)
    body: DrawList = {
        "list_hash": list_hash(drawing) if fixed is None else fixed.list_hash,
        "registrations": list(drawing),
        "draw": None if fixed is None else public(fixed),
    }
    return answer(body)


def _kept(season: str, fixed: Draw) -> tuple[str, ...]:
    drawing = kept_list(season, fixed)
    return drawing if fixed.seed is None else draw(drawing, fixed.seed)


@route("POST", f"{ONE}/draw", Permission.SEASON)
def fix_draw(member: Member, season: str) -> Response:
    """Fixes the list whose hash was shown; until a seed was drawn it can be fixed anew, for who came later."""
    command = parse(request(), DrawCommand)
    version, season_data = current(member, season)
    refuse_when_published(season_data, clock())
    if season_data.draw is not None and season_data.draw.seed is not None:
        raise NotPossibleNow(code="drawn_already")
    drawing = _everyone_drawn(season_data)
    if list_hash(drawing) != command.list_hash:
        raise StaleVersion(code="draw_list_outdated")
    composition.season_desk().keep_lines(season, command.list_hash, drawing)
    made = Draw(list_hash=command.list_hash, families=len(drawing), fixed_at=clock())
    after = replace(member, season_data.model_copy(update={"draw": made}), version)
    note_down(member, Act.DRAW_FIXED, season, list=command.list_hash, families=str(len(drawing)))
    return answer(public(made), version=after)


@route("PUT", f"{ONE}/draw", Permission.SEASON)
def enter_seed(member: Member, season: str) -> Response:
    """The seed as it was drawn in public: it holds once another supervisor entered the same (202 until then)."""
    command = parse(request(), SeedCommand)
    version, season_data = current(member, season)
    refuse_when_published(season_data, clock())
    fixed = season_data.draw
    if fixed is None or fixed.list_hash != command.list_hash:
        raise StaleVersion(code="draw_list_outdated")
    if fixed.seed is not None:
        raise NotPossibleNow(code="drawn_already")
    first = fixed.entered
    if first is None or first.seed != command.seed or member.key.names(first.by):
        entered = EnteredSeed(seed=command.seed, by=member.key)
        waiting = fixed.model_copy(update={"entered": entered})
        version = replace(member, season_data.model_copy(update={"draw": waiting}), version)
        note_down(member, Act.SEED_ENTERED, season, list=fixed.list_hash, seed=command.seed)
        return answer(public(waiting), status=202, version=version)
    made = fixed.model_copy(update={"entered": None, "seed": command.seed, "drawn_at": clock()})
    after = replace(member, season_data.model_copy(update={"draw": made}), version)
    note_down(member, Act.DRAWN, season, list=fixed.list_hash, seed=command.seed)
    return answer(public(made), version=after)
