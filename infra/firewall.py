"""A web firewall in front of an API: no client's address takes more than its share of what all share.

Counted by Amazon before anything of ours runs, over five minutes. Off (`ClientRequests` 0) where the region has no AWS
WAF for API Gateway, or another firewall stands in front. Behind a mobile network or a school many families have one
address, so that the share is a crowd's and not a person's: what one account may do is counted in the table.
"""

from typing import Any

from .gateway_answers import GatewayAnswer

WINDOW = 300
"""Seconds that are counted, and after which a client that waited is let in again."""

TOO_MANY = GatewayAnswer(
    429,
    "too_many",
    "请求太多，请五分钟后再试 / Too many requests. Please try again in five minutes",
    {"Retry-After": str(WINDOW)},
)

FORWARDED = {
    "AggregateKeyType": "FORWARDED_IP",
    # No address there: the request is no client's of ours, and is counted with none.
    "ForwardedIPConfig": {"HeaderName": {"Ref": "ClientAddressHeader"}, "FallbackBehavior": "MATCH"},
}
"""By the address that a proxy in front says; it must be the only way in, and write the header anew."""

DIRECT = {"AggregateKeyType": "IP"}

STAGE = "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${RestAPI}/stages/${RestAPI.Stage}"


def add(template: dict[str, Any], share: int) -> None:
    """To the SAM template of a Chalice project, beside its API; `share` is the parameter's default."""
    template["Parameters"] |= {
        "ClientRequests": {
            "Type": "Number",
            "Default": share,
            "MinValue": 0,
            "MaxValue": 2_000_000_000,
            "Description": "Requests of one client's address in five minutes before it is answered 429; 0, no firewall",
        },
        "ClientAddressHeader": {
            "Type": "String",
            "Default": "",
            "Description": "Header in which a proxy says the client's address; empty, it is the connection's own",
        },
    }
    template["Conditions"] |= {
        "HasFirewall": {"Fn::Not": [{"Fn::Equals": [{"Ref": "ClientRequests"}, "0"]}]},
        "IsForwarded": {"Fn::Not": [{"Fn::Equals": [{"Ref": "ClientAddressHeader"}, ""]}]},
    }
    template["Resources"] |= {
        "Firewall": {"Type": "AWS::WAFv2::WebACL", "Condition": "HasFirewall", "Properties": _properties()},
        "FirewallOfApi": {
            "Type": "AWS::WAFv2::WebACLAssociation",
            "Condition": "HasFirewall",
            "Properties": {
                "WebACLArn": {"Fn::GetAtt": ["Firewall", "Arn"]},
                "ResourceArn": {"Fn::Sub": STAGE},
            },
        },
    }


def _properties() -> dict[str, Any]:
    return {
        "Scope": "REGIONAL",
        "DefaultAction": {"Allow": {}},
        "VisibilityConfig": _counted("Firewall"),
        "CustomResponseBodies": {"TooMany": {"ContentType": "APPLICATION_JSON", "Content": TOO_MANY.body}},
        "Rules": [
            {
                "Name": "Client",
                "Priority": 0,
                "Statement": {"Fn::If": ["IsForwarded", _by(FORWARDED), _by(DIRECT)]},
                "Action": {"Block": {"CustomResponse": _answer()}},
                "VisibilityConfig": _counted("Client"),
            }
        ],
    }


def _by(key: dict[str, Any]) -> dict[str, Any]:
    return {"RateBasedStatement": {"Limit": {"Ref": "ClientRequests"}, "EvaluationWindowSec": WINDOW, **key}}


def _answer() -> dict[str, Any]:
    """Our own; a firewall writes the content's type by itself."""
    headers = {name: value for name, value in TOO_MANY.all_headers.items() if name != "Content-Type"}
    return {
        "ResponseCode": TOO_MANY.status,
        "CustomResponseBodyKey": "TooMany",
        "ResponseHeaders": [{"Name": name, "Value": value} for name, value in headers.items()],
    }


def _counted(name: str) -> dict[str, Any]:
    """As a number alone: samples would hold tokens and addresses."""
    return {
        "CloudWatchMetricsEnabled": True,
        "SampledRequestsEnabled": False,
        "MetricName": {"Fn::Sub": f"${{AWS::StackName}}-{name}"},
    }
