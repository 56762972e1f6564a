"""What holds state is closed, encrypted, kept, and gives up no message silently."""

from datetime import timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.template import INFRA
from seasons import siming_2022

from .conftest import of_type

FOURTEEN_DAYS = 14 * 24 * 3600
Template = dict[str, Any]


def _work_queues(data: Template) -> dict[str, Any]:
    return {
        key: queue
        for key, queue in of_type(data, "AWS::SQS::Queue").items()
        if not key.endswith("DeadLetters")
    }


def test_every_queue_has_dead_letters_of_its_own(data: Template) -> None:
    queues = _work_queues(data)
    targets = [queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0] for queue in queues.values()]
    assert len(queues) == 6
    assert len(set(targets)) == len(targets)
    assert set(targets) <= set(of_type(data, "AWS::SQS::Queue"))


def test_messages_are_kept_encrypted_for_as_long_as_sqs_can(data: Template) -> None:
    for queue in of_type(data, "AWS::SQS::Queue").values():
        assert queue["MessageRetentionPeriod"] == FOURTEEN_DAYS
        assert queue["SqsManagedSseEnabled"] is True


@pytest.mark.parametrize("queue", ["IdentityQueue", "PropertyQueue"])
def test_an_authority_that_is_down_for_weeks_drains_no_check_into_the_dead_letters(
    data: Template, queue: str
) -> None:
    hourly_for_all_of_retention = FOURTEEN_DAYS // 3600
    assert _work_queues(data)[queue]["RedrivePolicy"]["maxReceiveCount"] == 1000 > hourly_for_all_of_retention


def test_buckets_are_closed_to_the_public(data: Template) -> None:
    for bucket in of_type(data, "AWS::S3::Bucket").values():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
        assert len(bucket["PublicAccessBlockConfiguration"]) == 4
        assert bucket["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}


def test_buckets_are_versioned_and_encrypted_with_the_key(data: Template) -> None:
    for bucket in of_type(data, "AWS::S3::Bucket").values():
        assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
        [rule] = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rule["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] == {"Fn::GetAtt": ["DataKey", "Arn"]}


def test_buckets_refuse_what_does_not_come_over_tls(data: Template) -> None:
    policies = of_type(data, "AWS::S3::BucketPolicy").values()
    assert {policy["Bucket"]["Ref"] for policy in policies} == set(of_type(data, "AWS::S3::Bucket"))
    for policy in policies:
        [statement] = policy["PolicyDocument"]["Statement"]
        assert (statement["Effect"], statement["Principal"], statement["Action"]) == ("Deny", "*", "s3:*")
        assert statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        assert len(statement["Resource"]) == 2


def test_the_audit_trails_ends_are_written_once(data: Template) -> None:
    bucket = of_type(data, "AWS::S3::Bucket")["AuditBucket"]
    assert bucket["ObjectLockEnabled"] is True
    rule = bucket["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert rule == {"Mode": {"Ref": "AuditLock"}, "Years": {"Ref": "AuditLockYears"}}
    assert data["Parameters"]["AuditLock"]["Default"] == "COMPLIANCE"


def test_nothing_stays_in_quarantine_for_longer_than_a_day(data: Template) -> None:
    rules = of_type(data, "AWS::S3::Bucket")["QuarantineBucket"]["LifecycleConfiguration"]["Rules"]
    assert rules[0]["Status"] == "Enabled"
    assert rules[0]["ExpirationInDays"] == 1
    assert rules[0]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}


def test_documents_end_only_after_they_were_replaced_or_erased(data: Template) -> None:
    rules = of_type(data, "AWS::S3::Bucket")["DocumentBucket"]["LifecycleConfiguration"]["Rules"]
    assert not any("ExpirationInDays" in rule for rule in rules)
    assert rules[0]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 30}


def test_papers_go_to_a_class_that_is_read_at_once_when_results_are_out(data: Template) -> None:
    rules = of_type(data, "AWS::S3::Bucket")["DocumentBucket"]["LifecycleConfiguration"]["Rules"]
    [transition] = [one for rule in rules for one in rule.get("Transitions", ())]
    assert transition == {"StorageClass": "GLACIER_IR", "TransitionInDays": {"Ref": "PapersColdAfterDays"}}
    sample = siming_2022()
    days = data["Parameters"]["PapersColdAfterDays"]["Default"]
    assert sample.opens_at + timedelta(days=days) > sample.results_until


def test_a_table_and_its_indexes_are_warmed_together_or_left_alone(data: Template) -> None:
    table = of_type(data, "AWS::DynamoDB::Table")["RegistrationTable"]
    of_the_table = {
        "WriteUnitsPerSecond": {"Ref": "WarmWriteUnits"},
        "ReadUnitsPerSecond": {"Ref": "WarmReadUnits"},
    }
    of_an_index = {"WriteUnitsPerSecond": {"Ref": "WarmIndexWriteUnits"}}
    indexes = table["GlobalSecondaryIndexes"]
    for warmed, units in ((table, of_the_table), *((index, of_an_index) for index in indexes)):
        assert warmed["WarmThroughput"] == {"Fn::If": ["IsWarmed", units, {"Ref": "AWS::NoValue"}]}
    assert data["Parameters"]["WarmWriteUnits"]["Default"] == 0


def test_only_the_sites_own_page_may_upload_from_a_browser(data: Template) -> None:
    [rule] = of_type(data, "AWS::S3::Bucket")["QuarantineBucket"]["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedOrigins"] == [{"Ref": "SiteOrigin"}]
    assert rule["AllowedMethods"] == ["POST"]
    assert "CorsConfiguration" not in of_type(data, "AWS::S3::Bucket")["DocumentBucket"]


def test_every_upload_is_told_to_the_inspection_queue(data: Template) -> None:
    quarantine = of_type(data, "AWS::S3::Bucket")["QuarantineBucket"]
    assert quarantine["NotificationConfiguration"]["QueueConfigurations"] == [
        {"Event": "s3:ObjectCreated:*", "Queue": {"Fn::GetAtt": ["InspectionQueue", "Arn"]}}
    ]


def test_tables_can_be_restored_to_any_second_and_are_encrypted_with_the_key(data: Template) -> None:
    for table in of_type(data, "AWS::DynamoDB::Table").values():
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert table["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
        assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_registrations_expire_and_stream_both_images(data: Template) -> None:
    table = of_type(data, "AWS::DynamoDB::Table")["RegistrationTable"]
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}
    assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}


@pytest.mark.parametrize(
    "name", ["RegistrationTable", "SeasonTable", "QuarantineBucket", "DocumentBucket", "DataKey", "Secret"]
)
def test_what_people_entrusted_outlives_its_stack(data: Template, name: str) -> None:
    assert data["Resources"][name]["DeletionPolicy"] == "Retain"
    assert data["Resources"][name]["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", ["RegistrationTable", "SeasonTable"])
def test_no_call_deletes_a_table_by_mistake(data: Template, name: str) -> None:
    assert of_type(data, "AWS::DynamoDB::Table")[name]["DeletionProtectionEnabled"] is True


def test_the_key_is_rotated(data: Template) -> None:
    assert of_type(data, "AWS::KMS::Key")["DataKey"]["EnableKeyRotation"] is True


@mock_aws
@pytest.mark.filterwarnings("ignore:Tried to parse AWS")
def test_the_stack_can_be_created(data: Template) -> None:
    cloudformation = boto3.client(
        "cloudformation", "cn-north-1", aws_access_key_id="a", aws_secret_access_key="b"
    )
    cloudformation.create_stack(StackName="ruxue-data", TemplateBody=(INFRA / "resources.yaml").read_text())
    [stack] = cloudformation.describe_stacks(StackName="ruxue-data")["Stacks"]
    missing_in_moto = {"SecretArn"}
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    assert {output["OutputKey"] for output in stack["Outputs"]} == set(data["Outputs"]) - missing_in_moto
    assert all(
        ":aws-cn:" in output["OutputValue"]
        for output in stack["Outputs"]
        if output["OutputKey"].endswith("Arn")
    )
