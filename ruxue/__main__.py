"""What was logged on the way goes beside the answer, so that the answer can be read by a program."""

import logging
import sys

from functions.cloud.logs import logger

from .command import app


def main() -> None:
    """Runs the command that the arguments name."""
    for handler in logger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(sys.stderr)
    app(prog_name="ruxue")


if __name__ == "__main__":
    main()
