"""Joins a season's files into the one that the API takes: `python -m seasons.build [folder]`."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

from functions.registration.season.file import SeasonFaultsError, clerk_report, load_season

HERE = Path(__file__).parent
COMMITTEE = "社区居委会"


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(written: str) -> int | str:
    """What is no number stays as it is written: the season's check names it."""
    return int(written) if written.isdecimal() else written


def build(folder: Path) -> str:
    """The season's JSON: facts, then places, then lists, texts and rules."""
    english = {row["code"]: row["en"] for row in _rows(folder, "community-names.csv")}
    communities = [
        {
            "code": row["code"],
            "street": row["streetCode"],
            "name": {
                "zh-CN": row["name"].removesuffix(COMMITTEE) + "社区",
                "en": f"{english[row['code']]} Community",
            },
        }
        for row in _rows(folder, "communities.csv")
    ]
    schools = _json(folder, "schools.json")
    school_of = {school.pop("for_street"): school["id"] for school in schools}
    addresses = [
        {
            "road": row["road"],
            "first": _number(row["from"]),
            "last": _number(row["to"]),
            "numbers": row["numbers"],
            "community": row["community"],
        }
        for row in _rows(folder, "addresses.csv")
    ]
    season = _json(folder, "facts.json") | {
        "streets": _json(folder, "streets.json"),
        "communities": communities,
        "schools": schools,
        "catchments": {one["code"]: school_of.get(one["street"]) for one in communities},
        "addresses": addresses,
        "choices": _json(folder, "choices.json"),
        "texts": _json(folder, "texts.json"),
        "document_rules": _json(folder, "document_rules.json"),
        "placing": _json(folder, "placing.json"),
        "notice": _json(folder, "notice.json"),
        "questions": _json(folder, "questions.json"),
    }
    return json.dumps(season, ensure_ascii=False, indent=1) + "\n"


def main(folder: Path) -> int:
    """Writes `season.json`; where it has faults, says each and writes nothing."""
    built = build(folder)
    try:
        load_season(built)
    except SeasonFaultsError as refused:
        sys.stderr.write(clerk_report(refused.faults) + "\n")
        return 1
    (folder / "season.json").write_text(built, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "siming-2022"))
