"""What stands around every call, whoever carries it."""

import boto3
import pytest
from botocore.exceptions import ConnectTimeoutError, NoCredentialsError, ReadTimeoutError
from botocore.stub import Stubber

from functions.cloud import clients
from functions.cloud.aws.boto import Boto3Caller
from functions.cloud.aws.calls import Call, Seam
from functions.cloud.aws.client import HttpCaller
from functions.cloud.aws.errors import (
    ConditionalCheckFailedError,
    CredentialsError,
    NoAnswerError,
    ThrottledError,
    TransactionCanceledError,
)

GET = Call("dynamodb", "GetItem", {"TableName": "T"})


def test_the_latest_hook_stands_outermost_and_may_change_call_and_answer():
    seam, seen = Seam(), []

    def caller(call):
        seen.append(("carried", call.operation))
        return {"n": 1}

    def inner(call, then):
        seen.append(("inner", call.operation))
        return then(call) | {"inner": True}

    def outer(call, then):
        seen.append(("outer", call.operation))
        return then(Call(call.service, "Query", call.parameters)) | {"outer": True}

    through = seam.through(caller)
    with seam.around(inner), seam.around(outer):
        assert through(GET) == {"n": 1, "inner": True, "outer": True}
    assert seen == [("outer", "GetItem"), ("inner", "Query"), ("carried", "Query")]
    assert through(GET) == {"n": 1}


def test_a_hook_may_let_a_call_happen_and_lose_its_answer_or_not_happen_at_all():
    seam, carried = Seam(), []
    through = seam.through(lambda call: carried.append(call) or {})

    def lose(call, then):
        then(call)
        raise NoAnswerError(call.operation, sent=True, cause="test")

    def stop(call, _):
        raise NoAnswerError(call.operation, sent=False, cause="test")

    for hook, times in ((lose, 1), (stop, 1)):
        with seam.around(hook), pytest.raises(NoAnswerError):
            through(GET)
        assert len(carried) == times


@pytest.mark.parametrize(("told", "kind"), [(None, HttpCaller), ("own", HttpCaller), ("boto3", Boto3Caller)])
def test_one_setting_says_who_carries_the_calls(monkeypatch, told, kind):
    monkeypatch.setenv("AWS_REGION", "cn-north-1")
    monkeypatch.delenv("RUXUE_AWS_CLIENT", raising=False)
    if told:
        monkeypatch.setenv("RUXUE_AWS_CLIENT", told)
    assert isinstance(clients.carrier(), kind)


def test_a_word_that_the_setting_does_not_know_is_refused(monkeypatch):
    monkeypatch.setenv("RUXUE_AWS_CLIENT", "boto")
    with pytest.raises(KeyError):
        clients.carrier()


@pytest.fixture
def stubbed():
    client = boto3.client(
        "dynamodb", region_name="cn-north-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    with Stubber(client) as stubber:
        yield stubber, Boto3Caller(lambda _: client)


@pytest.mark.parametrize(
    ("code", "more", "kind"),
    [
        ("ConditionalCheckFailedException", {"Item": {"a": {"S": "b"}}}, ConditionalCheckFailedError),
        (
            "TransactionCanceledException",
            {"CancellationReasons": [{"Code": "None"}]},
            TransactionCanceledError,
        ),
        ("ThrottlingException", {}, ThrottledError),
    ],
)
def test_boto3_s_refusals_are_ours(stubbed, code, more, kind):
    stubber, caller = stubbed
    stubber.add_client_error("get_item", code, modeled_fields=more)
    with pytest.raises(kind) as caught:
        caller(Call("dynamodb", "GetItem", {"TableName": "T", "Key": {"pk": {"S": "a"}}}))
    assert caught.value.body.items() >= more.items()


@pytest.mark.parametrize(
    ("raised", "kind", "sent"),
    [
        (ReadTimeoutError(endpoint_url="x"), NoAnswerError, True),
        (ConnectTimeoutError(endpoint_url="x"), NoAnswerError, False),
        (NoCredentialsError(), CredentialsError, None),
    ],
)
def test_boto3_s_silences_are_ours(raised, kind, sent):
    class Client:
        def get_item(self, **_):
            raise raised

    with pytest.raises(kind) as caught:
        Boto3Caller(lambda _: Client())(GET)
    assert getattr(caught.value, "sent", None) is sent
