"""What rules as expressions cost, as ratios within one run, beside the bars to keep to.

    .venv/bin/python bench/expressions.py

Sides that are compared take turns, and each figure is the median over several rounds, so that a
machine that slows down slows both sides. Time is this process's own, so that others count little.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Final

import planrules
from planrules.model.plan import Plan
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.expressions.answers import Answers
from planrules.rules.expressions.program import Program, Words

AS_OF: Final = date(2024, 5, 1)
PLAN: Final = Path(__file__).resolve().parent.parent / "plans" / "van-quan-27ct"
#: A rule of the length that people write, and the same by hand.
ASSERTED: Final = (
    "task.lead and task.due and plan.ends_on and task.due <= plan.ends_on"
    " and count(task.coordinate) > 0"
)
#: How often every task is asked about.
ROUNDS: Final = 500
Judge = Callable[[Task, Plan, Answers], object]


def by_hand(task: Task, plan: Plan, answers: Answers) -> object:
    """Say the same as a Python programmer would."""
    return (
        answers.lead(task)
        and task.due
        and plan.ends_on
        and task.due.last <= plan.ends_on.last
        and len(answers.coordinate(task)) > 0
    )


def over_the_model(task: Task, plan: Plan, _: Answers) -> object:
    """Say the same of the task's own fields, which know nothing of headings."""
    return (
        task.lead
        and task.due
        and plan.ends_on
        and task.due.last <= plan.ends_on.last
        and len(task.coordinate) > 0
    )


def dated(tasks: int) -> str:
    """Return a plan of dated tasks that a body leads, every other one with another taking part."""
    head = """format = 1
[plan]
id = "ke-hoach"
title = "Kế hoạch ví dụ để đo"
ends_on = "2024"
[[unit]]
id = "phong"
name = "Phòng Ví Dụ"
[[unit]]
id = "ubnd"
name = "UBND huyện Ví Dụ"
"""
    rows = (
        f'[[task]]\nid = "viec-{number}"\ntitle = "Việc ví dụ"\nlead = "phong"\n'
        f"due = 2024-{number % 12 + 1:02}-15\n" + 'coordinate = ["ubnd"]\n' * (number % 2)
        for number in range(tasks)
    )
    return head + "".join(rows)


def seconds(work: Callable[[], object]) -> float:
    """Return how long the processor works on one call."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def told(figures: Iterable[float], bar: str = "", *, places: int = 2) -> str:
    """Return the median of some figures with the least, the greatest and the bar."""
    found = sorted(figures)
    text = (
        f"{statistics.median(found):.{places}f}"
        f" (from {found[0]:.{places}f} to {found[-1]:.{places}f})"
    )
    return f"{text}; bar: {bar}" if bar else text


def judged(plan: Plan, judge: Judge) -> Callable[[], list[bool]]:
    """Return a call that asks about every task of a plan, over and over."""
    answers = Answers(Case(plan, AS_OF))
    return lambda: [bool(judge(task, plan, answers)) for _ in range(ROUNDS) for task in plan.tasks]


def judging(plan: Plan, name: str) -> None:
    """Print what asking costs, and what explaining does."""
    answers = Answers(Case(plan, AS_OF))
    program = Program(Words(subject="task", asserted=ASSERTED))
    rule = judged(plan, program.judge)
    sides = {
        "the same by hand, headings included": judged(plan, by_hand),
        "the same by hand over the task's own fields": judged(plan, over_the_model),
    }
    if rule() != sides["the same by hand, headings included"]():
        sys.exit("the sides differ")
    asked = ROUNDS * len(plan.tasks)
    print(f"judged of {asked:,} tasks, {name}, compiled /")
    for called, side in sides.items():
        side()
        figures = [seconds(rule) / seconds(side) for _ in range(7)]
        print(f"  {called}:", told(figures, "2.00"))
    each = [seconds(rule) / asked * 1e6 for _ in range(7)]
    print("  microseconds for each:", told(each))
    task = plan.tasks[0]
    explain = [
        seconds(lambda: [program.conditions(task, plan, answers) for _ in range(2_000)]) / 2_000
        for _ in range(5)
    ]
    print("  microseconds to explain one:", told(figure * 1e6 for figure in explain))


def compiled(text: str, *, times: int) -> float:
    """Return how long it takes to check and compile a rule, in milliseconds."""
    words = Words(subject="task", asserted=text)
    return seconds(lambda: [Program(words) for _ in range(times)]) / times * 1e3


def compiling() -> None:
    """Print what compiling costs, and how that grows with the text."""
    compiled(ASSERTED, times=20)  # fields of the model are looked up once
    figures = [compiled(ASSERTED, times=50) for _ in range(7)]
    print("milliseconds to check and compile it:", told(figures, "1.00"))
    piece = "task.due and task.due <= '2024-12-31' or "
    sizes = {count: f"{piece * count}task.standing" for count in (6, 12, 24, 48)}
    rounds = [
        {count: compiled(text, times=480 // count) for count, text in sizes.items()}
        for _ in range(5)
    ]
    print("a text twice as long / half of it:")
    for count in (12, 24, 48):
        growth = [found[count] / found[count // 2] for found in rounds]
        took = statistics.median(found[count] for found in rounds)
        print(f"  {len(sizes[count]):5} characters, {took:.1f} ms:", told(growth, "2 is linear"))


def main() -> None:
    """Print every figure."""
    print(ASSERTED)
    judging(planrules.loads(dated(100)), "all of them dated")
    judging(planrules.load(PLAN), "of the real plan, where hardly one is")
    compiling()


if __name__ == "__main__":
    main()
