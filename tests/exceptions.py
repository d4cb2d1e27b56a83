"""Assessments that hold what the real plan does not: exceptions, conditions, hostile texts."""

from collections.abc import Iterable
from datetime import date

import attrs

import planrules
from planrules import Assessment, Case, Finding, Hit, Place, Plan, Rule, Severity, Task, Text
from planrules.model.condition import Condition
from planrules.model.waiver import Waiver
from planrules.rules.rule import Verdict

DAY = date(2025, 3, 1)
PLAN = """
format = 1

[plan]
id = "vi-du"
title = "Kế hoạch ví dụ"

[[unit]]
id = "ubnd-xa"
name = "UBND xã Ví Dụ"

[[task]]
id = "lap-danh-sach"
clause = "IV.1.2"
title = "Lập danh sách nhà văn hóa thôn"

[[task]]
id = "sua-nha"
title = "Sửa nhà văn hóa thôn"
due = 2030-01-15
"""

CONDITIONS = (
    Condition("task.lead is None", holds=True, facts=(("task.lead", None),)),
    Condition(
        "task.due <= plan.ends_on",
        holds=False,
        facts=(("task.due", date(2030, 1, 15)), ("plan.ends_on", date(2029, 12, 31))),
    ),
    Condition("task.milestone", holds=False, facts=(("task.milestone", False),)),
    Condition("count(task.serves) > 0", holds=None),
)

#: What somebody may write into a plan, a rule or a waiver so that it becomes something else.
HOSTILE = (
    "<script>alert(1)</script>",
    "]]>",
    "<!-- --><b x='1' y=\"2\">&amp;&#60;",
    "%0A::error file=a::b",
    "dòng\n::error::hai\r\n## ba\n\n- bốn",
    "a|b`c``d",
    "# *a* _b_ ~~c~~ [d](https://vi-du.example) ![e](f) $g$",
    "=cmd()",
    "@ai-do #12 www.vi-du.example https://vi-du.example a@vi-du.example",
    "\x00\x1b[31m\x7f\x85\ufffe\uffff",
    "\u202eđảo\u202c \u2066x\u2069",
    "{0} {{ } [a](1)",
    "\\",
    "1. a",
    "--- ===",
    "    thụt",
    "\ud800",
    "",
)


def waiver(text: str = "Đã giao bằng văn bản riêng", *, rule: str = "XYZ001") -> Waiver:
    """Return a waiver that gives a text wherever it gives one."""
    return Waiver(
        rule=rule,
        subject="lap-danh-sach",
        reason=text,
        approver=planrules.loads(PLAN).units[0].id,
        official="Chủ tịch",
        document="12/UBND-VX",
        granted=date(2025, 2, 1),
        expires=date(2025, 12, 31),
    )


def own_rule(code: str, severity: Severity, text: str = "Chưa giao ai chủ trì") -> Rule:
    """Return a rule of one's own, without a case file, that no task passes."""
    # Braces of a text without facts stand for themselves.
    words = Text(f"{text}.", text)

    def check(_case: Case, _task: Task) -> Verdict:
        return [Hit(message=words.of(), key=text, place=Place(f"ke-hoach/{text}.toml", 2, 3))]

    return Rule(
        code=code,
        name="task-of-ones-own",
        severity=severity,
        kind="task",
        tags=("rieng", "rieng"),
        title=words,
        why=words,
        help=words,
        check=check,
    )


def broken_rule(text: str = "hỏng") -> Rule:
    """Return a rule that breaks down."""

    def check(_case: Case, _task: Task) -> Verdict:
        raise ValueError(text)

    return attrs.evolve(own_rule("XYZ009", Severity.WARNING), name="broken-rule", check=check)


def idle_rule() -> Rule:
    """Return a rule that has nothing to look at."""
    return attrs.evolve(own_rule("XYZ005", Severity.WARNING), name="idle-rule", kind="goal")


def passing_rule() -> Rule:
    """Return a rule that every task passes."""
    return attrs.evolve(
        own_rule("XYZ004", Severity.WARNING), name="passing-rule", check=lambda _case, _task: []
    )


def exceptional(text: str = "Chưa giao ai chủ trì", *, plan: Plan | None = None) -> Assessment:
    """Return an assessment with everything that an assessment may hold.

    Its findings: one that is waived, one with conditions and no place, one with neither, a remark,
    a rule that broke down; besides, one finding that was known before.
    """
    rules = [
        own_rule("XYZ001", Severity.ERROR, text),
        own_rule("XYZ002", Severity.WARNING, text),
        own_rule("XYZ003", Severity.INFO, text),
        passing_rule(),
        idle_rule(),
        broken_rule(text),
    ]
    plan = plan or planrules.loads(PLAN)
    found = planrules.assess(plan, as_of=DAY, rules=rules)
    findings = tuple(map(_changed, found.findings))
    known = tuple(f for f in findings if (f.code, f.subject.id) == ("XYZ003", "sua-nha"))
    return with_findings(found, tuple(f for f in findings if f not in known), known=known)


def with_findings(
    assessment: Assessment, findings: Iterable[Finding], *, known: tuple[Finding, ...] = ()
) -> Assessment:
    """Return an assessment with other findings."""
    return attrs.evolve(assessment, findings=assessment.findings.only(findings), known=known)


def _changed(finding: Finding) -> Finding:
    text = finding.key or ""
    if finding.code == "XYZ001" and finding.subject.id == "lap-danh-sach":
        return attrs.evolve(finding, waiver=waiver(text or "Không nêu"), conditions=CONDITIONS)
    if finding.code == "XYZ002" and finding.subject.id == "sua-nha":
        own = Condition(text, holds=True, facts=((text, text),))
        return attrs.evolve(finding, conditions=(*CONDITIONS, own), place=None, basis=text)
    return finding


def hostile(text: str) -> Assessment:
    """Return an assessment in which a text stands wherever a stranger may have put it."""
    plan = planrules.loads(PLAN)
    plan = attrs.evolve(
        plan,
        title=text,
        tasks=tuple(attrs.evolve(task, title=text) for task in plan.tasks),
        units=tuple(attrs.evolve(unit, name=text) for unit in plan.units),
    )
    return exceptional(text, plan=plan)
