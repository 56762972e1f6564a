"""Until when a registration is kept, and what a family may have erased (R49)."""

from datetime import timedelta

import pytest

from functions.registration.errors import NotPossibleNow
from functions.registration.registration import Decision, Registration, Status
from functions.registration.submitting.retention import kept_until, refuse_erasing
from seasons import siming_2022
from tests.midseason import NOW

SEASON = siming_2022()
DECIDED = (Decision(check="property", result="accepted", by="1:clerk", at=NOW),)


def one(status, **more):
    fixed = {"id": "R", "season": SEASON.id, "owner": "1:o", "version": 1, "created_at": NOW}
    return Registration(status=status, updated_at=NOW, **fixed, **more)


@pytest.mark.parametrize(
    ("registration", "until"),
    [
        (one(Status.DRAFT), SEASON.closes_at + timedelta(days=30)),
        (one(Status.WITHDRAWN), NOW + timedelta(days=7)),
        (one(Status.WITHDRAWN, decisions=DECIDED), SEASON.archive_until),
        (one(Status.SUBMITTED), SEASON.archive_until),
        (one(Status.DECIDED), SEASON.archive_until),
    ],
)
def test_r49_each_state_has_its_end(registration, until):
    assert kept_until(registration, SEASON) == until


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_r49_a_draft_and_what_was_withdrawn_may_be_erased(status):
    refuse_erasing(one(status), SEASON, "en")


@pytest.mark.parametrize(
    ("registration", "why"),
    [
        (one(Status.SUBMITTED), "kept_while_live"),
        (one(Status.AMENDING), "kept_while_live"),
        (one(Status.DECIDED), "kept_while_live"),
        (one(Status.WITHDRAWN, decisions=DECIDED), "kept_for_archive"),
        (one(Status.WITHDRAWN, school="lianqian-1"), "kept_for_archive"),
    ],
)
def test_r49_what_is_kept_says_why_and_until_when(registration, why):
    with pytest.raises(NotPossibleNow) as refused:
        refuse_erasing(registration, SEASON, "zh-CN")
    assert refused.value.reason == why
    assert "年" in refused.value.variables["until"]
