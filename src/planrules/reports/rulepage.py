"""The rules as Markdown: one for those who mend its findings, all of them as a page of the docs."""

from collections.abc import Iterable, Iterator

from planrules.model.message import Text, shown
from planrules.reports.escaping import markdown_block, markdown_text
from planrules.reports.labels import FAMILIES, SEVERITIES, say
from planrules.reports.rulebook import EXAMPLES, rule_facts
from planrules.rules.rule import Rule
from planrules.source.examples import rule_examples

_LANGUAGES = ("vi", "en")
_INTRODUCTION = """# Các quy tắc – The rules

<!-- Written by `make docs` from the catalogue: change the rules, not this page. -->

Mỗi quy tắc có mã, tên, mức, nhãn, lý do và cách xử lý; `planrules explain MÃ` in phần của một quy \
tắc. Mức ghi ở đây là mức mặc định: `--severity MÃ=error` đổi mức, `--select` và `--ignore` chọn \
quy tắc theo mã, đầu mã, tên hoặc nhãn.

Every rule has a code, a name, a severity, tags, a reason and what to do; `planrules explain CODE` \
prints the part of one rule. Severities are the rules' own: `--severity CODE=error` sets another, \
`--select` and `--ignore` choose rules by code, beginning of a code, name or tag."""
_HEADS = ("mã · code", "mức · severity", "kiểm tra", "checks")
_FAMILIES_OWN = Text("Quy tắc khác", "Other rules")


def rule_markdown(rule: Rule, *, language: str) -> str:
    """Return what a rule says of itself as Markdown, with its documented examples."""
    return "\n\n".join(
        [
            *_facts(rule, language),
            *_examples(rule, (language,)),
        ]
    )


def rule_page(rules: Iterable[Rule]) -> str:
    """Return rules as a page of Markdown in both languages, family by family."""
    rules = tuple(rules)
    families: dict[str, list[Rule]] = {family: [] for family in FAMILIES}
    for rule in rules:
        families.setdefault(rule.code.rstrip("0123456789"), []).append(rule)
    filled = {family: own for family, own in families.items() if own}
    blocks = [_INTRODUCTION]
    for family, own in filled.items():
        blocks += _family(family, own)
    return "\n\n".join([*blocks, ""]).rstrip("\n") + "\n"


def _family(family: str, rules: Iterable[Rule]) -> Iterator[str]:
    name = FAMILIES.get(family, _FAMILIES_OWN)
    yield f"## {family} · {name.vi} – {name.en}"
    lines = [f"| {' | '.join(_HEADS)} |", "|---|---|---|---|"]
    lines += (
        f"| [{rule.code}](#{_anchor(rule)}) | {_both(SEVERITIES[rule.severity], ' · ')} "
        f"| {markdown_text(rule.title.vi)} | {markdown_text(rule.title.en)} |"
        for rule in rules
    )
    yield "\n".join(lines)
    for rule in rules:
        yield f"### {markdown_text(f'{rule.code} {rule.name}')}"
        for language in _LANGUAGES:
            severity = say(SEVERITIES[rule.severity], language)
            yield f"**{markdown_text(shown(rule.title, language))}** ({severity})"
            yield "\n".join(f"- {fact}" for fact in _facts(rule, language))
        yield from _examples(rule, _LANGUAGES)


def _anchor(rule: Rule) -> str:
    """Return the name that a heading of a rule is reached by."""
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")


def _facts(rule: Rule, language: str) -> Iterator[str]:
    for label, words in rule_facts(rule, language=language):
        yield f"**{label}:** {markdown_text(words)}"


def _examples(rule: Rule, languages: Iterable[str]) -> Iterator[str]:
    """Yield the examples, each under its name; they are the same in every language."""
    for heading, example in zip(EXAMPLES, rule_examples(rule.code), strict=True):
        if example:
            yield f"**{' · '.join(say(heading, language) for language in languages)}**"
            yield markdown_block(example, language="toml")


def _both(text: Text, between: str) -> str:
    return between.join(say(text, language) for language in _LANGUAGES)
