"""No client's address takes everybody's room: the firewall in front of both APIs, where the region has one."""

import json
from typing import Any

import pytest
from samtranslator.translator.transform import transform

from functions.cloud.web.http import HEADERS
from infra.firewall import WINDOW

from .conftest import of_type, rendered

Template = dict[str, Any]


def rule(project: Template) -> Any:
    [firewall] = of_type(project, "AWS::WAFv2::WebACL").values()
    [only] = firewall["Rules"]
    return only


def test_a_client_is_counted_by_its_own_address_or_by_what_a_proxy_says_of_it(project: Template) -> None:
    condition, forwarded, direct = rule(project)["Statement"]["Fn::If"]
    assert project["Conditions"][condition] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "ClientAddressHeader"}, ""]}]
    }
    for statement in (forwarded, direct):
        assert statement["RateBasedStatement"]["Limit"] == {"Ref": "ClientRequests"}
        assert statement["RateBasedStatement"]["EvaluationWindowSec"] == WINDOW
    by_proxy = forwarded["RateBasedStatement"]
    assert by_proxy["AggregateKeyType"] == "FORWARDED_IP"
    assert by_proxy["ForwardedIPConfig"]["HeaderName"] == {"Ref": "ClientAddressHeader"}
    # The header of a request that came by no proxy is whatever its client wrote.
    assert direct["RateBasedStatement"]["AggregateKeyType"] == "IP"
    assert "ForwardedIPConfig" not in direct["RateBasedStatement"]


def test_who_is_beyond_is_answered_as_by_the_api_with_a_time_to_come_back(project: Template) -> None:
    answer = rule(project)["Action"]["Block"]["CustomResponse"]
    headers = {one["Name"]: one["Value"] for one in answer["ResponseHeaders"]}
    assert answer["ResponseCode"] == 429
    assert headers["Retry-After"] == str(WINDOW)
    assert HEADERS.keys() <= headers.keys()
    assert "Content-Type" not in headers, "the firewall takes no such header"
    [firewall] = of_type(project, "AWS::WAFv2::WebACL").values()
    body = json.loads(firewall["CustomResponseBodies"][answer["CustomResponseBodyKey"]]["Content"])
    assert (body["status"], body["code"]) == (429, "too_many")
    assert "五分钟" in body["detail"]


def test_it_stands_before_the_stage_that_is_deployed_and_only_where_it_is_wanted(project: Template) -> None:
    resources = {
        name: one for name, one in project["Resources"].items() if one["Type"].startswith("AWS::WAFv2")
    }
    assert {one["Condition"] for one in resources.values()} == {"HasFirewall"}
    assert project["Conditions"]["HasFirewall"] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "ClientRequests"}, "0"]}]
    }
    [association] = of_type(project, "AWS::WAFv2::WebACLAssociation").values()
    assert association["ResourceArn"]["Fn::Sub"].endswith("/restapis/${RestAPI}/stages/${RestAPI.Stage}")
    assert "${AWS::Partition}" in association["ResourceArn"]["Fn::Sub"]


def test_its_share_is_a_small_part_of_what_the_gateway_lets_through() -> None:
    for project in ("guardians", "staff"):
        parameters = rendered(project)["Parameters"]
        let_through = parameters["RequestsPerSecond"]["Default"] * WINDOW
        assert parameters["ClientRequests"]["Default"] <= let_through / 10


def test_no_request_is_kept_as_a_sample(project: Template) -> None:
    [firewall] = of_type(project, "AWS::WAFv2::WebACL").values()
    for seen in (firewall["VisibilityConfig"], firewall["Rules"][0]["VisibilityConfig"]):
        assert seen["SampledRequestsEnabled"] is False


def test_what_sam_makes_of_it_still_names_the_stage(
    monkeypatch: pytest.MonkeyPatch, project: Template
) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
    template = json.loads(json.dumps(project))
    for function in of_type(template, "AWS::Serverless::Function").values():
        function["CodeUri"] = "s3://bucket/deployment.zip"
    made = transform(template, {}, _NoPolicies())
    [association] = of_type(made, "AWS::WAFv2::WebACLAssociation").values()
    _, stage = association["ResourceArn"]["Fn::Sub"].rsplit("/", 1)
    assert stage.strip("${}") in of_type(made, "AWS::ApiGateway::Stage")


class _NoPolicies:
    """The templates name no managed policy that would have to be looked up."""

    def load(self) -> dict[str, str]:
        return {}
