"""An alarm reaches DingTalk and WeCom in Chinese, with its runbook; a robot that is away keeps it from no other."""

import base64
import hashlib
import hmac
import itertools
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from chalice.local import LambdaContext

from functions.cloud.sealing.secrets import Robot, SecretsError, parse
from functions.cloud.web.webhook import DEADLINE, LONGEST_ANSWER, WebhookError, post, signed
from functions.on_call.message import UNREADABLE, meanings, message_of
from functions.on_call.telling import UntoldError, tell
from infra import meanings as made
from infra.guardians.app import app
from local.environment import forget_cached
from tests.aws import SECRET, Cloud
from tests.infra.test_runbooks import NAMES

NOW = datetime(2022, 8, 1, 2, tzinfo=UTC)
PAGES = "https://docs.example/zh-CN/operations/runbooks"


def published(**changed: Any) -> str:
    """As CloudWatch publishes it."""
    alarm = {
        "AlarmName": "ruxue-guardians-SmsBlockedAlarm-1A2B",
        "AlarmDescription": "SMS are held (docs/operations/runbooks/sms.md#smsblockedalarm)",
        "NewStateValue": "ALARM",
        "NewStateReason": "Threshold Crossed",
        "StateChangeTime": "2022-08-01T01:59:30.000+0000",
    }
    return json.dumps(alarm | changed)


class Robots(HTTPServer):
    """Groups' robots on loopback: what each address got; `errcode` as they answer it."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.answer = b'{"errcode":0,"errmsg":"ok"}'
        super().__init__(("127.0.0.1", 0), _Taken)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Taken(BaseHTTPRequestHandler):
    server: Robots

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.got.append((self.path, body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def robots() -> Iterator[Robots]:
    server = Robots()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_whoever_is_on_call_reads_what_people_notice_what_it_means_and_where_to_go_on() -> None:
    message = message_of(published(), PAGES)
    assert message.title == "告警 SmsBlockedAlarm"
    assert "时间：2022-08-01 09:59" in message.text
    meaning = meanings()["smsblockedalarm"]
    assert f"人们看到：{meaning.noticed}" in message.text
    assert f"含义：{meaning.means}" in message.text
    assert message.text.endswith(f"手册：[sms.md]({PAGES}/sms.md#smsblockedalarm)")
    assert message_of(published(), None).text.endswith(
        "docs/zh-CN/operations/runbooks/sms.md#smsblockedalarm"
    )


@pytest.mark.parametrize(
    "other",
    ["", "{}", "[]", "no JSON", published(NewStateValue="?"), published(StateChangeTime="yesterday")],
)
def test_what_is_no_alarm_as_we_know_them_is_told_all_the_same(other: str) -> None:
    assert message_of(other, PAGES).text == UNREADABLE


@pytest.mark.parametrize("description", [None, "made by hand", "(docs/operations/runbooks/x.md#otheralarm)"])
def test_an_alarm_without_a_page_is_told_by_its_name(description: str | None) -> None:
    assert (
        "ruxue-guardians-SmsBlockedAlarm-1A2B"
        in message_of(published(AlarmDescription=description), PAGES).text
    )


def test_every_alarm_has_its_meaning_and_the_table_is_current() -> None:
    assert {meaning.name for meaning in meanings().values()} == NAMES
    assert made.current() == made.TABLE.read_text("utf-8")


def _robot(kind: str, url: str, secret: str | None = None) -> Robot:
    return Robot.model_validate({"kind": kind, "url": url, "secret": secret})


def test_each_robot_gets_it_in_its_own_form_and_dingtalk_s_is_signed(robots: Robots) -> None:
    message = message_of(published(), PAGES)
    ours = [
        _robot("dingtalk", robots.url("/robot/send?access_token=t"), "SEC1"),
        _robot("wecom", robots.url("/cgi-bin/webhook/send?key=k")),
    ]
    tell(message, ours, post=post, now=NOW)
    [(signed_path, ding), (path, wecom)] = robots.got
    assert ding == {"msgtype": "markdown", "markdown": {"title": message.title, "text": message.text}}
    assert wecom == {"msgtype": "markdown", "markdown": {"content": message.text}}
    assert path == "/cgi-bin/webhook/send?key=k"
    query = parse_qs(urlsplit(signed_path).query)
    at = str(int(NOW.timestamp() * 1000))
    mac = hmac.new(b"SEC1", f"{at}\nSEC1".encode(), hashlib.sha256).digest()
    assert (query["timestamp"], query["sign"]) == ([at], [base64.b64encode(mac).decode()])
    assert query["access_token"] == ["t"]


def test_a_robot_that_is_away_keeps_it_from_no_other_and_fails_the_run(
    robots: Robots, capsys: pytest.CaptureFixture[str]
) -> None:
    away = _robot("dingtalk", "http://127.0.0.1:9/robot/send?access_token=key-of-the-group")
    here = _robot("wecom", robots.url("/send"))
    with pytest.raises(UntoldError) as untold:
        tell(message_of(published(), None), [away, here], post=post, now=NOW)
    assert len(robots.got) == 1
    assert "key-of-the-group" not in str(untold.value) + capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b'{"errcode":310000}', "errcode 310000"),
        (b"<html>", "an answer that is none"),
        (b"[]", "an answer that"),
        (b"[" * LONGEST_ANSWER, "an answer that"),
        (b'{"errcode":0}' + b" " * LONGEST_ANSWER, "an answer that"),
    ],
)
def test_what_a_robot_does_not_take_is_an_error_by_its_code(robots: Robots, answer: bytes, why: str) -> None:
    robots.answer = answer
    with pytest.raises(WebhookError, match=why):
        post(robots.url("/send"), {})


def test_a_robot_that_drips_its_answer_is_left_behind_the_deadline(robots: Robots) -> None:
    ticks = itertools.chain([0.0], itertools.repeat(DEADLINE + 1))
    with pytest.raises(WebhookError, match="not reached: TimeoutError"):
        post(robots.url("/send"), {}, clock=lambda: next(ticks))


def test_the_topic_s_message_goes_to_the_robots_of_the_secret(cloud: Cloud, robots: Robots) -> None:
    ours = {"robots": [{"kind": "wecom", "url": robots.url("/send")}], "runbooks": PAGES}
    cloud.clients.secrets.update_secret(
        SecretId="ruxue-test", SecretString=json.dumps(SECRET | {"on_call": ours})
    )
    forget_cached()
    event = {"Records": [{"Sns": {"Message": published(), "Subject": "ALARM", "MessageAttributes": {}}}]}
    app.handler_map["tell_on_call"](event, LambdaContext("tell_on_call", 512))
    [(_, body)] = robots.got
    assert "SmsBlockedAlarm" in body["markdown"]["content"]


def test_without_robots_nobody_is_told_and_nothing_fails(cloud: Cloud, robots: Robots) -> None:
    event = {"Records": [{"Sns": {"Message": published(), "Subject": "ALARM", "MessageAttributes": {}}}]}
    app.handler_map["tell_on_call"](event, LambdaContext("tell_on_call", 512))
    assert robots.got == []


def test_a_robot_s_address_is_a_safe_one_and_is_never_shown() -> None:
    given = SECRET | {"on_call": {"robots": [{"kind": "wecom", "url": "http://elsewhere.example/k3y"}]}}
    with pytest.raises(SecretsError) as refused:
        parse(json.dumps(given))
    assert "k3y" not in str(refused.value)
    assert "k3y" not in repr(_robot("wecom", "https://qyapi.example/k3y"))


def test_a_signature_is_of_the_time_and_the_secret() -> None:
    assert signed("https://x?a=1", "s", 1) != signed("https://x?a=1", "s", 2)
