"""The public names as a strict type checker sees them: mypy reads this file, nothing runs it."""

from datetime import date

import attrs

import planrules
from planrules import (
    Assessment,
    Case,
    Difference,
    Duration,
    Finding,
    Findings,
    Hit,
    Indicators,
    Obligations,
    Pace,
    Plan,
    Role,
    Rule,
    Severity,
    Task,
    Text,
    Verdict,
)

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


def chosen(path: str, day: date) -> Findings:
    """Return what is new for a body once a task takes longer."""
    plan = planrules.load(path)
    longer = tuple(attrs.evolve(task, duration=Duration.from_text("9wd")) for task in plan.tasks)
    before = planrules.assess(plan, as_of=day)
    after = planrules.assess(attrs.evolve(plan, tasks=longer), as_of=day)
    new: Findings = after.findings.not_in(before.findings).of(unit="truong", severity="error")
    first: Finding = new[0]
    return new[1:] if first.code == "TIM014" else new


def shown(assessment: Assessment) -> str:
    """Return what can be shown of an assessment."""
    reached: Indicators = assessment.indicators.of(unit="truong", pace=Pace.REACHED)
    whole: bool = reached[0].is_complete
    owed: Obligations = assessment.obligations.of(unit="truong")
    titles: list[str] = [str(record["title"]) for record in owed.to_records(language="en")]
    columns: list[str] = assessment.findings.to_frame(engine="polars").columns
    drawing: str = assessment.schedule.to_svg() if assessment.schedule else ""
    return "".join([*titles, *columns, str(whole), drawing, assessment.clarity._repr_html_()])


def supposed(path: str, day: date, draft: str) -> list[str]:
    """Return what a draft would change, and the plan with it as text."""
    plan = planrules.load(path)
    found: Difference = planrules.compare(
        planrules.assess(plan, as_of=day), planrules.assess(plan, as_of=day, drafts=[draft])
    )
    lines = [f"{one.after.id}.{one.field}" for one in found.rows.changed]
    new: Obligations = found.new
    lines += [owed.uid for owed in new if found.found]
    lines += [str(record["what"]) for record in found.to_records()]
    text: str = planrules.dumps(planrules.consolidate(plan, as_of=day), origins=True, language="en")
    return [*lines, text]
