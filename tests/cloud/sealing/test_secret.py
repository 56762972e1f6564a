import base64
import json

import boto3
import pytest

from functions.cloud import clients, settings
from functions.cloud.sealing import secrets

KEY = base64.b64encode(bytes(range(32))).decode()


def _secret(**changes) -> str:
    return json.dumps(
        {
            "mac": {"current": 1, "keys": {"1": KEY}},
            "household_gateway": {"client_id": "ruxue", "secret": "plainly-secret-1"},
            "property_gateway": {"client_id": "ruxue", "secret": "plainly-secret-2"},
            "sms": {
                "secret_id": "plainly-secret-3",
                "secret_key": "plainly-secret-4",
                "sdk_app_id": "1400000000",
                "sign_name": "入学",
                "templates": {"code": "1"},
            },
        }
        | changes
    )


@pytest.fixture
def deployed(monkeypatch):
    monkeypatch.setenv("RUXUE_KEY_ID", "key")
    monkeypatch.setenv("RUXUE_SECRET_ID", "ruxue")
    cached = (clients.caller, clients.secretsmanager, settings.keys, secrets._held, secrets._macs)
    for entry in cached:
        entry.cache_clear()
    boto3.client("secretsmanager").create_secret(Name="ruxue", SecretString=_secret())
    yield boto3.client("secretsmanager")
    for entry in cached:
        entry.cache_clear()


def test_the_secret_is_read_once_in_five_minutes_and_makes_the_macs(deployed):
    first = secrets.secrets()
    deployed.put_secret_value(SecretId="ruxue", SecretString="{}")
    assert secrets.secrets() is first
    assert secrets.macs().of("child", "x").startswith("1.sha256:")
    assert secrets.macs() is secrets.macs()


def test_a_key_says_which_algorithm_it_is_for():
    keys = {"1": KEY, "2": {"algorithm": "sm3", "key": KEY}}
    parsed = secrets.parse(_secret(mac={"current": 2, "keys": keys})).mac.keys
    assert [parsed[number].algorithm for number in (1, 2)] == ["sha256", "sm3"]
    with pytest.raises(secrets.SecretsError, match=r"mac\.keys\.1\.algorithm"):
        secrets.parse(_secret(mac={"current": 1, "keys": {"1": {"algorithm": "md5", "key": KEY}}}))


def test_printing_the_secret_shows_no_secret():
    parsed = secrets.parse(_secret())
    for shown in (repr(parsed), str(parsed), f"{parsed.mac!r} {parsed.sms!r} {parsed.household_gateway!r}"):
        assert "plainly-secret" not in shown
        assert KEY not in shown
        assert repr(bytes(range(32))) not in shown
    assert parsed.household_gateway.secret.get_secret_value() == "plainly-secret-1"


def test_a_wrong_secret_is_named_and_not_shown():
    wrong = _secret(household_gateway={"client_id": "ruxue", "sekret": "plainly-secret-5"})
    with pytest.raises(secrets.SecretsError, match=r"household_gateway\.secret: missing") as raised:
        secrets.parse(wrong)
    assert "plainly-secret" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


@pytest.mark.parametrize("text", ["", "not json", "[]", "{}"])
def test_what_is_no_secret_is_refused(text):
    with pytest.raises(secrets.SecretsError):
        secrets.parse(text)


def test_a_mac_key_of_another_length_is_refused():
    short = base64.b64encode(bytes(31)).decode()
    with pytest.raises(secrets.SecretsError, match=r"mac\.keys"):
        secrets.parse(_secret(mac={"current": 1, "keys": {"1": short}}))


def test_amazon_sns_needs_no_credentials():
    assert isinstance(secrets.parse(_secret(sms={})).sms, secrets.SnsSender)
