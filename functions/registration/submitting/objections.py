"""'It is right as written': a finding that a family says is wrong goes to people, with a paper and a word (R39)."""

from datetime import datetime

from functions.registration.checks import CheckState
from functions.registration.documents import Document, DocumentState
from functions.registration.errors import Fault, Incomplete, NotFound, NotPossibleNow
from functions.registration.registration import Action, Moment, Registration
from functions.registration.season.season import Season

from .transitions import after


def papers_for(registration: Registration, check_id: str) -> dict[str, Document]:
    """What was uploaded for this check and can be looked at."""
    return {
        key: document
        for key, document in registration.documents.items()
        if document.check == check_id and document.state is DocumentState.ACCEPTED
    }


def objected(registration: Registration, check_id: str, season: Season, now: datetime) -> Registration:
    """The registration with this check in staff's hands; its papers stay from now on.

    Raises NotFound (no such check), NotPossibleNow, Incomplete where there is no paper.
    """
    check = registration.checks.get(check_id)
    if check is None:
        raise NotFound
    status = after(registration, Action.OBJECT, season, now)
    if not check.is_to_amend:
        raise NotPossibleNow(status=check.state, action=Action.OBJECT)
    papers = papers_for(registration, check_id)
    if not papers:
        raise Incomplete(Fault("documents", "need_objection_paper"))
    changes = {
        "state": CheckState.MANUAL_REVIEW,
        "since": now,
        "objected_at": now,
        "denied_as": check.denial,
        "read_as": None,
    }
    waits = check.model_copy(update=changes)
    handed_in = {key: paper.model_copy(update={"handed_in": True}) for key, paper in papers.items()}
    return registration.model_copy(
        update={
            "status": status,
            "version": registration.version + 1,
            "checks": registration.checks | {check.id: waits},
            "documents": registration.documents | handed_in,
            "timeline": (*registration.timeline, Moment(at=now, what="objected")),
            "updated_at": now,
        }
    )
