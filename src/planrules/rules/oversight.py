"""Rules on who follows the work and collects reports on it (RES)."""

from collections.abc import Iterator
from itertools import chain
from operator import attrgetter

from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.responsibility import Holder, Role
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some

_UNWATCHED = Text(
    "Chưa nêu cơ quan nào theo dõi, kiểm tra “{title}” ngoài chính cơ quan thực hiện.",
    "nobody but its own lead follows or inspects “{title}”",
)
_WATCHING = (Role.FOLLOW, Role.INSPECT, Role.SUPERVISE, Role.URGE, Role.CONSOLIDATE)
_named_to_watch = attrgetter(*map(str, _WATCHING))


def _watched(case: Case, task: Task) -> Verdict:
    leads = {holder.who for holder in case.leading[task.id]}
    if not leads or (len(leads) == 1 and case.plan.issuer in leads):
        return None
    if any(holder.who not in leads for holder in _watching(case, task)):
        return []
    return [Hit(message=_UNWATCHED.of(title=task.title))]


def _watching(case: Case, task: Task) -> Iterator[Holder]:
    """Yield who follows a task: those whom it names, then those of the tasks that oversee it."""
    yield from chain.from_iterable(_named_to_watch(task))
    for id in (task.id, *task.serves, *task.part_of):
        for other in case.overseers.get(id, ()):
            yield from case.leading[other.id]
            yield from chain.from_iterable(_named_to_watch(other))


RES006 = Rule(
    code="RES006",
    name="task-without-monitoring",
    severity=Severity.INFO,
    kind="task",
    tags=clear(Clarity.RESPONSIBILITY),
    title=Text(
        "Việc giao cơ quan khác có cơ quan theo dõi, kiểm tra",
        "Work given to another body is followed or inspected by somebody else",
    ),
    why=Text(
        "Tự làm, tự theo dõi thì chậm trễ không ai biết.",
        "Who alone watches their own work is late unnoticed.",
    ),
    help=Text(
        "Nêu cơ quan theo dõi, kiểm tra hoặc giám sát (follow, inspect, supervise), hoặc ghi vào"
        " danh mục được theo dõi của một nhiệm vụ kiểm tra (oversees).",
        "Say who follows, inspects or supervises it (follow, inspect, supervise), or list it under"
        " what an inspecting task oversees (oversees).",
    ),
    check=_watched,
)

_NOBODY_REPORTS = Text(
    "{holder} tổng hợp nhưng chưa có cơ quan nào được giao báo cáo.",
    "{holder} consolidates reports, but nobody is obliged to send any",
)
_OTHERS_DO_NOT_REPORT = Text(
    "{holder} tổng hợp nhưng {others} chưa được giao báo cáo.",
    "{holder} consolidates reports, but none is asked of {others}",
)


def _fed(case: Case, task: Task) -> Verdict:
    if not task.consolidate:
        return None
    feeding: set[str | None] = set()
    for id in task.fed_by:
        row = case.plan.row(id)
        if isinstance(row, Task) and row.report:
            feeding.update(h.who for h in (*case.leading[row.id], *row.report))
    hits = []
    for index, holder in enumerate(task.consolidate):
        if (feeding | case.senders.get(holder.who or "", frozenset())) - {holder.who}:
            continue
        called = case.called(holder)
        others = some([case.called(h) for h in case.leads if h.who != holder.who])
        text = _OTHERS_DO_NOT_REPORT if others else _NOBODY_REPORTS
        message = text.of(holder=called, others=others) if others else text.of(holder=called)
        hits.append(Hit(message=message, key=holder.who, at=("consolidate", index)))
    return hits


RES008 = Rule(
    code="RES008",
    name="consolidation-without-reports",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.RESPONSIBILITY),
    title=Text(
        "Cơ quan tổng hợp có nguồn báo cáo được giao",
        "Whoever consolidates is sent reports by somebody obliged to",
    ),
    why=Text(
        "Không ai được giao báo cáo thì cơ quan tổng hợp không có số liệu để tổng hợp.",
        "Where nobody has to report, there is nothing to consolidate.",
    ),
    help=Text(
        "Giao các đơn vị nhiệm vụ báo cáo, nơi nhận là cơ quan tổng hợp (report, receive).",
        "Give the bodies a task of reporting to whoever consolidates (report, receive).",
    ),
    check=_fed,
)

RULES = (RES006, RES008)
