"""R14 to R20: on what home a registration rests."""

import pytest

from local.population import Population
from tests.aws import Cloud

from .household import Household


@pytest.mark.parametrize(
    ("story", "state"),
    [
        ("public_rental", "manual_review"),
        ("low_rent", "manual_review"),
        ("other_home", "manual_review"),
        ("collective", "not_required"),
        ("grandparents_home", "queued"),
        ("new_home", "queued"),
    ],
)
def test_r14_each_kind_of_home_is_checked_in_its_own_way(
    cloud: Cloud, city: Population, story: str, state: str
) -> None:
    family = Household(cloud, city.stories[story]).submitted()
    assert family.states()["property"] == state


def test_r16_numbers_are_normalised_and_the_answer_says_how(family: Household) -> None:
    family.begin()
    family.form["property"]["number"] = " 闽(2020)厦门市不动产权第 ００84498号-2 "
    saved = family.save()
    [told] = saved["normalised"]
    assert told["field"] == "property.number"
    assert told["value"] == "闽（2020）厦门市不动产权第0084498号"
    assert told["notes"]
    assert family.look()["form"]["property"]["number"] == told["value"]
    family.form["property"]["number"] = told["value"]
    assert family.save()["normalised"] == []


@pytest.mark.parametrize(
    ("story", "document"), [("ordinary", "title_certificate"), ("new_home", "purchase_contract")]
)
def test_r15_a_purchase_is_proven_by_a_document_and_the_bureau_s_record(
    cloud: Cloud, city: Population, story: str, document: str
) -> None:
    family = Household(cloud, city.stories[story])
    assert f"documents.{document}" in family.lacking()
    assert family.checked().states()["property"] == "passed"


@pytest.mark.parametrize(
    ("story", "code"), [("unrecorded_home", "no_such_certificate"), ("new_home", "no_such_contract")]
)
def test_r15_a_number_that_the_bureau_does_not_know_is_told(
    cloud: Cloud, city: Population, story: str, code: str
) -> None:
    family = Household(cloud, city.stories[story])
    if story == "new_home":
        family.form["property"]["number"] += "9"
    assert family.checked().findings() == {"property.number": code}


@pytest.mark.parametrize("story", ["ordinary", "new_home"])
def test_r17_the_date_is_the_certificate_s_or_the_contract_s_delivery(
    cloud: Cloud, city: Population, story: str
) -> None:
    family = Household(cloud, city.stories[story])
    right = family.form["property"].pop("acquired_on")
    assert "property.acquired_on" in family.lacking()
    family.form["property"]["acquired_on"] = f"{int(right[:4]) - 1}{right[4:]}"
    assert family.checked().findings() == {"property.acquired_on": "acquired_on_differs"}


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("1860-01-01", "day_too_early"),
        ("2022-07-06", "day_to_come"),
        ("2022-07-05", None),
        ("2016-05-01", None),
    ],
)
def test_r17_a_certificate_s_day_that_cannot_be_is_told_as_it_is_saved_and_takes_no_code(
    family: Household, day: str, code: str | None
) -> None:
    family.ready()
    family.form["property"]["acquired_on"] = day
    family.form["declared"] = {"first_occupant": "no"}  # some schools ask whoever bought lately
    told = {gap["field"]: gap["reason"] for gap in family.save()["missing"]}
    assert told == ({"property.acquired_on": code} if code else {})
    answer = family.ask_code()
    assert answer.status == (422 if code else 202)
    assert code is None or answer.faults == {"property.acquired_on": code}


@pytest.mark.parametrize("owner", [0, 1], ids=["mother", "father"])
def test_r18_of_a_home_in_shares_the_side_with_the_larger_share_is_chosen(
    cloud: Cloud, city: Population, owner: int
) -> None:
    """No registry tells the shares: whichever of the owners the family chose, its record is found."""
    family = Household(cloud, city.stories["new_home"])
    chosen = family.form["guardians"][owner]
    family.form["property"] |= {
        "owner_name": chosen["name"],
        "owner_identity_document": chosen["identity_document"],
    }
    assert family.checked().states()["property"] == "passed"


def test_r18_three_generations_choose_other_and_explain(family: Household) -> None:
    address = family.form["property"]["address"]
    family.form["property"] = {"kind": "other", "address": address, "explanation": "祖孙三代按份共有"}
    family.form["declared"] = {"no_other_home": "no"}
    assert family.checked().states()["property"] == "manual_review"


UNPROVEN = {
    "public_rental": {
        "property.tenant_name",
        "property.tenant_identity_document",
        "property.address",
        "documents.rental_contract",
    },
    "low_rent": {"property.contract_number", "property.address", "documents.rental_contract"},
    "other_home": {"property.address", "property.explanation", "documents.property_proof"},
}
"""Story -> what its home asks for."""


def goes_to_staff_with_all_it_asks_for(family: Household, wanted: set[str]) -> None:
    stated = family.form["property"]
    family.form["property"] = {"kind": stated["kind"]}
    lacking = family.lacking()
    assert {one for one in lacking if one in wanted or one.startswith("property")} == wanted
    family.form["property"] = stated
    assert family.checked().states()["property"] == "manual_review"


@pytest.mark.parametrize("story", ["public_rental", "low_rent"])
def test_r19_a_rented_home_states_its_contract_uploads_it_and_goes_to_staff(
    cloud: Cloud, city: Population, story: str
) -> None:
    goes_to_staff_with_all_it_asks_for(Household(cloud, city.stories[story]), UNPROVEN[story])


def test_r20_a_home_without_title_is_explained_proven_and_goes_to_staff(
    cloud: Cloud, city: Population
) -> None:
    goes_to_staff_with_all_it_asks_for(Household(cloud, city.stories["other_home"]), UNPROVEN["other_home"])


def test_r22_an_owner_is_asked_neither_for_pinyin_nor_for_the_address_of_the_home(family: Household) -> None:
    del family.form["students"][0]["name_pinyin"], family.form["property"]["address"]
    assert family.ready().ask_code().status == 202
