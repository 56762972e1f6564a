"""Registrations as CSV or XLSX. No cell is ever a formula, whatever a family typed."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from functions.registration.form import Guardian, Student
from functions.registration.placing.assignment import school_of
from functions.registration.placing.outcome import outcome_as_it_stands
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from functions.registration.texts import text

COLUMNS = (
    "registration", "outcome", "school", "student", "document_type", "document_number", "birth_date", "sex",
    "street", "community", "household_address", "residence_address",
    "guardian", "relationship", "phone", "property_kind",
)  # fmt: skip
"""Each with its heading `column_…`; one row for each student."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""Characters with which some spreadsheet begins a formula or a command, in half and full width."""

Row = Sequence[str]


def rows_of(registration: Registration, season: Season) -> Iterator[Row]:
    """One row for each student of a registration with its form."""
    school = school_of(registration, season)
    outcome = outcome_as_it_stands(registration) or ""
    guardian = next(iter(registration.form.guardians), Guardian())
    home = registration.form.property
    for student in registration.form.students:
        yield (
            registration.reference,
            outcome,
            school.name.zh if school else "",
            *_student(student, season),
            guardian.name or "",
            guardian.relationship or "",
            guardian.phone or "",
            home.kind if home else "",
        )


def _student(student: Student, season: Season) -> tuple[str, ...]:
    document, household = student.identity_document, student.household
    streets = {street.code: street.name.zh for street in season.streets}
    communities = {community.code: community.name.zh for community in season.communities}
    return (
        student.name or "",
        document.type if document else "",
        document.number if document else "",
        student.birth_date.isoformat() if student.birth_date else "",
        student.sex or "",
        streets.get(household.street or "", ""),
        communities.get(household.community or "", ""),
        household.address or "",
        student.residence_address or "",
    )


def safe(cell: str) -> str:
    """The cell as text only: an apostrophe before whatever could begin a formula, also behind blanks."""
    return f"'{cell}" if cell.lstrip(" \u3000\u00a0\ufeff").startswith(DANGEROUS) else cell


def headings() -> Row:
    return [text(f"column_{name}") for name in COLUMNS]


def to_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark, every cell in quotation marks."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(headings())
    writer.writerows([safe(cell) for cell in row] for row in rows)
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
        sheet = book.add_worksheet("registrations")
        for number, row in enumerate([headings(), *rows]):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, safe(cell))
        sheet.freeze_panes(1, 0)
    return out.getvalue()


WRITERS = {"csv": to_csv, "xlsx": to_xlsx}
