"""R33: a season's table of addresses, and how house numbers are read out of an address."""

from typing import Any

import pytest

from functions.registration.season.addresses import AddressRange, Numbers, community_at, overlapping
from functions.registration.season.file import SeasonFaultsError, parse_season
from seasons import siming_2022

A, B = "350203001001", "350203001004"


def row(
    road: str = "青禾路", first: int = 1, last: int = 99, numbers: str = "all", community: str = A
) -> AddressRange:
    return AddressRange(road=road, first=first, last=last, numbers=Numbers(numbers), community=community)


@pytest.mark.parametrize(
    "address",
    [
        "厦门市思明区青禾路12号101室",
        "福建省厦门市思明区莲前街道前埔社区青禾路12号",
        "青禾路12号",
        "青禾路 12 號",
        "青禾路１２号",
        "青禾路第12号",
        "青禾路12号之3",
        "青禾路12之3号",
        "青禾路12之三号",
        "青禾路12-3号",
        "青禾路12—3号",
        "青禾路12－3号",
        "青禾路12A号",
        "思明区青禾路12",
        "厦门市思明区青禾路12号1号楼2302室",
    ],
)
def test_a_house_is_found_however_its_number_is_written(address: str) -> None:
    assert community_at(address, [row(numbers="even"), row(numbers="odd", community=B)]) == A


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "思明区青禾路",
        "思明区小青禾路12号",
        "思明区青禾路12弄3号",
        "思明区青禾路112号",
        "思明区青禾路12、14号",
        "思明区大厦12号",
        "青禾路十二号",
        "青禾路12号(望学里3号)",
    ],
)
def test_what_the_table_does_not_say_for_certain_is_unknown(address: str | None) -> None:
    assert community_at(address, [row(), row("望学里", community=B)]) is None


def test_both_names_of_a_corner_house_in_one_community_confirm_it() -> None:
    assert community_at("青禾路12号(望学里3号)", [row(), row("望学里")]) == A


def test_the_longer_road_s_name_is_the_road() -> None:
    table = [row("前路"), row("蒙馆前路", community=B)]
    assert community_at("思明区蒙馆前路12号", table) == B
    assert community_at("思明区前路12号", table) == A
    assert community_at("思明区蒙馆前路12号", [row("前路")]) is None


@pytest.mark.parametrize(
    ("numbers", "held"), [("odd", [1, 3, 5]), ("even", [2, 4]), ("all", [1, 2, 3, 4, 5])]
)
def test_a_row_holds_its_side_of_the_road_and_both_its_ends(numbers: str, held: list[int]) -> None:
    assert [one for one in range(7) if row(first=1, last=5, numbers=numbers).holds(one)] == held


@pytest.mark.parametrize(
    ("other", "faults"),
    [
        (row(first=99, last=120, community=B), 1),
        (row(first=100, last=120, community=B), 0),
        (row(first=99, last=120), 0),
        (row(road="望学里", community=B), 0),
        (row(first=2, last=2, numbers="odd", community=B), 0),
    ],
)
def test_a_house_in_two_communities_is_a_fault(other: AddressRange, faults: int) -> None:
    assert len(list(overlapping([row(), other]))) == faults


def test_odd_and_even_sides_may_lie_in_two_communities() -> None:
    assert not list(overlapping([row(numbers="odd"), row(numbers="even", community=B)]))


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"community": "350203001999"}, "addresses.0.community", "season_unknown_community"),
        ({"last": 0}, "addresses.0.last", "season_number_too_small"),
        ({"first": 50, "last": 40}, "addresses.0.last", "season_numbers_reversed"),
        ({"first": "12号"}, "addresses.0.first", "season_not_a_number"),
        ({"numbers": "left"}, "addresses.0.numbers", "season_not_a_value"),
        ({"road": "青禾路12"}, "addresses.0.road", "season_not_the_form"),
    ],
)
def test_a_season_s_table_is_checked_and_each_fault_named(
    changed: dict[str, Any], field: str, code: str
) -> None:
    data = siming_2022().model_dump(mode="json")
    data["addresses"] = [row().model_dump(mode="json") | changed]
    with pytest.raises(SeasonFaultsError) as refused:
        parse_season(data)
    assert [(one.field, one.code) for one in refused.value.faults] == [(field, code)]


def test_two_rows_about_one_house_are_named_by_their_road() -> None:
    data = siming_2022().model_dump(mode="json")
    data["addresses"] = [row().model_dump(mode="json"), row(first=50, community=B).model_dump(mode="json")]
    with pytest.raises(SeasonFaultsError) as refused:
        parse_season(data)
    [fault] = refused.value.faults
    assert (fault.field, fault.code, fault.variables["road"]) == (
        "addresses.1", "season_addresses_overlap", "青禾路",
    )  # fmt: skip
