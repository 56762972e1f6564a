"""A registration 报名登记: one household's form and all that has happened to it (docs/life.md)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from functions.registration.values.code import Code
from functions.registration.values.model import Model

from .check_kinds import CheckKind
from .checks import Check
from .documents import Document
from .form import Form, HomeKind, YesNo
from .requests import Release, Request, RequestEnd, Review, SchoolProposal, SpotCheck, WithdrawalWord


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    AMENDING = "amending"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    EDIT = "edit"
    SUBMIT = "submit"
    DISCARD = "discard"
    AMEND = "amend"
    CANCEL_AMENDMENT = "cancel_amendment"
    OBJECT = "object"
    WITHDRAW = "withdraw"
    ANSWER = "answer"
    """What staff asked for (R40)."""
    DECLINE = "decline"
    """To give up the place that one was admitted to (R43)."""
    REVIEW = "review"
    """To ask for one, once (R42)."""
    COPY = "copy"
    """To open a copy of all that is held, by a code (R49)."""
    DECIDE = "decide"
    REQUEST = "request"
    """To ask the family for more (R40)."""


class Source(StrEnum):
    """Where a field's value came from (R4)."""

    REGISTRY = "registry"
    GUARDIAN = "guardian"
    STAFF = "staff"


class NoticeKind(StrEnum):
    """One SMS template each."""

    CODE = "code"
    CODE_TO_AMEND = "code_to_amend"
    CODE_TO_WITHDRAW = "code_to_withdraw"
    CODE_TO_DECLINE = "code_to_decline"
    CODE_TO_ANSWER = "code_to_answer"
    CODE_TO_COPY = "code_to_copy"
    SUBMITTED = "submitted"
    ABNORMAL = "abnormal"
    AMENDMENT_REMINDER = "amendment_reminder"
    DRAFT_REMINDER = "draft_reminder"
    OUTCOME = "outcome"
    OUTCOME_CHANGED = "outcome_changed"
    REVIEW_UPHELD = "review_upheld"
    REVIEW_CHANGED = "review_changed"
    CONTESTED = "contested"
    DISPLACED = "displaced"
    CHILD_KEPT = "child_kept"
    OWN_DAY = "own_day"
    MORE_ASKED = "more_asked"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


class NoticeState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """Handed to the provider, whose answer was lost: it may have gone."""
    HELD = "held"
    """The account at the provider is blocked, or the budget is spent: it goes when that is put right."""


class DeliveryState(StrEnum):
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"


class Delivery(Model):
    """What the provider reported of an SMS that it had taken, by a code of its own; `at` is never later than now."""

    state: DeliveryState
    at: datetime
    code: str


class Notice(Model):
    """One SMS of one kind. `id` is unique in its registration: `submitted-3`, `outcome`, `code-<ulid>`."""

    id: str
    kind: NoticeKind
    state: NoticeState
    since: datetime
    sent_at: datetime | None = None
    phone: str | None = None
    """Masked, as it is shown."""
    reason: str | None = None
    to: str | None = None
    """Keyed MAC of the phone that a code was counted against: it goes there or nowhere."""
    sends: int = 0
    """How often it was handed to the provider and may have gone: twice at most."""
    paid: int = 0
    """How many sendings were taken from the season's budget."""
    provider: str | None = None
    """Who was handed it last, and alone may have it."""
    message_id: str | None = None
    """The provider's own, by which it reports what became of it."""
    delivery: Delivery | None = None


class Moment(Model):
    """One entry of the timeline: `what` is a stable code."""

    at: datetime
    what: str


class Pledge(Model):
    version: str
    text_digest: str
    at: datetime


class Receipt(Model):
    """What an accepted submission answered, so that the same Idempotency-Key answers the same."""

    key: str
    body_digest: str
    version: int


class Evidence(Model):
    """What a decision was taken on (R36), so that it is seen when that changes."""

    answers: str
    """Keyed MAC of the answers, as the check covered them."""
    papers: tuple[str, ...]
    """Ids of the papers that were there."""
    digest: str
    """Keyed MAC of what these papers were."""


class Decision(Model):
    """What one person of the staff decided of one check. Its note is sealed beside it, never in it."""

    check: str
    result: str
    reason: str | None = None
    by: str
    """Keyed MAC of the account."""
    at: datetime
    waits_for_second: bool = False
    """A first person's, that had no effect yet."""
    key: str | None = None
    """Keyed MAC of the Idempotency-Key and of the one who sent it."""
    body_digest: str | None = None
    paper: str | None = None
    """The paper that it names against an authority's word (R37)."""
    evidence: Evidence | None = None


class Dispute(Model):
    """Its children on whom another registration has a claim too (R35), by keyed MACs."""

    contested: tuple[str, ...] = ()
    """Claimed by others as well, and nobody knows yet by whom with better right."""
    displaced: tuple[str, ...] = ()
    """Lost to a better claim, or freed by staff."""
    since: datetime
    prove_until: datetime | None = None
    """By when whoever lost one may prove guardianship; None where the time for changes was over."""

    def among(self, children: Iterable[str]) -> "Dispute | None":
        """What is left of it for a form with these children; None: nothing."""
        stay = set(children)
        claimed = {"contested": self.contested, "displaced": self.displaced}
        left = {how: tuple(child for child in some if child in stay) for how, some in claimed.items()}
        return self.model_copy(update=left) if any(left.values()) else None


class Registration(Model):
    """`version` grows with everything that the guardian does to it; checks and notices do not move it."""

    id: str
    reference: str = ""
    """Read out on the telephone (R46); see values/reference.py. Empty where it was begun before they were given."""
    season: str
    owner: str
    """Keyed MAC of the account."""
    asker: str | None = None
    """Keyed MAC of the account's identity number, from when it asked for a code: whether it is the child's family."""
    status: Status
    version: int
    form: Form = Form.model_construct()
    form_version: int = 1
    """The version with which the form was written last: its sealed value is of that one and of no other."""
    label: str = ""
    """The children's names in the form, sealed for lists alone; empty where it was begun before there were labels."""
    previous_label: str = ""
    """Those of what was submitted, while it is amended."""
    provenance: dict[str, Source] = {}
    documents: dict[str, Document] = {}
    kept_documents: dict[str, Document] = {}
    """Papers that the family took away after staff had acted on them: kept for staff's eyes (R36)."""
    checks: dict[str, Check] = {}
    claims: tuple[str, ...] = ()
    """Keyed MACs of the children it holds in its season (R25)."""
    strange: tuple[str, ...] = ()
    """Keyed MACs of the children to whom the registry did not tie the account when a code was asked for (R35)."""
    dispute: Dispute | None = None
    releases: tuple[Release, ...] = ()
    own_day: datetime | None = None
    """Until when this family may still submit, though the season is closed (R35)."""
    notices: dict[str, Notice] = {}
    timeline: tuple[Moment, ...] = ()
    code: Code | None = None
    code_tries: int = 0
    tried: tuple[str, ...] = ()
    """The tries that came under an Idempotency-Key, each as `code_tries.py` names it: repeated, they count once."""
    proved_phone: str | None = None
    """Keyed MAC of the phone whose code submitted it last: the only one that notices go to."""
    confirmed: dict[str, str] = {}
    """Check id -> `covers` of the students that the household registry confirmed when the code was asked for."""
    pledge: Pledge | None = None
    receipt: Receipt | None = None
    copy_until: datetime | None = None
    """Until when the copy that a code opened can be read (R49)."""
    decisions: tuple[Decision, ...] = ()
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None = None
    first_submitted_at: datetime | None = None
    """Kept through every amendment: a family that mends a digit does not fall to the end (R47)."""
    streets: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    """Of the students' households, once submitted: what queues and seats go by. No address."""
    home: HomeKind | None = None
    declared: dict[str, YesNo] = {}
    """On what kind of home it rests, and what its family stated, once submitted: what seats go by (R47)."""
    marks: dict[str, str] = {}
    """Keyed MAC of the home or of a guardian -> keyed MAC of how it is spelt; see shared_marks.py."""
    home_seats: dict[str, int] = {}
    """Mark of the home on whose seat it counts -> its place among those who did; see placing/home_seats.py."""
    sought: tuple[str, ...] = ()
    """Keyed MACs by which staff find it, as it was submitted last; see staff/searching.py."""
    claimed_by: str | None = None
    """Keyed MAC of the clerk whose case it is, until `claimed_until`."""
    claimed_until: datetime | None = None
    school: str | None = None
    """The school that staff gave where it is not the catchment's, or that it waits for one; see assignment.py."""
    school_proposed: SchoolProposal | None = None
    school_words: tuple[SchoolProposal, ...] = ()
    told: dict[str, str] = {}
    """Check id -> what its registry told that seats go by (R47), sealed; see placing/told.py."""
    confirmed_facts: str | None = None
    """What people confirmed for its place, sealed; see placing/facts.py."""
    amended_from: Status | None = None
    """While it is amended: what it was, and is again where the amendment comes to nothing (R38)."""
    previous_documents: dict[str, Document] = {}
    """Those of the submission before; while it is amended, those that count (R38). Their files stay."""
    confirmed_result: str | None = None
    """The result that two people confirmed, as `results.py` writes it: what the family may see (R44)."""
    result_confirmed_at: datetime | None = None
    request: Request | None = None
    """What its family is asked for now (R40)."""
    past_requests: tuple[Request, ...] = ()
    review: Review | None = None
    withdrawals: tuple[WithdrawalWord, ...] = ()
    spot: SpotCheck | None = None
    amendment_extended_to: datetime | None = None
    """R28: this family's own deadline where an authority held its check up too long."""

    @property
    def student_count(self) -> int:
        """Told by its checks, since the form stays sealed where many are counted; 0 before submission."""
        return sum(check.kind is CheckKind.STUDENT_IDENTITY for check in self.checks.values())

    def without_request(self, end: RequestEnd, now: datetime) -> "Registration":
        """The same with what was asked of its family ended, where anything was."""
        if self.request is None:
            return self
        ended = self.request.model_copy(update={"ended": end, "ended_at": now})
        return self.model_copy(update={"request": None, "past_requests": (*self.past_requests, ended)})
