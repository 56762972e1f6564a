"""moto around a test, whose thousand and more addresses are compiled once a process and not before each test."""

from types import MethodType

import responses
from moto import mock_aws
from moto.core.models import MockAWS, botocore_stubber, responses_mock

_addresses: list[responses.BaseResponse] = []
"""What moto answers to `requests`: the same each time."""


def mocked_aws() -> MockAWS:
    """moto's own `mock_aws`."""
    made: MockAWS = mock_aws()
    made._enable_patching = MethodType(_enable, made)  # type: ignore[method-assign]
    return made


def _enable(self: MockAWS, reset: bool = True) -> None:  # noqa: FBT001, FBT002 - as moto has it
    if not _addresses:
        MockAWS._enable_patching(self, reset)
        _addresses.extend(responses_mock.registered())
        return
    botocore_stubber.enabled = True
    if reset:
        self.reset()
    responses_mock.start()
    for address in _addresses:
        responses_mock.get_registry().add(address)
