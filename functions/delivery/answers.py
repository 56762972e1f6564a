"""What a provider takes for a yes."""

from typing_extensions import TypedDict


class ReportsTaken(TypedDict, total=False):
    """Tencent Cloud reads `result`, Alibaba Cloud `code`; 0 means that nothing is to be pushed again."""

    result: int
    errmsg: str
    code: int
    msg: str
