"""What the whole catalogue of rules costs, as ratios within one run, beside its bar.

    .venv/bin/python bench/rules.py

The bar: for 100,000 tasks of which about one in a hundred has findings, the whole catalogue costs
at most 10 times a bare loop that calls one trivial function for each rule and each thing that the
rule looks at.

In the timing of the catalogue: all of ``planrules.assess``, on a plan that has looked nothing up.
Whatever rules share (look-ups by id, coverage of the text, deadlines, what is owed, the critical
path) is worked out anew each time, and so is every finding. Out of it: making the plan, the words
of messages, places in files (the plan comes from none), and collecting the garbage of before; the
collector is on, and ``assess`` itself holds it back. In the timing of the bare loop: yielding the
same things rule by rule, and the calls; the clauses that one rule looks at are made before.

The bar is not met: the ratio is about 28.

Sides that are compared take turns, and each figure is the median over several rounds, so that a
machine that slows down slows both sides. Time is this process's own, so that others count little.
Inputs are random and the same on every run.
"""

import gc
import random
import statistics
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import cycle
from typing import Any, Final

import attrs

import planrules
from planrules.model.assignment import Assignment
from planrules.model.basis import Basis
from planrules.model.body import Group, Unit
from planrules.model.clause import Clause, ClauseKind, Document
from planrules.model.dates import PartialDate
from planrules.model.duration import Duration, DurationUnit, Lag, Term
from planrules.model.goal import Goal, GoalKind, Indicator, Measure
from planrules.model.ids import Address, Slug
from planrules.model.plan import Plan, Recipient
from planrules.model.recurrence import Recurrence, Rhythm
from planrules.model.responsibility import Holder
from planrules.model.row import Assumption
from planrules.model.task import Link, Output, RelativeDeadline, Task
from planrules.rules.case import Case
from planrules.rules.catalogue import CATALOGUE
from planrules.rules.run import run
from planrules.timing.calendars import calendar_of

AS_OF: Final = date(2024, 5, 2)
MANY: Final = 100_000
FEW: Final = 25_000
BAR: Final = 10
#: Tasks of one measure, which stand under one heading.
BLOCK: Final = 100
#: Members of a group.
MEMBERS: Final = 10
#: The task of each block that something is wrong with.
FAULTY: Final = 60


# ---------------------------------------------------------------------------------------------
# The plan


@attrs.frozen(kw_only=True)
class MakeUp:
    """What a plan is made of.

    Attributes:
        tasks: How many tasks it has.
        has_text: Whether it has its official text, each clause of it quoted.
        comes_back: Whether there are periodic tasks, and tasks that each member of a group does:
            with them a plan owes about three obligations for a task, else one.
    """

    tasks: int
    has_text: bool = True
    comes_back: bool = True


def generated(make_up: MakeUp) -> Plan:
    """Return a plan about which there is something to say for about one task in a hundred."""
    return _Maker(make_up).plan()


def _day(number: int) -> date:
    """Return the working day so many after ``AS_OF``."""
    return _CALENDAR.day(_CALENDAR.index(AS_OF.toordinal()) + number)


_CALENDAR: Final = calendar_of(Plan(id=Slug("lich"), title="Lịch"), known_on=AS_OF)
_ISSUER: Final = Slug("so-vi-du")
_SUPERIOR: Final = Slug("ubnd-tinh-vi-du")
_BASIS: Final = "12/KH-UBND"
_WORK: Final = (
    "Rà soát, cập nhật danh mục",
    "Tổ chức tập huấn nghiệp vụ về",
    "Khảo sát, lập báo cáo về",
    "Hoàn thiện cơ sở dữ liệu về",
    "Tuyên truyền, phổ biến nội dung",
    "Xây dựng chương trình phối hợp về",
)
_OBJECTS: Final = (
    "thiết chế văn hóa cơ sở",
    "phong trào đọc sách trong trường học",
    "di tích đã được xếp hạng",
    "hoạt động thư viện lưu động",
    "câu lạc bộ dân ca của thôn",
)
_HOW: Final = (
    "bảo đảm đúng tiến độ, có sự tham gia của Nhân dân và các tổ chức ở cơ sở",
    "gắn với phong trào thi đua của ngành, của địa phương trong từng giai đoạn",
    "phù hợp với điều kiện thực tế, tiết kiệm, hiệu quả",
)


class _Maker:
    def __init__(self, make_up: MakeUp) -> None:
        self.make_up = make_up
        self.chance = random.Random(make_up.tasks)  # noqa: S311 - guards nothing
        count = max(make_up.tasks // 25, 5 * MEMBERS)
        self.units = [Slug(f"don-vi-{number}") for number in range(count)]
        self.groups = [Slug(f"nhom-{number}") for number in range(count // MEMBERS)]
        # Turn by turn, so that nobody has too many reports or too many deadlines in one week.
        self.units_in_turn = defaultdict[str, Iterator[Slug]](lambda: cycle(self.units))
        self.groups_in_turn = defaultdict[str, Iterator[Slug]](lambda: cycle(self.groups))
        self.due = 0
        self.clauses: list[Clause] = []

    def plan(self) -> Plan:
        blocks = range(self.make_up.tasks // BLOCK)
        goals = tuple(
            Goal(
                id=Slug(f"muc-tieu-{number}"),
                title=f"Phát triển văn hóa đọc ở vùng {number}",
                kind=GoalKind.GENERAL,
                clause=self._clause(f"I.{number}", f"Phát triển văn hóa đọc ở vùng {number}"),
            )
            for number in range(20)
        )
        indicators = tuple(map(self._indicator, blocks))
        measures = tuple(map(self._measure, blocks))
        assignments = tuple(map(self._assignment, blocks))
        tasks = tuple(self._task(block, place) for block in blocks for place in range(BLOCK))
        lines = "\n".join(clause.text for clause in self.clauses)
        text = Document(file="document.txt", text=lines, clauses=tuple(self.clauses))
        return Plan(
            id=Slug("ke-hoach-lon"),
            title="Kế hoạch ví dụ để đo",
            issuer=_ISSUER,
            issued_on=PartialDate(2024, 3, 20),
            starts_on=PartialDate(2024, 4, 15),
            ends_on=PartialDate(2026),
            funding="Ngân sách tỉnh",
            review="Sơ kết hằng năm, tổng kết năm 2026",
            recipients=tuple(Recipient(unit=group, purpose="t/h") for group in self.groups[:50]),
            bases=(Basis(id=_BASIS, issued_on=PartialDate(2024, 1, 15), issuer=_SUPERIOR),),
            units=tuple(self._units()),
            groups=tuple(
                Group(
                    id=id,
                    name=f"các trường cụm {number}",
                    members=tuple(self.units[number * MEMBERS : (number + 1) * MEMBERS]),
                )
                for number, id in enumerate(self.groups)
            ),
            goals=goals,
            indicators=indicators,
            measures=measures,
            assignments=assignments,
            tasks=tasks,
            text=text if self.make_up.has_text else None,
        )

    def _units(self) -> Iterator[Unit]:
        """Yield the bodies; one in twenty ends soon after the plan's start, and another follows."""
        ended = date(2024, 4, 20)
        yield Unit(id=_SUPERIOR, name="UBND tỉnh Ví Dụ", kind="people-committee")
        yield Unit(id=_ISSUER, name="Sở Ví Dụ", kind="department", within=_SUPERIOR)
        for number, id in enumerate(self.units):
            unit = Unit(id=id, name=f"Trường số {number}", kind="school", within=_ISSUER)
            if number % 20 == 0 and number:
                unit = attrs.evolve(unit, until=ended, successors=(self.units[number - 1],))
            yield unit

    def _clause(self, address: str, words: str, kind: ClauseKind = ClauseKind.BODY) -> Address:
        """Add a clause to the official text."""
        line = len(self.clauses) + 1
        clause = Clause(
            address=Address(address),
            kind=kind,
            text=f"{words}.",
            marker="-",
            line=line,
            column=1,
            spans=((0, line, 3),),
        )
        self.clauses.append(clause)
        return clause.address

    def _indicator(self, block: int) -> Indicator:
        title = f"Tỷ lệ trường có tủ sách lớp học của cụm {block}"
        return Indicator(
            id=Slug(f"chi-tieu-{block}"),
            title=title,
            goal=Slug(f"muc-tieu-{block % 20}"),
            clause=self._clause(f"II.{block}", f"{title} đạt 80% vào năm 2026"),
            quote=f"{title} đạt 80% vào năm 2026",
            unit_of_measure="%",
            baseline=Decimal(40),
            target=Decimal(80),
            by=PartialDate(2026),
            data_source="Báo cáo của các trường",
            scope=(self._group(block),),
        )

    def _measure(self, block: int) -> Measure:
        title = f"Đẩy mạnh phong trào đọc sách ở cụm {block}"
        return Measure(
            id=Slug(f"giai-phap-{block}"),
            title=title,
            clause=self._clause(f"III.{block}", title),
            serves=(Slug(f"muc-tieu-{block % 20}"),),
            coordinate=(Holder(_ISSUER),),
        )

    def _assignment(self, block: int) -> Assignment:
        unit = next(self.units_in_turn["heading"])
        address = self._clause(f"IV.{block}", f"Giao cho cụm {block}", ClauseKind.HEADING)
        return Assignment(clause=address, lead=(Holder(unit, official="Hiệu trưởng"),))

    def _task(self, block: int, place: int) -> Task:
        """Return the task at a place under a heading: a part of other work, a report, and so on."""
        given = self._common(block, place)
        if place in _PARTS:
            given |= {"part_of": (_id(block, 40 + place % 10),), "product": ()}
        elif place in _STANDING:
            given |= {"standing": True}
        elif place in _REPORTS and self.make_up.comes_back:
            given |= self._report(block, place)
        else:
            given |= self._dated(block, place)
            if place in _BY_MEMBERS and self.make_up.comes_back:
                group = next(self.groups_in_turn["dated"])
                given["lead"] = (Holder(group, each=True, official="Hiệu trưởng"),)
        if place == FAULTY:
            given |= _FAULTS[block % len(_FAULTS)](given)
        return Task(**given)

    def _common(self, block: int, place: int) -> dict[str, Any]:
        """Return what every task says: its words, who takes part, its product, what it serves."""
        number = block * BLOCK + place
        title = f"{_WORK[number % len(_WORK)]} {self.chance.choice(_OBJECTS)} đợt {number}"
        words = f"{title} tại cụm {block}, {self.chance.choice(_HOW)}"
        is_second = place in _PAIRED and place % 2 == 1
        if is_second:  # of two tasks that quote one clause
            before = self.clauses.pop()
            clause = self._clause(before.address, f"{before.text.removesuffix('.')}; {words}")
        else:
            clause = self._clause(f"IV.{block}.{place}", words)
        given: dict[str, Any] = {
            "id": _id(block, place),
            "title": title,
            "clause": clause,
            "quote": words if place % 10 else None,
            "coordinate": (Holder(_ISSUER), Holder(self._group(number)))[: place % 3],
            "follow": (Holder(_ISSUER),),
            "approve": (Holder(_SUPERIOR if place % 5 == 0 else _ISSUER),),
            "product": ("Báo cáo kết quả",),
            "serves": (Slug(f"giai-phap-{block}"), Slug(f"chi-tieu-{block}")),
        }
        if place not in _INHERITING:
            given["lead"] = (Holder(next(self.units_in_turn["work"]), official="Hiệu trưởng"),)
        if place == _REVIEW:
            given["oversees"] = tuple(_id(block, other) for other in _STANDING)
        if place % 4 == 1:
            given["guide"] = (Holder(_ISSUER, whom=(self._group(number),)),)
        if place % 10 == 3:  # noqa: PLR2004 - one in ten
            counts = (Slug(f"chi-tieu-{block}"),)
            given["output"] = (Output(name=f"tủ sách số {number}", counted_by=counts),)
        return given

    def _group(self, number: int) -> Slug:
        return self.groups[number % len(self.groups)]

    def _report(self, block: int, place: int) -> dict[str, Any]:
        """Return what is said of a report."""
        rhythm = _REPORTS[place]
        lead = Holder(next(self.units_in_turn["report"]), official="Hiệu trưởng")
        if place == _REPORT_OF_MEMBERS:
            lead = Holder(next(self.groups_in_turn["report"]), each=True, official="Hiệu trưởng")
        given: dict[str, Any] = {
            "lead": (lead,),
            "report": (lead,),
            "receive": (Holder(_ISSUER),),
            "every": Recurrence((rhythm,)),
            "due_after_close": Duration(5, DurationUnit.WORKING_DAYS),
        }
        if place == _REVIEW:
            given["consolidate"] = (Holder(_ISSUER),)
            given["fed_by"] = tuple(_id(block, other) for other in _REPORTS if other != _REVIEW)
        if rhythm is Rhythm.QUARTER and _REPORTS.get(place - 1) is rhythm:
            given["after"] = (Link(_id(block, place - 1)),)
        return given

    def _dated(self, block: int, place: int) -> dict[str, Any]:
        """Return what is said of dated work, six tasks to a chain."""
        at = (place - _REVIEW) % _CHAIN
        self.due = self.chance.randrange(10, 400) if at == 0 else self.due + 20
        day = PartialDate.from_date(_day(self.due))
        before = _id(block, place - 1)
        given: dict[str, Any] = {"due": day, "duration": Duration(10, DurationUnit.WORKING_DAYS)}
        if at:
            lag = Lag(Duration(2, DurationUnit.WORKING_DAYS)) if at % 2 else None
            given["after"] = (Link(before, lag),)
        if at == 0:
            given["not_before"] = PartialDate.from_date(_day(self.due - 30))
        elif at == 1:
            given["assumed"] = (Assumption("duration", given.pop("duration"), "như năm trước"),)
        elif at == 2:  # noqa: PLR2004 - the third of a chain
            within = Term(Duration(20, DurationUnit.WORKING_DAYS))
            given["deadline_from"] = RelativeDeadline(task=before, within=within)
            del given["due"]
        elif at == 3:  # noqa: PLR2004 - the fourth
            given |= {"milestone": True, "on": given.pop("due")}
            del given["duration"]
        elif at == _CHAIN - 1:
            given["starts_after_start_of"] = (Link(_id(block, place - at)),)
            given["due"] = attrs.evolve(day, day=None)
        return given


def _id(block: int, place: int) -> Slug:
    return Slug(f"viec-{block}-{place}")


# By place under its heading, what a task is; the others are dated.
_PARTS: Final = frozenset({0, 1, 97, 98, 99})
_STANDING: Final = range(90, 97)
_REPORTS: Final = {
    2: Rhythm.HALF_YEAR,
    3: Rhythm.QUARTER,
    4: Rhythm.QUARTER,
    5: Rhythm.MONTH,
    6: Rhythm.YEAR,
    7: Rhythm.HALF_YEAR,
}
#: What reviews the work without end under its heading.
_REVIEW: Final = 2
_REPORT_OF_MEMBERS: Final = 7
_BY_MEMBERS: Final = range(8, 18)
_INHERITING: Final = range(30, 40)
_PAIRED: Final = range(70, 90)
_CHAIN: Final = 6

#: What is wrong with one task of each block, in turn, by what is changed in what it says.
_FAULTS: Final[tuple[Callable[[dict[str, Any]], dict[str, Any]], ...]] = (
    lambda _: {"product": ()},
    lambda given: {"lead": (attrs.evolve(given["lead"][0], official=None),)},
    lambda _: {"approve": ()},
    lambda _: {"follow": ()},
    lambda given: {"coordinate": given["lead"]},
    lambda given: {"lead": (*given["lead"], Holder(_ISSUER))},
    lambda _: {"lead": (Holder(_SUPERIOR, official="Phó Chủ tịch"),)},
    lambda _: {"title": "Rà"},
    lambda _: {"quote": "lời không có trong văn bản"},
    lambda _: {"clause": None, "quote": None},
    lambda _: {"output": (Output(name="tủ sách"),)},
    lambda _: {"standing": True},
    lambda _: {"due": None},
    lambda _: {"due": PartialDate(2024, 4, 26), "after": ()},  # overdue
    lambda _: {"due": PartialDate(2024, 5, 6), "after": ()},  # soon
    lambda _: {"due": PartialDate(2024, 5, 15)},  # before that of the work that comes first
    lambda _: {"due": PartialDate(2026, 12, 26)},  # on a Saturday
    lambda _: {"due": PartialDate(2027, 1, 15)},  # after the plan
    lambda _: {  # with too little time
        "due": PartialDate(2024, 6, 3),
        "duration": Duration(60, DurationUnit.WORKING_DAYS),
        "after": (),
    },
    lambda given: {"after": (*given["after"], Link(_id(0, _STANDING[0])))},
)


# ---------------------------------------------------------------------------------------------
# The two sides


def trivial(case: Case, thing: object) -> list[object]:  # noqa: ARG001 - asked as rules are
    """Find nothing wrong with anything."""
    return []


def bare(case: Case) -> int:
    """Return how often the trivial function was called: for each rule and what it looks at."""
    count = 0
    for rule in CATALOGUE:
        for thing in rule.subjects(case):
            trivial(case, thing)
            count += 1
    return count


def new(plan: Plan) -> Plan:
    """Return an equal plan that has not looked anything up yet."""
    text = None if plan.text is None else attrs.evolve(plan.text)
    tasks = tuple(attrs.evolve(task) if task.assumed else task for task in plan.tasks)
    return attrs.evolve(plan, text=text, tasks=tasks)


def seconds(work: Callable[[], object]) -> float:
    """Return how long the processor works on one call."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def whole(plan: Plan) -> float:
    """Return how long the whole catalogue takes on a plan."""
    return seconds(partial(planrules.assess, new(plan), as_of=AS_OF))


def told(figures: Iterable[float], bar: str = "") -> str:
    """Return the median of some figures with the least, the greatest and the bar."""
    found = sorted(figures)
    text = f"{statistics.median(found):.2f} (from {found[0]:.2f} to {found[-1]:.2f})"
    return f"{text}; bar: {bar}" if bar else text


def against_bare(plan: Plan, *, rounds: int) -> str:
    """Return the ratio of the whole catalogue to the bare loop."""
    case = Case(plan, AS_OF)
    _ = case.coverage  # its clauses are what one rule looks at
    return told(
        (whole(plan) / seconds(partial(bare, case)) for _ in range(rounds)), f"{BAR} at most"
    )


def found_in(plan: Plan) -> None:
    """Print what the rules find in a plan."""
    assessment = planrules.assess(plan, as_of=AS_OF)
    codes = Counter(finding.code for finding in assessment.findings)
    tasks = {task.id for task in plan.tasks}
    named = {
        id for finding in assessment.findings for id in (finding.subject.id, *finding.covers)
    } & tasks
    asked = sum(count.passed + count.failed for count in assessment.counts)
    calls = bare(Case(plan, AS_OF))
    print(
        f"  {len(plan.tasks):,} tasks, {len(assessment.obligations):,} obligations;"
        f" {len(CATALOGUE)} rules asked {calls:,} times, of which {asked / calls:.0%} applied"
    )
    print(f"  tasks with findings: {len(named) / len(tasks):.2%}")
    print("  findings:", ", ".join(f"{code} {codes[code]}" for code in sorted(codes)))


#: What several rules share, in an order in which none is worked out within another.
_SHARED: Final[dict[str, Callable[[Case], object]]] = {
    "coverage of the text": lambda case: case.coverage,
    "planned tasks": lambda case: case.times.planned,
    "deadlines": lambda case: case.times.dues,
    "what is owed": lambda case: case.times.owing,
    "schedule": lambda case: case.times.late,
}


def breakdown(plan: Plan, *, rounds: int, most: int = 12) -> None:
    """Print what shared work and single rules cost, in bare loops."""
    figures = defaultdict[str, list[float]](list)
    for _ in range(rounds):
        case = Case(new(plan), AS_OF)
        times = {name: seconds(partial(share, case)) for name, share in _SHARED.items()}
        times |= {rule.code: seconds(partial(run, case, [rule])) for rule in CATALOGUE}
        loop = seconds(partial(bare, case))
        for name, taken in times.items():
            figures[name].append(taken / loop)
        figures["all rules after that"].append(sum(times[rule.code] for rule in CATALOGUE) / loop)
    rules = sorted(
        (rule.code for rule in CATALOGUE),
        key=lambda code: statistics.median(figures[code]),
        reverse=True,
    )
    for name in (*_SHARED, "all rules after that", *rules[:most]):
        print(f"  {name:22} {told(figures[name])}")


def peak(work: Callable[[], object]) -> int:
    """Return the most memory that a call holds, in bytes."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def growth(few: Plan, many: Plan, *, rounds: int) -> None:
    """Print how the time grows with the plan."""
    found = [whole(many) / whole(few) for _ in range(rounds)]
    print("assess of 100,000 tasks / 25,000:", told(found, "4.5 at most, 4 is linear"))


def memory(*sizes: int) -> None:
    """Print how the most memory that is held grows with the plan."""
    plans = [generated(MakeUp(tasks=tasks)) for tasks in sizes]
    held = [peak(partial(planrules.assess, new(plan), as_of=AS_OF)) for plan in plans]
    each = ", ".join(
        f"{most / tasks:,.0f} bytes a task of {tasks:,}"
        for most, tasks in zip(held, sizes, strict=True)
    )
    print(f"peak memory: {each}; {held[-1] / held[0]:.2f} times as much")


def main() -> None:
    """Print every figure."""
    full = generated(MakeUp(tasks=MANY))
    print("a plan with its text, members and periods:")
    found_in(full)
    print("  whole catalogue / bare loop:", against_bare(full, rounds=5))
    print("where it goes, in bare loops:")
    breakdown(full, rounds=3)
    growth(generated(MakeUp(tasks=FEW)), full, rounds=3)
    del full
    memory(5_000, 20_000)
    for name, make_up in (
        ("without the official text", MakeUp(tasks=MANY, has_text=False)),
        ("one obligation for a task", MakeUp(tasks=MANY, comes_back=False)),
        ("neither", MakeUp(tasks=MANY, has_text=False, comes_back=False)),
    ):
        print(f"{name}:", against_bare(generated(make_up), rounds=3))


if __name__ == "__main__":
    main()
