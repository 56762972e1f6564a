"""docs/life.md is drawn from the domain's tables and says who leaves every state; docs/deploy.md is complete."""

import pytest

from functions.registration.checks import CheckState
from functions.registration.registration import Action
from functions.registration.submitting.transitions import TRANSITIONS, Until
from infra import docs
from infra.template import INFRA
from local.aws.templates import load
from tests.references import ROOT

PAGE = docs.TARGET.read_text(encoding="utf-8")


def test_the_page_of_a_registrations_life_is_current() -> None:
    assert docs.page(PAGE) == PAGE


def test_every_transition_is_an_arrow_and_a_row() -> None:
    for (before, action), (after, until) in TRANSITIONS.items():
        assert f"    {before} --> {after}: {action}\n" in PAGE
        assert f"| {before} | {action} | {docs.WHO[action]} | {after} | {docs.UNTIL[until]} |\n" in PAGE


def test_every_action_has_somebody_who_does_it_and_every_end_its_words() -> None:
    assert set(docs.WHO) == set(Action)
    assert set(docs.UNTIL) == set(Until)


@pytest.mark.parametrize("state", CheckState)
def test_every_state_of_a_check_says_who_moves_it_on(state: CheckState) -> None:
    assert f"| `{state}` | " in PAGE


def test_what_a_part_said_before_is_written_over_and_all_else_stays() -> None:
    written = docs.page("before <!-- begin transitions --> old <!-- end transitions --> after")
    assert "old" not in written
    assert docs.transitions() in written
    assert written.startswith("before ")
    assert written.endswith(" after")


def test_a_part_that_nobody_makes_ends_the_command() -> None:
    with pytest.raises(KeyError, match="weather"):
        docs.page("<!-- begin weather --><!-- end weather -->")


@pytest.mark.parametrize("page", ["docs/deploy.md", "docs/zh-CN/deploy.md"])
@pytest.mark.parametrize(
    "template", ["resources.yaml", "alarms.yaml", "guardians/merge.yaml", "staff/merge.yaml"]
)
def test_what_a_stack_can_be_told_stands_where_it_is_deployed(template: str, page: str) -> None:
    words = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in load(INFRA / template)["Parameters"] if name not in words] == []
