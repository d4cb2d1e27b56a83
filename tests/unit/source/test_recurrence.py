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
#: Rules, and the part of each that is wrong.
REFUSED = [
    ("FREQ=DAILY;BYSETPOS=2", "BYSETPOS=2"),
    ("FREQ=MONTHLY;INTERVAL=2;BYSETPOS=1", "BYSETPOS=1"),
    ("FREQ=MONTHLY;BYDAY=6MO", "BYDAY=6MO"),
    ("FREQ=MONTHLY;BYDAY=MO,-6MO", "BYDAY=MO,-6MO"),
    ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO"),
    ("FREQ=YEARLY;BYDAY=54MO", "BYDAY=54MO"),
    ("FREQ=YEARLY;BYMONTH=12;BYDAY=6MO", "BYDAY=6MO"),
    ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO"),
    ("FREQ=WEEKLY;BYDAY=MO,-1FR", "BYDAY=MO,-1FR"),
    ("FREQ=DAILY;BYDAY=1MO", "BYDAY=1MO"),
    ("FREQ=YEARLY;UNTIL=20250229", "UNTIL=20250229"),
    ("FREQ=YEARLY;UNTIL=20240431", "UNTIL=20240431"),
    ("FREQ=YEARLY;UNTIL=00000101", "UNTIL=00000101"),
]


@pytest.mark.parametrize("rule", READ)
def test_a_rule_that_makes_sense_is_kept_as_it_is_written(rule: str) -> None:
    (task,) = loads(plan_of(rule)).tasks

    assert task.every is not None
    assert task.every.rrule == rule


@pytest.mark.parametrize(("rule", "part"), REFUSED)
def test_a_rule_that_makes_none_is_refused_for_the_part_that_is_wrong(rule: str, part: str) -> None:
    with pytest.raises(PlanFileError) as caught:
        loads(plan_of(rule))

    (fault,) = caught.value.faults
    assert fault.code == "VAL010"
    assert fault.text("en").startswith(f'plan.toml:8:9: fault VAL010 found "{part}"; ')


def plan_of(rule: str) -> str:
    task = f'[[task]]\nid = "a"\ntitle = "T"\nevery = "{rule}"\n'
    return f'format = 1\n[plan]\nid = "p"\ntitle = "P"\n{task}'
