"""Attribute values as boto3 makes and reads them, without boto3."""

from decimal import Decimal

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from functions.cloud.aws.attributes import pack, unpack

PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(10**38) + 1, 10**38 - 1)
    | st.text()
    | st.binary()
    | st.sets(st.text(), min_size=1)
)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=12)


def sorted_sets(attribute):
    """A set has no order."""
    if isinstance(attribute, dict):
        return {k: sorted(v) if k == "SS" else sorted_sets(v) for k, v in attribute.items()}
    return [sorted_sets(one) for one in attribute] if isinstance(attribute, list) else attribute


@given(VALUES)
def test_a_value_is_written_as_boto3_writes_it(value):
    assert sorted_sets(pack(value)) == sorted_sets(TypeSerializer().serialize(value))


@given(VALUES)
def test_what_was_written_is_read_as_it_was(value):
    assert unpack(pack(value)) == value


@given(VALUES)
def test_a_value_is_read_as_boto3_reads_it(value):
    written = TypeSerializer().serialize(value)
    assert unpack(written) == plain(TypeDeserializer().deserialize(written))


def plain(value):
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return bytes(value) if type(value).__name__ == "Binary" else value


def test_binary_is_read_from_dynamodb_s_own_json_too():
    assert unpack({"L": [{"B": "AQID"}, {"B": b"\x01\x02\x03"}]}) == [b"\x01\x02\x03"] * 2


def test_a_tuple_is_a_list_and_bytes_that_change_are_bytes():
    assert pack((1, bytearray(b"a"))) == {"L": [{"N": "1"}, {"B": b"a"}]}


@pytest.mark.parametrize("value", [1.5, set(), {1, 2}, object(), Decimal(1)])
def test_what_ruxue_does_not_keep_is_refused(value):
    with pytest.raises(TypeError, match=type(value).__name__):
        pack(value)
