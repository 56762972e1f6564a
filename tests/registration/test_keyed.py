from functions.registration.keyed import Keyed


def test_a_keyed_value_is_written_as_the_current_key_has_it_and_recognised_as_any_has_it() -> None:
    keyed = Keyed(("2.sha256:new", "1.sha256:old"))
    assert str(keyed) == "2.sha256:new"
    assert all(keyed.names(one) for one in keyed.every)
    assert not keyed.names("1.sha256:another")
    assert not keyed.names(None)
