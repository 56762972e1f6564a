"""R39: what a family may say against a finding, and when."""

from datetime import UTC, datetime

import pytest

from functions.registration.check_kinds import CheckId
from functions.registration.checks import TO_AMEND, Check, CheckState
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.errors import Incomplete, NotFound, NotPossibleNow
from functions.registration.registration import Registration, Status
from functions.registration.submitting.objections import objected, papers_for
from seasons import siming_2022

SEASON = siming_2022()
NOW = datetime(2022, 7, 5, tzinfo=UTC)
HOME = CheckId("property")


def family(state: CheckState = CheckState.ABNORMAL, *papers: Document, **more: object) -> Registration:
    check = Check(id=HOME, kind=HOME.kind, state=state, version=2, covers="1:c", since=NOW)
    values = {
        "id": "01G76PAV40AAAAAAAAAAAAAAAA", "season": SEASON.id, "owner": "1:o", "status": Status.SUBMITTED,
        "version": 2, "checks": {"property": check}, "created_at": NOW, "updated_at": NOW,
        "documents": {one.id: one for one in papers},
    }  # fmt: skip
    return Registration.model_validate(values | more)


def paper(state: DocumentState = DocumentState.ACCEPTED, check: str | None = "property") -> Document:
    return Document(
        id="01D0C", kind=DocumentKind.OTHER, state=state, media_type="image/jpeg", size=9,
        asked_at=NOW, upload_until=NOW, check=None if check is None else CheckId(check),
    )  # fmt: skip


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DECIDED])
def test_r39_the_check_waits_for_staff_and_its_papers_stay(status: Status) -> None:
    after = objected(family(CheckState.NO_RECORD, paper(), status=status), "property", SEASON, NOW)
    assert (after.status, after.version) == (Status.SUBMITTED, 3)
    assert (after.checks["property"].state, after.checks["property"].objected_at) == (
        CheckState.MANUAL_REVIEW,
        NOW,
    )
    assert after.documents["01D0C"].handed_in
    assert after.timeline[-1].what == "objected"


@pytest.mark.parametrize("state", sorted(set(CheckState) - TO_AMEND))
def test_r39_nothing_else_can_be_objected_to(state: CheckState) -> None:
    with pytest.raises(NotPossibleNow):
        objected(family(state, paper()), "property", SEASON, NOW)


@pytest.mark.parametrize(
    "other", [paper(DocumentState.AWAITING_UPLOAD), paper(check=None), paper(check="student-0")]
)
def test_r39_only_a_paper_of_its_own_that_was_looked_over_counts(other: Document) -> None:
    assert papers_for(family(CheckState.ABNORMAL, other), "property") == {}
    with pytest.raises(Incomplete):
        objected(family(CheckState.ABNORMAL, other), "property", SEASON, NOW)


def test_r39_an_unknown_check_is_absent_and_a_late_objection_is_not_possible() -> None:
    with pytest.raises(NotFound):
        objected(family(CheckState.ABNORMAL, paper()), "student-0", SEASON, NOW)
    with pytest.raises(NotPossibleNow):
        objected(family(CheckState.ABNORMAL, paper()), "property", SEASON, SEASON.amendment_deadline)
