"""Rules on the shape of a plan and its text (DEP, STR)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from planrules.model.finding import Severity
from planrules.model.goal import Goal, GoalKind, Measure
from planrules.model.ids import Slug
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear
from planrules.text import styled_syllables, to_new

_CYCLE = Text(
    "Các nhiệm vụ chờ nhau thành vòng: {cycle}.", "the tasks wait for each other: {cycle}"
)
_PARTS_CYCLE = Text(
    "Các nhiệm vụ là phần của nhau thành vòng: {cycle}.",
    "the tasks are parts of each other: {cycle}",
)
#: How many tasks of a ring a message names.
_NAMED = 8


def _acyclic(case: Case, task: Task) -> Verdict:
    if not task.is_linked and not task.part_of:
        return None
    hits = []
    ring = case.rings_of_links.get(task.id)
    if ring is not None:
        at = next(
            (kind, getattr(task, kind).index(link))
            for kind, link in task.links()
            if link.task == ring[1]
        )
        message = _CYCLE.of(cycle=_ring(case, ring))
        hits.append(Hit(message=message, at=at, covers=ring[:-1]))
    ring = case.rings_of_parts.get(task.id)
    if ring is not None:
        part = ("part_of", task.part_of.index(Slug(ring[1])))
        message = _PARTS_CYCLE.of(cycle=_ring(case, ring))
        hits.append(Hit(message=message, key="part_of", at=part, covers=ring[:-1]))
    return hits


def _ring(case: Case, ring: Sequence[str]) -> str:
    """Return the titles of a ring, the middle of a long one left out."""
    titles = [f"“{case.plan.row(id).title}”" for id in ring[:_NAMED]]
    if len(ring) > _NAMED:
        titles += ["…", f"“{case.plan.row(ring[-1]).title}”"]
    return " → ".join(titles)


DEP001 = Rule(
    code="DEP001",
    name="dependency-cycle",
    severity=Severity.ERROR,
    kind="task",
    tags=("structure",),
    title=Text("Nhiệm vụ không chờ nhau thành vòng", "Tasks do not wait for each other in a ring"),
    why=Text(
        "Việc nào cũng chờ việc kia thì không việc nào bắt đầu được.",
        "Where each waits for the other, none can begin.",
    ),
    help=Text(
        "Bỏ một liên kết trong vòng (after, part_of); nếu chỉ là theo dõi, đôn đốc thì ghi vào danh"
        " mục được theo dõi (oversees).",
        "Remove one link of the ring (after, part_of); where one only follows the other, say that"
        " it oversees it (oversees).",
    ),
    check=_acyclic,
)

_NOT_SERVED = Text(
    "Chưa có giải pháp, nhiệm vụ, chỉ tiêu nào phục vụ: {title}.",
    "no measure, task or target serves: {title}",
)
_NO_TASK = Text(
    "Giải pháp có chủ trì nhưng chưa có nhiệm vụ cụ thể: {title}.",
    "the measure has a lead but no task: {title}",
)


def _served(case: Case, row: Row) -> Verdict:
    if isinstance(row, Goal):
        if row.kind is GoalKind.REQUIREMENT:
            return None  # a requirement says how to work, not what to reach
        return [] if case.plan.serving(row.id) else [Hit(message=_NOT_SERVED.of(title=row.title))]
    if not isinstance(row, Measure) or not row.lead:
        return None  # RES007 says that nobody is assigned
    return [] if row.id in case.worked_on else [Hit(message=_NO_TASK.of(title=row.title))]


STR004 = Rule(
    code="STR004",
    name="goal-without-work",
    severity=Severity.WARNING,
    kind="row",
    tags=clear(Clarity.WORK),
    title=Text(
        "Mục tiêu có giải pháp; giải pháp có nhiệm vụ",
        "Every goal is served, and every measure has tasks",
    ),
    why=Text(
        "Mục tiêu không có việc đi kèm chỉ là khẩu hiệu.",
        "A goal that no work serves is a slogan.",
    ),
    help=Text(
        "Ghi giải pháp, nhiệm vụ nào phục vụ nội dung này (serves), hoặc chỉ tiêu nào đo mục tiêu"
        " này (goal); chưa có thì bổ sung.",
        "Say which measure or task serves it (serves), or which target measures the goal (goal);"
        " add what is missing.",
    ),
    check=_served,
)

_SHORTEST = 2
_LONGEST = 60
_SHORT_TITLE = Text(
    "Tên “{title}” quá ngắn, chưa rõ việc gì.", "the title “{title}” says too little"
)
_LONG_TITLE = Text(
    "Tên nhiệm vụ dài {count} chữ; khó đọc trong bảng và lịch: “{title}”.",
    "a title of {count} words does not fit tables and calendars: “{title}”",
)
_SAME_TITLE = Text("{count} nhiệm vụ cùng tên “{title}”.", "{count} tasks bear the title “{title}”")
_SHOWN = 80


def _titled(case: Case, task: Task) -> Verdict:
    count = len(task.title.split())
    if count < _SHORTEST:
        return [Hit(message=_SHORT_TITLE.of(title=task.title), key="short", at=("title",))]
    if count > _LONGEST:
        message = _LONG_TITLE.of(count=count, title=f"{task.title[:_SHOWN]}…")
        return [Hit(message=message, key="long", at=("title",))]
    same = case.namesakes.get(task.id)
    if same is None:
        return []
    if same[0] is not task:
        return None  # tasks of one title are one cause
    message = _SAME_TITLE.of(title=task.title, count=len(same))
    covers = tuple(other.id for other in same)
    return [Hit(message=message, key="same", at=("title",), covers=covers)]


STR005 = Rule(
    code="STR005",
    name="unclear-title",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.WORK),
    title=Text(
        "Tên nhiệm vụ nêu hành động và đối tượng, không trùng",
        "A task's title names an action and its object, and is its own",
    ),
    why=Text(
        "Tên nhiệm vụ hiện trong bảng, lịch, phiếu nhắc việc; phải tự nó rõ.",
        "Titles stand alone in tables, calendars and reminders.",
    ),
    help=Text(
        "Viết lại tên nhiệm vụ gồm động từ và đối tượng, 2 đến 60 chữ (title).",
        "Give it a title of its own: a verb and its object, 2 to 60 words (title).",
    ),
    check=_titled,
)

_NO_FUNDING = Text("Kế hoạch chưa nêu kinh phí thực hiện.", "the plan names no funding")


def _funded(case: Case, plan: Plan) -> Verdict:
    return [] if plan.funding else [Hit(message=_NO_FUNDING.of())]


STR006 = Rule(
    code="STR006",
    name="funding-not-named",
    severity=Severity.WARNING,
    kind="plan",
    tags=("structure",),
    title=Text("Kế hoạch nêu kinh phí", "The plan names its funding"),
    why=Text(
        "Không nêu kinh phí thì các đơn vị không có cơ sở lập dự toán.",
        "Without it the bodies have nothing to budget on.",
    ),
    help=Text(
        "Nêu nguồn, mức hoặc cách bố trí kinh phí (plan.funding).",
        "Say where the funds come from, how much, or how they are provided (plan.funding).",
    ),
    check=_funded,
)

_BLANK = Text("Văn bản để trống {parts}.", "the document leaves {parts} blank")
_PART_NAMES: Mapping[str, Text] = {
    "number": Text("số văn bản", "its number"),
    "day": Text("ngày ban hành", "its day of issue"),
    "month": Text("tháng ban hành", "its month of issue"),
    "issued_on": Text("ngày ban hành", "its date of issue"),
    "signed_by": Text("người ký", "its signer"),
}


def _filled(case: Case, plan: Plan) -> Verdict:
    if not plan.blank:
        return []
    parts = tuple(_PART_NAMES.get(part, part) for part in plan.blank)
    return [Hit(message=_BLANK.of(parts=parts), at=("blank",))]


STR007 = Rule(
    code="STR007",
    name="header-blank",
    severity=Severity.INFO,
    kind="plan",
    tags=("structure",),
    title=Text("Số, ngày văn bản đã điền", "Number and date are filled in"),
    why=Text(
        "Văn bản chưa có số, ngày thì khó viện dẫn và chưa chắc đã ban hành.",
        "A document without number and date is hard to cite and may not have been issued.",
    ),
    help=Text(
        "Điền theo bản đã ban hành, rồi bỏ khỏi danh sách để trống (blank).",
        "Fill them in from the issued copy, and remove them from the list of blanks (blank).",
    ),
    check=_filled,
)

_MIXED = Text(
    "Văn bản dùng lẫn hai kiểu bỏ dấu: “{old}” {of_old} lần, “{new}” {of_new} lần.",
    "two styles of tone marks are mixed: “{old}” {of_old} times, “{new}” {of_new} times",
)


def _one_style(case: Case, plan: Plan) -> Verdict:
    if plan.text is not None:
        text = plan.text.text
    else:
        text = "\n".join(t for row in plan.rows() for t in (row.title, row.quote) if t)
    old: Counter[str] = Counter()
    new: Counter[str] = Counter()
    first: dict[str, int] = {}
    for syllable in styled_syllables(text):
        word = syllable.text.lower()
        (old if syllable.style == "old" else new)[word] += 1
        first.setdefault(word, syllable.start)
    if not old or not new:
        return []
    # The word that is written both ways most often shows the mixture best.
    both = [word for word in old if to_new(word) in new]
    of_old = max(both or old, key=lambda word: old[word])
    of_new = to_new(of_old) if both else max(new, key=lambda word: new[word])
    message = _MIXED.of(old=of_old, of_old=old[of_old], new=of_new, of_new=new[of_new])
    rarer = min((of_old, of_new), key=lambda word: old[word] + new[word])
    place = case.text_places.in_text(first[rarer]) if plan.text is not None else None
    return [Hit(message=message, place=place)]


STR008 = Rule(
    code="STR008",
    name="mixed-tone-marks",
    severity=Severity.INFO,
    kind="plan",
    tags=("structure",),
    title=Text("Văn bản dùng một kiểu bỏ dấu", "The text keeps to one style of tone marks"),
    why=Text(
        "Hai kiểu bỏ dấu làm tìm kiếm bỏ sót; planrules so sánh không phân biệt kiểu.",
        "Search misses words written in the other style; planrules compares without it.",
    ),
    help=Text(
        "Thống nhất một kiểu khi ban hành văn bản sau.",
        "Keep to one style in the next document.",
    ),
    check=_one_style,
)

RULES = (DEP001, STR004, STR005, STR006, STR007, STR008)
