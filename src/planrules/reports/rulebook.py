"""The rules themselves: the list, and one rule explained with its examples."""

from collections.abc import Iterable, Iterator
from typing import Any

from planrules.model.message import Text, shown
from planrules.reports.data import rule_data
from planrules.reports.labels import BASIS, HELP, SEVERITIES, say
from planrules.reports.text import Style, plain
from planrules.rules.rule import Rule
from planrules.source.examples import rule_examples
from planrules.text import display_width, pad, printable

_WHY = Text("Vì sao", "Why")
_TAGS = Text("Nhãn", "Tags")
_SINCE = Text("có hiệu lực từ {day}", "in force since {day}")
_UNTIL = Text("có hiệu lực từ {day} đến hết {last}", "in force from {day} to {last}, inclusive")
_SOLE = Text("trước ngày đó chỉ ghi nhận ở mức lưu ý", "before that day it only remarks")

#: What the two documented examples of a rule are called.
EXAMPLES = (Text("Ví dụ không đạt", "Fails"), Text("Ví dụ đạt", "Passes"))


def rule_lines(rules: Iterable[Rule], *, language: str, style: Style = plain) -> Iterator[str]:
    """Yield one line for each rule: code, severity, name, what it checks."""
    rules = tuple(rules)
    labels = [say(SEVERITIES[rule.severity], language) for rule in rules]
    columns = max(map(display_width, labels), default=0)
    names = max((len(rule.name) for rule in rules), default=0)
    for rule, label in zip(rules, labels, strict=True):
        severity = style(pad(label, columns), rule.severity.value)
        title = printable(shown(rule.title, language))
        yield f"{rule.code}  {severity}  {pad(rule.name, names)}  {title}"


def explanation_data(
    rule: Rule, *, language: str, examples: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """Return a rule with its documented examples as data.

    Args:
        rule: The rule.
        language: ``vi`` or ``en``.
        examples: A failing and a passing example of a rule that has no case file.
    """
    fails, passes = _examples(rule, examples)
    return rule_data(rule, language=language) | {"fails": fails, "passes": passes}


def explanation_lines(
    rule: Rule, *, language: str, style: Style = plain, examples: tuple[str, str] = ("", "")
) -> Iterator[str]:
    """Yield what a rule checks, why, what to do, what it rests on, and its examples.

    Args:
        rule: The rule.
        language: ``vi`` or ``en``.
        style: Sets apart a text by the name of what it is.
        examples: A failing and a passing example of a rule that has no case file.
    """
    severity = say(SEVERITIES[rule.severity], language)
    yield f"{style(f'{rule.code} {rule.name}', rule.severity.value)} ({severity})"
    yield printable(shown(rule.title, language))
    yield ""
    for label, words in rule_facts(rule, language=language):
        yield f"{style(label, 'title')}: {printable(words)}"
    for heading, example in zip(EXAMPLES, _examples(rule, examples), strict=True):
        if example:
            yield ""
            yield style(say(heading, language), "title")
            lines = example.strip("\n").split("\n")  # others than these are no line ends in TOML
            yield from (f"    {printable(line)}".rstrip() for line in lines)


def rule_facts(rule: Rule, *, language: str) -> Iterator[tuple[str, str]]:
    """Yield what a rule says of itself, each with its label: why, what to do, tags, basis."""
    for label, text in ((_WHY, rule.why), (HELP, rule.help)):
        if words := shown(text, language):
            yield say(label, language), words
    if rule.tags:
        yield say(_TAGS, language), ", ".join(rule.tags)
    if (basis := rule.basis) is not None:
        since, until = (shown(day, language) for day in (basis.since, basis.until or basis.since))
        days = say(_UNTIL if basis.until else _SINCE, language).format(day=since, last=until)
        sole = f"; {say(_SOLE, language)}" if basis.is_sole else ""
        yield say(BASIS, language), f"{basis.citation}, {days}{sole}"


def rule_help(rule: Rule, *, language: str) -> str:
    """Return what a rule says of itself as plain text, a line for each fact."""
    return "\n".join(
        printable(f"{label}: {words}") for label, words in rule_facts(rule, language=language)
    )


def _examples(rule: Rule, otherwise: tuple[str, str]) -> tuple[str, str]:
    return rule_examples(rule.code) if any(rule_examples(rule.code)) else otherwise
