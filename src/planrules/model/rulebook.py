"""Rules and waivers as an office writes them down: data, not yet understood.

A name that ends in an underscore is the key without it: ``for`` and ``assert`` are words of Python.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NewType

import attrs

from planrules.model.duration import Term
from planrules.model.fields import described
from planrules.model.finding import Severity
from planrules.model.ids import Slug
from planrules.model.message import Text
from planrules.model.place import SourceFile
from planrules.model.waiver import Waiver

#: A code of a rule: three capitals and three digits.
RuleCode = NewType("RuleCode", str)
#: Expressions by name, in the order of the file.
Lets = NewType("Lets", tuple[tuple[str, str], ...])
#: Severities by what selects rules.
Severities = NewType("Severities", tuple[tuple[str, Severity], ...])
#: A table whose keys belong to a plan.
Fragment = Mapping[str, Any]  # whatever TOML holds: it is read as a plan when the test runs


class SubjectKind(StrEnum):
    """What a rule may be about."""

    PLAN = "plan"
    GOAL = "goal"
    INDICATOR = "indicator"
    MEASURE = "measure"
    TASK = "task"
    ASSIGNMENT = "assignment"
    UNIT = "unit"
    TERRITORY = "territory"
    GROUP = "group"
    BASIS = "basis"
    OBLIGATION = "obligation"


class JudgedOn(StrEnum):
    """On which day the basis of a rule has to be in force for the rule to apply."""

    ISSUE = "issue"
    AS_OF = "as-of"


@attrs.frozen(kw_only=True)
class DeclaredBasis:
    """The document that a rule rests on; where it is not in force the rule does not apply."""

    citation: str = described("văn bản", "Number of the document.")
    article: str | None = described("điều, khoản", "Article, clause, point.", default=None)
    since: date = described("có hiệu lực từ", "First day in force, inclusive.")
    until: date | None = described("hết hiệu lực", "Last day in force, inclusive.", default=None)
    judged_on: JudgedOn = described(
        "xét theo",
        "issue: on the day when the plan was issued; as-of: on the day of the check.",
        default=JudgedOn.ISSUE,
    )


@attrs.frozen(kw_only=True, eq=False)
class RuleTest:
    """A test of a rule: subjects that pass, fail or are left out, and the plan around them."""

    name: str | None = described("tên", "What the test shows.", default=None)
    as_of: date | None = described("ngày rà soát", "The day; 2024-05-01 if absent.", default=None)
    pass_: Fragment | None = described("đạt", "A subject that passes.", default=None)
    fail: Fragment | None = described("không đạt", "A subject that fails.", default=None)
    skip: Fragment | None = described(
        "không xét", "A subject that the rule does not apply to.", default=None
    )
    with_: Fragment | None = described(
        "bối cảnh", "Tables of the plan around the subject, as in plan.toml.", default=None
    )


@attrs.frozen(kw_only=True)
class DeclaredRule:
    """A rule as it is written down; its tests take no part in equality."""

    code: RuleCode = described("mã", "Three capitals and three digits, such as HUY001.")
    name: Slug = described("tên", "Names what is wrong, such as task-without-budget.")
    for_: SubjectKind = described("xét", "Kind of its subjects.")
    when: str | None = described(
        "điều kiện xét", "Expression: which subjects it applies to; all if absent.", default=None
    )
    let: Lets = described("đặt", "Expressions with names, for the others to use.", default=Lets(()))
    assert_: str = described("yêu cầu", "Expression: what has to hold.")
    key: str | None = described(
        "khóa", "Expression that tells findings on one subject apart.", default=None
    )
    message: Text = described("thông báo", "What is so where it fails; may hold {expressions}.")
    title: Text | None = described("nội dung", "What the rule checks.", default=None)
    why: Text | None = described("vì sao", "Why that matters.", default=None)
    help: Text = described("cách xử lý", "What to do.")
    severity: Severity = described("mức", "error, warning or info.", default=Severity.WARNING)
    tags: tuple[str, ...] = described("nhãn", "Labels to select it by.", default=())
    basis: DeclaredBasis | None = described("căn cứ", "What it rests on.", default=None)
    test: tuple[RuleTest, ...] = described(
        "kiểm thử", "Tests of the rule.", default=(), eq=False, repr=False
    )


@attrs.frozen(kw_only=True, eq=False)
class RulesFile:
    """A file of rules, table by table."""

    format: int = described("phiên bản định dạng", "Version of the format: 1.")
    title: str | None = described("tên", "What the rules are for.", default=None)
    extends: tuple[str, ...] = described(
        "dựa trên", "Packs: all, 6ro, 5ro, nd09, or files of rules.", default=()
    )
    select: tuple[str, ...] = described(
        "chọn", "Built-in rules to ask, by code, prefix, name or tag.", default=()
    )
    ignore: tuple[str, ...] = described("bỏ", "Rules to leave out.", default=())
    severity: Severities = described(
        "đổi mức", "Severities by what selects rules.", default=Severities(())
    )
    longest_waiver: Term | None = described(
        "thời hạn miễn tối đa", "Longest time a waiver may hold; 12m if absent.", default=None
    )
    rule: tuple[DeclaredRule, ...] = described("quy tắc", "Rules.", default=())
    waiver: tuple[Waiver, ...] = described(
        "ngoại lệ", "Findings that are accepted for a time.", default=()
    )


@attrs.frozen(eq=False)
class Sheet:
    """One file of a rule book.

    Attributes:
        file: The file.
        tables: What it holds.
        extends: Indices of the files of the book that it extends, each once; none leads back.
        is_pack: Whether it came with the library.
    """

    file: SourceFile
    tables: RulesFile
    extends: tuple[int, ...] = ()
    is_pack: bool = False


@attrs.frozen(eq=False)
class RuleBook:
    """The rules of a plan or an office with the packs that they extend.

    Attributes:
        sheets: Its files; the first is the one that was asked for.
    """

    sheets: tuple[Sheet, ...]
