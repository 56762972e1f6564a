"""The countries and areas a passport can name: ISO 3166-1 alpha-2."""

import re

from functions.registration.values.identity import COUNTRIES, ISO_3166


def test_each_code_is_two_capitals_and_stands_once() -> None:
    codes = ISO_3166.split()
    assert len(codes) == len(COUNTRIES) == 249
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)


def test_what_iso_reserves_or_took_back_is_no_country() -> None:
    assert COUNTRIES.isdisjoint({"EU", "UK", "SU", "YU", "AN", "XK", "ZZ", "XX"})


def test_neighbours_and_the_areas_with_documents_of_their_own_are_there() -> None:
    assert {"CN", "HK", "MO", "TW", "KR", "JP", "VN", "GB", "US"} <= COUNTRIES
