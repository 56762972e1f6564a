"""The draw of seats (R47)."""

from collections.abc import Iterator
from itertools import product

from chalice import Response

from functions.cloud import composition
from functions.cloud.table.shards import SHARDS
from functions.cloud.web.http import answer, parse
from functions.registration.errors import NotPossibleNow, StaleVersion
from functions.registration.placing.draw import draw, drawing_list, list_hash
from functions.registration.placing.outcome import refuse_when_published
from functions.registration.registration import Status
from functions.registration.season.placing_rules import Draw, EnteredSeed, public
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.roles import Permission
from functions.review.commands import DrawCommand, SeedCommand
from functions.review.member import Member
from functions.review.place_answers import DrawList
from functions.review.routes import clock, recorded, request, route

from .routes import ONE, current, replace

DRAWN = (Status.SUBMITTED, Status.AMENDING, Status.DECIDED)

LISTED = 1000
"""Ids of one read of the index."""


def _everyone_drawn(season: Season) -> tuple[str, ...]:
    """By the index alone: 1 call for each 1,000 of a status in a shard."""
    return drawing_list(set(_ids(season.id)))


def _ids(season: str) -> Iterator[str]:
    results = composition.result_table()
    for status, shard in product(DRAWN, range(SHARDS)):
        after: str | None = None
        while True:
            ids, after = results.of_season(season, shard, status=status, after=after, limit=LISTED)
            yield from ids
            if after is None:
                break


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
    drawing = composition.season_desk().drawing(season, fixed)
    return drawing if fixed.seed is None else draw(drawing, fixed.seed)


@route("POST", f"{ONE}/draw", Permission.SEASON)
def fix_draw(member: Member, season: str) -> Response:
    """Fixes the list whose hash was shown; until a seed was drawn it can be fixed anew, for who came later.

    The same list again changes nothing: what one supervisor entered for it stands.
    """
    command = parse(request(), DrawCommand)
    version, season_data = current(member, season)
    refuse_when_published(season_data, clock())
    fixed = season_data.draw
    if fixed is not None and fixed.seed is not None:
        raise NotPossibleNow(code="drawn_already")
    drawing = _everyone_drawn(season_data)
    if list_hash(drawing) != command.list_hash:
        raise StaleVersion(code="draw_list_outdated")
    if fixed is not None and fixed.list_hash == command.list_hash:
        return answer(public(fixed), version=version)
    composition.season_desk().keep_lines(season, command.list_hash, drawing)
    made = Draw(list_hash=command.list_hash, families=len(drawing), fixed_at=clock())
    families = str(len(drawing))
    write = recorded(member, Act.DRAW_FIXED, season, list=command.list_hash, families=families)
    after = replace(member, season_data.model_copy(update={"draw": made}), version, write=write)
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
        write = recorded(member, Act.SEED_ENTERED, season, list=fixed.list_hash, seed=command.seed)
        version = replace(member, season_data.model_copy(update={"draw": waiting}), version, write=write)
        return answer(public(waiting), status=202, version=version)
    made = fixed.model_copy(update={"entered": None, "seed": command.seed, "drawn_at": clock()})
    write = recorded(member, Act.DRAWN, season, list=fixed.list_hash, seed=command.seed)
    after = replace(member, season_data.model_copy(update={"draw": made}), version, write=write)
    return answer(public(made), version=after)
