"""The commands about rules themselves: ``rules``, ``explain`` and ``test-rules``."""

import sys
from pathlib import Path

import click

from planrules.cli import options, terminal
from planrules.cli.asked import plugin_rules, rules_beside
from planrules.cli.commands import main
from planrules.cli.terminal import refuse, refuse_faults
from planrules.errors import PlanFileError, UnknownRuleError

_WHICH_RULE = {
    "vi": '"{code}" gồm {count} quy tắc; cần đúng một:',
    "en": '"{code}" fits {count} rules; expected exactly one:',
}


@main.command()
@options.rules_file
@options.plugins
@options.output
@options.language
def rules(*, rules_file: Path | None, plugins: bool, output: str, language: str) -> None:
    """Liệt kê các quy tắc. / List the rules."""
    from planrules.reports.data import rule_data
    from planrules.reports.rulebook import rule_lines

    asked = rules_beside(None, rules_file=rules_file, plugins=plugins, language=language)
    if output == "json":
        terminal.write_json([rule_data(rule, language=language) for rule in asked.rules])
    else:
        terminal.write(rule_lines(asked.rules, language=language, style=terminal.style))


@main.command()
@click.argument("code", metavar="CODE")
@options.rules_file
@options.plugins
@options.output
@options.language
def explain(
    *, code: str, rules_file: Path | None, plugins: bool, output: str, language: str
) -> None:
    """Giải thích một quy tắc, có ví dụ. / Explain a rule, with examples."""
    from planrules.reports.rulebook import explanation_data, explanation_lines, rule_lines
    from planrules.rules.catalogue import chosen

    asked = rules_beside(None, rules_file=rules_file, plugins=plugins, language=language)
    try:
        fitting = chosen(asked.rules, select=[code])
    except UnknownRuleError as error:
        refuse(error.text(language))
    named = [rule for rule in fitting if code.upper() == rule.code or code == rule.name]
    if len(named or fitting) > 1:
        question = _WHICH_RULE[language].format(code=code, count=len(fitting))
        refuse(question, *rule_lines(fitting, language=language))
    (rule,) = named or fitting
    examples = asked.examples(rule.code)
    if output == "json":
        terminal.write_json(explanation_data(rule, language=language, examples=examples))
    else:
        style = terminal.style
        terminal.write(explanation_lines(rule, language=language, style=style, examples=examples))


@main.command("test-rules")
@click.argument("path", metavar="PATH", type=options.Named())
@options.plugins
@options.output
@options.language
def test_rules(path: Path, *, plugins: bool, output: str, language: str) -> None:
    """Chạy các kiểm thử của một tệp quy tắc. / Run the tests in a file of rules.

    Kết thúc bằng 0: mọi kiểm thử đạt; 1: có kiểm thử không đạt; 2: không đọc được tệp.
    """
    from planrules.reports.trials import trial_data, trial_lines
    from planrules.rules.ruleset import load_rules
    from planrules.rules.testing import run_tests

    try:
        asked = load_rules(path, more=plugin_rules(language) if plugins else ())
    except PlanFileError as error:
        refuse_faults(error, language)
    results = tuple(run_tests(asked.tests))
    if output == "json":
        terminal.write_json(trial_data(asked, results, language=language))
    else:
        terminal.write(trial_lines(asked, results, language=language, style=terminal.style))
    sys.exit(int(not all(result.is_good for result in results)))
