"""The command: what may be asked and done, and that nothing is done without `--yes`."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer
from pydantic import TypeAdapter, ValidationError

from functions.cloud import composition
from functions.cloud.logs import running
from functions.cloud.queues.queue import Queue
from functions.cloud.settings import SmsProvider
from functions.review.audit.verifying import followed

from . import approving, explaining, letters, passes, recounting, resending, seasons
from .answers import refusing, say, working

app = typer.Typer(
    help="Ruxue 入学, for whoever runs it.", no_args_is_help=True, pretty_exceptions_enable=False
)
dead = typer.Typer(help="Messages that no function could take.", no_args_is_help=True)
season = typer.Typer(help="A season's data, from its file.", no_args_is_help=True)
sms = typer.Typer(help="The accounts at the SMS providers.", no_args_is_help=True)
audit = typer.Typer(help="The audit trail.", no_args_is_help=True)
app.add_typer(dead, name="letters")
app.add_typer(season, name="season")
app.add_typer(sms, name="sms")
app.add_typer(audit, name="audit")
readers = typer.Typer(help="Who may read a season's registrations.", no_args_is_help=True)
app.add_typer(readers, name="readers")

AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of tables.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it; without it the command only says what it would do.")]
OneQueue = Annotated[Queue | None, typer.Option("--queue", help="Of this queue alone.")]
OneSeason = Annotated[str | None, typer.Option("--season", help="Of this season alone.")]
SeasonFile = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="JSON, as the console keeps it.")
]
VARIABLES = TypeAdapter(dict[str, str])
Variables = Annotated[
    list[Path] | None,
    typer.Option(
        exists=True, dir_okay=False, help="JSON object of the functions' variables; may be repeated."
    ),
]


@app.callback()
def told(context: typer.Context, variables: Variables = None) -> None:
    """Works on the district that the environment names, as the functions' variables do."""
    context.with_resource(running(str(uuid4())))
    for file in variables or ():
        try:
            os.environ.update(VARIABLES.validate_json(file.read_bytes()))
        except ValidationError:
            raise typer.BadParameter(f"{file.name} is no JSON object of texts") from None


@app.command()
@refusing()
def explain(registration: str, *, as_json: AsJson = False) -> None:
    """Where a registration is, what it waits for and what happened to it. No person is shown."""
    say(explaining.explanation(registration, datetime.now(UTC)), as_json=as_json)


@dead.command("list")
@refusing()
def list_letters(*, queue: OneQueue = None, as_json: AsJson = False) -> None:
    """Which dead letters stand in every queue, and why."""
    with working("reading dead letters"):
        found = letters.standing(letters.wanted(queue))
    say({"letters": found}, as_json=as_json)


@dead.command("redrive")
@refusing()
def redrive_letters(
    *,
    queue: OneQueue = None,
    message: Annotated[str | None, typer.Option(help="Only the one of this id.")] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Puts dead letters back into their queues: all, one queue's, or one."""
    with working("moving dead letters") as step:
        moved = letters.redriven(letters.wanted(queue), message, do=yes, step=step)
    say({"done": yes, "letters": moved}, as_json=as_json)


@app.command()
@refusing()
def reconcile(*, yes: Yes = False, as_json: AsJson = False) -> None:
    """One run of the reconciler, now."""
    with working("reconciling") as step:
        mended = passes.reconcile(datetime.now(UTC), do=yes, step=step)
    say({"done": yes, "mended": mended}, as_json=as_json)


@app.command()
@refusing()
def erase(*, yes: Yes = False, as_json: AsJson = False) -> None:
    """One run of the eraser, now: what a season's retention has ended for."""
    with working("erasing") as step:
        erased = passes.erase(datetime.now(UTC), do=yes, step=step)
    say({"done": yes} | erased, as_json=as_json)


@app.command()
@refusing()
def recount(*, season: OneSeason = None, yes: Yes = False, as_json: AsJson = False) -> None:
    """Counts figures, marks, queue places and seats anew from the registrations."""
    with working("counting anew") as step:
        found = recounting.recounted(season, datetime.now(UTC), do=yes, step=step)
    say({"done": yes} | found, as_json=as_json)


@sms.command("state")
@refusing()
def sms_state(*, as_json: AsJson = False) -> None:
    """Which account is blocked, by what code and since when; the one of the first provider stands first."""
    say({"accounts": resending.accounts()}, as_json=as_json)


@sms.command("release")
@refusing()
def release_sms(
    *,
    provider: Annotated[SmsProvider | None, typer.Option(help="The account there alone.")] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Says that what is blocked is in order again: what is held goes within ten minutes."""
    say({"done": yes, "accounts": resending.released(provider, do=yes)}, as_json=as_json)


@app.command()
@refusing()
def resend(
    *,
    season: OneSeason = None,
    registration: Annotated[str | None, typer.Option(help="Of this one, by id or reference.")] = None,
    notice: Annotated[str | None, typer.Option(help="This notice of the registration.")] = None,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Sends what was held or given up, nothing that went or may have gone; 1 where a queue did not take one."""
    if (season is None) == (registration is None) or (notice is not None and registration is None):
        raise typer.BadParameter("name a season, or a registration and perhaps a notice of it")
    now = datetime.now(UTC)
    with working("sending again") as step:
        if registration is not None:
            rows = resending.of_registration(registration, notice, now, do=yes, step=step)
        else:
            rows = resending.of_season(season or "", now, do=yes, step=step)
    say({"done": yes, "notices": rows}, as_json=as_json)
    raise typer.Exit(1 if any(row["done"] == resending.NOT_TAKEN for row in rows) else 0)


@season.command("check")
@refusing()
def check_season(file: SeasonFile, *, language: str = "zh-CN", as_json: AsJson = False) -> None:
    """Everything that is wrong with the file, at once; 1 where anything is. Too few reviewers are a warning only."""
    faults = seasons.faults(file, language)
    people = seasons.people(file, language, datetime.now(UTC))
    say({"file": file.name, "faults": faults, "people": people}, as_json=as_json)
    raise typer.Exit(1 if faults else 0)


@season.command("load")
@refusing()
def load_season(file: SeasonFile, *, yes: Yes = False, as_json: AsJson = False) -> None:
    """Makes the file the season's next version, under the rules of the console."""
    say({"done": yes} | seasons.loaded(file, datetime.now(UTC), do=yes), as_json=as_json)


@readers.command("list")
@refusing()
def list_readers(season: str, *, as_json: AsJson = False) -> None:
    """Who of the staff is approved until when, and who is not; each with the key that the others take."""
    say({"readers": approving.listed(season, datetime.now(UTC))}, as_json=as_json)


@readers.command("approve")
@refusing()
def approve_reader(
    season: str,
    key: str,
    until: Annotated[datetime, typer.Option(help="The last instant, in UTC.")],
    *,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Approves one of the staff, as a supervisor does at the console, from now on."""
    end = until.replace(tzinfo=UTC)
    say({"done": yes} | approving.approved(season, key, end, datetime.now(UTC), do=yes), as_json=as_json)


@readers.command("revoke")
@refusing()
def revoke_reader(season: str, key: str, *, yes: Yes = False, as_json: AsJson = False) -> None:
    """Ends an approval, from the person's next request on."""
    say({"done": yes} | approving.revoked(season, key, datetime.now(UTC), do=yes), as_json=as_json)


@audit.command("verify")
@refusing()
def verify_audit(season: str, *, as_json: AsJson = False) -> None:
    """Whether a season's audit trail is whole; 1 where it is not."""
    with working("following the chains"):
        composition.season_desk().current(season)
        trail = followed(season)
    say({"season": season, "chains": trail.chains, "forged": list(trail.forged)}, as_json=as_json)
    raise typer.Exit(0 if trail.is_whole else 1)
