"""The secret is read again within minutes; a failure to do so keeps the old one, but not for ever."""

from datetime import timedelta

import pytest

from functions.cloud.sealing.held import FRESH, KEPT, RETRY, Held

MOMENT = timedelta(seconds=1)


class Source:
    """What is read, and when; `text` None: it cannot be read."""

    def __init__(self) -> None:
        self.text: str | None = "1"
        self.reads = 0
        self.now = timedelta()
        self.held = Held(self._read, int, self._elapsed)

    def _elapsed(self) -> float:
        return self.now.total_seconds()

    def _read(self) -> str:
        self.reads += 1
        if self.text is None:
            raise ConnectionError
        return self.text

    def after(self, wait: timedelta) -> int:
        self.now += wait
        return self.held.get()


@pytest.fixture
def source() -> Source:
    made = Source()
    assert made.after(timedelta()) == 1
    return made


def test_it_is_read_once_for_five_minutes(source):
    source.text = "2"
    assert source.after(FRESH - MOMENT) == 1
    assert source.reads == 1


def test_a_new_content_is_there_after_five_minutes(source):
    source.text = "2"
    assert source.after(FRESH) == 2


def test_the_same_content_stays_the_same_object():
    held = Held(lambda: "a", lambda text: [text], iter(range(0, 10**6, 1000)).__next__)
    assert held.get() is held.get()


@pytest.mark.parametrize("broken", [None, "no number"], ids=["out of reach", "malformed"])
def test_where_it_cannot_be_read_the_old_one_serves_for_an_hour(source, broken):
    source.text = broken
    assert source.after(FRESH) == 1
    assert source.after(KEPT - FRESH - MOMENT) == 1
    with pytest.raises((ConnectionError, ValueError)):
        source.after(MOMENT)


def test_while_it_cannot_be_read_it_is_tried_each_half_minute(source):
    source.text = None
    source.after(FRESH)
    source.after(RETRY - MOMENT)
    assert source.reads == 2
    source.text = "2"
    assert source.after(MOMENT) == 2


def test_without_a_first_content_there_is_none():
    source = Source()
    source.text = None
    with pytest.raises(ConnectionError):
        source.held.get()
