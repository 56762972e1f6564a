"""Seasons as functions read them: at once when the first one comes, and all of them however many."""

from datetime import timedelta

import pytest
from chalice.local import LambdaContext

from functions.cloud import composition, settings
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.cloud.table.seasons import FRESH, SeasonSetAsideError
from functions.cloud.table.table import Table
from functions.registration.season.season import Season
from infra.guardians.app import app
from local.population import Population
from tests.api.client import Client
from tests.aws import Cloud

from .registrations import NOW
from .test_wiring import TICK


def test_the_first_season_is_seen_at_once(cloud: Cloud, season: Season) -> None:
    none = Client().call("GET", "/seasons")
    assert (none.json, none.headers["cache-control"]) == ({"seasons": []}, "no-store")
    cloud.put_season(season, NOW)
    [found] = Client().ok("GET", "/seasons")["seasons"]
    assert found["id"] == season.id


def test_a_season_is_read_once_a_minute(cloud: Cloud, season: Season) -> None:
    cloud.put_season(season, NOW)
    table = composition.season_table()
    assert len(table.all(NOW)) == 1
    cloud.put_season(season.model_copy(update={"id": "huli-2022"}), NOW)
    assert len(table.all(NOW + FRESH / 2)) == 1
    assert len(table.all(NOW + FRESH)) == 2


def test_seasons_beyond_one_page_of_the_table_are_all_read(cloud: Cloud, season: Season) -> None:
    """A page holds 1 MB; without `put_season`, whose transactions moto makes slow."""
    table = Table(cloud.dynamodb, settings.tables().seasons)
    ids = [f"district{number:02d}-2022" for number in range(30)]
    for one in ids:
        data = season.model_copy(update={"id": one}).model_dump_json()
        table.put({**keys.current_season(one)._asdict(), "data": data, "version": 1})
    assert [one.id for one in composition.season_table().all(NOW)] == ids


@pytest.mark.usefixtures("cloud")
def test_r3_before_the_first_season_an_unverified_account_is_told_to_wait_for_it(city: Population) -> None:
    answer = Client(city.stories["unverified"].account).call("GET", "/me")
    assert (answer.status, answer.code) == (409, "season_closed")
    assert Client(city.stories["ordinary"].account).call("GET", "/me").status == 200


def _two(cloud: Cloud, season: Season) -> None:
    """The first of them by id cannot be read."""
    for one in ("huli-2022", season.id):
        cloud.put_season(season.model_copy(update={"id": one}), NOW)
    table = Table(cloud.dynamodb, settings.tables().seasons)
    table.update(keys.current_season("huli-2022"), Update().set("data", '{"of": "tomorrow"}'))


def test_a_season_that_cannot_be_read_keeps_no_other_out_and_alarms(
    cloud: Cloud, season: Season, capsys: pytest.CaptureFixture[str]
) -> None:
    _two(cloud, season)
    assert [one["id"] for one in Client().ok("GET", "/seasons")["seasons"]] == [season.id]
    assert '"RegistrationSetAside":[1.0]' in capsys.readouterr().out


def test_nothing_is_erased_as_nobody_s_while_a_season_cannot_be_read(cloud: Cloud, season: Season) -> None:
    """Or an account would lose what prefill told it, since no season that is known takes drafts."""
    _two(cloud, season.model_copy(update={"closes_at": season.opens_at + timedelta(minutes=1)}))
    account = keys.account("of an account")
    cloud.table.put({**account._asdict(), "facts": {"f"}})
    with pytest.raises(SeasonSetAsideError, match="huli-2022"):
        app.handler_map["erase"](TICK, LambdaContext("erase", 512))
    assert cloud.item(account)["facts"] == {"f"}
