"""What AWS charges for a registration's life, without SMS: `python -m bench.price`; ends with 1 over a bound.

What the suite's family uses is counted (`bench.life`); what no test can count stands in the tables below and is an
assumption. `prices.json` has each list price with the day on which it was looked up and where; one without a source
could not be looked up and is from memory. Not in it: alarms, dashboard, key and secret, some ten dollars a month
whatever comes, logs, traffic to the families, free tiers.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .rush.parameters import CODE, INSPECTION, REQUEST

ROOT = Path(__file__).parent.parent
PRICES: dict[str, Any] = json.loads(Path(__file__).with_name("prices.json").read_text("utf-8"))
SMALL, LARGE = 15_000, 18_000_000
MOST, MOST_RATIO = 0.003, 1.1
"""Dollars for one life; the life among LARGE to the life among SMALL."""

GB = 1024**3
MEMORY = {"request": 1.0, "worker": 0.5, "inspection": 1.73}
"""GB, as infra/guardians/.chalice/config.json gives them."""

MESSAGE, CHANGE = CODE, 0.05
"""Seconds that a function works at a message, a change of the stream."""

OF_A_PAPER = {
    "requests": 2,
    "write units": 24,
    "read units": 4,
    "s3 puts": 2,
    "s3 gets": 2,
    "sqs requests": 2,
}
"""Asked for, uploaded into quarantine, inspected, kept clean, looked at by staff; its item is written three times."""

PAPER = 400 * 1024
"""Bytes of a clean copy."""

WARM_MONTHS, COLD_MONTHS = 4, 32
"""Of the sample season: from the opening to the cold class (`PapersColdAfterDays`), then until the archive ends."""


def used(life: Mapping[str, Any]) -> Counter[str]:
    """Everything that is charged for, of one life."""
    parts, papers = {name: part["used"] for name, part in life["parts"].items()}, life["papers"]
    found: Counter[str] = Counter()
    for part in (*parts.values(), parts["other SMS"]):  # once more: the outcome's
        found.update(part)
    found["write units"] += -(-life["largest item"] // 1024)  # the publication's stamp
    for name, amount in OF_A_PAPER.items():
        found[name] += papers * amount
    messages, changes = found.pop("messages"), found.pop("changes")
    found["sqs requests"] += 2 * messages
    found["invocations"] = found["requests"] + messages + 2 * changes + papers
    found["GB-seconds"] = (  # the staff's project counts each change too
        found["requests"] * REQUEST * MEMORY["request"]
        + (messages * MESSAGE + 2 * changes * CHANGE) * MEMORY["worker"]
        + papers * INSPECTION * MEMORY["inspection"]
    )
    found["table GB-months"] = found["backup GB-months"] = (
        life["largest item"] / GB * (WARM_MONTHS + COLD_MONTHS)
    )
    found["s3 GB-months"] = papers * PAPER / GB * WARM_MONTHS
    found["cold GB-months"] = papers * PAPER / GB * COLD_MONTHS
    found["cold moves"] = papers
    return found


def each(price: Mapping[str, Any], amount: float, lives: int) -> float:
    """What one life's amount costs among so many, all in one month."""
    if "price" in price:
        return amount * float(price["price"])
    left, before, cost = amount * lives, 0.0, 0.0
    for until, one in price["tiers"]:
        here = min(left, until - before)
        cost, left, before = cost + here * one, left - here, until
    return cost / lives


def costs(partition: str, amounts: Mapping[str, float], lives: int) -> dict[str, float]:
    """What one life costs among so many, by what it uses and what has a price there."""
    prices = PRICES[partition]["prices"]
    return {name: each(price, amounts[name], lives) for name, price in prices.items()}


def main() -> int:
    life = counted()
    for name, part in life["parts"].items():
        print(f"  {name:<52}" + ", ".join(f"{amount:g} {what}" for what, amount in part["used"].items()))
    amounts = used(life)
    held = True
    for partition in ("aws", "aws-cn"):
        of = PRICES[partition]
        print(f"\n{partition}, {of['region']}, {of['currency']}, prices of {PRICES['looked_up']}")
        small, large = (costs(partition, amounts, lives) for lives in (SMALL, LARGE))
        for name in sorted(small):
            source = "" if of["prices"][name]["source"] else "  (from memory)"
            print(f"  {name:<18}{amounts[name]:>12.5f}{small[name]:>12.6f}{large[name]:>12.6f}{source}")
        sums = sum(small.values()), sum(large.values())
        print(f"  {'one life':<30}{sums[0]:>12.6f}{sums[1]:>12.6f}")
        if lacking := sorted(set(amounts) - set(small)):
            print(f"  not to be had: {', '.join(lacking)}")
            continue
        ratio = sums[1] / sums[0]
        held = held and max(sums) <= MOST and ratio <= MOST_RATIO
        print(f"  at most {MOST} each")
        print(f"  among {LARGE:,} / among {SMALL:,}: {ratio:.3f}, at most {MOST_RATIO}")
    return 0 if held else 1


def counted() -> dict[str, Any]:
    """One family's life, played now."""
    file = ROOT / "build" / "bench" / "life.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:randomly", "bench/life.py"]
    told = os.environ | {"RUXUE_BENCH_LIFE": str(file)}
    subprocess.run(command, cwd=ROOT, check=True, env=told, capture_output=True)  # noqa: S603 - our own words
    life: dict[str, Any] = json.loads(file.read_text())
    return life


if __name__ == "__main__":
    sys.exit(main())
