import pytest

from functions.cloud import settings


def test_a_group_reads_only_its_own_variables(monkeypatch):
    monkeypatch.setenv("RUXUE_TABLE", "registrations")
    monkeypatch.setenv("RUXUE_SEASON_TABLE", "seasons")
    monkeypatch.delenv("RUXUE_SITE_URL", raising=False)
    tables = settings.read(settings.Tables)
    assert (tables.registrations, tables.seasons) == ("registrations", "seasons")


def test_every_missing_variable_is_named(monkeypatch):
    monkeypatch.delenv("RUXUE_TABLE", raising=False)
    monkeypatch.delenv("RUXUE_SEASON_TABLE", raising=False)
    with pytest.raises(settings.SettingsError, match=r"RUXUE_TABLE.*RUXUE_SEASON_TABLE"):
        settings.read(settings.Tables)


def test_an_empty_variable_is_a_missing_one(monkeypatch):
    monkeypatch.setenv("RUXUE_BREAKER_TABLE", " ")
    with pytest.raises(settings.SettingsError, match="RUXUE_BREAKER_TABLE"):
        settings.read(settings.Breakers)


def test_a_wrong_variable_is_named_and_not_shown(monkeypatch):
    monkeypatch.setenv("RUXUE_SMS_PROVIDER", "pigeons-with-a-password")
    with pytest.raises(settings.SettingsError, match="RUXUE_SMS_PROVIDER") as raised:
        settings.read(settings.Sms)
    assert "pigeons" not in str(raised.value)


@pytest.mark.parametrize(
    "url", ["http://gateway.example.cn", "gateway.example.cn", "ftp://127.0.0.1", "https://"]
)
def test_an_address_that_is_not_https_is_refused(monkeypatch, url):
    monkeypatch.setenv("RUXUE_HOUSEHOLD_GATEWAY_URL", url)
    with pytest.raises(settings.SettingsError, match="RUXUE_HOUSEHOLD_GATEWAY_URL"):
        settings.read(settings.HouseholdGateway)


@pytest.mark.parametrize(
    "url", ["https://gateway.example.cn/v1", "http://127.0.0.1:8000", "http://localhost:8000"]
)
def test_https_anywhere_and_http_on_loopback_are_addresses(monkeypatch, url):
    monkeypatch.setenv("RUXUE_HOUSEHOLD_GATEWAY_URL", f"{url}/")
    assert settings.read(settings.HouseholdGateway).url == url


def test_settings_do_not_change_once_read(monkeypatch):
    settings.site.cache_clear()
    monkeypatch.setenv("RUXUE_SITE_URL", "https://one.example.cn")
    first = settings.site()
    monkeypatch.setenv("RUXUE_SITE_URL", "https://two.example.cn")
    assert settings.site() is first
    settings.site.cache_clear()
