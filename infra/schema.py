"""What stands under each key of both tables, who writes it and who reads it: the generated parts of docs/schema.md."""

import doctest
from collections.abc import Callable, Iterable
from typing import NamedTuple

from functions.cloud.staff.erasure import COUNTED
from functions.cloud.staff.jobs.exports import Export
from functions.cloud.staff.readings import Reading
from functions.cloud.staff.seasons import Confirmed
from functions.cloud.table import items, keys
from functions.registration.checking.ranks import Rank
from functions.registration.staff.audit import Event
from functions.registration.staff.jobs import Job


class Kind(NamedTuple):
    """One kind of item. `written` and `read` are modules of functions/cloud."""

    key: Callable[..., keys.Key]
    attributes: tuple[str, ...]
    written: tuple[str, ...]
    read: tuple[str, ...]
    expires: str = ""
    """When the table forgets it by itself (TTL `expires`, epoch seconds); empty: never."""


class Place(NamedTuple):
    """One kind of entry in an index of the table of registrations."""

    within: str
    """The index's name."""
    key: Callable[..., keys.Key]
    of: Callable[..., keys.Key]
    """The items that stand in it."""


SEALED = (
    "sealed", "answers", "objections", "previous", "previous_form_version",
    "abandoned", "abandoned_form_version", "abandoned_documents", "staff_notes",
    "case_notes", "request_words",
)  # fmt: skip
"""What a registration's item holds beside the model: its form and what else is sealed, and the form before."""

JOBS = "staff/jobs/job_table"
INDEXED = ("gsi1pk", "gsi1sk", "queue_pk", *items.QUEUE_PLACE)
COUNTED_ANEW = ("staff/derived/beside", "staff/derived/strays")
"""What compares it with the registrations; what is missing is written where it always is."""
WRITERS = (
    "table/registrations", "table/accounts/uploads", "table/submissions", "table/code_requests", "table/code_tries",
    "table/accounts/copies", "table/results", "sms/deliveries", "table/children/disputes", "table/children/releases",
    "staff/decisions", "staff/places",
    "staff/objections", "staff/requests/asking", "staff/requests/reviews", "staff/requests/withdrawals",
    "staff/desk/spots", "table/children/home_seats", "staff/seasons", "table/items", "staff/erasure",
    "staff/family_erasure", *COUNTED_ANEW,
)  # fmt: skip
"""Of a registration."""
A_DAY = (
    "prefills", "searches", "asked", "questions", "questions <registration>", "codes", "codes <registration>",
    "phones", "phones <registration>", "to <phone>", "begun", "uploads", "copies", "exports", "expires",
)  # fmt: skip
"""What is counted of an account."""
SMS, LOOKED, ROSTER = ("sms/deliveries",), ("staff/readings",), ("table/accounts/roster",)
OVER = "some time after the season's results are over"

REGISTRATIONS = (
    Kind(
        keys.registration,
        (*sorted(items.STORED), *SEALED, *INDEXED, "drawing <document>", "trace", "expires"),
        written=WRITERS,
        read=(
            "table/registrations",
            "table/results",
            "table/children/claims",
            "staff/submitted_forms",
            "staff/sought",
            "staff/readings",
            "staff/derived/standing",
        ),
        expires="a draft: soon after the closing; what was submitted: when the season's archive ends",
    ),
    Kind(
        keys.counted,
        ("figures", "marks", "sought", "seen_at", "expires"),
        written=("staff/derived/figures",),
        read=("staff/derived/figures", "staff/derived/standing"),
        expires="with its registration",
    ),
    Kind(keys.reading, (*Reading.model_fields, "expires"), LOOKED, LOOKED, "when the season's archive ends"),
    Kind(
        keys.account,
        (
            "registrations",
            "withdrawn",
            "facts",
            "proved",
            "own_children",
            "consent <season>",
            "consented <season>",
            "consents <season>",
            "expires",
        ),
        written=(
            "table/registrations",
            "table/accounts/begun",
            "table/accounts/limits",
            "table/submissions",
            "table/code_requests",
            "table/children/claims",
            "table/accounts/consents",
            "staff/family_erasure",
        ),
        read=("table/registrations", "table/accounts/consents", "table/questions"),
        expires="three years after its last answer to a notice, or with its newest submission",
    ),
    Kind(
        keys.account_day,
        A_DAY,
        written=(
            "table/questions",
            "table/accounts/limits",
            "table/code_requests",
            "table/accounts/begun",
            "table/days",
        ),
        read=(),
        expires="three days later",
    ),
    Kind(
        keys.question,
        ("child", "door", "at", "registration", "strange", "expires"),
        written=("table/questions",),
        read=(),
        expires="when the season's archive ends",
    ),
    Kind(
        keys.child_claim,
        (*Rank, "trace", "expires"),
        written=("table/children/claims",),
        read=("table/children/claims", "table/accounts/consents"),
        expires="with its registration",
    ),
    Kind(
        keys.reference,
        ("registration", "expires"),
        written=("table/items",),
        read=("staff/sought", "staff/erasure"),
        expires="with its registration",
    ),
    Kind(
        keys.phone,
        ("sent<0 to 9>", "strange<0 to 3>", "expires"),
        written=("table/code_requests",),
        read=(),
        expires="two days after the last code",
    ),
    Kind(
        keys.sms_budget,
        ("codes", "codes <day>", "notices"),
        written=("table/code_requests", "table/accounts/limits"),
        read=(),
    ),
    Kind(keys.sms_block, ("code", "since", "tried_at"), written=("sms/blocks",), read=("sms/blocks",)),
    Kind(
        keys.sms_message, ("registration", "notice", "delivery", "trace", "expires"), SMS, SMS, "a week later"
    ),
    Kind(
        keys.progress,
        ("part", "after", "done", *COUNTED, "expires"),
        written=("table/checkpoints", "staff/erasure"),
        read=("table/checkpoints", "staff/erasure"),
        expires=OVER,
    ),
    Kind(
        keys.home,
        ("seat#<registration>", "last", "expires"),
        written=("table/children/home_seats",),
        read=("table/children/home_seats", *COUNTED_ANEW),
        expires="after the years of the season's rule",
    ),
    Kind(
        keys.shared_mark,
        ("r#<registration>", "expires"),
        written=("staff/shared_marks",),
        read=("staff/shared_marks", *COUNTED_ANEW),
        expires="with the registration that was noted last",
    ),
    Kind(
        keys.sought,
        ("r#<registration>", "expires"),
        written=("staff/sought",),
        read=("staff/sought", *COUNTED_ANEW),
        expires="with the registration that was noted last",
    ),
    Kind(
        keys.figures,
        ("f#<figure>", "e#<figure>", "moves"),
        written=("staff/derived/figures",),
        read=("staff/derived/figures",),
    ),
    Kind(keys.audit_event, (*Event.model_fields,), written=("staff/audit",), read=("staff/audit",)),
    Kind(keys.job, (*Job.model_fields, "trace"), (JOBS,), (JOBS,), "a month after it was started"),
    Kind(
        keys.at_work,
        ("day#<date>", "registration", "person", "by", "at", "begins", "since", "until", "expires"),
        ("staff/desk/work", "staff/desk/approvals"),
        ("staff/desk/work", "staff/desk/approvals"),
        "a claim and an approval: as they end; who decided how much: two months after the last",
    ),
    Kind(
        keys.colleague, ("label", "macs", "roles", "seen_at", "expires"), ROSTER, ROSTER, "after three years"
    ),
    Kind(
        keys.export,
        (*Export.model_fields, "gsi1pk", "gsi1sk"),
        written=("staff/jobs/exports",),
        read=("staff/jobs/exports", "staff/erasure"),
        expires="a day after it was asked for",
    ),
)

SEASONS = (
    Kind(keys.current_season, ("data", "version"), ("table/seasons",), ("table/seasons", "staff/seasons")),
    Kind(keys.season_version, ("data", "by", "at"), written=("table/seasons",), read=("staff/seasons",)),
    Kind(keys.rehearsed_results, (*Confirmed.model_fields,), ("staff/seasons",), ("staff/seasons",)),
    Kind(keys.kept_lines, ("data",), written=("staff/seasons",), read=("staff/seasons",)),
)

PLACES = (
    Place("season", keys.in_season, keys.registration),
    Place("season", keys.in_season_exports, keys.export),
    Place("queue", keys.in_queue, keys.registration),
)


class Example(NamedTuple):
    says: str
    made: str
    """The call, as the docstring has it."""
    key: keys.Key


def example_of(function: Callable[..., keys.Key]) -> Example:
    """The first sentence and the first example of a key's docstring. Raises StopIteration where it has none."""
    words = function.__doc__ or ""
    first = next(iter(doctest.DocTestParser().get_examples(words)))
    arguments = first.source.strip().removeprefix(f"{function.__name__}(").removesuffix(")")
    key = function(*(_literal(argument) for argument in arguments.split(", ")))
    return Example(words.partition("\n")[0], first.source.strip(), key)


def _literal(argument: str) -> str | int:
    return argument.strip('"') if argument.startswith('"') else int(argument)


def registrations() -> str:
    return _items(REGISTRATIONS)


def seasons() -> str:
    return _items(SEASONS)


def indexes() -> str:
    """Every kind of entry of the two indexes."""
    rows = [
        f"| `{place.within}` | {example.says} | `{example.key.pk}` | `{example.key.sk}` | `{place.of.__name__}` |"
        for place in PLACES
        for example in (example_of(place.key),)
    ]
    return _table(("index", "entry", "partition key", "sort key", "of the item"), rows)


def _items(kinds: Iterable[Kind]) -> str:
    parts = []
    for kind in kinds:
        example = example_of(kind.key)
        parts.append(
            f"### `{kind.key.__name__}`\n\n{example.says}\n\n"
            f"- key: `{example.key.pk}` · `{example.key.sk}`\n"
            f"- attributes: {', '.join(f'`{name}`' for name in kind.attributes)}\n"
            f"- written by {_modules(kind.written)}\n"
            f"- read by {_modules(kind.read)}\n"
            f"- forgotten: {kind.expires or 'never by itself'}"
        )
    return "\n\n".join(parts)


def _modules(names: Iterable[str]) -> str:
    return ", ".join(f"`functions/cloud/{name}.py`" for name in names)


def _table(heads: tuple[str, ...], rows: list[str]) -> str:
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *rows])


PARTS: dict[str, Callable[[], str]] = {"registrations": registrations, "indexes": indexes, "seasons": seasons}
