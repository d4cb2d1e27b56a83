"""Which rules a plan is checked by, and which findings were known before."""

import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from planrules.cli import terminal
from planrules.cli.commands import UNREADABLE, refuse
from planrules.errors import PlanFileError, UnknownRuleError
from planrules.model.finding import Severity
from planrules.rules.catalogue import CATALOGUE, chosen, fitting
from planrules.rules.checklist import RuleSet
from planrules.rules.rule import Rule, with_severity

if TYPE_CHECKING:
    from planrules.assessment import Assessment
    from planrules.model.plan import Plan

_NO_RULE = {
    "vi": "Chưa xét quy tắc nào: --ignore đã bỏ mọi quy tắc được chọn.",
    "en": "no rule is asked: --ignore leaves out every rule that was selected",
}
_RECORDED = {
    "vi": "Đã ghi {count} nội dung làm mốc vào {path}.",
    "en": "Recorded {count} findings as a baseline in {path}.",
}
_UNWRITABLE = {
    "vi": "{path}: không ghi được: {reason}",
    "en": "{path}: can't be written: {reason}",
}


def asked_rules(
    plan: "Plan",
    *,
    rules_file: Path | None,
    plugins: bool,
    select: Iterable[str],
    ignore: Iterable[str],
    severities: Iterable[tuple[str, Severity]],
    language: str,
) -> RuleSet:
    """Return the rules to ask, or leave with what is wrong with them."""
    asked = rules_beside(plan, rules_file=rules_file, plugins=plugins, language=language)
    try:
        rules = chosen(asked.rules, select=select, ignore=ignore)
        given = {
            code: severity
            for selector, severity in severities
            for code in fitting(asked.rules, selector)
        }
    except UnknownRuleError as error:
        refuse(error.text(language))
    if not rules:
        refuse(_NO_RULE[language])
    return attrs.evolve(
        asked,
        rules=tuple(
            with_severity(rule, given[rule.code]) if rule.code in given else rule for rule in rules
        ),
    )


def rules_beside(
    plan: "Plan | None", *, rules_file: Path | None, plugins: bool, language: str
) -> RuleSet:
    """Return what a file of rules says, else the file beside the plan, else the catalogue."""
    more = _plugin_rules(language) if plugins else ()
    if rules_file is None and (plan is None or plan.rulebook is None):
        return RuleSet(rules=(*CATALOGUE, *more))
    from planrules.rules.ruleset import load_rules, rules_of

    try:
        given = None if rules_file is None else load_rules(rules_file, more=more)
        if plan is None or (given is not None and plan.rulebook is None):
            return given or RuleSet(rules=(*CATALOGUE, *more))
        if given is None:
            return rules_of(plan, more=more)
        beside = rules_of(plan, more=more, known=[rule.code for rule in given.rules])
    except PlanFileError as error:
        terminal.write_faults(error, language)
        sys.exit(UNREADABLE)
    return attrs.evolve(beside, rules=given.rules)


def _plugin_rules(language: str) -> tuple[Rule, ...]:
    from planrules.cli.plugins import PluginError, plugin_rules

    try:
        return plugin_rules()
    except PluginError as error:
        refuse(error.text(language))


def known_findings(baseline: Path | None, plan: "Plan", language: str) -> Collection[str]:
    """Return the fingerprints that a baseline holds, or leave with what is wrong with it."""
    if baseline is None:
        return ()
    from planrules.source.baselines import read_baseline

    try:
        return read_baseline(baseline, plan=plan.id).fingerprints
    except PlanFileError as error:
        terminal.write_faults(error, language)
        sys.exit(UNREADABLE)


def record(assessment: "Assessment", path: Path, language: str) -> None:
    """Write the findings of an assessment as a baseline, those known before included."""
    from planrules.model.baseline import Baseline
    from planrules.source.baselines import write_baseline
    from planrules.source.workspace import reason

    findings = (*assessment.unwaived, *assessment.known)
    made = Baseline.of(assessment.plan.id, assessment.as_of, findings)
    try:
        write_baseline(made, path)
    except (OSError, ValueError) as error:
        vi, en = reason(error)
        refuse(_UNWRITABLE[language].format(path=path, reason=vi if language == "vi" else en))
    click.echo(_RECORDED[language].format(count=len(made.findings), path=path), err=True)
