from datetime import date

import pytest
from stdnum.cn import ric

from local.population import Population, Story, correction_of, form_of, population
from local.population.numbers import check_digit

STORIES = {
    "ordinary", "wrong_certificate", "wrong_guardian", "wrong_student", "grandparents_home", "new_home",
    "shared_certificate", "unrecorded_home", "public_rental", "low_rent", "other_home", "collective", "twins",
    "private_use_name", "long_name", "single_parent", "too_young", "unverified", "hongkong_residence_permit",
    "hongkong_child", "macao_child", "taiwan_child", "foreign_child", "two_accounts_mother", "two_accounts_father",
    "masked_owner", "institution_owner", "old_numbers", "unreadable_child", "moved_away", "other_community",
    "address_on_table", "address_off_table", "mothers_parents_home", "strangers_home",
}  # fmt: skip


def everyone(city: Population) -> list[Story]:
    return [*city.stories.values(), *city.bulk]


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    arguments = (date(2022, 6, 1), date(2016, 8, 31))
    assert population(3, *arguments, bulk=5) == population(3, *arguments, bulk=5)
    assert not (
        set(population(3, *arguments, bulk=5).residents) & set(population(4, *arguments, bulk=5).residents)
    )


def test_every_story_is_told_in_both_languages_under_its_key(city):
    assert set(city.stories) == STORIES
    assert all(story.key == key and story.zh and story.en for key, story in city.stories.items())
    assert len(city.bulk) == 20


def test_every_identity_number_has_its_birth_date_sex_and_check_digit(city):
    for number, person in city.residents.items():
        assert number[6:14] == f"{person.birth_date:%Y%m%d}"
        assert int(number[16]) % 2 == (person.sex == "male")
        assert number[17] == check_digit(number[:17]) == ric.calc_check_digit(number)


def test_no_identity_number_can_be_a_real_persons_for_its_area_was_never_given(city):
    assert {number[:6] for number in city.residents} == {"350299"}


def test_only_the_child_of_its_story_is_too_young(city):
    late = {
        story.key for story in everyone(city) for one in story.students if one.birth_date > date(2016, 8, 31)
    }
    assert late == {"too_young"}


def test_adults_are_adults_when_their_children_are_born(city):
    for story in everyone(city):
        youngest_parent = max(one.birth_date for one in story.guardians)
        assert all(child.birth_date.year - youngest_parent.year >= 20 for child in story.students)


def test_every_account_is_a_parent_of_the_student_and_signs_in_under_its_own_name(city):
    for story in everyone(city):
        assert story.account.identity_number in {one.paper.number for one in story.guardians}
    assert len({story.account.sub for story in everyone(city)}) == len(everyone(city))


def test_household_members_are_the_whole_family(city):
    story = city.stories["twins"]
    members = set(city.members(story.students[0].household))
    assert {one.paper.number for one in (*story.students, *story.guardians)} < members


def test_the_two_accounts_register_one_child(city):
    first, second = city.stories["two_accounts_mother"], city.stories["two_accounts_father"]
    assert first.students == second.students
    assert first.account.identity_number != second.account.identity_number


def test_the_twins_have_different_household_types_and_one_rare_character_beyond_the_bmp(city):
    twins = form_of(city.stories["twins"])["students"]
    assert twins[0]["household"]["type"] != twins[1]["household"]["type"]
    assert [any(ord(char) > 0xFFFF for char in one["name"]) for one in twins] == [False, True]


@pytest.mark.parametrize("key", ["wrong_certificate", "wrong_guardian", "wrong_student"])
def test_a_mistake_on_paper_is_mended_by_its_correction(city, key):
    story = city.stories[key]
    assert form_of(story) != correction_of(story)


def test_a_form_that_was_handed_out_is_the_askers_own(city):
    form_of(city.stories["ordinary"])["students"].clear()
    assert form_of(city.stories["ordinary"])["students"]


def test_every_form_and_correction_is_one_that_the_api_takes(city):
    from functions.registration import form

    for story in everyone(city):
        form.Form.model_validate(form_of(story))
        form.Form.model_validate(correction_of(story))


def test_a_shared_certificates_number_is_read_as_the_whole_homes(city):
    from functions.registration import form

    story = city.stories["shared_certificate"]
    assert form_of(story)["property"]["number"].endswith("-2")
    assert form.Form.model_validate(form_of(story)).property.number == story.home.number
