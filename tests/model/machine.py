"""Hypothesis' stateful machine: any deed of anybody at any moment, through the API and in the model, step by step."""

import pickle
from collections.abc import Iterator
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from local.authorities import Authorities
from local.population import Population
from tests.faults.world import Kept

from .candidates import BEFORE_STAFF, Candidate, candidates
from .clockwork import REGISTRIES, Clockwork
from .house import SECOND, STAFF, House
from .households import CHILD, FAMILIES
from .model import Model
from .sights import wrong_at_the_end, wrong_of

family = st.sampled_from(FAMILIES)
clerk = st.integers(0, len(STAFF) - 1)
check = st.sampled_from(["property", "property", "student-0"])
silent = st.sampled_from([None, None, "household"])


class Town(Clockwork):
    """Four families and the clock."""

    city: ClassVar[Population]
    authorities: ClassVar[Authorities]
    kept: ClassVar[dict[bool, Kept]]
    """By whether all that passes by itself is drawn for a spot check."""
    seen: ClassVar[dict[str, int]] = {}
    """How often each deed was done."""
    runs: ClassVar[int] = 0

    @initialize(
        registered=st.sets(family, min_size=2), right=st.booleans(), draws=st.booleans(), silent=silent
    )
    def begins(self, registered: set[str], *, right: bool, draws: bool, silent: str | None) -> None:
        """With a registry that is silent from the start in some: or whoever is registered first is known."""
        type(self).runs += 1
        self.world.restore(self.kept[draws])
        self.model = Model(draws=draws)
        self.story = []
        self.house = House(self.world, self.city, self.authorities)
        for registry in REGISTRIES:
            self.house.speaks_again(registry)
        self.since = self.moves = 0
        self.looked: dict[str, tuple[bytes, bytes]] = {}
        if silent is not None:
            self.falls_silent(silent)
        for name in sorted(registered):
            self.register(name, right=right)

    @property
    def has_case(self) -> bool:
        return any(self.model.cases.values())

    @property
    def has_staffed(self) -> bool:
        """Whether staff have a case at all."""
        return any(map(self._staffed, FAMILIES))

    def _alike(self, deed: str, name: str, *, expected: bool, done: bool) -> None:
        said = "done" if done else "refused"
        rule = "allowed" if expected else "forbidden"
        assert expected == done, f"{deed} of {name} was {said}, and is {rule}, after {', '.join(self.story)}"
        if done:
            self.story.append(f"{deed} of {name}")
            self.since += 1
            self.seen[deed] = self.seen.get(deed, 0) + 1
        self.house.plays()
        self.world.clock.shift(SECOND)

    def _one(self, name: str, *, staffed: bool = False) -> str:
        """That family, or the first one that can be meant: a step that nobody can take is a step lost."""
        there = [
            one for one in FAMILIES if (self._staffed(one) if staffed else self.model.cases[one] is not None)
        ]
        return name if name in there else there[0]

    def _staffed(self, name: str) -> bool:
        """Whether staff have ever seen a registration of this family."""
        case = self.model.cases[name]
        return case is not None and case.submissions > 0

    @rule(name=family)
    def begin(self, name: str) -> None:
        if self.model.live(name) is None:
            self._alike("begin", name, expected=self.model.begin(name, self.now), done=self.house.begin(name))

    @precondition(lambda self: self.has_case)
    @rule(name=family, right=st.booleans())
    def save(self, name: str, *, right: bool) -> None:
        name = self._one(name)
        now = self.now
        self._alike(
            "save",
            name,
            expected=self.model.save(name, now, right=right or name != "mistaken"),
            done=self.house.save(name, right=right),
        )

    @precondition(lambda self: self.has_case)
    @rule(name=family)
    def submit(self, name: str) -> None:
        name = self._one(name)
        now = self.now
        expected = self.model.submit(name, now)
        code = self._code(name)
        self._alike(
            "submit", name, expected=expected, done=code is not None and self.house.submit(name, code)
        )

    def _code(self, name: str, purpose: str | None = None) -> str | None:
        code = self.house.code(name, purpose)
        if code is not None:
            self.model.codes[name].append(self.now)
        return code

    @rule(choice=st.integers(0, 10_000))
    def do_what_is_allowed(self, choice: int) -> None:
        """Or fifty steps would come to little else than refusals."""
        self._one_of_the_allowed(choice)

    @rule(choice=st.integers(0, 10_000))
    def do_another(self, choice: int) -> None:
        """Twice as often."""
        self._one_of_the_allowed(choice)

    def _one_of_the_allowed(self, choice: int) -> None:
        now = self.now
        as_it_is = pickle.dumps(self.model)
        known = [one for one in candidates() if self._is_known(one)]
        allowed = [one for one in known if one.is_allowed(pickle.loads(as_it_is), now)]  # noqa: S301 - our own
        kinds = sorted({one.method for one in allowed})
        if kinds:
            of_kind = [one for one in allowed if one.method == kinds[choice % len(kinds)]]
            one = of_kind[choice // len(kinds) % len(of_kind)]
            getattr(self, one.method)(**one.named)

    def _is_known(self, one: Candidate) -> bool:
        name = one.named["name"]
        return self._staffed(name) or (one.method in BEFORE_STAFF and self.model.cases[name] is not None)

    @rule(name=family, right=st.booleans())
    def register(self, name: str, *, right: bool) -> None:
        """The common way, in one step: or fifty steps would come to little else."""
        self.begin(name)
        if self.model.live(name) is not None:
            self.save(name, right=right)
            self.submit(name)

    @precondition(lambda self: self.has_case)
    @rule(name=family)
    def amend(self, name: str) -> None:
        name = self._one(name)
        self._alike("amend", name, expected=self.model.amend(name, self.now), done=self.house.amend(name))

    @precondition(lambda self: self.has_case)
    @rule(name=family)
    def cancel(self, name: str) -> None:
        name = self._one(name)
        self._alike("cancel", name, expected=self.model.cancel(name, self.now), done=self.house.cancel(name))

    @precondition(lambda self: self.has_staffed)
    @rule(name=family, one=check)
    def object_to(self, name: str, one: str) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.object_to(name, one, self.now)
        self._alike("object", name, expected=expected, done=self.house.object_to(name, one))

    @precondition(lambda self: self.has_staffed)
    @rule(name=family)
    def answer(self, name: str) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.answer(name, self.now)
        code = self._code(name, "answer")
        self._alike(
            "answer", name, expected=expected, done=code is not None and self.house.answer(name, code)
        )

    @precondition(lambda self: self.has_case)
    @rule(name=family)
    def discard(self, name: str) -> None:
        name = self._one(name)
        expected = self.model.leave(name, "discard", self.now)
        self._alike("discard", name, expected=expected, done=self.house.discard(name))

    @precondition(lambda self: self.has_case)
    @rule(name=family, action=st.sampled_from(["withdraw", "decline"]))
    def leave(self, name: str, action: str) -> None:
        name = self._one(name)
        expected = self.model.leave(name, action, self.now)
        code = self._code(name, action)
        self._alike(
            action, name, expected=expected, done=code is not None and self.house.withdraw(name, code)
        )

    @precondition(lambda self: self.has_staffed)
    @rule(name=family)
    def ask_for_a_review(self, name: str) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.ask_for_a_review(name, self.now)
        self._alike("review", name, expected=expected, done=self.house.ask_for_a_review(name))

    @invariant()
    def every_sight_is_as_the_model_says(self) -> None:
        _none(self._wrong(), self.story)

    def _wrong(self) -> Iterator[str]:
        """Of whom nothing changed since the last look, in the table or in the model, and no time passed but the seconds
        of others' deeds, looks as then.
        """
        for name, case in self.model.cases.items():
            if case is None:
                continue
            holds = name in self.model.claims.on(CHILD[name])
            stands = self.house.as_it_stands(name), pickle.dumps((case, self.model.season, holds, self.moves))
            if self.looked.get(name) != stands:
                yield from wrong_of(
                    name, case, self.house.families[name], self.model.season, self.now, holds=holds
                )
                self.looked[name] = stands

    def teardown(self) -> None:
        if hasattr(self, "house"):
            _none(wrong_at_the_end(self.house, self.now), self.story)


def _none(wrong: Iterator[str], story: list[str]) -> None:
    told = "; ".join(wrong)
    assert not told, f"{told}, after {', '.join(story)}"
