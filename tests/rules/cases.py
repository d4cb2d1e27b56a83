"""The case files of all rules, ready for tests."""

from pathlib import Path

import attrs

from planrules import Plan, load
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
        """Write the case to a folder and load it."""
        return load_text(folder, self.example.plan, self.example.document)

    def run(self, folder: Path) -> Run:
        """Ask the rule about the case."""
        return run(Case(self.plan(folder), self.example.as_of), [self.rule])


CASES = tuple(RuleCase(rule, example) for rule in RULES for example in examples_of(rule.code))


def load_text(folder: Path, plan: str, document: str | None = None) -> Plan:
    """Write a plan, and its official text, to a folder and load them."""
    (folder / "plan.toml").write_text(plan, "utf-8")
    if document is not None:
        (folder / "document.txt").write_text(document, "utf-8")
    return load(folder)
