"""What a family does that changes something: what stands before it, and the request that its phone sends again."""

import base64
import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.registration.checking.shared_marks import marks_of
from functions.registration.checks import CheckState
from functions.registration.placing.home_seats import Seat
from functions.registration.registration import Decision
from functions.registration.requests import Asked, RequestReason
from functions.registration.requests import Request as AskedOfFamily
from tests.api.household import SEASON, Household, agreed
from tests.aws import Cloud
from tests.midseason import NOW

Request = Callable[[], Any]
"""Sent until it is answered; answers what has a `status`."""
Deed = Callable[[Household], Request]
"""Brings the household to where the deed is possible, and answers the deed."""

CONTENT = b"a photo"


def answer_the_notice(family: Household) -> Request:
    return lambda: agreed(family.client, prefill=False)


def begin(family: Household) -> Request:
    command = {"season": SEASON}
    return lambda: family.client.call("POST", "/registrations", command, Idempotency_Key="begin")


def save(family: Household) -> Request:
    tag = family.begin().etag()
    return lambda: family.put(If_Match=tag)


def discard(family: Household) -> Request:
    family.begin().save()
    return lambda: family.client.call("DELETE", family.path)


def prefill(family: Household) -> Request:
    family.begin()
    command = {"season": SEASON, "identity_document": family.form["students"][0]["identity_document"]}
    return lambda: family.client.call("POST", "/prefill", command, Idempotency_Key="prefill")


def ask_an_upload(family: Household) -> Request:
    family.begin().save()
    digest = base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()
    kind = {"kind": "household_front_page", "media_type": "image/jpeg"}
    command = kind | {"size": len(CONTENT), "sha256": digest}
    path = f"{family.path}/documents"
    return lambda: family.client.call("POST", path, command, Idempotency_Key="upload")


def remove_a_document(family: Household) -> Request:
    family.ready()
    [document, *_] = family.look()["documents"]
    return lambda: family.client.call("DELETE", f"{family.path}/documents/{document['id']}")


def ask_a_code(family: Household) -> Request:
    family.ready()
    return lambda: family.client.call("POST", f"{family.path}/code", Idempotency_Key="code")


def submit(family: Household) -> Request:
    code = family.ready().code()
    return lambda: family.submit(code, key="submit")


def submit_beside_who_has_the_home_s_seat(family: Household) -> Request:
    """Of a family that shares no guardian with it."""
    code = family.ready().code()
    seat = Seat(registration="01G76PAV40EEEEEEEEEEEEEEEE", year=2022, guardians=(), number=1)
    noted = Update().set(f"seat#{seat.registration}", items.dump(seat)).set("last", 1)
    for home in marks_of(family.stored().form, macs().every):
        if home.startswith("home|"):
            composition.table().update(keys.home(home), noted)
    return lambda: family.submit(code, key="submit")


def mistype_the_code(family: Household) -> Request:
    code = family.ready().code()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    return lambda: family.submit(wrong, key="mistyped")


def amend(family: Household) -> Request:
    family.checked()
    return lambda: family.client.call("POST", f"{family.path}/amendment")


def cancel_an_amendment(family: Household) -> Request:
    family.amending()
    return lambda: family.client.call("DELETE", f"{family.path}/amendment")


def withdraw(family: Household) -> Request:
    code = family.checked().may_have_another_code().code("withdraw")
    return lambda: family.withdraw(code, key="withdraw")


def resubmit(family: Household) -> Request:
    family.amending().save()
    code = family.may_have_another_code().code()
    return lambda: family.submit(code, key="resubmit")


def publish_yesterday() -> None:
    version, season = composition.season_desk().current(SEASON)
    ends = ("closes_at", "amendment_deadline", "publication_at")
    past = {name: NOW - timedelta(days=3 - place) for place, name in enumerate(ends)}
    opened = {"opens_at": NOW - timedelta(days=4), "publication_held": False}
    composition.season_table().put(
        season.model_copy(update=past | opened), replaces=version, by="test", now=NOW
    )


def refuse_in_advance(cloud: Cloud, registration: str, *, by: str = "1:a") -> None:
    """Its home, as two of staff did before publication, which two supervisors confirmed."""
    stored = cloud.get(registration)
    states = dict.fromkeys(stored.checks, CheckState.PASSED) | {"property": CheckState.REFUSED}
    checks = {name: check.model_copy(update={"state": states[name]}) for name, check in stored.checks.items()}
    refusal = Decision(
        check="property", result="refused", reason="not_entitled", by=by, at=NOW - timedelta(days=2)
    )
    changed = {"checks": checks, "decisions": (refusal,), "confirmed_result": "refused"}
    cloud.put(stored.model_copy(update=changed))


def asked_for_more(family: Household) -> Household:
    """A word about its home, by staff."""
    stored = family.checked().may_have_another_code().stored()
    home = stored.checks["property"].model_copy(update={"state": CheckState.MANUAL_REVIEW})
    wanted = AskedOfFamily(
        number=1, check=home.id, reason=RequestReason.ANSWER_UNCLEAR, words=(Asked.RESIDENCE,),
        by="1:clerk", at=NOW, until=NOW + timedelta(days=5),
    )  # fmt: skip
    family.cloud.put(stored.model_copy(update={"checks": stored.checks | {home.id: home}, "request": wanted}))
    return family


SAID = {"words": {"residence": "since 2019"}}


def ask_a_code_to_answer(family: Household) -> Request:
    asked_for_more(family)
    command = {"purpose": "answer", "answer": SAID}
    return lambda: family.client.call("POST", f"{family.path}/code", command, Idempotency_Key="code")


def answer_what_staff_asked(family: Household) -> Request:
    command = SAID | {"code": asked_for_more(family).code("answer", answer=SAID)}
    path = f"{family.path}/requests/1/answer"
    return lambda: family.client.call("POST", path, command, Idempotency_Key="answer")


def open_the_copy(family: Household) -> Request:
    code = family.checked().may_have_another_code().code("copy")
    return lambda: family.open_copy(code, key="copy")


def ask_for_a_review(family: Household) -> Request:
    family.checked()
    refuse_in_advance(family.cloud, family.id)
    publish_yesterday()
    command = {"ground": "judged_wrongly", "explanation": "please look again"}
    return lambda: family.client.call("POST", f"{family.path}/review", command)


def erase(family: Household) -> Request:
    family.begin().save()
    return lambda: family.client.call("POST", f"{family.path}/erasure")


DEEDS: tuple[Deed, ...] = (
    answer_the_notice,
    begin,
    save,
    discard,
    prefill,
    ask_an_upload,
    remove_a_document,
    ask_a_code,
    submit,
    submit_beside_who_has_the_home_s_seat,
    mistype_the_code,
    amend,
    cancel_an_amendment,
    resubmit,
    withdraw,
    ask_a_code_to_answer,
    answer_what_staff_asked,
    open_the_copy,
    ask_for_a_review,
    erase,
)
