"""What tells two assessments apart, for people: as lines and as Markdown."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from planrules.comparison import Difference, NetworkLength, OwedDifference
from planrules.model.calendar import CalendarTable
from planrules.model.difference import Aspect, Entity, FieldDifference
from planrules.model.finding import Finding
from planrules.model.message import Text, shown
from planrules.model.obligation import Obligation
from planrules.model.obligations import Obligations
from planrules.model.plan import Header, Plan
from planrules.model.what_if import what_if_lines
from planrules.reports.escaping import markdown_text
from planrules.reports.labels import KINDS, SEVERITIES, field_label, say
from planrules.reports.text import Style, plain
from planrules.reports.values import worded
from planrules.rules.wording import ASSUMED, period_called
from planrules.source.toml import as_toml
from planrules.text import printable

_HEAD: Final = Text("So sánh hai phương án của kế hoạch", "Two versions of a plan side by side")
_BEFORE: Final = Text("Trước: {plan}, tính đến {day}", "Before: {plan}, as of {day}")
_AFTER: Final = Text("Sau: {plan}, tính đến {day}", "After: {plan}, as of {day}")
_NOTHING: Final = Text("Không có gì khác nhau.", "Nothing differs.")
_ADDED: Final = Text("Bổ sung", "Added")
_REMOVED: Final = Text("Không còn trong kế hoạch", "Gone from the plan")
_ENDED: Final = Text("Kết thúc", "Ended")
_RESUMED: Final = Text("Không kết thúc nữa, hoặc kết thúc muộn hơn", "No longer ended, or later")
_ASPECTS: Final[dict[Aspect, Text]] = {
    Aspect.TIME: Text("Thời gian", "Time"),
    Aspect.HOLDER: Text("Cơ quan được giao", "Who does it"),
    Aspect.OTHER: Text("Nội dung khác", "Other fields"),
}
_PATH: Final = Text("Đường găng", "Critical path")
_LENGTH: Final = Text(
    "{length} ngày làm việc, đến {finish}", "{length} working days, until {finish}"
)
_NO_PATH: Final = Text("không có", "none")
_OWED: Final = Text("Đầu việc", "Obligations")
_NEW: Final = Text("mới", "new")
_WITHDRAWN: Final = Text("không còn", "withdrawn")
_FOUND: Final = Text("Nội dung cần rà soát mới", "New findings")
_SETTLED: Final = Text("Nội dung cần rà soát không còn", "Findings that are gone")
_AFTER_DAY: Final = Text("sau ngày {day}", "after {day}")
_UNENDED: Final = Text("trước đây kết thúc sau ngày {day}", "ended after {day} before")
_DAY: Final = Text("ngày phải xong", "due day")
_PERIOD: Final = Text("(kỳ {period})", "(period {period})")
_WHO: Final = Text("thực hiện đầu việc", "owed by")
_NOBODY: Final = Text("chưa xác định", "nobody in particular")
_NONE: Final = Text("không có", "none")
_MORE: Final = Text("… và {count} thay đổi nữa", "… and {count} more")
_WORDS_OF: Final = Text("lời văn bản của {field}", "words that state {field}")
_REASON_OF: Final = Text("lý do tạm tính của {field}", "why {field} is assumed")
#: Due days of one task that are told one by one.
_LISTED: Final = 12
#: What the tables are called that have no kind of their own.
_TABLES: Final[dict[str, Text]] = KINDS | {
    "assignment": Text("đề mục phân công", "heading"),
    "not_modelled": Text("nội dung không đưa vào theo dõi", "words not modelled"),
}


@attrs.frozen
class _Item:
    """Something that differs, and what there is to say of it."""

    head: str
    lines: tuple[str, ...] = ()


@attrs.frozen
class _Section:
    """Things that differ in one way; without a number where they are not counted."""

    title: str
    items: tuple[_Item, ...]
    is_counted: bool = True

    @property
    def heading(self) -> str:
        """Its title, and how many there are."""
        return f"{self.title} ({len(self.items)})" if self.is_counted else self.title


def difference_lines(
    difference: Difference, *, language: str, style: Style = plain
) -> Iterator[str]:
    """Yield a difference as lines for people."""
    yield style(say(_HEAD, language), "title")
    for side, *drafts in _sides(difference, language):
        yield f"  {side}"
        yield from (f"    {line}" for line in drafts)
    sections = list(_sections(difference, language))
    if not sections:
        yield ""
        yield say(_NOTHING, language)
    for section in sections:
        yield ""
        yield style(section.heading, "title")
        for item in section.items:
            yield f"  {item.head}"
            yield from (f"    {line}" for line in item.lines)


def difference_markdown(difference: Difference, *, language: str) -> str:
    """Return a difference as Markdown, in which no text of the plans is markup."""
    sides = [
        "\n".join((f"- {markdown_text(side)}", *(f"  - {markdown_text(line)}" for line in drafts)))
        for side, *drafts in _sides(difference, language)
    ]
    blocks = [f"# {say(_HEAD, language)}", "\n".join(sides)]
    sections = list(_sections(difference, language))
    if not sections:
        blocks.append(say(_NOTHING, language))
    for section in sections:
        blocks.append(f"## {section.heading}")
        lines: list[str] = []
        for item in section.items:
            lines.append(f"- {markdown_text(item.head)}")
            lines += (f"  - {markdown_text(line)}" for line in item.lines)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _sides(difference: Difference, language: str) -> Iterator[list[str]]:
    """Yield of either side what it is, and which drafts it rests on."""
    for text, side in ((_BEFORE, difference.before), (_AFTER, difference.after)):
        plan = side.plan
        called = f"{printable(plan.title)} [{plan.id}]"
        if plan.origin is not None:
            called = f"{printable(plan.origin.files[0].name)} – {called}"
        head = say(text, language).format(plan=called, day=shown(side.as_of, language))
        yield [head, *what_if_lines(plan, language)]


def _sections(difference: Difference, language: str) -> Iterator[_Section]:
    """Yield what differs, part by part, those alone in which anything does."""
    rows = difference.rows
    for text, items in (
        (_ADDED, (_Item(_called(entity, language)) for entity in rows.added)),
        (_REMOVED, (_Item(_called(entity, language)) for entity in rows.removed)),
        (_ENDED, (_Item(_end(entity, _AFTER_DAY, language)) for entity in rows.ended)),
        (_RESUMED, (_Item(_end(entity, _UNENDED, language)) for entity in rows.resumed)),
        *((text, _changed(difference, aspect, language)) for aspect, text in _ASPECTS.items()),
    ):
        if found := tuple(items):
            yield _Section(say(text, language), found)
    was, now = (_length(length, language) for length in difference.lengths)
    if was != now:
        yield _Section(say(_PATH, language), (_Item(f"{was} → {now}"),), is_counted=False)
    counts = [
        _Item(f"{say(text, language)}: {_bodies(owed, language)}")
        for text, owed in ((_NEW, difference.new), (_WITHDRAWN, difference.withdrawn))
        if owed
    ]
    if counts:
        yield _Section(say(_OWED, language), tuple(counts), is_counted=False)
    for text, findings in ((_FOUND, difference.found), (_SETTLED, difference.settled)):
        if findings:
            told = tuple(_Item(_finding(finding, language)) for finding in findings)
            yield _Section(say(text, language), told)


def _called(entity: Entity, language: str) -> str:
    """Return what a row is, its clause, what it is called and its id."""
    parts = [say(_TABLES[entity.table], language)]
    if entity.table in ("assignment", "not_modelled"):
        quote = getattr(entity.row, "quote", None)
        return " ".join((*parts, entity.id, *([f"“{printable(quote)}”"] if quote else [])))
    if entity.clause is not None:
        parts.append(entity.clause)
    if entity.called is not None:
        parts.append(f"“{printable(entity.called)}”")
    return " ".join((*parts, f"[{printable(entity.id)}]"))


def _end(entity: Entity, text: Text, language: str) -> str:
    """Return a row and the last day on which it stands, with the reason."""
    reason = entity.row.end_reason
    day = say(text, language).format(day=shown(entity.row.until, language))
    why = f" ({printable(reason)})" if reason else ""
    return f"{_called(entity, language)}: {day}{why}"


def _changed(difference: Difference, aspect: Aspect, language: str) -> Iterator[_Item]:
    """Yield the rows that have other fields of one aspect, with what follows for what is owed."""
    before, after = difference.before.plan, difference.after.plan
    found: dict[tuple[str, str], tuple[Entity, list[str]]] = {}
    for field in difference.rows.changed:
        if field.aspect is aspect:
            entity = field.after
            _, lines = found.setdefault((entity.table, entity.id), (entity, []))
            lines.append(_field(before, after, field, language))
    for id, owed in _follows(difference.owed, aspect, before, after, language):
        entity = Entity("task", id, after.row(id))
        _, lines = found.setdefault(("task", id), (entity, []))
        lines += owed
    for entity, lines in found.values():
        yield _Item(_called(entity, language), tuple(lines))


def _field(before: Plan, after: Plan, field: FieldDifference, language: str) -> str:
    """Return a field with its old and its new value, in words."""
    was = _value(before, field.was, language, is_assumed=field.was_assumed)
    now = _value(after, field.now, language, is_assumed=field.is_assumed)
    return f"{_label(field, language)}: {was} → {now}"


def _label(field: FieldDifference, language: str) -> str:
    said, _, name = field.field.rpartition(".")
    kind: type[Any] = Header if field.after.table == "plan" else type(field.after.row)
    if field.field == "calendar":
        return say(Text("lịch riêng (calendar)", "calendar"), language)
    label = field_label(kind, name, language)
    if not said:
        return label
    return say(_WORDS_OF if said == "stated" else _REASON_OF, language).format(field=label)


def _value(plan: Plan, value: object, language: str, *, is_assumed: bool) -> str:
    if value is None:
        words = say(_NONE, language)
    elif isinstance(value, CalendarTable):
        words = printable(as_toml("calendar", value))
    else:
        words = worded(plan, value, language)
    return f"{words} ({say(ASSUMED, language)})" if is_assumed else words


def _follows(
    owed: Iterable[OwedDifference], aspect: Aspect, before: Plan, after: Plan, language: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield by task what of that which is owed has another due day, or another body."""
    told: dict[str, Counter[str]] = {}
    for pair in owed:
        if aspect is Aspect.TIME and pair.is_moved:
            line = _moved(pair, language)
        elif aspect is Aspect.HOLDER and pair.is_passed_on:
            was, now = (
                say(_NOBODY, language) if one.unit is None else printable(plan.body(one.unit).name)
                for plan, one in ((before, pair.before), (after, pair.after))
            )
            line = f"{say(_WHO, language)}: {was} → {now}"
        else:
            continue
        told.setdefault(pair.after.task.id, Counter())[line] += 1
    for id, lines in told.items():
        listed = [f"{line} ({count})" if count > 1 else line for line, count in lines.items()]
        more = len(listed) - _LISTED
        if more > 0:
            listed[_LISTED:] = [say(_MORE, language).format(count=more)]
        yield id, listed


def _moved(pair: OwedDifference, language: str) -> str:
    was, now = (
        say(_NONE, language) if one.due is None else shown(one.due, language)
        for one in (pair.before, pair.after)
    )
    return f"{say(_DAY, language)}{_period(pair.after, language)}: {was} → {now}"


def _period(owed: Obligation, language: str) -> str:
    if owed.closes is None:
        return ""
    called = say(period_called(owed), language)
    return f" {say(_PERIOD, language).format(period=called)}"


def _length(length: NetworkLength | None, language: str) -> str:
    if length is None:
        return say(_NO_PATH, language)
    finish = shown(length.finish, language)
    return say(_LENGTH, language).format(length=length.length, finish=finish)


def _bodies(owed: Obligations, language: str) -> str:
    """Return how much is owed, in all and by whom."""
    counts = Counter(one.unit for one in owed)
    named = (
        f"{printable(owed.plan.body(unit).name) if unit else say(_NOBODY, language)}: {count}"
        for unit, count in counts.items()
    )
    return f"{len(owed)} ({'; '.join(named)})"


def _finding(finding: Finding, language: str) -> str:
    severity = say(SEVERITIES[finding.severity], language)
    clause = f"{finding.subject.clause}: " if finding.subject.clause else ""
    return f"{severity} {finding.code}: {clause}{printable(finding.message.text(language))}"
