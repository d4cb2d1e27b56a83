"""The case files of rules: plans that fail and plans that pass, which are also the examples."""

from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

import attrs
import tomli

#: The package that holds the case files, one ``CODE.toml`` for each rule.
_HOME: Final = ("planrules.rules", "examples")
#: The day on which a case is judged that names none.
_DAY: Final = date(2024, 5, 1)


class Outcome(StrEnum):
    """What a rule says of a case."""

    FAIL = "fail"
    PASS = "pass"  # noqa: S105 - no password
    NOT_APPLICABLE = "not_applicable"


@attrs.frozen
class Expected:
    """A finding that a case must have.

    Attributes:
        subject: Id of its subject.
        key: Its key.
    """

    subject: str
    key: str | None = None


@attrs.frozen(kw_only=True)
class Example:
    """One case of a rule.

    Attributes:
        outcome: What the rule says of it.
        name: A sentence in kebab-case.
        as_of: The day on which it is judged.
        plan: The whole plan, as TOML.
        document: The official text that the plan names as ``document.txt``.
        rules: The file ``rules.toml`` beside the plan, as TOML.
        drafts: Ids of the drafts that are named.
        expect: All findings of the rule; none unless it fails.
    """

    outcome: Outcome
    name: str
    as_of: date
    plan: str
    document: str | None
    rules: str | None = None
    drafts: tuple[str, ...] = ()
    expect: tuple[Expected, ...]

    def text(self) -> str:
        """Return it for people: the plan; as comments what else matters, and other files."""
        asked = [] if self.as_of == _DAY else [f"--as-of {self.as_of}"]
        asked += (f"--with {draft}" for draft in self.drafts)
        lines = [f"# {' '.join(asked)}", ""] if asked else []
        lines += self.plan.rstrip("\n").split("\n")
        for name, file in (("document.txt", self.document), ("rules.toml", self.rules)):
            if file is not None:
                lines += ["", f"# {name}:", "#"]
                lines += (f"# {line}".rstrip() for line in file.strip("\n").split("\n"))
        return "\n".join((*lines, ""))


def read_examples(text: str, /) -> tuple[Example, ...]:
    """Return the cases in a case file: failing ones first, each kind in the order of the file."""
    tables = tomli.loads(text)
    return tuple(_example(outcome, row) for outcome in Outcome for row in tables.get(outcome, ()))


def examples_of(code: str, /) -> tuple[Example, ...]:
    """Return the cases of a built-in rule; none where it has no case file."""
    package, *folders = _HOME
    file = files(package).joinpath(*folders, f"{code}.toml")
    return read_examples(file.read_text("utf-8")) if file.is_file() else ()


def rule_examples(code: str, /) -> tuple[str, str]:
    """Return the documented examples of a rule: one that fails, one that passes, or nothing."""
    first: dict[Outcome, str] = {}
    for example in examples_of(code):
        first.setdefault(example.outcome, example.text())
    return first.get(Outcome.FAIL, ""), first.get(Outcome.PASS, "")


def _example(outcome: Outcome, row: dict[str, Any]) -> Example:
    return Example(
        outcome=outcome,
        name=row["name"],
        as_of=row.get("as_of", _DAY),
        plan=row["plan"],
        document=row.get("document"),
        rules=row.get("rules"),
        drafts=tuple(row.get("drafts", ())),
        expect=tuple(Expected(**finding) for finding in row.get("expect", ())),
    )
