"""Registrations as CSV or XLSX. No cell is ever a formula, whatever a family typed."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from functions.registration.form import (
    Collective,
    Guardian,
    LowRent,
    OtherHome,
    PropertyClaim,
    PublicRental,
    Purchase,
    Student,
)
from functions.registration.placing.outcome import outcome_as_it_stands
from functions.registration.placing.school import school_of
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.texts import text

COLUMNS = (
    "registration", "outcome", "school",
    "student", "document_type", "document_number", "birth_date", "sex",
    "household_status", "household_type", "street", "community", "household_address", "residence_address",
    "guardian", "relationship", "phone", "second_guardian", "second_relationship", "second_phone",
    "property_kind", "proof", "property_number", "property_owner", "property_address",
)  # fmt: skip
"""Each with its heading `column_…`; one row for each student, in the season's own words. Guardians' numbers are left
out: no school asks for them."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""Characters with which some spreadsheet begins a formula or a command, in half and full width."""

ROUNDED = 12
"""Digits from which on a spreadsheet shows 3.50203E+17."""

Row = Sequence[str]


def rows_of(registration: Registration, season: Season) -> Iterator[Row]:
    """One row for each student of a registration with its form."""
    school = school_of(registration, season)
    outcome = outcome_as_it_stands(registration)
    first, second = (*registration.form.guardians, Guardian(), Guardian())[:2]
    for student in registration.form.students:
        yield (
            registration.reference,
            text(f"column_outcome_{outcome}") if outcome else "",
            school.name.zh if school else "",
            *_student(student, season),
            *_guardian(first, season),
            *_guardian(second, season),
            *_home(registration.form.property, season),
        )


def _student(student: Student, season: Season) -> tuple[str, ...]:
    document, household = student.identity_document, student.household
    streets = {street.code: street.name.zh for street in season.streets}
    communities = {community.code: community.name.zh for community in season.communities}
    return (
        student.name or "",
        season.word("identity_document_type", document.type if document else None),
        document.number if document else "",
        student.birth_date.isoformat() if student.birth_date else "",
        season.word("sex", student.sex),
        season.word("household_status", household.status),
        season.word("household_type", household.type),
        streets.get(household.street or "", ""),
        communities.get(household.community or "", ""),
        household.address or "",
        student.residence_address or "",
    )


def _guardian(guardian: Guardian, season: Season) -> tuple[str, ...]:
    return guardian.name or "", season.word("relationship", guardian.relationship), guardian.phone or ""


def _home(home: PropertyClaim | None, season: Season) -> tuple[str, ...]:
    """Its kind, what proves it, the number of that, whose it is, where it is."""
    kind = season.word("property_kind", home.kind if home else None)
    match home:
        case None | Collective():
            return kind, "", "", "", ""
        case Purchase():
            proof = season.word("proof", home.proof)
            return kind, proof, home.number or "", home.owner_name or "", home.address or ""
        case PublicRental():
            return kind, "", "", home.tenant_name or "", home.address or ""
        case LowRent():
            return kind, "", home.contract_number or "", "", home.address or ""
        case OtherHome():
            return kind, "", "", "", home.address or ""


def safe(cell: str) -> str:
    """The cell as text only: an apostrophe before whatever could begin a formula, also behind blanks."""
    return f"'{cell}" if cell.lstrip(" \u3000\u00a0\ufeff").startswith(DANGEROUS) else cell


def unrounded(cell: str) -> str:
    """The same for a program that guesses numbers: it would round a resident's 18 digits, and a tab makes them text."""
    return f"{cell}\t" if len(cell) >= ROUNDED and cell.isdecimal() else safe(cell)


def headings() -> Row:
    return [text(f"column_{name}") for name in COLUMNS]


def to_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark, by which Excel knows it; every cell in quotation marks."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(headings())
    writer.writerows([unrounded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Iterable[Row]) -> bytes:
    """One sheet; every cell is written as a string, which no program evaluates."""
    import xlsxwriter

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(text("column_sheet"))
        for number, row in enumerate([headings(), *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, safe(cell))
        sheet.freeze_panes(1, 0)
    return out.getvalue()


WRITERS = {"csv": to_csv, "xlsx": to_xlsx}
