"""Exact search, in the body, so that no address and no log holds whom it was for."""

from chalice import Response

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.staff.sought import SoughtTable
from functions.cloud.web.http import answer, parse
from functions.registration.staff.audit import Act
from functions.registration.staff.roles import Permission
from functions.review.cases.routes import season_to_read
from functions.review.commands import SearchCommand
from functions.review.member import Member
from functions.review.routes import clock, note_down, request, route

from .search import search


@route("POST", "/staff/seasons/{season}/searches", Permission.CASES)
def post_search(member: Member, season: str) -> Response:
    of = season_to_read(member, season)
    command = parse(request(), SearchCommand)
    hits = search(
        command,
        member.key,
        of,
        sought=SoughtTable(composition.table()),
        macs=macs(),
        now=clock(),
    )
    note_down(
        member,
        Act.SEARCHED,
        season,
        by=command.by,
        ground=command.reason,
        count=str(len(hits["hits"])),
        found=" ".join(hit["id"] for hit in hits["hits"]),
    )
    return answer(hits)
