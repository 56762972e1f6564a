"""When Python looks for garbage while tests run."""

import gc

RARELY = 20_000, 20, 50
"""New objects, rounds and rounds of rounds after which it looks; Python's own are 700, 10 and 10."""


def look_rarely() -> None:
    """What there is by now stays to the end and is not looked through each time.

    A tenth of what a test through the table takes went into looking.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
