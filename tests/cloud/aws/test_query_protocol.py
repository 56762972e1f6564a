"""Our forms against botocore's, which Amazon itself maintains, and its XML as SNS's reference has it."""

import random
from urllib.parse import parse_qs

import pytest
from botocore.serialize import create_serializer
from botocore.session import get_session

from functions.cloud.aws.calls import Call
from functions.cloud.aws.errors import (
    ExpiredCredentialsError,
    FaultError,
    NoAnswerError,
    RefusedError,
    ThrottledError,
)
from functions.cloud.aws.operations import PROTOCOLS
from functions.cloud.aws.transport import Response

SNS = PROTOCOLS["sns"]
TEXTS = "aZ09 +&=%/~-_.*()'\"<>\n入学🏫é"
TOOK = """<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
  <PublishResult><MessageId>567910cd-659e-55d4-8ccb-5aaf14679dc0</MessageId></PublishResult>
  <ResponseMetadata><RequestId>d74b8436-ae13-5ab4-a9ff-ce54dfea72a0</RequestId></ResponseMetadata>
</PublishResponse>"""


def _text(chance: random.Random) -> str:
    return "".join(chance.choices(TEXTS, k=chance.randint(1, 40)))


@pytest.mark.parametrize("seed", range(50))
def test_a_form_says_what_botocore_s_says(seed: int) -> None:
    chance = random.Random(seed)
    parameters = {
        "PhoneNumber": _text(chance),
        "Message": _text(chance),
        "MessageAttributes": {
            _text(chance): {"DataType": "String", "StringValue": _text(chance)}
            for _ in range(chance.randint(0, 3))
        },
    }
    model = get_session().get_service_model("sns").operation_model("Publish")
    theirs = create_serializer("query").serialize_to_request(parameters, model)["body"]
    ours = parse_qs(SNS.body(Call("sns", "Publish", parameters)).decode(), strict_parsing=True)
    assert ours == {name: [value] for name, value in theirs.items()}


def test_an_answer_is_the_texts_of_its_result() -> None:
    told = SNS.answer("Publish", Response(200, {}, TOOK.encode()))
    assert told == {"MessageId": "567910cd-659e-55d4-8ccb-5aaf14679dc0"}


@pytest.mark.parametrize("body", ["", "<html>", "{}", "<PublishResponse/>", TOOK.replace("Publish", "Other")])
def test_an_answer_of_something_else_is_none(body: str) -> None:
    with pytest.raises(NoAnswerError) as raised:
        SNS.answer("Publish", Response(200, {}, body.encode()))
    assert raised.value.sent


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "Throttled", RefusedError),
        (400, "Throttling", ThrottledError),
        (403, "ExpiredToken", ExpiredCredentialsError),
        (500, "InternalFailure", FaultError),
    ],
)
def test_a_refusal_is_its_code_and_its_words(status: int, code: str, kind: type[RefusedError]) -> None:
    body = f"<ErrorResponse><Error><Code>{code}</Code><Message>so</Message></Error></ErrorResponse>"
    with pytest.raises(kind) as raised:
        SNS.answer("Publish", Response(status, {}, body.encode()))
    assert type(raised.value) is kind
    assert (raised.value.code, raised.value.message) == (code, "so")
