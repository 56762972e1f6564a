"""What Amazon's services alone can do: their metrics, as their guides say that they write them."""

from collections.abc import Mapping

from .stage import Fault, How, Stage

SECONDS = 1000
"""IteratorAge is told in milliseconds."""


def fed(what: str, namespace: str, metric: str, value: float, **dimensions: str) -> Fault:
    def inject(stage: Stage) -> None:
        stage.feed(namespace, metric, value, **dimensions)

    return Fault(what, inject, How.FED)


def answers(project: str) -> Fault:
    what = "API Gateway answers 5xx five times"
    return fed(what, "AWS/ApiGateway", "5XXError", 5, ApiName=f"ruxue-{project}", Stage="v1")


def throttled(project: str) -> Fault:
    what = "Lambda turns ten requests away"
    return fed(what, "AWS/Lambda", "Throttles", 10, FunctionName=f"{project}/APIHandler")


def behind(function: str, seconds: int) -> Fault:
    what = "Lambda reads the stream late"
    return fed(what, "AWS/Lambda", "IteratorAge", seconds * SECONDS, FunctionName=function)


def refused(metric: str) -> Fault:
    return fed("DynamoDB refuses ten", "AWS/DynamoDB", metric, 10, TableName="RegistrationTableName")


FAULTS: Mapping[str, Fault] = {
    "guardians/ApiErrorsAlarm": answers("guardians"),
    "staff/ApiErrorsAlarm": answers("staff"),
    "guardians/ApiThrottlesAlarm": throttled("guardians"),
    "staff/ApiThrottlesAlarm": throttled("staff"),
    "guardians/StreamAgeAlarm": behind("guardians/Dispatch", 300),
    "staff/CountAgeAlarm": behind("staff/Count", 900),
    "alarms/TableReadThrottlesAlarm": refused("ReadThrottleEvents"),
    "alarms/TableWriteThrottlesAlarm": refused("WriteThrottleEvents"),
}
