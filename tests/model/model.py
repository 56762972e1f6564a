"""The model: who may do what, and what comes of it. Written from docs/words.md and the rules, not from the product.

Each deed answers whether it is allowed; allowed, it is done. Time passes by `passes`, which ends what the clock ends.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .calendar import DAY, HOUR, end_of
from .case import AMENDING, CASES, DECIDED, DISPLACED, DRAFT, SUBMITTED, Case, Request
from .checks import ACCEPTED, OPEN, PASSED, REFUSED, TO_AMEND, Word
from .claims import FAMILY
from .claims import STRANGER as NO_FAMILY
from .households import A_MINUTE, CHILD, FAMILIES, STRANGER, Families

ASKED_ONCE_MORE = 2 * HOUR
"""How long after a question that nobody took it is put again."""


@dataclass
class Model(Families):
    """With staff, supervisors and the clock."""

    # Staff

    def take(self, family: str, who: str, now: datetime) -> bool:
        case = self.cases[family]
        if case is None or case.is_anothers(who, now) or not case.may_be_worked_on:
            return False
        case.claim = (who, now + timedelta(minutes=15))
        return True

    def let_go(self, family: str, who: str, now: datetime) -> bool:
        case = self.cases[family]
        if case is None or case.is_anothers(who, now):
            return False
        case.claim = None
        return True

    def decide(self, family: str, check: str, who: str, result: str, now: datetime, *, paper: bool) -> bool:
        case = self._open(family, who, now)
        if case is None or now >= self.season.results_until:
            return False
        asked, one = case.request, case.checks[check]
        if asked is not None and asked.check == check:
            return False
        is_reviewed = case.review is not None and not case.review.ended
        if is_reviewed and one.state in {ACCEPTED, REFUSED} and not one.contradicted:
            return False
        how = one.decided(who, result, paper=paper, is_looked_at=case.waiting_spot)
        if how is None:
            return False
        if case.waiting_spot:
            case.spot = "ended"
        one.words.append(Word(who, result, how == "waits"))
        case.claim = None
        if how == "now":
            if one.state in TO_AMEND | {PASSED}:
                one.read_as = one.state
            one.state, one.unmended, one.contradicted = result, False, False
            open_left = any(each.state in OPEN for each in case.checks.values())
            case.status = SUBMITTED if open_left else DECIDED
        return True

    def find_nothing(self, family: str, who: str, now: datetime) -> bool:
        """Of a spot check: one person says that all is right (R37)."""
        case = self._open(family, who, now)
        if case is None or not case.waiting_spot:
            return False
        case.spot, case.claim = "ended", None
        return True

    def ask(self, family: str, check: str, who: str, now: datetime) -> bool:
        """For more, by a day three days from now (R40)."""
        case = self._open(family, who, now)
        until = end_of(now + 3 * DAY)
        if case is None or case.request is not None or until > self.season.results_until:
            return False
        one = case.checks[check]
        if not one.is_open or who in one.involved:
            return False
        case.request, case.claim = Request(check, who, until), None
        return True

    def call_off(self, family: str, who: str, now: datetime) -> bool:
        """While its family amends too, which would find it again behind the amendment."""
        case = self.live(family)
        if case is None or case.is_anothers(who, now) or case.request is None:
            return False
        case.request, case.claim = None, None
        return True

    def withdraw_by_phone(self, family: str, who: str, now: datetime) -> bool:
        """Two of staff, for a family that called (R30)."""
        case = self.cases[family]
        if case is None or case.status == DRAFT or case.is_anothers(who, now):
            return False
        if not {"withdraw", "decline"} & case.actions(self.season, now) or case.leaving == who:
            return False
        if case.leaving is None:
            case.leaving = who
        else:
            self._ended(family, case, now)
        return True

    def release(self, family: str, who: str, now: datetime) -> bool:
        """Two of staff free a child of whoever holds it, and whoever had lost it has it back (R35)."""
        case = self.live(family)
        if case is None or case.status == DRAFT or case.is_anothers(who, now):
            return False
        if not case.holds or now >= self.season.results_until:
            return False
        word = who, self.kept_out(family)
        if case.freeing == word:
            return False
        case.claim = None
        if case.freeing is None or case.freeing[1] != word[1]:
            case.freeing = word
            return True
        case.freed = True
        self._displace(case, now)
        if (kept_out := self.kept_out(family)) is None:
            self.claims.released(CHILD[family], family)
        else:
            other = self.cases[kept_out]
            assert other is not None
            other.freed, other.holds = False, True
            self.claims.given(CHILD[family], kept_out)
        self._aligned(CHILD[family], now)
        return True

    def kept_out(self, family: str) -> str | None:
        """Who lost the same child, and is named as whom it is freed for."""
        for other in FAMILIES:
            lost = self.live(other)
            if other != family and CHILD[other] == CHILD[family] and lost and lost.dispute == DISPLACED:
                return other
        return None

    def decide_review(self, family: str, who: str, result: str, now: datetime) -> bool:
        """By whoever decided nothing of the case; that it be changed takes two of them (R42)."""
        case = self._open(family, who, now)
        if case is None or case.review is None or case.review.ended or now >= self.season.results_until:
            return False
        review = case.review
        involved = {word.by for check in case.checks.values() for word in check.words}
        if who in involved | {by for by, _ in review.words} or not case.is_shown(self.season, now):
            return False
        if result == "changed" and case.result != REFUSED:
            return False
        agreed = bool(review.words) and review.words[-1][1] == "changed"
        review.words.append((who, result))
        case.claim = None
        if result == "upheld":
            review.ended = True
        elif agreed:
            self._accepted_by_review(case, [by for by, _ in review.words[-2:]])
            review.ended = True
        return True

    def _accepted_by_review(self, case: Case, by: list[str]) -> None:
        for check in case.checks.values():
            if check.state == REFUSED:
                check.state, check.contradicted = ACCEPTED, False
                check.words += [Word(by[0], ACCEPTED, waits=True), Word(by[1], ACCEPTED, waits=False)]
        open_left = any(each.state in OPEN for each in case.checks.values())
        case.status = SUBMITTED if open_left else DECIDED

    def _open(self, family: str, who: str, now: datetime) -> Case | None:
        case = self.cases[family]
        if case is None or case.status not in CASES or case.is_anothers(who, now):
            return None
        return case

    # Supervisors

    def publish(self, now: datetime) -> bool:
        """Two of them confirm what a rehearsal showed (R44)."""
        if self.season.confirmed:
            return False
        self.season.confirmed = True
        if now >= self.season.publication - A_MINUTE * 10:
            self.season.publication = end_of(now + DAY)
        for case in self.cases.values():
            if case is not None:
                case.confirmed = case.result
        return True

    def confirm(self, family: str, now: datetime) -> bool:
        """What changed since it was confirmed."""
        case = self.cases[family]
        if case is None or case.result is None or case.status == DRAFT:
            return False
        if (
            not self.season.is_published(now)
            or now >= self.season.results_until
            or case.confirmed == case.result
        ):
            return False
        case.confirmed = case.result
        return True

    # The registries

    def falls_silent(self, registry: str) -> None:
        self.silent.add(registry)

    def speaks_again(self, registry: str, now: datetime) -> None:
        """And was asked again since, by itself: of homes, or of people and so of whose child it is."""
        self.silent.remove(registry)
        for family in FAMILIES:
            case = self.live(family)
            if case is None:
                continue
            for name, check in case.checks.items():
                if (name == "property") != (registry == "property") or check.due is None:
                    continue
                if check.lost is not None or case.is_reworded(name):
                    check.lost = now
                    continue
                check.answered()
                if check.state == PASSED and case.request is not None and case.request.check == name:
                    case.request = None
            if registry == "household":
                self._told_whose(family, case, now)

    def _told_whose(self, family: str, case: Case, now: datetime) -> None:
        rank = NO_FAMILY if family == STRANGER else FAMILY
        if self.claims.settled(CHILD[family], family, rank):
            self._noted(family, case)
            self._aligned(CHILD[family], now)

    # The clock

    def passes(self, now: datetime) -> None:
        """What ends by itself: amendments left unfinished, days for an answer, findings nobody mended, the patience
        with a registry, the loss of a child that nobody claims any more; and what was drawn comes to be looked at.
        """
        for case in filter(None, self.cases.values()):
            self._asked_meanwhile(case, now)
            if case.status == AMENDING and "submit" not in case.actions(self.season, now):
                self._put_back(case)
            if case.request is not None and now >= case.request.until:
                case.request = None
            if case.status in CASES and now >= self.season.amendable_until(case.own):
                for check in case.checks.values():
                    check.unmended |= check.state in TO_AMEND
            if case.status in CASES:
                for check in case.checks.values():
                    check.handed |= check.waits_too_long(now)
        if now < self.season.results_until:
            self._given_back(now)
            self._to_look_at()

    def _asked_meanwhile(self, case: Case, now: datetime) -> None:
        """A question that came while its answers were being amended is put again once they are what was submitted."""
        for name, check in case.checks.items():
            if check.due is None:
                continue
            if case.is_reworded(name):
                check.lost = now
                continue
            is_asked = case.status in CASES and not self.is_silent(name)
            if check.lost is not None and is_asked and now > check.lost + ASKED_ONCE_MORE:
                check.answered()

    def _to_look_at(self) -> None:
        for case in filter(None, self.cases.values()):
            if self.draws and case.spot is None and case.status in CASES and case.passed_by_itself:
                case.spot = "waits"
