import pytest

from functions.cloud.aws.errors import WrongKeyError
from functions.cloud.sealing.seal import BUCKET, Seal, SealBrokenError

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
    assert seal.open("R1", seal.seal("R1", PLAIN)) == PLAIN
    assert seal.open("R1", seal.seal("R1", b"", part="answer"), part="answer") == b""


def test_a_sealed_value_shows_nothing_of_what_is_in_it(seal):
    assert "林小满".encode() not in seal.seal("R1", PLAIN)


def test_the_same_form_is_never_sealed_to_the_same_bytes(seal):
    assert seal.seal("R1", PLAIN) != seal.seal("R1", PLAIN)


def test_another_registrations_value_does_not_open(seal):
    with pytest.raises(SealBrokenError):
        seal.open("R2", seal.seal("R1", PLAIN))


def test_another_part_of_the_same_registration_does_not_open(seal):
    with pytest.raises(SealBrokenError):
        seal.open("R1", seal.seal("R1", PLAIN), part="answer")


def test_the_value_is_bound_to_its_registration_even_where_kms_would_not_look(kms, key_id):
    """The same data key for both registrations: only the cipher's own binding is left."""

    class CarelessKms(CountingKms):
        def generate_data_key(self, **request):
            return super().generate_data_key(**{**request, "EncryptionContext": {}})

        def decrypt(self, **request):
            return super().decrypt(**{**request, "EncryptionContext": {}})

    careless = Seal(CarelessKms(kms), key_id)
    sealed = careless.seal("R1", PLAIN)
    assert careless.open("R1", sealed) == PLAIN
    for registration_id, part in (("R2", "form"), ("R1f", "orm"), ("R", "1form")):
        with pytest.raises(SealBrokenError):
            careless.open(registration_id, sealed, part=part)


def test_kms_knows_for_which_registration_a_key_is_asked(kms, key_id):
    """The context is what KMS's own audit trail and key policy see."""
    sealed = Seal(kms, key_id).seal("R1", PLAIN)
    wrapped = sealed[3 : 3 + int.from_bytes(sealed[1:3])]
    opened = kms.decrypt(CiphertextBlob=wrapped, EncryptionContext={"registration": "R1", "part": "form"})
    assert len(opened["Plaintext"]) == 32
    with pytest.raises(WrongKeyError):
        kms.decrypt(CiphertextBlob=wrapped, EncryptionContext={"registration": "R2", "part": "form"})


@pytest.mark.parametrize("place", [0, 2, 60, -1, -20, -40])
def test_a_changed_byte_is_seen(seal, place):
    sealed = bytearray(seal.seal("R1", PLAIN))
    sealed[place] ^= 1
    with pytest.raises(SealBrokenError):
        seal.open("R1", bytes(sealed))


@pytest.mark.parametrize("value", [b"", b"\x01", b"\x02" + bytes(300), b"\x01\xff\xff" + bytes(50)])
def test_what_is_no_sealed_value_is_refused_without_asking_kms(seal, counted, value):
    with pytest.raises(SealBrokenError):
        seal.open("R1", value)
    assert counted.calls == []


def test_sealing_and_opening_cost_one_kms_call_each(seal, counted):
    sealed = seal.seal("R1", PLAIN)
    assert counted.calls == ["generate_data_key"]
    seal.open("R1", sealed)
    assert counted.calls == ["generate_data_key", "decrypt"]


def test_sizes_tell_little(seal):
    lengths = {len(seal.seal("R1", bytes(size))) for size in (0, 1, 100, BUCKET - 4)}
    assert len(lengths) == 1
    assert len(seal.seal("R1", bytes(BUCKET - 3))) == lengths.pop() + BUCKET
