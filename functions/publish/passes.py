"""The passes of one run by the clock: one that fails stops no other."""

from collections.abc import Callable


def run_all(*passes: Callable[[], object]) -> None:
    """Each in turn. Raises at the end what stopped any of them, so that the run counts as failed and alarms."""
    faults: list[Exception] = []
    for run in passes:
        try:
            run()
        except Exception as fault:  # noqa: BLE001 - raised at the end, whatever it is
            faults.append(fault)
    if faults:
        raise ExceptionGroup("passes that failed", faults)
