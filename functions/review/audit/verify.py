"""`python -m functions.review.audit.verify SEASON`: whether a season's audit trail is whole; 1 where it is not."""

import sys

from functions.cloud import composition

from .trail import verification


def main(season: str) -> int:
    """Prints one line for each chain, and names the first broken link of each."""
    confirmed = composition.season_desk().confirmed(season)
    chains = verification(season, trail=composition.audit_trail(), noted=confirmed.audit if confirmed else {})
    for link in chains:
        broken = link["broken"]
        state = (
            f"broken at event {broken['number']}: {broken['why']}"
            if broken
            else f"whole, head {link['head']}"
        )
        sys.stdout.write(f"{season} chain {link['chain']}: {link['events']} events, {state}\n")
    return 1 if any(link["broken"] for link in chains) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
