"""Whatever a family reads is true when it reads it: no slot left open, no day that has passed, no promise too late."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from functions.notify.staleness import stale_reason
from functions.registration.registration import Notice, NoticeKind, NoticeState, Registration
from functions.registration.sms.notices import NOTICES, NoticeFacts, render, variables
from functions.registration.submitting.disputes import closes_at
from functions.registration.submitting.transitions import amendable_until, asked_now
from functions.registration.texts import LANGUAGES
from functions.registration.texts.dates import day_in_words
from functions.submit.view import registration_view
from tests.rooms.registrations import MACS

from .pages import STATUS, headline, status_texts, word_of
from .places import CALENDARS, Day
from .saying import details, faults
from .steps import Beside
from .walk import WALKS, sights

PROMISES = re.compile("短信通知|结果于|SMS once|[Ss]end you an SMS|come out at|watch for an SMS")
UNREACHED = {"decided"}
"""A decided registration shows its outcome in place of this."""


def _read(one: Registration, day: Day, language: str) -> tuple[str, list[str]]:
    """Its word on the page, and every sentence there."""
    view = registration_view(one, day.season, provenance={}, macs=MACS, language=language, now=day.now)
    word = word_of(dict(view), day.season, day.now)
    shown = {name: value for name, value in view.items() if name != "timeline"}
    return word, [headline(word, dict(view), day.season, language), *details(shown)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("calendar", "also"), WALKS, ids=str)
def test_r44_nothing_on_the_page_is_unfilled_past_or_promised_too_late(
    calendar: str, also: Beside, language: str
) -> None:
    wrong = {
        (said, fault)
        for one, day in sights(calendar, also)
        for said in _read(one, day, language)[1]
        for fault in [
            *faults(said, day.season.zone, day.now),
            *(PROMISES.findall(said) if day.now >= day.season.results_until else ()),
        ]
    }
    assert wrong == set()


def test_every_status_of_the_page_is_walked_to_and_has_words_in_both_languages() -> None:
    reached = {_read(one, day, "en")[0] for walk in WALKS for one, day in sights(*walk)}
    for language in LANGUAGES:
        said = {key.split(".")[1] for key in status_texts(language) if key.endswith(".say")}
        assert said == reached | UNREACHED


def test_the_page_chooses_among_the_very_words_that_are_walked_here() -> None:
    script = STATUS.read_text(encoding="utf-8").partition("const TONES")[0]
    own = {key.split(".")[1] for key in status_texts("en") if key.endswith(".say")}
    typed = {"admitted", "refused", "declined", "contested", "displaced", "decided", "checked"}
    assert {word for word in own if f"'{word}'" not in script} <= typed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_no_sms_that_still_goes_out_names_a_day_that_has_passed(kind: NoticeKind, language: str) -> None:
    sent = list(_sent(kind, language))
    assert [
        (day.name, said, why) for day, said in sent for why in faults(said, day.season.zone, day.now)
    ] == []


@pytest.mark.parametrize("kind", [kind for kind, row in NOTICES.items() if not row.a_secret])
def test_every_notice_has_a_place_from_which_it_goes_out(kind: NoticeKind) -> None:
    assert next(_sent(kind, "en"), None) is not None


def _sent(kind: NoticeKind, language: str) -> Iterator[tuple[Day, str]]:
    """The notice as it would go out from each place of the walk where it is not stale."""
    for walk in WALKS:
        for one, day in sights(*walk):
            asked = asked_now(one)
            name = asked.notice_id if asked else kind.value
            if NOTICES[kind].a_secret and one.code is not None:
                name = f"code-{one.code.id}"
            notice = Notice(id=name, kind=kind, state=NoticeState.PENDING, since=day.now)
            if stale_reason(one, notice, day.season, day.now) is None:
                yield day, render(kind, variables(kind, _facts(one, day)), language)


def _facts(one: Registration, day: Day) -> NoticeFacts:
    return NoticeFacts(
        zone=day.season.zone,
        support_phone=day.season.contacts.support_phone,
        students=tuple(student.name for student in one.form.students),
        reference=one.reference,
        code="012345",
        published_at=day.season.publication_at,
        amend_until=amendable_until(one, day.season),
        submit_until=closes_at(one, day.season),
        due_on=one.request and one.request.last_day(day.season.zone),
    )


def test_the_search_for_past_days_finds_them_in_both_languages() -> None:
    day = CALENDARS["confirmed in time"][0]
    zone, now = day.season.zone, day.now
    today = day.season.local(now).date()
    for before, wrong in ((today - timedelta(days=1), 1), (today, 0)):
        for said in (_written(before, "en"), _written(before, "zh-CN")):
            assert len(faults(said, zone, now)) == wrong
    assert faults("call {phone}", zone, now)
    assert faults("by None", zone, now)


def _written(day: date, language: str) -> str:
    return f"({day_in_words(day, language)})"
