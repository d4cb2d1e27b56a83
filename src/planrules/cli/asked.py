"""Which rules a plan is checked by, and which findings were known before."""

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from planrules.cli.terminal import refuse, refuse_faults
from planrules.errors import PlanFileError, UnknownRuleError
from planrules.model.finding import Severity
from planrules.rules.catalogue import CATALOGUE, chosen, fitting
from planrules.rules.checklist import RuleSet, in_order
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
    more = plugin_rules(language) if plugins else ()
    if rules_file is None and (plan is None or plan.rulebook is None):
        return RuleSet(rules=in_order((*CATALOGUE, *more)))
    from planrules.rules.ruleset import load_rules, rules_of

    try:
        if rules_file is not None:
            return load_rules(rules_file, more=more)
        return RuleSet() if plan is None else rules_of(plan, more=more)
    except PlanFileError as error:
        refuse_faults(error, language)


def assessed(
    plan: "Plan",
    *,
    as_of: date,
    drafts: Collection[str],
    rules: RuleSet,
    language: str,
    known: Collection[str] = (),
) -> "Assessment":
    """Return what the rules say, or leave with what is wrong with the waivers beside the plan."""
    from planrules.assessment import assess

    try:
        return assess(plan, as_of=as_of, drafts=drafts, rules=rules, known=known)
    except PlanFileError as error:
        refuse_faults(error, language)


def plugin_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of other packages, or leave with why they can't be had."""
    from planrules.cli import plugins

    try:
        return plugins.rules()
    except plugins.PluginError as error:
        refuse(error.text(language))


def known_findings(baseline: Path | None, plan: "Plan", language: str) -> Collection[str]:
    """Return the fingerprints that a baseline holds, or leave with what is wrong with it."""
    if baseline is None:
        return ()
    from planrules.source.baselines import read_baseline

    try:
        return read_baseline(baseline, plan=plan.id).fingerprints
    except PlanFileError as error:
        refuse_faults(error, language)


def record(assessment: "Assessment", path: Path, language: str) -> None:
    """Write the findings of an assessment as a baseline, those known before included."""
    from planrules.source.baselines import write_baseline
    from planrules.source.workspace import reason

    made = assessment.baseline()
    try:
        write_baseline(made, path)
    except PlanFileError as error:
        refuse_faults(error, language)
    except (OSError, RuntimeError, ValueError) as error:
        vi, en = reason(error)
        refuse(_UNWRITABLE[language].format(path=path, reason=vi if language == "vi" else en))
    click.echo(_RECORDED[language].format(count=len(made.findings), path=path), err=True)
