"""DATA=dir keeps every acknowledged write: the process is killed at seeded requests, and what a 2xx said is there.

`make faults` kills ten times during fifty registrations; the suite twice during one.
"""

from collections import Counter
from pathlib import Path

from tests.seeds import WHOLE

from .acknowledged import Acknowledged
from .killing import Killed, moments

FAMILIES, KILLS = (50, 10) if WHOLE else (1, 2)
REQUESTS = 20
"""That a family sends at least."""
SEED = 20220705


def test_of_registrations_during_which_the_process_is_killed_every_2xx_is_there(tmp_path: Path) -> None:
    at = moments(SEED, kills=KILLS - 1, among=range(3, FAMILIES * REQUESTS))
    killed = Killed(tmp_path / "data", SEED, at)
    try:
        season = killed.town.call("GET", "/api/seasons").body["seasons"][0]["id"]
        bulk = killed.town.population().bulk
        families = [Acknowledged(killed.town, story, season) for story in bulk[:FAMILIES]]
        for family in families:
            family.register()
        killed.kill_and_start()
        assert killed.kills == KILLS
        assert [family.missing() for family in families] == [[]] * FAMILIES
        killed.town.settle()
        checks = [set(family.checks().values()) for family in families]
        assert checks == [{"passed"}] * FAMILIES
        told = Counter(text for family in families for text in _told_of_submission(family))
        assert FAMILIES <= told.total() <= FAMILIES + KILLS
    finally:
        killed.kill()


def _told_of_submission(family: Acknowledged) -> list[str]:
    reference = family.look()["reference"]
    return [one["text"] for one in family.town.sms_to(family.phone) if reference in one["text"]]
