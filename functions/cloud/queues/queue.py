"""The queues between the functions, by name."""

from enum import StrEnum


class Queue(StrEnum):
    IDENTITY = "identity"
    PROPERTY = "property"
    NOTICE = "notice"
    INSPECTION = "inspection"
    EXPORT = "export"
