"""The JSON Schema of the files that people write."""

import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

from planrules import json_schema
from planrules.model.task import Task
from planrules.source.schema import Kind
from tests.conftest import Golden

PLANS = Path(__file__).resolve().parents[3] / "plans"
KINDS: tuple[Kind, ...] = ("plan", "register", "workspace")


def as_json(path: Path) -> Any:  # noqa: ANN401 - any value of TOML
    """Return a file as editors show it: dates as texts."""

    def text(value: object) -> str:
        assert isinstance(value, datetime.date)
        return value.isoformat()

    return json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=text))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema(kind: Kind, golden: Golden) -> None:
    schema = json_schema(kind=kind)

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:planrules:{kind}:1"
    golden(f"schema/{kind}.json", json.dumps(schema, ensure_ascii=False, indent=2) + "\n")


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("plan", "*/plan.toml"),
        ("register", "units/*.toml"),
        ("workspace", "planrules.toml"),
    ],
)
def test_the_shipped_files_validate(kind: Kind, pattern: str) -> None:
    validator = jsonschema.Draft202012Validator(json_schema(kind=kind))
    files = list(PLANS.glob(pattern))

    assert files
    for path in files:
        validator.validate(as_json(path))


def test_a_plan_is_the_usual_kind() -> None:
    assert json_schema() == json_schema(kind="plan")


def test_keys_are_described_in_both_languages() -> None:
    definitions: Any = json_schema()["$defs"]
    due = definitions["Task"]["properties"]["due"]

    assert due["title"] == "thời hạn"
    assert due["description"] == "Deadline, inclusive."
    assert due["$ref"] == "#/$defs/PartialDate"
    assert list(definitions["Task"]["properties"]) == [f.name for f in attrs.fields(Task)]


def test_every_reference_leads_somewhere() -> None:
    for kind in KINDS:
        schema = json_schema(kind=kind)
        definitions: Any = schema["$defs"]
        text = json.dumps(schema)
        named = {piece.partition('"')[0] for piece in text.split('"#/$defs/')[1:]}

        assert named == set(definitions)
        assert list(definitions) == sorted(definitions)


@pytest.mark.parametrize("value", ["2024-04-30", "2024-04", "2030"])
def test_dates_are_texts(value: str) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    task = {"id": "a", "title": "T", "due": value}

    validator.validate({"format": 1, "plan": {"id": "p", "title": "P"}, "task": [task]})


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"format": 1},
        {"format": 2, "plan": {"id": "p", "title": "P"}},
        {"format": 1, "plan": {"id": "P", "title": "P"}},
        {"format": 1, "plan": {"id": "p", "title": "P", "titel": "P"}},
        {"format": 1, "plan": {"id": "p", "title": "P", "issued_on": "30/4/2024"}},
        {"format": 1, "plan": {"id": "p", "title": "P", "assumed": {"id": "q"}}},
        {"format": 1, "plan": {"id": "p", "title": "P"}, "task": {"id": "a", "title": "T"}},
    ],
)
def test_what_is_wrong_is_refused(values: object) -> None:
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(values)
