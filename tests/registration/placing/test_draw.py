"""R47: a draw that anybody can repeat from the published list and seed."""

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.registration.placing.draw import draw, list_hash, main, numbers

NAMES = st.lists(st.text("ABCDEFGHJK0123456789", min_size=1, max_size=8), unique=True, max_size=30)
SEEDS = st.text("0123456789-", min_size=4, max_size=20)

VECTOR_HASH = "f7844199dcbdcf06ea823906b00fb2da59e18d73ef9be43eb004f2db093323b3"
VECTOR_ORDER = ("01G76PAV40BBBBBBBBBBBBBBBB", "01G76PAV40AAAAAAAAAAAAAAAA", "01G76PAV40CCCCCCCCCCCCCCCC")


@given(NAMES, SEEDS, st.randoms())
def test_r47_the_order_of_the_list_changes_neither_its_hash_nor_the_draw(
    names: list[str], seed: str, rng: random.Random
) -> None:
    shuffled = rng.sample(names, len(names))
    assert list_hash(shuffled) == list_hash(names)
    assert draw(shuffled, seed) == draw(names, seed)
    assert sorted(draw(names, seed)) == sorted(names)


@given(NAMES, SEEDS)
def test_who_withdraws_changes_nothing_between_the_others(names: list[str], seed: str) -> None:
    order = draw(names, seed)
    for gone in names:
        assert draw([one for one in names if one != gone], seed) == tuple(one for one in order if one != gone)


def test_the_draw_is_the_one_that_the_page_describes() -> None:
    names = ["B", "A", "C"]
    by_hand = sorted(names, key=lambda one: hashlib.sha256(f"38-7-112\n{one}".encode()).hexdigest())
    assert draw(names, "38-7-112") == tuple(by_hand)
    assert list_hash(names) == hashlib.sha256(b"A\nB\nC").hexdigest()
    assert numbers(names, "38-7-112") == {one: place for place, one in enumerate(by_hand, start=1)}


def test_the_draw_of_one_list_and_seed_is_the_same_in_every_version() -> None:
    """Worked out with `printf '38-7-112-25\\n%s' REGISTRATION | sha256sum`, and sorted."""
    names = ["01G76PAV40AAAAAAAAAAAAAAAA", "01G76PAV40BBBBBBBBBBBBBBBB", "01G76PAV40CCCCCCCCCCCCCCCC"]
    assert list_hash(names) == VECTOR_HASH
    assert draw(names, "38-7-112-25") == VECTOR_ORDER


def test_over_many_seeds_everybody_is_first_about_equally_often() -> None:
    rng = random.Random(2022)
    names = [f"family-{number}" for number in range(10)]
    firsts = [draw(names, f"{rng.getrandbits(64):016x}")[0] for _ in range(5000)]
    # 500 expected; the standard deviation is 21.
    assert all(400 < firsts.count(one) < 600 for one in names)


def test_anybody_repeats_it_with_one_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.txt"
    file.write_text("B\nA\nC\n", encoding="utf-8")
    main(str(file), "38-7-112")
    order = draw(["A", "B", "C"], "38-7-112")
    told = [f"# {list_hash(['A', 'B', 'C'])}", *(f"{n}\t{one}" for n, one in enumerate(order, 1))]
    assert capsys.readouterr().out.splitlines() == told
