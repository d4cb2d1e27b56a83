"""What can be wrong with an expression: where in its text, and the sentences for it."""

from collections.abc import Sequence
from typing import Final

import attrs

from planrules.model.message import Text
from planrules.source.faults import cut

#: By code: the Vietnamese and the English sentence, with the names of the facts that they need.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "EXP001": (
        "biểu thức sai cú pháp; viết như: task.due and task.due <= plan.ends_on",
        "this is no expression; write as in: task.due and task.due <= plan.ends_on",
    ),
    "EXP002": (
        "không dùng được {found} trong biểu thức{hint}",
        "{found} can't stand in an expression{hint}",
    ),
    "EXP003": (
        'không có tên "{found}"{nearest}{known}',
        'there is no name "{found}"{nearest}{known}',
    ),
    "EXP004": (
        '{kind} không có trường "{found}"{nearest}{known}{hint}',
        '{kind} has no field "{found}"{nearest}{known}{hint}',
    ),
    "EXP005": (
        '"{found}" là {kind}; ở đây cần {expected}',
        '"{found}" is {kind}; expected {expected} here',
    ),
    "EXP006": (
        '"{found}" có thể không có; hãy hỏi trước, như: {found} is not None and …',
        '"{found}" may be absent; ask first, as in: {found} is not None and …',
    ),
    "EXP007": (
        'không có hàm "{found}"{nearest}{known}',
        'there is no function "{found}"{nearest}{known}',
    ),
    "EXP008": (
        'hàm "{found}" được gọi không đúng; viết {expected}',
        '"{found}" is not called so; write {expected}',
    ),
    "EXP009": (
        '"{value}" không có trong các giá trị của "{found}"{nearest}{known}',
        '"{found}" is never "{value}"{nearest}{known}',
    ),
    "EXP010": (
        '"{found}" là số, không phải điều kiện; hãy so sánh, như: {expected}',
        '"{found}" is a number, not a condition; compare it, as in: {expected}',
    ),
    "EXP011": (
        "biểu thức dài hoặc lồng nhau quá mức; tối đa {limit}",
        "the expression is too long or nested too deeply; at most {limit}",
    ),
    "EXP012": (
        "gặp {found}; cần {expected}",
        "found {found}; expected {expected}",
    ),
    "EXP013": (
        'tên "{found}" đã có nghĩa khác; hãy chọn tên khác',
        '"{found}" means something else already; choose another name',
    ),
    "EXP014": (
        'không so sánh được "{left}" ({left_kind}) với "{right}" ({right_kind}){hint}',
        '"{left}" ({left_kind}) can\'t be compared with "{right}" ({right_kind}){hint}',
    ),
    "EXP015": (
        'không tính được "{left}" {sign} "{right}": {left_kind} và {right_kind}',
        'there is no "{left}" {sign} "{right}": {left_kind} and {right_kind}',
    ),
    "EXP016": (
        "hai nhánh của if … else khác kiểu: {left_kind} và {right_kind}",
        "the two branches of if … else differ: {left_kind} and {right_kind}",
    ),
    "EXP017": (
        "dấu ngoặc nhọn không khớp; viết {{tên.trường}}, dấu ngoặc thường viết {{{{ hoặc }}}}",
        "braces do not match; write {{name.field}}, and {{{{ or }}}} for a brace itself",
    ),
    "EXP018": (
        '"{found}" không dùng cho {kind}; {hint}',
        '"{found}" is not for {kind}; {hint}',
    ),
    "EXP019": (
        '"{found}" lúc nào cũng có; {hint}',
        '"{found}" is never absent; {hint}',
    ),
}
#: How many names a message lists.
_LISTED: Final = 40


@attrs.frozen
class Slip:
    """One thing that is wrong with an expression.

    Attributes:
        offset: Where it begins, in characters of the expression.
        code: Code of the fault.
        messages: Its sentence by language.
    """

    offset: int
    code: str
    messages: dict[str, str] = attrs.field(hash=False)


def slip(
    offset: int,
    code: str,
    /,
    *,
    known: Sequence[str] = (),
    nearest: str | None = None,
    **facts: object,
) -> Slip:
    """Return what is wrong, its sentences filled with facts.

    Args:
        offset: Where it begins, in characters of the expression.
        code: Code of the fault.
        known: Names that would do; listed where none is near.
        nearest: The one that was probably meant.
        facts: The rest; a ``Text`` is told in each language by its own words.
    """
    messages = {}
    for language, sentence, question, listed in zip(
        ("vi", "en"),
        SENTENCES[code],
        ('; có phải "{}"?', '; did you mean "{}"?'),
        ("; có thể dùng: {}", "; there are: {}"),
        strict=True,
    ):
        told = {name: _told(fact, language) for name, fact in facts.items()}
        told["nearest"] = question.format(cut(nearest)) if nearest else ""
        names = ", ".join(known[:_LISTED]) + (" …" if len(known) > _LISTED else "")
        told["known"] = listed.format(names) if known and not nearest else ""
        told.setdefault("hint", "")
        messages[language] = sentence.format(**told)
    return Slip(offset, code, messages)


def _told(fact: object, language: str) -> str:
    if isinstance(fact, Text):
        return fact.vi if language == "vi" else fact.en
    return cut(str(fact))
