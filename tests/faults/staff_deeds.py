"""What staff do that changes something, with a case of public rental that waits for them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from functions.cloud import composition
from functions.cloud.sms.blocks import SmsBlocks
from functions.registration.checks import CheckState
from functions.registration.requests import Review, ReviewGround, SpotCheck
from local.population import Population
from tests.api.household import SEASON
from tests.aws import Cloud
from tests.midseason import NOW
from tests.review import jobs
from tests.review.conftest import CASE, judged
from tests.review.staff import CLERK, OTHER_SUPERVISOR, SECOND, SUPERVISOR, Answer, Member
from tests.rooms.registrations import form

from .family_deeds import Request, publish_yesterday, refuse_in_advance

Deed = Callable[[Cloud], Request]

ONE = f"/staff/registrations/{CASE}"
PATH = f"/staff/seasons/{SEASON}"


def with_a_case(cloud: Cloud, city: Population) -> None:
    cloud.put(judged(form(city, "public_rental"), CASE, {"property": CheckState.MANUAL_REVIEW}))


def claim_a_case(_: Cloud) -> Request:
    return lambda: CLERK.call("POST", f"{ONE}/claim")


def release_a_case(_: Cloud) -> Request:
    CLERK.call("POST", f"{ONE}/claim")
    return lambda: CLERK.call("DELETE", f"{ONE}/claim")


def pass_a_spot_check(cloud: Cloud) -> Request:
    case = cloud.get(CASE)
    passed = {key: one.model_copy(update={"state": CheckState.PASSED}) for key, one in case.checks.items()}
    spot = SpotCheck(drawn=True, since=NOW)
    cloud.put(case.model_copy(update={"checks": passed, "spot": spot}))
    tag = CLERK.get(ONE).etag
    return lambda: CLERK.call("POST", f"{ONE}/spot-check", If_Match=tag)


def take_a_case_back(_: Cloud) -> Request:
    CLERK.call("POST", f"{ONE}/claim")
    return lambda: SUPERVISOR.call("POST", f"{ONE}/handover", {"to": None})


def accept(_: Cloud) -> Request:
    tag = CLERK.get(ONE).etag
    return lambda: CLERK.decide(CASE, etag=tag, key="accept")


def refuse_first(_: Cloud) -> Request:
    tag = CLERK.get(ONE).etag
    return lambda: CLERK.decide(CASE, "refused", etag=tag, key="refuse")


def refuse_second(_: Cloud) -> Request:
    assert CLERK.decide(CASE, "refused").status == 202
    tag = SECOND.get(ONE).etag
    return lambda: SECOND.decide(CASE, "refused", etag=tag, key="refuse")


ASKED = {"check": "property", "reason": "paper_needed", "words": ["owner"], "until": "2022-07-12"}


def ask_for_more(_: Cloud) -> Request:
    tag = CLERK.get(ONE).etag
    return lambda: CLERK.call("POST", f"{ONE}/requests", ASKED, If_Match=tag)


def call_off_what_was_asked(cloud: Cloud) -> Request:
    assert ask_for_more(cloud)().status == 200
    tag = CLERK.get(ONE).etag
    return lambda: CLERK.call("DELETE", f"{ONE}/requests", If_Match=tag)


def _with_a_review(cloud: Cloud) -> None:
    """The same case, refused, published, and asked to be reviewed."""
    publish_yesterday()
    refuse_in_advance(cloud, CASE, by="1:nobody here")
    stored = cloud.get(CASE)
    review = Review(ground=ReviewGround.ENTITLED, at=NOW, asked_as="1:asked")
    cloud.put(stored.model_copy(update={"review": review}))


def uphold_a_review(cloud: Cloud) -> Request:
    _with_a_review(cloud)
    tag = CLERK.get(ONE).etag
    command = {"result": "upheld", "reason": "not_shown"}
    return lambda: CLERK.call("POST", f"{ONE}/review", command, If_Match=tag)


def change_by_a_review(cloud: Cloud) -> Request:
    _with_a_review(cloud)
    command = {"result": "changed", "reason": "judged_wrongly"}
    assert CLERK.call("POST", f"{ONE}/review", command, If_Match=CLERK.get(ONE).etag).status == 202
    tag = SECOND.get(ONE).etag
    return lambda: SECOND.call("POST", f"{ONE}/review", command, If_Match=tag)


def withdraw_first(_: Cloud) -> Request:
    tag = CLERK.get(ONE).etag
    return lambda: CLERK.call("POST", f"{ONE}/withdrawal", {"reason": "phone_lost"}, If_Match=tag)


def withdraw_second(cloud: Cloud) -> Request:
    assert withdraw_first(cloud)().status == 202
    tag = SECOND.get(ONE).etag
    return lambda: SECOND.call("POST", f"{ONE}/withdrawal", {"reason": "phone_lost"}, If_Match=tag)


def call_off_a_withdrawal(cloud: Cloud) -> Request:
    assert withdraw_first(cloud)().status == 202
    tag = SECOND.get(ONE).etag
    return lambda: SECOND.call("DELETE", f"{ONE}/withdrawal", If_Match=tag)


def write_a_note(_: Cloud) -> Request:
    return lambda: CLERK.call("POST", f"{ONE}/notes", {"note": "called"}, Idempotency_Key="note")


def give_a_school(_: Cloud) -> Request:
    tag = CLERK.get(ONE).etag
    school = composition.season_table().get(SEASON, NOW).schools[-1].id
    command = {"school": school, "reason": "seat_freed"}
    return lambda: CLERK.call("PUT", f"{ONE}/school", command, If_Match=tag)


def confirm_facts(_: Cloud) -> Request:
    command, tag = {"facts": {"no_other_home": True}, "reason": "paper_seen"}, CLERK.get(ONE).etag
    return lambda: CLERK.call("PUT", f"{ONE}/facts", command, If_Match=tag)


def replace_the_season(_: Cloud) -> Request:
    read = SUPERVISOR.get(PATH)
    changed = read.body | {"limits": read.body["limits"] | {"sms_budget": 1_234_567}}
    return lambda: SUPERVISOR.call("PUT", PATH, changed, If_Match=read.etag)


def rehearsed(cloud: Cloud) -> Answer:
    version, season = composition.season_desk().current(SEASON)
    held = season.model_copy(update={"publication_held": True})
    composition.season_table().put(held, replaces=version, by="test", now=NOW)
    return jobs.rehearse(cloud)


def _proposed(cloud: Cloud) -> tuple[Answer, dict[str, Any]]:
    answer = rehearsed(cloud)
    seen = {"rehearsal": answer.body["hash"], "pending": 1}
    return answer, seen


def propose(who: Member, answer: Answer, seen: dict[str, Any]) -> Answer:
    at = {"publication_at": (NOW + timedelta(days=25)).isoformat()}
    return who.call("PUT", f"{PATH}/publication", at | seen, If_Match=answer.etag)


def rehearse(_: Cloud) -> Request:
    return lambda: SUPERVISOR.call("POST", f"{PATH}/rehearsal")


def propose_a_publication(cloud: Cloud) -> Request:
    answer, seen = _proposed(cloud)
    return lambda: propose(SUPERVISOR, answer, seen)


def confirm_a_publication(cloud: Cloud) -> Request:
    answer, seen = _proposed(cloud)
    assert propose(SUPERVISOR, answer, seen).status == 200
    path = f"{PATH}/publication/confirmation"
    return lambda: OTHER_SUPERVISOR.call("POST", path, seen, If_Match=answer.etag)


def cancel_a_publication(cloud: Cloud) -> Request:
    tag = confirm_a_publication(cloud)().etag
    return lambda: SUPERVISOR.call("DELETE", f"{PATH}/publication", If_Match=tag)


def extend_the_deadline(_: Cloud) -> Request:
    until = composition.season_table().get(SEASON, NOW).amendment_deadline + timedelta(days=1)
    command = {"until": until.isoformat(), "families": "all"}
    return lambda: SUPERVISOR.call("POST", f"{PATH}/extension", command)


def ask_an_export(_: Cloud) -> Request:
    path = f"{PATH}/exports"
    return lambda: SUPERVISOR.call("POST", path, {"format": "csv"}, Idempotency_Key="export")


def approve_an_export(_: Cloud) -> Request:
    asked = SUPERVISOR.call("POST", f"{PATH}/exports", {"format": "csv"})
    path = f"/staff/exports/{asked.body['id']}/approval"
    return lambda: OTHER_SUPERVISOR.call("POST", path)


def search(_: Cloud) -> Request:
    command = {"by": "name", "value": "林小满", "reason": "family_called"}
    return lambda: CLERK.call("POST", f"{PATH}/searches", command)


NEWCOMER = Member("newcomer", name="赵审核")


def _the_newcomer() -> str:
    """The key by which the readers' list has whoever was refused once."""
    NEWCOMER.get(ONE)
    readers = SUPERVISOR.get(f"{PATH}/readers").body["readers"]
    return next(str(one["key"]) for one in readers if one["name"] == NEWCOMER.name)


def approve_a_reader(_: Cloud) -> Request:
    command = {"person": _the_newcomer(), "until": (NOW + timedelta(days=20)).isoformat()}
    return lambda: SUPERVISOR.call("POST", f"{PATH}/readers", command)


LENT = Member("lent", district="350200", name="周市审")


def borrow_a_reader(_: Cloud) -> Request:
    assert LENT.get("/staff/seasons").body == {"seasons": []}
    readers = SUPERVISOR.get(f"{PATH}/readers").body["readers"]
    key = next(str(one["key"]) for one in readers if one["name"] == LENT.name)
    command = {"person": key, "until": (NOW + timedelta(days=20)).isoformat()}
    return lambda: SUPERVISOR.call("POST", f"{PATH}/readers", command)


def revoke_a_reader(cloud: Cloud) -> Request:
    assert approve_a_reader(cloud)().status == 204
    key = _the_newcomer()
    return lambda: SUPERVISOR.call("DELETE", f"{PATH}/readers", query={"person": key})


def release_the_sms_account(cloud: Cloud) -> Request:
    SmsBlocks(cloud.table, "tencent").block("FailedOperation.InsufficientBalanceInSmsPackage", NOW)
    seen = SUPERVISOR.get(f"{PATH}/sms").body["blocked"][0]
    command = {"provider": seen["provider"], "code": seen["code"]}
    return lambda: SUPERVISOR.call("POST", f"{PATH}/sms/release", command)


def are_known() -> None:
    """Each has been here today, so that the look-up of names has them."""
    for member in (CLERK, SECOND):
        member.get(ONE)
    for supervisor in (SUPERVISOR, OTHER_SUPERVISOR):
        supervisor.get(PATH)


DEEDS: tuple[Deed, ...] = (
    claim_a_case,
    release_a_case,
    take_a_case_back,
    pass_a_spot_check,
    accept,
    refuse_first,
    refuse_second,
    ask_for_more,
    call_off_what_was_asked,
    withdraw_first,
    withdraw_second,
    call_off_a_withdrawal,
    uphold_a_review,
    change_by_a_review,
    write_a_note,
    give_a_school,
    confirm_facts,
    replace_the_season,
    rehearse,
    propose_a_publication,
    confirm_a_publication,
    cancel_a_publication,
    extend_the_deadline,
    ask_an_export,
    approve_an_export,
    approve_a_reader,
    borrow_a_reader,
    revoke_a_reader,
    release_the_sms_account,
    search,
)
