"""What became of each SMS is reported by who sent it, and staff read it beside the notice."""

from collections.abc import Callable, Sequence

from .client import Person, Town, expect
from .family import Family


def delivered(town: Town, told: Sequence[Family], say: Callable[[str], None]) -> None:
    """`told`: whose outcome went out."""
    reported = town.local("POST", "sms/reports", {"status": "SUCCESS"})["reported"]
    town.settle()
    clerk = Person(town, "reviewer")
    for family in told:
        seen = clerk.ok("GET", f"/staff/registrations/{family.id}?reason=family_called")
        state = seen["notices"]["outcome"].get("delivery", {}).get("state")
        expect(state == "delivered", f"{family.story.key}: the notice of the outcome is {state} to staff")
    say(
        f"{reported} SMS reported as delivered; staff read it of each of the {len(told)} notices of the outcome"
    )
