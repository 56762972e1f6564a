"""What is seen on a branch where a recipe was played; each runs in a process of its own, with the copy as the house."""

AUTHORITY = """
import json
from datetime import UTC, datetime

from functions.cloud.gateways.insurance import InsuranceGateway
from functions.cloud.queues.messages import check_message
from functions.cloud.queues.queue import QUEUE_OF, Queue
from functions.registration.check_kinds import Authority, CheckId, CheckKind
from functions.registration.checking.planning import plan
from functions.registration.checks import CheckState
from functions.registration.form import Form
from functions.registration.registration import Registration, Status
from functions.registration.staff.queues import queues_of
from functions.review.cases.pages import QUEUES
from functions.review.cases.view import check_view as staff_view
from functions.review.statistics.view import statistics_view
from functions.submit.view import check_view
from functions.verify_insurance.question import ask_bureau
from infra.page_tables import typescript
from seasons import siming_2022

NOW = datetime(2022, 7, 5, tzinfo=UTC)
PASSPORT = {"type": "passport", "number": "E1234567", "country": "FR"}
PERSON = {"name": "陈父", "relationship": "father", "identity_document": PASSPORT}


def form(**changed):
    return Form.model_validate({"students": [{"name": "陈一"}], "guardians": [PERSON | changed]})


class Covering:
    def __call__(self, check_id, text):
        return check_id + text

    def others(self, check_id, text):
        return ()

    def matches(self, mac, check_id, text):
        return mac == check_id + text


def planned(one, earlier=None, version=2):
    return plan(
        one,
        earlier=earlier or {},
        confirmed={},
        covers=Covering(),
        stands=lambda _: True,
        version=version,
        now=NOW,
    )


# The form's guardians each get the check, beside the one that they had.
checks = planned(form())
assert set(checks) == {"insurance-0", "student-0", "guardian-0"}
check = checks["insurance-0"]
assert (check.kind, check.state, check.index) == (CheckKind.INSURANCE, CheckState.QUEUED, 0)

# Its question goes to its own queue, and the household registry's stay where they were.
message = check_message("R1", kind="insurance", check="insurance-0", version=2)
assert message.queue is Queue.INSURANCE and json.loads(message.body)["check"] == "insurance-0"
assert check_message("R1", kind="guardian_identity", check="guardian-0", version=2).queue is Queue.IDENTITY
assert set(QUEUE_OF) == set(Authority)

# What the bureau tests is asked again, and nothing else.
passed = {name: one.model_copy(update={"state": CheckState.PASSED}) for name, one in checks.items()}
assert planned(form(relationship="grandparent"), passed, 3)["insurance-0"].state is CheckState.PASSED
assert planned(form(name="陈叔"), passed, 3)["insurance-0"].state is CheckState.QUEUED

# The adapter and the question: confirmed, differing, unknown.
def asked(answer):
    def ask(path, question, *, deadline):
        assert (path, question["identity_document"]["number"]) == ("/v1/insured/query", "E1234567")
        return answer
    return ask_bureau(form(), check, siming_2022(), bureau=InsuranceGateway(ask)).verdict

assert asked({"name": "陈父"}).state is CheckState.PASSED
assert asked({"name": "陈叔"}).state is CheckState.ABNORMAL
found = asked(None)
assert found.state is CheckState.MANUAL_REVIEW

# A family reads it at its field; staff find it in its queue, with words.
settled = check.model_copy(update={"state": found.state, "findings": found.findings})
season = siming_2022()
case = Registration(
    id="R1", reference="22-7K3M-9Q7", season=season.id, owner="o", status=Status.SUBMITTED, version=2, form=form(),
    checks={settled.id: settled}, created_at=NOW, updated_at=NOW, submitted_at=NOW,
)
shown = check_view(settled, case, season, "en", NOW)
assert (shown["guardian"], shown["findings"][0]["field"]) == (0, "guardians.0.identity_document")
assert queues_of(case) == {"insurance"} <= QUEUES
assert staff_view(settled, case, "me", "en", None)["findings"][0]["detail"]
figures = statistics_view({"check#insurance#queued": 3}, season, oldest=None, now=NOW)
assert figures["authorities"]["insurance"]["queued"] == 3

# The pages call it by its name.
page = typescript()
assert 'insurance: {"name": "insurance", "part": "guardians"}' in page
assert "Insurance of {name}" in page and "监护人 {n} 社保" in page

# The project deploys its function, with a role, from a queue that the data stack has.
from infra.guardians.app import app
from pathlib import Path

assert "verify_insurance" in {one.name for one in app.pure_lambda_functions} | set(app.handler_map)
config = json.loads(Path("infra/guardians/.chalice/config.json").read_text())
[stage] = config["stages"].values()
policy = Path("infra/guardians/.chalice", stage["lambda_functions"]["verify_insurance"]["iam_policy_file"]).read_text()
resources = Path("infra/resources.yaml").read_text() + Path("infra/guardians/merge.yaml").read_text()
for name in ("InsuranceQueueArn", "InsuranceDlqArn"):
    assert name in policy and f"{name}: " in resources

# Its addresses are read from the environment and nowhere else.
import os
from functions.cloud import settings
queues = ("IDENTITY", "PROPERTY", "CODE", "NOTICE", "INSURANCE")
os.environ |= {f"RUXUE_{name}_QUEUE_URL": f"https://sqs/{name}" for name in queues}
assert settings.queues().insurance == "https://sqs/INSURANCE"
"""

DOCUMENT = """
import json
from pathlib import Path

from functions.registration.documents import DOCUMENT_KINDS, Document, DocumentKind, DocumentState
from functions.registration.form import Form
from functions.registration.season.file import load_season
from functions.registration.submitting.missing import missing
from functions.submit.commands import NewDocument
from functions.submit.view import document_view
from infra.openapi import document
from infra.page_tables import typescript
from seasons.build import build
from datetime import UTC, datetime

NOW = datetime(2022, 7, 5, tzinfo=UTC)
season = load_season(build(Path("seasons/siming-2022")))

# The season asks each student for it, in its words.
form = Form.model_validate({"students": [{"name": "陈一"}, {"name": "陈二"}]})
asked = [one for one in missing(form, (), season) if one.document is DocumentKind.VACCINATION_RECORD]
assert [(one.field, one.student) for one in asked] == [
    ("documents.vaccination_record.0", 0), ("documents.vaccination_record.1", 1)
]
assert asked[0].why.in_language("en") == "For the school's health record"

# It can be uploaded, is shown, and then lacks no more.
file = {"student": 0, "media_type": "image/png", "size": 9}
command = NewDocument.model_validate(file | {"kind": "vaccination_record", "sha256": "A" * 43 + "="})
paper = Document(
    id="D", kind=command.kind, state=DocumentState.ACCEPTED, asked_at=NOW, upload_until=NOW, **file
)
assert document_view(paper, "en")["kind"] == "vaccination_record"
left = [one.student for one in missing(form, (paper,), season) if one.document is paper.kind]
assert left == [1]

# An upload must name its student; staff see it on top where a student's check is decided.
assert DOCUMENT_KINDS[paper.kind].of_one_student
assert 'vaccination_record: {"proves": ["students"], "ofOneStudent": true}' in typescript()

# The page's list has its label, the API's description its name.
label = next(one for one in season.choices["document_kind"] if one.value == "vaccination_record").label
assert label.in_language("en") == "Vaccination record"
assert "vaccination_record" in json.dumps(document()["components"]["schemas"]["DocumentKind"])
"""

ROLE = """
from functions.registration.errors import NotAllowed
from functions.registration.staff.roles import Permission, Role, roles_among
from functions.review.handler import ROLES
from functions.review.member import Member
from infra.page_tables import typescript

observer = Member("k", roles_among(["observer"]), "350203", "", "观察员")
assert observer.roles == {Role.OBSERVER}
reached = {route for route, roles in ROLES.items() if Role.OBSERVER in roles}
assert reached == {("GET", "/staff/seasons"), ("GET", "/staff/seasons/{season}/statistics")}
assert observer.who_may(Permission.FIGURES) is observer
for permission in set(Permission) - {Permission.FIGURES, Permission.LIST_SEASONS}:
    try:
        observer.who_may(permission)
    except NotAllowed:
        continue
    raise AssertionError(permission)
assert 'observer: ["figures", "list_seasons"]' in typescript()
"""
