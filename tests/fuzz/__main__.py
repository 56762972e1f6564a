"""`make fuzz`: every operation by every person, for up to twenty minutes; exits 1 where anything broke.

`python -m tests.fuzz SEED` draws other requests.
"""

import logging
import sys
import time

from .fuzzing import SEED, Outcome, play
from .plan import LONG
from .target import standing


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else SEED
    logging.disable(logging.CRITICAL)
    outcome, began = Outcome(), time.monotonic()
    for turn in LONG:
        with standing() as target:
            play(target, turn, outcome, seed=seed)
        minutes = (time.monotonic() - began) / 60
        say(f"{minutes:5.1f} min {outcome.requests:7} requests {len(outcome.faults):4} faults  {turn}")
    for fault, words in outcome.faults.items():
        say("\n  ".join((*fault, words)))
    say(str(dict(sorted(outcome.statuses.items()))))
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
