"""What goes out, and what becomes of each answer: against a transport that plays what it is told."""

import base64
import json
from zlib import crc32

import pytest

from functions.cloud.aws import errors
from functions.cloud.aws.calls import Call
from functions.cloud.aws.client import CONNECT_TIMEOUT, READ_TIMEOUT, HttpCaller
from functions.cloud.aws.credentials import Credentials
from functions.cloud.aws.operations import HARMLESS_AGAIN
from functions.cloud.aws.retries import ATTEMPTS, TOTAL
from functions.cloud.aws.services import DynamoDb, Kms
from functions.cloud.aws.transport import Response, UnansweredError

ONCE = [name for name, harmless in HARMLESS_AGAIN.items() if not harmless]
AGAIN = [name for name, harmless in HARMLESS_AGAIN.items() if harmless]


class Script:
    """A transport, a clock and credentials in one: plays answers in their order, the last one for ever."""

    def __init__(self, *answers) -> None:
        self.answers = list(answers)
        self.asked = []
        self.bounds = []
        self.slept = []
        self.time = 0.0
        self.takes = 0.0
        self.key = 0

    def __call__(self, request, /, *, connect, read):
        self.asked.append(request)
        self.bounds.append((connect, read))
        self.time += self.takes
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def current(self):
        return Credentials(f"KEY{self.key}", "secret", "token")

    def renew(self):
        self.key += 1

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds

    def caller(self):
        return HttpCaller(
            self,
            "cn-north-1",
            credentials=self,
            now=lambda: 1_656_900_000.0,
            monotonic=lambda: self.time,
            sleep=self.sleep,
        )

    def call(self, operation="GetItem", service="dynamodb", **parameters):
        return self.caller()(Call(service, operation, parameters))


def ok(body="{}", **headers):
    return Response(200, headers, body.encode())


def refusal(code, status=400, **more):
    return Response(
        status, {}, json.dumps({"__type": f"com.amazonaws.x#{code}", "message": "m", **more}).encode()
    )


THROTTLED = refusal("ThrottlingException")
CONFLICT = refusal("TransactionConflictException")
FAULT = refusal("InternalServerError", 500)
LOST, UNSENT = (
    UnansweredError("ReadTimeoutError", sent=True),
    UnansweredError("NewConnectionError", sent=False),
)


@pytest.fixture(autouse=True)
def nowhere(monkeypatch):
    for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"):
        monkeypatch.delenv(name, raising=False)


def test_a_call_is_one_signed_post_of_json():
    script = Script(ok('{"Item": {"a": {"N": "1"}}}'))
    assert script.call(TableName="表", Key={"pk": {"B": b"\x01"}}) == {"Item": {"a": {"N": "1"}}}
    [request] = script.asked
    assert request.url == "https://dynamodb.cn-north-1.amazonaws.com.cn/"
    assert json.loads(request.body) == {"TableName": "表", "Key": {"pk": {"B": "AQ=="}}}
    assert request.headers["x-amz-target"] == "DynamoDB_20120810.GetItem"
    assert request.headers["x-amz-security-token"] == "token"
    assert "20220704/cn-north-1/dynamodb/aws4_request" in request.headers["authorization"]
    assert script.bounds == [(CONNECT_TIMEOUT, READ_TIMEOUT)]


@pytest.mark.parametrize("operation", HARMLESS_AGAIN)
@pytest.mark.parametrize("failure", [THROTTLED, CONFLICT, UNSENT, refusal("", 429)])
def test_what_was_certainly_not_done_is_tried_again(operation, failure):
    script = Script(failure, failure, ok())
    assert script.call(operation) == {}
    assert len(script.asked) == ATTEMPTS
    assert len(script.slept) == ATTEMPTS - 1


@pytest.mark.parametrize("operation", AGAIN)
@pytest.mark.parametrize(
    "failure", [LOST, FAULT, Response(503, {}, b"<html>"), ok("{}", **{"x-amz-crc32": "1"})]
)
def test_what_may_have_been_done_is_tried_again_where_that_is_harmless(operation, failure):
    script = Script(failure, ok())
    assert script.call(operation) == {}
    assert len(script.asked) == 2


def test_a_second_write_that_may_meet_the_first_and_a_second_sms_are_what_would_harm():
    assert set(ONCE) == {"PutItem", "UpdateItem", "Publish"}


@pytest.mark.parametrize("operation", ONCE)
@pytest.mark.parametrize(("failure", "error"), [(LOST, errors.NoAnswerError), (FAULT, errors.FaultError)])
def test_what_may_have_been_done_is_not_tried_again_where_that_would_harm(operation, failure, error):
    script = Script(failure)
    with pytest.raises(error):
        script.call(operation)
    assert len(script.asked) == 1


def test_tries_end_and_the_last_failure_is_told():
    script = Script(THROTTLED)
    with pytest.raises(errors.ThrottledError, match="ThrottlingException"):
        script.call()
    assert len(script.asked) == ATTEMPTS


def test_no_try_begins_after_the_whole_time_and_the_last_one_gets_what_is_left():
    script = Script(LOST)
    script.takes = 6.0
    with pytest.raises(errors.NoAnswerError) as caught:
        script.call()
    assert caught.value.sent
    assert len(script.asked) == 2
    assert script.bounds[1][1] <= TOTAL - script.takes
    assert script.bounds[1][1] < READ_TIMEOUT


def test_a_transaction_keeps_its_token_over_its_tries_and_each_has_its_own():
    script = Script(LOST, ok(), ok())
    dynamodb = DynamoDb(script.caller())
    dynamodb.transact_write_items(TransactItems=[])
    dynamodb.transact_write_items(TransactItems=[])
    first, again, second = (json.loads(request.body)["ClientRequestToken"] for request in script.asked)
    assert first == again != second


@pytest.mark.parametrize("operation", HARMLESS_AGAIN)
def test_expired_credentials_are_looked_for_anew_once(operation):
    script = Script(refusal("ExpiredTokenException"), ok())
    assert script.call(operation) == {}
    assert [
        "KEY0" in script.asked[0].headers["authorization"],
        "KEY1" in script.asked[1].headers["authorization"],
    ]
    script = Script(refusal("ExpiredTokenException"))
    with pytest.raises(errors.ExpiredCredentialsError):
        script.call(operation)
    assert (len(script.asked), script.key, script.slept) == (2, 1, [])


@pytest.mark.parametrize("code", ["ValidationException", "AccessDeniedException", "NewWords"])
def test_any_other_refusal_is_told_at_once(code):
    script = Script(refusal(code))
    with pytest.raises(errors.RefusedError) as caught:
        script.call()
    assert type(caught.value) is errors.RefusedError
    assert (caught.value.code, caught.value.status, len(script.asked)) == (code, 400, 1)


def test_a_failed_condition_tells_what_stood_there():
    script = Script(refusal("ConditionalCheckFailedException", Item={"a": {"S": "b"}}))
    with pytest.raises(errors.ConditionalCheckFailedError) as caught:
        script.call("PutItem")
    assert caught.value.item == {"a": {"S": "b"}}


def test_a_cancelled_transaction_tells_each_reason():
    reasons = [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Item": {"a": {"S": "b"}}}]
    script = Script(refusal("TransactionCanceledException", CancellationReasons=reasons))
    with pytest.raises(errors.TransactionCanceledError) as caught:
        script.call("TransactWriteItems")
    assert caught.value.reasons == reasons


def test_a_code_may_stand_in_a_header_with_an_address_behind_it():
    answer = Response(400, {"x-amzn-errortype": "ResourceNotFoundException:http://x/"}, b"")
    with pytest.raises(errors.NotFoundError):
        Script(answer).call()


def test_a_spoilt_answer_is_none():
    for spoilt in (ok("<html>"), ok("[]"), ok('{"a": 1}', **{"x-amz-crc32": "7"})):
        with pytest.raises(errors.NoAnswerError):
            Script(spoilt).call("PutItem")
    body = '{"a": 1}'
    assert Script(ok(body, **{"x-amz-crc32": str(crc32(body.encode()))})).call("PutItem") == {"a": 1}


def test_keys_and_ciphertexts_are_bytes():
    wrapped = base64.b64encode(b"wrapped").decode()
    script = Script(
        ok(json.dumps({"Plaintext": base64.b64encode(b"key").decode(), "CiphertextBlob": wrapped}))
    )
    kms = Kms(script.caller())
    made = kms.generate_data_key(KeyId="k", KeySpec="AES_256")
    assert (made["Plaintext"], made["CiphertextBlob"]) == (b"key", b"wrapped")
    kms.decrypt(CiphertextBlob=b"wrapped")
    assert json.loads(script.asked[1].body) == {"CiphertextBlob": wrapped}


def test_what_json_cannot_hold_is_a_fault_of_ours():
    with pytest.raises(TypeError, match="object"):
        Script(ok()).call(TableName=object())
