"""The JSON Schema of the files that people write."""

import datetime
import json
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import pytest

from planrules import PlanFileError, json_schema, loads
from planrules.model.task import Task
from planrules.source.rulebook import packs
from planrules.source.schema import Kind
from tests.conftest import Golden

PLANS = Path(__file__).resolve().parents[3] / "plans"
KINDS: tuple[Kind, ...] = ("plan", "register", "amendment", "ledger", "workspace", "rules")


def as_json(toml: str) -> Any:  # noqa: ANN401 - any value of TOML
    """Return the text of a file as editors show it: dates as texts."""

    def text(value: object) -> str:
        assert isinstance(value, datetime.date)
        return value.isoformat()

    return json.loads(json.dumps(tomllib.loads(toml), default=text))


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
        ("amendment", "*/amendments/*.toml"),
    ],
)
def test_the_shipped_files_validate(kind: Kind, pattern: str) -> None:
    validator = jsonschema.Draft202012Validator(json_schema(kind=kind))
    files = list(PLANS.glob(pattern))

    assert files
    for path in files:
        validator.validate(as_json(path.read_text("utf-8")))


def test_the_packs_of_the_library_validate() -> None:
    validator = jsonschema.Draft202012Validator(json_schema(kind="rules"))
    package = resources.files("planrules.rules").joinpath("packs")

    for name in packs():
        validator.validate(as_json(package.joinpath(f"{name}.toml").read_text("utf-8")))


def test_a_plan_is_the_usual_kind() -> None:
    assert json_schema() == json_schema(kind="plan")


def test_keys_are_described_in_both_languages() -> None:
    definitions: Any = json_schema()["$defs"]
    due = definitions["Task"]["properties"]["due"]

    assert due["title"] == "thời hạn"
    assert due["description"].startswith("Deadline, inclusive; ")
    assert due["$ref"] == "#/$defs/Deadline"
    assert list(definitions["Task"]["properties"]) == [f.name for f in attrs.fields(Task)]


def test_every_reference_leads_somewhere() -> None:
    for kind in KINDS:
        schema = json_schema(kind=kind)
        definitions: Any = schema["$defs"]
        text = json.dumps(schema)
        named = {piece.partition('"')[0] for piece in text.split('"#/$defs/')[1:]}

        assert named == set(definitions)
        assert list(definitions) == sorted(definitions)


@pytest.mark.parametrize("value", ["2024-04-30", "2024-04", "2030", "mid-2024-04", "end-2030"])
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


#: What stands in a task, and whether it is a deadline, a term or a length of time.
TASKS = {
    'due = "start-2025"': True,
    'due = "mid-2025-06"': True,
    'due = "end-2025-12"': True,
    "due = { before = 2025-12-15 }": True,
    'due = { before = "2026" }': True,
    'due = { before = "end-2025" }': True,
    'assumed.due = { value = { before = "mid-2025" }, reason = "…" }': True,
    'due = "mid-2025-06-15"': False,
    'due = "middle-2025"': False,
    'due = "mid-25"': False,
    "due = { after = 2025-12-15 }": False,
    "due = { before = 2025-12-15, after = 2025-12-01 }": False,
    "due = {}": False,
    "due = { before = 2026 }": False,
    "due = { before = {} }": False,
    'on = "mid-2025"': False,
    'not_before = "end-2025"': False,
    "not_before = { before = 2025-12-15 }": False,
    'assumed.on = { value = "mid-2025", reason = "…" }': False,
    'due_after_close = "1m"': True,
    'due_after_close = "+5wd"': True,
    'due_after_close = "1 tháng"': False,
    "due_after_close = 1": False,
    'deadline_from = { task = "a", within = "12m" }': True,
    'deadline_from = { task = "a", within = "12mo" }': False,
    'duration = "3m"': False,
    'after = "a +3m"': False,
    'after = { task = "a", lag = "3m" }': False,
}
#: What stands in records of the ledger, by their table, and whether it is one.
RECORDS = {
    "entry": {
        'state = "done"': True,
        'state = "done"\npercent = 100\norder = 999\nperiod = "2024-9M"': True,
        'state = "done"\npercent = 0.5\norder = 1\nperiod = "120"': True,
        'state = "done"\nperiod = "once"\nfinished_on = 2024-09-17\nevidence = "15/BC"': True,
        "": False,
        'state = "xong"': False,
        'state = "done"\npercent = 100.5': False,
        'state = "done"\npercent = -1': False,
        'state = "done"\norder = 0': False,
        'state = "done"\norder = 1000': False,
        'state = "done"\nperiod = "0"': False,
        'state = "done"\nperiod = "2024-13"': False,
        'state = "done"\nfinished_on = "2024-09"': False,
        'state = "done"\nevidence = " "': False,
        'state = "done"\nproof = "15/BC"': False,
    },
    "measurement": {
        "value = 85.5": True,
        "value = -85": True,
        "value = true": True,
        "numerator = 17\ndenominator = 20": True,
        "": False,
        'value = "85"': False,
        "numerator = 17": False,
        "denominator = 20": False,
        "value = 85\nnumerator = 17": False,
        "value = 85\nnumerator = 17\ndenominator = 20": False,
        "numerator = 17\ndenominator = 0": False,
        "numerator = 17\ndenominator = -20": False,
    },
    "extension": {
        "due = 2025-09-30": True,
        'due = 2025-09-30\nwas_due = 2025-06-30\ndecision = "9"\nreason = "Mưa"': True,
        "": False,
        'due = "2025-09"': False,
        "was_due = 2025-06-30": False,
        "due = 2025-09-30\napproved_by = 3": False,
    },
}
#: What every record of a table says.
OF_RECORD = {
    "entry": 'task = "a"\nrecorded_on = 2024-09-18\n',
    "measurement": 'indicator = "i"\nrecorded_on = 2024-09-18\nmeasured_on = 2024-09-14\n',
    "extension": 'task = "a"\nrecorded_on = 2024-09-18\n',
}
#: What stands in a calendar, and whether it is one.
CALENDARS = {
    "": True,
    'weekend = "sun"': True,
    'weekend = ["friday", "sat"]': True,
    "weekend = []": True,
    "days_off = [2025-06-02]": True,
    'days_off = [2025-06-02, { date = 2025-06-03, name = "Hội", status = "projected" }]': True,
    'days_worked = [{ date = 2025-06-01, source = "…", decided_on = 2025-05-01 }]': True,
    'beyond = "project"': True,
    'weekend = ["thứ bảy"]': False,
    'weekend = ["SAT"]': False,
    'days_off = ["2/6/2025"]': False,
    'days_off = [{ name = "Hội" }]': False,
    'days_off = [{ date = 2025-06-02, nam = "Hội" }]': False,
    'days_off = [{ date = 2025-06-02, name = "" }]': False,
    'days_off = [{ date = 2025-06-02, status = "sure" }]': False,
    'days_off = [{ date = 2025-06-02, decided_on = "2025-05" }]': False,
    'beyond = "predict"': False,
    "holidays = [2025-06-02]": False,
}


@pytest.mark.parametrize(
    ("keys", "is_right"),
    [
        *((f'[[task]]\nid = "a"\ntitle = "T"\n{keys}\n', good) for keys, good in TASKS.items()),
        *((f"[calendar]\n{keys}\n", good) for keys, good in CALENDARS.items()),
        ("[[calendar]]\n", False),
        ("[calendar]\ndays_off = 2025-06-02\n", True),
        ("[calendar]\ndays_worked = { date = 2025-06-02 }\n", True),
        ('[[task]]\nid = "a"\ntitle = "T"\ndue = { before = { before = "2026" } }\n', False),
    ],
)
def test_schema_and_reader_agree_on_times(keys: str, *, is_right: bool) -> None:
    text = f'format = 1\n[plan]\nid = "p"\ntitle = "P"\n{keys}'
    validator = jsonschema.Draft202012Validator(json_schema())

    assert validator.is_valid(as_json(text)) is is_right
    assert is_read(text) is is_right


@pytest.mark.parametrize(
    ("table", "keys", "is_right"),
    [(table, keys, good) for table, found in RECORDS.items() for keys, good in found.items()],
)
def test_schema_and_reader_agree_on_records(table: str, keys: str, *, is_right: bool) -> None:
    row = f"[[{table}]]\n{OF_RECORD[table]}{keys}\n"
    rows = '[[indicator]]\nid = "i"\ntitle = "I"\n[[task]]\nid = "a"\ntitle = "T"\n'
    plan = f'format = 1\n[plan]\nid = "p"\ntitle = "P"\n{rows}'
    of_plan, of_ledger = (
        jsonschema.Draft202012Validator(json_schema(kind=kind)) for kind in ("plan", "ledger")
    )

    assert of_ledger.is_valid(as_json(f"format = 1\n{row}")) is is_right
    assert of_plan.is_valid(as_json(plan + row)) is is_right
    assert is_read(plan + row) is is_right


def is_read(text: str) -> bool:
    try:
        loads(text)
    except PlanFileError:
        return False
    return True
