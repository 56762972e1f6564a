"""Codes of administrative divisions (GB/T 2260): two digits each for the province, the city and the district."""

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""Provinces that are one city, which bears the province's own code."""


def city_of(district: str) -> str:
    """The code of the city that a district belongs to; of a city without districts its own."""
    province = district[:2]
    return f"{province}0000" if province in MUNICIPALITIES else f"{district[:4]}00"
