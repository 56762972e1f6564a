"""What it costs an ordinary family: fields to type, taps, and no mouse."""

from typing import Any

import pytest

from .conftest import NewFamily

pytestmark = pytest.mark.browser
TYPED_FIELDS = 4
TAPS = 30
"""Two of them are the city platform's own sign-in."""
WATCH = """() => {
  addEventListener('pointerdown', ({ target }) => {
    if (!target.closest('section.slot, select, option')) window.counted('tap', target.textContent.trim().slice(0, 20))
  }, true)
  addEventListener('change', ({ target }) => {
    const kind = target.tagName === 'SELECT' ? 'list' : target.type
    if (!['radio', 'checkbox', 'file'].includes(kind)) window.counted(kind, target.id)
  }, true)
}"""
"""A tap is a pointer that goes down; a list is opened and chosen from, a field is tapped before it is typed into."""


def test_an_ordinary_family_types_four_fields_at_most_and_taps_at_most_thirty_times(
    family: NewFamily,
) -> None:
    parents = family("masked_owner")
    seen: list[tuple[str, str]] = []

    def counted(kind: Any, what: Any) -> None:
        seen.append((str(kind), str(what)))

    parents.page.expose_function("counted", counted)
    parents.page.add_init_script(f"({WATCH})()")
    parents.begin()
    parents.fill()
    parents.submit()
    typed = {what for kind, what in seen if kind not in {"tap", "list"}}
    lists = [what for kind, what in seen if kind == "list"]
    taps = [what for kind, what in seen if kind == "tap"]
    assert len(typed - {"code"}) <= TYPED_FIELDS, typed
    assert len(taps) + len(typed) + 2 * len(lists) <= TAPS, (taps, typed, lists)
