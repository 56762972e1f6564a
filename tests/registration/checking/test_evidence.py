"""R36: what a decision was taken on, and whether that is still there."""

from typing import Any

import pytest

from functions.cloud.sealing.macs import MacKey, Macs
from functions.registration.check_kinds import CheckKind
from functions.registration.checking.evidence import evidence_of, last_effective, papers_changed, stands
from functions.registration.checks import Check, CheckState
from functions.registration.documents import Document, DocumentKind, DocumentState
from functions.registration.registration import Decision, Registration
from tests.api.household import accepted_document
from tests.registration.staff.cases import SUBMITTED_AT, check, submitted

KEYS = {1: MacKey(bytes(range(32))), 2: MacKey(bytes(32))}
OLD, BOTH = Macs({1: KEYS[1]}, 1), Macs(KEYS, 2)
HOME = check("property", CheckKind.PROPERTY, CheckState.ACCEPTED)
CHILD = check("student-1", CheckKind.STUDENT_IDENTITY, CheckState.ACCEPTED)

CONTRACT = accepted_document("contract", "rental_contract")
OTHER = accepted_document("other", "other")
FIRST_PAGE = accepted_document("first", "student_page", 0)
SECOND_PAGE = accepted_document("second", "student_page", 1)
WAITING = CONTRACT.model_copy(update={"id": "waiting", "state": DocumentState.AWAITING_UPLOAD})


def with_papers(*papers: Document, **more: Any) -> Registration:
    return submitted(HOME, CHILD, documents={one.id: one for one in papers}, **more)


@pytest.mark.parametrize(("of", "papers"), [(HOME, ("contract", "other")), (CHILD, ("other", "second"))])
def test_r36_a_check_rests_on_the_papers_of_its_part_and_its_person_and_on_what_may_prove_anything(
    of: Check, papers: tuple[str, ...]
) -> None:
    evidence = evidence_of(with_papers(CONTRACT, OTHER, FIRST_PAGE, SECOND_PAGE, WAITING), of, OLD)
    assert set(evidence.papers) == set(papers)
    assert evidence.answers == of.covers


@pytest.mark.parametrize(
    ("now", "which"),
    [
        ((CONTRACT, OTHER), "same"),
        ((OTHER, CONTRACT), "same"),
        ((CONTRACT, OTHER, FIRST_PAGE), "same"),
        ((CONTRACT, OTHER, accepted_document("more", "other")), "same"),
        ((CONTRACT,), "changed"),
        ((OTHER,), "changed"),
        ((CONTRACT, OTHER, accepted_document("more", "property_proof")), "changed"),
        ((CONTRACT.model_copy(update={"size": 999}), OTHER), "changed"),
        ((CONTRACT.model_copy(update={"kind": DocumentKind.OTHER}), OTHER), "changed"),
    ],
)
def test_r36_papers_changed_where_one_is_gone_or_another_or_one_more_proves_the_same(
    now: tuple[Document, ...], which: str
) -> None:
    evidence = evidence_of(with_papers(CONTRACT, OTHER), HOME, OLD)
    assert papers_changed(with_papers(*now), HOME, evidence, OLD) is (which == "changed")


def test_r42_a_paper_for_a_review_speaks_once_it_was_sent_and_undoes_no_decision() -> None:
    evidence = evidence_of(with_papers(CONTRACT, OTHER), HOME, OLD)
    brought = accepted_document("more", "property_proof").model_copy(update={"for_review": True})
    sent = brought.model_copy(update={"handed_in": True})
    for paper in (brought, sent):
        assert not papers_changed(with_papers(CONTRACT, OTHER, paper), HOME, evidence, OLD)
    assert "more" not in evidence_of(with_papers(CONTRACT, brought), HOME, OLD).papers
    assert "more" in evidence_of(with_papers(CONTRACT, sent), HOME, OLD).papers


def test_r36_what_an_old_key_made_is_still_compared_after_a_rotation() -> None:
    evidence = evidence_of(with_papers(CONTRACT), HOME, OLD)
    assert not papers_changed(with_papers(CONTRACT), HOME, evidence, BOTH)
    assert papers_changed(with_papers(OTHER), HOME, evidence, BOTH)


def decision(papers: Registration | None = None, *, waits: bool = False) -> Decision:
    return Decision(
        check="property", result="accepted", by="1:a", at=SUBMITTED_AT, waits_for_second=waits,
        evidence=None if papers is None else evidence_of(papers, HOME, OLD),
    )  # fmt: skip


def test_r36_a_decision_stands_on_what_it_was_taken_on_and_on_nothing_it_stands_not() -> None:
    seen = with_papers(CONTRACT)
    assert stands(with_papers(CONTRACT, decisions=(decision(seen),)), HOME, OLD)
    assert not stands(with_papers(OTHER, decisions=(decision(seen),)), HOME, OLD)
    assert not stands(with_papers(CONTRACT, decisions=(decision(),)), HOME, OLD)
    assert stands(with_papers(CONTRACT), HOME, OLD)


def test_what_waits_for_a_second_person_made_nothing() -> None:
    made, waits = decision(), decision(waits=True)
    assert last_effective(with_papers(decisions=(made, waits)), "property") is made
    assert last_effective(with_papers(decisions=(waits,)), "property") is None
    assert last_effective(with_papers(decisions=(made,)), "student-1") is None
