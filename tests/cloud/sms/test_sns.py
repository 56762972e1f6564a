import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
from botocore.stub import Stubber
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends

from functions.cloud import sms
from functions.cloud.sealing.secrets import AlibabaSender, Secrets, SecretsError, SnsSender, TencentSender
from functions.cloud.sms import (
    SmsBlockedError,
    SmsRefusedError,
    SmsRetryError,
    SmsUnknownError,
)
from functions.cloud.sms.alibaba import AlibabaSms
from functions.cloud.sms.sns import SnsSms
from functions.cloud.sms.tencent import TencentSms

REGION = "ap-southeast-1"


@pytest.fixture
def sns(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        yield boto3.client("sns")


def test_the_whole_text_goes_to_the_phone(sns, notice):
    sent = SnsSms(sns).send(**notice)
    messages = sns_backends[DEFAULT_ACCOUNT_ID][REGION].sms_messages
    assert messages[sent.message_id][:2] == ("+8613800000000", "结果已公布")


def test_an_sms_is_transactional_and_carries_the_sender_id_where_there_is_one(sns, notice):
    asked = []
    sns.meta.events.register("provide-client-params.sns.Publish", lambda params, **_: asked.append(params))
    SnsSms(sns, sender_id="RUXUE").send(**notice)
    SnsSms(sns).send(**notice)
    kinds = [
        {name: value["StringValue"] for name, value in one["MessageAttributes"].items()} for one in asked
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
        ("SomethingNew", SmsBlockedError),
    ],
)
def test_each_code_has_its_answer_and_no_error_repeats_the_phone(sns, notice, code, error):
    with Stubber(sns) as stub:
        stub.add_client_error("publish", code, "Invalid parameter: +8613800000000")
        with pytest.raises(error, match=code) as raised:
            SnsSms(sns).send(**notice)
    assert raised.value.__context__ is None
    assert raised.value.__cause__ is None


def test_a_cloud_that_cannot_be_reached_is_asked_again_later(notice):
    class Away:
        def publish(self, **request):
            raise EndpointConnectionError(endpoint_url="https://sns.example")

    with pytest.raises(SmsRetryError, match="unreachable"):
        SnsSms(Away()).send(**notice)


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
def test_the_settings_choose_the_provider(sns, provider, own, sender):
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
