"""What is given up, what waits too long, and who does not run."""

from collections.abc import Mapping
from datetime import timedelta

from .stage import DAY, FUNCTIONS, HOUR, MINUTE, Fault, How, Stage

CONSUMER = {one.queue: one.name for one in FUNCTIONS.values() if one.queue}


def given_up(queue: str) -> Fault:
    def inject(stage: Stage) -> None:
        stage.cloud.send(queue, "not json")
        stage.played.play(MINUTE)

    return Fault("a message that is no message of ours", inject)


def given_up_by_lambda(queue: str) -> Fault:
    def inject(stage: Stage) -> None:
        clients, name = stage.cloud.clients, stage.cloud.stack.outputs[f"{queue}DlqName"]
        clients.sqs.send_message(
            QueueUrl=clients.queue_url(name), MessageBody="where it stands in the stream"
        )
        stage.played.play(MINUTE)

    return Fault("a batch of the stream that fails for as often as Lambda tries it", inject, How.FED)


def waiting(queue: str, limit: timedelta) -> Fault:
    def inject(stage: Stage) -> None:
        stage.played.stopped.add(CONSUMER[queue])
        stage.cloud.send(queue, "whatever")
        stage.played.play(limit - MINUTE, most=limit)
        early = stage.sounding()
        stage.played.play(MINUTE)
        assert early < stage.sounding()

    return Fault("nobody takes what lies in the queue", inject)


def not_run(limit: timedelta) -> Fault:
    def inject(stage: Stage) -> None:
        stage.played.play(limit - MINUTE, most=limit)
        early = stage.sounding()
        stage.played.play(MINUTE)
        assert early < stage.sounding()

    return Fault("its rule is disabled", inject)


FAULTS: Mapping[str, Fault] = {
    "alarms/InspectionDeadLettersAlarm": given_up("Inspection"),
    "alarms/IdentityDeadLettersAlarm": given_up("Identity"),
    "alarms/PropertyDeadLettersAlarm": given_up("Property"),
    "alarms/CodeDeadLettersAlarm": given_up("Code"),
    "alarms/NoticeDeadLettersAlarm": given_up("Notice"),
    "alarms/JobDeadLettersAlarm": given_up("Job"),
    "alarms/DispatchDeadLettersAlarm": given_up_by_lambda("Dispatch"),
    "alarms/CountDeadLettersAlarm": given_up_by_lambda("Count"),
    "alarms/InspectionAgeAlarm": waiting("Inspection", 15 * MINUTE),
    "alarms/IdentityAgeAlarm": waiting("Identity", HOUR),
    "alarms/PropertyAgeAlarm": waiting("Property", HOUR),
    "alarms/CodeAgeAlarm": waiting("Code", 2 * MINUTE),
    "alarms/NoticeAgeAlarm": waiting("Notice", 15 * MINUTE),
    "alarms/JobAgeAlarm": waiting("Job", HOUR),
    "guardians/PublishSilentAlarm": not_run(5 * MINUTE),
    "guardians/RemindSilentAlarm": not_run(HOUR),
    "guardians/ReconcileSilentAlarm": not_run(HOUR),
    "guardians/EraseSilentAlarm": not_run(2 * HOUR),
    "staff/WatchReadingsSilentAlarm": not_run(3 * HOUR),
    "staff/KeepAuditEndsSilentAlarm": not_run(2 * DAY),
}
