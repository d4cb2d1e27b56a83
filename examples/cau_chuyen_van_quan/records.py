"""What is recorded in the story. SỐ LIỆU GIẢ ĐỊNH, ĐỂ MINH HỌA: all of it is invented.

The plan, its bodies and the days on which bodies began and ended are real: they come from
``plans/``, and nothing here repeats them. Everything else is invented: who reported when, what was
measured, which deadline was put off. Numbers of documents begin with GD (giả định), so that nobody
takes one for a real document.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Final

import attrs

from examples.cau_chuyen_van_quan.wording import (
    BUDGET,
    GROUP,
    INVENTED,
    NEWS,
    REPORT,
    Record,
    day_of,
    measured,
    put_off,
    said,
)
from planrules import Entry, Measurement, Plan, State
from planrules.model.ids import Slug
from planrules.model.ledger import OwedPeriod

IN_PROGRESS, SUBMITTED, DONE = State.IN_PROGRESS, State.SUBMITTED, State.DONE
RETURNED, SUSPENDED = State.RETURNED, State.SUSPENDED


@attrs.frozen
class Round:
    """What every commune of a day does for one task in one period, but for some.

    Attributes:
        task: Id of the task.
        period: The period.
        sent_on: Day on which all of them sent it; who they are is told by the plan and this day.
        recorded_on: Day on which that was recorded.
        but: Ids of those who did not, without ``ubnd-xa-``; single records say what they did.
    """

    task: str
    period: str
    sent_on: date
    recorded_on: date
    but: tuple[str, ...] = ()


ROUNDS: Final = (
    Round(
        REPORT,
        "2024-Q3",
        day_of("2024-09-16"),
        day_of("2024-09-17"),
        ("huu-le", "tri-le", "trang-phai"),
    ),
    Round(
        BUDGET,
        "once",
        day_of("2024-12-12"),
        day_of("2024-12-13"),
        ("yen-phuc", "khanh-khe", "luong-nang"),
    ),
    Round(
        REPORT,
        "2024-Q4",
        day_of("2024-12-16"),
        day_of("2024-12-17"),
        ("an-son", "lien-hoi", "tu-xuyen"),
    ),
    Round(
        REPORT, "2025-Q1", day_of("2025-03-17"), day_of("2025-03-18"), ("luong-nang", "hoa-binh")
    ),
    Round(
        REPORT, "2025-Q2", day_of("2025-06-16"), day_of("2025-06-17"), ("trang-phai", "binh-phuc")
    ),
    Round(REPORT, "2025-Q3", day_of("2025-09-15"), day_of("2025-09-16"), ("tri-le-2025",)),
    Round(REPORT, "2025-Q4", day_of("2025-12-15"), day_of("2025-12-16"), ("khanh-khe-2025",)),
    Round(REPORT, "2026-Q1", day_of("2026-03-16"), day_of("2026-03-17"), ("diem-he-2025",)),
    Round(REPORT, "2026-Q2", day_of("2026-06-15"), day_of("2026-06-16"), ("yen-phuc-2025",)),
    Round(REPORT, "2026-Q3", day_of("2026-09-15"), day_of("2026-09-16"), ("tan-doan-2025",)),
)

#: Months of information work: period, day on which it was done; one came late.
MONTHS: Final = (
    ("2024-07", "2024-07-15"),
    ("2024-08", "2024-08-15"),
    ("2024-09", "2024-09-16"),
    ("2024-10", "2024-10-15"),
    ("2024-11", "2024-11-25"),  # late
    ("2024-12", "2024-12-16"),
    ("2025-01", "2025-01-15"),
    ("2025-02", "2025-02-17"),
    ("2025-03", "2025-03-17"),
    ("2025-04", "2025-04-15"),
    ("2025-06", "2025-06-16"),  # 2025-05 is never done
)

#: Quarterly reports of the centre and of the office: period, day of the one, day of the other.
QUARTERS: Final = (
    ("2024-Q3", "2024-09-16", "2024-09-20"),
    ("2024-Q4", "2024-12-17", "2024-12-23"),  # the office is late
    ("2025-Q1", "2025-03-17", "2025-03-21"),
    ("2025-Q2", "2025-06-17", "2025-06-20"),
)

#: What all that stand on a day measured of the indicator: day of the figures, day of the record,
#: those who said true, those who recorded nothing then.
CENSUSES: Final = (
    (
        "2024-06-14",
        "2024-06-18",
        ("lien-hoi", "diem-he", "yen-phuc", "dong-giap", "tan-doan", "binh-phuc"),
        ("thi-tran-van-quan", "huu-le"),
    ),
    (
        "2025-09-14",
        "2025-09-16",
        ("van-quan-2025", "diem-he-2025", "khanh-khe-2025", "yen-phuc-2025", "tan-doan-2025"),
        (),
    ),
)


#: What was said of single pieces of work, day by day.
SINGLES: Final[tuple[Record, ...]] = (
    # Before the appendix: information work is standing still, and has no periods.
    said("2024-05-15", NEWS, "ttvh", "once", IN_PROGRESS),
    # The third quarter of 2024. Hữu Lễ is late; Tri Lễ has its report returned and sends it again;
    # what Tràng Phái says is done has no evidence.
    said("2024-09-17", REPORT, "ubnd-xa-tri-le", "2024-Q3", SUBMITTED, sent="2024-09-16"),
    said("2024-09-17", REPORT, "ubnd-xa-trang-phai", "2024-Q3", DONE, done="2024-09-16"),
    said("2024-09-19", REPORT, "ubnd-xa-tri-le", "2024-Q3", RETURNED, decision="GD-01/TB"),
    said(
        "2024-09-23",
        REPORT,
        "ubnd-xa-huu-le",
        "2024-Q3",
        DONE,
        done="2024-09-20",
        evidence="GD-301/BC",
    ),
    said(
        "2024-09-25",
        REPORT,
        "ubnd-xa-tri-le",
        "2024-Q3",
        DONE,
        done="2024-09-24",
        evidence="GD-302/BC",
    ),
    said(
        "2024-09-30",
        "huong-dan-dau-tu-thiet-che",
        "pvhtt",
        "once",
        DONE,
        done="2024-09-27",
        evidence="GD-03/HD",
    ),
    said("2024-10-08", "kiem-tra", "pvhtt", "once", IN_PROGRESS),
    said(
        "2024-10-08",
        "xay-dung-thiet-che-co-so",
        "ubnd-xa-dong-giap",
        "once",
        IN_PROGRESS,
        percent=60,
    ),
    # Budgets. Tràng Các has done nothing when it ends on 30/11; Đồng Giáp was done before.
    said(
        "2024-11-25",
        BUDGET,
        "ubnd-xa-dong-giap",
        "once",
        DONE,
        done="2024-11-22",
        evidence="GD-303/DT",
    ),
    said("2024-12-10", BUDGET, "ubnd-xa-luong-nang", "once", SUSPENDED, decision="GD-01/QĐ"),
    said(
        "2024-12-23",
        BUDGET,
        "ubnd-xa-yen-phuc",
        "once",
        DONE,
        done="2024-12-20",
        evidence="GD-304/DT",
    ),
    # The fourth quarter: one puts its report off with a decision, one without.
    put_off(
        "2024-12-12",
        "ubnd-xa-lien-hoi",
        "2024-Q4",
        "2024-12-17",
        "2024-12-31",
        "GD-02/QĐ",
        "Chờ số liệu của các thôn",
    ),
    put_off(
        "2024-12-16",
        "ubnd-xa-tu-xuyen",
        "2024-Q4",
        "2024-12-17",
        "2024-12-27",
        None,
        "Xin lùi thời hạn, không có văn bản cho phép",
    ),
    said(
        "2024-12-27",
        REPORT,
        "ubnd-xa-an-son",
        "2024-Q4",
        DONE,
        done="2024-12-26",
        evidence="GD-305/BC",
    ),
    said(
        "2024-12-27",
        REPORT,
        "ubnd-xa-tu-xuyen",
        "2024-Q4",
        DONE,
        done="2024-12-26",
        evidence="GD-306/BC",
    ),
    said(
        "2024-12-31",
        REPORT,
        "ubnd-xa-lien-hoi",
        "2024-Q4",
        DONE,
        done="2024-12-30",
        evidence="GD-307/BC",
    ),
    # 2025: a report is suspended by a decision, another is overdue for weeks.
    said(
        "2025-02-20",
        "huy-dong-nguon-luc",
        "ubnd-xa-yen-phuc",
        "once",
        DONE,
        done="2025-02-18",
        evidence="GD-308/BC",
    ),
    said("2025-03-12", REPORT, "ubnd-xa-luong-nang", "2025-Q1", SUSPENDED, decision="GD-03/QĐ"),
    said("2025-03-18", REPORT, "ubnd-xa-hoa-binh", "2025-Q1", IN_PROGRESS, percent=40),
    said(
        "2025-04-11",
        REPORT,
        "ubnd-xa-hoa-binh",
        "2025-Q1",
        DONE,
        done="2025-04-10",
        evidence="GD-309/BC",
    ),
    said("2025-05-20", "dau-tu-thiet-che-duoc-giao", "ttvh", "once", IN_PROGRESS, percent=30),
    said("2025-06-17", REPORT, "ubnd-xa-binh-phuc", "2025-Q2", SUBMITTED, sent="2025-06-16"),
    # Six communes. One suspends its report by itself, which stops no clock; one is late.
    said(
        "2025-10-03",
        REPORT,
        "ubnd-xa-tri-le-2025",
        "2025-Q3",
        DONE,
        done="2025-10-02",
        evidence="GD-310/BC",
    ),
    said("2025-12-10", REPORT, "ubnd-xa-khanh-khe-2025", "2025-Q4", SUSPENDED),
    said(
        "2025-12-23",
        REPORT,
        "ubnd-xa-khanh-khe-2025",
        "2025-Q4",
        DONE,
        done="2025-12-22",
        evidence="GD-311/BC",
    ),
    # Returned and sent again within its deadline.
    said("2026-03-13", REPORT, "ubnd-xa-diem-he-2025", "2026-Q1", SUBMITTED, sent="2026-03-12"),
    said(
        "2026-03-13",
        REPORT,
        "ubnd-xa-diem-he-2025",
        "2026-Q1",
        RETURNED,
        decision="GD-02/TB",
        order=2,
    ),
    said(
        "2026-03-18",
        REPORT,
        "ubnd-xa-diem-he-2025",
        "2026-Q1",
        DONE,
        done="2026-03-17",
        evidence="GD-312/BC",
    ),
    # Recorded as done by mistake, and corrected; Yên Phúc has not reported on 2026-Q2 to this day.
    said(
        "2026-09-16",
        REPORT,
        "ubnd-xa-tan-doan-2025",
        "2026-Q3",
        DONE,
        done="2026-09-15",
        evidence="GD-313/BC",
    ),
    said("2026-09-18", REPORT, "ubnd-xa-tan-doan-2025", "2026-Q3", IN_PROGRESS, percent=80),
    said(
        "2026-09-25",
        REPORT,
        "ubnd-xa-tan-doan-2025",
        "2026-Q3",
        DONE,
        done="2026-09-24",
        evidence="GD-314/BC",
    ),
    # The indicator: houses that were built, one mistake and its correction.
    measured("ubnd-thi-tran-van-quan", "2024-06-14", "2024-06-18", value=True),
    measured("ubnd-xa-huu-le", "2024-06-14", "2024-07-02", value=False),
    measured("ubnd-xa-hoa-binh", "2024-11-14", "2024-11-18", value=True),
    measured("ubnd-xa-tu-xuyen", "2024-11-14", "2024-11-18", value=True),
    measured("ubnd-xa-an-son", "2025-03-14", "2025-03-18", value=True),
    measured("ubnd-xa-trang-phai", "2025-03-14", "2025-03-18", value=True),
    measured("ubnd-xa-trang-phai", "2025-03-14", "2025-03-20", value=False),
    measured("ubnd-xa-tran-ninh", "2025-06-14", "2025-06-17", value=True),
    measured("ubnd-xa-tri-le-2025", "2026-03-14", "2026-03-17", value=True),
)


def story(plan: Plan, /) -> tuple[Record, ...]:
    """Return everything that is recorded, by the day on which it is.

    Args:
        plan: The plan as issued, with its registers: who a commune is on a day is told by it.
    """
    made = [*SINGLES, *_rounds(plan), *_district(), *_censuses(plan)]
    return tuple(sorted(made, key=lambda record: record.recorded_on))


def _rounds(plan: Plan) -> Iterator[Entry]:
    numbers = count(1)
    for turn in ROUNDS:
        for body in plan.members(GROUP, on=turn.sent_on):
            if body.id.removeprefix("ubnd-xa-") not in turn.but:
                yield Entry(
                    task=Slug(turn.task),
                    unit=Slug(body.id),
                    period=OwedPeriod(turn.period),
                    recorded_on=turn.recorded_on,
                    state=DONE,
                    finished_on=turn.sent_on,
                    evidence=f"GD-{next(numbers):02}/{'DT' if turn.task == BUDGET else 'BC'}",
                    note=INVENTED,
                )


def _district() -> Iterator[Entry]:
    """Yield what the centre and the office of the district did while there was one."""
    for number, (period, day) in enumerate(MONTHS, 401):
        yield said(day, NEWS, "ttvh", period, DONE, done=day, evidence=f"GD-{number}/TB")
    for number, (period, sent, reported) in enumerate(QUARTERS, 501):
        yield said(
            sent, "bao-cao-trung-tam", "ttvh", period, DONE, done=sent, evidence=f"GD-{number}/BC"
        )
        yield said(reported, "bao-cao", "pvhtt", period, SUBMITTED, sent=reported)
        if period != "2025-Q2":  # the district ended before anybody confirmed the last one
            yield said(
                reported,
                "bao-cao",
                "pvhtt",
                period,
                DONE,
                done=reported,
                evidence=f"GD-{number + 100}/BC",
                order=2,
            )


def _censuses(plan: Plan) -> Iterator[Measurement]:
    for measured_on, recorded_on, true, others in CENSUSES:
        for body in plan.members(GROUP, on=day_of(measured_on)):
            name = body.id.removeprefix("ubnd-xa-").removeprefix("ubnd-")
            if name not in others:
                yield measured(body.id, measured_on, recorded_on, value=name in true)
