"""Findings on what was recorded: where they stand, and what they keep quiet about."""

from datetime import date
from pathlib import Path

import attrs
import pytest

import planrules
from planrules import Plan, assess, consolidate
from planrules.model.finding import Finding
from planrules.model.ledger import Ledger
from planrules.rules.catalogue import CATALOGUE, chosen
from tests.rules.cases import CASES, RuleCase, load_text
from tests.tracking import PLAN

DAY = date(2025, 7, 15)
RECORDED = [case for case in CASES if case.rule.code.startswith("TRK")]
MEASURED = """
[[indicator]]
id = "ty-le"
title = "Tỷ lệ xã đạt"
scope = "cac-xa"
[[measurement]]
indicator = "ty-le"
unit = "xa-a"
recorded_on = 2025-06-20
measured_on = 2025-06-20
value = true
[[measurement]]
indicator = "ty-le"
unit = "xa-c"
recorded_on = 2025-07-02
measured_on = 2025-07-01
value = 5
"""
DRAFT = """
[[amendment]]
id = "du-thao"
status = "draft"
effective_on = 2025-08-01
[[amendment.end]]
id = "viec"
on = 2025-08-01
"""


def found(plan: Plan, *select: str, day: date = DAY, drafts: tuple[str, ...] = ()) -> list[Finding]:
    """Return what some rules say of a plan."""
    rules = chosen(CATALOGUE, select=select)
    return list(assess(plan, as_of=day, rules=rules, drafts=drafts).findings)


def entry(task: str, state: str, day: str, more: str = "") -> str:
    """Return an entry of a file."""
    head = f'\n[[entry]]\ntask = "{task}"\nrecorded_on = {day}\nstate = "{state}"\n'
    return head + more


class TestPlace:
    """A finding stands at the record that it is about."""

    def test_in_a_file_of_the_ledger(self, tmp_path: Path) -> None:
        (tmp_path / "ledger").mkdir()
        text = "format = 1\n" + entry("viec", "done", "2025-06-09", "percent = 80\n")
        (tmp_path / "ledger" / "phong.toml").write_text(text, "utf-8")

        proof, odds = found(load_text(tmp_path, PLAN), "TRK")

        assert [one.place.line for one in (proof, odds) if one.place] == [3, 7]
        assert str(proof.place).endswith("ledger/phong.toml:3:1")
        assert str(odds.place).endswith("ledger/phong.toml:7:11")

    def test_of_measurements_of_mixed_kinds(self, tmp_path: Path) -> None:
        (one,) = found(load_text(tmp_path, PLAN + MEASURED), "TRK008")

        assert one.place is not None
        line = (tmp_path / "plan.toml").read_text("utf-8").splitlines()[one.place.line - 1]
        assert (line, one.subject.kind, one.subject.id) == ("[[measurement]]", "indicator", "ty-le")

    @pytest.mark.parametrize("inline", [True, False])
    def test_of_a_draft(self, tmp_path: Path, inline: bool) -> None:  # noqa: FBT001 - a parameter of the test
        text = PLAN
        if inline:
            text += DRAFT
        else:
            (tmp_path / "amendments").mkdir()
            own = DRAFT.replace("[[amendment]]", "[amendment]").replace("[[amendment.", "[[")
            (tmp_path / "amendments" / "a.toml").write_text(f"format = 1\n{own}", "utf-8")

        (one,) = found(load_text(tmp_path, text), "TRK", drafts=("du-thao",))

        assert one.place is not None
        name = "plan.toml" if inline else "a.toml"
        (file,) = tmp_path.rglob(name)
        line = file.read_text("utf-8").splitlines()[one.place.line - 1]
        assert (Path(one.place.file).name, line) == (name, "effective_on = 2025-08-01")

    def test_a_ledger_that_was_given_stands_in_no_file(self) -> None:
        """What it tells stands at the task."""
        plan = planrules.loads(PLAN)
        other = planrules.loads(PLAN + entry("viec", "done", "2025-06-09"))
        rules = chosen(CATALOGUE, select=["TRK", "TIM006"])

        done, *_ = assess(plan, as_of=DAY, ledger=other.ledger, rules=rules).findings

        assert done.code == "TRK001"
        assert done.place is not None
        assert PLAN.splitlines()[done.place.line - 1] == 'id = "viec"'

    def test_a_ledger_of_its_own_keeps_its_places(self) -> None:
        plan = planrules.loads(PLAN + entry("viec", "done", "2025-06-09"))
        rules = chosen(CATALOGUE, select=["TRK"])

        assert assess(plan, as_of=DAY, rules=rules).findings == (
            assess(plan, as_of=DAY, rules=rules, ledger=plan.ledger).findings
        )

    def test_without_files_there_is_none(self) -> None:
        plan = planrules.loads(PLAN + DRAFT + entry("viec", "done", "2025-06-09"))
        bare = attrs.evolve(
            plan,
            origin=None,
            ledger=attrs.evolve(plan.ledger, parts=()),
            amendments=tuple(attrs.evolve(one, file=None) for one in plan.amendments),
        )

        assert [(one.code, one.place) for one in found(bare, "TRK", drafts=("du-thao",))] == [
            ("TRK001", None),
            ("TRK012", None),
        ]


class TestUnmatched:
    """A record fits what is owed, or would with a draft."""

    def test_a_draft_that_does_not_fit_the_plan_provides_nothing(self) -> None:
        text = DRAFT.replace("2025-08-01", "2025-07-01").replace(
            '[[amendment.end]]\nid = "viec"\non = 2025-07-01',
            '[[amendment.change]]\nid = "viec"\nwas.due = 2020-01-01\nset.every = "quarter"',
        )
        more = 'period = "2025-Q2"\n'
        plan = planrules.loads(PLAN + text + entry("viec", "in-progress", "2025-07-02", more))

        assert [one.code for one in found(plan, "TRK002", "TRK003")] == ["TRK002"]

    def test_a_draft_without_deadlines_provides_nothing(self) -> None:
        text = DRAFT.replace("2025-08-01", "2025-07-01").replace(
            '[[amendment.end]]\nid = "viec"\non = 2025-07-01',
            '[[amendment.change]]\nplan = "p"\nunset = ["starts_on"]\n'
            '[[amendment.change]]\nid = "viec"\nset.every = "quarter"',
        )
        more = 'period = "2025-Q2"\n'
        plan = planrules.loads(PLAN + text + entry("viec", "in-progress", "2025-07-02", more))

        assert [one.code for one in found(plan, "TRK002", "TRK003")] == ["TRK002"]

    def test_drafts_that_are_named_count_already(self) -> None:
        adding = (
            DRAFT.replace("2025-08-01", "2025-07-01").replace("du-thao", "mot").partition("[[am")[0]
        )
        first = '[[amendment]]\nid = "mot"\nstatus = "draft"\neffective_on = 2025-07-01\n'
        first += '[[amendment.add.task]]\nid = "moi"\ntitle = "Việc mới"\nlead = "xa-a"\n'
        second = first.replace('"mot"', '"hai"').replace('"moi"', '"khac"')
        plan = planrules.loads(
            PLAN
            + adding
            + first
            + second
            + entry("moi", "in-progress", "2025-07-02")
            + entry("khac", "in-progress", "2025-07-02")
        )

        one, two = found(plan, "TRK003")
        (left,) = found(plan, "TRK003", drafts=("mot",))

        assert (one.key, two.key) == ("moi.once.2025-07-02", "khac.once.2025-07-02")
        assert left.key == two.key
        assert "“hai”" in left.message.text("vi")

    def test_of_records_of_one_day_each_has_a_key_of_its_own(self) -> None:
        more = 'period = "2025-Q2"\n'
        plan = planrules.loads(
            PLAN
            + entry("viec", "in-progress", "2025-07-02", more)
            + entry("viec", "submitted", "2025-07-02", f"{more}order = 2\n")
        )

        keys = [one.key for one in found(plan, "TRK002")]

        assert keys == ["2025-Q2.2025-07-02", "2025-Q2.2025-07-02.2"]


def test_a_draft_without_a_day_never_takes_effect() -> None:
    """A file can't hold one, a value can."""
    plan = planrules.loads(PLAN + DRAFT)
    undated = tuple(attrs.evolve(one, effective_on=None) for one in plan.amendments)

    (one,) = found(attrs.evolve(plan, amendments=undated), "TRK", drafts=("du-thao",))

    assert one.message.text("en") == (
        "the draft “du-thao” gives no day from which it holds, and has changed nothing"
    )


def test_an_undated_draft_provides_nothing() -> None:
    text = '[[amendment]]\nid = "mot"\nstatus = "draft"\neffective_on = 2025-07-01\n'
    text += '[[amendment.add.task]]\nid = "moi"\ntitle = "Việc mới"\nlead = "xa-a"\n'
    plan = planrules.loads(PLAN + text + entry("moi", "in-progress", "2025-07-02"))
    undated = tuple(attrs.evolve(one, effective_on=None) for one in plan.amendments)

    assert [one.code for one in found(attrs.evolve(plan, amendments=undated), "TRK")] == ["TRK002"]


class TestOverdue:
    """TIM006 says of how much of what is late nobody has recorded anything."""

    @pytest.mark.parametrize(
        ("entries", "said"),
        [
            pytest.param("", "", id="an-empty-ledger-says-nothing"),
            pytest.param(
                entry("viec", "in-progress", "2025-07-02"),
                "; chưa có cập nhật nào",
                id="nothing-is-recorded-of-it",
            ),
            pytest.param(
                entry("quy", "in-progress", "2025-07-02", 'period = "2025-Q1"\nunit = "xa-a"\n'),
                "; 3 đầu việc chưa có cập nhật nào",
                id="of-some-of-them",
            ),
            pytest.param(
                "".join(
                    entry("quy", "in-progress", "2025-07-02", f'period = "{p}"\nunit = "{u}"\n')
                    for p, u in (
                        ("2025-Q1", "xa-a"),
                        ("2025-Q2", "xa-a"),
                        ("2025-Q1", "xa-b"),
                        ("2025-Q2", "xa-b"),
                    )
                ),
                "",
                id="all-have-said-something",
            ),
        ],
    )
    def test_silence(self, entries: str, said: str) -> None:
        text = '[[task]]\nid = "quy"\ntitle = "Báo cáo quý"\nlead = { each = "cac-xa" }\n'
        text += 'every = "quarter"\n'

        plan = planrules.loads(PLAN + text + entries)
        (one,) = (f for f in found(plan, "TIM006") if f.subject.id == "quy")

        assert one.message.text("vi").endswith(f"(UBND xã A và UBND xã B){said}.")


@pytest.mark.parametrize("case", RECORDED, ids=str)
def test_nothing_of_a_later_day_changes_anything(case: RuleCase, tmp_path: Path) -> None:
    """Records that are made later are as good as none."""
    plan, example = case.plan(tmp_path), case.example
    days = sorted({record.recorded_on for record in plan.ledger.records()} | {example.as_of})
    for day in days:
        known = Ledger(
            tuple(one for one in plan.ledger.entries if one.recorded_on <= day),
            tuple(one for one in plan.ledger.measurements if one.recorded_on <= day),
            tuple(one for one in plan.ledger.extensions if one.recorded_on <= day),
        )
        issued = consolidate(plan, as_of=day, drafts=example.drafts)
        rules = [case.rule]

        whole = assess(issued, as_of=day, drafts=example.drafts, rules=rules)
        part = assess(issued, as_of=day, drafts=example.drafts, rules=rules, ledger=known)

        assert [_said(one) for one in whole.findings] == [_said(one) for one in part.findings]
        assert whole.counts == part.counts


def _said(finding: Finding) -> tuple[object, ...]:
    return finding.subject, finding.key, finding.message.text("vi"), finding.message.text("en")


def test_an_empty_ledger_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is worked out where nothing was recorded."""

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("planrules.schedule.owing.owing_of", never)
    monkeypatch.setattr("planrules.tracking.indicators.indicator_progress", never)
    plan = planrules.loads(PLAN + MEASURED.partition("[[measurement]]")[0])

    assessment = assess(plan, as_of=DAY, rules=chosen(CATALOGUE, select=["TRK"]))

    assert all(count.is_idle for count in assessment.counts)
