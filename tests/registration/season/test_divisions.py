"""A district's code tells the city's (GB/T 2260)."""

import pytest

from functions.registration.season.divisions import city_of


@pytest.mark.parametrize(
    ("district", "city"),
    [
        ("350203", "350200"),
        ("440305", "440300"),
        ("110105", "110000"),
        ("500230", "500000"),
        ("310115", "310000"),
        ("120116", "120000"),
        ("441900", "441900"),
    ],
)
def test_the_city_of_a_district_is_its_prefecture_or_the_municipality(district: str, city: str) -> None:
    assert city_of(district) == city


def test_a_city_is_of_itself() -> None:
    for code in ("350200", "110000", "441900"):
        assert city_of(code) == code
