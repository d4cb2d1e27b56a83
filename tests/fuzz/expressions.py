"""A coverage-guided fuzzer of the texts of expressions; outside of the suite: ``make fuzz``.

    python tests/fuzz/expressions.py SECONDS FOLDER

Whatever the text, there has to be a program or what is wrong with it: no other exception, no
warning, no slip outside of the text, no text that takes seconds. A program that comes of it is
asked about the subjects of a small plan, which it may refuse only for what has no answer. Ends in 0
where nothing is found, and where the fuzzer is missing.
"""

import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
try:
    import atheris  # type: ignore[import-untyped]  # installed by `make fuzz` alone
except ImportError:
    print("fuzz: skipped: atheris is not installed, or has no build for this Python")  # noqa: T201 - a script
    sys.exit(0)

with atheris.instrument_imports(include=["planrules.rules.expressions"]):
    from planrules.model.rulebook import SubjectKind
    from planrules.rules.expressions.answers import UNDEFINED, Answers
    from planrules.rules.expressions.program import (
        NOT_APPLICABLE,
        Program,
        Words,
        WrongExpressionsError,
    )
    from planrules.rules.expressions.schema import fields_of

from planrules.rules.expressions.functions import FUNCTIONS, QUANTIFIERS
from tests.expressions import WORDS
from tests.judging import case, plan

#: Seconds that no text may take; the slowest that is known takes a fiftieth of it.
_SLOW: Final = 2
#: What the texts begin with: a little of everything.
_SEEDS: Final = (
    "task.lead and task.due and plan.ends_on and task.due <= plan.ends_on",
    "count(task.coordinate) > 0 or task.kind in ['dated', \"periodic\"]",
    "any(h.who == unit.id for h in task.lead for unit in [] if h.who is not None)",
    "all(t.due is None or t.due <= as_of + '5wd' for t in plan.tasks if not t.milestone)",
    "sum(i.target for i in plan.indicators if i.target is not None) / 2.5 - 1 != -3 * 4",
    "(task.due.year if task.due else 0) > 2030 == True",
    "mentions(task.title, 'hoá') and same_text(task.id, \"x\")",
    "add_months(as_of, 1) - as_of < '30d' < as_of - '2024-06'",
    "task_of('a') and unit_of('b') and indicator_of('c') and members_of('d')",
)


def subjects(kind: str) -> tuple[object, ...]:
    if kind == "plan":
        return (plan(),)
    if kind == "obligation":
        return case().times.obligations
    plural = {"basis": "bases", "territory": "territories"}.get(kind, f"{kind}s")
    found: tuple[object, ...] = getattr(plan(), plural)
    return found


def check(data: bytes) -> None:
    """Hold one text against what is promised."""
    kind = tuple(SubjectKind)[data[0] % len(SubjectKind)] if data else "task"
    text = data[1:].decode("utf-8", "surrogateescape")
    parts: dict[str, Any] = {}
    if "\x1d" in text:  # a let, a condition and what is more
        let, _, text = text.partition("\x1d")
        parts = {"lets": {"x": let}, "more": {"value": let, "again": "x"}}
    try:
        program = Program(Words(subject=kind, asserted=text, **parts))
    except WrongExpressionsError as error:
        for part, slips in error.slips.items():
            length = len(parts["lets"]["x"] if part in {"let.x", "value"} else text)
            assert slips
            for slip in slips:
                assert 0 <= slip.offset <= length
                assert slip.messages["vi"].isprintable()
                assert slip.messages["en"].isprintable()
        return
    answers = Answers(case())
    for subject in subjects(kind)[:3]:
        judged = asked(program.judge, subject, answers)
        told = asked(program.conditions, subject, answers)
        if judged is not UNDEFINED and told is not UNDEFINED:
            assert judged is not NOT_APPLICABLE
            if not judged:
                asked(program.values, subject, answers)


def asked(ask: Callable[..., Any], subject: object, answers: Answers) -> object:
    try:
        return ask(subject, plan(), answers)
    except UNDEFINED:
        return UNDEFINED


def dictionary(folder: Path) -> Path:
    """Write down the words that texts are made of, and return where."""
    words = {
        *(
            "and ",
            " or ",
            "not ",
            " in ",
            " is ",
            " if ",
            " else ",
            " for ",
            "None",
            "True",
            "as_of",
        ),
        *(f"{name}(" for name in (*FUNCTIONS, *QUANTIFIERS)),
        *(f".{field}" for kind in SubjectKind for field in fields_of(kind)),
        *SubjectKind,
        *filter(None, WORDS),
        "\x1d",
    }
    path = folder / "words.dict"
    spelled = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in sorted(words))
    path.write_text("".join(f'"{word}"\n' for word in spelled), "ascii")
    return path


def main() -> None:
    """Look for so many seconds."""
    seconds, folder = sys.argv[1], Path(sys.argv[2])
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(_SEEDS):
        (corpus / f"seed-{number}").write_bytes(b"\x04" + text.encode())
    warnings.simplefilter("error")
    options = [
        f"-max_total_time={seconds}",
        "-max_len=600",
        f"-timeout={_SLOW}",
        "-print_final_stats=1",
        "-verbosity=0",
        f"-dict={dictionary(folder)}",
        f"-artifact_prefix={folder}/",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
