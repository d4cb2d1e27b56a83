"""A small plan whose ledger tests write line by line."""

from collections.abc import Iterable
from datetime import date

import attrs

import planrules
from planrules import Plan, Standing, Standings
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.schedule.owing import obligations_of

AS_OF = date(2025, 7, 15)
#: ``bao-cao`` is due on 30/6/2025 by each of two communes; one has ended, and has a successor.
PLAN = """\
format = 1
[plan]
id = "p"
title = "Kế hoạch ví dụ"
starts_on = 2025-01-01
ends_on = 2025-12-31
[[unit]]
id = "phong"
name = "Phòng Ví Dụ"
until = 2025-06-30
successors = "phong-moi"
[[unit]]
id = "phong-moi"
name = "Phòng Ví Dụ mới"
since = 2025-07-01
[[unit]]
id = "xa-a"
name = "UBND xã A"
[[unit]]
id = "xa-b"
name = "UBND xã B"
until = 2025-06-30
successors = "xa-c"
[[unit]]
id = "xa-c"
name = "UBND xã C"
since = 2025-07-01
[[group]]
id = "cac-xa"
name = "các xã"
members = ["xa-a", "xa-b"]
[[task]]
id = "viec"
title = "Việc của Phòng"
lead = "phong"
due = 2025-06-10
[[task]]
id = "viec-sau"
title = "Việc còn hạn"
lead = "phong"
due = 2025-07-18
[[task]]
id = "bao-cao"
title = "Báo cáo của xã"
lead = { each = "cac-xa" }
due = 2025-09-30
[[task]]
id = "khong-han"
title = "Việc không thời hạn"
lead = "xa-a"
[[task]]
id = "thuong-xuyen"
title = "Việc thường xuyên"
lead = "xa-a"
standing = true
[[task]]
id = "mo"
title = "Việc chưa rõ cơ quan"
lead = { text = "các đoàn thể" }
due = 2025-06-10
[[task]]
id = "tam-tinh"
title = "Việc tạm tính thời hạn"
lead = "xa-a"
assumed.due = { value = 2025-06-10, reason = "ví dụ" }
"""


def plan_of(*entries: str) -> Plan:
    """Return the plan with entries, each a few keys of TOML."""
    return planrules.loads(PLAN + "".join(f"[[entry]]\n{entry}\n" for entry in entries))


def entry(
    state: str, recorded_on: str = "2025-06-05", /, *, of: str = "viec", more: str = ""
) -> str:
    """Return the keys of an entry."""
    return f'task = "{of}"\nrecorded_on = {recorded_on}\nstate = "{state}"\n{more}'


def stood(
    *entries: str,
    as_of: date = AS_OF,
    owing: Iterable[Obligation] | None = None,
) -> Standings:
    """Return where everything stands by some entries."""
    plan = plan_of(*entries)
    found = obligations_of(plan, as_of=as_of)
    if owing is not None:
        found = Obligations(owing, plan=plan, as_of=as_of)
    calendar = planrules.calendar_of(plan, known_on=as_of)
    return planrules.standings(found, plan.ledger, as_of=as_of, calendar=calendar)


#: ``viec`` is put off, and is amended, once it was late.
PUT_OFF = """\
[[extension]]
task = "viec"
recorded_on = 2025-06-25
due = 2025-08-15
decision = "40/QĐ"
"""
AMENDED = """\
[[amendment]]
id = "sua-doi"
status = "issued"
effective_on = 2025-06-25
[[amendment.change]]
id = "viec"
set.due = 2025-08-15
"""


def moved(by: str, *entries: str, as_of: date = AS_OF) -> Standings:
    """Return where everything stands once something has moved the deadline of ``viec``."""
    text = PLAN + by + "".join(f"[[entry]]\n{entry}\n" for entry in entries)
    return planrules.assess(planrules.loads(text), as_of=as_of).standings


def one(uid: str, standings: Standings) -> Standing:
    """Return the standing of an obligation."""
    (found,) = (one for one in standings if one.obligation.uid == uid)
    return found


def put_off(owed: Obligation, to: date) -> Obligation:
    """Return an obligation whose deadline was put off to a day."""
    assert owed.deadline is not None
    return attrs.evolve(owed, deadline=attrs.evolve(owed.deadline, day=to), original=owed.deadline)
