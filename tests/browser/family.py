"""A family at the page: each step of the journey as a guardian does it, with eyes, fingers and no waiting."""

import re

from playwright.sync_api import FilePayload, Locator, expect

from local.demo.client import Person, consent, upload

from . import photos
from .entering import enter
from .form import FormAtThePage, Json


class FamilyAtThePage(FormAtThePage):
    """`page` signed in as the story's guardian."""

    def sign_in(self, to: str = "/") -> None:
        self.page.goto(f"{self.town.site}{to}")
        enter = self.page.get_by_role("button", name=re.compile("城市平台账号|city account|^登录$|^Sign in$"))
        self.press(enter.first)
        self.press(self.page.locator(f"button[value='{self.story.account.sub}']"))
        expect(self.page.get_by_role("button", name=re.compile("^(退出|Sign out)$"))).to_be_visible()

    def sign_in_again(self) -> None:
        """After the clock has moved further than a token lives."""
        self.page.evaluate("sessionStorage.clear()")
        self.page.goto("about:blank")
        self.sign_in()

    def begin(self) -> str:
        """Signs in, begins a registration, and answers its id."""
        self.sign_in()
        self.press(self.page.get_by_role("button", name=re.compile("开始报名|新建|Begin")).first)
        self.page.wait_for_url(re.compile(r"#/(notice/|r/\w+/students/0/number)"))
        if "#/notice/" in self.page.url:
            self.agree()
        self.page.wait_for_url(re.compile(r"#/r/\w+/students/0/number"))
        return self.id

    def agree(self, **refused: bool) -> None:
        """Answers each consent of the notice, and goes on."""
        expect(self.page.locator("main h1")).to_be_visible()
        for question in self.page.locator("fieldset.field").all():
            name = (question.get_attribute("id") or "").removeprefix("consent.")
            self.pick(question.locator(f"input[value={'no' if name in refused else 'yes'}]"))
        on = re.compile("^(继续填写|保存我的回答|Continue to|Save my)")
        self.press(self.page.get_by_role("button", name=on))

    def consented(self) -> tuple[Person, str]:
        """The notice of the season was answered through the API: no test of its page."""
        person = Person(self.town, self.story.account.sub)
        season = self.town.call("GET", "/api/seasons").body["seasons"][0]["id"]
        consent(person, season)
        return person, season

    def prepared(self, screen: str, form: Json | None = None, *, documents: bool = False) -> None:
        """Signed in before `screen` of a registration that was filled through the API: no test of typing."""
        person, season = self.consented()
        begun = person.ok("POST", "/registrations", {"season": season})
        person.ok("PUT", f"/registrations/{begun['id']}", form or self.form, If_Match='"1"')
        if documents:
            for one in person.ok("GET", f"/registrations/{begun['id']}")["missing"]:
                upload(person, begun["id"], one["document"], one.get("student"))
            self.town.settle()
        self.enter(f"r/{begun['id']}/{screen}")
        self.at(screen)

    def begun(self, screen: str = "students/0/number") -> None:
        """Before `screen` of a registration in which nothing stands yet: no test of how one begins."""
        person, season = self.consented()
        begun = person.ok("POST", "/registrations", {"season": season})
        self.enter(f"r/{begun['id']}/{screen}")
        self.at(screen)

    def enter(self, screen: str) -> None:
        """Signed in before `screen`."""
        enter(self.page, self.town, self.story.account.sub, f"/#/{screen}")

    def type_number(self, index: int = 0) -> None:
        at = f"students.{index}.identity_document"
        self.identity(at, self.form["students"][index]["identity_document"])
        self.proceed()

    def number(self, index: int = 0) -> None:
        self.type_number(index)
        self.at(f"students/{index}/person")

    def person(self, index: int = 0) -> None:
        at, student = f"students.{index}", self.form["students"][index]
        self.type(f"{at}.name", student["name"])
        self.type(f"{at}.name_pinyin", student.get("name_pinyin"))
        self.choose(f"{at}.sex", student["sex"])
        self.type(f"{at}.birth_date", student["birth_date"])
        if student["has_rare_characters"]:
            self.tick(f"{at}.has_rare_characters")
        self.proceed(f"students/{index}/household")

    def household(self, index: int = 0, *, last: bool = True) -> None:
        at, student = f"students.{index}.household", self.form["students"][index]
        household = student["household"]
        if student["identity_document"]["type"] == "resident_id":
            self.choose(f"{at}.status", household["status"])
        if household["status"] == "district":
            self.choose(f"{at}.type", household["type"])
            self.choose(f"{at}.street", household["street"])
            self.choose(f"{at}.community", household["community"])
            self.type(f"{at}.address", household["address"])
        if student["residence_address"] == household.get("address"):
            self.tick(f"same-{index}")
        else:
            self.type(f"students.{index}.residence_address", student["residence_address"])
        if last:
            self.proceed()
        else:
            self.another(index + 1)

    def another(self, index: int) -> None:
        self.press(self.page.get_by_role("button", name=re.compile("添加另一个孩子|Add another child")))
        self.at(f"students/{index}/number")

    def guardians(self) -> None:
        """Both, or the one that there is: they are asked on one screen."""
        self.at("guardians")
        for index in range(len(self.form["guardians"])):
            self._guardian(index)
        self.proceed("home")

    def _guardian(self, index: int) -> None:
        at = f"guardians.{index}"
        guardian = self._parent_shown(at) or self.form["guardians"][index]
        add = self.page.get_by_role("button", name=re.compile("^(添加监护人 2|Add guardian 2)"))
        if index and add.count():
            self.press(add)
        self.type(f"{at}.name", guardian["name"])
        self.identity(f"{at}.identity_document", guardian["identity_document"])
        self.choose(f"{at}.relationship", guardian["relationship"])
        if index == 0:
            self.type(f"{at}.phone", self.form["guardians"][0]["phone"])

    def _parent_shown(self, at: str) -> Json | None:
        """The page puts the signed-in parent first, whatever the order on paper."""
        if not self.known(f"{at}.name"):
            return None
        name = self.field(f"{at}.name").locator(".value").inner_text()
        return next((one for one in self.form["guardians"] if one["name"] == name), None)

    def home(self) -> None:
        claim = self.form["property"]
        self.choose("property.kind", claim["kind"])
        if "proof" in claim:
            self._bought(claim)
        if "tenant_name" in claim:
            self._person("tenant", claim)
        if "contract_number" in claim:
            self.type("property.contract_number", claim["contract_number"])
        if "address" in claim:
            self._home_address(claim["address"])
        if "explanation" in claim:
            self.type("property.explanation", claim["explanation"])
        for question, said in self.form.get("declared", {}).items():
            if self.field(f"declared.{question}").count():
                self.choose(f"declared.{question}", said)
        self.proceed("documents")

    def _bought(self, claim: Json) -> None:
        self.choose("property.proof", claim["proof"])
        self.type("property.number", claim["number"])
        self._person("owner", claim)
        self.type("property.acquired_on", claim["acquired_on"])

    def _person(self, who: str, claim: Json) -> None:
        """Picked among the guardians where the page offers them; anybody else is typed."""
        name, offered = claim[f"{who}_name"], self.page.locator(f"#{who}")
        if offered.get_by_label(name, exact=True).count():
            self.touched.append(who)
            self.pick(offered.get_by_label(name, exact=True))
            return
        if offered.count():
            self.touched.append(who)
            self.pick(offered.locator("input[value=other]"))
        self.type(f"property.{who}_name", name)
        self.identity(f"property.{who}_identity_document", claim[f"{who}_identity_document"])

    def _home_address(self, address: str) -> None:
        same = self.page.locator("#same-home")
        if same.count() and self.form["students"][0]["household"].get("address") == address:
            self.tick("same-home")
        else:
            self.type("property.address", address)

    def slot(self, kind: str, student: int | None = None) -> Locator:
        return self.page.locator(f"[id='documents.{kind}{'' if student is None else f'.{student}'}']")

    def upload(
        self, kind: str, student: int | None = None, content: bytes | None = None, name: str = "photo.jpg"
    ) -> None:
        file: FilePayload = {
            "name": name,
            "mimeType": "image/jpeg",
            "buffer": photos.good() if content is None else content,
        }
        self.attach(self.slot(kind, student).locator("input[type=file]:not([capture])"), file)

    def documents(self) -> None:
        """Every document that the page asks for."""
        self.save()
        needed = self.page.locator("section.slot:has(.tag.warning)")
        expect(needed.first).to_be_visible()
        for name in [slot.get_attribute("id") or "" for slot in needed.all()]:
            _, kind, *student = name.split(".")
            about = int(student[0]) if student else None
            self.upload(kind, about)
            expect(self.slot(kind, about).locator(".tag.success")).to_be_visible()
        expect(self.page.locator("section.slot:has(.tag.warning)")).to_have_count(0)
        expect(self.page.locator("[data-stage]")).to_have_count(0)
        self.proceed("review")

    def fill(self) -> None:
        """From the first question to the review, with every document."""
        for index in range(len(self.form["students"])):
            self.number(index)
            self.person(index)
            self.household(index, last=index + 1 == len(self.form["students"]))
        if len(self.form["students"]) > 1:
            self.at("students")
            self.proceed("guardians")
        self.guardians()
        self.home()
        self.documents()

    def pledge(self) -> None:
        self.tick("pledge")
        self.press(self.page.get_by_role("button", name=re.compile("获取验证码|get the code")))
        self.at("code")

    def code(self) -> str:
        """The newest code on guardian 1's phone."""
        expect(self.page.locator("main")).to_contain_text("****")
        self.town.settle()
        found = re.search(r"\d{6}", self.town.sms_to(self.form["guardians"][0]["phone"])[0]["text"])
        assert found
        return found[0]

    def submit(self) -> None:
        self.pledge()
        self.write(self.page.locator("#code"), self.code())
        self.press(self.page.get_by_role("button", name=re.compile("^(提交报名|Submit)")))
        self.at("done")

    def opens_the_copy(self) -> None:
        """Of what is held, by a code of its own."""
        self.town.advance(minutes=2)
        self.press(self.page.get_by_role("button", name=re.compile("^(获取验证码|Get a code)$")))
        expect(self.page.locator("#code")).to_be_visible()
        self.write(self.page.locator("#code"), self.code())
        self.press(self.page.get_by_role("button", name=re.compile("^(查看|Show it)$")))
        expect(self.page.locator("[data-part=readings]")).to_be_visible()

    def status(self) -> None:
        self.town.settle()
        self.page.goto(f"{self.town.site}/#/r/{self.id}")
        self.page.reload()
        expect(self.page.locator("[data-word]")).to_be_attached()

    def word(self, word: str) -> None:
        expect(self.page.locator("[data-word]")).to_have_attribute("data-word", word)

    def check(self, name: str, state: str) -> None:
        expect(self.page.locator(f"[data-check='{name}']")).to_have_attribute("data-state", state)
