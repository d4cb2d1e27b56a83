"""Components: which lines belong together, and what is wrong with how they nest."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

import attrs

from planrules.feeds.linting.contentlines import Property
from planrules.feeds.linting.finding import Check, Hit, Position, quoted
from planrules.feeds.linting.folding import DAMAGE
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.text import nearest

_KIND = re.compile(r"[A-Za-z0-9-]+")
#: How many open components a sentence names.
_NAMED = 3

NO_CALENDAR = Check(
    code="ICS201",
    name="no-calendar",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.4",
    message=Text(
        "Đây không phải tệp lịch: không có dòng BEGIN:VCALENDAR.",
        "this is no calendar: there is no line BEGIN:VCALENDAR",
    ),
    help=Text(
        "Kiểm tra lại tệp hoặc địa chỉ tải; có khi máy chủ trả về trang đăng nhập hay báo lỗi.",
        "Look at the file, or at the address it came from: servers answer with pages of their own.",
    ),
)
OUTSIDE = Check(
    code="ICS202",
    name="outside-of-calendar",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.4",
    message=Text(
        "{found} nằm ngoài VCALENDAR.",
        "{found} stands outside of any VCALENDAR",
    ),
    help=Text(
        "Đưa vào giữa BEGIN:VCALENDAR và END:VCALENDAR, hoặc bỏ đi.",
        "Put it between BEGIN:VCALENDAR and END:VCALENDAR, or leave it out.",
    ),
)
NOT_OPENED = Check(
    code="ICS203",
    name="end-without-begin",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6",
    message=Text(
        "END:{kind} không có BEGIN:{kind} tương ứng.",
        "END:{kind} closes nothing: no BEGIN:{kind} is open",
    ),
    help=Text(
        "Kiểm tra tên ở BEGIN và END, hoặc bỏ dòng này.",
        "Compare the names of BEGIN and END, or leave the line out.",
    ),
)
NOT_CLOSED = Check(
    code="ICS204",
    name="begin-without-end",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6",
    message=Text(
        "BEGIN:{kind} không có END:{kind} trước END:{outer} ở dòng {line}.",
        "BEGIN:{kind} has no END:{kind} before END:{outer} in line {line}",
    ),
    help=Text("Thêm END:{kind} vào chỗ kết thúc.", "Add END:{kind} where it ends."),
)
CUT = Check(
    code="ICS205",
    name="cut-short",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.4",
    message=Text(
        "Tệp dừng ở đây khi còn {count} thành phần chưa có END ({kinds}).",
        "the file stops here; components without END: {count} ({kinds})",
    ),
    help=Text(
        "Tải hoặc xuất lại tệp; nếu viết tay thì thêm các dòng END.",
        "Fetch or write the file again; if it was written by hand, add the lines END.",
    ),
)
WRONG_KIND = Check(
    code="ICS206",
    name="wrong-component-name",
    severity=Severity.ERROR,
    clause="RFC 5545 §3.6",
    message=Text(
        "{found} không phải tên thành phần.",
        "{found} is no name of a component",
    ),
    help=Text(
        "Sau BEGIN: và END: chỉ viết tên, không thêm dấu cách hay ký tự khác.",
        "Write nothing but the name behind BEGIN: and END:, and no spaces.",
    ),
)

CHECKS: Final = (NO_CALENDAR, OUTSIDE, NOT_OPENED, NOT_CLOSED, CUT, WRONG_KIND)


@attrs.define(eq=False)
class Component:
    """A component and what stands in it.

    Attributes:
        kind: Its name, in capitals; ``?`` where it has none.
        begin: The line that opens it.
        parent: What it stands in; None at the top.
        properties: Its own properties, in their order.
        children: The components in it, in their order.
        is_complete: Whether it was closed, so that what it lacks is known.
        late: Its first property that stands behind a component in it.
    """

    kind: str
    begin: Property
    parent: "Component | None" = attrs.field(default=None, repr=False)
    properties: list[Property] = attrs.field(factory=list, repr=False)
    children: list["Component"] = attrs.field(factory=list, repr=False)
    is_complete: bool = False
    late: Property | None = attrs.field(default=None, repr=False)

    @property
    def start(self) -> Position:
        """Where it begins in the file."""
        return self.begin.start

    def all(self, name: str, /) -> list[Property]:
        """Return its properties of a name, in their order."""
        return [each for each in self.properties if each.name == name]

    def first(self, name: str, /) -> Property | None:
        """Return its first property of a name."""
        return next((each for each in self.properties if each.name == name), None)

    def has(self, name: str, /) -> bool:
        """Return whether it has a property of a name, sound or not."""
        return self.first(name) is not None


def components(properties: Iterable[Property], /) -> tuple[list[Component], list[Hit]]:
    """Return the components of a file in the order in which they begin, and how they misfit.

    Where nothing is a component, there is one hit and nothing else.
    """
    nesting = _Nesting()
    for each in properties:
        nesting.add(each)
    if not nesting.found:
        return [], [NO_CALENDAR.at((1, 1))]
    nesting.stop()
    return nesting.found, nesting.hits


@attrs.define(eq=False)
class _Nesting:
    """Components as far as they were read.

    Attributes:
        found: Every component that began, in that order.
        hits: How they misfit.
        stack: Those that are open, the outermost first.
        open_kinds: How many of each kind are open: a search in the stack would take too long.
        is_outside: Whether the last line stood outside of any component.
        last: The last line.
    """

    found: list[Component] = attrs.Factory(list)
    hits: list[Hit] = attrs.Factory(list)
    stack: list[Component] = attrs.Factory(list)
    open_kinds: Counter[str] = attrs.Factory(Counter)
    is_outside: bool = False
    last: Property | None = None

    def add(self, each: Property) -> None:
        self.last = each
        if each.name not in {"BEGIN", "END"}:
            self._put(each)
            return
        self.is_outside = False
        kind, wrong = _kind(each)
        self.hits += wrong
        if each.name == "BEGIN":
            self._begin(kind, each)
        elif self.open_kinds[kind]:
            self._end(kind, each)
        else:
            self.hits.append(NOT_OPENED.at(each.start, kind=kind))
            if self.stack and nearest(kind, [self.stack[-1].kind]) is not None:
                self._pop().is_complete = True  # a slip of the pen

    def stop(self) -> None:
        if self.stack and self.last is not None:
            kinds = [component.kind for component in reversed(self.stack)]
            named = ", ".join(kinds[:_NAMED]) + ("…" if len(kinds) > _NAMED else "")
            self.hits.append(CUT.at(self.last.start, count=len(kinds), kinds=named))

    def _put(self, each: Property) -> None:
        if self.stack:
            component = self.stack[-1]
            component.properties.append(each)
            if component.children and component.late is None and each.name:
                component.late = each
        elif each.name and not self.is_outside:
            self.is_outside = True
            self.hits.append(OUTSIDE.at(each.start, found=each.name))

    def _begin(self, kind: str, begin: Property) -> None:
        parent = self.stack[-1] if self.stack else None
        component = Component(kind, begin, parent)
        if parent is not None:
            parent.children.append(component)
        elif kind != "VCALENDAR":
            self.hits.append(OUTSIDE.at(begin.start, found=f"BEGIN:{kind}"))
        self.found.append(component)
        self.stack.append(component)
        self.open_kinds[kind] += 1

    def _end(self, kind: str, end: Property) -> None:
        while self.stack[-1].kind != kind:
            inner = self._pop()
            hit = NOT_CLOSED.at(inner.start, kind=inner.kind, outer=kind, line=end.start[0])
            self.hits.append(hit)
        self._pop().is_complete = True

    def _pop(self) -> Component:
        component = self.stack.pop()
        self.open_kinds[component.kind] -= 1
        return component


def _kind(each: Property) -> tuple[str, list[Hit]]:
    """Return the name behind BEGIN or END; of a malformed line the one that it probably means."""
    if _KIND.fullmatch(each.value):
        return each.value.upper(), []
    probable = _KIND.search(DAMAGE.sub("", each.value))
    kind = "?" if probable is None else probable[0].upper()
    if not each.is_sound:
        return kind, []
    return kind, [WRONG_KIND.at(each.position(), found=quoted(each.value))]
