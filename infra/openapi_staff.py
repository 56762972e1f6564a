"""Every route of the staff's API (docs/staff.md), for the OpenAPI document; a test holds it to the real routes."""

from functions.registration.season.placing_rules import Draw
from functions.registration.season.season import Season
from functions.review import commands, place_answers, publication_answers, staff_answers
from functions.review.audit.asked import AUDIT_QUERY
from functions.review.audit.audit_answers import (
    AuditAnswer,
    ColleaguesAnswer,
    ReadersAnswer,
    VerificationAnswer,
)
from functions.review.cases import disputes, pages
from functions.review.requests import commands as request_commands
from functions.review.routes import LOOKING_QUERY
from functions.review.searches.search import SearchAnswer
from functions.review.season import job_answers
from functions.review.statistics.sms_answers import SmsAnswer
from functions.review.statistics.work_answers import WorkAnswer

from .openapi_operations import Operation

ONE = "/staff/registrations/{registration_id}"
SEASON = "/staff/seasons/{season}"
EXPORT = "/staff/exports/{export_id}"
JOB = f"{SEASON}/jobs/{{job}}"
MATCH = ("If-Match",)

OPERATIONS = (
    Operation(
        "GET", f"{SEASON}/queue", "readQueue", "What waits for a person, oldest first",
        answer=staff_answers.QueueAnswer, query=pages.QUEUE_QUERY,
    ),
    Operation(
        "GET", f"{SEASON}/registrations", "listSeasonRegistrations", "Every registration of the season",
        answer=staff_answers.RegistrationSummaries, query=pages.LIST_QUERY,
    ),
    Operation(
        "POST", f"{SEASON}/searches", "search",
        "Exact search by a number, a name, a phone or a reference; a miss is an audit event too",
        commands.SearchCommand, SearchAnswer,
    ),
    Operation(
        "GET", f"{SEASON}/statistics", "readStatistics", "The season's figures", answer=staff_answers.StatisticsAnswer
    ),
    Operation(
        "GET", ONE, "readCase",
        "One registration, whole, to whom holds it or says why; the read is an audit event",
        answer=staff_answers.StaffRegistration, query=LOOKING_QUERY,
    ),
    Operation(
        "GET", f"{ONE}/history", "readHistory", "Timeline and decisions",
        answer=staff_answers.HistoryAnswer, query=LOOKING_QUERY,
    ),
    Operation(
        "GET", f"{ONE}/documents/{{document_id}}", "readCaseDocument", "A short-lived link",
        answer=staff_answers.DocumentLink, query=LOOKING_QUERY,
    ),
    Operation("POST", f"{ONE}/claim", "claimCase", "Take the case for 15 minutes", answer=staff_answers.StaffClaim),
    Operation("DELETE", f"{ONE}/claim", "releaseCase", "Give the case back", status=204),
    Operation(
        "POST", f"{ONE}/spot-check", "passSpotCheck", "Nothing was found in what passed by itself (R37)",
        status=204, headers=MATCH,
    ),
    Operation(
        "POST", f"{ONE}/handover", "handOver", "Take a colleague's case back, or give it to another",
        commands.HandOverCommand, status=204,
    ),
    Operation(
        "GET", f"{SEASON}/work", "readWork", "What waits, who decided how much, who holds which case",
        answer=WorkAnswer,
    ),
    Operation(
        "GET", f"{SEASON}/sms", "readSms", "Which accounts at SMS providers are blocked, and how many notices wait",
        answer=SmsAnswer,
    ),
    Operation(
        "POST", f"{SEASON}/sms/release", "releaseSms", "Say that an account is in order again: what is held goes",
        commands.SmsReleaseCommand, status=204,
    ),
    Operation(
        "POST", f"{ONE}/decisions", "decide", "Decide a check; 202 where it waits for a second person",
        commands.DecisionCommand, staff_answers.StaffRegistration, headers=("If-Match", "Idempotency-Key"),
    ),
    Operation(
        "POST", f"{ONE}/requests", "askForMore", "Ask the family for papers or words, with a last day",
        request_commands.RequestCommand, staff_answers.StaffRegistration, headers=MATCH,
    ),
    Operation(
        "DELETE", f"{ONE}/requests", "callOffRequest", "Ask for nothing more",
        answer=staff_answers.StaffRegistration, headers=MATCH,
    ),
    Operation(
        "POST", f"{ONE}/review", "decideReview", "Uphold a result or change it; 202 where it waits for a second one",
        request_commands.ReviewDecisionCommand, staff_answers.StaffRegistration, headers=MATCH,
    ),
    Operation(
        "POST", f"{ONE}/withdrawal", "withdrawFor", "Withdraw for a family that called; 202: it waits for a second one",
        request_commands.WithdrawalForCommand, staff_answers.StaffRegistration, headers=MATCH,
    ),
    Operation(
        "DELETE", f"{ONE}/withdrawal", "callOffWithdrawal", "Take back the first person's word",
        answer=staff_answers.StaffRegistration, headers=MATCH,
    ),
    Operation(
        "POST", f"{ONE}/notes", "noteCase", "A note among staff", request_commands.NoteCommand, status=204,
        headers=("Idempotency-Key",),
    ),
    Operation(
        "GET", f"{SEASON}/readers", "listReaders", "Who may read the season's registrations, and who could",
        answer=ReadersAnswer,
    ),
    Operation(
        "POST", f"{SEASON}/readers", "approveReader", "Approve a colleague by name, from an instant to an instant",
        commands.ApprovalCommand, status=204,
    ),
    Operation(
        "DELETE", f"{SEASON}/readers", "revokeReader", "Revoke it, from the next request on", status=204,
        query=("person",),
    ),
    Operation("GET", "/staff/seasons", "listStaffSeasons", "The district's seasons", answer=staff_answers.StaffSeasons),
    Operation("GET", SEASON, "readStaffSeason", "The whole season data", answer=Season),
    Operation("PUT", SEASON, "replaceSeason", "Replace it whole", Season, Season, headers=MATCH),
    Operation(
        "GET", f"{SEASON}/versions", "listSeasonVersions", "Who replaced it when", answer=staff_answers.SeasonVersions
    ),
    Operation(
        "GET", f"{SEASON}/versions/{{version}}", "readSeasonVersion", "The whole season data as it was in that version",
        answer=Season,
    ),
    Operation(
        "POST", f"{SEASON}/replay", "replaySeason", "What a change would do, a page at a time",
        Season, staff_answers.ReplayAnswer, query=("cursor",),
    ),
    Operation(
        "POST", f"{SEASON}/extension", "extendDeadline", "A later amendment deadline (R28)",
        commands.ExtensionCommand, staff_answers.ExtensionAnswer,
    ),
    Operation(
        "GET", f"{ONE}/place", "readPlace", "What seats go by, and the school that staff give (R47)",
        answer=place_answers.PlaceAnswer, query=LOOKING_QUERY,
    ),
    Operation(
        "PUT", f"{ONE}/facts", "confirmFacts", "What a person saw confirmed that no registry tells",
        commands.FactsCommand, status=204, headers=MATCH,
    ),
    Operation(
        "PUT", f"{ONE}/school", "giveSchool", "Give a school by hand; 202 while it waits for a second person",
        commands.SchoolCommand, place_answers.PlaceAnswer, headers=MATCH,
    ),
    Operation(
        "GET", f"{ONE}/children", "readChildren", "Who claims each child of the case (R35)",
        answer=disputes.StaffChildren, query=LOOKING_QUERY,
    ),
    Operation(
        "POST", f"{ONE}/release", "freeChild", "Free a child; 202 while it waits for a second person",
        commands.ReleaseCommand, disputes.StaffChildren, headers=MATCH,
    ),
    Operation(
        "GET", f"{SEASON}/assignment", "readAssignment", "The newest rehearsal's proposal of seats",
        answer=place_answers.AssignmentAnswer, query=("cursor",),
    ),
    Operation("GET", f"{SEASON}/draw", "readDraw", "The draw, and its order once drawn", answer=place_answers.DrawList),
    Operation(
        "POST", f"{SEASON}/draw", "fixDraw", "Fix the list by its hash", commands.DrawCommand, Draw
    ),
    Operation(
        "PUT", f"{SEASON}/draw", "enterSeed", "The seed; 202 until another supervisor enters the same",
        commands.SeedCommand, Draw,
    ),
    Operation(
        "POST", f"{SEASON}/assignment", "confirmAssignment", "Confirm the proposal; a job gives the schools",
        commands.AssignmentCommand, job_answers.JobAnswer, status=202,
    ),
    Operation(
        "POST", f"{SEASON}/rehearsal", "rehearse", "Start a rehearsal of the whole season, as a job",
        answer=job_answers.JobAnswer, status=202,
    ),
    Operation(
        "GET", f"{SEASON}/rehearsal", "readRehearsal", "What the newest says would be published, and its hash",
        answer=publication_answers.RehearsalAnswer,
    ),
    Operation(
        "POST", f"{SEASON}/publication/check", "checkPublication", "Start a check of all results, as a job",
        answer=job_answers.JobAnswer, status=202,
    ),
    Operation("GET", f"{SEASON}/jobs", "listJobs", "The newest job of each kind", answer=job_answers.JobsAnswer),
    Operation("GET", JOB, "readJob", "How far a job is", answer=job_answers.JobAnswer),
    Operation(
        "POST", JOB, "startJobAgain", "Start a job again that failed or stands still",
        answer=job_answers.JobAnswer, status=202,
    ),
    Operation("DELETE", JOB, "cancelJob", "Let it go no further", answer=job_answers.JobAnswer),
    Operation(
        "GET", f"{SEASON}/publication", "readPublication", "The instant, and where it deviates from the rehearsal",
        answer=publication_answers.PublicationAnswer,
    ),
    Operation(
        "PUT", f"{SEASON}/publication", "proposePublication", "Propose an instant, with the rehearsal it is for",
        commands.PublicationCommand, publication_answers.PublicationSet, headers=MATCH,
    ),
    Operation(
        "POST", f"{SEASON}/publication/confirmation", "confirmPublication", "Confirm what another supervisor proposed",
        commands.ConfirmationCommand, publication_answers.PublicationSet, headers=MATCH,
    ),
    Operation(
        "POST", f"{SEASON}/results", "confirmResults", "Confirm results that changed since they were confirmed",
        commands.LateResultsCommand, publication_answers.ResultsConfirmed,
    ),
    Operation(
        "DELETE", f"{SEASON}/publication", "cancelPublication", "Hold it back", status=204, headers=MATCH
    ),
    Operation(
        "GET", f"{SEASON}/exports", "listExports", "The season's exports that still live, newest first",
        answer=staff_answers.ExportsAnswer,
    ),
    Operation(
        "POST", f"{SEASON}/exports", "askExport", "Ask for an export",
        commands.ExportCommand, staff_answers.ExportAnswer, status=202, headers=("Idempotency-Key",),
    ),
    Operation("GET", EXPORT, "readExport", "Its state, and a link of minutes", answer=staff_answers.ExportAnswer),
    Operation(
        "POST", f"{EXPORT}/approval", "approveExport", "Another supervisor approves",
        answer=staff_answers.ExportAnswer, status=202,
    ),
    Operation(
        "GET", f"{SEASON}/audit", "readAudit", "The audit trail, newest first",
        answer=AuditAnswer, query=AUDIT_QUERY,
    ),
    Operation(
        "GET", f"{SEASON}/colleagues", "listColleagues", "Who of the district's staff is who", answer=ColleaguesAnswer,
    ),
    Operation(
        "GET", f"{SEASON}/audit/verification", "verifyAudit", "Whether every link holds",
        answer=VerificationAnswer,
    ),
)  # fmt: skip
