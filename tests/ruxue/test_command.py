"""The audit trail verified, and where the command learns on what it works."""

import json
from pathlib import Path

import boto3
import pytest

from functions.cloud import clients, composition, settings
from functions.cloud.aws.transport import Connections
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act, Deed
from local.environment import forget_cached
from tests.aws import NOWHERE, Cloud
from tests.rooms.registrations import ID, NOW

from .running import asked, run

NOT_FOUND = "ruxue: nothing here has this id, reference, key or name (not_found)\n"


def note(season: Season) -> None:
    for _ in range(3):
        composition.audit_trail().write(Deed(season.id, Act.SEASON_READ, "1.sha256:p", None, {}), now=NOW)


def test_a_whole_trail_is_0(opened: Cloud, season: Season) -> None:
    note(season)
    chains = asked("audit", "verify", season.id)["chains"]
    assert [chain["events"] for chain in chains] == [3, 0, 0, 0]
    assert not any(chain["broken"] for chain in chains)


def test_a_trail_that_somebody_changed_is_1_and_says_where(opened: Cloud, season: Season) -> None:
    note(season)
    opened.table.update(keys.audit_event(season.id, 0, 2), Update().set("by", "1.sha256:other"))
    chains = asked("audit", "verify", season.id, code=1)["chains"]
    assert chains[0]["broken"]["number"] == 2


def test_a_kept_end_that_none_of_our_keys_made_is_1_and_named(opened: Cloud, season: Season) -> None:
    note(season)
    opened.clients.s3.put_object(
        Bucket=settings.audit_bucket().name,
        Key=f"{season.id}/2022-07-04.json",
        Body=b"{}",
        ChecksumAlgorithm="SHA256",
    )
    told = asked("audit", "verify", season.id, code=1)
    assert told["forged"] == [f"{season.id}/2022-07-04.json"]


def test_a_season_that_is_none_has_no_whole_trail(opened: Cloud) -> None:
    assert run("audit", "verify", "nowhere-2022", code=2) == NOT_FOUND


def test_a_missing_variable_is_named_in_one_sentence(opened: Cloud) -> None:
    opened.environment.delenv("RUXUE_TABLE")
    forget_cached()
    said = run("explain", ID, code=2)
    assert said.startswith("ruxue: the environment is not complete: RUXUE_TABLE")
    assert said.count("\n") == 1


@pytest.mark.parametrize("words", [("explain", ID), ("letters", "list")])
def test_without_a_region_one_sentence_says_what_the_environment_lacks(
    opened: Cloud, words: tuple[str, ...]
) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        opened.environment.delenv(name)
    opened.environment.setattr(boto3, "DEFAULT_SESSION", None)
    forget_cached()
    said = run(*words, code=2)
    assert said.startswith("ruxue: the environment is not complete: ")
    assert said.count("\n") == 1


def test_a_system_that_does_not_answer_is_one_sentence(opened: Cloud) -> None:
    opened.environment.setattr(clients, "transport", Connections)
    opened.environment.setenv("AWS_ENDPOINT_URL_DYNAMODB", NOWHERE)
    forget_cached()
    said = run("explain", ID, code=2)
    assert said == "ruxue: nobody answered at the system that the environment names (NoAnswerError)\n"


def test_what_aws_refuses_is_named_by_its_code_alone(opened: Cloud) -> None:
    opened.environment.setenv("RUXUE_TABLE", "elsewhere")
    forget_cached()
    assert run("explain", ID, code=2) == "ruxue: AWS did not do it: ResourceNotFoundException\n"


def test_variables_come_from_files_as_well(opened: Cloud, tmp_path: Path) -> None:
    name = opened.stack.outputs["RegistrationTableName"]
    opened.environment.setenv("RUXUE_TABLE", "elsewhere")
    forget_cached()
    file = tmp_path / "guardians.json"
    file.write_text(json.dumps({"RUXUE_TABLE": name}), "utf-8")
    assert run("--variables", str(file), "explain", ID, code=2) == NOT_FOUND
    file.write_text("[]")
    assert "no JSON object" in run("--variables", str(file), "explain", ID, code=2)
