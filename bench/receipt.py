"""CPU of one receipt, warm: the whole font against the common characters' face: `python -m bench.receipt`."""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from functions.submit.receipt.pdf import Person, ReceiptView, receipt_pdf
from infra.receipt_face import cut

ROUNDS = 7
BOUND = 1 / 3
"""Of the whole font's time."""

VIEW = ReceiptView(
    reference="SM7K2-4QX8",
    season_name="示例区 2026 年招生",
    zone="Asia/Shanghai",
    students=(Person(name="王示例", masked="3502**********0012"),),
    guardians=(Person(name="王某", masked="138****0000"), Person(name="林某")),
    submitted_at=datetime(2026, 7, 1, 17, 30, tzinfo=UTC),
    support_phone="0592-2684508",
    status_url="https://ruxue.example/registrations/01JZK3W4Q8X5N7V2B6C9D0E1F2",
)


def milliseconds(common: Path) -> float:
    begun = time.process_time()
    receipt_pdf(VIEW, "zh-CN", common=common)
    return (time.process_time() - begun) * 1000


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        face = Path(folder) / "common.otf"
        cut(face)
        rounds = [(milliseconds(Path(folder) / "none"), milliseconds(face)) for _ in range(ROUNDS + 1)][1:]
    whole, common = (median(times) for times in zip(*rounds, strict=True))
    ratio = common / whole
    print(
        f"receipt, CPU ms, median of {ROUNDS}: whole font {whole:.0f}, common face {common:.0f}, ratio {ratio:.2f}"
    )
    return 0 if ratio <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
