"""What each alarm means, from the Chinese runbooks into the function that tells whoever is on call."""

import argparse
import json
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "zh-CN" / "operations" / "runbooks"
TABLE = ROOT / "functions" / "on_call" / "meanings.json"
SECTION = re.compile(r"^## `(\w+)`\n\n- \*\*人们看到\*\*：(.+)\n- \*\*含义\*\*：(.+)$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def current() -> str:
    found = {
        name: {"noticed": LINK.sub(r"\1", noticed), "means": LINK.sub(r"\1", means)}
        for page in sorted(PAGES.iterdir())
        for name, noticed, means in SECTION.findall(page.read_text("utf-8"))
    }
    return json.dumps(dict(sorted(found.items())), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        raise SystemExit(0 if current() == TABLE.read_text("utf-8") else 1)
    TABLE.write_text(current(), "utf-8")


if __name__ == "__main__":
    main()
