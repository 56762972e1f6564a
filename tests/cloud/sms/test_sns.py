import pytest
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends

from functions.cloud import sms
from functions.cloud.aws.calls import Call
from functions.cloud.aws.client import HttpCaller
from functions.cloud.aws.errors import CredentialsError, NoAnswerError
from functions.cloud.aws.services import Sns
from functions.cloud.aws.transport import Response, UnansweredError
from functions.cloud.sealing.secrets import AlibabaSender, Secrets, SecretsError, SnsSender, TencentSender
from functions.cloud.sms import (
    SmsBlockedError,
    SmsError,
    SmsRefusedError,
    SmsRetryError,
    SmsTellStaffError,
    SmsUnknownError,
)
from functions.cloud.sms.alibaba import AlibabaSms
from functions.cloud.sms.sns import SnsSms
from functions.cloud.sms.tencent import TencentSms
from tests.moto_transport import moto_transport

REGION = "ap-southeast-1"


@pytest.fixture(autouse=True)
def credentials(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)


def answered(status: int, body: str) -> SnsSms:
    """Amazon SNS, which answers so."""
    return SnsSms(
        Sns(HttpCaller(lambda *_, **__: Response(status, {}, body.encode()), REGION, sleep=lambda _: None))
    )


def refused(code: str, status: int = 400) -> SnsSms:
    return answered(
        status,
        '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>'
        f"<Code>{code}</Code><Message>Invalid parameter: +8613800000000</Message></Error></ErrorResponse>",
    )


def test_the_whole_text_goes_to_the_phone(notice):
    with mock_aws():
        sent = SnsSms(Sns(HttpCaller(moto_transport(), REGION))).send(**notice)
        messages = sns_backends[DEFAULT_ACCOUNT_ID][REGION].sms_messages
        assert messages[sent.message_id][:2] == ("+8613800000000", "结果已公布")


def test_an_sms_is_transactional_and_carries_the_sender_id_where_there_is_one(notice):
    asked: list[Call] = []

    def note(call: Call, /):
        asked.append(call)
        return {"MessageId": "1"}

    SnsSms(Sns(note), sender_id="RUXUE").send(**notice)
    SnsSms(Sns(note)).send(**notice)
    kinds = [
        {name: value["StringValue"] for name, value in call.parameters["MessageAttributes"].items()}
        for call in asked
    ]
    assert kinds == [
        {"AWS.SNS.SMS.SMSType": "Transactional", "AWS.SNS.SMS.SenderID": "RUXUE"},
        {"AWS.SNS.SMS.SMSType": "Transactional"},
    ]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("OptedOut", SmsRefusedError),
        ("InvalidParameter", SmsRefusedError),
        ("ThrottledException", SmsRetryError),
        ("InternalError", SmsUnknownError),
        ("AuthorizationError", SmsBlockedError),
        ("InvalidClientTokenId", SmsBlockedError),
        ("ExpiredToken", SmsRetryError),
        ("UserError", SmsTellStaffError),
        ("SomethingNew", SmsBlockedError),
    ],
)
def test_each_code_has_its_answer_and_no_error_repeats_the_phone(notice, code, error):
    with pytest.raises(error, match=code) as raised:
        refused(code).send(**notice)
    assert raised.value.__context__ is None
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, ""),
        (200, "{}"),
        (200, "<PublishResponse"),
        (200, "<PublishResponse><PublishResult></PublishResult></PublishResponse>"),
        (200, "<PublishResponse><PublishResult><Other>1</Other></PublishResult></PublishResponse>"),
        (403, "<html>a proxy</html>"),
        (503, '{"message": "busy"}'),
    ],
)
def test_an_answer_that_nobody_can_read_leaves_open_whether_the_sms_went(notice, status, body):
    with pytest.raises(SmsUnknownError):
        answered(status, body).send(**notice)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NoAnswerError("Publish", sent=False, cause="ConnectTimeoutError"), SmsRetryError),
        (CredentialsError("none"), SmsRetryError),
        (NoAnswerError("Publish", sent=True, cause="ReadTimeoutError"), SmsUnknownError),
    ],
)
def test_what_did_not_leave_goes_later_and_what_may_have_gone_does_not(
    notice, error: Exception, told: type[SmsError]
):
    def away(_: Call, /):
        raise error

    with pytest.raises(told):
        SnsSms(Sns(away)).send(**notice)


def test_an_sms_whose_answer_was_lost_is_handed_over_once(notice):
    asked = []

    def lost(request, /, **_):
        asked.append(request)
        raise UnansweredError("ReadTimeoutError", sent=True)

    with pytest.raises(SmsUnknownError):
        SnsSms(Sns(HttpCaller(lost, REGION, sleep=lambda _: None))).send(**notice)
    assert len(asked) == 1


KEYS = {"mac": {"current": 1, "keys": {"1": "A" * 43 + "="}}}
GATEWAY = {"client_id": "c", "secret": "s"}
TENCENT = {"secret_id": "i", "secret_key": "k", "sdk_app_id": "1", "sign_name": "入学", "templates": {}}
ALIBABA = {"access_key_id": "i", "access_key_secret": "k", "sign_name": "入学", "templates": {}}


def _secrets(own: dict) -> Secrets:
    return Secrets.model_validate(
        {**KEYS, "household_gateway": GATEWAY, "property_gateway": GATEWAY, "sms": own}
    )


@pytest.mark.parametrize(
    ("provider", "own", "sender"),
    [("sns", {}, SnsSms), ("tencent", TENCENT, TencentSms), ("alibaba", ALIBABA, AlibabaSms)],
)
def test_the_settings_choose_the_provider(provider, own, sender):
    assert isinstance(sms.sms_sender(provider, None, _secrets(own).sms), sender)


@pytest.mark.parametrize(("provider", "own"), [("sns", TENCENT), ("tencent", ALIBABA), ("alibaba", {})])
def test_another_providers_credentials_are_refused_at_start(provider, own):
    with pytest.raises(SecretsError, match=provider):
        sms.sms_sender(provider, None, _secrets(own).sms)


def test_the_configured_address_is_used_instead_of_the_public_one(fake, notice):
    fake.answers({"Code": "OK", "BizId": "1"})
    ours = _secrets({**ALIBABA, "templates": {"outcome": "SMS_1"}}).sms
    sender = sms.sms_sender("alibaba", fake.url, ours)
    assert sender.send(**notice).message_id == "1"
    assert len(fake.requests) == 1


def test_credentials_are_told_apart_by_their_own_fields():
    kinds = [type(_secrets(own).sms) for own in ({}, TENCENT, ALIBABA)]
    assert kinds == [SnsSender, TencentSender, AlibabaSender]
