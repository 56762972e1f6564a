from itertools import permutations

import pytest

from functions.cloud.aws.errors import WrongKeyError
from functions.cloud.sealing.ciphers import CIPHERS, CipherName
from functions.cloud.sealing.seal import BUCKET, HEAD, Seal, SealBrokenError

PLAIN = '{"name": "林小满"}'.encode()


class CountingKms:
    """Passes on to KMS and counts."""

    def __init__(self, kms) -> None:
        self.calls: list[str] = []
        self._kms = kms

    def generate_data_key(self, **request):
        self.calls.append("generate_data_key")
        return self._kms.generate_data_key(**request)

    def decrypt(self, **request):
        self.calls.append("decrypt")
        return self._kms.decrypt(**request)


@pytest.fixture
def counted(kms):
    return CountingKms(kms)


@pytest.fixture
def seal(key_id, counted):
    return Seal(counted, key_id)


def test_what_was_sealed_opens_for_the_same_registration_and_part(seal):
    assert seal.open("R1", seal.seal("R1", PLAIN, version=1), version=1) == PLAIN
    assert seal.open("R1", seal.seal("R1", b"", part="answer", version=1), part="answer", version=1) == b""


def test_a_sealed_value_shows_nothing_of_what_is_in_it(seal):
    assert "林小满".encode() not in seal.seal("R1", PLAIN, version=1)


def test_the_same_form_is_never_sealed_to_the_same_bytes(seal):
    assert seal.seal("R1", PLAIN, version=1) != seal.seal("R1", PLAIN, version=1)


def test_another_registrations_value_does_not_open(seal):
    with pytest.raises(SealBrokenError):
        seal.open("R2", seal.seal("R1", PLAIN, version=1), version=1)


def test_another_part_of_the_same_registration_does_not_open(seal):
    with pytest.raises(SealBrokenError):
        seal.open("R1", seal.seal("R1", PLAIN, version=1), part="answer", version=1)


def test_the_value_is_bound_to_its_registration_even_where_kms_would_not_look(kms, key_id):
    """The same data key for both registrations: only the cipher's own binding is left."""

    class CarelessKms(CountingKms):
        def generate_data_key(self, **request):
            return super().generate_data_key(**{**request, "EncryptionContext": {}})

        def decrypt(self, **request):
            return super().decrypt(**{**request, "EncryptionContext": {}})

    careless = Seal(CarelessKms(kms), key_id)
    sealed = careless.seal("R1", PLAIN, version=1)
    assert careless.open("R1", sealed, version=1) == PLAIN
    for registration_id, part in (("R2", "form"), ("R1f", "orm"), ("R", "1form")):
        with pytest.raises(SealBrokenError):
            careless.open(registration_id, sealed, part=part, version=1)


def test_kms_knows_for_which_registration_a_key_is_asked(kms, key_id):
    """The context is what KMS's own audit trail and key policy see."""
    sealed = Seal(kms, key_id).seal("R1", PLAIN, version=1)
    wrapped = sealed[HEAD : HEAD + int.from_bytes(sealed[6:HEAD])]
    opened = kms.decrypt(CiphertextBlob=wrapped, EncryptionContext={"registration": "R1", "part": "form"})
    assert len(opened["Plaintext"]) == 32
    with pytest.raises(WrongKeyError):
        kms.decrypt(CiphertextBlob=wrapped, EncryptionContext={"registration": "R2", "part": "form"})


@pytest.mark.parametrize("place", [0, 2, 60, -1, -20, -40])
def test_a_changed_byte_is_seen(seal, place):
    sealed = bytearray(seal.seal("R1", PLAIN, version=1))
    sealed[place] ^= 1
    with pytest.raises(SealBrokenError):
        seal.open("R1", bytes(sealed), version=1)


@pytest.mark.parametrize(
    "value",
    [b"", b"\x02", b"\x01" + bytes(300), b"\x02\x09" + bytes(300), b"\x02\x01\0\0\0\1\xff\xff" + bytes(50)],
)
def test_what_is_no_sealed_value_is_refused_without_asking_kms(seal, counted, value):
    with pytest.raises(SealBrokenError):
        seal.open("R1", value, version=1)
    assert counted.calls == []


def test_sealing_and_opening_cost_one_kms_call_each(seal, counted):
    sealed = seal.seal("R1", PLAIN, version=1)
    assert counted.calls == ["generate_data_key"]
    seal.open("R1", sealed, version=1)
    assert counted.calls == ["generate_data_key", "decrypt"]


def test_sizes_tell_little(seal):
    lengths = {len(seal.seal("R1", bytes(size), version=1)) for size in (0, 1, 100, BUCKET - 4)}
    assert len(lengths) == 1
    assert len(seal.seal("R1", bytes(BUCKET - 3), version=1)) == lengths.pop() + BUCKET


def test_a_value_of_another_version_does_not_open(seal, counted):
    """An old form under a newer registration, or an old answer under a newer check, is refused."""
    sealed = seal.seal("R1", PLAIN, version=3)
    assert seal.open("R1", sealed, version=3) == PLAIN
    for version in (2, 4, 3 << 8):
        with pytest.raises(SealBrokenError):
            seal.open("R1", sealed, version=version)
    assert counted.calls == ["generate_data_key", "decrypt"]


def test_the_version_that_a_value_says_cannot_be_changed(seal):
    sealed = bytearray(seal.seal("R1", PLAIN, version=3))
    sealed[5] = 4
    with pytest.raises(SealBrokenError):
        seal.open("R1", bytes(sealed), version=4)


@pytest.mark.parametrize(("one", "other"), list(permutations(CipherName)))
def test_what_one_cipher_sealed_opens_after_the_setting_changed(kms, key_id, one, other):
    sealed = Seal(kms, key_id, one).seal("R1", PLAIN, version=1)
    assert Seal(kms, key_id, other).open("R1", sealed, version=1) == PLAIN
    assert Seal(kms, key_id, other).seal("R1", PLAIN, version=1)[1] != sealed[1]


@pytest.mark.parametrize("cipher", CipherName)
def test_each_cipher_has_a_data_key_of_its_length_and_sees_every_change(kms, key_id, cipher):
    sealing = Seal(kms, key_id, cipher)
    sealed = sealing.seal("R1", PLAIN, version=1)
    wrapped = sealed[HEAD : HEAD + int.from_bytes(sealed[6:HEAD])]
    opened = kms.decrypt(CiphertextBlob=wrapped, EncryptionContext={"registration": "R1", "part": "form"})
    assert len(opened["Plaintext"]) == CIPHERS[cipher].key_bytes
    for place in (1, -1, -20, -40):
        changed = bytearray(sealed)
        changed[place] ^= 3 if place == 1 else 1
        with pytest.raises(SealBrokenError):
            sealing.open("R1", bytes(changed), version=1)


def test_sm4_gcm_is_that_of_rfc_8998():
    """The test vector of its appendix A.1."""
    vector = {
        "key": "0123456789ABCDEFFEDCBA9876543210",
        "nonce": "00001234567800000000ABCD",
        "bound": "FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2",
        "plain": "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
        "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA",
        "sealed": "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
        "83DE3541E4C2B58177E065A9BF7B62EC",
    }
    given = {name: bytes.fromhex(text) for name, text in vector.items()}
    sm4 = CIPHERS[CipherName.SM4_GCM]
    assert sm4.encrypt(given["key"], given["nonce"], given["plain"], given["bound"]) == given["sealed"]
    assert sm4.decrypt(given["key"], given["nonce"], given["sealed"], given["bound"]) == given["plain"]
