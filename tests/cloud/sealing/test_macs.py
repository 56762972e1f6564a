import base64
import hashlib
import hmac

import pytest
from cryptography.hazmat.primitives.hashes import SM3, Hash

from functions.cloud.sealing.macs import MacAlgorithm, MacKey, Macs

BYTES = bytes(range(32))
OLD, NEW = MacKey(BYTES), MacKey(bytes(range(32, 64)))
CHINESE = MacKey(bytes(range(32, 64)), MacAlgorithm.SM3)


def test_a_mac_is_versioned_hmac_sha_256_over_length_prefixed_parts():
    message = b"\x00\x00\x00\x05child\x00\x00\x00\x04s-22\x00\x00\x00\x03\xe6\x9e\x97"
    digest = base64.urlsafe_b64encode(hmac.new(BYTES, message, hashlib.sha256).digest()).decode()
    assert Macs({1: OLD}, 1).of("child", "s-22", "林") == f"1.sha256:{digest.rstrip('=')}"


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
    assert after.of("child", "x").startswith("2.sha256:")
    assert after.matches(old, "child", "x")
    assert after.matches(after.of("child", "x"), "child", "x")
    assert after.every("child", "x") == (after.of("child", "x"), old)


def test_nothing_matches_under_a_key_that_was_taken_out():
    old = Macs({1: OLD}, 1).of("child", "x")
    assert not Macs({2: NEW}, 2).matches(old, "child", "x")


@pytest.mark.parametrize(
    "mac", ["", "1", "1.sha256", "1.sha256:", "1:x", ":x", "x:y", "1.sm3:x", "1.sha256:ü", "-1.sha256:x"]
)
def test_what_is_no_mac_matches_nothing(mac):
    assert not Macs({1: OLD}, 1).matches(mac, "child", "x")


def test_another_value_does_not_match():
    macs = Macs({1: OLD}, 1)
    assert not macs.matches(macs.of("child", "x"), "child", "y")
    assert not macs.matches(Macs({1: NEW}, 1).of("child", "x"), "child", "x")


@pytest.mark.parametrize(("keys", "current"), [({1: OLD}, 2), ({}, 1), ({1: MacKey(b"short")}, 1)])
def test_keys_that_cannot_work_are_refused_at_start(keys, current):
    with pytest.raises(ValueError, match="key"):
        Macs(keys, current)


def test_a_key_of_the_national_algorithm_makes_macs_beside_the_old_ones():
    """HMAC-SM3 (GB/T 32905) over the same message, computed by hand as RFC 2104 has it."""
    before, after = Macs({1: OLD}, 1), Macs({1: OLD, 2: CHINESE}, 2)
    made = after.of("child", "x")
    message = b"\x00\x00\x00\x05child\x00\x00\x00\x01x"
    inner, outer = (bytes(byte ^ pad for byte in CHINESE.key + bytes(32)) for pad in (0x36, 0x5C))
    digest = base64.urlsafe_b64encode(sm3(outer + sm3(inner + message))).decode()
    assert made == f"2.sm3:{digest.rstrip('=')}"
    assert after.matches(before.of("child", "x"), "child", "x")
    assert after.every("child", "x") == (made, before.of("child", "x"))


def sm3(data: bytes) -> bytes:
    hashed = Hash(SM3())
    hashed.update(data)
    return hashed.finalize()


def test_a_mac_under_the_other_algorithm_of_the_same_key_does_not_match():
    as_sha256 = Macs({2: NEW}, 2).of("child", "x")
    assert not Macs({2: CHINESE}, 2).matches(as_sha256, "child", "x")


def test_another_mac_says_under_which_key_one_is_made():
    after = Macs({1: OLD, 2: CHINESE}, 2)
    old = Macs({1: OLD}, 1)
    assert after.of("digits", "x", like=old.of("code", "y")) == old.of("digits", "x")
    with pytest.raises(KeyError):
        Macs({2: CHINESE}, 2).of("digits", "x", like=old.of("code", "y"))


def test_a_keyed_value_is_written_under_the_current_key_and_recognised_under_all():
    keyed = Macs({1: OLD, 2: CHINESE}, 2).keyed("account", "x")
    assert keyed == Macs({2: CHINESE}, 2).of("account", "x")
    assert keyed.names(Macs({1: OLD}, 1).of("account", "x"))
    assert not keyed.names(Macs({1: OLD}, 1).of("account", "y"))
    assert not keyed.names(None)
