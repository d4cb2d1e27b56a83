"""The case files of all rules, ready for tests."""

from pathlib import Path

import attrs

from planrules import Plan, consolidate, load, rules_of
from planrules.rules.case import Case
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.rule import Rule
from planrules.rules.run import MET003, Run, run
from planrules.source.examples import Example, examples_of

#: Every rule that has a case file.
RULES = tuple(rule for rule in CATALOGUE if rule is not MET003)


@attrs.frozen
class RuleCase:
    """A rule and one of its cases."""

    rule: Rule
    example: Example

    def __str__(self) -> str:
        return f"{self.rule.code}-{self.example.outcome}-{self.example.name}"

    def plan(self, folder: Path) -> Plan:
        """Write the case to a folder and load it, as it is on its day."""
        example = self.example
        plan = load_text(folder, example.plan, example.document, example.rules)
        return consolidate(plan, as_of=example.as_of, drafts=example.drafts)

    def run(self, folder: Path) -> Run:
        """Ask the rule about the case; where waivers are looked at, what they waive as well."""
        plan = self.plan(folder)
        if plan.rulebook is None:
            return run(Case(plan, self.example.as_of), [self.rule])
        asked = rules_of(plan)
        case = Case(plan, self.example.as_of, asked.waivers, asked.waiver_limits)
        result = run(case, asked.rules)
        found = [(finding, hit) for finding, hit in result.found if finding.code == self.rule.code]
        return Run(found, result.counts)


CASES = tuple(RuleCase(rule, example) for rule in RULES for example in examples_of(rule.code))


def load_text(
    folder: Path, plan: str, document: str | None = None, rules: str | None = None
) -> Plan:
    """Write a plan, its official text and its rules to a folder and load them."""
    (folder / "plan.toml").write_text(plan, "utf-8")
    if document is not None:
        (folder / "document.txt").write_text(document, "utf-8")
    if rules is not None:
        (folder / "rules.toml").write_text(rules, "utf-8")
    return load(folder)
