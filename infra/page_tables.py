"""web/src/api/vocabulary.ts, the pages' tables, made from the domain's. `--check` says whether it is current."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from functions.registration.check_kinds import CHECK_KINDS
from functions.registration.documents import DOCUMENT_KINDS
from functions.registration.form import HomeKind, Part, PropertyClaim
from functions.registration.season.homes import HOMES
from functions.registration.staff.roles import ROLES, Permission
from functions.registration.submitting.required import FIRST_GUARDIAN, GUARDIAN, STUDENT
from functions.registration.texts import areas

TARGET = Path(__file__).parent.parent / "web" / "src" / "api" / "vocabulary.ts"

Rows = Mapping[str, Any]


def typescript() -> str:
    """The module: each table one row a line, so that a change shows as the rows that it touches."""
    words = {code: text for _, texts in areas() for code, text in texts.items()}
    return "\n".join(
        [
            "/** Made from the tables of functions/registration by `make openapi`; a change here is lost. */",
            f"export type Part = {_union(Part)}",
            f"export type Permission = {_union(Permission)}",
            "",
            *_table("CHECK_KINDS", "Kinds of check, in their order.", _checks()),
            "export type CheckKind = keyof typeof CHECK_KINDS",
            "",
            *_table("CHECK_LABELS", "For families.", _labels(words, "check")),
            *_table("DESK_CHECK_LABELS", "For staff.", _labels(words, "desk_check")),
            *_table("QUEUE_LABELS", "Staff's queues by kind of check.", _labels(words, "queue")),
            *_table("HOMES", "Kinds of home: fields of the form, and which must be filled.", _homes()),
            *_table("REQUIRED", "What must be filled of each person.", _required()),
            *_table("DOCUMENT_KINDS", "Kinds of document, and what staff look at them for.", _documents()),
            *_table("ROLES", "What each role of the staff may do.", _roles()),
        ]
    )


def _union(words: Iterable[str]) -> str:
    return " | ".join(f"'{word}'" for word in words)


def _table(name: str, about: str, rows: Rows) -> list[str]:
    lines = [f"  {key}: {json.dumps(row, ensure_ascii=False)}," for key, row in rows.items()]
    return [f"/** {about} */", f"export const {name} = {{", *lines, "} as const", ""]


def _checks() -> Rows:
    return {kind: {"name": row.name, "part": row.part} for kind, row in CHECK_KINDS.items()}


def _labels(words: Mapping[str, Rows], of: str) -> Rows:
    return {kind: words[f"{of}_{kind}"] for kind in CHECK_KINDS}


def _homes() -> Rows:
    fields = {
        kind: [name for name in model.model_fields if name != "kind"]
        for model in get_args(get_args(PropertyClaim)[0])
        for kind in get_args(model.model_fields["kind"].annotation)
    }
    return {kind: {"fields": fields[kind], "required": list(HOMES[kind].required)} for kind in HomeKind}


def _required() -> Rows:
    return {"student": list(STUDENT), "guardian": list(GUARDIAN), "firstGuardian": list(FIRST_GUARDIAN)}


def _documents() -> Rows:
    return {
        kind: {"proves": sorted(row.proves), "ofOneStudent": row.of_one_student}
        for kind, row in DOCUMENT_KINDS.items()
    }


def _roles() -> Rows:
    return {role: sorted(granted) for role, granted in ROLES.items()}


def main() -> int:
    text = typescript()
    if "--check" in sys.argv:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write("web/src/api/vocabulary.ts is not current: run `make openapi`\n")
        return 0 if current else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
