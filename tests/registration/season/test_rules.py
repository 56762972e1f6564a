"""What must hold between a season's parts: each rule reads what it names, and a fault hides no other."""

from itertools import pairwise
from typing import Any

import pytest

from functions.registration.season.rules import INSTANTS, LISTS, RULES, TEXTS, faults_of
from functions.registration.season.season import Season
from seasons import siming_2022

PARTS = dict(siming_2022())


class Watched(dict[str, Any]):
    """The parts, and which of them were read."""

    def __init__(self) -> None:
        super().__init__(PARTS)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return super().__getitem__(name)


def test_the_sample_season_has_no_fault() -> None:
    assert faults_of(PARTS) == ()


@pytest.mark.parametrize("index", range(1, len(RULES)))
def test_a_rule_reads_no_part_that_it_does_not_name(index: int) -> None:
    parts = Watched()
    list(RULES[index].find(parts))
    assert parts.read <= RULES[index].reads


@pytest.mark.parametrize("name", sorted(PARTS))
def test_a_part_that_is_wrong_by_itself_silences_only_the_rules_that_read_it(name: str) -> None:
    assert faults_of({part: value for part, value in PARTS.items() if part != name}) == ()


def test_two_faults_are_told_together_in_the_rules_order() -> None:
    parts = PARTS | {"zone": "Mars/Olympus", "closes_at": PARTS["opens_at"]}
    assert [(fault.field, fault.code) for fault in faults_of(parts)] == [
        ("closes_at", "season_order"),
        ("zone", "season_zone"),
    ]


def test_instants_come_in_one_order_whichever_of_them_are_known() -> None:
    for earlier, later in pairwise(INSTANTS):
        parts = PARTS | {later: PARTS[earlier]}
        assert later in {fault.field for fault in faults_of(parts)}


def test_r42_a_season_may_leave_out_until_when_reviews_are_asked() -> None:
    assert faults_of(PARTS | {"review_until": None}) == ()


def test_every_list_and_every_text_belongs_to_a_season() -> None:
    assert LISTS.keys() == PARTS["choices"].keys()
    assert PARTS["texts"].keys() >= TEXTS
    assert {name for rule in RULES for name in rule.reads} <= Season.model_fields.keys()
