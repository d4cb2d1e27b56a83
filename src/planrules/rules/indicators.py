"""Rules on targets, products and outputs (IND)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from planrules.model.finding import Severity
from planrules.model.goal import Indicator
from planrules.model.message import Text
from planrules.model.row import Row
from planrules.model.task import Task
from planrules.rules.case import Case
from planrules.rules.direction import falls_by_title
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some
from planrules.rules.shares import is_change
from planrules.text import collation_key, comparison_key

_PERCENT = "%"
_HUNDRED = Decimal(100)

_PARTS = {
    "baseline": Text("số liệu hiện trạng", "the baseline"),
    "target": Text("mức phấn đấu", "the target"),
    "unit_of_measure": Text("đơn vị tính", "the unit of measure"),
    "by": Text("thời điểm đạt", "the date"),
    "data_source": Text("nguồn số liệu", "the data source"),
}
_INCOMPLETE = Text("Chỉ tiêu “{title}” chưa nêu {parts}.", "“{title}” does not state {parts}")


def _complete(case: Case, indicator: Indicator) -> Verdict:
    if indicator.qualitative:
        return None
    missing = tuple(text for name, text in _PARTS.items() if getattr(indicator, name) is None)
    if not missing:
        return []
    return [Hit(message=_INCOMPLETE.of(title=indicator.title, parts=missing))]


IND001 = Rule(
    code="IND001",
    name="incomplete-target",
    severity=Severity.WARNING,
    kind="indicator",
    tags=clear(Clarity.PRODUCT),
    title=Text(
        "Chỉ tiêu có hiện trạng, mức, đơn vị tính, thời điểm và nguồn số liệu",
        "A target states baseline, value, unit of measure, date and data source",
    ),
    why=Text(
        "Không có hiện trạng và nguồn số liệu thì không đo được tiến bộ.",
        "Without a baseline and a source of data, progress can't be measured.",
    ),
    help=Text(
        "Bổ sung hiện trạng (baseline), mức (target), đơn vị tính (unit_of_measure), thời điểm"
        " (by), nguồn số liệu (data_source).",
        "Add what is missing: the baseline, the value (target), the unit (unit_of_measure), the"
        " date (by), the source of data (data_source).",
    ),
    check=_complete,
)

#: Where the aim is to keep what is there.
_KEPT = re.compile(r"\b(?:duy trì|giữ|maintain|keep)\b")

_OUT_OF_RANGE = Text(
    "Chỉ tiêu “{title}” ghi {value}%; tỷ lệ phải từ 0 đến 100%.",
    "“{title}” says {value}%; a share lies between 0 and 100%",
)
_ALREADY_REACHED = Text(
    "Chỉ tiêu “{title}” phấn đấu {target} nhưng hiện trạng đã là {baseline}.",
    "“{title}” aims at {target}, but the baseline is {baseline} already",
)
_FALLS = Text(
    "Chỉ tiêu “{title}” có hướng tăng nhưng mức phấn đấu {target} thấp hơn hiện trạng {baseline}.",
    "“{title}” is to rise, but the target {target} lies below the baseline {baseline}",
)
_RISES = Text(
    "Chỉ tiêu “{title}” có hướng giảm nhưng mức phấn đấu {target} cao hơn hiện trạng {baseline}.",
    "“{title}” is to fall, but the target {target} lies above the baseline {baseline}",
)


def _consistent(case: Case, indicator: Indicator) -> Verdict:
    if indicator.target is None:
        return None
    hits = []
    said = comparison_key(f"{indicator.title} {case.words_of(indicator)}")
    if indicator.unit_of_measure == _PERCENT and not is_change(said):
        for name in ("baseline", "target"):
            value = getattr(indicator, name)
            if value is not None and not 0 <= value <= _HUNDRED:
                message = _OUT_OF_RANGE.of(title=indicator.title, value=value)
                hits.append(Hit(message=message, key=name, at=(name,)))
    if indicator.baseline == indicator.target and not _KEPT.search(said):
        message = _ALREADY_REACHED.of(
            title=indicator.title, target=indicator.target, baseline=indicator.baseline
        )
        hits.append(Hit(message=message, key="reached", at=("baseline",)))
    hits += _against_its_title(indicator)
    return hits


def _against_its_title(indicator: Indicator) -> Iterator[Hit]:
    """Yield what is wrong where the numbers go one way and the title another."""
    baseline, target = indicator.baseline, indicator.target
    falls = falls_by_title(indicator)
    if falls is None or baseline is None or target is None or baseline == target:
        return
    if falls is not (target < baseline):
        text = _RISES if falls else _FALLS
        message = text.of(title=indicator.title, target=target, baseline=baseline)
        yield Hit(message=message, key="direction", at=("target",))


IND002 = Rule(
    code="IND002",
    name="inconsistent-target",
    severity=Severity.ERROR,
    kind="indicator",
    tags=("indicator",),
    title=Text(
        "Mức phấn đấu hợp với tên chỉ tiêu và hiện trạng; tỷ lệ từ 0 đến 100%",
        "The target fits its title and baseline, and shares lie between 0 and 100%",
    ),
    why=Text(
        "Số sai hoặc đã đạt từ đầu thì chỉ tiêu không đo được gì.",
        "A wrong number, or one reached at the outset, measures nothing.",
    ),
    help=Text(
        "Đối chiếu mức phấn đấu (target), số liệu hiện trạng (baseline) và tên chỉ tiêu (title) với"
        " văn bản; sửa chỗ ghi sai.",
        "Check the value (target), the baseline and the title against the document; correct what"
        " is wrong.",
    ),
    check=_consistent,
)

_NO_PRODUCT = Text("Chưa nêu sản phẩm của “{title}”.", "no product is stated for “{title}”")
_NO_PRODUCT_OF = Text(
    "Chưa nêu sản phẩm của {holder}: “{title}”.",
    "no product of {holder} is stated for “{title}”",
)


def _product(case: Case, task: Task) -> Verdict:
    if task.product or task.output:
        return []
    if case.follows_another(task):
        return None
    names = some([case.called(holder) for holder in case.leading[task.id]])
    if names:
        return [Hit(message=_NO_PRODUCT_OF.of(title=task.title, holder=names))]
    return [Hit(message=_NO_PRODUCT.of(title=task.title))]


IND003 = Rule(
    code="IND003",
    name="task-without-product",
    severity=Severity.WARNING,
    kind="task",
    tags=clear(Clarity.PRODUCT),
    title=Text(
        "Nhiệm vụ nêu sản phẩm: văn bản, số liệu hoặc công trình",
        "A task names its product: a document, data, or something built",
    ),
    why=Text(
        "Không có sản phẩm thì không biết thế nào là hoàn thành.",
        "Without a product nobody can say what done means.",
    ),
    help=Text(
        "Nêu văn bản, báo cáo, số liệu phải có khi xong việc (product), hoặc công trình (output).",
        "Name the document, report or data that there is when it is done (product), or what is"
        " built (output).",
    ),
    check=_product,
)

_NOT_MONOTONE = Text(
    "Mốc trung gian của “{title}” không theo một chiều: {value} tại {by}.",
    "the milestones of “{title}” go back and forth: {value} by {by}",
)
_NOT_IN_TIME = Text(
    "Mốc trung gian của “{title}” không theo thứ tự thời gian: {by}.",
    "the milestones of “{title}” are not in order of time: {by}",
)
_LAST_DIFFERS = Text(
    "Mốc cuối của “{title}” là {value}, khác mức phấn đấu {target}.",
    "the last milestone of “{title}” is {value}, but the target is {target}",
)


def _milestones(case: Case, indicator: Indicator) -> Verdict:
    steps = indicator.milestones
    if not steps:
        return None
    hits = []
    rising = indicator.baseline if indicator.baseline is not None else steps[0].value
    end = steps[-1].value if indicator.target is None else indicator.target
    up = end >= rising
    for index, (before, after) in enumerate(pairwise(steps), start=1):
        if after.by.last <= before.by.last:
            message = _NOT_IN_TIME.of(title=indicator.title, by=after.by)
            hits.append(Hit(message=message, key=f"by.{index}", at=("milestones", index, "by")))
        if after.value != before.value and (after.value > before.value) is not up:
            message = _NOT_MONOTONE.of(title=indicator.title, value=after.value, by=after.by)
            hits.append(
                Hit(message=message, key=f"value.{index}", at=("milestones", index, "value"))
            )
    last = steps[-1]
    at_the_end = indicator.by is not None and last.by.last >= indicator.by.last
    if indicator.target is not None and at_the_end and last.value != indicator.target:
        message = _LAST_DIFFERS.of(title=indicator.title, value=last.value, target=indicator.target)
        at = ("milestones", len(steps) - 1, "value")
        hits.append(Hit(message=message, key="last", at=at))
    return hits


IND004 = Rule(
    code="IND004",
    name="milestones-astray",
    severity=Severity.WARNING,
    kind="indicator",
    tags=("indicator",),
    title=Text(
        "Mốc trung gian theo thứ tự, theo một chiều, mốc cuối bằng mức phấn đấu",
        "Milestones are in order, go one way, and end at the target",
    ),
    why=Text(
        "Lộ trình không khớp với đích thì không dùng để đánh giá được.",
        "A path that does not lead to the target can't be used to judge progress.",
    ),
    help=Text(
        "Sửa các mốc trung gian cho đúng thứ tự, theo một chiều, mốc cuối bằng mức phấn đấu"
        " (milestones).",
        "Put the milestones in order, leading one way to the target (milestones).",
    ),
    check=_milestones,
)

_NO_NUMBER = Text(
    "Mục tiêu cụ thể nhưng chưa có số: {titles}.",
    "a concrete target has no number: {titles}",
)


def _number(case: Case, indicator: Indicator) -> Verdict:
    if not indicator.qualitative:
        return [] if indicator.target is not None else None  # IND001 says what is missing
    same = [row for row in case.beside(indicator) if row.qualitative]
    if same[0] is not indicator:
        return None  # one clause without a number is one cause
    titles = some(sorted((f"“{row.title}”" for row in same), key=collation_key))
    return [Hit(message=_NO_NUMBER.of(titles=titles), covers=tuple(row.id for row in same))]


IND005 = Rule(
    code="IND005",
    name="target-without-number",
    severity=Severity.WARNING,
    kind="indicator",
    tags=clear(Clarity.PRODUCT),
    title=Text("Mục tiêu cụ thể có số đo được", "A concrete target has a number"),
    why=Text(
        "Không có số thì đến hạn không kết luận được đạt hay không đạt.",
        "Without a number nobody can say at the end whether it was reached.",
    ),
    help=Text(
        "Nêu mức phấn đấu (target) và đơn vị tính (unit_of_measure), hoặc chuyển nội dung thành"
        " nhiệm vụ, giải pháp.",
        "State the value (target) and its unit (unit_of_measure), or turn it into a measure or"
        " task.",
    ),
    check=_number,
)

_NOT_COUNTED = Text("“{output}” không được chỉ tiêu nào tính đến.", "no target counts “{output}”")
_NOT_SERVED = Text(
    "Chưa có nhiệm vụ nào thực hiện chỉ tiêu: {title}.",
    "no assigned task serves the target: {title}",
)


def _accounted(case: Case, row: Row) -> Verdict:
    if isinstance(row, Indicator):
        if row.id in case.worked_on:
            return []
        return [Hit(message=_NOT_SERVED.of(title=row.title))]
    if not isinstance(row, Task) or not row.output:
        return None
    return [
        Hit(message=_NOT_COUNTED.of(output=thing.name), key=thing.name, at=("output", index))
        for index, thing in enumerate(row.output)
        if not thing.counted_by
    ]


IND006 = Rule(
    code="IND006",
    name="output-and-target-apart",
    severity=Severity.WARNING,
    kind="row",
    tags=clear(Clarity.PRODUCT),
    title=Text(
        "Công trình có chỉ tiêu tính; chỉ tiêu có nhiệm vụ thực hiện",
        "What is built counts towards a target, and every target is served by a task",
    ),
    why=Text(
        "Làm mà không tính, hoặc tính mà không ai làm, thì báo cáo không phản ánh công việc.",
        "Work that nothing counts, or targets that nobody works on, make reports meaningless.",
    ),
    help=Text(
        "Ghi chỉ tiêu nào tính công trình đó (counted_by), hoặc nhiệm vụ nào thực hiện chỉ tiêu"
        " (serves); chưa có thì bổ sung.",
        "Say which target counts the thing (counted_by), or which task serves the target (serves);"
        " add what is missing.",
    ),
    check=_accounted,
)

RULES = (IND001, IND002, IND003, IND004, IND005, IND006)
