"""Rules of RFC 5545 that are read, and those that make no sense."""

import pytest

from planrules import PlanFileError, loads

READ = [
    "FREQ=DAILY;BYMONTH=6;BYSETPOS=2",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=5MO",
    "FREQ=MONTHLY;BYDAY=+1MO,-5FR",
    "FREQ=MONTHLY;BYDAY=MO",
    "FREQ=YEARLY;BYDAY=53MO",
    "FREQ=YEARLY;BYDAY=-53MO,SU",
    "FREQ=YEARLY;BYMONTH=12;BYDAY=-5MO",
    "FREQ=WEEKLY;BYDAY=MO,FR",
    "FREQ=DAILY;BYDAY=MO",
    "FREQ=YEARLY;UNTIL=20240229",
    "FREQ=YEARLY;UNTIL=00010101",
    "FREQ=YEARLY;UNTIL=99991231",
]
REFUSED = [
    "FREQ=DAILY;BYSETPOS=2",
    "FREQ=MONTHLY;INTERVAL=2;BYSETPOS=1",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;BYDAY=MO,-6MO",
    "FREQ=MONTHLY;BYDAY=0MO",
    "FREQ=YEARLY;BYDAY=54MO",
    "FREQ=YEARLY;BYMONTH=12;BYDAY=6MO",
    "FREQ=WEEKLY;BYDAY=1MO",
    "FREQ=WEEKLY;BYDAY=MO,-1FR",
    "FREQ=DAILY;BYDAY=1MO",
    "FREQ=YEARLY;UNTIL=20250229",
    "FREQ=YEARLY;UNTIL=20240431",
    "FREQ=YEARLY;UNTIL=00000101",
]


@pytest.mark.parametrize("rule", READ)
def test_a_rule_that_makes_sense_is_kept_as_it_is_written(rule: str) -> None:
    (task,) = loads(plan_of(rule)).tasks

    assert task.every is not None
    assert task.every.rrule == rule


@pytest.mark.parametrize("rule", REFUSED)
def test_a_rule_that_makes_none_is_refused(rule: str) -> None:
    with pytest.raises(PlanFileError) as caught:
        loads(plan_of(rule))

    (fault,) = caught.value.faults
    assert fault.code == "VAL010"
    assert fault.text("en").startswith(f'plan.toml:8:9: fault VAL010 found "{rule}"; ')


def plan_of(rule: str) -> str:
    task = f'[[task]]\nid = "a"\ntitle = "T"\nevery = "{rule}"\n'
    return f'format = 1\n[plan]\nid = "p"\ntitle = "P"\n{task}'
