"""What a run of a function did, counted, and written as one line of CloudWatch metrics at its end."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .logs import metrics, trace

Count = Callable[[str], None]


@contextmanager
def counting() -> Iterator[Count]:
    """Gives a function that counts one of a name; writes nothing where nothing was counted."""
    counted: Counter[str] = Counter()

    def count(name: str) -> None:
        counted[name] += 1

    try:
        yield count
    finally:
        if counted:
            from aws_lambda_powertools.metrics import MetricUnit

            if (by := trace()) is not None:
                metrics().add_metadata("trace", by)
            for name, amount in counted.items():
                metrics().add_metric(name, MetricUnit.Count, amount)
            metrics().flush_metrics()
            # Switched off, Powertools keeps what was counted, and writes it all the same once there are a hundred.
            metrics().clear_metrics()
