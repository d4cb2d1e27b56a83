"""Random plans with amendments and extensions, as the tables of one file."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from operator import ne
from typing import Any, Final, Protocol, TypeVar

import attrs
import tomli_w
from hypothesis import strategies as st

from planrules import Entry, Obligation, Plan, consolidate
from planrules.schedule import obligations_of

_DAY: Final = timedelta(days=1)
START: Final = date(2024, 1, 1)
END: Final = date(2024, 12, 31)
UNITS: Final = ("a", "b", "c")
TASKS: Final = ("due", "each", "open", "quarterly", "monthly", "then", "after")
ROLES: Final = ("lead", "coordinate", "report")
Table = dict[str, Any]  # whatever TOML holds
Drawn = TypeVar("Drawn")


class Draw(Protocol):
    """What draws: that of a composite strategy, and that of ``st.data()``."""

    def __call__(self, strategy: st.SearchStrategy[Drawn], /) -> Drawn: ...


def days() -> st.SearchStrategy[date]:
    """Return days of the year of the plans; few of them, so that things fall on one day."""
    return st.integers(0, 24).map(lambda step: START + timedelta(days=15 * step))


def base(draw: Draw) -> Table:
    """Return the tables of a plan without amendments."""
    ends = draw(st.none() | days())
    units: list[Table] = [{"id": id, "name": id.upper()} for id in UNITS]
    begins = draw(st.none() | days())
    if begins is not None:
        units[2] |= {"since": begins}
    if ends is not None:
        after: list[list[str] | str] = [["b"], ["b", "c"], "unknown", []]
        units[0] |= {"until": ends, "successors": draw(st.sampled_from(after))}
    tasks: list[Table] = [
        {"id": "due", "lead": "a", "due": draw(days()), "coordinate": ["b"]},
        {"id": "each", "lead": {"each": "g"}, "due": draw(days())},
        {"id": "open", "lead": "b"},
        {"id": "quarterly", "lead": {"each": "g"}, "every": "quarter", "due_after_close": "5d"},
        {"id": "monthly", "lead": "a", "every": ["month"], "report": ["a"]},
        {"id": "then", "lead": "b", "deadline_from": _term(draw, "due", "each")},
        {"id": "after", "lead": {"each": "g"}, "deadline_from": _term(draw, "then", "open")},
    ]
    return {
        "format": 1,
        "plan": {
            "id": "p",
            "title": "P",
            "issued_on": START,
            "starts_on": START,
            "ends_on": END,
            "work_calendar": draw(st.sampled_from(["every-day", "weekdays"])),
        },
        "unit": units,
        "group": [{"id": "g", "name": "G", "members": ["a", "c"]}],
        "task": [{"title": task["id"].upper()} | task for task in tasks],
    }


def _term(draw: Draw, *tasks: str) -> Table:
    """Return a deadline that counts from one of some tasks."""
    within = draw(st.sampled_from(["0d", "20d", "10wd", "1m"]))
    return {"task": draw(st.sampled_from(tasks)), "within": within}


def holders() -> st.SearchStrategy[Any]:
    return st.sampled_from(["a", "b", "c", {"each": "g"}, ["b", "c"]])


def _set(draw: Draw) -> Table:
    """Return some fields of a task."""
    values: dict[str, st.SearchStrategy[Any]] = {
        "title": st.sampled_from(["T1", "T2"]),
        "due": days(),
        "every": st.sampled_from(["quarter", "month", "year", ["month", "quarter"]]),
        "due_after_close": st.sampled_from(["2d", "5d", "40d"]),
        "lead": holders(),
        "report": holders(),
        "deadline_from": st.tuples(
            st.sampled_from(["due", "each", "then", "after"]), st.sampled_from(["0d", "30d", "1m"])
        ).map(lambda drawn: {"task": drawn[0], "within": drawn[1]}),
    }
    names = draw(st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=2, unique=True))
    return {name: draw(values[name]) for name in names}


def _change(draw: Draw, tasks: Sequence[str]) -> Table:
    table: Table = {"id": draw(st.sampled_from(tasks)), "set": _set(draw)}
    free = sorted({"due", "lead", "every", "coordinate"} - table["set"].keys())
    unset = draw(st.lists(st.sampled_from(free), max_size=1))
    return table | ({"unset": unset} if unset else {})


def drawn_amendment(draw: Draw, index: int) -> Table:
    """Return an amendment; tasks that it adds bear its number."""
    day = draw(days())
    table: Table = {"id": f"am-{index}", "status": "issued", "effective_on": day}
    if draw(st.booleans()):
        table["issued_on"] = draw(days())
    tasks = [*TASKS, *(f"new-{number}" for number in range(index + 1))]
    chosen = draw(
        st.lists(st.sampled_from(["change", "change", "add", "replace", "end"]), max_size=3)
    )
    for kind in chosen:
        if kind == "change":
            table.setdefault("change", []).append(_change(draw, tasks))
        elif kind == "add" and "add" not in table:
            row = {"id": f"new-{index}", "title": f"N{index}"} | _set(draw)
            table["add"] = {"task": [row]}
        elif kind == "replace":
            unit = draw(st.sampled_from(UNITS))
            item: Table = {"unit": unit, "with": draw(holders().filter(partial(ne, unit)))}
            if draw(st.booleans()):
                item["from"] = draw(days())
            if draw(st.booleans()):
                item["roles"] = [draw(st.sampled_from(ROLES))]
            table.setdefault("replace", []).append(item)
        elif kind == "end":
            ending = {"id": draw(st.sampled_from(tasks)), "on": draw(days()), "reason": "R"}
            table.setdefault("end", []).append(ending)
    return table


def drawn_extension(draw: Draw) -> Table:
    task = draw(st.sampled_from(TASKS))
    periods = {"quarterly": ["2024-Q1", "2024-Q3"], "monthly": ["2024-03", "2024-08"]}
    table: Table = {
        "task": task,
        "period": draw(st.sampled_from(periods.get(task, ["once"]))),
        "recorded_on": draw(days()),
        "due": draw(days()),
    }
    if draw(st.booleans()):
        table["unit"] = draw(st.sampled_from(UNITS))
    return table


@st.composite
def amended_plans(draw: st.DrawFn) -> Table:
    """Return the tables of plans with amendments, which may clash, and extensions."""
    tables = base(draw)
    count = draw(st.integers(0, 4))
    tables["amendment"] = [drawn_amendment(draw, index) for index in range(count)]
    tables["extension"] = [drawn_extension(draw) for _ in range(draw(st.integers(0, 2)))]
    return tables


def text(tables: Table) -> str:
    """Return tables as a file."""
    return tomli_w.dumps(tables)


def since(amendment: Table) -> date:
    """Return the day from which an amendment counts."""
    days: list[date] = [amendment["effective_on"], amendment.get("issued_on", date.min)]
    return max(days)


def turns(amendment: Table) -> set[date]:
    """Return the days on which anything that an amendment says begins to count."""
    day = since(amendment)
    return {day, *(max(day, item.get("from", day)) for item in amendment.get("replace", ()))}


def turning(tables: Table, last: date) -> Iterator[date]:
    """Yield the days up to a day on which anything may change, and the first of all."""
    yield START
    found = {day for one in tables["amendment"] for day in turns(one)}
    found |= {one["recorded_on"] for one in tables["extension"]}
    found |= {one["until"] + _DAY for one in tables["unit"] if "until" in one}
    found |= {one["since"] for one in tables["unit"] if "since" in one}
    found |= {end["on"] + _DAY for one in tables["amendment"] for end in one.get("end", ())}
    yield from sorted(day for day in found if START < day <= last)


@attrs.frozen(eq=False)
class Before:
    """What was owed under a plan on the days before one, each asked for by itself.

    Attributes:
        plan: The plan, with all that it became.
        last: The day; nothing later is looked at.
        turns: The days on which anything may have changed.
    """

    plan: Plan
    last: date
    turns: tuple[date, ...]
    known: dict[date, dict[str, Obligation]] = attrs.Factory(dict)

    def owed(self, day: date) -> dict[str, Obligation]:
        """Return by uid what was owed on a day; before the plan, what it began with."""
        day = min(max(day, START), self.last)
        if day not in self.known:
            plan = consolidate(self.plan, as_of=day)
            self.known[day] = {one.uid: one for one in obligations_of(plan, as_of=day)}
        return self.known[day]

    def meant(self, entry: Entry) -> str:
        """Return the uid of what an entry is about; nothing where that is not owed."""
        base = f"p.{entry.task}.{entry.period}"
        day = min(entry.finished_on or entry.recorded_on, entry.recorded_on)
        both = (f"{base}.{entry.unit}", base)
        then, now = self.owed(day), self.owed(self.last)
        live = [uid for uid in both if uid in then and is_live(then[uid], day)]
        ahead = [uid for uid in both if uid in now and is_live(now[uid], day)]
        return next(iter(live + ahead), "")

    def due(self, uid: str, day: date) -> date | None:
        """Return the deadline that held on a day, else the first that held later."""
        for then in (day, *(turn for turn in self.turns if day < turn <= self.last)):
            owed = self.owed(then).get(uid)
            if owed is not None and owed.due is not None:
                return owed.due
        return None


def is_live(owed: Obligation, day: date) -> bool:
    """Return whether something was not withdrawn by a day."""
    return owed.withdrawn is None or day < owed.withdrawn.on


def _shared_change(draw: st.DrawFn) -> Table:
    """Return a change to what many tasks share: a group, a body, the plan itself."""
    kind = draw(st.sampled_from(["group", "unit", "plan"]))
    if kind == "group":
        members = st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True)
        return {"group": "g", "set": {"members": draw(members)}}
    if kind == "unit":
        name = draw(st.sampled_from(UNITS))
        others: list[Any] = [[other for other in UNITS if other > name][:1], "unknown", []]
        values: dict[str, Any] = {
            "until": draw(days()),
            "successors": draw(st.sampled_from(others)),
        }
        if draw(st.booleans()):
            values = {"since": draw(days())}
        return {"unit": name, "set": values}
    values = draw(
        st.sampled_from(
            [
                {"starts_on": date(2024, 3, 1)},
                {"ends_on": date(2024, 9, 30)},
                {"work_calendar": "weekdays"},
                {"work_calendar": "every-day"},
                {"title": "P2"},
            ]
        )
    )
    return {"plan": "p", "set": values}


def _drawn_entry(draw: st.DrawFn) -> Table:
    task = draw(st.sampled_from(TASKS))
    periods = {"quarterly": ["2024-Q1", "2024-Q3"], "monthly": ["2024-03", "2024-08"]}
    table: Table = {
        "task": task,
        "period": draw(st.sampled_from(periods.get(task, ["once"]))),
        "unit": draw(st.sampled_from(UNITS)),
        "recorded_on": draw(days()),
        "state": draw(st.sampled_from(["in-progress", "submitted", "done", "returned"])),
    }
    if draw(st.booleans()):
        table["evidence"] = "1/BC"
    return table


@st.composite
def drafted_plans(draw: st.DrawFn) -> Table:
    """Return the tables of plans with amendments, one a draft at least, and with a ledger."""
    tables = draw(amended_plans())
    tables["task"].append({"id": "daily", "title": "D", "lead": "c", "standing": True})
    for extension in tables["extension"]:  # ``record`` takes no other
        extension["due"] = max(extension["due"], extension["recorded_on"])
    tables["entry"] = [_drawn_entry(draw) for _ in range(draw(st.integers(0, 4)))]
    tables["amendment"] = tables["amendment"] or [drawn_amendment(draw, 0)]
    for index, amendment in enumerate(tables["amendment"]):
        if not index or draw(st.booleans()):
            amendment["status"] = "draft"
        if draw(st.booleans()):
            amendment.setdefault("change", []).append(_shared_change(draw))
    return tables


def later_days() -> st.SearchStrategy[date]:
    """Return days on which most amendments count, and some work is due or late."""
    return st.integers(8, 30).map(lambda step: START + timedelta(days=15 * step))
