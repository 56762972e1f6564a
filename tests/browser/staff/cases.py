"""Registrations that wait for staff, submitted through the API as families do."""

from functools import cached_property
from typing import Any

from local.demo.client import Person, Town
from local.demo.family import Family
from local.population import Population
from local.population.special import ABROAD

UNTITLED = "祖上留下的老宅，因历史原因没有办理产权证。"

OF_AN_IDENTITY = frozenset({"twins", *ABROAD})
"""Stories whose child's papers are for staff to judge; one question each is enough."""


class Cases:
    """What the staff's tests begin with, in one town."""

    def __init__(self, town: Town, city: Population) -> None:
        self.town = town
        self.city = city

    @cached_property
    def season(self) -> str:
        return str(self.town.call("GET", "/api/seasons").body["seasons"][-1]["id"])

    def submitted(self, story: str) -> str:
        """That family's registration, submitted; whoever bought a home states an untitled one, for staff to judge."""
        family = Family(self.town, self.city.stories[story], self.season)
        claim = family.form["property"]
        if "proof" in claim and story not in OF_AN_IDENTITY:
            address = claim["address"]
            family.form["property"] = {"kind": "other", "address": address, "explanation": UNTITLED}
        family.begin()
        family.save()
        family.upload_what_is_missing()
        family.submitted()
        return family.id

    def seen(self, registration: str, by: str = "reviewer") -> Any:
        """The registration as that member of the staff reads it."""
        return Person(self.town, by).ok("GET", f"/staff/registrations/{registration}")
