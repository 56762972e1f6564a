"""What families do in the model, and what comes of it: from docs/words.md and the rules, not from the product."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .calendar import DAY, HOUR, Calendar
from .case import AMENDING, CONTESTED, DISPLACED, SUBMITTED, WITHDRAWN, Case, Review
from .checks import AWAY, MANUAL, NO_RECORD, PASSED, REFUSED, TO_AMEND, Check, Word
from .claims import FAMILY, UNKNOWN, Claims
from .claims import STRANGER as NO_FAMILY

PARENT, STRANGER, TENANT, MISTAKEN = "parent", "stranger", "tenant", "mistaken"
FAMILIES = (PARENT, STRANGER, TENANT, MISTAKEN)
"""The parent's child is on the stranger's form too; the tenant's home is decided by people; the mistaken one's
certificate number is not the registry's until it is put right."""

CHILD = {PARENT: "x", STRANGER: "x", TENANT: "t", MISTAKEN: "m"}
A_MINUTE = timedelta(minutes=1)
PHONE = ((1, A_MINUTE), (5, HOUR), (10, DAY))
UNPROVED = 2


def answers(family: str, *, right: bool) -> dict[str, str]:
    """What the registries say of a form, check by check."""
    people = MANUAL if family == STRANGER else PASSED
    home = {TENANT: MANUAL, MISTAKEN: PASSED if right else NO_RECORD}.get(family, PASSED)
    return {"student-0": people, "guardian-0": people, "guardian-1": people, "property": home}


@dataclass
class Families:
    season: Calendar = field(default_factory=Calendar)
    cases: dict[str, Case | None] = field(default_factory=lambda: dict.fromkeys(FAMILIES))
    claims: Claims = field(default_factory=Claims)
    codes: dict[str, list[datetime]] = field(default_factory=lambda: {family: [] for family in FAMILIES})
    proved: set[str] = field(default_factory=set)
    """Whose phone a code proved."""
    silent: set[str] = field(default_factory=set)
    """The registries that are out of service: `household`, `property`."""
    own_children: set[str] = field(default_factory=set)
    """Whose account the household registry ever named as its child's family."""
    draws: bool = False
    """Whether what passes by itself is drawn for a spot check (R37)."""

    def live(self, family: str) -> Case | None:
        """The family's registration that is not withdrawn."""
        case = self.cases[family]
        return None if case is None or case.status == WITHDRAWN else case

    # The family

    def begin(self, family: str, now: datetime) -> bool:
        if not self.season.opens <= now < self.season.closes:
            return False
        self.cases[family] = Case(right=family != MISTAKEN)
        return True

    def save(self, family: str, now: datetime, *, right: bool) -> bool:
        case = self._may(family, "edit", now)
        if case is None:
            return False
        case.saved, case.right = True, right
        case.stepped()
        return True

    def may_have_a_code(self, family: str, now: datetime) -> bool:
        sent = sorted(self.codes[family], reverse=True)
        tight = any(len(sent) >= most and now < sent[most - 1] + window for most, window in PHONE)
        today = [one for one in sent if now < one + DAY]
        return not tight and (family in self.proved or len(today) < UNPROVED)

    def submit(self, family: str, now: datetime) -> bool:
        """With a new code (R24), for which the household registry is asked whose child it is (R9, R35)."""
        case = self._may(family, "submit", now)
        if case is None or not case.saved or not self.may_have_a_code(family, now):
            return False
        if "household" not in self.silent:
            self._noted(family, case)
        child = CHILD[family]
        if case.dispute != DISPLACED and not self.claims.made(child, family, self._rank(family, case)):
            return False
        self.proved.add(family)
        case.holds = case.dispute != DISPLACED
        self._submitted(family, case, now)
        self._aligned(child, now)
        return True

    def _rank(self, family: str, case: Case) -> str:
        """As it was told when the code was asked for, or at any time before."""
        if family in self.own_children:
            return FAMILY
        return NO_FAMILY if case.is_strange else UNKNOWN

    def _noted(self, family: str, case: Case) -> None:
        """What the household registry said: of the account for good, of a stranger with its registration."""
        if family == STRANGER:
            case.is_strange = True
        else:
            self.own_children.add(family)

    def _aligned(self, child: str, now: datetime) -> None:
        """What each family reads of the claims as they stand now."""
        claimed = self.claims.on(child)
        live = [
            (one, case) for one in FAMILIES if CHILD[one] == child and (case := self.live(one)) is not None
        ]
        for family, case in live:
            if case.holds and claimed and family not in claimed:
                self._displace(case, now)
        for _, case in live:
            if case.holds:
                self._disputed(case, CONTESTED if len(claimed) > 1 else None)

    def _disputed(self, case: Case, dispute: str | None) -> None:
        """What staff said of its leaving is said of another registration, as after a step of its family."""
        if case.dispute != dispute:
            case.leaving = None
        case.dispute = dispute

    def _given_back(self, now: datetime) -> None:
        """By the clock, to who lost a child that nobody claims any more; what two of staff freed stays with people."""
        for family in FAMILIES:
            case, child = self.live(family), CHILD[family]
            if case is None or case.dispute != DISPLACED or case.freed or self.claims.on(child):
                continue
            case.holds = self.claims.made(child, family, NO_FAMILY)
            self._aligned(child, now)

    def _submitted(self, family: str, case: Case, now: datetime) -> None:
        for name, state in answers(family, right=case.right).items():
            before = case.checks.get(name)
            if (
                before is None
                or before.state in TO_AMEND
                or (name == "property" and case.right != case.right_before)
            ):
                case.checks[name] = self._asked(name, state, before.words if before else [], now)
            elif before.state == REFUSED:
                before.looked_at_again(now, is_silent=self.is_silent(name))
            case.checks[name].since = len(case.checks[name].words)
            case.checks[name].unmended = False
        case.status, case.right_before = SUBMITTED, case.right
        case.submissions += 1
        case.spot = None
        asked = case.request
        if asked is not None and not case.checks[asked.check].is_people_s:
            case.request = None
        case.moved()

    def is_silent(self, check: str) -> bool:
        """Whether the registry that is asked this is."""
        return ("property" if check == "property" else "household") in self.silent

    def _asked(self, name: str, state: str, words: list[Word], now: datetime) -> Check:
        """What only people decide is asked of no registry."""
        if self.is_silent(name) and (name, state) != ("property", MANUAL):
            return Check(AWAY, words=words, due=state, asked=now)
        return Check(state, denied=state == NO_RECORD, words=words)

    def _displace(self, case: Case, now: datetime) -> None:
        self._disputed(case, DISPLACED)
        case.holds, case.freeing = False, None
        case.own = self.season.a_day_of_ones_own(now)

    def amend(self, family: str, now: datetime) -> bool:
        case = self._may(family, "amend", now)
        if case is None:
            return False
        case.before, case.status = case.status, AMENDING
        case.moved()
        return True

    def cancel(self, family: str, now: datetime) -> bool:
        case = self._may(family, "cancel_amendment", now)
        if case is None:
            return False
        self._put_back(case)
        return True

    def _put_back(self, case: Case) -> None:
        case.status, case.right = case.before, case.right_before
        case.moved()

    def object_to(self, family: str, check: str, now: datetime) -> bool:
        """It is right as written (R39)."""
        case = self._may(family, "object", now)
        if case is None or not case.checks[check].is_to_amend:
            return False
        said = case.checks[check]
        said.state, said.read_as, said.unmended = MANUAL, None, False
        case.status = SUBMITTED
        case.stepped()
        return True

    def answer(self, family: str, now: datetime) -> bool:
        """By a code of its own purpose (R40)."""
        case = self._may(family, "answer", now)
        if case is None or not self.may_have_a_code(family, now):
            return False
        case.request = None
        case.stepped()
        return True

    def leave(self, family: str, action: str, now: datetime) -> bool:
        """Discard, withdraw or decline; the last two by a code of their own (R45)."""
        case = self._may(family, action, now)
        if case is None or (action != "discard" and not self.may_have_a_code(family, now)):
            return False
        self._ended(family, case, now)
        return True

    def _ended(self, family: str, case: Case, now: datetime) -> None:
        case.status, case.request, case.dispute, case.claim = WITHDRAWN, None, None, None
        case.holds = False
        self.claims.released(CHILD[family], family)
        self._aligned(CHILD[family], now)

    def ask_for_a_review(self, family: str, now: datetime) -> bool:
        case = self._may(family, "review", now)
        if case is None:
            return False
        case.review = Review()
        case.stepped()
        return True

    def _may(self, family: str, action: str, now: datetime) -> Case | None:
        case = self.cases[family]
        return case if case is not None and action in case.actions(self.season, now) else None
