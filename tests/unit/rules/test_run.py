"""What becomes of the hits of a rule."""

from pathlib import Path

import attrs
import pytest

import planrules
from planrules import CATALOGUE, Finding
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.rules.case import Case
from planrules.rules.rule import Hit, Rule, Verdict
from planrules.rules.run import idle, run
from tests.judging import DAY, plan
from tests.rules.cases import load_text

_SAID = Text("Có điều cần xem.", "something is to be seen")


def rule(*hits: Hit, code: str = "XYZ001") -> Rule:
    """Return a rule that says this of a plan."""

    def check(case: Case, thing: Plan) -> Verdict:
        return list(hits) if thing is case.plan else []

    return attrs.evolve(CATALOGUE[0], code=code, name=code.lower(), kind="plan", check=check)


def found(*keys: str | None) -> list[Finding]:
    """Return the findings of hits with these keys."""
    hits = [Hit(message=_SAID.of(), key=key) for key in keys]
    return [finding for finding, _ in run(Case(plan(), DAY), [rule(*hits)]).found]


def test_a_finding_is_known_again_whatever_else_is_found_of_its_subject() -> None:
    """What is told beside it, under other keys, does not change its fingerprint."""
    (alone,) = found("ba")
    among = found("một", None, "hai", "ba")
    assert [finding.ordinal for finding in among] == [1, 1, 1, 1]
    assert among[-1].fingerprint == alone.fingerprint
    assert len({finding.fingerprint for finding in among}) == 4


def test_findings_of_one_key_are_told_apart_by_their_order() -> None:
    """Keys are alike as names are: capitals and forms of letters make no difference."""
    assert [finding.ordinal for finding in found("Hoá", "hóa", "khác", "HÓA")] == [1, 2, 1, 3]


def test_rules_that_look_at_nothing_are_idle_but_those_about_rules() -> None:
    asked = [r for r in CATALOGUE if r.code in {"MET001", "MET002"}]
    without = [
        attrs.evolve(rule(code=code), kind=kind)
        for code, kind in (("XYZ001", "plan"), ("XYZ002", "measure"))
    ]
    counts = run(Case(plan(), DAY), [*asked, *without]).counts.values()
    assert [count.code for count in idle(counts)] == ["XYZ002"]


def test_counts_are_of_subjects_and_not_of_hits() -> None:
    hits = (Hit(message=_SAID.of(), key="một"), Hit(message=_SAID.of(), key="hai"))
    assessment = planrules.assess(plan(), as_of=DAY, rules=[rule(*hits)])
    (count,) = assessment.counts
    assert (count.passed, count.failed, count.waived) == (0, 1, 0)
    assert len(assessment.findings) == 2


_PLAN = """
format = 1

[plan]
id = "vi-du"
title = "Kế hoạch ví dụ"
starts_on = 2024-01-02
ends_on = 2024-12-31
document = "document.txt"

[[basis]]
id = "12/KH-UBND"
clause = "0.1"

[[unit]]
id = "phong"
name = "Phòng Ví Dụ"

[[territory]]
id = "huyen"
name = "huyện Ví Dụ"

[[group]]
id = "cac-phong"
name = "các phòng"
members = ["phong"]

[[goal]]
id = "muc-tieu"
title = "Mục tiêu"
clause = "I"

[[indicator]]
id = "ty-le"
title = "Tỷ lệ"
clause = "I"

[[measure]]
id = "giai-phap"
title = "Giải pháp"
clause = "I"

[[task]]
id = "bao-cao"
title = "Báo cáo"
clause = "I.1"
due = 2024-06-28

[[assignment]]
clause = "I.1"
lead = "phong"

[[not_modelled]]
clause = "I.2"
reason = "chỉ dẫn nguồn"
"""
_RULES = """
format = 1

[[waiver]]
rule = "IND003"
subject = "bao-cao"
reason = "Đã ghi ở sổ riêng"
approver = "phong"
document = "12/TB-UBND"
granted = 2024-02-01
expires = 2024-12-31
"""
_DOCUMENT = "KẾ HOẠCH\n\nI. MỤC TIÊU\n1. Báo cáo.\n2. Theo văn bản.\n"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("plan", [("plan", "vi-du", None)]),
        ("basis", [("basis", "12/KH-UBND", "0.1")]),
        ("unit", [("unit", "phong", None)]),
        ("territory", [("territory", "huyen", None)]),
        ("group", [("group", "cac-phong", None)]),
        ("goal", [("goal", "muc-tieu", "I")]),
        ("indicator", [("indicator", "ty-le", "I")]),
        ("measure", [("measure", "giai-phap", "I")]),
        ("task", [("task", "bao-cao", "I.1")]),
        ("obligation", [("obligation", "vi-du.bao-cao.once", "I.1")]),
        ("assignment", [("assignment", "I.1", "I.1")]),
        ("clause", [("clause", address, address) for address in ("I.1", "I.2")]),
        ("waiver", [("waiver", "IND003 bao-cao", None)]),
        (
            "citing",
            [
                ("goal", "muc-tieu", "I"),
                ("indicator", "ty-le", "I"),
                ("measure", "giai-phap", "I"),
                ("task", "bao-cao", "I.1"),
                ("basis", "12/KH-UBND", "0.1"),
                ("assignment", "I.1", "I.1"),
                ("not_modelled", "I.2", "I.2"),
            ],
        ),
    ],
)
def test_findings_say_what_they_are_about(
    kind: str, expected: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    given = load_text(tmp_path, _PLAN, _DOCUMENT, _RULES)

    def check(case: Case, thing: object) -> Verdict:
        return [Hit(message=_SAID.of())] if case.as_of == DAY and thing is not None else []

    asked = attrs.evolve(rule(), kind=kind, check=check)
    result = run(Case(given, DAY, planrules.rules_of(given).waivers), [asked])
    about = [finding.subject for finding, _ in result.found]
    assert [(subject.kind, subject.id, subject.clause) for subject in about] == expected
