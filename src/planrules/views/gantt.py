"""A schedule as a drawing: bars over days, the critical path set apart."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Final

import attrs

from planrules.errors import OutOfCalendarError
from planrules.model.dates import PartialDate
from planrules.model.message import Text, shown
from planrules.model.task import LinkType
from planrules.rules.labels import say
from planrules.rules.times import Times
from planrules.schedule.rows import ScheduledTask
from planrules.schedule.timetable import Schedule
from planrules.text import display_width
from planrules.views import signs
from planrules.views.limits import ROWS
from planrules.views.markup import Markup, element
from planrules.views.timetable import called, span

# Lengths in pixels of a drawing that nobody has scaled.
_LABELS: Final = 330.0
_CHART: Final = 640.0
_FLOATS: Final = 70.0
_WIDTH: Final = _LABELS + _CHART + _FLOATS
_TOP: Final = 34.0
_ROW: Final = 22.0
_LEGEND: Final = 44.0
#: Terminal columns that a label has room for.
_LABEL_COLUMNS: Final = 52
#: The least room for the name of a month.
_MONTH: Final = 46.0
#: Narrower than this, days off would be a grey haze.
_LEAST_DAY: Final = 1.2


_TITLE = Text("Tiến độ và đường găng: {title}", "Schedule and critical path: {title}")
_FLOAT = Text("Dự trữ", "Float")
_TIED = Text("chờ nhau thành vòng, chưa tính được", "waits for itself, not scheduled")
_LATE = Text("trễ hạn", "late")
_EARLY = Text("sớm nhất", "earliest")
_LATEST = Text("muộn nhất", "latest")
_DUE = Text("thời hạn", "due")
_LEGENDS: Final = {
    "critical": Text("● trên đường găng", "● on the critical path"),
    "bar": Text("ngoài đường găng", "not critical"),
    "float": Text("dự trữ (ngày làm việc)", "float (working days)"),
    "event": Text("mốc", "milestone"),
    "due": Text("thời hạn", "deadline"),
    "off": Text("ngày nghỉ", "day off"),
    "as_of": Text("ngày tính {day}", "as of {day}"),
}
_LEFT_OUT = Text(
    "Chỉ vẽ {drawn} trong {all} dòng, ưu tiên các việc trên đường găng.",
    "{drawn} of {all} rows are drawn, those on the critical path first.",
)


def gantt(schedule: Schedule, language: str) -> Markup:
    """Return the drawing of a schedule (SVG).

    It takes the colour of the text around it, so that it can be read on light and dark pages. What
    is critical is thicker and marked, not only of another colour. Of more than 200 rows the
    critical ones are drawn, then the first of the others, and the drawing says how many it leaves
    out.
    """
    rows = schedule.tasks
    drawn = _drawn(rows)
    picture = _Picture(schedule, drawn, language)
    bottom = picture.bottom
    left_out = []
    height = bottom + _LEGEND
    if len(drawn) < len(rows):
        said = say(_LEFT_OUT, language).format(drawn=len(drawn), all=len(rows))
        left_out.append(signs.text(4.0, height + 4, said))
        height += 18
    return element(
        "svg",
        element("title", say(_TITLE, language).format(title=schedule.plan.title)),
        *picture.parts(),
        *left_out,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH:.0f} {height:.0f}",
        width=_WIDTH,
        height=height,
        role="img",
        font_family="sans-serif",
        font_size=12,
        fill=signs.INK,
        style="max-width:100%;height:auto",
    )


def _drawn(rows: Sequence[ScheduledTask]) -> list[ScheduledTask]:
    """Return the rows to draw, in their order."""
    if len(rows) <= ROWS:
        return list(rows)
    wanted = sorted(range(len(rows)), key=lambda at: (not rows[at].is_critical, at))[:ROWS]
    return [rows[at] for at in sorted(wanted)]


@attrs.frozen(eq=False)
class _Picture:
    schedule: Schedule
    rows: list[ScheduledTask]
    language: str

    @cached_property
    def times(self) -> Times:
        """What says which deadlines are missed."""
        return Times(self.schedule.plan, self.schedule.as_of)

    @property
    def bottom(self) -> float:
        """Where the rows end."""
        return _TOP + _ROW * len(self.rows)

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the picture."""
        days = [self.schedule.start, self.schedule.as_of]
        for row in self.rows:
            # Where a deadline can't be met late dates lie before early ones, and nothing is drawn.
            late = (
                max(row.late_finish, row.early_finish)
                if row.late_finish and row.early_finish
                else None
            )
            due = row.due.day if row.due else None
            days += [day for day in (row.early_start, row.early_finish, late, due) if day]
        return min(days), max(days)

    @cached_property
    def scale(self) -> float:
        """Pixels a day."""
        first, last = self.days
        return _CHART / ((last - first).days + 1)

    def x(self, day: date, *, after: bool = False) -> float:
        """Return where a day begins, or ends."""
        return _LABELS + ((day - self.days[0]).days + after) * self.scale

    def parts(self) -> Iterator[Markup]:
        """Yield everything, from back to front."""
        yield from self.days_off()
        yield from self.months()
        yield signs.text(_WIDTH - 4, _TOP - 10, say(_FLOAT, self.language), anchor="end")
        yield self.as_of_line()
        for at, row in enumerate(self.rows):
            yield from self.link(at, row)
        for at, row in enumerate(self.rows):
            yield self.drawn(at, row)
        yield from self.legend()

    def days_off(self) -> Iterator[Markup]:
        """Yield one path of all runs of days off, where a day is wide enough to be seen."""
        if self.scale < _LEAST_DAY:
            return
        runs = "".join(
            f"M{self.x(first):.1f} {_TOP:.1f}H{self.x(last, after=True):.1f}"
            f"V{self.bottom:.1f}H{self.x(first):.1f}Z"
            for first, last in self.runs_off()
        )
        if runs:
            yield element("path", d=runs, opacity="0.08")

    def runs_off(self) -> Iterator[tuple[date, date]]:
        """Yield the first and last day of each run of days off; nothing the calendar lacks."""
        day, last = self.days
        begin: date | None = None
        while day <= last:
            try:
                is_off = not self.schedule.calendar.is_working(day)
            except OutOfCalendarError:
                is_off = False
            if is_off and begin is None:
                begin = day
            elif not is_off and begin is not None:
                yield begin, day - timedelta(days=1)
                begin = None
            if day == date.max:
                break
            day += timedelta(days=1)
        if begin is not None:
            yield begin, last

    def months(self) -> Iterator[Markup]:
        """Yield lines where months begin, as many as have room for their names."""
        first, last = self.days
        step = next(
            (
                months
                for months in (1, 2, 3, 6, 12, 24, 60, 120)
                if months * 30 * self.scale >= _MONTH
            ),
            1200,
        )
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        for number in months:
            year, month = divmod(number, 12)
            begin = date(year, month + 1, 1)
            if number % step:
                continue
            x = max(_LABELS, self.x(begin))
            if begin < first and x + _MONTH > self.x(begin) + step * 30 * self.scale:
                continue
            line = f"M{x:.1f} {_TOP - 6:.1f}V{self.bottom:.1f}"
            yield element("path", d=line, stroke=signs.INK, opacity="0.25")
            name = shown(PartialDate(year, month + 1), self.language)
            if x + _MONTH < _WIDTH - _MONTH:
                yield signs.text(x + 3, _TOP - 10, name)
        yield element(
            "path",
            d=f"M0 {_TOP:.1f}H{_WIDTH:.1f}M0 {self.bottom:.1f}H{_WIDTH:.1f}",
            stroke=signs.INK,
            opacity="0.4",
        )

    def as_of_line(self) -> Markup:
        """Return the day that the schedule is reckoned for."""
        x = self.x(self.schedule.as_of)
        return element(
            "path",
            d=f"M{x:.1f} {_TOP:.1f}V{self.bottom:.1f}",
            stroke=signs.INK,
            stroke_dasharray="3 3",
            opacity="0.8",
        )

    def link(self, at: int, row: ScheduledTask) -> Iterator[Markup]:
        """Yield the link that drives a critical row, from one that is critical too."""
        if row.driver is None or not row.is_critical:
            return
        before = self.places.get((row.driver.task, row.driver.unit))
        if before is None or not self.rows[before].is_critical:
            return
        source = self.rows[before]
        if source.early_start is None or source.early_finish is None or row.early_start is None:
            return
        kind = row.driver.link
        from_end = kind in {LinkType.FINISH_TO_START, LinkType.FINISH_TO_FINISH}
        to_end = kind in {LinkType.FINISH_TO_FINISH, LinkType.START_TO_FINISH}
        begin = self.x(source.early_finish, after=True) if from_end else self.x(source.early_start)
        end = (
            self.x(row.early_finish or row.early_start, after=True)
            if to_end
            else self.x(row.early_start)
        )
        yield element(
            "path",
            d=f"M{begin:.1f} {self.middle(before):.1f}V{self.middle(at):.1f}H{end:.1f}",
            fill="none",
            stroke=signs.RED,
            stroke_width=1.5,
        )

    @cached_property
    def places(self) -> dict[tuple[str, str | None], int]:
        """By task and body, the row."""
        return {(row.id, row.unit): at for at, row in enumerate(self.rows)}

    def middle(self, at: int) -> float:
        """Return the height of a row."""
        return _TOP + _ROW * (at + 0.5)

    def drawn(self, at: int, row: ScheduledTask) -> Markup:
        """Return a row: what it is called, its bar, its deadline and its float."""
        y = self.middle(at)
        name = called(self.schedule.plan, row)
        label = f"● {name}" if row.is_critical else name
        parts = [
            element("title", self.told(row, name)),
            signs.text(
                4.0,
                y + 4,
                signs.shortened(label, _LABEL_COLUMNS - 3 * row.is_critical),
                weight="bold" if row.is_critical else None,
            ),
        ]
        if row.early_start is None or row.early_finish is None:
            parts.append(signs.text(_LABELS + 4, y + 4, say(_TIED, self.language), fill=signs.RED))
            return element("g", *parts)
        parts += self.slack(row, row.early_finish, y)
        parts.append(self.bar(row, row.early_start, row.early_finish, y))
        is_missed = self.times.is_missed(row)
        if row.due is not None:
            parts.append(signs.flag(self.x(row.due.day, after=True), y, is_missed=is_missed))
        if row.total_float is not None:
            late = f"{say(_LATE, self.language)} " if is_missed else ""
            parts.append(
                signs.text(
                    _WIDTH - 4,
                    y + 4,
                    f"{late}{row.total_float}".replace("-", "−"),
                    anchor="end",
                    weight="bold" if row.is_critical else None,
                    fill=signs.RED if late else None,
                )
            )
        return element("g", *parts)

    def told(self, row: ScheduledTask, name: str) -> str:
        """Return what a pointer that rests on a row is told."""
        language = self.language
        lines = [
            name,
            f"{say(_EARLY, language)}: {span(row.early_start, row.early_finish, language)}",
            f"{say(_LATEST, language)}: {span(row.late_start, row.late_finish, language)}",
        ]
        if row.due is not None:
            lines.append(f"{say(_DUE, language)}: {shown(row.due.day, language)}")
        return "; ".join(lines)

    def slack(self, row: ScheduledTask, finish: date, y: float) -> Iterator[Markup]:
        """Yield the line from the earliest end of work to its latest."""
        if row.late_finish is None or row.late_finish <= finish:
            return
        yield signs.slack(self.x(finish, after=True), self.x(row.late_finish, after=True), y)

    def bar(self, row: ScheduledTask, first: date, last: date, y: float) -> Markup:
        """Return the bar of a row's work, or the sign of an event."""
        offsets = row.offsets
        if offsets is not None and offsets.early_start == offsets.early_finish and first == last:
            return signs.event(self.x(first) + self.scale / 2, y, is_critical=row.is_critical)
        width = max(1.5, self.x(last, after=True) - self.x(first))
        return signs.bar(self.x(first), width, y, is_critical=row.is_critical)

    def legend(self) -> Iterator[Markup]:
        """Yield what the signs mean."""
        day = shown(self.schedule.as_of, self.language)
        names = {key: say(text, self.language).format(day=day) for key, text in _LEGENDS.items()}
        x, y = 8.0, self.bottom + 16
        for key, name in names.items():
            if x + 40 + 6.6 * display_width(name) > _WIDTH:
                x, y = 8.0, y + 18
            yield from signs.sign(key, x, y)
            yield signs.text(x + 30, y + 4, name)
            x += 48 + 6.6 * display_width(name)
