"""Facts of many registrations open with few calls of KMS, and only where they belong."""

import pytest

from functions.cloud.sealing.fact_seal import FactSeal
from functions.cloud.sealing.seal import SealBrokenError

from .test_seal import CountingKms


@pytest.fixture
def counted(kms):
    return CountingKms(kms)


def test_a_pass_over_many_registrations_asks_kms_once_for_each_process_that_sealed_some(counted, key_id):
    sealed = {}
    for process in range(3):
        seal = FactSeal(counted, key_id)
        sealed |= {
            f"R{process}-{n}": seal.seal(f"R{process}-{n}", "property", f"told {n}") for n in range(20)
        }
    assert counted.calls == ["generate_data_key"] * 3
    reader = FactSeal(counted, key_id)
    assert reader.open("R2-19", "property", sealed["R2-19"]) == "told 19"
    assert [reader.open(one, "property", value) for one, value in sealed.items()]
    assert counted.calls == ["generate_data_key"] * 3 + ["decrypt"] * 3


def test_moved_to_another_registration_or_check_it_does_not_open(counted, key_id):
    seal = FactSeal(counted, key_id)
    sealed = seal.seal("R1", "property", "1/2")
    for registration, name in (("R2", "property"), ("R1", "student-0")):
        with pytest.raises(SealBrokenError):
            seal.open(registration, name, sealed)


def test_a_sealed_fact_shows_nothing_of_what_is_in_it(counted, key_id):
    seal = FactSeal(counted, key_id)
    assert "2016-06-01" not in seal.seal("R1", "student-0", "2016-06-01")
    assert seal.seal("R1", "student-0", "x") != seal.seal("R1", "student-0", "x")
