"""Jobs as they are worked on in tests: by the stream's function and the queue's, until nothing is left."""

from typing import Any

from chalice.local import LambdaContext

from functions.cloud.staff.jobs.job_table import job_table
from infra.staff.app import app
from tests.aws import Cloud

from .staff import SUPERVISOR, Answer, Member

SEASON = "/staff/seasons/siming-2022"
LONG = 300_000
"""Milliseconds of one run."""


def counted(opened: Cloud) -> None:
    """The stream's function: figures, and the messages of jobs that were started."""
    told = app.handler_map["count"](opened.changes(), LambdaContext("count", 512))
    assert told == {"batchItemFailures": []}


def run(opened: Cloud) -> None:
    """Everything that was started, to its end."""
    counted(opened)
    work(opened)


def work(opened: Cloud) -> None:
    """The queue's function, until its queue is empty."""
    while records := opened.received("Job")["Records"]:
        for record in records:
            told = app.handler_map["job"]({"Records": [record]}, LambdaContext("job", 512, LONG))
            assert told == {"batchItemFailures": []}, record["body"]
            opened.done("Job", record)


def start(opened: Cloud, path: str, body: Any = None, by: Member = SUPERVISOR) -> dict[str, Any]:
    """The job that this starts, once it is over."""
    asked = by.call("POST", f"{SEASON}{path}", body)
    assert asked.status == 202, asked.body
    where = asked.headers["Location"].removeprefix("/api")
    job = job_table().get("siming-2022", where.rpartition("/")[2])
    # What the stream's function does; other functions' changes stay for whoever plays those.
    opened.send("Job", {"season": job.season, "job": job.name, "id": job.id})
    work(opened)
    told: dict[str, Any] = by.get(where).body
    return told


def rehearse(opened: Cloud) -> Answer:
    """The newest rehearsal, made now."""
    assert start(opened, "/rehearsal")["state"] == "done"
    return SUPERVISOR.get(f"{SEASON}/rehearsal")


def checked(opened: Cloud) -> dict[str, Any]:
    """What `GET …/publication` says after a check made now."""
    assert start(opened, "/publication/check")["state"] == "done"
    told: dict[str, Any] = SUPERVISOR.get(f"{SEASON}/publication").body
    return told
