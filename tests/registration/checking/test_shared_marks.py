"""What two registrations have in common is found by marks, and a mark says only of what kind it is."""

from typing import Any

import pytest

from functions.registration.checking.shared_marks import (
    MarkKind,
    Suspicion,
    guardians_among,
    home_of,
    kind_of,
    marks_of,
    places_of,
    suspicions,
)
from functions.registration.form import Form, HomeKind


def every(*parts: str) -> tuple[str, ...]:
    return (f"1:{'/'.join(parts)}",)


def form(**changed: Any) -> Form:
    person = {
        "name": "陈父",
        "identity_document": {"type": "passport", "number": "E1234567", "country": "FR"},
    }
    home = {"kind": "public_rental", "address": "示例路 1号"}
    return Form.model_validate({"guardians": [person], "property": home} | changed)


@pytest.mark.parametrize("kind", HomeKind)
def test_every_kind_of_home_is_named_by_its_number_or_its_address_or_not_at_all(kind: HomeKind) -> None:
    named = {
        HomeKind.PARENTS_PURCHASE: ({"number": "厦国土房证第1号"}, "厦国土房证第1号"),
        HomeKind.GRANDPARENTS_PURCHASE: ({"number": "厦国土房证第1号"}, "厦国土房证第1号"),
        HomeKind.PUBLIC_RENTAL: ({"address": "示例路 １号 a"}, "示例路1号A"),
        HomeKind.LOW_RENT: ({"address": "示例路 1号"}, "示例路1号"),
        HomeKind.OTHER: ({"address": "示例路 1号"}, "示例路1号"),
        HomeKind.COLLECTIVE: ({}, None),
    }
    answers, name = named[kind]
    assert home_of(form(property={"kind": kind} | answers).property) == name


def test_a_low_rent_home_is_named_by_its_contract_before_its_address() -> None:
    assert (
        home_of(form(property={"kind": "low_rent", "contract_number": "A1", "address": "路"}).property)
        == "A1"
    )


def test_a_form_without_a_home_has_no_mark_of_one() -> None:
    assert home_of(None) is None
    assert {kind_of(mark) for mark in marks_of(form(property=None), every)} == {MarkKind.PERSON}


def test_marks_tell_their_kind_and_guardians_are_found_among_them() -> None:
    marks = marks_of(form(), every)
    assert sorted(kind_of(mark) for mark in marks) == [MarkKind.HOME, MarkKind.PERSON]
    assert {kind_of(mark) for mark in guardians_among(marks)} == {MarkKind.PERSON}


def test_who_registered_before_a_rotation_and_who_after_it_share_their_marks() -> None:
    before = marks_of(form(), every)
    after = marks_of(form(), lambda *parts: (f"2:{'/'.join(parts)}", *every(*parts)))
    assert len(after) == 2 * len(before)
    assert [one.code for one in suspicions(after, {"other": before})] == ["same_home", "same_guardian"]


@pytest.mark.parametrize("mark", ["", "1:x", "homes|1:x", "HOME|1:x"])
def test_what_is_no_mark_has_no_kind(mark: str) -> None:
    with pytest.raises(ValueError, match="MarkKind"):
        kind_of(mark)


def test_sharing_a_home_or_a_guardian_is_told_by_its_kind_and_spelling_each_once() -> None:
    mine = {"home|a": "x", "person|b": "y", "person|c": "z"}
    others = {"R2": {"home|a": "other", "person|b": "y"}, "R1": {"person|c": "otherwise", "home|q": "x"}}
    assert suspicions(mine, others) == (
        Suspicion("guardian_spelt_otherwise", "R1"),
        Suspicion("same_home", "R2"),
        Suspicion("same_guardian", "R2"),
    )


def test_the_places_are_each_told_once_in_the_students_order() -> None:
    students = [{"household": {"street": street}} for street in ("350203009", "350203001", "350203009")]
    assert places_of(form(students=students)) == {"streets": ("350203009", "350203001"), "communities": ()}
