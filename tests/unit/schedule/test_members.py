"""Work that each member of several groups does by itself, worked out by hand."""

from datetime import date

from planrules import loads
from planrules.schedule import By, critical_path

#: 1 January 2024 is a Monday. Body "b" stands in both groups, the others in one each.
PLAN = """
format = 1

[plan]
id = "p"
title = "P"
starts_on = 2024-01-01
work_calendar = "weekdays"

[[unit]]
id = "a"
name = "A"

[[unit]]
id = "b"
name = "B"

[[unit]]
id = "c"
name = "C"

[[unit]]
id = "d"
name = "D"

[[group]]
id = "few"
name = "Few"
members = ["a", "b"]

[[group]]
id = "many"
name = "Many"
members = ["b", "c", "d"]

[[task]]
id = "first"
title = "First"
lead = { each = "few" }
duration = "2wd"

[[task]]
id = "own"
title = "Own"
lead = { each = "few" }
duration = "1wd"
ends_after_end_of = "first +3wd"

[[task]]
id = "then"
title = "Then"
lead = [{ each = "few" }, { each = "many" }]
duration = "1wd"
after = ["first", "own"]

[[task]]
id = "report"
title = "Report"
lead = { each = "few" }
every = "quarter"
"""


def test_who_has_no_counterpart_in_the_task_before_waits_for_all_of_its_bodies() -> None:
    schedule = critical_path(loads(PLAN), as_of=date(2024, 1, 1), by=By.UNIT)
    starts = {(row.id, row.unit): row.early_start for row in schedule.tasks}

    assert starts["first", "a"] == date(2024, 1, 1)
    assert starts["own", "a"] == date(2024, 1, 5)
    assert {unit: day for (id, unit), day in starts.items() if id == "then"} == {
        "a": date(2024, 1, 8),
        "b": date(2024, 1, 8),
        "c": date(2024, 1, 8),
        "d": date(2024, 1, 8),
    }
    drivers = {row.unit: row.driver for row in schedule.tasks if row.id == "then"}
    assert [driver and driver.unit for driver in (drivers["a"], drivers["b"])] == ["a", "b"]
