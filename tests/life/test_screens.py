"""Every action that the API allows a family is reached from a screen of the page."""

import re

import pytest

from functions.registration.placing.results import BY_STAFF
from functions.registration.registration import Action

from .pages import SOURCES

GUARDIAN = SOURCES / "guardian"
SCREENS: dict[Action, tuple[str, str, str]] = {
    Action.EDIT: ("RegistrationForm", "status/RegistrationStatus.vue", "may('edit') ? 'review'"),
    Action.SUBMIT: ("RegistrationForm", "status/RegistrationStatus.vue", "v-if=\"may('submit')\""),
    Action.DISCARD: (
        "DiscardScreen",
        "status/RegistrationStatus.vue",
        "LEAVING = ['discard', 'withdraw', 'decline']",
    ),
    Action.AMEND: ("AmendmentScreen", "status/RegistrationStatus.vue", "may('amend')"),
    Action.CANCEL_AMENDMENT: ("AmendmentScreen", "status/RegistrationStatus.vue", "may('cancel_amendment')"),
    Action.OBJECT: ("ObjectionScreen", "status/CheckList.vue", "/object/${check.id}"),
    Action.WITHDRAW: (
        "WithdrawalScreen",
        "status/RegistrationStatus.vue",
        "LEAVING = ['discard', 'withdraw', 'decline']",
    ),
    Action.ANSWER: ("RequestScreen", "status/RequestCard.vue", "/more`"),
    Action.REVIEW: ("ReviewScreen", "status/ReviewCard.vue", "/review-result`"),
    Action.COPY: ("MyData", "status/RegistrationStatus.vue", "/data`"),
    Action.DECLINE: (
        "WithdrawalScreen",
        "status/RegistrationStatus.vue",
        "LEAVING = ['discard', 'withdraw', 'decline']",
    ),
}
"""The component that does it, the file with the link that leads there, and what shows the link."""


def test_every_action_of_a_family_has_a_screen() -> None:
    assert set(SCREENS) == set(Action) - BY_STAFF


@pytest.mark.parametrize("action", SCREENS, ids=str)
def test_the_screen_is_shown_where_the_action_is_possible_and_a_link_leads_to_it(action: Action) -> None:
    component, file, link = SCREENS[action]
    page = (GUARDIAN / "RegistrationPage.vue").read_text(encoding="utf-8")
    shown = re.search(rf"<{component}\b[^>]*?>", page)
    assert shown is not None
    assert link in (GUARDIAN / file).read_text(encoding="utf-8")
    asks = f"may('{action}')" in page or "may(part)" in shown[0]
    assert asks
