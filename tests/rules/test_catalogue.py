"""Laws of the catalogue: codes, names, words, bases, choices."""

import re
from datetime import date
from pathlib import Path

import pytest

from planrules import UnknownRuleError, assess
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.rules.case import Case
from planrules.rules.catalogue import CATALOGUE, PROFILES, RETIRED, chosen, fitting
from planrules.rules.clarity import Cell, clarity_table
from planrules.rules.rule import Clarity, Hit, LegalBasis, Rule, some
from planrules.rules.run import MET003, run, subject_of
from tests.rules.cases import load_text

DAY = date(2024, 5, 1)
#: Documents whose number and day in force were verified.
VERIFIED = {
    "Quyết định 2179/QĐ-TTg": date(2025, 10, 6),
    "Nghị định 09/2019/NĐ-CP": date(2019, 3, 12),
}
OTHER_TAGS = {"structure", "time", "trace", "indicator", "ledger", "meta"}
PLAN = 'format = 1\n[plan]\nid = "vi-du"\ntitle = "Kế hoạch ví dụ"\n'
TASK = '[[task]]\nid = "viec"\ntitle = "Lập danh sách"\n'
REVIEW = '[[task]]\nid = "so-ket"\ntitle = "Sơ kết"\ndue = 2026-12-31\noversees = "viec"\n'

#: Words that show which language a sentence is in, once keys and values of files are set aside.
ENGLISH = re.compile(
    r"\b(?:the|is|are|of|and|or|not|no|with|by|for|state|name|add)\b", re.IGNORECASE
)
VIETNAMESE = re.compile(
    r"[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE
)
KEYS = re.compile(r"\[\[.*?\]\]|\w+ = (?:\".*?\"|\{.*?\}|\[.*?\]|\w+)|\{\w+\}|“.*?”|\(.*?\)")


def texts(rule: Rule) -> list[Text]:
    """Return the words of a rule itself and the templates in its module."""
    module = __import__(rule.check.__module__, fromlist=["_"])
    templates = [value for value in vars(module).values() if isinstance(value, Text)]
    return [rule.title, rule.why, rule.help, *templates]


def plan_of(tmp_path: Path, text: str = "") -> Case:
    """Return a small plan as a case."""
    return Case(load_text(tmp_path, PLAN + text), DAY)


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.code)
class TestRule:
    """What holds for each rule."""

    def test_code_and_name(self, rule: Rule) -> None:
        assert re.fullmatch(r"(?:DEP|STR|RES|TIM|IND|TRC|ORG|TRK|MET)[0-9]{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule.name)
        assert rule.code not in RETIRED

    def test_tags(self, rule: Rule) -> None:
        """A rule speaks on items of "6 rõ", and says so, or bears another known tag."""
        items = set(rule.tags) & set(Clarity)

        assert rule.tags
        assert set(rule.tags) <= {"6ro", *Clarity} | OTHER_TAGS
        assert ("6ro" in rule.tags) == bool(items)

    def test_words(self, rule: Rule) -> None:
        """Both languages say something, each in its own words."""
        for text in texts(rule):
            vi, en = (KEYS.sub("", words) for words in (text.vi, text.en))
            assert text.vi != text.en
            assert vi.strip()
            assert en.strip()
            assert not ENGLISH.search(vi), text.vi
            assert not VIETNAMESE.search(en), text.en

    def test_sentences(self, rule: Rule) -> None:
        """Why and help are sentences; both languages are filled with the same facts."""
        for text in (rule.why, rule.help):
            assert text.vi.lstrip("“")[0].isupper()
            assert text.vi.endswith(".")
            assert text.en.endswith(".")
        for text in texts(rule):
            facts = [set(re.findall(r"\{(\w+)\}", words)) for words in (text.vi, text.en)]
            if text not in (rule.title, rule.why, rule.help):
                assert facts[0] == facts[1]

    def test_basis_is_verified(self, rule: Rule) -> None:
        if rule.basis is not None:
            document = rule.basis.citation.partition(", ")[0]
            assert VERIFIED[document] == rule.basis.since


class TestCatalogue:
    """What holds for all rules together."""

    def test_codes_and_names_are_unique_and_in_order(self) -> None:
        codes = [rule.code for rule in CATALOGUE]

        assert codes == sorted(set(codes))
        assert len({rule.name for rule in CATALOGUE}) == len(CATALOGUE)

    def test_every_item_of_six_is_spoken_on(self) -> None:
        for item in Clarity:
            assert any(item in rule.tags for rule in CATALOGUE), item

    def test_whole_catalogue_on_an_empty_plan(self, tmp_path: Path) -> None:
        assessment = assess(plan_of(tmp_path).plan, as_of=DAY)

        assert [count.code for count in assessment.counts] == [rule.code for rule in CATALOGUE]
        assert sum(count.errored for count in assessment.counts) == 0


class TestChosen:
    """Rules are chosen by code, prefix, name, tag and profile."""

    @pytest.mark.parametrize(
        ("selector", "expected"),
        [
            ("DEP001", ["DEP001"]),
            ("dep", ["DEP001", "DEP002"]),
            ("dependency-cycle", ["DEP001"]),
            ("meta", [f"MET00{number}" for number in range(1, 8)]),
        ],
    )
    def test_selectors(self, selector: str, expected: list[str]) -> None:
        assert [rule.code for rule in chosen(CATALOGUE, select=[selector])] == expected

    def test_ignore_wins(self) -> None:
        codes = {rule.code for rule in chosen(CATALOGUE, select=["RES"], ignore=["RES001"])}

        assert "RES002" in codes
        assert "RES001" not in codes
        assert all(code.startswith("RES") for code in codes)

    def test_nothing_selected_means_all(self) -> None:
        assert chosen(CATALOGUE) == CATALOGUE
        assert len(chosen(CATALOGUE, ignore=["MET003"])) == len(CATALOGUE) - 1

    def test_profiles(self) -> None:
        """The six items hold the five and the rules on authority."""
        six, five = (set(chosen(CATALOGUE, select=[name])) for name in ("6ro", "5ro"))

        assert five < six
        assert all(Clarity.AUTHORITY in rule.tags for rule in six - five)
        assert set(PROFILES["6ro"]) - set(PROFILES["5ro"]) == {Clarity.AUTHORITY}

    @pytest.mark.parametrize(("selector", "nearest"), [("RES01", "RES001"), ("7ro", "6ro")])
    def test_unknown_selector(self, selector: str, nearest: str) -> None:
        with pytest.raises(UnknownRuleError) as caught:
            chosen(CATALOGUE, select=[selector])

        assert caught.value.nearest is not None
        assert caught.value.name == selector
        assert nearest in str(caught.value) or caught.value.nearest in str(caught.value)

    def test_what_one_selector_fits(self) -> None:
        assert fitting(CATALOGUE, "dep") == {"DEP001", "DEP002"}
        assert fitting(iter(CATALOGUE), "6ro") == {
            r.code for r in chosen(CATALOGUE, select=["6ro"])
        }
        with pytest.raises(UnknownRuleError, match="RES01"):
            fitting(CATALOGUE, "RES01")

    def test_empty_selector_fits_nothing(self) -> None:
        with pytest.raises(UnknownRuleError):
            chosen(CATALOGUE, ignore=[""])


class TestBasis:
    """A basis counts from the day on which it was in force."""

    @pytest.mark.parametrize(
        ("issued", "severity", "basis"),
        [
            ("2025-10-05", Severity.INFO, None),
            ("2025-10-06", Severity.WARNING, "Quyết định 2179/QĐ-TTg"),
        ],
    )
    def test_sole_basis(
        self, tmp_path: Path, issued: str, severity: Severity, basis: str | None
    ) -> None:
        """A rule that rests on one document alone only remarks before its day."""
        plan = load_text(tmp_path, f"{PLAN}issued_on = {issued}\n{TASK}")

        (found,) = assess(plan, as_of=DAY, rules=chosen(CATALOGUE, select=["ORG006"])).findings

        assert (found.severity, found.basis) == (severity, basis)

    @pytest.mark.parametrize(
        ("issued", "basis"),
        [("2019-03-11", None), ("2019-03-12", "Nghị định 09/2019/NĐ-CP, Điều 12")],
    )
    def test_other_basis(self, tmp_path: Path, issued: str, basis: str | None) -> None:
        """A rule that stands by itself keeps its severity, and cites what was in force."""
        text = f'{PLAN}issued_on = {issued}\n[[unit]]\nid = "phong"\nname = "Phòng"\n{TASK}'
        plan = load_text(tmp_path, f'{text}report = "phong"\nevery = "unstated"\n')

        (found,) = assess(plan, as_of=DAY, rules=chosen(CATALOGUE, select=["TIM009"])).findings

        assert (found.severity, found.basis) == (Severity.WARNING, basis)

    def test_basis_is_not_cited_where_it_does_not_speak(self, tmp_path: Path) -> None:
        """The decree on reports says nothing of other work that comes back."""
        case = plan_of(tmp_path, f"{TASK}standing = true\n")

        (found,) = assess(case.plan, as_of=DAY, rules=chosen(CATALOGUE, select=["TIM009"])).findings

        assert found.basis is None

    def test_last_day(self) -> None:
        basis = LegalBasis("1/QĐ", since=date(2020, 1, 1), until=date(2020, 12, 31))

        assert basis.in_force_on(date(2020, 12, 31))
        assert not basis.in_force_on(date(2021, 1, 1))
        assert not basis.in_force_on(date(2019, 12, 31))

    def test_severity_can_be_overridden(self, tmp_path: Path) -> None:
        """Somebody's own severity counts even where the basis was not in force yet."""
        plan = load_text(tmp_path, f"{PLAN}issued_on = 2024-04-01\n{TASK}")

        (found,) = assess(
            plan,
            as_of=DAY,
            rules=chosen(CATALOGUE, select=["ORG006"]),
            severities={"ORG006": Severity.ERROR},
        ).findings

        assert found.severity is Severity.ERROR


def broken(case: Case, task: object) -> list[Hit] | None:  # noqa: ARG001 - every rule is asked alike
    """Break down."""
    message = f"no {type(task).__name__}"
    raise LookupError(message)


def own(code: str, **changes: object) -> Rule:
    """Return a rule of one's own."""
    return Rule(
        **{  # type: ignore[arg-type]  # changed by name
            "code": code,
            "name": "my-rule",
            "severity": Severity.INFO,
            "kind": "task",
            "tags": ("6ro", Clarity.WORK),
            "title": Text("a", "b"),
            "why": Text("a", "b"),
            "help": Text("a", "b"),
            "check": broken,
            **changes,
        }
    )


class TestBrokenRule:
    """A rule that raises is counted and reported, and stops no other."""

    def test_rule_that_raises(self, tmp_path: Path) -> None:
        case = plan_of(tmp_path, TASK + TASK.replace("viec", "khac"))

        assessment = assess(case.plan, as_of=DAY, rules=[own("ABC001"), *CATALOGUE])

        counts = {count.code: count for count in assessment.counts}
        (found,) = (f for f in assessment.findings if f.code == "MET003")
        assert counts["ABC001"].errored == 2
        assert (counts["MET003"].failed, counts["MET003"].not_applicable) == (1, 0)
        assert counts["RES001"].failed == 2
        assert (found.severity, found.key) == (Severity.ERROR, "ABC001")
        assert found.message.text("en") == (
            "rule ABC001 broke down on viec, in all 2 times: LookupError: no Task"
        )

    def test_rule_that_raises_once(self, tmp_path: Path) -> None:
        case = plan_of(tmp_path, TASK)

        assessment = assess(case.plan, as_of=DAY, rules=[own("ABC001")])

        (found,) = (f for f in assessment.findings if f.code == "MET003")
        assert found.message.text("en") == "rule ABC001 broke down on viec: LookupError: no Task"
        assert found.message.text("vi") == (
            "Quy tắc ABC001 bị lỗi khi xét viec: LookupError: no Task."
        )

    def test_kind_that_does_not_exist(self, tmp_path: Path) -> None:
        result = run(plan_of(tmp_path, TASK), [own("ABC001", kind="nothing"), MET003])

        assert result.counts["ABC001"].errored == 1
        assert result.counts["MET003"].failed == 1
        assert result.found[0][0].subject.kind == "plan"

    def test_reported_even_where_met003_was_not_chosen(self, tmp_path: Path) -> None:
        result = run(plan_of(tmp_path, TASK), [own("ABC001")])

        assert [finding.code for finding, _ in result.found] == ["MET003"]
        assert set(result.counts) == {"ABC001"}

    def test_severity_of_met003_can_be_overridden(self, tmp_path: Path) -> None:
        assessment = assess(
            plan_of(tmp_path, TASK).plan,
            as_of=DAY,
            rules=[own("ABC001"), MET003],
            severities={"MET003": Severity.INFO},
        )

        assert [finding.severity for finding in assessment.findings] == [Severity.INFO]

    def test_nothing_broke(self, tmp_path: Path) -> None:
        result = run(plan_of(tmp_path), [MET003])

        assert result.counts["MET003"].not_applicable == 1
        assert not result.found

    def test_table_has_no_verdict(self, tmp_path: Path) -> None:
        """The table of "6 rõ" goes on; the broken rule's item is not known."""
        case = plan_of(tmp_path, TASK)

        (row,) = clarity_table(case, [own("ABC001")], [])

        assert row.cells == {Clarity.WORK: Cell.NOT_APPLICABLE}


class TestRun:
    """A rule is asked once, and a failure may say itself what to do."""

    @pytest.mark.parametrize("rules", [[*CATALOGUE, own("RES001")], [*CATALOGUE, *CATALOGUE]])
    def test_two_rules_with_one_code(self, tmp_path: Path, rules: list[Rule]) -> None:
        with pytest.raises(ValueError, match=r"rules given twice: .*RES001"):
            run(plan_of(tmp_path, TASK), rules)

    def test_reporting_rule_given_twice(self, tmp_path: Path) -> None:
        """It says nothing of its own, so that nothing is doubled."""
        result = run(plan_of(tmp_path, TASK), [MET003, own("ABC001"), MET003])

        assert [finding.code for finding, _ in result.found] == ["MET003"]

    def test_help_of_a_failure(self, tmp_path: Path) -> None:
        message = Text("c.", "c").of()
        hits = [Hit(message=message, help=Text("d", "e"), key="own"), Hit(message=message)]

        result = run(plan_of(tmp_path, TASK), [own("ABC001", check=lambda *_: hits)])

        assert [finding.help.text("en") for finding, _ in result.found] == ["e", "b"]

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            (TASK, ["TIM001"]),
            (TASK + "due = 2024-12-31\n", []),
            (TASK + 'every = "quarter"\n', []),
            (TASK + "standing = true\n", ["TIM009"]),
            (TASK + "standing = true\n" + REVIEW, []),
        ],
    )
    def test_what_is_advised_ends_the_finding(
        self, tmp_path: Path, text: str, codes: list[str]
    ) -> None:
        """No help of a rule on time leads to a finding of another one."""
        rules = chosen(CATALOGUE, select=["TIM"])

        case = plan_of(tmp_path, f"starts_on = 2024-04-01\n{text}")
        found = assess(case.plan, as_of=DAY, rules=rules).findings

        assert [finding.code for finding in found] == codes

    @pytest.mark.parametrize(
        ("title", "is_quoted"), [("Lập danh sách", False), ("Thường xuyên kiểm tra", True)]
    )
    def test_regular_work_is_quoted_where_somebody_says_so(
        self,
        tmp_path: Path,
        title: str,
        is_quoted: bool,  # noqa: FBT001 - a parameter
    ) -> None:
        text = TASK.replace("Lập danh sách", title) + "standing = true\n"
        rules = chosen(CATALOGUE, select=["TIM009"])

        (found,) = assess(plan_of(tmp_path, text).plan, as_of=DAY, rules=rules).findings

        assert ("Ghi “thường xuyên”" in found.message.text("vi")) is is_quoted
        assert "oversees" in found.help.text("vi")


class TestClarityTable:
    """One row for each task, one cell for each item that a rule speaks on."""

    def test_cells(self, tmp_path: Path) -> None:
        case = plan_of(
            tmp_path, '[[unit]]\nid = "phong"\nname = "Phòng"\n' + TASK + 'lead = "phong"\n'
        )
        assessment = assess(case.plan, as_of=DAY)

        (row,) = clarity_table(case, CATALOGUE, assessment.findings)

        assert row.task.id == "viec"
        assert row.cells[Clarity.PERSON] is Cell.PASSED
        assert row.cells[Clarity.TIME] is Cell.FAILED
        assert row.cells[Clarity.RESPONSIBILITY] is Cell.FAILED

    def test_a_finding_of_a_rule_that_was_not_asked_is_left_out(self, tmp_path: Path) -> None:
        case = plan_of(tmp_path, TASK)
        findings = assess(case.plan, as_of=DAY).findings

        (row,) = clarity_table(case, chosen(CATALOGUE, select=["STR005"]), findings)

        assert row.cells == {Clarity.WORK: Cell.PASSED}


class TestNames:
    """Messages list few names, each once."""

    def test_few(self) -> None:
        assert some(["a", "b", "a"]) == ("a", "b")

    def test_many(self) -> None:
        listed = some([f"x{number}" for number in range(9)])

        assert listed[:5] == ("x0", "x1", "x2", "x3", "x4")
        assert listed[5] == Text("4 tên khác", "4 more")


def test_subjects_without_clause(tmp_path: Path) -> None:
    """A group is a subject by its id."""
    group = '[[group]]\nid = "nhom"\nname = "Nhóm"\nmembers = []\n'
    plan = plan_of(tmp_path, group).plan

    assert (subject_of(plan.groups[0]).kind, subject_of(plan.groups[0]).id) == ("group", "nhom")
