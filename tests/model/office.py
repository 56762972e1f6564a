"""The machine whole: with four clerks and two supervisors."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from .calendar import DAY, end_of
from .house import STAFF
from .machine import Town, check, clerk, family


class Registrations(Town):
    """Four families, four clerks, two supervisors, and the clock."""

    @precondition(lambda self: self.has_staffed)
    @rule(name=family, who=clerk)
    def take(self, name: str, who: int) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.take(name, STAFF[who].account, self.now)
        self._alike("claim", name, expected=expected, done=self.house.take(name, who))

    @precondition(lambda self: self.has_staffed)
    @rule(name=family, who=clerk)
    def let_go(self, name: str, who: int) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.let_go(name, STAFF[who].account, self.now)
        self._alike("release", name, expected=expected, done=self.house.let_go(name, who))

    @precondition(lambda self: self.has_staffed)
    @rule(
        name=family,
        who=clerk,
        one=check,
        result=st.sampled_from(["accepted", "refused"]),
        paper=st.booleans(),
    )
    def decide(self, name: str, who: int, one: str, result: str, *, paper: bool) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.decide(name, one, STAFF[who].account, result, self.now, paper=paper)
        self._alike(
            result, name, expected=expected, done=self.house.decide(name, one, who, result, paper=paper)
        )

    @precondition(lambda self: self.has_staffed)
    @rule(name=family, first=clerk, second=clerk, one=check, result=st.sampled_from(["accepted", "refused"]))
    def decide_by_two(self, name: str, first: int, second: int, one: str, result: str) -> None:
        self.decide(name, first, one, result, paper=True)
        self.decide(name, second, one, result, paper=True)

    @precondition(lambda self: self.has_staffed and self.model.draws)
    @rule(name=family, who=clerk)
    def find_nothing(self, name: str, who: int) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.find_nothing(name, STAFF[who].account, self.now)
        self._alike("find nothing", name, expected=expected, done=self.house.find_nothing(name, who))

    @precondition(lambda self: self.has_staffed)
    @rule(name=family, who=clerk, one=check)
    def ask(self, name: str, who: int, one: str) -> None:
        name = self._one(name, staffed=True)
        until = end_of(self.now + 3 * DAY) - timedelta(hours=12)
        expected = self.model.ask(name, one, STAFF[who].account, self.now)
        self._alike("ask", name, expected=expected, done=self.house.ask(name, one, who, f"{until:%Y-%m-%d}"))

    @precondition(lambda self: self.has_staffed)
    @rule(name=family, who=clerk)
    def call_off(self, name: str, who: int) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.call_off(name, STAFF[who].account, self.now)
        self._alike("call off", name, expected=expected, done=self.house.call_off(name, who))

    @precondition(lambda self: self.has_staffed)
    @rule(name=family, who=clerk)
    def withdraw_by_phone(self, name: str, who: int) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.withdraw_by_phone(name, STAFF[who].account, self.now)
        self._alike("by phone", name, expected=expected, done=self.house.withdraw_by_phone(name, who))

    @precondition(lambda self: any(self.model.claims.of.values()))
    @rule(name=family, who=clerk)
    def release(self, name: str, who: int) -> None:
        name = self._one(name, staffed=True)
        kept_out = self.model.kept_out(name)
        expected = self.model.release(name, STAFF[who].account, self.now)
        self._alike("release a child", name, expected=expected, done=self.house.release(name, who, kept_out))

    @precondition(lambda self: self.has_staffed)
    @rule(name=family, who=clerk, result=st.sampled_from(["changed", "upheld"]))
    def decide_review(self, name: str, who: int, result: str) -> None:
        name = self._one(name, staffed=True)
        expected = self.model.decide_review(name, STAFF[who].account, result, self.now)
        self._alike(result, name, expected=expected, done=self.house.decide_review(name, who, result))

    @precondition(lambda self: self.has_staffed and not self.model.season.confirmed)
    @rule()
    def publish(self) -> None:
        if self.model.publish(self.now):
            at = self.model.season.publication.isoformat()
            self._alike("publish", "all", expected=True, done=self.house.publish(at))

    @precondition(lambda self: self.has_staffed)
    @rule(name=family)
    def confirm(self, name: str) -> None:
        name = self._one(name, staffed=True)
        self._alike(
            "confirm", name, expected=self.model.confirm(name, self.now), done=self.house.confirm(name)
        )

    # The queues

    @precondition(lambda self: self.house.taken)
    @rule(choice=st.integers(0, 10_000))
    def an_old_message_comes_again(self, choice: int) -> None:
        """And changes nothing, whatever became of its check since."""
        self.story.append("an old message")
        self.house.brings_again(choice)
