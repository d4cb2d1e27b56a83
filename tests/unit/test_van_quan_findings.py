"""What the Văn Quan plan deserves, read with an official's eye, is found, each on its clause."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from planrules import Assessment, Plan, assess, load
from planrules.model.finding import Finding, Severity

FOLDER = Path(__file__).resolve().parents[2] / "plans" / "van-quan-27ct"
SPRING = date(2024, 5, 1)
AFTERWARDS = date(2025, 7, 1)


@attrs.frozen
class Deserved:
    """A judgement that an official would make.

    Attributes:
        what: The judgement.
        family: Letters of the code.
        clauses: Where it is due.
        as_of: From when on.
        severity: How grave, where that matters.
    """

    what: str
    family: str
    clauses: tuple[str, ...]
    as_of: date = SPRING
    severity: Severity | None = None


DESERVED = (
    Deserved("no lead", "RES", ("III.1", "III.2", "III.3", "III.4", "IV.2.1")),
    Deserved("no deadline", "TIM", ("IV.1.1", "IV.2.2", "IV.3.1", "IV.3.2")),
    Deserved("theo định kỳ without a period", "TIM", ("IV.1.2",)),
    Deserved("vague thường xuyên", "TIM", ("IV.1.2", "IV.2.3")),
    Deserved("no product", "IND", ("IV.1.1", "IV.1.2", "IV.2.2", "IV.2.3", "IV.3.1", "IV.3.2")),
    Deserved("no baseline", "IND", ("II.2.1", "II.2.2", "II.2.3")),
    Deserved("target without a number", "IND", ("II.2.4",)),
    Deserved("stricter than the province", "TRC", ("II.2.1",), severity=Severity.INFO),
    Deserved("sports grounds that no target counts", "IND", ("IV.3.2",)),
    Deserved("talent funds that nobody founds", "IND", ("II.2.4",)),
    Deserved("an office assigns communes", "ORG", ("IV.3.1", "IV.3.2")),
    Deserved("inspection and land", "ORG", ("III.4",)),
    Deserved("consolidates what nobody sends", "RES", ("IV.1.2",)),
    Deserved(
        "bodies ended, successors unknown",
        "ORG",
        ("IV.1.1", "IV.1.2", "IV.2.1", "IV.2.2", "IV.2.3"),
        AFTERWARDS,
    ),
)

#: The same more closely: code, clause, subject, key.
EXACTLY = (
    ("RES007", "III.2", "phat-dong-thi-dua", None),
    ("RES007", "III.2", "nhan-rong-mo-hinh", None),
    ("RES007", "III.2", "dong-vien-khen-thuong", None),
    ("RES007", "III.2", "xu-ly-hanh-vi-tieu-cuc", None),
    ("RES001", "IV.2.1", "phoi-hop-thuc-hien-ke-hoach", None),
    ("TIM009", "IV.1.2", "bao-cao", None),
    ("TIM009", "IV.1.2", "kiem-tra", None),
    ("TIM009", "IV.2.3", "thong-tin-tuyen-truyen", None),
    ("IND003", "IV.1.2", "kiem-tra", None),
    ("TRC004", "II.2.1", "xa-co-nha-van-hoa", None),
    ("IND006", "IV.3.2", "xay-dung-nha-van-hoa-san-the-thao-thon", "sân thể thao thôn"),
    ("IND006", "II.2.4", "quy-tai-nang-the-thao", None),
    ("ORG004", "IV.3.1", "tuyen-truyen-tai-co-so", "communes"),
    ("ORG004", "IV.3.2", "can-doi-kinh-phi", "communes"),
    ("ORG004", "IV.3.2", "can-doi-kinh-phi", "kinh-phi-cap-khac"),
    ("ORG004", "III.4", "thanh-tra-kiem-tra-giam-sat", "thanh-tra"),
    ("ORG004", "III.4", "bo-tri-quy-dat", "dat-dai"),
    ("RES008", "IV.1.2", "bao-cao", "pvhtt"),
)

#: On the plan as a whole: code and key, at the end of the row the severity.
ON_PLAN = (
    ("RES009", "tckh", Severity.INFO),
    ("STR006", None, Severity.WARNING),
    ("TIM010", None, Severity.WARNING),
    ("STR007", None, Severity.INFO),
    ("STR008", None, Severity.INFO),
    ("TRC010", None, Severity.INFO),
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the shipped plan."""
    return load(FOLDER)


@pytest.fixture(scope="module")
def assessments(plan: Plan) -> dict[date, Assessment]:
    """Return what the rules say before and after the district ended."""
    return {day: assess(plan, as_of=day) for day in (SPRING, AFTERWARDS)}


def on_clause(assessment: Assessment, family: str, clause: str) -> list[Finding]:
    """Return the findings of a family on a clause."""
    return [
        finding
        for finding in assessment.findings
        if finding.code.startswith(family) and finding.subject.clause == clause
    ]


@pytest.mark.parametrize("deserved", DESERVED, ids=lambda deserved: deserved.what)
def test_found_on_its_clauses(deserved: Deserved, assessments: dict[date, Assessment]) -> None:
    """At least one finding of the family on each clause, with its line and column."""
    for clause in deserved.clauses:
        found = on_clause(assessments[deserved.as_of], deserved.family, clause)
        if deserved.severity is not None:
            found = [finding for finding in found if finding.severity is deserved.severity]
        assert found, clause
        for finding in found:
            assert finding.place is not None
            assert finding.place.line > 1
            assert finding.place.column >= 1


@pytest.mark.parametrize(("code", "clause", "subject", "key"), EXACTLY)
def test_found_on_its_subject(
    assessments: dict[date, Assessment], code: str, clause: str, subject: str, key: str | None
) -> None:
    found = on_clause(assessments[SPRING], code, clause)

    assert (subject, key) in {(finding.subject.id, finding.key) for finding in found}


@pytest.mark.parametrize(("code", "key", "severity"), ON_PLAN)
def test_found_on_the_plan(
    assessments: dict[date, Assessment], code: str, key: str | None, severity: Severity
) -> None:
    (found,) = (finding for finding in assessments[SPRING].findings if finding.code == code)

    assert (found.subject.kind, found.subject.clause) == ("plan", None)
    assert (found.key, found.severity) == (key, severity)
    assert found.place is not None


def test_only_four_works_of_propaganda_rewards_and_sanctions_are_unassigned(
    assessments: dict[date, Assessment],
) -> None:
    """Of III.2, what Section IV assigns is not called unassigned."""
    found = {f.subject.id for f in on_clause(assessments[SPRING], "RES007", "III.2")}

    assert found == {
        "phat-dong-thi-dua",
        "nhan-rong-mo-hinh",
        "dong-vien-khen-thuong",
        "xu-ly-hanh-vi-tieu-cuc",
    }


def test_regular_work_is_quoted_and_told_what_to_do(
    assessments: dict[date, Assessment],
) -> None:
    """The document says “thường xuyên” of two tasks and “theo định kỳ” of one."""
    found = {f.subject.id: f for f in assessments[SPRING].findings if f.code == "TIM009"}

    said = {id: "Ghi “thường xuyên”" in f.message.text("vi") for id, f in found.items()}
    assert said == {"kiem-tra": True, "thong-tin-tuyen-truyen": True, "bao-cao": False}
    assert found["kiem-tra"].help != found["bao-cao"].help


def test_tone_marks_are_counted(assessments: dict[date, Assessment]) -> None:
    (found,) = (f for f in assessments[SPRING].findings if f.code == "STR008")

    assert found.message.text("vi") == (
        "Văn bản dùng lẫn hai kiểu bỏ dấu: “hóa” 36 lần, “hoá” 20 lần."
    )


def test_regulation_is_found_where_the_words_stand(
    plan: Plan, assessments: dict[date, Assessment]
) -> None:
    (found,) = (f for f in assessments[SPRING].findings if f.code == "TRC010")

    assert plan.text is not None
    assert found.place is not None
    line = plan.text.text.split("\n")[found.place.line - 1]
    assert line[found.place.column - 1 :].startswith("theo quy định")
    assert "II.2.1, II.2.2 và II.2.3" in found.message.text("vi")


def test_issuer_has_ended(assessments: dict[date, Assessment]) -> None:
    """From 1 July 2025 the issuer itself is no more, and before that day it is."""
    before, after = (
        [f.key for f in assessments[day].findings if f.code == "ORG005" and not f.subject.clause]
        for day in (SPRING, AFTERWARDS)
    )

    assert before == []
    assert after == ["pvhtt"]


def test_each_body_has_ended_once_on_each_clause(assessments: dict[date, Assessment]) -> None:
    """Communes have successors; the plan was sent to its recipients long ago."""
    found = [f for f in assessments[AFTERWARDS].findings if f.code == "ORG005"]

    assert sorted((f.subject.clause or "", f.key) for f in found) == [
        ("", "pvhtt"),
        ("IV.1.1", "pvhtt"),
        ("IV.1.2", "pvhtt"),
        ("IV.1.2", "ubnd-huyen"),
        ("IV.2.1", "ttvh"),
        ("IV.2.2", "ttvh"),
        ("IV.2.3", "ttvh"),
    ]


def test_nothing_ends_before_its_day(plan: Plan) -> None:
    assessment = assess(plan, as_of=date(2025, 6, 30))

    assert [f for f in assessment.findings if f.code == "ORG005"] == []


@pytest.mark.parametrize(("day", "count"), [(SPRING, 17), (date(2024, 12, 1), 15), (AFTERWARDS, 6)])
def test_members_of_the_group(plan: Plan, day: date, count: int) -> None:
    assert len(plan.members("communes", on=day)) == count


def test_no_error_before_the_district_ends(assessments: dict[date, Assessment]) -> None:
    """Errors are kept for what is unworkable; what is only missing is a warning."""
    assert assessments[SPRING].count(Severity.ERROR) == 0
    assert {f.code for f in assessments[AFTERWARDS].findings if f.severity is Severity.ERROR} == {
        "ORG005"
    }


def test_no_rule_breaks_down(assessments: dict[date, Assessment]) -> None:
    for assessment in assessments.values():
        assert sum(count.errored for count in assessment.counts) == 0


def test_fingerprints_are_unique(assessments: dict[date, Assessment]) -> None:
    for assessment in assessments.values():
        names = [finding.fingerprint for finding in assessment.findings]
        assert len(set(names)) == len(names)


def test_assessing_again_changes_nothing(plan: Plan, assessments: dict[date, Assessment]) -> None:
    assert assess(load(FOLDER), as_of=SPRING) == assessments[SPRING]
    assert assess(plan, as_of=SPRING).findings == assessments[SPRING].findings
