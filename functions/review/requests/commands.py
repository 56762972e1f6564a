"""What staff send to ask a family for more, and to note something for one another."""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.registration.requests import Asked, AskedPaper, RequestReason, ReviewResult
from functions.registration.staff.asking import Wanted
from functions.registration.values.free_text import NoteText, WrittenNote
from functions.registration.values.model import Model
from functions.registration.values.strict import Day
from functions.review.commands import Reason

MOST = 10
"""Papers, and questions, of one request."""


class RequestCommand(Model):
    """R40: in coded words to the family; the note is for staff alone."""

    check: Annotated[str, StringConstraints(pattern=r"^(student|guardian)-\d$|^property$")]
    reason: RequestReason
    papers: Annotated[tuple[AskedPaper, ...], Field(max_length=MOST)] = ()
    words: Annotated[tuple[Asked, ...], Field(max_length=MOST)] = ()
    until: Day
    """The last day on which the family can answer."""
    note: NoteText = ""

    def wanted(self) -> Wanted:
        """What of it is for the family, each thing once."""
        papers, words = dict.fromkeys(self.papers), dict.fromkeys(self.words)
        return Wanted(self.check, self.reason, tuple(papers), tuple(words), self.until)


class ReviewDecisionCommand(Model):
    """R42: uphold the result, or change it; `school` is the other one where it is about the school."""

    result: ReviewResult
    reason: Reason
    school: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,40}$")] | None = None


class WithdrawalForCommand(Model):
    """R30: the family called; why it does not withdraw on the page itself."""

    reason: Reason


class NoteCommand(Model):
    note: WrittenNote
