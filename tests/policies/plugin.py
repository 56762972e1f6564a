"""Every call of the suite is held against the policy of the function that made it; loaded by the conftest of `tests`.

A call that the role may not make fails its test. What a role may and no call of the whole suite used is told at its end
(`infra.workshop.suite` says that it is whole).
"""

import os
import sys
from collections.abc import Generator
from contextlib import ExitStack
from typing import Any

import botocore.handlers
import pytest

from functions.cloud.aws.calls import SEAM, Answer, Call, Caller
from infra.workshop.suite import WHOLE

from .called import Need, function_calling, needs
from .granted import permitted, policies, spare

EVENT = "provide-client-params.*.*"
RECORDED = "policy_needs"


class Record:
    def __init__(self) -> None:
        self.used: set[Need] = set()
        self.denied: set[Need] = set()

    def call(self, service: str, operation: str, parameters: Any) -> None:
        function = function_calling()
        if function is None:
            return
        for action, resource in needs(service, operation, parameters):
            need = Need(function, action, resource)
            if need not in self.used:
                (self.used if permitted(need) else self.denied).add(need)

    def taken(self) -> set[Need]:
        """What was denied since the last time."""
        denied, self.denied = self.denied, set()
        return denied


RECORD = Record()
"""The process's own."""


def pytest_configure(config: pytest.Config) -> None:
    watched = ExitStack()
    watched.enter_context(SEAM.around(_seen))
    config.add_cleanup(watched.close)
    botocore.handlers.BUILTIN_HANDLERS.append((EVENT, _told))


def _seen(call: Call, then: Caller) -> Answer:
    RECORD.call(call.service, call.operation, call.parameters)
    return then(call)


def _told(params: Any, model: Any, **_: Any) -> None:
    RECORD.call(model.service_model.service_name, model.name, params)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "teardown":
        denied = RECORD.taken()
        if denied and report.passed:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid}: called what the role may not: {sorted(denied)}"
    return report


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    RECORD.used |= {Need(*one) for one in getattr(node, "workeroutput", {}).get(RECORDED, ())}


def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[RECORDED] = [tuple(one) for one in RECORD.used]
        return
    if os.environ.get(WHOLE) != "yes" or session.exitstatus != pytest.ExitCode.OK:
        return
    unused = {
        function: sorted(found)
        for function in policies()
        if (found := spare(function, {need[1:] for need in RECORD.used if need.function == function}))
    }
    if unused:
        sys.stdout.write("\nWhat roles may and nothing used:\n")
        sys.stdout.writelines(f"  {function}: {found}\n" for function, found in unused.items())
