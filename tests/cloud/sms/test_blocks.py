"""A blocked account at the SMS provider: tried out by the clock, released by the first SMS that goes."""

from datetime import timedelta

import pytest

from functions.cloud import composition
from functions.cloud.sms.blocks import TRIAL_EVERY, Gate, SmsBlocks
from tests.aws import Cloud, cloud
from tests.midseason import NOW

__all__ = ["cloud"]


@pytest.fixture
def blocks(cloud: Cloud) -> SmsBlocks:
    return SmsBlocks(composition.table(), "tencent")


def test_an_account_is_open_until_the_provider_says_otherwise(blocks: SmsBlocks) -> None:
    assert blocks.gate(NOW) is Gate.OPEN
    blocks.block("arrears", NOW)
    assert blocks.gate(NOW + timedelta(minutes=1)) is Gate.CLOSED


def test_one_sms_tries_it_out_every_five_minutes(blocks: SmsBlocks) -> None:
    blocks.block("arrears", NOW)
    assert [blocks.gate(NOW + TRIAL_EVERY) for _ in range(3)] == [Gate.TRIAL, Gate.CLOSED, Gate.CLOSED]
    assert blocks.gate(NOW + 2 * TRIAL_EVERY) is Gate.TRIAL


def test_a_released_account_is_open_and_another_provider_s_was_never_blocked(blocks: SmsBlocks) -> None:
    blocks.block("arrears", NOW)
    assert SmsBlocks(composition.table(), "alibaba").gate(NOW) is Gate.OPEN
    blocks.release()
    assert blocks.gate(NOW) is Gate.OPEN
