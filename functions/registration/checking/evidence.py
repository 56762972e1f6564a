"""What a decision was taken on (R36): the answers of its check, and the papers that were there to be looked at."""

import json
from collections.abc import Iterable, Mapping

from functions.registration.check_kinds import CHECK_KINDS, CheckId
from functions.registration.checks import Check, CheckState
from functions.registration.documents import DOCUMENT_KINDS, Document, DocumentState
from functions.registration.form import Part
from functions.registration.registration import Decision, Evidence, Registration
from functions.registration.submitting.codes import MacKeys


def _proves(document: Document, check_id: CheckId) -> bool:
    """Whether this check is decided on it by its kind, or by the objection that it came with (R39).

    A student's own is no other student's.
    """
    part = CHECK_KINDS[check_id.kind].part
    if document.check is not None:
        return document.check == check_id and document.handed_in and document.state is DocumentState.ACCEPTED
    if (
        document.for_review
        or document.state is not DocumentState.ACCEPTED
        or part not in DOCUMENT_KINDS[document.kind].proves
    ):
        return False
    return part is not Part.STUDENTS or document.student in {None, check_id.position}


def _may_speak(document: Document, check_id: CheckId) -> bool:
    """That, or a paper that may prove anything."""
    if document.for_review:
        return document.handed_in and document.state is DocumentState.ACCEPTED
    if _proves(document, check_id):
        return True
    of_any = document.check is None and not DOCUMENT_KINDS[document.kind].proves
    return of_any and document.state is DocumentState.ACCEPTED


def _text(papers: Iterable[Document]) -> str:
    return json.dumps(
        [[paper.id, paper.kind, paper.student, paper.media_type, paper.size] for paper in papers]
    )


def evidence_of(
    registration: Registration, check: Check, macs: MacKeys, *, named: str | None = None
) -> Evidence:
    """The check's answers, and its papers with those that may prove anything and the one that was `named`."""
    held = registration.documents.values()
    papers = [paper for paper in held if _may_speak(paper, check.id) or paper.id == named]
    return Evidence(
        answers=check.covers,
        papers=tuple(paper.id for paper in papers),
        digest=macs.of("papers", registration.id, check.id, _text(papers)),
    )


def papers_changed(registration: Registration, check: Check, evidence: Evidence, macs: MacKeys) -> bool:
    """Whether one of its papers is gone or another one, or one more proves the same.

    One more that might prove anything reopens nothing: it would reopen every check of the family.
    """
    held: Mapping[str, Document] = registration.documents
    left = [held[paper_id] for paper_id in evidence.papers if paper_id in held]
    more = any(_proves(paper, check.id) for paper in held.values() if paper.id not in evidence.papers)
    return more or not macs.matches(evidence.digest, "papers", registration.id, check.id, _text(left))


def last_effective(registration: Registration, check_id: str) -> Decision | None:
    """The decision that made this check what people made it."""
    return next(
        (
            decision
            for decision in reversed(registration.decisions)
            if decision.check == check_id and not decision.waits_for_second
        ),
        None,
    )


def stands(registration: Registration, check: Check, macs: MacKeys) -> bool:
    """Whether what people decided of it was decided on the papers that are there now.

    What nobody decided rests on no paper; what was decided on nothing known stands on nothing.
    """
    decision = last_effective(registration, check.id)
    if decision is None:
        return True
    return decision.evidence is not None and not papers_changed(registration, check, decision.evidence, macs)


def refusal_stands(registration: Registration, check: Check) -> bool:
    """Whether two people refused it, and neither did its answers change nor a paper of it come since (R37)."""
    last = last_effective(registration, check.id)
    if last is None or last.result != CheckState.REFUSED:
        return check.state is CheckState.REFUSED
    papers = [paper for paper in registration.documents.values() if _may_speak(paper, check.id)]
    same = last.evidence is None or check.is_of(last.evidence.answers)
    return same and not any(paper.asked_at > last.at for paper in papers if not paper.for_review)
