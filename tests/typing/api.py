"""The public names as a strict type checker sees them: mypy reads this file, nothing runs it."""

from datetime import date

import planrules
from planrules import Case, Finding, Hit, Plan, Role, Rule, Severity, Task, Text, Verdict

UNREPORTED = Text("“{title}” chưa nêu nơi nhận.", "“{title}” names no recipient")


def received(case: Case, task: Task) -> Verdict:
    """Say whether somebody receives a task's product."""
    if not case.holders(task, Role.LEAD):
        return None
    return [] if task.receive else [Hit(message=UNREPORTED.of(title=task.title), at=("receive",))]


MINE = Rule(
    code="XYZ001",
    name="task-without-recipient",
    severity=Severity.INFO,
    kind="task",
    title=Text("Nhiệm vụ có nơi nhận", "A task has a recipient"),
    why=Text("Để biết gửi cho ai.", "So that everybody knows whom to send it to."),
    help=Text("Nêu nơi nhận (receive).", "Name receive."),
    check=received,
)


def report(path: str, day: date) -> list[str]:
    """Return one line a finding."""
    plan: Plan = planrules.load(path)
    assessment = planrules.assess(
        plan, as_of=day, rules=[*planrules.CATALOGUE, MINE], severities={"6ro": Severity.INFO}
    )
    worst: list[Finding] = [f for f in assessment.findings if f.severity is Severity.ERROR]
    lines = [f"{f.place}: {f.message.text('vi')}" for f in worst]
    return [*lines, *planrules.check_lines(assessment, language="en")]
