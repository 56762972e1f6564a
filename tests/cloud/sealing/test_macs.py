import base64
import hashlib
import hmac

import pytest

from functions.cloud.sealing.macs import Macs, version_of

OLD, NEW = bytes(range(32)), bytes(range(32, 64))


def test_a_mac_is_versioned_hmac_sha_256_over_length_prefixed_parts():
    message = b"\x00\x00\x00\x05child\x00\x00\x00\x04s-22\x00\x00\x00\x03\xe6\x9e\x97"
    digest = base64.urlsafe_b64encode(hmac.new(OLD, message, hashlib.sha256).digest()).decode()
    assert Macs({1: OLD}, 1).of("child", "s-22", "林") == f"1:{digest.rstrip('=')}"


def test_moving_a_letter_between_parts_changes_the_mac():
    macs = Macs({1: OLD}, 1)
    assert macs.of("home", "ab", "c") != macs.of("home", "a", "bc")
    assert macs.of("home", "ab") != macs.of("home", "ab", "")


def test_the_same_value_for_another_purpose_is_another_mac():
    macs = Macs({1: OLD}, 1)
    assert macs.of("phone", "13800000000") != macs.of("account", "13800000000")


def test_what_the_old_key_made_still_matches_after_a_rotation():
    before, after = Macs({1: OLD}, 1), Macs({1: OLD, 2: NEW}, 2)
    old = before.of("child", "x")
    assert after.of("child", "x").startswith("2:")
    assert after.matches(old, "child", "x")
    assert after.matches(after.of("child", "x"), "child", "x")
    assert after.every("child", "x") == (after.of("child", "x"), old)


def test_nothing_matches_under_a_key_that_was_taken_out():
    old = Macs({1: OLD}, 1).of("child", "x")
    assert not Macs({2: NEW}, 2).matches(old, "child", "x")


@pytest.mark.parametrize("mac", ["", "1", "1:", ":x", "x:y", "²:x", "1:ü", "-1:x"])
def test_what_is_no_mac_matches_nothing(mac):
    assert not Macs({1: OLD}, 1).matches(mac, "child", "x")


def test_another_value_does_not_match():
    macs = Macs({1: OLD}, 1)
    assert not macs.matches(macs.of("child", "x"), "child", "y")
    assert not macs.matches("1:" + Macs({1: NEW}, 1).of("child", "x")[2:], "child", "x")


@pytest.mark.parametrize(("keys", "current"), [({1: OLD}, 2), ({}, 1), ({1: b"short"}, 1)])
def test_keys_that_cannot_work_are_refused_at_start(keys, current):
    with pytest.raises(ValueError, match="key"):
        Macs(keys, current)


def test_the_version_is_read_from_the_mac():
    assert version_of("12:abc") == 12
    assert version_of("abc") is None
