"""Real providers' own forms on loopback, and the cloud set to send by them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from functions.cloud.sealing import secrets
from functions.registration.registration import NoticeKind
from local.environment import forget_cached
from tests.aws import SECRET, Cloud
from tests.cloud.sms.provider import Provider, provider

TEMPLATES = {kind.value: "1" for kind in NoticeKind}
CREDENTIALS: dict[str, dict[str, Any]] = {
    "tencent": {
        "secret_id": "id",
        "secret_key": "key",
        "sdk_app_id": "1400000000",
        "sign_name": "入学",
        "templates": TEMPLATES,
    },
    "alibaba": {
        "access_key_id": "id",
        "access_key_secret": "key",
        "sign_name": "入学",
        "templates": TEMPLATES,
    },
}
[DOOR] = SECRET["sms_report_doors"]


@pytest.fixture
def tencent() -> Iterator[Provider]:
    with provider() as told:
        yield told


@pytest.fixture
def alibaba() -> Iterator[Provider]:
    with provider() as told:
        yield told


def keep(cloud: Cloud, **parts: Any) -> None:
    """The secret has these parts from now on, and every function has read it again."""
    found = cloud.clients.secrets.list_secrets()["SecretList"]
    [name] = [one["ARN"] for one in found if one["Name"] == "ruxue-test"]
    cloud.clients.secrets.put_secret_value(SecretId=name, SecretString=json.dumps(SECRET | parts))
    secrets._held.cache_clear()


def send_by(cloud: Cloud, first: tuple[str, Provider], fallback: tuple[str, Provider] | None = None) -> None:
    variables = {"RUXUE_SMS_PROVIDER": first[0], "RUXUE_SMS_ENDPOINT_URL": first[1].url}
    parts = {"sms": CREDENTIALS[first[0]]}
    if fallback is not None:
        variables |= {
            "RUXUE_SMS_FALLBACK": fallback[0],
            "RUXUE_SMS_FALLBACK_ENDPOINT_URL": fallback[1].url,
        }
        parts["sms_fallback"] = CREDENTIALS[fallback[0]]
    for name, value in variables.items():
        cloud.environment.setenv(name, value)
    forget_cached()
    keep(cloud, **parts)


def tencent_took(serial: str) -> dict[str, Any]:
    return {"Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": serial}], "RequestId": "1"}}


def tencent_report(serial: str, status: str = "SUCCESS", code: str = "DELIVRD") -> dict[str, Any]:
    return {
        "user_receive_time": "2022-07-05 09:59:00",
        "nationcode": "86",
        "mobile": "13800000000",
        "report_status": status,
        "errmsg": code,
        "description": "用户短信送达状态",
        "sid": serial,
    }


def alibaba_report(biz: str, reference: str, *, success: bool = True) -> dict[str, Any]:
    return {
        "phone_number": "13800000000",
        "send_time": "2022-07-05 09:58:00",
        "report_time": "2022-07-05 09:59:00",
        "success": success,
        "err_code": "DELIVERED" if success else "MOBILE_NOT_ON_SERVICE",
        "err_msg": "用户接收",
        "sms_size": "1",
        "biz_id": biz,
        "out_id": reference,
    }
