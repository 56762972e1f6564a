"""What every answer carries: of each route of both APIs, the SMS providers' door and the pages, of every kind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest
import urllib3

from functions.cloud import composition
from functions.cloud.aws.errors import NoAnswerError
from functions.cloud.web.http import HEADERS
from infra.guardians.app import app as guardians
from infra.staff.app import app as staff
from local.web.gateway import LARGEST_BODY

from .target import CASE, SEASON, Target, standing

ROUTES = [
    (method, route)
    for app in (guardians, staff)
    for route, methods in app.routes.items()
    for method in methods
]
IDS = dict.fromkeys(("registration_id", "document_id", "export_id"), CASE)
KNOWN = defaultdict(lambda: "1", IDS, season=SEASON, provider="tencent", door="d" * 40)
KEPT_BY_ALL = {"/api/seasons", "/api/seasons/{season}"}
"""What everybody may know and keep, where the answer is a good one."""

PAGES = (
    "/",
    "/staff",
    "/staff/a",
    "/inbox",
    "/assets/none-1a2b.js",
    "/settings.json",
    "/local/clock",
    "/nothing.txt",
)


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    with standing() as made:
        yield made


@pytest.fixture(scope="module")
def http() -> Iterator[urllib3.PoolManager]:
    with urllib3.PoolManager(retries=False) as pool:
        yield pool


def whole(answer: urllib3.BaseHTTPResponse, *, kept: bool = False) -> int:
    """Its status, of an answer that carries what each must, each once."""
    names = [name.lower() for name in answer.headers]
    for name in ("Strict-Transport-Security", "X-Content-Type-Options", "Content-Security-Policy"):
        assert names.count(name.lower()) == 1, (answer.status, name)
        assert len(answer.headers.getlist(name)) == 1, (answer.status, name)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Strict-Transport-Security"] == HEADERS["Strict-Transport-Security"]
    assert kept or answer.headers["Cache-Control"] == "no-store", answer.status
    assert ("WWW-Authenticate" in answer.headers) == (answer.status == 401)
    assert answer.status not in {429, 503} or "Retry-After" in answer.headers
    if answer.status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status


def asked(
    target: Target, http: urllib3.PoolManager, method: str, route: str, who: str = "", **sent: str
) -> urllib3.BaseHTTPResponse:
    headers: dict[str, str] = {"Authorization": f"Bearer {target.tokens[who]}"} if who else {}
    headers |= {name.replace("_", "-"): value for name, value in sent.items() if name != "body"}
    url = target.url.removesuffix("/api") + route.format_map(KNOWN)
    return http.request(method, url, headers=headers, body=sent.get("body"))


KINDS: Mapping[str, Mapping[str, str]] = {
    "nobody": {},
    "a token of nobody": {"Authorization": "Bearer a.b.c"},
    "no JSON": {"who": "guardian", "body": "{", "Content_Type": "application/json", "If_Match": '"1"'},
    "no JSON of staff": {
        "who": "supervisor",
        "body": "{",
        "Content_Type": "application/json",
        "If_Match": '"1"',
    },
    "another kind": {"who": "guardian", "body": "x", "Content_Type": "text/plain"},
    "one factor": {"who": "one factor", "body": "{}", "Content_Type": "application/json"},
    "unverified": {"who": "unverified", "body": "{}", "Content_Type": "application/json"},
    "reviewer": {"who": "reviewer"},
    "auditor": {"who": "auditor"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_route_s_answer_carries_what_every_answer_must(
    target: Target, http: urllib3.PoolManager, kind: str
) -> None:
    seen = {
        whole(asked(target, http, method, route, **KINDS[kind]), kept=route in KEPT_BY_ALL)
        for method, route in ROUTES
    }
    assert max(seen) < 500
    assert (401 in seen) == (kind in {"nobody", "a token of nobody"})


def test_what_the_gateway_refuses_by_itself_carries_it_too(target: Target, http: urllib3.PoolManager) -> None:
    for _, route in ROUTES:
        assert whole(asked(target, http, "OPTIONS", route)) == 404
        assert whole(asked(target, http, "TRACE", route, "guardian")) in {404, 405}
    too_much = "x" * (LARGEST_BODY + 1)
    assert whole(asked(target, http, "POST", "/api/registrations", "guardian", body=too_much)) == 413
    assert whole(asked(target, http, "GET", "/api/nothing", "guardian")) == 404


@pytest.mark.parametrize(
    ("fault", "status"), [(KeyError("x"), 500), (NoAnswerError("GetItem", sent=True, cause="none"), 503)]
)
def test_a_fault_of_ours_carries_it_too(
    target: Target, http: urllib3.PoolManager, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr(composition, "registration_table", fails)
    assert whole(asked(target, http, "GET", "/api/registrations", "guardian")) == status


def test_pages_settings_and_what_is_not_there_carry_it_too(target: Target, http: urllib3.PoolManager) -> None:
    for path in PAGES:
        for method in ("GET", "POST"):
            answer = asked(target, http, method, path)
            assert "Content-Security-Policy" in answer.headers, path
            assert answer.headers["Strict-Transport-Security"] == HEADERS["Strict-Transport-Security"], path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
