from collections.abc import Iterator

import pytest

from functions.registration.registration import NoticeKind

from .provider import Provider, provider


@pytest.fixture
def fake() -> Iterator[Provider]:
    with provider() as told:
        yield told


@pytest.fixture
def notice() -> dict:
    """One SMS as `SmsSender.send` takes it."""
    return {
        "phone": "13800000000",
        "template": NoticeKind.OUTCOME,
        "variables": {"student": "林**", "support_phone": "0592-1234567"},
        "text": "结果已公布",
        "idempotency_id": "R1/outcome",
    }
