"""Screens that few families ever meet: a child whom two claim, a day of one's own, leaving, and a review."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, expect

from local.demo.client import Person, Town, upload
from local.demo.family import Family
from local.demo.season import decide
from local.population import Population

from .family import FamilyAtThePage
from .test_outcome import accepted_from_abroad, confirmed_by_two
from .tour import Look

CLERKS = ("reviewer", "reviewer2")


NewContext = Callable[[], BrowserContext]


def rare(
    new_context: NewContext,
    town: Town,
    city: Population,
    look: Look,
    *,
    languages: tuple[str, ...] = ("zh-CN",),
) -> None:
    """Each screen in each of the languages. Takes the town's clock beyond the season's end."""
    around = _Rare(new_context, town, city, look, languages)
    abroad = accepted_from_abroad(town)
    around.displaced()
    around.withdrawn()
    holder, kept_out = around.kept_out()
    refused = around.refused()
    around.contested()
    town.advance(days=25)
    around.at(kept_out, "status-draft-closed", "draft")
    _freed(holder, kept_out)
    around.at(kept_out, "status-own-day", "draft_open", on="status")
    confirmed_by_two(town)
    town.advance(days=10)
    around.at(abroad, "outcome-without-school", "admitted")
    around.review(refused)


@dataclass
class _Rare:
    new_context: NewContext
    town: Town
    city: Population
    look: Look
    languages: tuple[str, ...]

    def family(self, story: str, child_of: str | None = None) -> Family:
        """Filled in, with its papers; where it is said, for a child of another story's family."""
        season = self.town.call("GET", "/api/seasons").body["seasons"][0]["id"]
        made = Family(self.town, self.city.stories[story], season)
        if child_of:
            made.form["students"] = deepcopy(self.city.stories[child_of].form["students"])
        made.begin()
        made.save()
        made.upload_what_is_missing()
        return made

    def at(self, one: Family, screen: str, word: str = "", *, on: str = "") -> None:
        """Before that screen of its registration, at the town's time."""
        family = FamilyAtThePage(self.new_context().new_page(), self.town, one.story)
        now = self.town.now
        family.page.clock.set_system_time(now)
        family.sign_in()
        family.page.goto(f"{self.town.site}/#/r/{one.id}{f'/{on}' if on else ''}")
        for language in self.languages:
            family.page.evaluate("chosen => localStorage.setItem('ruxue.language', chosen)", language)
            family.page.reload()
            if word:
                family.word(word)
            else:
                family.at(on)
            expect(family.page.locator("html")).to_have_attribute("lang", language)
            self.look(screen, family)

    def displaced(self) -> None:
        stranger = self.family("hongkong_residence_permit", "old_numbers")
        stranger.submitted()
        self.family("old_numbers").submitted()
        self.at(stranger, "status-displaced", "displaced")

    def withdrawn(self) -> None:
        family = self.family("public_rental")
        family.submitted()
        self.town.advance(minutes=2)
        family.withdraw(family.code("withdraw"))
        self.at(family, "status-withdrawn", "withdrawn")

    def kept_out(self) -> tuple[Family, Family]:
        """Who holds the child, and whom that kept out."""
        holder = self.family("grandparents_home", "moved_away")
        holder.submitted()
        other = self.family("address_on_table", "moved_away")
        other.submit()
        return holder, other

    def refused(self) -> Family:
        family = self.family("other_home")
        family.submitted()
        for who in CLERKS:
            decide(Person(self.town, who), family, "property", "refused")
        return family

    def contested(self) -> None:
        self.town.local("PUT", "authorities/household", {"mode": "down"})
        stranger = self.family("low_rent", "mothers_parents_home")
        stranger.submitted()
        self.family("mothers_parents_home").submitted()
        self.at(stranger, "status-contested", "contested")
        self.town.local("PUT", "authorities/household", {"mode": "ok"})

    def review(self, family: Family) -> None:
        self.at(family, "outcome-refused", "refused")
        self.at(family, "review-asking", on="review-result")
        upload(family.person, family.id, "other", for_review=True)
        self.town.settle()
        words = {"ground": "new_paper", "explanation": "街道补开了证明，请再看一次。"}
        family.person.ok("POST", f"/registrations/{family.id}/review", words)
        self.at(family, "outcome-review-asked", "refused")
        clerk, path = Person(self.town, "reviewer3"), f"/staff/registrations/{family.id}"
        tag = clerk.call("GET", f"{path}?reason=complaint").headers["ETag"]
        clerk.ok("POST", f"{path}/review", {"result": "upheld", "reason": "not_shown"}, If_Match=tag)
        self.town.settle()
        self.at(family, "outcome-review-upheld", "refused")


def _freed(holder: Family, kept_out: Family) -> None:
    """By two of staff, for the other family."""
    command = {"student": 0, "reason": "other_guardian_shown", "favours": kept_out.look()["reference"]}
    path = f"/staff/registrations/{holder.id}"
    for who in CLERKS:
        clerk = Person(holder.town, who)
        tag = clerk.call("GET", f"{path}/children?reason=family_called").headers["ETag"]
        clerk.ok("POST", f"{path}/release", command, If_Match=tag)
    holder.town.settle()
