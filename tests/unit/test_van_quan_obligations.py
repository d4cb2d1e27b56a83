"""What the bodies of Văn Quan owe while their district is merged and abolished."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import attrs
import pytest

from planrules import Plan, load, loads
from planrules.model.duration import Duration, Term
from planrules.model.ids import Slug
from planrules.model.obligation import Obligation
from planrules.model.progress import Ownerless
from planrules.model.recurrence import Recurrence, Rhythm
from planrules.model.responsibility import Holder
from planrules.model.task import Task, TaskKind
from planrules.schedule.owing import obligations_of

FOLDER = Path(__file__).resolve().parents[2] / "plans" / "van-quan-27ct"
PREFIX = "vq-27cttu-2024."
SPRING = date(2024, 5, 1)
WINTER = date(2024, 12, 1)
AFTERWARDS = date(2025, 7, 1)
DAYS = (SPRING, WINTER, AFTERWARDS)

#: The tasks of IV.3, which every commune owes.
OF_COMMUNES = (
    "tuyen-truyen-tai-co-so",
    "can-doi-kinh-phi",
    "huy-dong-nguon-luc",
    "xay-dung-thiet-che-co-so",
    "xay-dung-nha-van-hoa-san-the-thao-thon",
)
#: The tasks of the district's offices, and who owes them.
OF_THE_DISTRICT = {
    "huong-dan-dau-tu-thiet-che": "pvhtt",
    "tang-cuong-xa-hoi-hoa": "pvhtt",
    "kiem-tra": "pvhtt",
    "dau-tu-thiet-che-duoc-giao": "ttvh",
    "thong-tin-tuyen-truyen": "ttvh",
}
#: The bodies of the communes and the township of 2024, and who came after each by mid-2025.
SUCCESSORS = {
    "thi-tran-van-quan": "xa-van-quan-2025",
    "xa-tran-ninh": "xa-diem-he-2025",
    "xa-lien-hoi": "xa-diem-he-2025",
    "xa-hoa-binh": "xa-van-quan-2025",
    "xa-tu-xuyen": "xa-van-quan-2025",
    "xa-diem-he": "xa-diem-he-2025",
    "xa-an-son": "xa-yen-phuc-2025",
    "xa-khanh-khe": "xa-khanh-khe-2025",
    "xa-luong-nang": "xa-tri-le-2025",
    "xa-dong-giap": "xa-khanh-khe",
    "xa-binh-phuc": "xa-yen-phuc-2025",
    "xa-trang-cac": "xa-khanh-khe",
    "xa-tan-doan": "xa-tan-doan-2025",
    "xa-tri-le": "xa-tri-le-2025",
    "xa-trang-phai": "xa-tan-doan-2025",
    "xa-yen-phuc": "xa-yen-phuc-2025",
    "xa-huu-le": "xa-tri-le-2025",
}
#: The two that were merged into Khánh Khê on 1 December 2024.
MERGED = {"xa-dong-giap", "xa-trang-cac"}


@cache
def van_quan() -> Plan:
    return load(FOLDER)


@cache
def reporting() -> Plan:
    """Return the plan as an amendment could make it: communes report every quarter."""
    report = Task(
        id=Slug("bao-cao-xa"),
        title="Báo cáo kết quả gửi Phòng Văn hóa và Thông tin",
        lead=(Holder(Slug("communes"), each=True),),
        receive=(Holder(Slug("pvhtt")),),
        every=Recurrence((Rhythm.QUARTER,)),
        due_after_close=Term(Duration.from_text("5wd")),
    )
    return attrs.evolve(van_quan(), tasks=(*van_quan().tasks, report))


def owed(plan: Plan, task: str, as_of: date, period: str = "once") -> dict[str, Obligation]:
    """Return by member what is owed for a task."""
    stem = f"{PREFIX}{task}.{period}"
    return {
        one.uid.removeprefix(stem).removeprefix(".ubnd-"): one
        for one in obligations_of(plan, as_of=as_of)
        if one.uid.startswith(stem)
    }


class TestCommunes:
    """Seventeen bodies owe each task of IV.3, then fifteen, then six; none is lost."""

    @pytest.mark.parametrize("task", OF_COMMUNES)
    def test_seventeen_then_fifteen_then_six_owe_each_task(self, task: str) -> None:
        counts = {
            day: Counter(one.withdrawn is None for one in owed(van_quan(), task, day).values())
            for day in DAYS
        }

        assert counts == {
            SPRING: {True: 17},
            WINTER: {True: 15, False: 2},
            AFTERWARDS: {True: 6, False: 17},
        }

    @pytest.mark.parametrize(
        ("last", "next_"), [("2024-11-30", WINTER), ("2025-06-30", AFTERWARDS)]
    )
    def test_they_change_on_the_day_itself(self, last: str, next_: date) -> None:
        before, after = (
            {
                member
                for member, one in owed(van_quan(), OF_COMMUNES[0], day).items()
                if not one.withdrawn
            }
            for day in (date.fromisoformat(last), next_)
        )

        assert len(before) in {17, 15}
        assert len(after) < len(before)

    @pytest.mark.parametrize("task", OF_COMMUNES)
    def test_what_abolished_bodies_owed_points_to_their_successors(self, task: str) -> None:
        found = owed(van_quan(), task, AFTERWARDS)
        pointers = {
            member: one.withdrawn.successors
            for member, one in found.items()
            if one.withdrawn is not None
        }
        live = {member for member, one in found.items() if one.withdrawn is None}

        assert pointers == {
            member: (f"{PREFIX}{task}.once.ubnd-{heir}",) for member, heir in SUCCESSORS.items()
        }
        assert live == {heir for heir in SUCCESSORS.values() if heir.endswith("-2025")}

    def test_withdrawals_are_dated_by_the_two_mergers(self) -> None:
        found = owed(van_quan(), OF_COMMUNES[0], AFTERWARDS)
        days = {member: one.withdrawn.on for member, one in found.items() if one.withdrawn}

        assert days == {member: WINTER if member in MERGED else AFTERWARDS for member in SUCCESSORS}
        assert {(one.revision, one.sequence) for one in found.values() if one.withdrawn} == {(1, 1)}
        assert {one.sequence for one in found.values() if not one.withdrawn} == {0}

    def test_nothing_that_was_owed_is_lost(self) -> None:
        days = (SPRING, date(2024, 11, 30), WINTER, date(2025, 6, 30), AFTERWARDS, date(2031, 1, 1))
        uids = [[one.uid for one in obligations_of(van_quan(), as_of=day)] for day in days]

        assert [len(found) for found in uids] == [91, 91, 91, 91, 121, 121]
        assert all(len(set(found)) == len(found) for found in uids)
        assert all({*before} <= {*after} for before, after in pairwise(uids))

    def test_a_code_that_comes_again_does_not_join_two_bodies(self) -> None:
        """06298 was Bình Phúc's; Yên Phúc bears it now, and is the successor by name alone."""
        found = owed(van_quan(), OF_COMMUNES[0], AFTERWARDS)
        heirs = [
            member
            for member, one in found.items()
            if one.withdrawn and one.withdrawn.successors[0].endswith("ubnd-xa-yen-phuc-2025")
        ]

        assert heirs == ["xa-an-son", "xa-binh-phuc", "xa-yen-phuc"]

    def test_they_stand_in_the_order_of_the_register(self) -> None:
        members = [*owed(van_quan(), OF_COMMUNES[0], AFTERWARDS)]

        assert members[:17] == [*SUCCESSORS]
        assert members[17:] == [
            "xa-van-quan-2025",
            "xa-diem-he-2025",
            "xa-khanh-khe-2025",
            "xa-yen-phuc-2025",
            "xa-tri-le-2025",
            "xa-tan-doan-2025",
        ]


class TestDistrict:
    """The offices of the district end with it, and nobody knows who has their work."""

    @pytest.mark.parametrize(("task", "unit"), OF_THE_DISTRICT.items())
    def test_the_last_holder_stays_named(self, task: str, unit: str) -> None:
        owners = [owed(van_quan(), task, day)[""] for day in DAYS]

        assert [one.unit for one in owners] == [unit] * 3
        assert [one.ownerless for one in owners] == [None, None, Ownerless.SUCCESSOR_UNKNOWN]
        assert [one.withdrawn for one in owners] == [None] * 3
        assert {one.revision for one in owners} == {0}

    def test_what_the_centre_takes_part_in_has_no_lead(self) -> None:
        one = owed(van_quan(), "phoi-hop-thuc-hien-ke-hoach", SPRING)[""]

        assert (one.unit, one.ownerless) == (None, Ownerless.NO_LEAD)

    def test_a_report_whose_period_is_not_stated_is_not_owed(self) -> None:
        assert owed(van_quan(), "bao-cao", SPRING, "") == {}

    @pytest.mark.parametrize("day", DAYS)
    def test_nothing_has_a_deadline(self, day: date) -> None:
        found = obligations_of(van_quan(), as_of=day)

        assert {one.due for one in found} == {None}
        assert {one.period for one in found} == {"once"}
        assert not any(one.is_assumed for one in found)
        assert {one.task.id for one in found if one.kind is TaskKind.STANDING} == {
            "kiem-tra",
            "thong-tin-tuyen-truyen",
        }


class TestQuarterlyReports:
    """Each quarter is owed by whoever was a commune on the day on which its report was due."""

    def test_the_quarters_are_those_of_the_plan(self) -> None:
        found = owed(reporting(), "bao-cao-xa", SPRING, "")
        periods = [*dict.fromkeys(one.period for one in found.values())]

        assert periods[:3] == ["2024-Q2", "2024-Q3", "2024-Q4"]
        assert periods[-1] == "2030-Q4"
        assert len(periods) == 27
        assert {one.is_assumed for one in found.values() if one.period == "2024-Q2"} == {True}
        assert {one.is_assumed for one in found.values() if one.period != "2024-Q2"} == {False}

    @pytest.mark.parametrize(
        ("period", "closes", "due", "owing", "withdrawn"),
        [
            ("2024-Q2", date(2024, 6, 14), date(2024, 6, 21), 17, 0),
            ("2024-Q3", date(2024, 9, 14), date(2024, 9, 20), 17, 0),
            ("2024-Q4", date(2024, 12, 14), date(2024, 12, 20), 15, 2),
            ("2025-Q1", date(2025, 3, 14), date(2025, 3, 21), 15, 2),
            ("2025-Q2", date(2025, 6, 14), date(2025, 6, 20), 15, 2),
            ("2025-Q3", date(2025, 9, 14), date(2025, 9, 19), 6, 17),
        ],
    )
    def test_what_was_due_before_a_merger_stays_with_whom_it_was_due_from(
        self, period: str, closes: date, due: date, owing: int, withdrawn: int
    ) -> None:
        found = owed(reporting(), "bao-cao-xa", date(2025, 12, 31), period)

        assert {(one.closes, one.due) for one in found.values()} == {(closes, due)}
        assert Counter(one.withdrawn is not None for one in found.values()) == Counter(
            {False: owing, True: withdrawn}
        )
        assert not any(one.ownerless for one in found.values())

    def test_lien_hoi_reports_the_third_quarter_whoever_asks_when(self) -> None:
        for day in (*DAYS, date(2030, 12, 31)):
            one = owed(reporting(), "bao-cao-xa", day, "2024-Q3")["xa-lien-hoi"]
            assert one.uid == "vq-27cttu-2024.bao-cao-xa.2024-Q3.ubnd-xa-lien-hoi"
            assert (one.unit, one.withdrawn, one.revision) == ("ubnd-xa-lien-hoi", None, 0)


class TestTheExampleOfTheFormat:
    """A report of communes every quarter, five working days after its data close."""

    def test_the_third_quarter_closes_in_mid_september_and_is_due_on_the_twentieth(self) -> None:
        plan = loads(
            """
            format = 1

            [plan]
            id = "vq"
            title = "Kế hoạch"
            issued_on = "2024-04"
            starts_on = 2024-04-01
            ends_on = "2030"
            work_calendar = "VN"

            [[unit]]
            id = "ubnd-xa-lien-hoi"
            name = "UBND xã Liên Hội"

            [[group]]
            id = "communes"
            name = "UBND các xã, thị trấn"
            members = ["ubnd-xa-lien-hoi"]

            [[task]]
            id = "bao-cao-xa"
            title = "Báo cáo kết quả gửi Phòng Văn hóa và Thông tin"
            lead = { each = "communes" }
            every = "quarter"
            due_after_close = "5wd"
            """
        )
        found = {one.period: one for one in obligations_of(plan, as_of=SPRING)}
        third = found["2024-Q3"]

        assert third.uid == "vq.bao-cao-xa.2024-Q3.ubnd-xa-lien-hoi"
        assert (third.opens, third.closes) == (date(2024, 6, 15), date(2024, 9, 14))
        assert third.due == date(2024, 9, 20)
        assert third.deadline is not None
        assert third.deadline.nominal == date(2024, 9, 20)
        assert found["2024-Q2"].opens == date(2024, 4, 1)
