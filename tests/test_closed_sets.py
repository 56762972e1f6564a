"""One table a vocabulary: ids have one parser each, and no question about a kind has an answer for "all else"."""

import ast

import pytest

from .closed_sets import VOCABULARIES, defaults, elses, modules, takes_text_apart, written_out

ID_PARSERS = {
    "registration/check_kinds.py": "the id of a check: student-0",
    "registration/checking/shared_marks.py": "a mark: home|<mac>; and a typed address without blanks",
    "registration/staff/figures.py": "a figure's name: check#property#passed",
    "registration/submitting/codes.py": "a keyed MAC: 1.sha256:<mac>",
    "cloud/sealing/macs.py": "a keyed MAC: 1.sha256:<mac>",
    "cloud/staff/derived/figures.py": "keys and attributes of the table of staff",
    "cloud/staff/derived/strays.py": "attributes of the table of staff",
    "cloud/staff/desk/work.py": "keys and attributes of the table of staff",
    "cloud/table/children/home_seats.py": "keys and attributes of the table of staff",
    "cloud/staff/sought.py": "keys and attributes of the table of staff",
    "cloud/staff/shared_marks.py": "keys and attributes of the table of staff",
    "cloud/table/keys.py": "keys of the tables",
    "cloud/uploads.py": "an object's key: <registration>/<document>",
    "inspect_document/notification.py": "an object's key: <registration>/<document>",
    "review/audit/trail.py": "a cursor, and a place in a chain",
    "review/cases/pages.py": "a cursor",
}
"""Modules that take an id apart: each the one that also writes it, or the adapter that reads its own keys."""

NO_IDS = {
    "cloud/gateways/fields.py": "what a registry holds",
    "cloud/web/http.py": "headers, and the names of a path's parameters",
    "cloud/web/sign_in.py": "a token's words, and its header",
    "cloud/aws/endpoints.py": "a region's name, and an address",
    "cloud/aws/json_protocol.py": "AWS's names of its errors",
    "cloud/aws/query_protocol.py": "XML's names, with their namespace",
    "cloud/aws/signing.py": "an address, and a header's blanks",
    "cloud/malware/clamd.py": "a scanner's reply",
    "cloud/settings.py": "host and port",
    "inspect_document/drawing/colours.py": "a picture's mode",
    "inspect_document/kinds.py": "the first bytes of a file",
    "registration/placing/draw.py": "a published list, one a line",
    "registration/season/addresses.py": "what stands before a house's number",
    "registration/placing/results.py": "a line of a rehearsal, one a family",
    "registration/staff/places.py": "a line of a proposal, one a family",
    "registration/staff/trials/rehearsal.py": "a confirmed result: outcome and school",
    "registration/season/file.py": "dotted paths, and pydantic's codes",
    "registration/season/rules.py": "a season's id against its year; names of fields",
    "registration/season/season.py": "dotted paths",
    "registration/submitting/provenance.py": "dotted paths",
    "registration/texts/__init__.py": "names of files",
    "registration/values/spelling/beyond_gbk.py": "a list of characters",
    "registration/values/certificates.py": "what a family typed",
    "registration/values/characters.py": "what a family typed",
    "registration/values/identity.py": "a list of codes",
    "registration/values/folding.py": "what a family typed",
    "registration/values/names.py": "what a family typed",
    "registration/values/spelling/surnames.py": "a list of characters",
    "jobs/sheets.py": "a cell that a spreadsheet could run",
    "review/member.py": "a token's words",
    "submit/receipt/pdf.py": "a language's tag",
    "registration/submitting/masking.py": "names of fields to be masked",
}

FALLS_BACK = {
    ("cloud/malware/guardduty.py", "ANSWERS"): "a service's own words, which may grow: unknown is no verdict",
    ("cloud/logs.py", "case _"): "a value of any type is logged as its veiled text",
    ("cloud/web/http.py", "FRAMEWORK_CODES"): "the framework's own codes, which may grow",
    (
        "registration/values/spelling/transliteration.py",
        "MARKED",
    ): "every other letter is written in one way alone",
}


def test_text_is_taken_apart_only_where_it_is_said_why() -> None:
    assert {name for name, tree in modules() if takes_text_apart(tree)} == ID_PARSERS.keys() | NO_IDS.keys()


def test_no_table_is_asked_with_a_default_and_no_case_takes_all_else() -> None:
    found = {(name, what) for name, tree in modules() for what in defaults(tree)}
    assert found == FALLS_BACK.keys()


def test_no_question_for_one_kind_answers_for_all_the_others() -> None:
    assert {name: found for name, tree in modules() if (found := list(elses(tree)))} == {}


def test_no_kind_is_written_out_where_it_is_compared() -> None:
    assert {name: found for name, tree in modules() if (found := list(written_out(tree)))} == {}


@pytest.mark.parametrize(
    ("source", "find", "found"),
    [
        ("queue = Q.A if kind == CheckKind.PROPERTY else Q.B", elses, ["kind == CheckKind.PROPERTY"]),
        ("if kind is Role.AUDITOR:\n  a()\nelse:\n  b()", elses, ["kind is Role.AUDITOR"]),
        ("if kind is Role.AUDITOR:\n  a()", elses, []),
        ("a = KINDS.get(x, Kind.Y)", defaults, ["KINDS"]),
        ("a = {'s': 1}.get(x, 2)", defaults, ["{'s': 1}"]),
        ("a = KINDS.get(x)", defaults, []),
        ("match a:\n  case 1: b()\n  case _: c()", defaults, ["case _"]),
        ("match a:\n  case 1: b()\n  case other: c()", defaults, ["case _"]),
        ("match a:\n  case int() as other: b()", defaults, []),
        ("a = kind == 'parents_purchase'", written_out, ["parents_purchase"]),
        ("a = 'reviewer' in roles", written_out, ["reviewer"]),
    ],
)
def test_the_reading_finds_what_it_looks_for(source: str, find, found: list[str]) -> None:
    assert list(find(ast.parse(source))) == found


def test_the_reading_finds_what_takes_text_apart() -> None:
    assert takes_text_apart(ast.parse("mark.startswith('home|'); id.partition('-')")).total() == 2


def test_the_vocabularies_are_told_by_tables() -> None:
    assert len(VOCABULARIES) == len({kind.__name__ for kind in VOCABULARIES}) == 10
