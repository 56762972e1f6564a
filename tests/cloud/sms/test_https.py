import itertools
import socket
import threading

import pytest

from functions.cloud.sms import SmsRetryError, SmsUnknownError
from functions.cloud.sms.https import LONGEST_ANSWER, post
from tests.patience import PATIENCE


def test_the_answer_is_read_whatever_the_status(fake):
    fake.answers({"Code": "no"}, status=503)
    assert post(f"{fake.url}/", {}, b"x") == {"Code": "no"}


def test_a_silent_provider_is_left_at_the_deadline(fake):
    fake.drip = threading.Event()
    fake.answers({"Code": "OK"})
    with pytest.raises(SmsUnknownError, match="time_out"):
        post(f"{fake.url}/", {}, b"x", deadline=0.2, clock=lambda: 0.0)


def test_an_answer_that_arrives_after_the_deadline_does_not_count(fake):
    fake.answers({"Code": "OK"})
    ticks = itertools.chain([0.0], itertools.repeat(1000.0))
    with pytest.raises(SmsUnknownError, match="time_out"):
        post(f"{fake.url}/", {}, b"x", deadline=PATIENCE, clock=lambda: next(ticks))


def test_a_provider_that_is_not_there_is_asked_again_later():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(SmsRetryError, match="unreachable") as raised:
            post(url, {}, b"x")
    assert raised.value.retry_after == 60


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"\xff", b"[" * LONGEST_ANSWER])
def test_what_is_no_json_object_is_no_answer(fake, answer):
    fake.answer = answer
    with pytest.raises(SmsUnknownError, match="unreadable_answer"):
        post(f"{fake.url}/", {}, b"x")


def test_an_endless_answer_is_not_read_to_its_end(fake):
    fake.answer = b" " * (LONGEST_ANSWER + 1) + b"{}"
    with pytest.raises(SmsUnknownError, match="unreadable_answer"):
        post(f"{fake.url}/", {}, b"x")


def test_a_redirect_is_not_followed(fake):
    fake.answers({"Code": "moved"}, status=307)
    fake.location = "/elsewhere"
    assert post(f"{fake.url}/", {}, b"x") == {"Code": "moved"}
    assert len(fake.requests) == 1
