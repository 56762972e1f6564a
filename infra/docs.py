"""The generated parts of docs/life.md and docs/schema.md. `--check` says whether they are current."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from functions.registration.checks import OPEN, SETTLED, TO_AMEND, CheckState
from functions.registration.registration import Action, Status
from functions.registration.submitting.transitions import TRANSITIONS, Until
from functions.registration.texts import LANGUAGES, text

from . import schema

DOCS = Path(__file__).parent.parent / "docs"
TARGET = DOCS / "life.md"
TARGETS = (TARGET, DOCS / "schema.md")

WHO: Mapping[Action, str] = {
    Action.EDIT: "the guardian",
    Action.SUBMIT: "the guardian, with a code",
    Action.AMEND: "the guardian",
    Action.CANCEL_AMENDMENT: "the guardian; the clock, once the time to submit is over",
    Action.OBJECT: "the guardian, where a check asks to amend",
    Action.ANSWER: "the guardian, with a code of its own, where staff asked for more; the clock, after its day",
    Action.DECIDE: "staff, check by check; not what its family is being asked about",
    Action.REQUEST: "staff, for a check that waits for them; they can call it off",
    Action.DISCARD: "the guardian",
    Action.WITHDRAW: "the guardian, with a code of its own; two of staff, for who calls",
    Action.DECLINE: "the guardian, with a code of its own, where a place is shown; two of staff, for who calls",
    Action.REVIEW: "the guardian, once, where a decided outcome is shown",
    Action.COPY: "the guardian, with a code of its own, where one was ever used",
}
UNTIL: Mapping[Until, str] = {
    Until.CLOSING: "the season's closing",
    Until.AMENDMENT_DEADLINE: "the amendment deadline, or the family's own",
    Until.RESULTS: "the season's end of results",
    Until.REVIEW: "the season's end of reviews",
    Until.ARCHIVE: "the end of the season's archive",
    Until.REQUEST_DUE: "the end of the day that staff set",
    Until.PUBLICATION: "publication; while it is held back, the season's end of results",
}


def diagram() -> str:
    """Every transition as a Mermaid state diagram."""
    arrows = [f"    {before} --> {after}: {action}" for (before, action), (after, _) in TRANSITIONS.items()]
    ends = [f"    {status} --> [*]" for status in Status if not _leaves(status)]
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.DRAFT}", *arrows, *ends, "```"])


def transitions() -> str:
    """Every transition as a row: from, by whom, to, until when."""
    rows = [
        f"| {before} | {action} | {WHO[action]} | {after} | {UNTIL[until]} |"
        for (before, action), (after, until) in TRANSITIONS.items()
    ]
    return "\n".join(["| in | action | by | then | until |", "|---|---|---|---|---|", *rows])


def checks() -> str:
    """Every state of a check: who moves it on, and the words that the family reads, in both languages."""
    rows = [
        f"| `{state}` | {_mover(state)} | {' · '.join(text(f'state_{state}', one) for one in LANGUAGES)} |"
        for state in CheckState
    ]
    return "\n".join(["| state | who moves it on | the family reads |", "|---|---|---|", *rows])


PARTS = {"diagram": diagram, "transitions": transitions, "checks": checks, **schema.PARTS}


def page(current: str) -> str:
    """The page with every generated part written anew. Raises KeyError for a part that nobody makes."""

    def part(found: re.Match[str]) -> str:
        name = found["name"]
        return f"<!-- begin {name} -->\n\n{PARTS[name]()}\n\n<!-- end {name} -->"

    return re.sub(r"<!-- begin (?P<name>\w+) -->.*?<!-- end (?P=name) -->", part, current, flags=re.DOTALL)


def _leaves(status: Status) -> bool:
    return any(before is status and after is not status for (before, _), (after, _) in TRANSITIONS.items())


def _mover(state: CheckState) -> str:
    if state in OPEN:
        return "the authority's answer; asked again by itself"
    if state in TO_AMEND:
        return "the guardian, by amending or by an objection; staff, once it can no longer be amended"
    if state in SETTLED:
        return "nobody needs to"
    return {CheckState.MANUAL_REVIEW: "staff", CheckState.REFUSED: "staff, by a correction"}[state]


def main() -> int:
    outdated = 0
    for target in TARGETS:
        current = target.read_text(encoding="utf-8")
        wanted = page(current)
        if "--check" not in sys.argv:
            target.write_text(wanted, encoding="utf-8")
        elif current != wanted:
            sys.stderr.write(f"docs/{target.name} is not current: run `python -m infra.docs`\n")
            outdated += 1
    return min(outdated, 1)


if __name__ == "__main__":
    sys.exit(main())
