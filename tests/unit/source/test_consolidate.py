"""A plan on a day: what its amendments change, add, replace and end."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from planrules import (
    PartialDate,
    Plan,
    PlanFileError,
    UnknownDraftError,
    UnknownIdError,
    assess,
    consolidate,
    dumps,
    load,
    loads,
)
from planrules.model.consolidation import consolidation
from planrules.model.responsibility import Holder
from planrules.recording import append_records, append_text
from planrules.source.places import Places

ROOT = Path(__file__).parents[3]

PLAN = """
format = 1

[plan]
id = "p"
title = "P"
issued_on = 2024-01-01
starts_on = 2024-01-01
ends_on = "2024"

[[basis]]
id = "1/KH"

[[territory]]
id = "huyen"
name = "Huyện"

[[unit]]
id = "a"
name = "A"

[[unit]]
id = "b"
name = "B"

[[group]]
id = "g"
name = "G"
members = ["a", "b"]

[[goal]]
id = "muc-tieu"
title = "Mục tiêu"

[[measure]]
id = "giai-phap"
title = "Giải pháp"
lead = "a"

[[assignment]]
clause = "IV.1"
lead = "a"

[[task]]
id = "t"
title = "T"
coordinate = [{ who = "b", whom = ["a", "b"] }, "a"]
assumed.due = { value = 2024-06-30, reason = "thử" }
assumed.lead = { value = "a", reason = "thử" }
stated.coordinate = "phối hợp"

[[not_modelled]]
clause = "I"
reason = "Lời dẫn."
"""


def amendment(day: str, *lines: str, status: str = "issued", id: str = "") -> str:
    """Return an amendment that takes effect on a day of 2024."""
    head = [f'id = "{id or f"am-{day}"}"', f'status = "{status}"', f"effective_on = 2024-{day}"]
    return "\n".join(["", "[[amendment]]", *head, *lines, ""])


def made(*parts: str, on: date = date(2024, 12, 1), drafts: tuple[str, ...] = ()) -> Plan:
    return consolidate(loads(PLAN + "".join(parts)), as_of=on, drafts=drafts)


def change(*lines: str) -> str:
    return "\n".join(["[[amendment.change]]", *lines])


def codes(*parts: str, drafts: tuple[str, ...] = ()) -> list[str]:
    with pytest.raises(PlanFileError) as caught:
        made(*parts, drafts=drafts)
    return [fault.code for fault in caught.value.faults]


def test_a_plan_without_amendments_is_itself() -> None:
    plan = loads(PLAN)

    assert consolidate(plan, as_of=date(2024, 5, 1)) is plan


def test_a_plan_before_its_first_amendment_is_itself() -> None:
    plan = loads(PLAN + amendment("06-01", change('plan = "p"', 'set.title = "P2"')))

    assert consolidate(plan, as_of=date(2024, 5, 31)) is plan
    assert consolidate(plan, as_of=date(2024, 6, 1)).title == "P2"


@pytest.mark.parametrize(
    ("subject", "setting", "attribute", "value"),
    [
        ('plan = "p"', 'set.title = "X"', "title", "X"),
        ('basis = "1/KH"', 'set.title = "X"', "bases", "X"),
        ('territory = "huyen"', 'set.name = "X"', "territories", "X"),
        ('unit = "a"', 'set.name = "X"', "units", "X"),
        ('group = "g"', 'set.name = "X"', "groups", "X"),
        ('id = "muc-tieu"', 'set.title = "X"', "goals", "X"),
        ('id = "giai-phap"', 'set.title = "X"', "measures", "X"),
        ('assignment = "IV.1"', 'set.note = "X"', "assignments", "X"),
        ('id = "t"', 'set.title = "X"', "tasks", "X"),
    ],
)
def test_everything_may_change(subject: str, setting: str, attribute: str, value: str) -> None:
    found = getattr(made(amendment("06-01", change(subject, setting))), attribute)
    row = found if isinstance(found, str) else found[0]
    shown = (
        row if isinstance(row, str) else [getattr(row, n, None) for n in ("title", "name", "note")]
    )

    assert value in shown


def test_setting_a_field_clears_what_was_assumed_and_said_of_it() -> None:
    (task,) = made(
        amendment("06-01", change('id = "t"', "set.due = 2024-09-30", 'set.coordinate = "b"'))
    ).tasks

    assert task.due is not None
    assert [one.field for one in task.assumed] == ["lead"]
    assert task.stated == ()


def test_an_assumption_and_words_may_be_set() -> None:
    (task,) = made(
        amendment(
            "06-01",
            change(
                'id = "t"',
                'set.assumed.due = { value = 2024-08-31, reason = "khác" }',
                'set.stated.coordinate = "cùng phối hợp"',
                'was.assumed.lead = { value = "a", reason = "thử" }',
            ),
        )
    ).tasks

    assert {one.field: one.reason for one in task.assumed} == {"due": "khác", "lead": "thử"}
    assert [one.words for one in task.stated] == ["cùng phối hợp"]
    assert len(task.coordinate) == 2


def test_unsetting_a_field_leaves_nothing_of_it() -> None:
    (task,) = made(amendment("06-01", change('id = "t"', 'unset = ["due", "coordinate"]'))).tasks

    assert (task.due, task.coordinate, task.stated) == (None, (), ())
    assert [one.field for one in task.assumed] == ["lead"]


def test_a_body_is_replaced_wherever_it_is_named() -> None:
    plan = made(
        amendment("06-01", "[[amendment.replace]]", 'unit = "a"', 'with = ["b", { each = "g" }]')
    )
    (task,) = plan.tasks
    new = (Holder("b"), Holder("g", each=True))  # type: ignore[arg-type] # ids

    assert plan.measures[0].lead == plan.assignments[0].lead == new
    assert task.assumed[1].value == new
    assert [(one.who, one.whom) for one in task.coordinate] == [
        ("b", ("b", "g")),
        ("b", ()),
        ("g", ()),
    ]


def test_a_body_may_be_replaced_in_some_roles_and_tasks_from_a_day() -> None:
    text = amendment(
        "06-01",
        "[[amendment.replace]]",
        'unit = "a"',
        'with = "b"',
        "from = 2024-07-01",
        'roles = ["coordinate"]',
        'tasks = ["t"]',
    )

    assert made(text, on=date(2024, 6, 30)).tasks[0].coordinate[1].who == "a"
    after = made(text, on=date(2024, 7, 1))
    assert [one.who for one in after.tasks[0].coordinate] == ["b", "b"]
    assert after.measures[0].lead[0].who == "a"
    other = made(
        text.replace(
            'tasks = ["t"]',
            'tasks = ["u"]\n[[amendment.add.task]]\nid = "u"\ntitle = "U"\ncoordinate = "a"',
        )
    )
    assert other.tasks[0].coordinate[1].who == "a"
    assert other.tasks[1].coordinate[0].who == "b"


def test_what_an_amendment_says_of_a_field_itself_stands_before_what_it_replaces() -> None:
    plan = made(
        amendment(
            "06-01",
            change('id = "giai-phap"', 'set.lead = "a"'),
            "[[amendment.replace]]",
            'unit = "a"',
            'with = "b"',
        )
    )

    assert plan.measures[0].lead[0].who == "a"
    assert plan.assignments[0].lead[0].who == "b"


def test_two_amendments_may_not_give_one_field_two_holders_on_a_day() -> None:
    replace = ("[[amendment.replace]]", 'unit = "a"')

    assert set(
        codes(
            amendment("06-01", *replace, 'with = "b"', id="x"),
            amendment("06-01", change('id = "giai-phap"', 'set.lead = ["a", "b"]'), id="y"),
            amendment(
                "06-01",
                change('id = "t"', "set.assumed.due = { value = 2024-01-01, reason = 'x' }"),
                id="z",
            ),
            amendment("06-01", change('id = "t"', "set.due = 2024-01-01"), id="zz"),
        )
    ) == {"AMD002"}


def test_what_is_added_begins_with_its_amendment_unless_it_says_otherwise() -> None:
    plan = made(
        amendment(
            "06-01",
            "[[amendment.add.task]]",
            'id = "u"',
            'title = "U"',
            "[[amendment.add.task]]",
            'id = "v"',
            'title = "V"',
            "since = 2024-09-01",
            "[[amendment.add.unit]]",
            'id = "c"',
            'name = "C"',
            "[[amendment.add.not_modelled]]",
            'clause = "I"',
            'reason = "Lặp lại."',
            "[[amendment.add.assignment]]",
            'clause = "IV.2"',
            'lead = "c"',
        ),
        amendment("07-01", change('assignment = "IV.2"', 'set.lead = "b"')),
    )

    assert [(one.id, one.since) for one in plan.tasks[1:]] == [
        ("u", date(2024, 6, 1)),
        ("v", date(2024, 9, 1)),
    ]
    assert plan.units[-1].since is None
    assert [one.reason for one in plan.not_modelled] == ["Lời dẫn.", "Lặp lại."]
    assert plan.assignments[1].lead[0].who == "b"


def test_what_ends_stays_with_its_last_day() -> None:
    ending = ("[[amendment.end]]", 'id = "giai-phap"', "on = 2024-06-30", 'reason = "R"')
    replace = ("[[amendment.replace]]", 'unit = "a"', 'with = "b"')
    plan = made(amendment("06-01", *ending), amendment("07-15", *replace))

    (measure,) = plan.measures
    assert (measure.until, measure.end_reason) == (date(2024, 6, 30), "R")
    assert measure.lead[0].who == "a"
    assert measure.stands_on(date(2024, 6, 30))
    assert not measure.stands_on(date(2024, 7, 1))
    assert codes(
        amendment("06-01", *ending),
        amendment("07-15", change('id = "giai-phap"', 'set.title = "X"')),
    ) == ["AMD005"]


class TestDrafts:
    """Drafts count where they are named."""

    DRAFT = amendment(
        "06-01",
        "[[amendment.add.task]]",
        'id = "u"',
        'title = "U"',
        status="draft",
        id="mot",
    )
    ON_IT = amendment(
        "06-01",
        "[[amendment.add.task]]",
        'id = "v"',
        'title = "V"',
        'after = "u"',
        status="draft",
        id="hai",
    )

    def test_a_draft_counts_where_it_is_named(self) -> None:
        assert [one.id for one in made(self.DRAFT).tasks] == ["t"]
        plan = made(self.DRAFT, drafts=("mot",))
        assert [one.id for one in plan.tasks] == ["t", "u"]
        assert plan.lineage is not None
        assert plan.lineage.from_drafts == {("task", "u")}
        assert plan.lineage.source("task", "u", "title") is not None
        assert plan.lineage.source("task", "t", "title") is None

    def test_a_draft_that_lies_ahead_is_kept_in_mind(self) -> None:
        plan = made(self.DRAFT, on=date(2024, 5, 1), drafts=("mot",))

        assert plan == loads(PLAN)
        assert plan.lineage is not None
        assert [one.id for one in plan.lineage.pending] == ["mot"]
        assert plan.lineage.applied == ()
        assert len(assess(plan, as_of=date(2024, 5, 1), drafts=["mot"]).obligations) == 1

    def test_one_text_is_no_list_of_drafts(self, tmp_path: Path) -> None:
        plan = loads(PLAN + self.DRAFT)
        day = date(2024, 6, 1)
        for asked in (consolidate, assess):
            with pytest.raises(TypeError, match=r"drafts is 'mot'; expected .* \['mot'\]"):
                asked(plan, as_of=day, drafts="mot")
            with pytest.raises(TypeError, match="drafts is"):
                asked(consolidate(plan, as_of=day, drafts=["mot"]), as_of=day, drafts="mot")
        with pytest.raises(TypeError, match="drafts is"):
            consolidation(plan, plan.amendments, as_of=day, drafts="mot")
        with pytest.raises(TypeError, match="drafts is"):
            append_records(tmp_path, [], drafts="mot")
        with pytest.raises(TypeError, match="drafts is"):
            append_text(tmp_path, "", drafts="mot")

    def test_an_unknown_draft_is_told_with_the_nearest_one(self) -> None:
        with pytest.raises(UnknownDraftError, match="did you mean"):
            made(self.DRAFT, drafts=("mott",))
        with pytest.raises(UnknownDraftError):
            made(amendment("06-01", id="mot"), drafts=("mot",))

    def test_drafts_that_rest_on_each_other_are_named_together(self) -> None:
        assert codes(self.DRAFT, self.ON_IT, drafts=("hai",)) == ["REF001"]
        assert len(made(self.DRAFT, self.ON_IT, drafts=("hai", "mot")).tasks) == 3

    def test_two_drafts_may_be_two_answers_but_not_together(self) -> None:
        other = self.DRAFT.replace('"mot"', '"khac"')

        assert len(made(self.DRAFT, other, drafts=("khac",)).tasks) == 2
        assert codes(self.DRAFT, other, drafts=("khac", "mot")) == ["AMD003"]

    def test_what_two_drafts_add_under_one_id_is_of_one_kind(self) -> None:
        """Else the names of their files would say what a third one changes."""
        adding = {
            kind: amendment(
                "05-01",
                f"[[amendment.add.{kind}]]",
                'id = "new"',
                'title = "New"',
                status="draft",
                id=f"of-{kind}",
            )
            for kind in ("task", "measure")
        }
        third = amendment(
            "06-01", change('id = "new"', 'set.title = "T"'), status="draft", id="third"
        )

        assert codes(adding["task"], adding["measure"], third) == ["AMD009"]
        assert codes(adding["measure"], adding["task"], third) == ["AMD009"]

    def test_a_draft_that_is_stale_is_told_where_it_is_named(self) -> None:
        stale = amendment(
            "06-01", change('id = "t"', 'was.title = "X"', 'set.title = "Y"'), status="draft"
        )

        assert made(stale).tasks[0].title == "T"
        assert codes(stale, drafts=("am-06-01",)) == ["AMD001"]

    def test_a_draft_may_change_what_only_it_names(self) -> None:
        head = amendment(
            "06-01",
            "[[amendment.add.not_modelled]]",
            'clause = "II"',
            'reason = "R"',
            change('plan = "p"', 'set.title = "Q"'),
            status="draft",
            id="ba",
        )

        assert made(head, drafts=("ba",)).title == "Q"


def test_a_ring_of_bodies_that_amendments_make_is_told() -> None:
    assert codes(
        amendment(
            "06-01",
            change('unit = "a"', 'set.successors = ["b"]'),
            change('unit = "b"', 'set.successors = ["a"]'),
        )
    ) == ["REF004"]


def test_a_consolidated_plan_is_asked_for_another_day() -> None:
    plan = load(ROOT / "plans/van-quan-27ct")
    now = consolidate(plan, as_of=date(2025, 7, 2), drafts=["phu-luc-1", "hai-cap"])

    assert consolidate(now, as_of=date(2024, 5, 1)) == plan
    assert loads(dumps(now)) == now


def test_findings_stand_where_an_amendment_gives_the_value() -> None:
    plan = load(ROOT / "plans/van-quan-27ct")
    found = assess(plan, as_of=date(2024, 12, 2), drafts=["phu-luc-1"]).findings

    late = [one for one in found if one.code == "TIM006" and one.subject.id == "can-doi-kinh-phi"]
    places = [one.place for one in found if one.subject.id == "bao-cao" and one.code == "TIM006"]
    assert late == []
    assert [place and Path(place.file).name for place in places] == ["phu-luc-1.toml"]


def test_what_bears_an_amendments_id_is_no_row() -> None:
    with pytest.raises(UnknownIdError):
        made(TestDrafts.DRAFT).row("mot")


def test_a_consolidated_plan_stays_as_it_is_on_its_day() -> None:
    text = amendment("06-01", change('id = "t"', 'set.title = "X"'))
    day = date(2024, 12, 1)
    plan = made(text, TestDrafts.DRAFT, drafts=("mot",))

    assert consolidate(plan, as_of=day) is plan
    assert consolidate(plan, as_of=day, drafts=["mot"]) is plan
    later = consolidate(plan, as_of=date(2024, 12, 2))
    assert [one.id for one in later.tasks] == ["t", "u"]


def test_what_is_changed_further_counts_on_the_day_and_is_never_dropped() -> None:
    day = date(2024, 12, 1)
    plan = made(amendment("06-01", change('id = "t"', 'set.title = "X"')))
    (task,) = plan.tasks
    supposed = attrs.evolve(
        plan, tasks=(attrs.evolve(task, due=PartialDate(2024, 12, 24), assumed=()),)
    )

    assert [one.due for one in assess(supposed, as_of=day).obligations] == [date(2024, 12, 24)]
    with pytest.raises(ValueError, match="changed since it was consolidated"):
        consolidate(supposed, as_of=date(2024, 12, 2))


def test_what_is_not_there_yet_or_twice_on_a_day_does_not_end() -> None:
    def ending(id: str) -> tuple[str, ...]:
        return ("[[amendment.end]]", f'id = "{id}"', "on = 2024-12-31")

    assert codes(
        amendment("06-01", *ending("u")),
        amendment("07-01", "[[amendment.add.task]]", 'id = "u"', 'title = "U"'),
        amendment("08-01", *ending("t"), id="x"),
        amendment("08-01", *ending("t"), id="y"),
    ) == ["AMD004", "AMD002"]


def test_plans_that_came_from_no_file_are_amended_all_the_same() -> None:
    text = amendment(
        "06-01", change('id = "t"', 'was.title = "X"', 'set.title = "Y"'), status="draft"
    )
    plan = attrs.evolve(loads(PLAN + text + TestDrafts.DRAFT), origin=None)

    assert len(consolidate(plan, as_of=date(2024, 12, 1), drafts=["mot"]).tasks) == 2
    with pytest.raises(PlanFileError, match="1 fault") as caught:
        consolidate(plan, as_of=date(2024, 12, 1), drafts=["am-06-01"])
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [("am-06-01", 1)]


def test_values_stand_where_an_amendment_gives_them_or_says_that_they_change() -> None:
    plan = made(
        amendment(
            "06-01",
            change('id = "t"', 'set.coordinate = [{ who = "b", whom = "a" }]'),
            "[[amendment.replace]]",
            'unit = "a"',
            'with = "b"',
        )
    )
    assert plan.origin is not None
    places = Places(plan.origin)

    def line(*at: str | int, kind: str = "task", id: str = "t") -> str:
        place = places.place(kind, id, at)
        return (
            plan.origin.files[0].data.decode().splitlines()[place.line - 1] if plan.origin else ""
        )

    assert line("coordinate", 0, "whom").startswith("set.coordinate")
    assert line("coordinate", 7).startswith("set.coordinate")
    assert line("lead", 0, kind="measure", id="giai-phap") == "[[amendment.replace]]"
    assert line("title") == 'title = "T"'


def test_rings_of_groups_are_told_on_every_day_and_of_drafts() -> None:
    group = '\n[[group]]\nid = "h"\nname = "H"\nmembers = ["g"]\n'
    ring = change('group = "g"', 'set.members = ["h", "b"]')
    again = change('group = "g"', 'set.members = ["b"]')

    between = amendment("06-15", change('id = "t"', 'set.title = "X"'))
    after = amendment("07-01", again)
    assert codes(group, amendment("06-01", ring), between, after) == ["REF004"]
    draft = amendment("06-01", ring, status="draft", id="mot")
    assert codes(group, draft, drafts=("mot",)) == ["REF004"]


def test_a_group_takes_the_place_of_a_group_member_by_member_but_leads_as_no_whole() -> None:
    groups = """
[[group]]
id = "h"
name = "H"
members = ["b"]

[[task]]
id = "each"
title = "Each"
lead = { each = "g" }
"""
    replace = ("[[amendment.replace]]", 'with = "h"')

    plan = made(groups, amendment("06-01", *replace, 'unit = "g"'))
    assert plan.tasks[1].lead == (Holder("h", each=True),)  # type: ignore[arg-type] # an id
    assert codes(groups, amendment("06-01", *replace, 'unit = "a"')) == ["REF005"] * 2


def test_replacements_of_one_amendment_work_one_after_another() -> None:
    (task,) = made(
        amendment(
            "06-01",
            "[[amendment.replace]]",
            'unit = "a"',
            'with = { text = "X" }',
            'roles = ["coordinate"]',
            "[[amendment.replace]]",
            'unit = "b"',
            'with = "a"',
            'roles = ["coordinate"]',
        )
    ).tasks

    assert [one.who or one.text for one in task.coordinate] == ["a", "X"]
