"""Staff are told what was found and what to look at; what a family is asked to do is not their affair."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from functions.cloud import composition
from functions.cloud.web.http import STATUS
from functions.cloud.web.wrong_fields import PLAIN_CODES
from functions.registration.checks import CheckState, Finding
from functions.registration.errors import Refusal
from functions.registration.registration import Registration
from functions.registration.staff.audit import Act, Deed
from functions.registration.texts import LANGUAGES, areas, staff_text, text
from tests.aws import Cloud
from tests.calls import before_dynamodb
from tests.rooms.registrations import NOW

from .conftest import CASE
from .staff import CLERK

ROOT = Path(__file__).resolve().parents[2]
ONE = f"/staff/registrations/{CASE}"
TEXTS = dict(areas())
FAMILYS = ("无需操作", "othing for you", "请修改", "我的报名", "your registrations", "{phone}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", TEXTS["findings.json"])
def test_every_finding_has_words_for_staff_in_both_languages(code: str, language: str) -> None:
    assert TEXTS["staff_words.json"][f"staff_{code}"][language] == staff_text(code, language)
    assert staff_text(code, language) != text(code, language, phone="")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", CheckState)
def test_no_state_asks_staff_to_do_what_the_family_does(state: CheckState, language: str) -> None:
    assert not any(words in staff_text(f"state_{state.value}", language) for words in FAMILYS)


def test_words_of_their_own_stand_for_codes_that_there_are() -> None:
    known = {code for words in TEXTS.values() for code in words}
    assert {code.removeprefix("staff_") for code in TEXTS["staff_words.json"]} <= known
    own = [words[language] for words in TEXTS["staff_words.json"].values() for language in LANGUAGES]
    assert [words for words in own if any(familys in words for familys in FAMILYS)] == []


def test_a_case_is_told_in_staffs_words(opened: Cloud, case: Registration) -> None:
    found = case.checks["student-0"].model_copy(
        update={
            "state": CheckState.MANUAL_REVIEW,
            "findings": (Finding(field="identity_document", code="document_not_held"),),
        }
    )
    opened.put(case.model_copy(update={"checks": case.checks | {"student-0": found}}))
    [told] = [one for one in CLERK.get(ONE).body["checks"] if one["id"] == "student-0"]
    assert told["findings"][0]["detail"] == staff_text("document_not_held", "en")
    assert told["detail"] == staff_text("state_manual_review", "en")
    chinese = CLERK.call("GET", ONE, Accept_Language="zh-CN").body["checks"]
    assert "请对照证件照片核对姓名、号码和出生日期" in str(chinese)


def test_what_is_absent_is_told_in_staffs_words(opened: Cloud) -> None:
    absent = CLERK.get(ONE)
    assert (absent.status, absent.body["detail"]) == (404, staff_text("not_found", "en"))
    assert not any(words in absent.body["detail"] for words in FAMILYS)


def _kinds(kind: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _kinds(inner)


def _refused_with(source: str) -> Iterator[str]:
    """Every code that stands in a `Fault`, in an error of ours for pydantic, or as a refusal's `code`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="Fault"), args=[_, ast.Constant(value=str(code)), *_]):
                yield code
            case ast.Call(func=ast.Name(id="PydanticCustomError"), args=[ast.Constant(value=str(name)), *_]):
                yield next((plain for shape, plain in PLAIN_CODES if shape.fullmatch(name)), name)
            case ast.keyword(arg="code", value=ast.Constant(value=str(code))):
                yield code
            case _:
                pass


def test_every_code_that_somebody_is_refused_with_has_words() -> None:
    """Without words the refusal itself would be a fault of ours."""
    known = {code for words in TEXTS.values() for code in words}
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "functions").rglob("*.py"))]
    codes = {code for source in sources for code in _refused_with(source)}
    assert {"invalid_format", "job_running", "reference_not_whole", "invalid_date"} <= codes
    assert codes - known == set()


@pytest.mark.parametrize("kind", [kind for kind in _kinds() if kind in STATUS], ids=lambda kind: kind.code)
def test_every_kind_of_refusal_has_a_title_and_words(kind: type[Refusal]) -> None:
    known = {code for words in TEXTS.values() for code in words}
    assert {kind.code, f"{kind.code}_title"} <= known


def test_where_a_read_cannot_be_written_down_nothing_is_shown_and_staff_may_try_again(
    opened: Cloud, case: Registration
) -> None:
    trail, busy = composition.audit_trail(), []

    def rival() -> None:
        if not busy:
            busy.append(True)
            trail.write(Deed("siming-2022", Act.READ, "rival", CASE), now=NOW)
            busy.clear()

    with before_dynamodb(rival, "TransactWriteItems"):
        answer = CLERK.get(ONE)
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "unavailable", "1")
    assert case.form.students[0].name not in str(answer.body)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("act", Act)
def test_the_console_has_words_for_every_act_of_the_trail(act: Act, language: str) -> None:
    texts = (ROOT / "web/src/staff/texts").glob(f"*.{language}.ts")
    words = "".join(file.read_text("utf-8") for file in texts)
    assert f"'act.{act.value}': " in words
