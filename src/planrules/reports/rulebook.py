"""The rules themselves: the list, and one rule explained with its examples."""

from collections.abc import Iterable, Iterator
from typing import Any

from planrules.model.message import Text, shown
from planrules.reports.data import rule_data
from planrules.reports.labels import SEVERITIES, say
from planrules.reports.text import Style, plain
from planrules.rules.rule import Rule
from planrules.source.examples import rule_examples
from planrules.text import display_width, pad

_WHY = Text("Vì sao", "Why")
_HELP = Text("Cách xử lý", "What to do")
_BASIS = Text("Căn cứ", "Basis")
_TAGS = Text("Nhãn", "Tags")
_FAILS = Text("Ví dụ không đạt", "Fails")
_PASSES = Text("Ví dụ đạt", "Passes")
_SINCE = Text("có hiệu lực từ {day}", "in force since {day}")
_SOLE = Text("trước ngày đó chỉ ghi nhận ở mức lưu ý", "before that day it only remarks")


def rule_lines(rules: Iterable[Rule], *, language: str, style: Style = plain) -> Iterator[str]:
    """Yield one line for each rule: code, severity, name, what it checks."""
    rules = tuple(rules)
    labels = [say(SEVERITIES[rule.severity], language) for rule in rules]
    columns = max(map(display_width, labels), default=0)
    names = max((len(rule.name) for rule in rules), default=0)
    for rule, label in zip(rules, labels, strict=True):
        severity = style(pad(label, columns), rule.severity.value)
        title = shown(rule.title, language)
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
    yield shown(rule.title, language)
    yield ""
    if why := shown(rule.why, language):
        yield f"{style(say(_WHY, language), 'title')}: {why}"
    yield f"{style(say(_HELP, language), 'title')}: {shown(rule.help, language)}"
    if rule.tags:
        yield f"{style(say(_TAGS, language), 'title')}: {', '.join(rule.tags)}"
    if rule.basis:
        since = say(_SINCE, language).format(day=shown(rule.basis.since, language))
        sole = f"; {say(_SOLE, language)}" if rule.basis.is_sole else ""
        yield f"{style(say(_BASIS, language), 'title')}: {rule.basis.citation}, {since}{sole}"
    for heading, example in zip((_FAILS, _PASSES), _examples(rule, examples), strict=True):
        if example:
            yield ""
            yield style(say(heading, language), "title")
            yield from (f"    {line}".rstrip() for line in example.strip("\n").splitlines())


def _examples(rule: Rule, otherwise: tuple[str, str]) -> tuple[str, str]:
    return rule_examples(rule.code) if any(rule_examples(rule.code)) else otherwise
