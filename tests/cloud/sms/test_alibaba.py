import hashlib
import hmac
import json
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl

import pytest
from pydantic import SecretStr

from functions.cloud.sealing.secrets import AlibabaSender
from functions.cloud.sms import (
    Sent,
    SmsBlockedError,
    SmsRefusedError,
    SmsRetryError,
)
from functions.cloud.sms.alibaba import AlibabaSms, authorization, form
from functions.registration.registration import NoticeKind

KEY = "plainly-secret"
NOW = datetime(2026, 7, 2, 4, 30, tzinfo=timezone(timedelta(hours=8)))


def test_the_signature_is_the_one_of_the_published_example():
    """Alibaba Cloud, request syntax and signature method V3: the fixed RunInstances example."""
    made = authorization(
        "YourAccessKeyId",
        "YourAccessKeySecret",
        {
            "host": "ecs.cn-shanghai.aliyuncs.com",
            "x-acs-action": "RunInstances",
            "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
            "x-acs-date": "2023-10-26T10:22:32Z",
            "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
            "x-acs-version": "2014-05-26",
        },
        form(
            {
                "RegionId": "cn-shanghai",
                "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
            }
        ),
    )
    assert made == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,"
        "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_parameters_are_encoded_as_rfc_3986_has_it():
    assert form({"b": "a b*~/+", "a": "林"}) == "a=%E6%9E%97&b=a%20b%2A~%2F%2B"


def _refusal(request) -> str | None:
    """Recomputes the signature from what arrived, as the provider does."""
    headers = request.headers
    claimed = dict(part.split("=", 1) for part in headers["authorization"].split(" ", 1)[1].split(","))
    names = claimed["SignedHeaders"].split(";")
    unsigned = {name for name in headers if name.startswith("x-acs-") or name == "host"} - set(names)
    body_hash = hashlib.sha256(request.body).hexdigest()
    canonical = "\n".join(
        [
            "POST",
            request.path,
            "",
            *(f"{name}:{headers[name]}" for name in names),
            "",
            claimed["SignedHeaders"],
            body_hash,
        ]
    )
    to_sign = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    right = hmac.digest(KEY.encode(), to_sign.encode(), "sha256").hex()
    ok = claimed["Signature"] == right and not unsigned and headers["x-acs-content-sha256"] == body_hash
    return None if ok else json.dumps({"Code": "SignatureDoesNotMatch"})


@pytest.fixture
def sender(fake):
    fake.refusal = _refusal
    fake.answers({"Code": "OK", "BizId": "9006^0", "Message": "OK"})
    return _sender(fake, KEY)


def _sender(fake, key) -> AlibabaSms:
    credentials = AlibabaSender(
        access_key_id="LTAI",
        access_key_secret=SecretStr(key),
        sign_name="入学",
        templates={NoticeKind.OUTCOME: "SMS_77"},
    )
    return AlibabaSms(credentials, endpoint=fake.url, clock=lambda: NOW)


def test_a_notice_goes_as_its_approved_template_with_variables_by_name(fake, sender, notice):
    assert sender.send(**notice).message_id == "9006^0"
    [request] = fake.requests
    sent = dict(parse_qsl(request.body.decode(), strict_parsing=True))
    assert json.loads(sent.pop("TemplateParam")) == {"student": "林**", "support_phone": "0592-1234567"}
    assert sent == {
        "PhoneNumbers": "13800000000",
        "SignName": "入学",
        "TemplateCode": "SMS_77",
        "OutId": "R1/outcome",
    }
    assert request.headers["x-acs-action"] == "SendSms"
    assert request.headers["x-acs-version"] == "2017-05-25"
    assert request.headers["x-acs-date"] == "2026-07-01T20:30:00Z"


def test_no_url_holds_a_phone(fake, sender, notice):
    sender.send(**notice)
    assert fake.requests[0].path == "/"


def test_every_request_has_a_nonce_of_its_own(fake, sender, notice):
    sender.send(**notice)
    sender.send(**notice)
    assert len({request.headers["x-acs-signature-nonce"] for request in fake.requests}) == 2


def test_a_wrong_secret_is_for_staff(fake, sender, notice):
    with pytest.raises(SmsBlockedError, match="SignatureDoesNotMatch"):
        _sender(fake, "another").send(**notice)


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("isv.MOBILE_NUMBER_ILLEGAL", 200, SmsRefusedError),
        ("isv.BLACK_KEY_CONTROL_LIMIT", 200, SmsRefusedError),
        ("isv.AMOUNT_NOT_ENOUGH", 200, SmsBlockedError),
        ("isv.SMS_TEMPLATE_ILLEGAL", 200, SmsBlockedError),
        ("Throttling.User", 400, SmsRetryError),
        ("ServiceUnavailable", 503, SmsRetryError),
        ("isv.SOMETHING_NEW", 200, SmsBlockedError),
    ],
)
def test_the_code_decides_whatever_the_http_status(fake, sender, notice, code, status, error):
    fake.answers({"Code": code, "Message": "13800000000"}, status=status)
    with pytest.raises(error, match=code) as raised:
        sender.send(**notice)
    assert "13800000000" not in str(raised.value)


def test_a_phone_that_has_had_its_share_waits_an_hour(fake, sender, notice):
    fake.answers({"Code": "isv.BUSINESS_LIMIT_CONTROL"})
    with pytest.raises(SmsRetryError) as raised:
        sender.send(**notice)
    assert raised.value.retry_after == 3600


def test_a_notice_without_a_template_asks_nothing_of_the_provider(fake, sender, notice):
    with pytest.raises(SmsBlockedError, match="template_not_configured"):
        sender.send(**{**notice, "template": NoticeKind.CODE})
    assert fake.requests == []


def test_an_sms_whose_answer_was_lost_is_known_by_its_reference(fake, sender):
    fake.answers({"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": [{"OutId": "R1/submitted-2"}]}})
    assert sender.look_up("13800000000", "R1/submitted-2", NOW) == Sent("")
    assert sender.look_up("13800000000", "R1/outcome", NOW) is None
    assert {one.headers["x-acs-action"] for one in fake.requests} == {"QuerySendDetails"}
