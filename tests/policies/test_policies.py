"""The watch over the policies sees what it is there for."""

from typing import NoReturn

import pytest

from functions.notify import handler as notify
from functions.registration.errors import NotFound
from functions.submit import routes
from infra.guardians.app import app
from infra.template import INFRA, PROJECTS
from tests.api import client

from .called import SERVED_APART, Need, function_calling, handlers, needs
from .granted import BY_SIGNATURE, grants, permitted, policies, spare


def test_every_function_has_its_policy_and_every_policy_its_function() -> None:
    files = {path for project in PROJECTS for path in (INFRA / project / "policies").iterdir()}
    assert len(policies()) == len(files)
    api = {f"{project}.{name}" for project in PROJECTS for name in ("api_handler", "authorizer")}
    assert set(policies()) == {*handlers().values(), *api, *SERVED_APART.values()}


def test_a_call_outside_the_policy_is_noticed() -> None:
    assert permitted(Need("guardians.notify", "dynamodb:UpdateItem", "RegistrationTable"))
    assert not permitted(Need("guardians.notify", "dynamodb:PutItem", "RegistrationTable"))
    assert not permitted(Need("guardians.notify", "dynamodb:UpdateItem", "SeasonTable"))
    assert not permitted(Need("staff.job", "s3:GetObject", "DocumentBucket/*"))


def test_every_index_is_each_index() -> None:
    assert permitted(Need("staff.api_handler", "dynamodb:Query", "RegistrationTable/index/season"))
    assert not permitted(Need("guardians.notify", "dynamodb:Query", "RegistrationTable/index/season"))


def test_a_grant_that_nothing_uses_is_noticed() -> None:
    used = set(grants("guardians.notify"))
    assert spare("guardians.notify", used) == set()
    used.discard(("sns:Publish", "a phone"))
    assert spare("guardians.notify", used) == {("sns:Publish", "a phone")}


def test_what_amazon_does_with_a_grant_is_granted() -> None:
    for function, grant in BY_SIGNATURE:
        assert grant in grants(function)


def test_a_transaction_needs_what_each_of_its_writes_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUXUE_TABLE", "registrations-7")
    writes = [
        {kind: {"TableName": "registrations-7"}} for kind in ("Put", "Update", "Delete", "ConditionCheck")
    ]
    assert list(needs("dynamodb", "TransactWriteItems", {"TransactItems": writes})) == [
        (f"dynamodb:{action}", "RegistrationTable")
        for action in ("PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem")
    ]


def test_who_calls_is_the_handler_that_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(notify, "_sent", lambda *_: seen.append(function_calling()))
    notify.notify({"Records": []}, None)
    assert seen == ["guardians.notify"]
    assert function_calling() is None


ONE = "/api/registrations/01G76PAV40CCCCCCCCCCCCCCCC"


@pytest.mark.parametrize(
    ("path", "function"), [(ONE, "guardians.api_handler"), (f"{ONE}/receipt", "guardians.receipt")]
)
def test_a_route_that_a_function_of_its_own_serves_calls_as_that_one(
    monkeypatch: pytest.MonkeyPatch, path: str, function: str
) -> None:
    seen = []

    def account() -> NoReturn:
        seen.append(function_calling())
        raise NotFound

    monkeypatch.setattr(routes, "_account", account)
    app(client.event("GET", path, None, client.REQUEST_HEADERS, {}), None)
    assert seen == [function]
