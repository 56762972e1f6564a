"""R35: what becomes of a registration whose child somebody else claims, or which was kept out."""

import re
from datetime import timedelta

import pytest

from functions.registration.registration import Dispute, NoticeKind, Registration, Status
from functions.registration.requests import Release
from functions.registration.submitting.disputes import closes_at, day_of_ones_own, in_line, lost, prove_until
from functions.registration.texts import LANGUAGES, text
from seasons import siming_2022
from tests.rooms.registrations import NOW

SEASON = siming_2022()
MINE, OTHER, CHILD, SIBLING = "01MINE", "01OTHER", "1.sha256:child", "1.sha256:sibling"
OUT = SEASON.model_copy(update={"publication_held": False, "publication_at": NOW - timedelta(hours=1)})


def registration(**more: object) -> Registration:
    return Registration.model_validate(
        {
            "id": MINE,
            "season": SEASON.id,
            "owner": "1:owner",
            "status": Status.SUBMITTED,
            "version": 4,
            "claims": (CHILD, SIBLING),
            "created_at": NOW,
            "updated_at": NOW,
            **more,
        }
    )


def kinds(one: Registration) -> list[NoticeKind]:
    return [notice.kind for notice in one.notices.values()]


def test_r35_whoever_holds_it_alone_reads_nothing_of_it() -> None:
    mine = registration()
    assert in_line(mine, CHILD, {MINE}, SEASON, NOW) is mine
    assert in_line(mine, "1.sha256:somebody", {OTHER}, SEASON, NOW) is mine


def test_r35_a_lost_child_is_told_once_and_leaves_days_to_prove_it() -> None:
    first = in_line(registration(), CHILD, {OTHER}, SEASON, NOW)
    assert first.claims == (SIBLING,)
    assert kinds(first) == [NoticeKind.DISPLACED]
    assert first.dispute is not None
    assert first.dispute.prove_until == first.amendment_extended_to == prove_until(SEASON, NOW)
    both = in_line(first, SIBLING, {OTHER}, SEASON, NOW + timedelta(minutes=1))
    assert both.claims == ()
    assert both.dispute is not None
    assert (both.dispute.displaced, both.dispute.since) == ((CHILD, SIBLING), NOW)
    assert kinds(both) == [NoticeKind.DISPLACED]
    assert in_line(both, CHILD, {OTHER}, SEASON, NOW) is both


def test_r35_a_child_that_nobody_claims_any_more_is_not_lost() -> None:
    mine = registration()
    assert in_line(mine, CHILD, (), SEASON, NOW) is mine


def test_r35_a_lost_child_comes_back_when_nobody_claims_it_any_more() -> None:
    gone = in_line(registration(), CHILD, {OTHER}, SEASON, NOW)
    assert in_line(gone, CHILD, {OTHER}, SEASON, NOW) is gone
    back = in_line(gone, CHILD, (), SEASON, NOW)
    assert (back.claims, back.dispute) == ((SIBLING, CHILD), None)
    assert kinds(back) == [NoticeKind.DISPLACED, NoticeKind.CHILD_KEPT]
    assert back.timeline[-1].what == "child_returned"


def test_r35_children_that_come_back_together_are_told_of_once() -> None:
    gone = lost(registration(), (CHILD, SIBLING), SEASON, NOW)
    half = in_line(gone, CHILD, (), SEASON, NOW)
    assert (half.claims, half.notices, half.timeline) == ((CHILD,), gone.notices, gone.timeline)
    back = in_line(half, SIBLING, (), SEASON, NOW)
    assert back.claims == (CHILD, SIBLING)
    assert kinds(back).count(NoticeKind.CHILD_KEPT) == 1


def test_r35_a_child_that_two_of_staff_freed_comes_back_by_people_alone() -> None:
    words = tuple(
        Release(student=0, reason="r", by=f"1:{who}", at=NOW, waits_for_second=False) for who in ("a", "b")
    )
    freed = lost(registration(), (CHILD,), SEASON, NOW).model_copy(update={"releases": words})
    assert in_line(freed, CHILD, (), SEASON, NOW) is freed


def test_r35_a_contest_is_told_once_and_its_end_too() -> None:
    contested = in_line(registration(), CHILD, {MINE, OTHER}, SEASON, NOW)
    both = in_line(contested, SIBLING, {MINE, OTHER}, SEASON, NOW)
    assert kinds(both) == [NoticeKind.CONTESTED]
    assert in_line(both, CHILD, {MINE, OTHER}, SEASON, NOW) is both
    half = in_line(both, CHILD, {MINE}, SEASON, NOW)
    assert half.dispute is not None
    assert half.dispute.contested == (SIBLING,)
    settled = in_line(half, SIBLING, {MINE}, SEASON, NOW)
    assert settled.dispute is None
    assert kinds(settled) == [NoticeKind.CHILD_KEPT, NoticeKind.CONTESTED]


def test_r35_a_contested_child_can_be_lost() -> None:
    contested = in_line(registration(), CHILD, {MINE, OTHER}, SEASON, NOW)
    gone = in_line(contested, CHILD, {OTHER}, SEASON, NOW)
    assert gone.dispute is not None
    assert (gone.dispute.contested, gone.dispute.displaced) == ((), (CHILD,))


def test_r35_one_persons_word_to_free_a_child_that_is_lost_meanwhile_waits_for_nobody() -> None:
    word = Release(student=0, reason="r", by="1:clerk", at=NOW, waits_for_second=True)
    assert lost(registration(releases=(word,)), (CHILD,), SEASON, NOW).releases == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key", ["notice_displaced", "moment_displaced", "dispute_displaced", "dispute_displaced_over"]
)
def test_r35_whoever_lost_a_child_reads_nothing_that_another_familys_step_makes_untrue(
    key: str, language: str
) -> None:
    slots = {"student": "林**", "students": "林小满", "until": "", "phone": "", "support_phone": ""}
    assert not re.search("已由|已另行|registered|elsewhere", text(key, language, **slots))


def test_r35_a_dispute_ends_with_the_children_that_it_is_about() -> None:
    dispute = Dispute(displaced=(CHILD,), contested=(SIBLING,), since=NOW)
    left = dispute.among([SIBLING])
    assert left is not None
    assert (left.displaced, left.contested) == ((), (SIBLING,))
    assert dispute.among([]) is None


def test_r35_days_to_prove_it_end_with_the_last_days_evening_and_never_behind_the_results() -> None:
    until = prove_until(SEASON, NOW)
    assert until is not None
    here = SEASON.local(until)
    assert (here.hour, here.minute) == (23, 59)
    assert (here.date() - SEASON.local(NOW).date()).days == SEASON.limits.proof_days
    assert prove_until(OUT, NOW) is None
    soon = OUT.model_copy(update={"publication_at": NOW + timedelta(hours=1)})
    assert prove_until(soon, NOW) == soon.publication_at


@pytest.mark.parametrize("days", [-1, 1])
def test_r35_a_day_of_ones_own_only_ever_prolongs(days: int) -> None:
    own = SEASON.closes_at + timedelta(days=days)
    assert closes_at(registration(own_day=own), SEASON) == max(SEASON.closes_at, own)
    assert day_of_ones_own(SEASON, SEASON.results_until) == SEASON.results_until
