"""Tests of rules: what each says of the subjects that it was tested with."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from planrules.errors import PlanFault, PlanFileError
from planrules.model.condition import Condition
from planrules.model.place import KeyPath, Place
from planrules.model.plan import Plan
from planrules.model.rulebook import Fragment
from planrules.rules.case import Case
from planrules.rules.checklist import Trial
from planrules.rules.declared import Judge
from planrules.source.fragments import plan_of
from planrules.source.locate import Locator
from planrules.source.tables import IDENTITY

#: The day on which tests are judged that name none.
_DAY: Final = date(2024, 5, 1)


class Outcome(StrEnum):
    """What a rule says of a subject."""

    PASS = "pass"  # noqa: S105 - no password
    FAIL = "fail"
    SKIP = "skip"
    ERROR = "error"


@attrs.frozen(kw_only=True)
class Result:
    """What came of one subject of a test.

    Attributes:
        code: Code of the rule.
        name: Name of the test.
        place: Where the subject is written.
        expected: What the rule was to say.
        found: What it says.
        messages: Its messages, by language, where it fails.
        conditions: What came of the conditions of the rule.
        error: What kept it from saying anything.
        faults: What keeps the subject from being read.
    """

    code: str
    name: str | None
    place: Place
    expected: Outcome
    found: Outcome
    messages: tuple[tuple[str, str], ...] = ()
    conditions: tuple[Condition, ...] = ()
    error: str = ""
    faults: tuple[PlanFault, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether the rule says what it was to say."""
        return self.found is self.expected


def run_tests(trials: Iterable[Trial], /) -> Iterator[Result]:
    """Yield what comes of every subject of some tests, in their order."""
    for trial in trials:
        file = trial.sheet.file
        locator = Locator(file.name, file.data.decode("utf-8"))
        given = ((Outcome.PASS, trial.test.pass_), (Outcome.FAIL, trial.test.fail))
        for expected, subject in (*given, (Outcome.SKIP, trial.test.skip)):
            if subject is not None:
                yield _result(trial, expected, subject, locator)


def _result(trial: Trial, expected: Outcome, subject: Fragment, locator: Locator) -> Result:
    path: KeyPath = (*trial.path, expected.value)
    made = Result(
        code=trial.rule.code,
        name=trial.test.name,
        place=locator.place(path),
        expected=expected,
        found=Outcome.ERROR,
    )
    try:
        plan = plan_of(
            subject,
            trial.table,
            trial.test.with_ or {},
            at=path,
            around_at=(*trial.path, "with"),
            locator=locator,
        )
    except PlanFileError as error:
        return attrs.evolve(made, faults=error.faults)
    return _judged(trial, made, plan, subject)


def _judged(trial: Trial, made: Result, plan: Plan, subject: Fragment) -> Result:
    """Return what the rule says: the gravest of what it says of the subject's obligations."""
    case = Case(plan, trial.test.as_of or _DAY)
    name = IDENTITY.get(trial.table, "id")
    verdicts = []
    conditions: tuple[Condition, ...] = ()
    try:
        for thing in trial.rule.subjects(case):
            about = thing.task if trial.rule.kind == "obligation" else thing
            if trial.rule.kind == "plan" or getattr(about, name) == subject.get(name):
                verdict = trial.rule.check(case, thing)
                verdicts.append(verdict)
                if verdict is not None and isinstance(trial.rule.check, Judge):
                    conditions += trial.rule.check.conditions(case, thing)
    except Exception as error:  # noqa: BLE001 - an expression may break down on a subject
        return attrs.evolve(made, error=f"{type(error).__name__}: {error}")
    made = attrs.evolve(made, conditions=conditions)
    hits = [hit for verdict in verdicts for hit in verdict or ()]
    if hits:
        messages = tuple((language, hits[0].message.text(language)) for language in ("vi", "en"))
        return attrs.evolve(made, found=Outcome.FAIL, messages=messages)
    asked = any(verdict is not None for verdict in verdicts)
    return attrs.evolve(made, found=Outcome.PASS if asked else Outcome.SKIP)


def untested(results: Iterable[Result], /) -> tuple[tuple[str, str], ...]:
    """Return the conditions of rules that no test has seen to fail, each with its rule's code.

    What is never seen to fail may be written wrong, and nobody would know.
    """
    seen: dict[tuple[str, str], bool] = {}
    for result in results:
        for condition in result.conditions:
            about = result.code, condition.text
            seen[about] = seen.get(about, False) or condition.holds is False
    return tuple(about for about, has_failed in seen.items() if not has_failed)
