"""Where a service answers: the environment's own address where it names one, else the region's public one."""

import os

from .errors import RegionError

CHINA = "cn-"
"""What the regions of the partition aws-cn begin with: their addresses end in another domain."""

_VARIABLE = {
    "dynamodb": "AWS_ENDPOINT_URL_DYNAMODB",
    "kms": "AWS_ENDPOINT_URL_KMS",
    "secretsmanager": "AWS_ENDPOINT_URL_SECRETS_MANAGER",
    "sns": "AWS_ENDPOINT_URL_SNS",
    "sqs": "AWS_ENDPOINT_URL_SQS",
}
"""AWS SDKs and Tools Reference Guide, "Service-specific endpoints"."""


def region() -> str:
    """AWS_REGION, as Lambda sets it, or AWS_DEFAULT_REGION. Raises `RegionError`."""
    name = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    if not name:
        raise RegionError("neither AWS_REGION nor AWS_DEFAULT_REGION is set")
    return name


def endpoint(service: str, region: str) -> str:
    """The address of a service in a region, without a slash at its end."""
    configured = os.environ.get(_VARIABLE[service]) or os.environ.get("AWS_ENDPOINT_URL")
    if configured:
        return configured.rstrip("/")
    domain = "amazonaws.com.cn" if region.startswith(CHINA) else "amazonaws.com"
    return f"https://{service}.{region}.{domain}"
