"""What came of the tests of rules."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from planrules.model.message import Text
from planrules.reports.labels import say
from planrules.reports.text import Style, plain
from planrules.rules.checklist import RuleSet
from planrules.rules.grounds import condition_words
from planrules.rules.testing import Outcome, Result, untested
from planrules.text import printable

_OUTCOMES: Final = {
    Outcome.PASS: Text("đạt", "passes"),
    Outcome.FAIL: Text("không đạt", "fails"),
    Outcome.SKIP: Text("không xét", "is left out"),
    Outcome.ERROR: Text("bị lỗi", "breaks down"),
}
_EXPECTED: Final = Text(
    "cần {expected}, nhưng {found}", "expected that it {expected}, but it {found}"
)
_TOTAL: Final = Text(
    "{count} đối tượng kiểm thử: {good} đúng, {bad} sai.",
    "{count} subjects tested: {good} as expected, {bad} not.",
)
_NO_TESTS: Final = Text(
    "Quy tắc chưa có kiểm thử: {codes}. Thêm [[rule.test]] với pass và fail.",
    "rules without tests: {codes}; add [[rule.test]] with pass and fail",
)
_UNTESTED: Final = Text(
    "Điều kiện chưa kiểm thử nào làm cho sai:", "conditions that no test has seen to fail:"
)


def trial_lines(
    asked: RuleSet, results: Sequence[Result], *, language: str, style: Style = plain
) -> Iterator[str]:
    """Yield a line for each subject that was tested, and what nobody has tested.

    Args:
        asked: The rules with their tests.
        results: What came of the tests.
        language: ``vi`` or ``en``.
        style: Sets apart a text by the name of what it is.
    """
    for result in results:
        yield from _lines(result, language, style)
    bad = sum(not result.is_good for result in results)
    total = say(_TOTAL, language)
    yield ""
    yield style(total.format(count=len(results), good=len(results) - bad, bad=bad), "title")
    without = rules_without_tests(asked)
    if without:
        yield say(_NO_TESTS, language).format(codes=", ".join(without))
    never = untested(results)
    if never:
        yield say(_UNTESTED, language)
        yield from (f"  {code}: {text}" for code, text in never)


def rules_without_tests(asked: RuleSet) -> tuple[str, ...]:
    """Return the codes of the rules of the file that no test is about."""
    tested = {trial.rule.code for trial in asked.tests}
    return tuple(code for code in asked.own if code not in tested)


def _lines(result: Result, language: str, style: Style) -> Iterator[str]:
    name = f" {printable(result.name)}:" if result.name else ""
    found = say(_OUTCOMES[result.found], language)
    if result.is_good:
        yield style(f"✓ {result.code}{name} {found}", "cell-passed")
        return
    expected = say(_OUTCOMES[result.expected], language)
    sentence = say(_EXPECTED, language).format(expected=expected, found=found)
    place = style(f"{printable(str(result.place))}: ", "place")
    yield f"{place}{style(f'✗ {result.code}{name} {sentence}', 'cell-failed')}"
    for fault in result.faults:
        yield f"    {printable(fault.text(language))}"
    if result.error:
        yield f"    {printable(result.error)}"
    for told, message in result.messages:
        if told == language:
            yield f"    {printable(message)}"
    for condition in result.conditions:
        yield f"    {printable(condition_words(condition, language))}"


def trial_data(asked: RuleSet, results: Sequence[Result], *, language: str) -> dict[str, Any]:
    """Return what came of the tests as data."""
    return {
        "results": [
            {
                "code": result.code,
                "name": result.name,
                "expected": result.expected.value,
                "found": result.found.value,
                "location": {
                    "file": result.place.file,
                    "line": result.place.line,
                    "column": result.place.column,
                },
                "message": dict(result.messages).get(language),
                "error": result.error or None,
                "faults": [fault.text(language) for fault in result.faults],
                "conditions": [
                    {"text": condition.text, "holds": condition.holds}
                    for condition in result.conditions
                ],
            }
            for result in results
        ],
        "without_tests": list(rules_without_tests(asked)),
        "never_failed": [{"code": code, "condition": text} for code, text in untested(results)],
    }
