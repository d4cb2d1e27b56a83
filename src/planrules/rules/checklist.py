"""What a plan is checked by."""

from collections.abc import Iterable

import attrs

from planrules.model.duration import Duration
from planrules.model.place import KeyPath
from planrules.model.rulebook import RuleBook, RuleTest, Sheet
from planrules.model.waiver import Waiver
from planrules.rules.case import LONGEST_WAIVER
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.rule import Rule


def in_order(rules: Iterable[Rule], /) -> tuple[Rule, ...]:
    """Return rules in the order of their codes."""
    return tuple(sorted(rules, key=lambda rule: rule.code))


@attrs.frozen
class Trial:
    """A test of a rule, and where it stands.

    Attributes:
        rule: The rule.
        test: The test.
        sheet: The file that holds it.
        path: The way to the test in its file.
    """

    rule: Rule
    test: RuleTest
    sheet: Sheet
    path: KeyPath

    @property
    def table(self) -> str:
        """Name of the table that its subjects stand in: obligations follow from tasks."""
        return "task" if self.rule.kind == "obligation" else self.rule.kind


@attrs.frozen(kw_only=True)
class RuleSet:
    """The rules to ask, the findings that are accepted, and the tests of the rules.

    Attributes:
        rules: The rules, in the order of their codes.
        waivers: Findings that are accepted for a time.
        waiver_limits: How long a waiver may hold; each of them counts.
        book: The rule book that it was made of.
        tests: The tests of the rules that an office wrote down.
        own: Codes of the rules that an office wrote down.
    """

    rules: tuple[Rule, ...] = CATALOGUE
    waivers: tuple[Waiver, ...] = ()
    waiver_limits: tuple[Duration, ...] = (LONGEST_WAIVER,)
    tests: tuple[Trial, ...] = ()
    own: tuple[str, ...] = ()
    book: RuleBook | None = attrs.field(default=None, eq=False, repr=False)

    def examples(self, code: str, /) -> tuple[str, str]:
        """Return a subject that fails a rule and one that passes, as TOML: those of its tests.

        Either is empty where no test has one, and both for a rule that nobody wrote down.
        """
        from planrules.source.fragments import fragment_text

        fails = passes = ""
        for trial in self.tests:
            if trial.rule.code == code:
                fails = fails or fragment_text(trial.test.fail, trial.table)
                passes = passes or fragment_text(trial.test.pass_, trial.table)
        return fails, passes
