"""`python -m functions.review.audit.verify SEASON`: whether a season's audit trail is whole; 1 where it is not."""

import sys

from functions.cloud import composition
from functions.cloud.sealing.audit_ends import audit_ends

from .trail import verification


def main(season: str) -> int:
    """Prints one line for each chain, and names the first broken link of each."""
    confirmed = composition.season_desk().confirmed(season)
    written_ends = audit_ends().kept(season)
    chains = verification(
        season,
        trail=composition.audit_trail(),
        noted=confirmed.audit if confirmed else {},
        kept_ends=written_ends.ends,
    )
    for name in written_ends.forged:
        sys.stdout.write(f"{season} kept end {name}: made by none of our keys\n")
    for link in chains:
        broken = link["broken"]
        state = (
            f"broken at event {broken['number']}: {broken['why']}"
            if broken
            else f"whole, head {link['head']}"
        )
        sys.stdout.write(f"{season} chain {link['chain']}: {link['events']} events, {state}\n")
    return 1 if written_ends.forged or any(link["broken"] for link in chains) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
