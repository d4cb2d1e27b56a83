"""Laws of reading and writing: files to plans and back, and where everything stands."""

import copy
import datetime
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planrules import Plan, PlanFileError, dumps, json_schema, loads
from planrules.model.place import KeyPath
from planrules.source.locate import Locator
from planrules.source.structure import misfits
from planrules.source.tables import LedgerTables
from planrules.source.write import ledger_text, record_text
from tests import strategies
from tests.dear import DEAR

VALIDATOR = jsonschema.Draft202012Validator(json_schema(kind="plan"))
OF_LEDGER = jsonschema.Draft202012Validator(json_schema(kind="ledger"))


def as_json(value: Any) -> Any:  # noqa: ANN401 - any value of TOML
    """Return a value as editors show it: dates as texts."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value


class TestRoundTrip:
    """``loads(dumps(p)) == p``; ``dumps(loads(dumps(p))) == dumps(p)``."""

    @given(strategies.plans())
    def test_a_plan_comes_back_equal(self, plan: Plan) -> None:
        text = dumps(plan)
        again = loads(text)

        assert again == plan
        assert hash(again) == hash(plan)
        assert dumps(again) == text

    @DEAR
    @given(strategies.reported_plans())
    def test_what_was_reported_comes_back_equal(self, plan: Plan) -> None:
        text = dumps(plan)
        again = loads(text)

        assert again == plan
        assert again.ledger == plan.ledger
        assert dumps(again) == text

    @DEAR
    @given(strategies.reported_plans())
    def test_every_record_knows_where_it_stands(self, plan: Plan) -> None:
        text = dumps(plan)
        again = loads(text)
        tables: dict[str, Any] = tomllib.loads(text)

        for record in again.ledger.records():
            at = again.ledger.position(record)
            assert at is not None
            file, (table, index) = at
            assert file == 0
            assert tables[str(table)][index]["recorded_on"] == record.recorded_on

    @given(strategies.plans())
    def test_how_the_text_is_stored_makes_no_difference(self, plan: Plan) -> None:
        text = dumps(plan)

        assert loads("\ufeff" + text) == plan
        assert loads(text.replace("\n", "\r\n")) == plan

    @given(strategies.plans())
    def test_decomposed_letters_give_the_same_plan(self, plan: Plan) -> None:
        assert loads(unicodedata.normalize("NFD", dumps(plan))) == plan

    @given(strategies.plans(), st.randoms())
    def test_the_order_of_tables_makes_no_difference(self, plan: Plan, random: Random) -> None:
        head, *rows = re.split(r"^(?=\[\[\w+\]\])", dumps(plan), flags=re.MULTILINE)
        kinds = sorted({row.partition("]")[0] for row in rows})
        random.shuffle(kinds)
        moved = [row for kind in kinds for row in rows if row.partition("]")[0] == kind]

        assert loads("\n".join([head, *moved])) == plan


class TestSchema:
    """What ``dumps`` writes the schema accepts; what the schema refuses ``loads`` refuses."""

    @DEAR
    @given(strategies.reported_plans())
    def test_every_plan_validates(self, plan: Plan) -> None:
        VALIDATOR.validate(as_json(tomllib.loads(dumps(plan))))

    @DEAR
    @given(strategies.reported_plans())
    def test_every_file_of_a_ledger_validates(self, plan: Plan) -> None:
        text = ledger_text(map(record_text, plan.ledger.records()))
        OF_LEDGER.validate(as_json(tomllib.loads(text)))

    @DEAR
    @given(strategies.reported_plans(), st.data())
    def test_what_the_schema_of_ledgers_refuses_is_a_fault(
        self, plan: Plan, data: st.DataObject
    ) -> None:
        text = ledger_text(map(record_text, plan.ledger.records()))
        values = tomllib.loads(text, parse_float=Decimal)
        mutate(values, data)
        changed = toml(values)
        assume(not OF_LEDGER.is_valid(json.loads(json.dumps(as_json(tomllib.loads(changed))))))

        assert list(misfits(tomllib.loads(changed, parse_float=Decimal), LedgerTables))

    @DEAR
    @given(strategies.reported_plans(), st.data())
    def test_what_the_schema_refuses_is_a_fault(self, plan: Plan, data: st.DataObject) -> None:
        values = tomllib.loads(dumps(plan), parse_float=Decimal)
        mutate(values, data)
        text = toml(values)
        assume(not VALIDATOR.is_valid(json.loads(json.dumps(as_json(tomllib.loads(text))))))

        with pytest.raises(PlanFileError):
            loads(text)


ODD: tuple[Any, ...] = (
    0,
    1,
    -1,
    2.5,
    True,
    False,
    "",
    "x",
    "unknown",
    "Không phải mã",
    "2024-13",
    "2024-04",
    "mid-2024-04",
    "5wd",
    "-5wd",
    "3m",
    "sun",
    "x +5wd",
    "month",
    "FREQ=DAILY",
    datetime.date(2024, 4, 30),
    datetime.datetime(2024, 4, 30, 1, 2, 3),  # noqa: DTZ001 - TOML has local times
    datetime.time(1, 2, 3),
    [],
    {},
    [[]],
    [{}],
    ["x", "x"],
    {"x": 1},
    {"unit": "x", "who": "x"},
    {"value": 1},
)
"""Values that fit some field, and not most others."""


def mutate(values: dict[str, Any], data: st.DataObject) -> None:
    """Change one place of a plan's values: remove it, replace it, wrap it, or add a key."""
    places = list(containers(values))
    container = data.draw(st.sampled_from(places))
    odd = copy.deepcopy(data.draw(st.sampled_from(ODD)))
    if isinstance(container, list):
        container.append(odd)
        return
    names = st.sampled_from([*container, "lead", "format", "assumed", "due", "id", "x"])
    name = data.draw(names)
    how = data.draw(st.sampled_from(["remove", "replace", "wrap"]))
    if name not in container or how == "replace":
        container[name] = odd
    elif how == "remove":
        del container[name]
    else:
        container[name] = [container[name]]


def containers(value: Any) -> Iterator[Any]:  # noqa: ANN401 - any value of TOML
    """Yield every table and list in a value, itself included."""
    if isinstance(value, dict | list):
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from containers(item)


def toml(value: Any, *, top: bool = True) -> str:  # noqa: ANN401 - any value of TOML
    """Return a value as inline TOML."""
    if isinstance(value, dict):
        pairs = [f"{json.dumps(key)} = {toml(item, top=False)}" for key, item in value.items()]
        return "\n".join(pairs) if top else "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(item, top=False) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


# Where everything stands


@st.composite
def scalars(draw: st.DrawFn) -> str:
    """Return the text of a scalar, in every form that TOML knows."""
    inner = draw(st.text("ab [](){},=#.\t'ề", max_size=6))
    lines = draw(st.text("ab[]{},=#\n'ề", max_size=6))
    quotes = draw(st.sampled_from(["", '"', '""']))
    return draw(
        st.sampled_from(
            [
                f'"{inner}"',
                f'"\\"\\\\{inner}\\u1ec1"',
                "'" + inner.replace("'", "") + "'",
                f'"""{lines}{quotes}a{quotes}"""',
                f'"""{lines} \\\n  a\\"""""',
                "'''" + lines.replace("'", "") + "''a'''",
                "''''''",
                '""""""',
                "42",
                "-1_000",
                "0xFF",
                "6.5e-3",
                "inf",
                "true",
                "2024-04-30",
                "2024-04-30 07:32:00",
                "2024-04-30T07:32:00Z",
                "07:32:00.5",
            ]
        )
    )


def gaps(*, newlines: bool = False) -> st.SearchStrategy[str]:
    """Return what may stand between two things."""
    return st.sampled_from(
        ["", " ", "\n", "  # ] } , = x\n", " \n\t"] if newlines else ["", " ", "\t"]
    )


@st.composite
def values(draw: st.DrawFn, depth: int = 3) -> str:
    """Return the text of a value: a scalar, an array or an inline table."""
    kind = draw(st.sampled_from(["scalar", "scalar", "array", "table"])) if depth else "scalar"
    if kind == "scalar":
        return draw(scalars())
    gap = gaps(newlines=kind == "array")
    if kind == "array":
        items = draw(st.lists(values(depth - 1), max_size=3))
        comma = draw(st.sampled_from(["", ","])) if items else ""
    else:
        names = draw(st.lists(bare_names(), max_size=3, unique=True))
        items = [f"{name}{draw(dots())} = {draw(values(depth - 1))}" for name in names]
        comma = ""
    body = ",".join(f"{draw(gap)}{item}{draw(gap)}" for item in items)
    opening, closing = "[]" if kind == "array" else "{}"
    return f"{opening}{draw(gap)}{body}{comma}{draw(gap)}{closing}"


def bare_names() -> st.SearchStrategy[str]:
    """Return different names, quoted or not; each is used once in its table."""
    return st.sampled_from(
        ["a", "b-1", "c_", "12", '"d e"', "'f.g'", '"\\u0111=#]"', '"h\\"i"', '""', "'j\"k'"]
    )


def dots() -> st.SearchStrategy[str]:
    """Return what makes a dotted key of a name."""
    return st.sampled_from(["", "", ".x", ' . "y z"', ".x.'y'"])


@st.composite
def statements(draw: st.DrawFn) -> str:
    names = draw(st.lists(bare_names(), max_size=4, unique=True))
    lines = [
        f"{draw(gaps())}{name}{draw(dots())} = {draw(values())}{draw(gaps())}"
        + draw(st.sampled_from(["", "# [x] = {"]))
        for name in names
    ]
    return "".join(f"{line}\n{draw(gaps(newlines=True))}\n" for line in lines)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return TOML files: keys, tables, tables in tables, arrays of tables and what is in them."""
    text = draw(statements())
    for name in draw(st.lists(st.sampled_from(["t", "u", '"v w"']), unique=True)):
        kind = draw(st.sampled_from(["table", "implied", "array"]))
        if kind == "implied":
            text += f"[{name} . s]\n{draw(statements())}"
            if draw(st.booleans()):
                text += f"[{name}]\nown = 1\n"
        elif kind == "table":
            text += f" [ {name} ] # x\n{draw(statements())}[{name}.s.r]\n{draw(statements())}"
            for _ in range(draw(st.integers(0, 2))):
                text += f"[[{name}.q]]\n{draw(statements())}[{name}.q.p]\n{draw(statements())}"
        else:
            for _ in range(draw(st.integers(1, 3))):
                text += f"[[{name}]]\n{draw(statements())}"
                for _ in range(draw(st.integers(0, 2))):
                    text += f"[[{name}.s.r]]\n{draw(statements())}[{name}.s.r.q]\nz = 1\n"
    return text


def paths(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:  # noqa: ANN401 - any value of TOML
    """Yield the way to every value in a value, and the value."""
    if isinstance(value, dict):
        items: Iterator[tuple[str | int, Any]] = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    else:
        return
    for step, item in items:
        yield (*path, step), item
        yield from paths(item, (*path, step))


class TestLocator:
    """The locator knows the paths that the values have, no others, and where each value begins."""

    @DEAR
    @given(text=documents(), mark=st.booleans(), returns=st.booleans())
    def test_every_path_is_known_and_leads_to_its_value(
        self, text: str, *, mark: bool, returns: bool
    ) -> None:
        found = dict(paths(tomllib.loads(text)))
        if returns:
            text = text.replace("\n", "\r\n")
        if mark:
            text = "\ufeff" + text
        locator = Locator("f.toml", text)

        assert set(locator.paths()) == set(found)
        for path, value in found.items():
            place = locator.find(path)
            assert place is not None
            lines = text.split("\n")
            offset = sum(len(line) + 1 for line in lines[: place.line - 1]) + place.column - 1
            assert offset == locator.offset(path)
            if not isinstance(value, dict | list):
                assert begins_with(text[offset:], value)


def begins_with(text: str, value: Any) -> bool:  # noqa: ANN401 - any scalar of TOML
    """Return whether a text begins with the TOML of a scalar."""
    for end in range(1, len(text) + 1):
        try:
            read = tomllib.loads(f"x = {text[:end]}")
        except tomllib.TOMLDecodeError:
            continue
        # A longer text may read as something else: 2024-04-30 goes on to be a time.
        if read == {"x": value}:
            return True
    return False
