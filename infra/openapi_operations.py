"""Every route of the guardians' API, for the OpenAPI document; tests hold it to the real routes."""

from dataclasses import dataclass

from pydantic import BaseModel

from functions.delivery.answers import ReportsTaken
from functions.registration.form import Form
from functions.registration.season.view import SeasonAnswer
from functions.submit import commands, guardian_answers
from functions.submit.data.copy_answers import CopyAnswer


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    name: str
    summary: str
    request: type[BaseModel] | None = None
    answer: type | None = None
    """A TypedDict, or a model that is answered whole."""
    status: int = 200
    headers: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    public: bool = False
    media_type: str | None = None
    optional_body: bool = False


ONE = "/registrations/{registration_id}"
DOCUMENT = f"{ONE}/documents/{{document_id}}"

OPERATIONS = (
    Operation(
        "GET",
        "/seasons",
        "listSeasons",
        "Every district's season",
        answer=guardian_answers.SeasonList,
        public=True,
    ),
    Operation(
        "GET",
        "/seasons/{season}",
        "readSeason",
        "Dates, choices, documents, texts",
        answer=SeasonAnswer,
        public=True,
    ),
    Operation("GET", "/me", "readMe", "The signed-in account", answer=guardian_answers.Me),
    Operation(
        "PUT",
        "/seasons/{season}/consent",
        "answerNotice",
        "Answer the notice, each consent by itself",
        commands.ConsentCommand,
        guardian_answers.ConsentAnswer,
    ),
    Operation(
        "POST",
        "/prefill",
        "prefill",
        "The form from the household registry, for one's own child",
        commands.Prefill,
        guardian_answers.PrefillAnswer,
    ),
    Operation(
        "POST",
        "/registrations",
        "createRegistration",
        "A new draft",
        commands.NewRegistration,
        guardian_answers.RegistrationAnswer,
        status=201,
        headers=("Idempotency-Key",),
    ),
    Operation(
        "GET", "/registrations", "listRegistrations", "One's own", answer=guardian_answers.RegistrationList
    ),
    Operation(
        "GET",
        ONE,
        "readRegistration",
        "One, with what is missing",
        answer=guardian_answers.RegistrationAnswer,
    ),
    Operation(
        "PUT", ONE, "saveForm", "Replace the form", Form, guardian_answers.Saved, headers=("If-Match",)
    ),
    Operation("DELETE", ONE, "discard", "Discard a draft", status=204),
    Operation(
        "POST",
        f"{ONE}/documents",
        "askUpload",
        "Ask to upload a document",
        commands.NewDocument,
        guardian_answers.UploadAnswer,
        status=201,
        headers=("Idempotency-Key",),
    ),
    Operation("GET", DOCUMENT, "readDocument", "State and link", answer=guardian_answers.DocumentAnswer),
    Operation("DELETE", DOCUMENT, "removeDocument", "Remove", status=204),
    Operation(
        "POST",
        f"{ONE}/code",
        "askCode",
        "A code to guardian 1's phone",
        commands.CodeCommand,
        guardian_answers.CodeAnswer,
        status=202,
        headers=("Idempotency-Key",),
        optional_body=True,
    ),
    Operation(
        "POST",
        f"{ONE}/withdrawal",
        "withdraw",
        "Withdraw with a code, or decline the place once results are out",
        commands.WithdrawalCommand,
        guardian_answers.RegistrationAnswer,
        headers=("Idempotency-Key",),
    ),
    Operation(
        "POST",
        f"{ONE}/submission",
        "submit",
        "Submit",
        commands.SubmissionCommand,
        guardian_answers.RegistrationAnswer,
        headers=("Idempotency-Key",),
    ),
    Operation("POST", f"{ONE}/amendment", "amend", "Reopen", answer=guardian_answers.RegistrationAnswer),
    Operation(
        "DELETE",
        f"{ONE}/amendment",
        "cancelAmendment",
        "Put back what was submitted last",
        answer=guardian_answers.RegistrationAnswer,
    ),
    Operation(
        "POST",
        f"{ONE}/checks/{{check}}/objection",
        "objectToFinding",
        "It is right as written",
        commands.ObjectionCommand,
        guardian_answers.RegistrationAnswer,
    ),
    Operation(
        "POST",
        f"{ONE}/requests/{{number}}/answer",
        "answerRequest",
        "Hand in what staff asked for, with a code",
        commands.AnswerCommand,
        guardian_answers.RegistrationAnswer,
        headers=("Idempotency-Key",),
    ),
    Operation(
        "POST",
        f"{ONE}/review",
        "askReview",
        "Ask for a review of the outcome, once",
        commands.ReviewCommand,
        guardian_answers.RegistrationAnswer,
    ),
    Operation(
        "POST",
        f"{ONE}/copy",
        "openCopy",
        "Open the copy of all that is held, with a code, for a while",
        commands.CopyCommand,
        CopyAnswer,
        headers=("Idempotency-Key",),
    ),
    Operation(
        "GET",
        f"{ONE}/copy",
        "readCopy",
        "All that is held, and who read it; 403 `code_needed` where no code opened it lately",
        answer=CopyAnswer,
    ),
    Operation("POST", f"{ONE}/erasure", "erase", "Erase a draft or what was withdrawn", status=204),
    Operation(
        "POST",
        "/sms-reports/{provider}/{door}",
        "reportSms",
        "For an SMS provider: what became of SMS, as a JSON array of its own form",
        answer=ReportsTaken,
        public=True,
    ),
    Operation("GET", f"{ONE}/receipt", "readReceipt", "Receipt as PDF", media_type="application/pdf"),
)
