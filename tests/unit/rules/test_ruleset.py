"""Files of rules, packs and waivers through the public face."""

import pickle
from datetime import date
from pathlib import Path

import attrs
import pytest

import planrules
from planrules import (
    CATALOGUE,
    PlanFileError,
    RuleSet,
    Severity,
    assess,
    load,
    load_rules,
    rules_of,
)

PLAN = """
format = 1

[plan]
id = "ke-hoach"
title = "Kế hoạch ví dụ"
issued_on = 2024-01-10
starts_on = 2024-01-15
ends_on = 2024-12-31
issuer = "ubnd-xa"

[[unit]]
id = "ubnd-xa"
name = "UBND xã Ví Dụ"

[[task]]
id = "mot"
title = "Lập danh sách"
lead = "ubnd-xa"
due = 2024-03-29

[[task]]
id = "hai"
title = "Mua sách"
lead = "ubnd-xa"
"""
RULE = """
[[rule]]
code = "HUY001"
name = "task-without-note"
for = "task"
assert = "task.note"
message = "“{task.title}” chưa có ghi chú."
help = "Thêm ghi chú."
"""
WAIVER = """
[[waiver]]
rule = "HUY001"
subject = "mot"
reason = "Đã ghi ở sổ riêng"
approver = "ubnd-huyen"
document = "12/TB-UBND"
granted = 2024-02-01
expires = 2024-12-31
"""
HUYEN = '\n[[unit]]\nid = "ubnd-huyen"\nname = "UBND huyện Ví Dụ"\n'
DAY = date(2024, 5, 1)


@pytest.fixture(name="folder")
def fixture_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a plan's folder, the current one."""
    (tmp_path / "plan.toml").write_text(PLAN + HUYEN, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "rules.toml") -> Path:
    """Write a file of rules."""
    (folder / name).write_text(f"format = 1\n{text}", "utf-8")
    return folder / name


def codes(asked: RuleSet) -> set[str]:
    """Return the codes of the rules that are asked."""
    return {rule.code for rule in asked.rules}


class TestBooks:
    """What is asked, by what the files say."""

    def test_without_a_file_the_catalogue_is_asked(self, folder: Path) -> None:
        assert rules_of(load(folder)).rules == CATALOGUE

    def test_rules_are_asked_beside_the_built_in_ones(self, folder: Path) -> None:
        write(folder, RULE)
        assert codes(rules_of(load(folder))) == {rule.code for rule in CATALOGUE} | {"HUY001"}

    def test_selecting_leaves_the_others_out_but_those_about_rules(self, folder: Path) -> None:
        write(folder, 'select = ["RES001", "task-without-deadline"]\n' + RULE)
        meta = {rule.code for rule in CATALOGUE if rule.code.startswith("MET")}
        assert codes(rules_of(load(folder))) == {"RES001", "TIM001", "HUY001"} | meta

    def test_packs_that_extend_each_other_are_refused(self, folder: Path) -> None:
        write(folder, 'extends = "mot.toml"\n')
        write(folder, 'extends = "hai.toml"\n' + RULE, "mot.toml")
        write(folder, 'extends = ["5ro", "mot.toml"]\n', "hai.toml")
        with pytest.raises(PlanFileError) as caught:
            load(".")
        (fault,) = caught.value.faults
        assert str(fault) == (
            "hai.toml:2:19: fault REF004 a cycle: mot.toml → hai.toml → mot.toml;"
            " remove one of its links"
        )

    def test_packs_that_share_others_cost_no_more(self, folder: Path) -> None:
        """Every file is looked at once, however many ways lead to it."""
        for number in range(40):
            names = ", ".join(f'"f{other}.toml"' for other in range(number + 1, 40)) or '"nd09"'
            write(folder, f"extends = [{names}, {names}]\n", f"f{number}.toml")
        assert codes(load_rules(folder / "f0.toml")) >= {"NDC001", "TIM008"}

    def test_a_broken_link_is_no_missing_file(self, folder: Path) -> None:
        (folder / "rules.toml").symlink_to(folder / "khong-co.toml")
        with pytest.raises(PlanFileError, match="1 fault"):
            load(folder)

    def test_files_that_are_too_large_together_are_refused(self, folder: Path) -> None:
        for name in ("mot.toml", "hai.toml"):
            write(folder, "# " + "x" * 9_000_000 + "\n", name)
        write(folder, 'extends = ["mot.toml", "hai.toml"]\n')
        with pytest.raises(PlanFileError) as caught:
            load(folder)
        assert [fault.code for fault in caught.value.faults] == ["RUL009"]
        write(folder, "# " + "x" * 17_000_000 + "\n")
        with pytest.raises(PlanFileError, match="1 fault"):
            load(folder)

    def test_a_folder_called_like_a_pack_is_none_of_the_library(self, folder: Path) -> None:
        (folder / "pack:nd09").mkdir()
        write(folder / "pack:nd09", RULE.replace("HUY001", "TIM900"), "x.toml")
        write(folder, 'extends = "pack:nd09/x.toml"\n')
        with pytest.raises(PlanFileError) as caught:
            rules_of(load(folder))
        assert [fault.code for fault in caught.value.faults] == ["RUL003"]

    def test_the_shortest_limit_of_waivers_counts(self, folder: Path) -> None:
        write(folder, 'longest_waiver = "3m"\n', "huyen.toml")
        limits = 'extends = ["all", "huyen.toml"]\nlongest_waiver = "24m"\n'
        write(folder, limits + RULE + WAIVER)
        found = {finding.code for finding in assess(load(folder), as_of=DAY).findings}
        assert "MET004" in found

    def test_assessments_of_a_plan_are_equal_and_travel(self, folder: Path) -> None:
        write(folder, RULE + WAIVER)
        plan = load(folder)
        one = assess(plan, as_of=DAY)
        assert one == assess(plan, as_of=DAY)
        again = pickle.loads(pickle.dumps(one.rules))  # noqa: S301 - our own bytes
        assert assess(plan, as_of=DAY, rules=again).findings == one.findings

    def test_texts_other_than_messages_hold_no_expressions(self, folder: Path) -> None:
        text = RULE.replace("Thêm ghi chú.", "Sửa {task.title}.")
        title = 'title = { vi = "Đủ", en = "all {task.id}" }\n'
        write(folder, f'{text}{title}why = "Vì {{task.id}}."\n')
        with pytest.raises(PlanFileError) as caught:
            rules_of(load("."))
        assert [(f.code, f.line, f.column) for f in caught.value.faults] == [
            ("RUL013", 9, 8),
            ("RUL013", 10, 27),
            ("RUL013", 11, 7),
        ]

    def test_a_pack_leaves_out_and_changes_for_itself(self, folder: Path) -> None:
        write(folder, 'extends = "goi.toml"\nselect = "RES001"\n')
        pack = 'extends = "6ro"\nignore = "RES"\n[severity]\nTIM001 = "error"\n'
        write(folder, pack, "goi.toml")
        asked = {rule.code: rule for rule in rules_of(load(folder)).rules}
        assert "RES001" in asked
        assert "RES002" not in asked
        assert asked["TIM001"].severity is Severity.ERROR

    def test_a_severity_that_somebody_set_no_longer_depends_on_the_basis(
        self, folder: Path
    ) -> None:
        write(folder, '[severity]\nRES002 = "error"\n')
        found = [f for f in assess(load(folder), as_of=DAY).findings if f.code == "RES002"]
        assert {finding.severity for finding in found} == {Severity.ERROR}

    def test_more_files_than_fifty_are_refused(self, folder: Path) -> None:
        write(folder, 'extends = "f0.toml"\n')
        for number in range(60):
            write(folder, f'extends = "f{number + 1}.toml"\n', f"f{number}.toml")
        write(folder, "", "f60.toml")
        with pytest.raises(PlanFileError) as caught:
            load(folder)
        assert [fault.code for fault in caught.value.faults] == ["RUL009"]

    def test_rules_of_an_office_serve_any_plan(self, folder: Path) -> None:
        file = write(folder, RULE + WAIVER, "huyen.toml")
        asked = load_rules(file)
        assert asked.own == ("HUY001",)
        assert asked.waivers == ()
        found = assess(load(folder), as_of=DAY, rules=asked).findings
        assert {f.subject.id for f in found if f.code == "HUY001"} == {"mot", "hai"}

    def test_a_folder_stands_for_its_file(self, folder: Path) -> None:
        write(folder, RULE)
        assert load_rules(folder).own == ("HUY001",)

    def test_files_outside_of_a_folder_without_workspace_are_not_read(self, folder: Path) -> None:
        inner = folder / "trong"
        inner.mkdir()
        (inner / "plan.toml").write_text(PLAN, "utf-8")
        write(folder, RULE, "ngoai.toml")
        write(inner, 'extends = "../ngoai.toml"\n')
        with pytest.raises(PlanFileError) as caught:
            load(inner)
        assert [fault.code for fault in caught.value.faults] == ["PTH001"]

    def test_the_digest_covers_the_rules(self, folder: Path) -> None:
        before = load(folder)
        write(folder, RULE)
        after = load(folder)
        assert before == after
        assert before.origin is not None
        assert after.origin is not None
        assert before.origin.digest() != after.origin.digest()

    def test_what_is_wrong_with_expressions_is_told_when_they_are_asked(self, folder: Path) -> None:
        write(folder, RULE.replace("task.note", "task.nte"))
        plan = load(".")
        with pytest.raises(PlanFileError, match="1 fault") as caught:
            assess(plan, as_of=DAY)
        assert caught.value.references_checked
        (fault,) = caught.value.faults
        assert str(fault).startswith("rules.toml:7:11: fault EXP004")

    def test_rules_from_elsewhere_are_asked_besides(self, folder: Path) -> None:
        more = [attrs.evolve(CATALOGUE[0], code="XYZ001", name="cua-nguoi-khac")]
        assert "XYZ001" in codes(rules_of(load(folder), more=more))
        write(folder, RULE)
        assert codes(rules_of(load(folder), more=more)) >= {"XYZ001", "HUY001"}
        assert codes(load_rules(folder, more=more)) >= {"XYZ001", "HUY001"}
        assert codes(load_rules(folder)).isdisjoint({"XYZ001"})

    def test_what_is_asked_knows_the_book_that_it_was_made_of(self, folder: Path) -> None:
        write(folder, RULE)
        plan = load(folder)
        assert rules_of(plan).book is plan.rulebook

    def test_waivers_may_name_rules_that_are_known_otherwise(self, folder: Path) -> None:
        write(folder, WAIVER)
        plan = load(folder)
        (waiver,) = rules_of(plan, known={"HUY001"}).waivers
        assert waiver.rule == "HUY001"
        with pytest.raises(PlanFileError) as caught:
            rules_of(plan)
        assert [fault.code for fault in caught.value.faults] == ["RUL006"]

    def test_labels_of_a_rule_put_it_into_the_table_of_the_six_items(self, folder: Path) -> None:
        write(folder, RULE + 'tags = ["ro-san-pham"]\n')
        plan = load(folder)
        mine = [rule for rule in rules_of(plan).rules if rule.code == "HUY001"]
        rows = assess(plan, as_of=DAY, rules=mine).clarity
        assert [list(row.cells.items()) for row in rows] == [[("ro-san-pham", "failed")]] * 2

    def test_given_rules_are_asked_alone_and_the_waivers_beside_count(self, folder: Path) -> None:
        write(folder, RULE + WAIVER)
        plan = load(folder)
        mine = [rule for rule in rules_of(plan).rules if rule.code == "HUY001"]
        assessment = assess(plan, as_of=DAY, rules=mine)
        assert [count.code for count in assessment.counts] == ["HUY001"]
        assert [finding.subject.id for finding in assessment.waived] == ["mot"]

    def test_a_severity_of_what_is_ignored_changes_nothing(self, folder: Path) -> None:
        write(folder, 'ignore = "RES001"\n[severity]\nRES001 = "info"\n')
        assert "RES001" not in codes(rules_of(load(folder)))

    def test_values_of_other_types_are_refused(self, folder: Path) -> None:
        write(
            folder,
            'severity = "error"\n' + RULE.replace('help = "Thêm ghi chú."', "help = 5\nlet = 5"),
        )
        with pytest.raises(PlanFileError) as caught:
            load(folder)
        assert [fault.code for fault in caught.value.faults] == ["VAL001"] * 3


class TestPlaces:
    """Slips lie where they stand in the file, however it writes its texts."""

    @pytest.mark.parametrize(
        ("written", "line", "column"),
        [
            ("assert = 'task.note and task.x'", 7, 25),
            ("assert = '''\ntask.note\nand task.x'''", 9, 5),
            ("assert = '''\r\ntask.note\r\nand task.x'''", 9, 5),
            ("assert = \"mentions(task.title, 'hóa') and task.x\"", 7, 43),
            ("assert = \"mentions(task.title, 'ho\u0301a') and task.x\"", 7, 44),
            ('assert = "mentions(task.title, \\"a\\") and task.x"', 7, 10),
            ('assert = """task.note \\\n  and task.x"""', 7, 10),
        ],
    )
    def test_of_an_expression(self, folder: Path, written: str, line: int, column: int) -> None:
        written = written.replace("'\\'\\'", "'''")
        text = RULE.replace('assert = "task.note"', written)
        (folder / "rules.toml").write_bytes(f"format = 1\n{text}".encode())
        with pytest.raises(PlanFileError) as caught:
            rules_of(load("."))
        assert [(f.code, f.line, f.column) for f in caught.value.faults] == [
            ("EXP004", line, column)
        ]

    @pytest.mark.parametrize(
        ("written", "column"),
        [
            ("when = 'task.note and task.x'", 23),
            ("key = 'mentions(task.title, \"a\") and task.x'", 38),
            ("let.dai = 'task.note and task.x'", 26),
        ],
    )
    def test_of_the_other_expressions(self, folder: Path, written: str, column: int) -> None:
        write(folder, RULE + written + "\n")
        with pytest.raises(PlanFileError) as caught:
            rules_of(load("."))
        assert [(f.code, f.line, f.column) for f in caught.value.faults] == [("EXP004", 10, column)]

    @pytest.mark.parametrize(
        ("written", "code", "column"),
        [
            ("message = 'Xem {task.x}.'", "EXP004", 17),
            ("message = { vi = 'Xem.', en = 'see {task.x}' }", "EXP004", 37),
            ("message = 'Xem {task.id'", "EXP017", 16),
            ("message = 'Xem {task.{id}}'", "EXP017", 16),
            ("message = 'Xem }.'", "EXP017", 16),
            ("message = \"{same_text('}', task.x)}\"", "EXP004", 28),
            ("message = \"{same_text('a}', task.x)}\"", "EXP004", 29),
            ("message = '{same_text(\"}a}\", task.x)}'", "EXP004", 30),
            ("message = '{task.x} {'", "EXP017", 21),
        ],
    )
    def test_of_an_expression_in_a_message(
        self, folder: Path, written: str, code: str, column: int
    ) -> None:
        line = next(line for line in RULE.split("\n") if line.startswith("message"))
        write(folder, RULE.replace(line, written))
        with pytest.raises(PlanFileError) as caught:
            rules_of(load("."))
        assert [(f.code, f.line, f.column) for f in caught.value.faults] == [(code, 8, column)]


class TestFindings:
    """What a rule in TOML says."""

    def test_a_finding_is_explained_and_has_its_place(self, folder: Path) -> None:
        write(
            folder,
            RULE.replace(
                'assert = "task.note"',
                "assert = \"not task.due or task.due >= '2024-04-01' or task.priority\"",
            ),
        )
        (found,) = (f for f in assess(load(folder), as_of=DAY).findings if f.code == "HUY001")
        assert (found.place and found.place.line) == 20
        assert [(c.text, c.holds) for c in found.conditions] == [
            ("task.due", True),
            ("task.due >= '2024-04-01'", False),
            ("task.priority", False),
        ]

    def test_a_rule_that_breaks_down_is_told_and_stops_no_other(self, folder: Path) -> None:
        write(folder, RULE.replace("task.note", "1 / count(task.product) > 0"))
        assessment = assess(load(folder), as_of=DAY)
        (broken,) = (f for f in assessment.findings if f.code == "MET003")
        assert "HUY001" in broken.message.text("en")
        assert {count.code: count.errored for count in assessment.counts}["HUY001"] == 2
        assert any(finding.code == "TIM001" for finding in assessment.findings)

    @pytest.mark.parametrize(
        ("basis", "found"),
        [
            ("since = 2024-01-11", 0),
            ("since = 2024-01-10", 2),
            ("since = 2020-01-01, until = 2024-01-09", 0),
            ('since = 2024-05-01, judged_on = "as-of"', 2),
            ('since = 2024-05-02, judged_on = "as-of"', 0),
            ('since = 2020-01-01, until = 2024-04-30, judged_on = "as-of"', 0),
        ],
    )
    def test_the_basis_switches_a_rule_on_and_off(
        self, folder: Path, basis: str, found: int
    ) -> None:
        given = f'basis = {{ citation = "1/QĐ", article = "Điều 2", {basis} }}\n'
        write(folder, RULE + given)
        findings = [f for f in assess(load(folder), as_of=DAY).findings if f.code == "HUY001"]
        assert len(findings) == found
        assert {finding.basis for finding in findings} <= {"1/QĐ, Điều 2"}

    def test_a_basis_need_not_name_an_article(self, folder: Path) -> None:
        write(folder, RULE + 'basis = { citation = "1/QĐ", since = 2020-01-01 }\n')
        findings = [f for f in assess(load(folder), as_of=DAY).findings if f.code == "HUY001"]
        assert {finding.basis for finding in findings} == {"1/QĐ"}

    def test_the_plan_can_be_read_in_conditions_and_messages(self, folder: Path) -> None:
        text = RULE.replace("“{task.title}” chưa có ghi chú.", "“{plan.title}” thiếu ghi chú.")
        write(folder, text.replace('"task.note"', "\"task.note or plan.id == 'khac'\""))
        found = next(f for f in assess(load(folder), as_of=DAY).findings if f.code == "HUY001")
        assert found.message.text("vi") == "“Kế hoạch ví dụ” thiếu ghi chú."
        assert [(c.text, c.holds) for c in found.conditions] == [
            ("task.note", False),
            ("plan.id == 'khac'", False),
        ]

    def test_its_place_is_the_field_that_fails_not_one_that_holds(self, folder: Path) -> None:
        condition = "assert = \"task.title and task.due and task.due < '2024-03-01'\""
        write(folder, RULE.replace('assert = "task.note"', condition) + 'when = "task.due"\n')
        (found,) = (f for f in assess(load(folder), as_of=DAY).findings if f.code == "HUY001")
        assert (found.place and found.place.line) == 20

    def test_keys_tell_findings_apart(self, folder: Path) -> None:
        write(folder, RULE + 'key = "as_of.year"\n')
        plan = load(folder)
        prints = {
            finding.fingerprint
            for year in (2024, 2025)
            for finding in assess(plan, as_of=date(year, 5, 1)).findings
            if finding.code == "HUY001"
        }
        assert len(prints) == 4

    def test_messages_hold_values_in_either_language(self, folder: Path) -> None:
        message = (
            "message = { vi = 'Hạn {task.due}, {{{count(task.lead)}}}.',"
            " en = 'due {task.due}, {task.lead}, {task.priority}' }"
        )
        write(folder, RULE.replace("message = “", "").replace(RULE.split("\n")[6], message))
        found = [f for f in assess(load(folder), as_of=DAY).findings if f.code == "HUY001"]
        assert [finding.message.text("vi") for finding in found] == [
            "Hạn 29/3/2024, {1}.",
            "Hạn chưa nêu, {1}.",
        ]
        assert [finding.message.text("en") for finding in found] == [
            "due 2024-03-29, ubnd-xa, false",
            "due not stated, ubnd-xa, false",
        ]

    def test_braces_of_a_plain_message_stand_for_themselves(self, folder: Path) -> None:
        write(folder, RULE.replace("“{task.title}” chưa có ghi chú.", "Xem {{mẫu}}."))
        found = [f for f in assess(load(folder), as_of=DAY).findings if f.code == "HUY001"]
        assert {finding.message.text("vi") for finding in found} == {"Xem {mẫu}."}


class TestWaivers:
    """Findings that are accepted for a time."""

    def test_a_waived_finding_is_seen_and_counted_apart(self, folder: Path) -> None:
        write(folder, RULE + WAIVER)
        assessment = assess(load(folder), as_of=DAY)
        (count,) = (count for count in assessment.counts if count.code == "HUY001")
        assert (count.passed, count.failed, count.waived) == (0, 1, 1)
        (waived,) = assessment.waived
        assert waived in assessment.findings
        assert waived.waiver is not None
        assert waived.waiver.document == "12/TB-UBND"
        assert waived not in assessment.unwaived

    def test_a_waived_error_does_not_fail_a_check(self, folder: Path) -> None:
        write(folder, RULE + 'severity = "error"\nwhen = "task.due"\n' + WAIVER)
        plan = load(folder)
        rules = [rule for rule in rules_of(plan).rules if rule.code == "HUY001"]
        assert not assess(plan, as_of=DAY, rules=rules).reaches(Severity.INFO)
        assert assess(plan, as_of=date(2025, 1, 1), rules=rules).reaches(Severity.ERROR)

    def test_the_first_waiver_that_fits_accepts(self, folder: Path) -> None:
        keyed = WAIVER.replace('subject = "mot"', 'subject = "mot"\nkey = "MỘT"')
        write(folder, RULE + "key = \"'một'\"\n" + keyed + WAIVER.replace("12/TB", "13/TB"))
        assessment = assess(load(folder), as_of=DAY)
        assert [f.waiver and f.waiver.document for f in assessment.waived] == ["12/TB-UBND"]
        assert [f.code for f in assessment.findings if f.code.startswith("MET")] == ["MET002"]

    def test_only_rules_that_were_asked_have_unused_waivers(self, folder: Path) -> None:
        write(folder, RULE.replace("task.note", "task.title") + WAIVER)
        plan = load(folder)
        asked = rules_of(plan)
        few = attrs.evolve(asked, rules=tuple(r for r in asked.rules if r.code != "HUY001"))
        found = [
            [f.code for f in assess(plan, as_of=DAY, rules=rules).findings if f.code == "MET002"]
            for rules in (asked, few)
        ]
        assert found == [["MET002"], []]

    @pytest.mark.parametrize(
        ("approver", "vi", "en"),
        [
            ("ubnd-huyenn", '; có phải "ubnd-huyen"?', '; did you mean "ubnd-huyen"?'),
            ("so-van-hoa", "; sửa mã, hoặc thêm [[unit]]", "; mend the id, or add [[unit]]"),
        ],
    )
    def test_an_approver_that_is_nobody(
        self, folder: Path, approver: str, vi: str, en: str
    ) -> None:
        write(folder, RULE + WAIVER.replace('"ubnd-huyen"', f'"{approver}"'))
        with pytest.raises(PlanFileError) as caught:
            rules_of(load("."))
        (fault,) = caught.value.faults
        place = "rules.toml:15:12: fault REF001"
        assert fault.text("vi") == (
            f'{place} không có cơ quan, đơn vị nào mang mã "{approver}"{vi}'
        )
        assert fault.text("en") == f'{place} no unit has the id "{approver}"{en}'

    def test_what_is_wrong_with_a_waiver_lies_where_it_is_written(self, folder: Path) -> None:
        write(folder, RULE.replace("task.note", "task.title") + WAIVER)
        found = assess(load("."), as_of=date(2025, 1, 1)).findings
        (expired,) = (finding for finding in found if finding.code.startswith("MET"))
        assert expired.code == "MET001"
        place = expired.place
        assert place is not None
        assert (place.file, place.line, place.column) == ("rules.toml", 12, 8)

    @pytest.mark.parametrize(
        ("as_of", "passed", "not_applicable"),
        [(date(2024, 1, 31), 0, 1), (date(2024, 2, 1), 1, 0), (date(2024, 12, 31), 1, 0)],
    )
    def test_a_waiver_is_looked_at_from_the_day_on_which_it_is_granted(
        self, folder: Path, as_of: date, passed: int, not_applicable: int
    ) -> None:
        write(folder, RULE + WAIVER)
        counts = {count.code: count for count in assess(load(folder), as_of=as_of).counts}
        for code in ("MET001", "MET002"):
            count = counts[code]
            assert (count.passed, count.failed) == (passed, 0)
            assert count.not_applicable == not_applicable

    def test_a_waiver_may_hold_for_one_day(self, folder: Path) -> None:
        write(folder, RULE + WAIVER.replace("2024-12-31", "2024-02-01"))
        plan = load(folder)
        waived = {day: assess(plan, as_of=date(2024, 2, day)).waived for day in (1, 2)}
        assert [finding.subject.id for finding in waived[1]] == ["mot"]
        assert waived[2] == ()

    def test_nothing_known_later_waives(self, folder: Path) -> None:
        write(folder, RULE + WAIVER)
        assert assess(load(folder), as_of=date(2024, 1, 31)).waived == ()


class TestBaselines:
    """Findings that were known before are put aside."""

    def test_known_findings_are_put_aside_by_fingerprint(self, folder: Path) -> None:
        plan = load(folder)
        before = assess(plan, as_of=DAY)
        baseline = planrules.Baseline.of(plan.id, DAY, before.findings)
        again = assess(plan, as_of=DAY, known=baseline.fingerprints)
        assert {finding.code for finding in again.findings} <= {"MET003"}
        assert again.known == before.findings

        write(folder, RULE)
        after = assess(load(folder), as_of=DAY, known=baseline.fingerprints)
        assert {finding.code for finding in after.findings} == {"HUY001"}

    def test_what_is_waived_or_about_rules_is_never_put_aside(self, folder: Path) -> None:
        write(
            folder,
            RULE
            + WAIVER
            + RULE.replace("HUY001", "HUY002")
            .replace("task-without", "no")
            .replace("task.note", "1 / count(task.product) > 0"),
        )
        plan = load(folder)
        before = assess(plan, as_of=DAY)
        baseline = before.baseline()
        assert {known.code for known in baseline.findings}.isdisjoint({"MET003"})
        everything = {finding.fingerprint for finding in before.findings}
        after = assess(plan, as_of=DAY, known=everything)
        assert {finding.code for finding in after.findings} == {"HUY001", "MET003"}
        assert len(after.waived) == 1
        assert after.baseline() == baseline
