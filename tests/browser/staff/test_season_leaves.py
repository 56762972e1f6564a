"""Every leaf of a season is changed in a form of the console, or there is a reason why it is not."""

import json
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, expect

from functions.registration.season.season import Season
from local.demo.client import Person
from tests.test_season_forms import AS_JSON, ELSEWHERE, WITHIN

from .cases import Cases
from .conftest import NewStaff

Json = Any
SCHEMA = Season.model_json_schema()
NAMED_BY = ("status", "kind", "id", "value", "code")
"""What tells one item of a list from the others."""

TOUCH = """async section => {
  const TYPED = {number: '87', date: '2011-02-03', 'datetime-local': '2011-02-03T04:05'}
  const told = (one, ...names) => names.forEach((name) => one.dispatchEvent(new Event(name, {bubbles: true})))
  for (const one of section.querySelectorAll('input, textarea')) {
    if (['checkbox', 'radio', 'file'].includes(one.type)) continue
    one.value = TYPED[one.type] ?? one.value + '改'
    told(one, 'input', 'change')
    await new Promise((done) => setTimeout(done))
  }
  for (const one of section.querySelectorAll('select[aria-invalid]')) {
    one.selectedIndex = one.selectedIndex ? 0 : 1
    told(one, 'change')
  }
  for (const one of section.querySelectorAll('fieldset')) {
    const boxes = [...one.querySelectorAll('input')]
    const radio = boxes.find((box) => box.type === 'radio' && !box.checked)
    const unticked = boxes.find((box) => box.type === 'checkbox' && !box.checked)
    ;(radio ?? unticked ?? boxes.at(-1)).click()
  }
  for (const one of section.querySelectorAll('input[type=checkbox]')) if (!one.closest('fieldset')) one.click()
}"""
"""Types into all that can be typed into, and turns one of each group that can be ticked."""

ADDRESSES = "道路,门牌起,门牌止,单双,社区编码\n新修的路,701,799,{side},{community}\n"


def test_every_leaf_of_a_season_is_reached_by_a_form_or_has_a_reason_not_to(
    staff: NewStaff, cases: Cases
) -> None:
    supervisor = staff("supervisor")
    supervisor.open("season")
    page = supervisor.page
    sections = [one.get_attribute("data-section") for one in page.locator("[data-section]").all()]
    before = _as_json(page)
    for section in sections:
        if section != "json":
            page.locator(f"[data-section='{section}']").click()
            expect(page.locator(f"[data-section='{section}']")).to_have_attribute("aria-selected", "true")
            page.locator("#season-section").evaluate(TOUCH)
    page.locator("[data-section='catchments']").click()
    side = "双" if before["addresses"][0]["numbers"] == "odd" else "单"
    table = ADDRESSES.format(side=side, community=before["communities"][-1]["code"]).encode()
    page.locator("#season-section input[type=file]").last.set_input_files(
        {"name": "addresses.csv", "mimeType": "text/csv", "buffer": table}
    )
    expect(page.locator("#season-section")).to_contain_text("1 行")
    reached = set(_changed(SCHEMA, before, _as_json(page), ""))
    reasons = ELSEWHERE | AS_JSON | WITHIN
    reasoned = {leaf for leaf in _leaves(SCHEMA, "") if any(_lies_in(leaf, path) for path in reasons)}
    assert set(_leaves(SCHEMA, "")) - reached == reasoned


def test_a_question_and_an_address_are_written_without_json_and_a_lack_stands_beside_its_field(
    staff: NewStaff, cases: Cases
) -> None:
    member, path = Person(cases.town, "supervisor"), f"/staff/seasons/{cases.season}"
    before = member.ok("GET", path)
    supervisor = staff("supervisor")
    supervisor.open("season")
    page, new = supervisor.page, f"questions.{len(before['questions'])}"
    page.locator("[data-section='schools']").click()
    for language, words in (("zh-CN", "样例路 1 号"), ("en", "1 Sample Road")):
        page.locator(f"[data-field='schools.0.address.{language}'] input").fill(words)
    page.locator("[data-section='questions']").click()
    supervisor.button("添加问题").click()
    for part in ("ask", "answer"):
        page.locator(f"[data-field='{new}.{part}.zh-CN'] .input").fill("可以带弟弟来吗？")
    page.locator(f"[data-field='{new}.ask.en'] .input").fill("May a brother come along?")
    supervisor.button("保存为新版本").click()
    expect(page.locator(f"[data-field='{new}.answer.en'] [data-wrong]")).to_be_visible()
    page.locator(f"[data-field='{new}.answer.en'] .input").fill("Yes.")
    supervisor.button("保存为新版本").click()
    supervisor.said("已保存")
    after = member.ok("GET", path)
    assert after["schools"][0]["address"] == {"zh-CN": "样例路 1 号", "en": "1 Sample Road"}
    assert after["questions"][:-1] == before["questions"]
    assert after["questions"][-1]["answer"] == {"zh-CN": "可以带弟弟来吗？", "en": "Yes."}


def test_boxes_of_which_one_must_be_ticked_say_so_beside_themselves_alone(
    staff: NewStaff, cases: Cases
) -> None:
    supervisor = staff("supervisor")
    supervisor.open("season")
    page = supervisor.page
    page.locator("[data-section='who']").click()
    papers = page.locator("[data-field='admissible.0.identity_documents']")
    ticked = papers.locator("input:checked")
    expect(ticked).not_to_have_count(0)
    for left in reversed(range(ticked.count())):
        ticked.first.click()
        expect(ticked).to_have_count(left)
    supervisor.button("保存为新版本").click()
    expect(papers.locator("[data-wrong]")).to_be_visible()
    expect(page.locator("#season-section [data-wrong]")).to_have_count(1)
    assert supervisor.faults_of_axe() == []


def test_what_would_change_is_told_of_nothing_that_was_changed_since(staff: NewStaff, cases: Cases) -> None:
    supervisor = staff("supervisor")
    supervisor.open("season")
    page = supervisor.page
    replay, effects = supervisor.button("看看会影响谁"), page.locator("[data-effects]")
    page.locator("[data-section='questions']").click()
    replay.click()
    expect(effects).to_be_visible()
    supervisor.button("上移").first.click()
    expect(effects).to_have_count(0)
    replay.click()
    expect(effects).to_be_visible()
    page.locator("[data-field='questions.0.ask.zh-CN'] .input").press_sequentially("？")
    page.keyboard.press("Tab")
    expect(effects).to_have_count(0)


def _as_json(page: Page) -> Json:
    page.locator("[data-section='json']").click()
    return json.loads(page.locator("#season-json").input_value())


def _lies_in(leaf: str, path: str) -> bool:
    return leaf == path or leaf.startswith(f"{path}.")


def _meant(schema: Json) -> Json:
    """What a reference leads to, and what is there where something is."""
    if "$ref" in schema:
        return _meant(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    either = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return _meant(either[0]) if either else schema


def _parts(schema: Json) -> dict[str, Json]:
    """Name -> schema of what is inside; `*` for an item of a list or of a table. Empty for a leaf."""
    schema = _meant(schema)
    if "properties" in schema:
        return dict(schema["properties"])
    tables = schema.get("patternProperties", {}).values()
    inside = schema.get("items") or schema.get("additionalProperties") or next(iter(tables), None)
    return {"*": inside} if inside and _parts(inside) else {}


def _leaves(schema: Json, path: str) -> Iterator[str]:
    parts = _parts(schema)
    for name, inside in parts.items():
        yield from _leaves(inside, f"{path}.{name}".lstrip("."))
    if not parts:
        yield path


def _changed(schema: Json, before: Json, after: Json, path: str) -> Iterator[str]:
    """Each leaf that differs."""
    parts = _parts(schema)
    if before == after:
        return
    if not parts:
        yield path
    elif "*" in parts:
        for old, new in _side_by_side(before or {}, after or {}):
            yield from _changed(parts["*"], old, new, f"{path}.*")
    else:
        for name, inside in parts.items():
            old, new = (one.get(name) if one else None for one in (before, after))
            yield from _changed(inside, old, new, f"{path}.{name}".lstrip("."))


def _side_by_side(before: Json, after: Json) -> Iterator[tuple[Json, Json]]:
    """Items that are the same one, by their names where some still are; of one that came or went its name alone."""
    if isinstance(before, dict):
        yield from ((before[name], after[name]) for name in before if name in after)
        return
    name = next((one for one in NAMED_BY if before and one in before[0]), None)
    kept = {one[name]: one for one in after} if name else {}
    if not any(one[name] in kept for one in before if name):
        yield from zip(before, after, strict=False)
        return
    for one in before:
        yield one, kept.get(one[name], one | {name: None})
    there = {one[name] for one in before}
    yield from ((one | {name: None}, one) for one in after if one[name] not in there)
