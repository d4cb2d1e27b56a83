"""Two assessments side by side: what is told, and that it is told the other way round, too."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from planrules import Assessment, Difference, Plan, assess, compare, load, loads
from planrules.model.difference import Aspect, PlanDifference, plan_difference

EXAMPLE = load(Path(__file__).resolve().parents[2] / "examples" / "doc-sach")
DAY = date(2026, 5, 10)
HEAD = 'format = 1\n[plan]\nid = "a"\ntitle = "Kế hoạch"\nstarts_on = 2026-01-01\n'
UNITS = '[[unit]]\nid = "x"\nname = "X"\n[[unit]]\nid = "y"\nname = "Y"\n'


def plan(text: str, head: str = HEAD) -> Plan:
    return loads(f"{head}{UNITS}{text}")


def task(more: str = "", id: str = "viec") -> str:
    return f'[[task]]\nid = "{id}"\ntitle = "Việc"\n{more}\n'


def compared(before: str, after: str) -> Difference:
    return compare(*(assess(plan(text), as_of=DAY) for text in (before, after)))


def told(difference: PlanDifference) -> list[tuple[str, object, object]]:
    return [(one.field, one.was, one.now) for one in difference.changed]


def test_a_plan_with_a_draft_beside_the_plan_without() -> None:
    found = compare(assess(EXAMPLE, as_of=DAY), assess(EXAMPLE, as_of=DAY, drafts=["du-thao-2"]))

    assert [(one.after.id, one.field, one.aspect) for one in found.rows.changed] == [
        ("mua-sach", "due", Aspect.TIME),
        ("mua-sach", "duration", Aspect.TIME),
        ("ngay-hoi", "title", Aspect.OTHER),
        ("ngay-hoi", "lead", Aspect.HOLDER),
        ("tu-sach-thon", "due", Aspect.TIME),
    ]
    assert [
        (one.after.uid, one.before.due, one.after.due) for one in found.owed if one.is_moved
    ] == [
        ("doc-sach-2026.mua-sach.once", date(2026, 5, 29), date(2026, 6, 26)),
        ("doc-sach-2026.tu-sach-thon.once.thon-mot", date(2026, 10, 30), date(2026, 11, 30)),
        ("doc-sach-2026.tu-sach-thon.once.thon-hai", date(2026, 10, 30), date(2026, 11, 30)),
    ]
    assert [one.after.task.id for one in found.owed if one.is_passed_on] == ["ngay-hoi"]
    assert [length and length.length for length in found.lengths] == [42, 57]
    assert [one.code for one in found.found] == ["TIM004"]
    assert not found.settled
    assert not found.is_empty
    assert (found.plan, found.as_of) == (found.after.plan, DAY)


def test_the_same_beside_itself_is_no_difference() -> None:
    for drafts in ([], ["du-thao-2"]):
        one = assess(EXAMPLE, as_of=DAY, drafts=drafts)
        assert compare(one, one).is_empty


def test_two_days_of_one_plan_are_told_apart() -> None:
    found = compare(assess(EXAMPLE, as_of=date(2026, 3, 31)), assess(EXAMPLE, as_of=DAY))
    assert [one.id for one in found.rows.added] == ["tu-sach-thon"]
    (ended,) = found.rows.ended
    assert (ended.id, ended.row.until) == ("luan-chuyen", date(2026, 3, 31))
    assert {one.task.id for one in found.new} == {"bao-cao", "tu-sach-thon"}
    assert [one.unit for one in found.withdrawn] == ["thon-mot", "thon-hai"]


def test_rows_that_only_one_plan_has() -> None:
    found = plan_difference(plan(task(id="cu")), plan(task(id="moi")))
    assert [(one.table, one.id, one.called) for one in found.added] == [("task", "moi", "Việc")]
    assert [(one.table, one.id) for one in found.removed] == [("task", "cu")]


def test_the_end_of_a_row_is_told_as_an_end_and_not_as_a_field() -> None:
    whole, ended, later = (
        plan(task(more)) for more in ("", "until = 2026-02-01", "until = 2026-03-01")
    )
    assert [one.id for one in plan_difference(whole, ended).ended] == ["viec"]
    assert [one.id for one in plan_difference(later, ended).ended] == ["viec"]
    back = plan_difference(ended, whole)
    assert [one.row.until for one in back.resumed] == [date(2026, 2, 1)]
    assert plan_difference(ended, later).resumed == back.resumed
    assert back.changed == ()
    reason = plan(task('until = 2026-02-01\nend_reason = "xong"'))
    assert told(plan_difference(ended, reason)) == [("end_reason", None, "xong")]


def test_the_end_of_a_body_is_a_field_of_it() -> None:
    found = plan_difference(plan(""), plan('[[unit]]\nid = "z"\nname = "Z"\n'))
    assert [one.id for one in found.added] == ["z"]
    text = '[[unit]]\nid = "z"\nname = "Z"\nuntil = 2026-03-01\n'
    changed = plan_difference(plan('[[unit]]\nid = "z"\nname = "Z"\n'), plan(text))
    assert told(changed) == [("until", None, date(2026, 3, 1))]
    assert not changed.ended


def test_what_is_assumed_stands_in_its_fields_place() -> None:
    stated = plan(task("due = 2026-03-01"))
    assumed = plan(task('assumed.due = { value = 2026-03-01, reason = "thử" }'))
    other = plan(task('assumed.due = { value = 2026-03-01, reason = "lại" }'))
    (found,) = plan_difference(stated, assumed).changed
    assert (found.field, found.was == found.now) == ("due", True)
    assert (found.was_assumed, found.is_assumed) == (False, True)
    assert told(plan_difference(assumed, other)) == [("assumed.due", "thử", "lại")]


def test_the_words_that_state_a_relation() -> None:
    goal = '[[goal]]\nid = "dich"\ntitle = "Đích"\n'
    without = plan(goal + task('serves = "dich"'))
    said = plan(goal + task('serves = "dich"\nstated.serves = "nhằm"'))
    assert told(plan_difference(without, said)) == [("stated.serves", None, "nhằm")]


def test_what_the_plan_says_of_itself() -> None:
    head = HEAD.replace("Kế hoạch", "Kế hoạch mới").replace('"a"', '"b"')
    week = '[calendar]\nweekend = ["sunday"]\n'
    found = plan_difference(plan(""), plan(week, head))
    assert [field for field, _, _ in told(found)] == ["id", "title", "calendar"]


def test_pieces_that_nothing_models_are_counted() -> None:
    piece = '[[not_modelled]]\nclause = "I.1"\nreason = "{}"\n'
    found = plan_difference(
        plan(piece.format("a") * 2), plan(piece.format("a") + piece.format("b"))
    )
    assert [(one.table, one.id, one.row.reason) for one in found.added] == [
        ("not_modelled", "I.1", "b")
    ]
    assert [one.row.reason for one in found.removed] == ["a"]
    assert found.added[0].clause == "I.1"


def test_the_order_of_rows_is_no_difference() -> None:
    one, other = (plan(task(id=a) + task(id=b)) for a, b in (("a", "b"), ("b", "a")))
    assert one != other
    assert plan_difference(one, other) == PlanDifference()


def test_obligations_are_the_same_whatever_the_plan_is_called() -> None:
    text = task('lead = "x"\ndue = 2026-09-30')
    renamed = assess(plan(text, HEAD.replace('"a"', '"b"')), as_of=DAY)
    found = compare(assess(plan(text), as_of=DAY), renamed)
    assert not found.new
    assert not found.withdrawn


def test_a_plan_without_dates_has_no_critical_path() -> None:
    found = compared(task(), task("due = 2026-09-30"))
    assert [one and one.length for one in found.lengths] == [None, 0]
    assert compared(task(), task()).lengths == (None, None)


@pytest.mark.parametrize("name", ["before", "after"])
def test_a_difference_is_a_value(name: str) -> None:
    found = compared(task(), task("due = 2026-09-30"))
    assert found == compared(task(), task("due = 2026-09-30"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(found, name, None)
    assert isinstance(getattr(found, name), Assessment)
