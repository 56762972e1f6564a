"""One family's registration in the model: what it is, what its family may do, what its page shows."""

from dataclasses import dataclass, field
from datetime import datetime

from .calendar import Calendar
from .checks import AWAY, MANUAL, PASSED, REFUSED, SETTLED, Check
from .checks import DECIDED as BY_PEOPLE

DRAFT, SUBMITTED, AMENDING, DECIDED, WITHDRAWN = "draft", "submitted", "amending", "decided", "withdrawn"
CASES = {SUBMITTED, DECIDED}
CONTESTED, DISPLACED = "contested", "displaced"


@dataclass
class Request:
    """What staff asked for (R40)."""

    check: str
    by: str
    until: datetime


@dataclass
class Review:
    """R42. `words`: who said what, in order."""

    words: list[tuple[str, str]] = field(default_factory=list)
    ended: bool = False


@dataclass
class Case:
    status: str = DRAFT
    saved: bool = False
    right: bool = True
    """Whether what stands in the form is what the registries know."""
    checks: dict[str, Check] = field(default_factory=dict)
    before: str = SUBMITTED
    """What it is again where an amendment comes to nothing."""
    right_before: bool = True
    dispute: str | None = None
    holds: bool = False
    """Whether it claims its child."""
    is_strange: bool = False
    """Whether the household registry said of it that the child is not its family's."""
    own: datetime | None = None
    request: Request | None = None
    claim: tuple[str, datetime] | None = None
    leaving: str | None = None
    """Who said first that its family wants it withdrawn."""
    freeing: tuple[str, str | None] | None = None
    """Who said first that its child is another family's, and whose."""
    freed: bool = False
    """By two: its child comes back by people alone (R35)."""
    review: Review | None = None
    confirmed: str | None = None
    """The result that two people confirmed."""
    submissions: int = 0
    spot: str | None = None
    """`waits` once it came to be looked at, and `ended` (R37)."""

    def is_reworded(self, check: str) -> bool:
        """Whether its family is changing what was submitted, and what is asked about it is not that any more."""
        return self.status == AMENDING and check == "property" and self.right != self.right_before

    @property
    def waiting_spot(self) -> bool:
        """Nobody looked at it yet, and all of it stands as it passed."""
        return self.spot == "waits" and self.status in CASES and self.passed_by_itself

    @property
    def passed_by_itself(self) -> bool:
        return bool(self.checks) and {check.state for check in self.checks.values()} == {PASSED}

    @property
    def is_contested(self) -> bool:
        """Whether staff see in their queue that people have to say whose child it is (R35)."""
        if self.status not in CASES:
            return False
        refused = any(check.state == REFUSED for name, check in self.checks.items() if name == "student-0")
        return self.dispute == CONTESTED or (self.dispute == DISPLACED and not refused)

    @property
    def queues(self) -> set[str]:
        """Where staff find it; nowhere while it is its family's turn, unless people have to say whose child it is."""
        if self.status == AMENDING:
            return {"second"} if self.freeing else set()
        if self.status not in CASES or (self.request is not None and not self.is_contested):
            return set()
        checks = self.checks.values()
        waits = {
            "second": self.leaving or self.freeing or any(check.needs_second for check in checks),
            "unmended": any(check.unmended for check in checks),
            "contested": self.is_contested,
            "spot": self.waiting_spot,
            "review": self.review is not None and not self.review.ended,
        }
        kinds = {
            name.split("-")[0] for name, check in self.checks.items() if check.is_people_s or check.unmended
        }
        return kinds | {queue for queue, there in waits.items() if there}

    @property
    def result(self) -> str | None:
        """What would be published of it; None for what nothing is told of."""
        if self.status in {DRAFT, WITHDRAWN}:
            return None
        if self.status == AMENDING:
            return "pending"
        states = {check.state for check in self.checks.values()}
        if REFUSED in states:
            return "refused"
        return "admitted" if states <= SETTLED and self.dispute is None else "pending"

    def is_shown(self, season: Calendar, now: datetime) -> bool:
        return self.result is not None and season.is_published(now) and self.confirmed == self.result

    def outcome(self, season: Calendar, now: datetime) -> str | None:
        return self.result if self.is_shown(season, now) else None

    def shown_status(self, season: Calendar, now: datetime) -> str:
        """That somebody decided is not to be seen before the result is (R21)."""
        if self.status in CASES:
            return DECIDED if self.is_shown(season, now) else SUBMITTED
        return self.status

    def shown_state(self, name: str, season: Calendar, now: datetime) -> str:
        """What people have or decided waits for its result; what could be mended reads on as it did (R21, R32)."""
        check = self.checks[name]
        if check.state == AWAY and check.handed:
            return MANUAL
        if check.state not in BY_PEOPLE or self.is_shown(season, now):
            return check.state
        return MANUAL if season.is_published(now) else check.read_as or MANUAL

    def actions(self, season: Calendar, now: datetime) -> set[str]:
        """What its family may do now; what was submitted once may be read whole until the archive ends (R49)."""
        return self._steps(season, now) | ({"copy"} if self.submissions else set())

    def _steps(self, season: Calendar, now: datetime) -> set[str]:
        amendable = now < season.amendable_until(self.own)
        withdrawable = now < season.withdraw_until
        if now < season.opens or self.status == WITHDRAWN:
            return set()
        if self.status == DRAFT:
            open_now = {"edit", "submit"} if now < season.closes else set()
            return open_now | ({"discard"} if withdrawable else set())
        if self.status == AMENDING:
            may = {"edit", "submit"} if amendable else set()
            return may | ({"cancel_amendment", "withdraw"} if withdrawable else set())
        return self._of_a_case(season, now, amendable=amendable, withdrawable=withdrawable)

    def _of_a_case(self, season: Calendar, now: datetime, *, amendable: bool, withdrawable: bool) -> set[str]:
        wrong = any(check.is_to_amend for check in self.checks.values())
        outcome = self.outcome(season, now)
        asked = self.request
        return {
            action
            for action, may in {
                "amend": amendable,
                "object": amendable and wrong,
                "withdraw": withdrawable,
                "answer": asked is not None and now < asked.until,
                "decline": outcome == "admitted" and now < season.results_until,
                "review": outcome in {"admitted", "refused"}
                and not self.review
                and now < season.review_until,
            }.items()
            if may
        }

    @property
    def may_be_worked_on(self) -> bool:
        """Whether something of it waits for a person; while its family amends, whether its child is freed alone."""
        if self.status not in CASES:
            return self.status == AMENDING and self.freeing is not None
        waits = any(check.is_open for check in self.checks.values())
        reviewed = self.review is not None and not self.review.ended
        looked = self.is_contested or self.waiting_spot
        return waits or looked or reviewed or self.leaving is not None or self.freeing is not None

    def is_anothers(self, who: str, now: datetime) -> bool:
        return self.claim is not None and self.claim[0] != who and now < self.claim[1]

    def stepped(self) -> None:
        """Its family did something: what staff said of its leaving is said of another registration."""
        self.leaving = None

    def moved(self) -> None:
        """It is submitted, reopened or put back: it is in nobody's hands."""
        self.claim = None
        self.stepped()
