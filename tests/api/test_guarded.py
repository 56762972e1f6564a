"""R37: accepting is guarded as refusing is, from the family's submission to what it is shown."""

from datetime import timedelta

import time_machine

from functions.registration.checks import CheckState
from functions.registration.documents import Document
from local.population import Population
from tests.aws import Cloud
from tests.review.staff import CLERK, SECOND, THIRD
from tests.rotation import rotate

from .household import Household, accepted_document

NEW = "01D0CNEW000000000000000000"


def paper_of(family: Household) -> str:
    return next(one.id for one in family.stored().documents.values() if one.kind == "title_certificate")


def home(family: Household) -> CheckState:
    return family.stored().checks["property"].state


def test_r37_a_home_without_record_is_accepted_by_two_on_a_paper(family: Household) -> None:
    family.form["property"]["number"] = "闽（2020）厦门市不动产权第9999999号"
    family.checked()
    assert family.states()["property"] == "no_record"
    assert CLERK.decide(family.id).status == 422
    assert CLERK.decide(family.id, paper=paper_of(family)).status == 202
    assert family.states()["property"] == "no_record"
    assert SECOND.decide(family.id, paper=paper_of(family)).status == 200
    assert home(family) is CheckState.ACCEPTED


def test_r37_a_resubmission_that_brings_nothing_leaves_a_refusal_by_two_to_others(
    cloud: Cloud, city: Population, clock: time_machine.Traveller
) -> None:
    family = _refused(cloud, city)
    _resubmitted(family, clock)
    assert home(family) is CheckState.MANUAL_REVIEW
    assert CLERK.decide(family.id).code == "uninvolved_person_needed"
    assert THIRD.decide(family.id).status == 202


def test_r37_a_refusal_by_two_stays_with_others_when_the_mac_key_was_changed(
    cloud: Cloud, city: Population, clock: time_machine.Traveller
) -> None:
    family = _refused(cloud, city)
    rotate(cloud)
    _resubmitted(family, clock)
    assert home(family) is CheckState.MANUAL_REVIEW
    assert CLERK.decide(family.id).code == "uninvolved_person_needed"
    assert THIRD.decide(family.id).status == 202


def test_r37_a_resubmission_with_another_paper_is_decided_anew(
    cloud: Cloud, city: Population, clock: time_machine.Traveller
) -> None:
    family = _refused(cloud, city)
    clock.shift(timedelta(minutes=1))
    later = family.stored().decisions[-1].at + timedelta(seconds=1)
    new = accepted_document(NEW, "rental_contract").model_copy(update={"asked_at": later})
    _resubmitted(family, clock, new)
    assert CLERK.decide(family.id).status == 200
    assert home(family) is CheckState.ACCEPTED


def _refused(cloud: Cloud, city: Population) -> Household:
    """A tenant whom two refused."""
    family = Household(cloud, city.stories["public_rental"]).checked()
    for one in (CLERK, SECOND):
        one.decide(family.id, "refused")
    return family


def _resubmitted(family: Household, clock: time_machine.Traveller, *papers: Document) -> None:
    family.client.ok("POST", f"{family.path}/amendment")
    if papers:
        family.accepted(*papers)
    clock.shift(timedelta(minutes=2))
    assert family.submit(family.code()).status == 200
