"""What expressions may read: pinned, so that nothing is added or lost unseen, and described."""

from collections.abc import Iterator
from typing import Final

import attrs
import pytest

from planrules.model.obligation import Obligation
from planrules.model.plan import Plan
from planrules.model.rulebook import SubjectKind
from planrules.rules.expressions.answers import Answers
from planrules.rules.expressions.schema import (
    CLASSES,
    OF_DAYS,
    OF_LENGTHS,
    Field,
    fields_of,
)
from planrules.rules.expressions.types import UNCLEAR, Sort, Type, record
from planrules.schedule.rows import ScheduledTask
from tests.conftest import Golden

_RECORDS: Final = (*CLASSES, "obligation", "scheduled")
#: Fields of the model that expressions do not read, by record: how it was written down, and what
#: came after it, which is a list or a word.
_LEFT_OUT: Final = {
    "plan": {"assumed", "stated"},
    "goal": {"assumed", "stated"},
    "indicator": {"assumed", "stated"},
    "measure": {"assumed", "stated"},
    "task": {"assumed", "stated"},
    "assignment": {"assumed", "stated"},
    "unit": {"assumed", "stated", "successors"},
    "territory": {"assumed", "stated", "successors"},
    "group": {"assumed", "stated"},
    "basis": {"assumed", "stated"},
    "link": {"assumed"},
}


def described() -> Iterator[tuple[str, Field]]:
    for name in _RECORDS:
        for word, field in fields_of(name).items():
            yield f"{name}.{word}", field
    for word, field in (OF_DAYS | OF_LENGTHS).items():  # type: ignore[operator]  # both are dicts
        yield word, field


def told(kind: Type) -> str:
    """Return a type in a word or two."""
    name = kind.record or kind.sort.value
    if kind.of is not None:
        name = f"list of {told(kind.of)}"
    if kind.choices:
        name = f"{name} ({', '.join(kind.choices)})"
    return f"{name}, known in part" if kind.is_partial else name


def test_fields_are_those_listed(golden: Golden) -> None:
    lines: list[str] = []
    for name in _RECORDS:
        lines += [f"{name}:"] if not lines else ["", f"{name}:"]
        for word, field in fields_of(name).items():
            absent = " or absent" if field.type.is_optional else ""
            lines.append(f"  {word}: {told(field.type.present)}{absent}")
    golden("expressions/fields.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", CLASSES)
def test_fields_of_the_model_are_read_but_for_those_left_out(name: str) -> None:
    every = {field.name for field in attrs.fields(CLASSES[name])}
    assert every - fields_of(name).keys() == _LEFT_OUT.get(name, set())


def test_what_follows_from_no_class_of_the_list_is_left_out() -> None:
    """Of a plan its header and its rows; of what is owed and of the schedule what is asked for."""
    assert {field.name for field in attrs.fields(Plan)} - fields_of("plan").keys() == {
        "assumed",
        "stated",
        "not_modelled",
        "calendar",
        "text",
        "origin",
        "rulebook",
        "ledger",
        "amendments",
        "lineage",
    }
    assert {field.name for field in attrs.fields(Obligation)} - fields_of("obligation").keys() == {
        "roles",
        "deadline",
        "original",
        "extensions",
        "deadlines",
        "lapses",
        "is_draft",
        "withdrawn",
        "sequence",
        "changed_on",
        "passed",
    }
    left = {field.name for field in attrs.fields(ScheduledTask)} - fields_of("scheduled").keys()
    assert left == {"id", "unit", "driver", "held_by", "offsets", "certainty", "due"}


def test_subjects_are_records() -> None:
    assert set(SubjectKind) <= set(_RECORDS)
    assert all(fields_of(name) for name in _RECORDS)
    assert fields_of("nothing of the kind") == {}


@pytest.mark.parametrize(
    ("name", "field"), [*described()], ids=lambda value: value if isinstance(value, str) else ""
)
def test_fields_are_described(name: str, field: Field) -> None:
    """By one sentence each; what is asked for is a method of the answers."""
    if "." in name and not field.doc:
        record, _, word = name.partition(".")
        # The attributes of small values are described in the docstring of their class.
        assert f"{word}:" in (CLASSES[record].__doc__ or "")
        return
    assert field.doc.endswith(".")
    assert field.doc[0].isupper() or field.doc.split()[0].rstrip(".,;") in {"wd", *_WORDS}
    if field.asked:
        assert callable(getattr(Answers, field.asked))


#: Words of the file format with which a description may begin.
_WORDS: Final = {"month", "purpose", "start", "VN", "vi"}


def test_types_are_called_by_names() -> None:
    """Each sort in both languages; what is unclear is never told, but has a name."""
    for sort in Sort:
        called = (record("task") if sort is Sort.RECORD else Type(sort)).called()
        assert called.vi
        assert called.en
    assert Type(Sort.LIST).called().vi == "danh sách"
    assert UNCLEAR.is_like(Type(Sort.DAY))
