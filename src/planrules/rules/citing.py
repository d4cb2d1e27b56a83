"""Rules on the official text: what nothing models, what cites what does not stand there (TRC)."""

import re

from planrules.model.assignment import Assignment, NotModelled
from planrules.model.basis import Basis
from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.plan import Plan
from planrules.model.row import Row
from planrules.rules.case import Case
from planrules.rules.coverage import ClauseCoverage
from planrules.rules.rule import Clarity, Hit, Rule, Verdict, clear, some
from planrules.text import comparison_key

#: Longest piece of the official text that a message repeats, in characters.
_SHOWN = 160

_UNMODELLED = Text(
    "Nội dung chưa đưa vào danh mục theo dõi: “{words}”.",
    "words that nothing models: “{words}”",
)


def _covered(case: Case, coverage: ClauseCoverage) -> Verdict:
    return [
        Hit(
            message=_UNMODELLED.of(words=_cut(run.text)),
            key=comparison_key(_cut(run.text, more="")),
            place=case.text_places.in_clause(coverage.clause, run.start),
        )
        for run in coverage.uncovered
    ]


def _cut(text: str, *, more: str = " …") -> str:
    """Return a text, or its first words where it is too long for a message."""
    if len(text) <= _SHOWN:
        return text
    shown = text[: _SHOWN + 1]
    return (shown.rpartition(" ")[0] or shown[:_SHOWN]) + more


TRC005 = Rule(
    code="TRC005",
    name="words-not-modelled",
    severity=Severity.WARNING,
    kind="clause",
    tags=clear(Clarity.WORK),
    title=Text(
        "Mọi nội dung của văn bản được đưa vào theo dõi",
        "Every word of the binding text is modelled",
    ),
    why=Text(
        "Nội dung bỏ sót sẽ không ai theo dõi, không ai báo cáo.",
        "What is left out is neither followed nor reported.",
    ),
    help=Text(
        "Thêm mục tiêu, chỉ tiêu, giải pháp hoặc nhiệm vụ trích lời này (quote), hoặc ghi vào"
        " phần không theo dõi kèm lý do ([[not_modelled]]).",
        "Add a goal, target, measure or task that quotes these words (quote), or list them as not"
        " followed, with a reason ([[not_modelled]]).",
    ),
    check=_covered,
)

_NO_CLAUSE = Text(
    "{what} dẫn {clause} nhưng văn bản không có mục này.",
    "{what} cites {clause}, which the text does not have",
)
_NO_HEADING = Text("Phần phân công", "an assignment")
_NO_WORDS = Text("Phần không đưa vào theo dõi", "a row of [[not_modelled]]")


def _clause_exists(case: Case, thing: Row | Basis | Assignment | NotModelled) -> Verdict:
    if case.plan.text is None or thing.clause is None:
        return None
    if thing.clause in case.addresses:
        return []
    return [Hit(message=_NO_CLAUSE.of(what=_what(thing), clause=thing.clause), at=("clause",))]


def _what(thing: Row | Basis | Assignment | NotModelled) -> str | Text:
    """Return what messages call something that cites a clause."""
    if isinstance(thing, Assignment):
        return _NO_HEADING
    if isinstance(thing, NotModelled):
        return _NO_WORDS
    return thing.id if isinstance(thing, Basis) else f"“{thing.title}”"


TRC007 = Rule(
    code="TRC007",
    name="clause-does-not-exist",
    severity=Severity.ERROR,
    kind="citing",
    tags=("trace",),
    title=Text("Mục được dẫn có trong văn bản", "The clause cited exists in the text"),
    why=Text(
        "Dẫn sai mục thì không kiểm tra được nội dung với văn bản.",
        "A wrong citation can't be checked against the text.",
    ),
    help=Text(
        "Đối chiếu với văn bản, sửa lại số mục, khoản, điểm được dẫn (clause).",
        "Look the clause up in the text and correct its number (clause).",
    ),
    check=_clause_exists,
)

_MISQUOTED = Text(
    "Lời trích “{quote}” không có trong {clause}.",
    "the quote “{quote}” does not stand in {clause}",
)


def _quoted(case: Case, thing: Row | Basis | Assignment | NotModelled) -> Verdict:
    quote = getattr(thing, "quote", None)
    clause = case.clause(thing.clause)
    if quote is None or clause is None:
        return None
    if case.has_words(clause, quote):
        return []
    message = _MISQUOTED.of(quote=_cut(quote), clause=clause.address)
    key = quote if isinstance(thing, NotModelled) else None
    return [Hit(message=message, key=key, at=("quote",))]


TRC008 = Rule(
    code="TRC008",
    name="quote-differs",
    severity=Severity.ERROR,
    kind="citing",
    tags=("trace",),
    title=Text("Lời trích đúng với văn bản", "Quotes are the words of the text"),
    why=Text(
        "Lời trích sai thì việc theo dõi không đúng với việc được giao.",
        "With a wrong quote something else is followed than was assigned.",
    ),
    help=Text(
        "Chép đúng nguyên văn từ điểm, khoản đó (quote); kiểu bỏ dấu, chữ hoa không tính.",
        "Copy the words from that clause (quote); tone-mark style and capitals do not count.",
    ),
    check=_quoted,
)

_CITES_NOTHING = Text(
    "“{title}” không dẫn mục nào của văn bản.", "“{title}” cites no clause of the text"
)


def _cites(case: Case, row: Row) -> Verdict:
    if case.plan.text is None or row.since is not None:
        return None  # what an amendment has added rests on the amendment's own text
    return [] if row.clause else [Hit(message=_CITES_NOTHING.of(title=row.title))]


TRC009 = Rule(
    code="TRC009",
    name="row-without-clause",
    severity=Severity.WARNING,
    kind="row",
    tags=("trace",),
    title=Text(
        "Mỗi mục tiêu, chỉ tiêu, nhiệm vụ dẫn mục của văn bản",
        "Every row cites a clause of the text",
    ),
    why=Text(
        "Nội dung không có trong văn bản thì không có căn cứ để giao.",
        "What the text does not say was not assigned.",
    ),
    help=Text(
        "Ghi mục, khoản, điểm của văn bản có nội dung này (clause); văn bản không nêu thì bỏ.",
        "Say which clause of the text it comes from (clause), or remove it.",
    ),
    check=_cites,
)

_UNNAMED_RULE = Text(
    "Ghi “theo quy định” tại {clauses} nhưng chưa nêu văn bản quy định.",
    "“theo quy định” (according to regulations) in {clauses} names no regulation",
)
_BY_RULE = re.compile(
    # A pattern that begins with one set of letters is found several times as fast.
    r"[Tt](?<!\w.)(?i:heo (?:các )?quy định)\b(?!\s+(?i:tại|của|ở|số|pháp luật|[0-9]))"
)


def _named_rules(case: Case, plan: Plan) -> Verdict:
    if plan.text is None:
        return None
    found = []
    for coverage in case.coverage.values():
        clause = coverage.clause
        match = _BY_RULE.search(clause.text)
        if match:
            found.append((clause, match.start()))
    if not found:
        return []
    message = _UNNAMED_RULE.of(clauses=some([clause.address for clause, _ in found]))
    return [Hit(message=message, place=case.text_places.in_clause(*found[0]))]


TRC010 = Rule(
    code="TRC010",
    name="regulation-not-named",
    severity=Severity.INFO,
    kind="plan",
    tags=("trace",),
    title=Text(
        "“Theo quy định” có nêu quy định nào",
        "“According to regulations” says which",
    ),
    why=Text(
        "Không biết quy định nào thì không biết điều kiện phải đạt.",
        "Without the regulation nobody knows the condition to be met.",
    ),
    help=Text("Nêu số, ký hiệu văn bản quy định.", "Name the number of the regulation."),
    check=_named_rules,
)

RULES = (TRC005, TRC007, TRC008, TRC009, TRC010)
