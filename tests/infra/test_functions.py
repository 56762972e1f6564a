"""Each function has its own role, its limits and its event source, and knows where the state is."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from functions.cloud import settings
from functions.cloud.aws.operations import PROTOCOLS
from functions.cloud.table import keys
from infra.template import INFRA
from infra.wheels import AWS_SERVICES

from .conftest import of_type, rendered, written

Template = dict[str, Any]
SOURCES = sorted(
    path for path in INFRA.rglob("*") if path.suffix in {".yaml", ".json"} and "vendor" not in path.parts
)


def functions(project: Template) -> dict[str, Any]:
    return of_type(project, "AWS::Serverless::Function")


def event_sources(project: Template, kind: str) -> dict[str, Any]:
    """Function to its event source's properties, of SQS or DynamoDB."""
    return {
        name: event["Properties"]
        for name, function in functions(project).items()
        for event in function.get("Events", {}).values()
        if event["Type"] == kind
    }


def imports(found: object) -> set[str]:
    """Every export of the data stack that is named anywhere below."""
    return set(re.findall(r"\$\{DataStack\}-(\w+)", str(found)))


def statements(project: Template) -> list[dict[str, Any]]:
    roles = of_type(project, "AWS::IAM::Role").values()
    return [
        statement
        for role in roles
        for policy in role["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
    ]


def test_visibility_is_six_times_the_consumers_time_out(guardians: Template, data: Template) -> None:
    assert len(event_sources(guardians, "SQS")) == 5
    for project in (guardians, rendered("staff")):
        for name, source in event_sources(project, "SQS").items():
            [export] = imports(source["Queue"])
            queue = of_type(data, "AWS::SQS::Queue")[export.removesuffix("Arn")]
            assert queue["VisibilityTimeout"] >= 6 * functions(project)[name]["Timeout"]


def test_queue_and_stream_functions_answer_which_messages_failed(project: Template) -> None:
    for source in [*event_sources(project, "SQS").values(), *event_sources(project, "DynamoDB").values()]:
        assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize(
    ("function", "limit"),
    [("VerifyIdentity", "IdentityConcurrency"), ("VerifyProperty", "PropertyConcurrency")],
)
def test_a_gateway_is_never_called_more_often_at_once_than_agreed(
    guardians: Template, function: str, limit: str
) -> None:
    assert event_sources(guardians, "SQS")[function]["ScalingConfig"] == {
        "MaximumConcurrency": {"Ref": limit}
    }
    assert guardians["Parameters"][limit]["Type"] == "Number"


def test_every_queue_has_one_function_and_its_limit(guardians: Template, data: Template) -> None:
    sources = event_sources(guardians, "SQS") | event_sources(rendered("staff"), "SQS")
    queues = {imports(source["Queue"]).pop() for source in sources.values()}
    assert queues == {f"{name}Arn" for name in of_type(data, "AWS::SQS::Queue") if name.endswith("Queue")}
    assert all("MaximumConcurrency" in source["ScalingConfig"] for source in sources.values())


def test_what_dispatch_cannot_take_is_kept_and_nothing_committed_is_skipped(guardians: Template) -> None:
    [source] = event_sources(guardians, "DynamoDB").values()
    assert imports(source["Stream"]) == {"RegistrationStreamArn"}
    assert imports(source["DestinationConfig"]["OnFailure"]) == {"DispatchDlqArn"}
    assert source["BisectBatchOnFunctionError"] is True
    assert source["MaximumRetryAttempts"] >= 10
    assert source["StartingPosition"] == "TRIM_HORIZON"


def test_a_schedule_never_runs_beside_itself(guardians: Template) -> None:
    scheduled = [
        function
        for function in functions(guardians).values()
        if any(event["Type"] == "Schedule" for event in function.get("Events", {}).values())
    ]
    assert len(scheduled) == 4
    assert all(function["ReservedConcurrentExecutions"] == 1 for function in scheduled)


def test_each_function_has_a_role_of_its_own(project: Template) -> None:
    roles = [function["Role"]["Fn::GetAtt"][0] for function in functions(project).values()]
    assert len(set(roles)) == len(roles)
    assert set(roles) == set(of_type(project, "AWS::IAM::Role"))


def test_each_function_may_take_from_its_own_queue_and_no_other(guardians: Template) -> None:
    roles = of_type(guardians, "AWS::IAM::Role")
    for name, source in event_sources(guardians, "SQS").items():
        [policy] = roles[functions(guardians)[name]["Role"]["Fn::GetAtt"][0]]["Policies"]
        taken = [
            item for item in policy["PolicyDocument"]["Statement"] if "sqs:ReceiveMessage" in item["Action"]
        ]
        assert [imports(item["Resource"]) for item in taken] == [imports(source["Queue"])]


def test_no_role_reaches_everything(project: Template) -> None:
    for statement in statements(project):
        if "NotResource" in statement:
            # SMS to a phone has no resource of its own to name: everything but the topics is left.
            assert statement["Action"] == ["sns:Publish"]
            continue
        resources = statement["Resource"]
        for resource in resources if isinstance(resources, list) else [resources]:
            assert resource not in ("*", {"Fn::Sub": "*"})
            assert imports(resource) or "log-group:/aws/lambda/${AWS::StackName}-" in resource["Fn::Sub"]
        assert not any(action.endswith(":*") or action == "*" for action in statement["Action"])


def test_the_staffs_role_reaches_no_quarantine_and_sends_no_sms() -> None:
    actions = {action for statement in statements(rendered("staff")) for action in statement["Action"]}
    assert "sns:Publish" not in actions
    written = [one for one in statements(rendered("staff")) if "s3:PutObject" in one["Action"]]
    assert sorted(name for one in written for name in imports(one["Resource"])) == [
        "AuditBucketArn",
        "ExportBucketArn",
    ]
    reached = {name for one in statements(rendered("staff")) for name in imports(one["Resource"])}
    assert "QuarantineBucketArn" not in reached


CHANGING = {"dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"}
WRITERS = {"review", "job", "erase"}
"""Whose deeds are events of the audit trail."""


@pytest.mark.parametrize("file", sorted(INFRA.glob("*/policies/*.json")), ids=lambda file: str(file.stem))
def test_no_role_may_change_or_delete_the_audit_trail_and_only_its_writers_may_add_to_it(file: Path) -> None:
    [deny] = [one for one in json.loads(file.read_text())["Statement"] if one["Effect"] == "Deny"]
    assert set(deny["Action"]) == CHANGING | (set() if file.stem in WRITERS else {"dynamodb:PutItem"})
    assert imports(deny["Resource"]) == {"RegistrationTableArn"}
    assert deny["Condition"] == {"ForAnyValue:StringLike": {"dynamodb:LeadingKeys": ["U#*"]}}
    assert keys.audit_chain("siming-2022", 0).startswith("U#")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(INFRA)))
def test_no_partition_is_taken_for_granted(path: Any) -> None:
    assert "arn:aws:" not in path.read_text()


def test_every_import_is_exported_by_the_data_stack(project: Template, data: Template) -> None:
    exports = {
        output["Export"]["Name"]["Fn::Sub"].removeprefix("${AWS::StackName}-")
        for output in data["Outputs"].values()
    }
    assert imports(project) | imports(written("alarms.yaml")) <= exports


def test_functions_are_told_every_setting_they_may_read(guardians: Template) -> None:
    told = set(guardians["Globals"]["Function"]["Environment"]["Variables"])
    told |= set(rendered("staff")["Globals"]["Function"]["Environment"]["Variables"])
    asked = {
        field.alias
        for group in settings.Group.__subclasses__()
        for field in group.model_fields.values()
        if field.is_required()
    }
    assert asked
    assert asked <= told


def test_functions_run_on_arm_with_a_memory_and_a_time_out(project: Template) -> None:
    for function in functions(project).values():
        assert function["Architectures"] == ["arm64"]
        assert 512 <= function["MemorySize"] <= 2048
        assert 10 <= function["Timeout"] <= 300


def test_an_api_answers_within_the_gateways_limit(project: Template) -> None:
    assert functions(project)["APIHandler"]["Timeout"] <= 29
    assert functions(project)["APIHandler"]["ReservedConcurrentExecutions"] == {"Ref": "ApiConcurrency"}


def test_logs_end_after_ninety_days(project: Template) -> None:
    groups = {
        name: group
        for name, group in of_type(project, "AWS::Logs::LogGroup").items()
        if "Condition" not in project["Resources"][name]
    }
    named = {
        re.sub(r".*\$\{(\w+)\}", r"\1", group["LogGroupName"]["Fn::Sub"])
        for group in groups.values()
        if "LogGroupName" in group
    }
    assert named == set(functions(project))
    assert {group["RetentionInDays"] for group in groups.values()} == {90}


def test_amazon_s_own_logs_of_sms_which_hold_phones_end_after_a_day(guardians: Template) -> None:
    groups = of_type(guardians, "AWS::Logs::LogGroup")
    of_sms = [group for group in groups.values() if "DirectPublish" in str(group.get("LogGroupName"))]
    assert [group["RetentionInDays"] for group in of_sms] == [1, 1]


def test_the_gateway_logs_no_query_and_nobodys_address(project: Template) -> None:
    [api] = of_type(project, "AWS::Serverless::Api").values()
    used = set(re.findall(r"\$context\.([\w.]+)", api["AccessLogSetting"]["Format"]))
    assert used == {
        "requestId", "requestTime", "httpMethod", "resourcePath",
        "status", "responseLatency", "responseLength", "error.responseType", "authorizer.requestId",
    }  # fmt: skip
    [settings_of_all] = api["MethodSettings"]
    assert settings_of_all["DataTraceEnabled"] is False
    assert settings_of_all["LoggingLevel"] == "OFF"


def test_the_gateway_is_throttled_and_takes_modern_tls_only(project: Template) -> None:
    [api] = of_type(project, "AWS::Serverless::Api").values()
    assert api["MethodSettings"][0]["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}
    assert of_type(project, "AWS::ApiGateway::DomainName")["Domain"]["SecurityPolicy"] == "TLS_1_2"
    assert api["DisableExecuteApiEndpoint"] == {"Fn::If": ["HasDomain", True, False]}


def test_the_zip_knows_every_aws_service_that_the_functions_call() -> None:
    calls = "\n".join(path.read_text() for path in (INFRA.parent / "functions").rglob("*.py"))
    called = set(re.findall(r"""(?:client|resource|_rare)\(\s*["']([a-z0-9-]+)["']""", calls))
    assert called
    assert called | PROTOCOLS.keys() <= AWS_SERVICES


def test_the_eraser_alone_erases_versions_and_it_cannot_touch_the_trail(guardians: Template) -> None:
    erasing = [
        one
        for one in statements(guardians)
        if one["Effect"] == "Allow" and "s3:ListBucketVersions" in one["Action"]
    ]
    assert [imports(one["Resource"]) for one in erasing] == [
        {"QuarantineBucketArn", "DocumentBucketArn", "ExportBucketArn"}
    ]
    [policy] = of_type(guardians, "AWS::IAM::Role")[functions(guardians)["Erase"]["Role"]["Fn::GetAtt"][0]][
        "Policies"
    ]
    [denied] = [one for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Deny"]
    assert {"dynamodb:UpdateItem", "dynamodb:DeleteItem"} <= set(denied["Action"])
    assert denied["Condition"] == {"ForAnyValue:StringLike": {"dynamodb:LeadingKeys": ["U#*"]}}
    opening = [one for one in policy["PolicyDocument"]["Statement"] if "kms:Decrypt" in one["Action"]]
    assert all("kms:ViaService" in str(one["Condition"]) for one in opening)
