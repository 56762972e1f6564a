"""An ordinary family before any engine: its journey, with what has to be typed, chosen and photographed."""

import re
from dataclasses import dataclass
from pathlib import Path

from local.demo.client import Json, Person, Town, consent, upload
from local.population import Story

from .window import Window, button, of_id

NEXT = button("下一步")
NEEDED = "//section[contains(@class,'slot')][.//*[contains(@class,'tag') and contains(@class,'warning')]]"
SENT = "//*[contains(@class,'tag') and contains(@class,'success')]"
FILES = "//input[@type='file'][not(@capture)]"


@dataclass
class Family:
    window: Window
    town: Town
    story: Story
    photo: Path
    """A good one, of any paper."""

    @property
    def form(self) -> Json:
        return self.story.form

    def sign_in(self) -> None:
        self.window.open(self.town.site)
        self.window.press(button("登录"))
        self.window.press(f"//button[@value='{self.story.account.sub}']")
        self.window.see(button("退出"))
        self.window.watch()

    def begin(self) -> None:
        self.sign_in()
        self.window.press(button("开始报名"))
        self.window.see("//fieldset[starts-with(@id,'consent.')]")
        for question in self.window.all("//fieldset[starts-with(@id,'consent.')]", "id"):
            self.window.choose(question, "yes")
        self.window.press(button("继续填写"))

    def student(self) -> None:
        """The registry knows name, birth date, sex and address: a look is enough."""
        window, student = self.window, self.form["students"][0]
        window.write(of_id("students.0.identity_document.number"), student["identity_document"]["number"])
        window.press(NEXT)
        window.see("//*[@data-known='students.0.name']")
        window.press(NEXT)
        for name in ("type", "street", "community"):
            window.choose(f"students.0.household.{name}", student["household"][name])
        window.press(of_id("same-0"))
        window.press(NEXT)

    def guardians(self) -> None:
        self.window.write(of_id("guardians.0.phone"), self.form["guardians"][0]["phone"])
        self.window.press(NEXT)

    def home(self) -> None:
        window, claim = self.window, self.form["property"]
        window.choose("property.kind", claim["kind"])
        window.choose("property.proof", claim["proof"])
        window.write(of_id("property.number"), claim["number"])
        window.press(f"{of_id('owner')}//label[contains(., '{claim['owner_name']}')]")
        window.date(of_id("property.acquired_on"), claim["acquired_on"])
        window.press(NEXT)

    def documents(self) -> None:
        self.window.see(NEEDED)
        for slot in self.window.all(NEEDED, "id"):
            self.window.attach(of_id(slot) + FILES, self.photo)
            self.window.see(of_id(slot) + SENT)
        self.window.gone(NEEDED)
        self.window.press(NEXT)

    def submit(self) -> None:
        window = self.window
        window.press(of_id("pledge"))
        window.press(button("获取验证码"))
        window.see("//main[contains(., '****')]")
        window.write(of_id("code"), self.code())
        window.press(button("提交报名"))
        window.see("//main//h1[contains(., '已提交')]")

    def code(self) -> str:
        """The newest one on guardian 1's phone."""
        self.town.settle()
        found = re.search(r"\d{6}", self.town.sms_to(self.form["guardians"][0]["phone"])[0]["text"])
        assert found
        return found[0]

    def prepared(self) -> str:
        """Filled in and with its papers through the API, up to the pledge; answers its id."""
        person = Person(self.town, self.story.account.sub)
        season = self.town.call("GET", "/api/seasons").body["seasons"][0]["id"]
        consent(person, season)
        begun: str = person.ok("POST", "/registrations", {"season": season})["id"]
        person.ok("PUT", f"/registrations/{begun}", self.form, If_Match='"1"')
        for one in person.ok("GET", f"/registrations/{begun}")["missing"]:
            upload(person, begun, one["document"], one.get("student"))
        self.town.settle()
        return begun
