import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from functions.cloud.sealing.secrets import TencentSender
from functions.cloud.sms import (
    Sent,
    SmsBlockedError,
    SmsRefusedError,
    SmsRetryError,
    SmsUnknownError,
)
from functions.cloud.sms.tencent import TencentSms, authorization
from functions.registration.registration import NoticeKind

KEY = "plainly-secret"
NOW = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
SENT = {
    "Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": "2640:1", "PhoneNumber": "+8613800000000"}]}
}


def test_the_signature_is_the_one_of_the_published_example():
    """Tencent Cloud API 3.0, signature method v3: DescribeInstances, its secret shown as 32 stars."""
    body = rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
    stars = "*" * 32
    made = authorization(
        f"AKID{stars}", stars, "cvm", "cvm.tencentcloudapi.com", "DescribeInstances", 1551113065, body
    )
    assert made == (
        f"TC3-HMAC-SHA256 Credential=AKID{stars}/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host;x-tc-action, "
        "Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"
    )


def _refusal(request) -> str | None:
    """Recomputes the signature from what arrived, as the provider does."""
    headers = request.headers
    lines = [f"{name}:{headers[name].lower()}\n" for name in ("content-type", "host", "x-tc-action")]
    body_hash = hashlib.sha256(request.body).hexdigest()
    canonical = "\n".join(
        ["POST", request.path, "", "".join(lines), "content-type;host;x-tc-action", body_hash]
    )
    seconds = int(headers["x-tc-timestamp"])
    day = datetime.fromtimestamp(seconds, UTC).date().isoformat()
    step = b"TC3" + KEY.encode()
    for word in (day, "sms", "tc3_request"):
        step = hmac.digest(step, word.encode(), "sha256")
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    to_sign = "\n".join(["TC3-HMAC-SHA256", str(seconds), f"{day}/sms/tc3_request", digest])
    right = hmac.digest(step, to_sign.encode(), "sha256").hex()
    if headers["authorization"].endswith(f"Signature={right}") and abs(seconds - NOW.timestamp()) < 300:
        return None
    return json.dumps({"Response": {"Error": {"Code": "AuthFailure.SignatureFailure"}}})


@pytest.fixture
def sender(fake):
    fake.refusal = _refusal
    fake.answers(SENT)
    return _sender(fake, KEY)


def _sender(fake, key) -> TencentSms:
    credentials = TencentSender(
        secret_id="AKID",
        secret_key=SecretStr(key),
        sdk_app_id="1400000000",
        sign_name="入学",
        templates={NoticeKind.OUTCOME: "77"},
    )
    return TencentSms(credentials, endpoint=fake.url, clock=lambda: NOW)


def test_a_notice_goes_as_its_approved_template_with_variables_in_order(fake, sender, notice):
    assert sender.send(**notice).message_id == "2640:1"
    [request] = fake.requests
    assert json.loads(request.body) == {
        "PhoneNumberSet": ["+8613800000000"],
        "SmsSdkAppId": "1400000000",
        "SignName": "入学",
        "TemplateId": "77",
        "TemplateParamSet": ["林**", "0592-1234567"],
        "SessionContext": "R1/outcome",
    }
    assert f"http://{request.headers['host']}" == fake.url
    assert request.headers["x-tc-action"] == "SendSms"
    assert request.headers["x-tc-version"] == "2021-01-11"
    assert request.headers["x-tc-region"] == "ap-guangzhou"


def test_a_wrong_secret_is_for_staff(fake, sender, notice):
    with pytest.raises(SmsBlockedError, match="AuthFailure"):
        _sender(fake, "another").send(**notice)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("FailedOperation.PhoneNumberInBlacklist", SmsRefusedError),
        ("InvalidParameterValue.IncorrectPhoneNumber", SmsRefusedError),
        ("FailedOperation.InsufficientBalanceInSmsPackage", SmsBlockedError),
        ("FailedOperation.TemplateUnapprovedOrNotExist", SmsBlockedError),
        ("InternalError.Timeout", SmsUnknownError),
        ("SomethingNew", SmsBlockedError),
    ],
)
def test_what_happens_to_one_phone_is_read_from_its_own_status(fake, sender, notice, code, error):
    fake.answers({"Response": {"SendStatusSet": [{"Code": code, "Message": "13800000000"}]}})
    with pytest.raises(error, match=code) as raised:
        sender.send(**notice)
    assert "13800000000" not in str(raised.value)


def test_limits_say_when_to_come_back(fake, sender, notice):
    fake.answers({"Response": {"Error": {"Code": "RequestLimitExceeded"}}})
    with pytest.raises(SmsRetryError) as soon:
        sender.send(**notice)
    fake.answers({"Response": {"SendStatusSet": [{"Code": "LimitExceeded.PhoneNumberDailyLimit"}]}})
    with pytest.raises(SmsRetryError) as later:
        sender.send(**notice)
    assert (soon.value.retry_after, later.value.retry_after) == (60, 3600)


@pytest.mark.parametrize("answer", [{}, {"Response": {}}, {"Response": {"SendStatusSet": []}}])
def test_an_answer_that_does_not_say_sent_is_not_taken_for_sent(fake, sender, notice, answer):
    fake.answers(answer)
    with pytest.raises(SmsUnknownError):
        sender.send(**notice)


def test_a_notice_without_a_template_asks_nothing_of_the_provider(fake, sender, notice):
    with pytest.raises(SmsBlockedError, match="template_not_configured"):
        sender.send(**{**notice, "template": NoticeKind.CODE})
    assert fake.requests == []


def test_an_sms_whose_answer_was_lost_is_known_by_its_reference(fake, sender):
    fake.answers(
        {
            "Response": {
                "PullSmsSendStatusSet": [
                    {"SessionContext": "R1/another", "SerialNo": "1"},
                    {"SessionContext": "R1/submitted-2", "SerialNo": "2"},
                ]
            }
        }
    )
    assert sender.look_up("13800000000", "R1/submitted-2", NOW) == Sent("2")
    assert sender.look_up("13800000000", "R1/outcome", NOW) is None
    assert {one.headers["x-tc-action"] for one in fake.requests} == {"PullSmsSendStatusByPhoneNumber"}
