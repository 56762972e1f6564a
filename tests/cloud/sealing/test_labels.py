"""Names in lists open without KMS, only where they belong, and while keys and ciphers change."""

import pytest

from functions.cloud.sealing.ciphers import CipherName
from functions.cloud.sealing.labels import BUCKET, Labels
from functions.cloud.sealing.macs import MacAlgorithm, MacKey, Macs
from functions.cloud.sealing.seal import SealBrokenError

OLD, NEW = MacKey(bytes(range(32))), MacKey(bytes(range(32, 64)), MacAlgorithm.SM3)
NAMES = ("林小满", "欧阳·阿卜杜拉", "")


def _labels(keys: dict[int, MacKey], current: int, cipher: CipherName = CipherName.AES_256_GCM) -> Labels:
    return Labels(lambda: Macs(keys, current), cipher)


@pytest.mark.parametrize("cipher", CipherName)
@pytest.mark.parametrize("key", [OLD, NEW])
def test_a_label_opens_to_its_names_under_every_cipher_and_algorithm(cipher, key):
    labels = _labels({1: key}, 1, cipher)
    assert labels.open("R1", labels.seal("R1", NAMES)) == NAMES
    assert labels.open("R1", labels.seal("R1", ())) == ()


def test_moved_to_another_registration_or_changed_it_does_not_open():
    labels = _labels({1: OLD}, 1)
    sealed = labels.seal("R1", NAMES)
    changed = ("B" if sealed[-5] != "B" else "C").join((sealed[:-5], sealed[-4:]))
    for registration, value in (("R2", sealed), ("R1", changed), ("R1", sealed[:24])):
        with pytest.raises(SealBrokenError):
            labels.open(registration, value)


@pytest.mark.parametrize("value", ["AgH/", "A", "林", "Cg=="], ids=["key", "length", "letter", "cipher"])
def test_what_is_no_label_any_more_leaves_its_own_line_without_names(value):
    labels = _labels({1: OLD}, 1)
    with pytest.raises(SealBrokenError):
        labels.open("R1", value)
    assert labels.shown("R1", value) == []


def test_after_a_rotation_old_labels_open_and_new_ones_are_under_the_new_key():
    before, after = _labels({1: OLD}, 1), _labels({1: OLD, 2: NEW}, 2, CipherName.SM4_GCM)
    assert after.open("R1", before.seal("R1", NAMES)) == NAMES
    assert _labels({2: NEW}, 2).open("R1", after.seal("R1", NAMES)) == NAMES


def test_without_its_key_or_without_a_label_there_are_no_names_and_no_failure():
    sealed = _labels({1: OLD}, 1).seal("R1", NAMES)
    assert _labels({2: NEW}, 2).open("R1", sealed) is None
    assert _labels({2: NEW}, 2).open("R1", "") is None


def test_a_label_shows_neither_a_name_nor_its_length():
    labels = _labels({1: OLD}, 1)
    short, long = labels.seal("R1", ("林",)), labels.seal("R1", ("阿卜杜拉·买买提·伊明",))
    assert len(short) == len(long) > BUCKET
    assert short != labels.seal("R1", ("林",))


def test_a_derived_key_is_one_registrations_and_one_secrets():
    derived = Macs({1: OLD}, 1).derived("label", "R1")
    assert derived.made_from == "1.sha256"
    assert derived == Macs({1: OLD, 2: NEW}, 2).derived("label", "R1", made_from="1.sha256")
    assert derived.key != Macs({1: OLD}, 1).derived("label", "R2").key
    assert derived.key != Macs({2: NEW}, 2).derived("label", "R1").key
