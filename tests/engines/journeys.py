"""`make engines`: the journey, an amendment and uploads where no Chromium is, in Firefox ESR and in WebKitGTK."""

from collections.abc import Callable
from pathlib import Path

from tests.browser import photos

from .family import FILES, NEXT, SENT, Family
from .window import button, link, of_id

OTHER = of_id("documents.other")


def test_an_ordinary_family_registers_and_everything_is_confirmed(family: Callable[[str], Family]) -> None:
    parents = family("ordinary")
    parents.begin()
    parents.student()
    parents.guardians()
    parents.home()
    parents.documents()
    parents.submit()
    parents.town.settle()
    parents.window.press(link("查看报名状态"))
    for check in ("student-0", "guardian-0", "guardian-1", "property"):
        parents.window.see(f"//*[@data-check='{check}'][@data-state='passed']")


def test_a_wrong_certificate_number_is_amended_where_the_finding_stands(
    family: Callable[[str], Family],
) -> None:
    parents = family("wrong_certificate")
    window, begun = parents.window, parents.prepared()
    parents.sign_in()
    window.open(f"{parents.town.site}/#/r/{begun}/review")
    parents.submit()
    parents.town.settle()
    window.press(link("查看报名状态"))
    window.press("//*[@data-check='property']//*[contains(@class,'finding')]//button")
    window.press(button("开始修改"))
    correction = parents.story.correction
    assert correction
    window.write(of_id("property.number"), correction["property"]["number"])
    window.press(NEXT)
    window.see(of_id("documents.title_certificate"))
    window.press(NEXT)
    parents.town.local("POST", "clock", {"advance_seconds": 61})
    parents.submit()
    parents.town.settle()
    window.press(link("查看报名状态"))
    window.see("//*[@data-check='property'][@data-state='passed']")


def test_photos_are_looked_at_turned_and_made_smaller_before_they_are_sent(
    family: Callable[[str], Family], tmp_path: Path
) -> None:
    parents = family("macao_child")
    window, begun = parents.window, parents.prepared()
    parents.sign_in()
    window.open(f"{parents.town.site}/#/r/{begun}/documents")

    def choose(name: str, content: bytes) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        window.attach(OTHER + FILES, path)

    choose("dark.jpg", photos.dark())
    window.see(f"{OTHER}//*[@data-stage='flawed'][contains(., '太暗')]")
    window.press(OTHER + button("移除"))
    choose("letter.jpg", photos.not_an_image())
    window.see(f"{OTHER}//*[@data-stage='refused'][contains(., '不是图片')]")
    window.press(OTHER + button("移除"))
    choose("sideways.jpg", photos.sideways())
    window.press(OTHER + button("转正"))
    window.see(OTHER + SENT)
    choose("large.jpg", photos.large())
    window.see(f"{OTHER}[count(.{button('查看')}) = 2]")
    window.gone("//*[contains(., '没能先检查')]")
