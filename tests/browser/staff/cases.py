"""Registrations that wait for staff, submitted through the API as families do."""

from copy import deepcopy
from functools import cached_property
from http import HTTPStatus
from itertools import count
from typing import Any

from local.demo.client import Person, Town, expect
from local.demo.family import Family
from local.population import Population, form_of
from local.population.special import ABROAD

UNTITLED = "祖上留下的老宅，因历史原因没有办理产权证。"

OF_AN_IDENTITY = frozenset({"twins", *ABROAD})
"""Stories whose child's papers are for staff to judge; one question each is enough."""

HOSTS = (
    "ordinary", "two_accounts_mother", "private_use_name", "single_parent", "wrong_student", "unreadable_child",
    "moved_away", "address_on_table", "address_off_table",
)  # fmt: skip
"""Households whose first guardian the registries know, as the owner of the home too; an account may use five phones a
day, so that there are enough for every test of staff in one process.
"""


class Cases:
    """What the staff's tests begin with, in one town."""

    def __init__(self, town: Town, city: Population) -> None:
        self.town = town
        self.city = city
        self._made = count(1)

    @cached_property
    def season(self) -> str:
        return str(self.town.call("GET", "/api/seasons").body["seasons"][-1]["id"])

    def family(self, story: str) -> Family:
        """That family; whoever bought a home states an untitled one, for staff to judge."""
        family = Family(self.town, self.city.stories[story], self.season)
        if "proof" in family.form["property"] and story not in OF_AN_IDENTITY:
            state_untitled(family.form, family.form["property"]["address"])
        return family

    def from_abroad(self) -> Family:
        """One more child with a passport: one question for staff, few documents, and no story is used up for it."""
        number = next(self._made)
        family = Family(self.town, self.city.stories[HOSTS[number % len(HOSTS)]], self.season)
        form = deepcopy(form_of(family.story))
        student = form["students"][0]
        student["identity_document"] = {"type": "passport", "country": "FR", "number": f"ZZ{number:07}"}
        student |= {"household": {"status": "hmt_or_foreign"}, "has_rare_characters": False}
        guardian = form["guardians"][0] | {"phone": f"139{number:08}"}
        family.form = form | {"students": [student], "guardians": [guardian]}
        return family

    def duplicates(self) -> tuple[str, str]:
        """Two registrations with one home, and one guardian whose name is spelt in two ways."""
        families = self.from_abroad(), self.from_abroad()
        passport = {"type": "passport", "country": "FR", "number": "AB1234567"}
        for family, name in zip(families, ("Jean Dupont", "Jean Dupond"), strict=True):
            family.form["guardians"][0] |= {"identity_document": passport, "name": name}
            state_untitled(family.form, "思明区大同路 7 号 201 室")
        self.submit(*families)
        return families[0].id, families[1].id

    def submitted(self, story: str) -> str:
        """The id of that family's registration, submitted and checked."""
        return self.submit(self.family(story))

    def submit(self, *families: Family) -> str:
        """Submits each of them and lets the checks run; the id of the last."""
        for family in families:
            family.begin()
            family.save()
            family.upload_what_is_missing()
            answer = family.submit()
            expect(answer.status == HTTPStatus.OK, f"not submitted: {answer.status} {answer.body}")
        self.town.settle()
        return families[-1].id

    def seen(self, registration: str, by: str = "reviewer") -> Any:
        """The registration as that member of the staff reads it."""
        return Person(self.town, by).ok("GET", f"/staff/registrations/{registration}?reason=supervision")


def state_untitled(form: dict[str, Any], address: str) -> None:
    """A home that only staff can judge, of people who say that they own another."""
    form["property"] = {"kind": "other", "address": address, "explanation": UNTITLED}
    form["declared"] = {"no_other_home": "no"}
