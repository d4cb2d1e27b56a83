"""A small plan, and what rules as expressions say of it: for tests that are tables."""

from datetime import date
from functools import cache
from typing import Any, Final

import planrules
from planrules import Plan
from planrules.rules.case import Case
from planrules.rules.expressions.answers import Answers
from planrules.rules.expressions.program import Program, Words, WrongExpressionsError

#: A Wednesday off between two days off.
DAY: Final = date(2024, 5, 1)
_PLAN: Final = """
format = 1

[plan]
id = "ke-hoach-vi-du"
title = "Kế hoạch Ví Dụ"
issuer = "ubnd"
starts_on = 2024-01-02
ends_on = "2024"
signed_by = { name = "Nguyễn Văn Ví Dụ" }

[[basis]]
id = "01/VD-UBND"
issued_on = "2023-06"

[[unit]]
id = "ubnd"
name = "UBND huyện Ví Dụ"

[[unit]]
id = "phong"
name = "Phòng Ví Dụ"
short = "Phòng"

[[unit]]
id = "xa-cu"
name = "UBND xã Cũ"
until = 2024-04-30
successors = ["xa-moi"]

[[unit]]
id = "xa-moi"
name = "UBND xã Mới"
since = 2024-05-01

[[territory]]
id = "huyen"
name = "huyện Ví Dụ"

[[group]]
id = "cac-xa"
name = "các xã"
members = ["xa-cu"]

[[goal]]
id = "muc-tieu"
title = "Mục tiêu"

[[indicator]]
id = "ty-le"
title = "Tỷ lệ"
goal = "muc-tieu"
unit_of_measure = "%"
baseline = 10.5
target = 85
milestones = [{ by = "2024-06", value = 40 }, { by = "2024-09", value = 62.5 }]

[[assignment]]
clause = "IV.1"
lead = "phong"
coordinate = ["ubnd", "cac-xa"]

[[task]]
id = "dan-nhan"
title = "Hóa đơn và nhãn hàng hoá"
clause = "IV.1.1"
lead = "phong"
due = 2024-06-15
day_off = "next-working-day"
duration = "5wd"
product = ["Báo cáo", "Danh sách"]
serves = ["ty-le"]

[[task]]
id = "bao-cao"
title = "Báo cáo"
clause = "IV.1.2"
quote = "báo cáo"
every = "quarter"
due_after_close = "5wd"
lead = { each = "cac-xa" }

[[task]]
id = "thuong-xuyen"
title = "Việc thường xuyên"
clause = "IV.1.3"
standing = true
assumed.priority = { value = true, reason = "ví dụ" }

[[task]]
id = "ket-thuc"
title = "Tổng kết"
due = "2024-12"
duration = "30d"
coordinate = ["phong"]
after = ["dan-nhan"]
"""


@cache
def plan() -> Plan:
    return planrules.loads(_PLAN)


@cache
def case(as_of: date = DAY) -> Case:
    return Case(plan(), as_of)


def asking(words: Words, subject: object, *, as_of: date = DAY) -> tuple[Program, tuple[Any, ...]]:
    """Return a program and what it is asked with."""
    return Program(words), (subject, plan(), Answers(case(as_of)))


def value(text: str, *, of: str = "dan-nhan", as_of: date = DAY) -> object:
    """Return what an expression about a task is, as messages show it."""
    words = Words(subject="task", asserted="False", more={"value": text})
    program, given = asking(words, plan().row(of), as_of=as_of)
    return program.values(*given)["value"]


def holds(text: str, *, of: str = "dan-nhan", as_of: date = DAY) -> bool:
    """Return whether a condition holds of a task."""
    program, given = asking(Words(subject="task", asserted=text), plan().row(of), as_of=as_of)
    judged = bool(program.judge(*given))
    told = program.conditions(*given)
    assert all(condition.text in " ".join(text.split()) for condition in told)
    return judged


def slips(text: str, *, subject: str = "task") -> list[tuple[str, int]]:
    """Return the codes and offsets of what is wrong with a condition."""
    return [(code, offset) for code, offset, _ in told_slips(text, subject=subject)]


def told_slips(text: str, *, subject: str = "task") -> list[tuple[str, int, dict[str, str]]]:
    try:
        Program(Words(subject=subject, asserted=text))
    except WrongExpressionsError as error:
        return [(slip.code, slip.offset, slip.messages) for slip in error.slips["assert"]]
    return []
