import json
import logging
from pathlib import Path

import pytest
import urllib3

from local.system import System
from local.web.front import PACKED_FROM
from local.web.gateway import LARGEST_BODY
from local.web.pages import Pages

from .tiny import Seen


@pytest.fixture
def http():
    with urllib3.PoolManager(retries=False) as pool:
        yield pool


def test_pages_forbid_every_script_that_is_not_a_file_of_the_site(system: System, http):
    policy = http.request("GET", f"{system.url}/").headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["connect-src"] == f"'self' {system.issuer} {system.storage}"
    assert directives["img-src"] == f"'self' blob: data: {system.storage}"
    assert "unsafe" not in policy


def test_pages_are_not_sniffed_and_tell_no_referrer(system: System, http):
    headers = http.request("GET", f"{system.url}/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "title"),
    [("/", "guardians"), ("/registrations/1", "guardians"), ("/staff", "staff"), ("/staff/a/b", "staff")],
)
def test_every_route_of_a_page_gets_that_page(system: System, http, path: str, title: str):
    answer = http.request("GET", system.url + path)
    assert answer.status == 200
    assert f"<title>{title}</title>" in answer.data.decode()


def test_a_missing_file_is_not_answered_with_a_page(system: System, http):
    assert http.request("GET", f"{system.url}/assets/gone-1.js").status == 404


def test_nothing_outside_the_built_pages_can_be_read(dist: Path):
    (dist.parent / "secret.txt").write_text("secret")
    for path in ("/../secret.txt", "//../secret.txt", "/assets/../../secret.txt"):
        assert Pages(dist).get(path).status == 404


def test_hashed_files_are_kept_for_ever_and_pages_are_asked_for_again(system: System, http):
    asset, page = (http.request("GET", system.url + path) for path in ("/assets/app-1a2b.js", "/"))
    assert asset.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "immutable" in asset.headers["Cache-Control"]
    assert page.headers["Cache-Control"] == "no-cache"
    again = http.request("GET", f"{system.url}/", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status == 304


def test_text_is_compressed_for_who_takes_it(system: System, http):
    answer = http.request("GET", f"{system.url}/", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"<title>guardians</title>" in answer.data


def test_the_api_gets_text_as_text_and_keeps_encoded_addresses(system: System, http):
    answer = http.request(
        "PUT", f"{system.url}/api/things/a%20b", body="入学".encode(), headers={"Content-Type": "text/x"}
    )
    assert answer.status in {200, 415}
    answer = http.request("GET", f"{system.url}/api/things/abc")
    assert json.loads(answer.data) == {"thing": "abc", "body": ""}


def test_an_authorizers_context_arrives_as_strings(system: System, http):
    answer = http.request("GET", f"{system.url}/api/mine", headers={"Authorization": "good"})
    assert json.loads(answer.data) == {"level": "2"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Unauthorized"}, 401),
        ({"Authorization": "bad"}, 403),
        ({"Authorization": "broken"}, 503),
    ],
)
def test_a_route_with_an_authorizer_refuses_who_may_not(system: System, http, headers, status: int):
    answer = http.request("GET", f"{system.url}/api/mine", headers=headers)
    assert answer.status == status
    problem = json.loads(answer.data)
    assert (problem["status"], set(problem)) == (
        status,
        {"type", "title", "status", "code", "detail", "errors"},
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)


def test_an_unknown_route_is_not_found(system: System, http):
    assert http.request("GET", f"{system.url}/api/nothing").status == 404


def test_a_body_over_the_gateways_limit_never_reaches_a_function(system: System, http):
    answer = http.request("PUT", f"{system.url}/api/things/a", body=b"x" * (LARGEST_BODY + 1))
    assert answer.status == 413


def test_a_large_answer_of_the_api_is_packed_as_the_deployed_gateway_packs_it(system: System, http):
    deployed = json.loads(Path("infra/guardians/.chalice/config.json").read_text("utf-8"))
    assert deployed["minimum_compression_size"] == PACKED_FROM
    taken = {"Accept-Encoding": "gzip"}
    small, large = (f"{system.url}/api/things/{'a' * size}" for size in (9, PACKED_FROM))
    packed = http.request("GET", large, headers=taken)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) < PACKED_FROM
    assert packed.data == http.request("GET", large).data
    assert "Content-Encoding" not in http.request("GET", large).headers
    assert "Content-Encoding" not in http.request("GET", small, headers=taken).headers


def test_a_foreign_host_name_is_refused(system: System, http):
    assert http.request("GET", f"{system.url}/", headers={"Host": "evil.example"}).status == 421
    assert http.request("GET", f"{system.storage}/", headers={"Host": "evil.example"}).status == 421


def test_a_request_is_logged_by_its_route_and_never_by_its_address(system: System, http, caplog):
    with caplog.at_level(logging.INFO, logger="local.web.front"):
        http.request("GET", f"{system.url}/api/things/350203201905010012?name=secret")
    assert "/api/things/{thing} 200" in caplog.text
    assert "350203201905010012" not in caplog.text
    assert "secret" not in caplog.text


def test_every_sms_lands_in_the_inbox(system: System, http, seen: Seen):
    http.request("POST", f"{system.url}/api/sms", body=b"{}", headers={"Content-Type": "application/json"})
    [sms] = json.loads(http.request("GET", f"{system.url}/local/sms?phone=13800000000").data)
    assert sms["text"] == "验证码 123456"
    assert "123456" in http.request("GET", f"{system.url}/inbox").data.decode()
