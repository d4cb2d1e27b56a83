"""The documents that a preamble cites, and the short names that it defines."""

import re
from collections.abc import Sequence

import attrs

from planrules.model.clause import Clause
from planrules.model.dates import PartialDate
from planrules.source.drafting.wording import first_date
from planrules.text import comparison_key, to_old

_TYPES = (
    r"Kế hoạch|Chỉ thị|Nghị quyết|Quyết định|Nghị định|Thông tư liên tịch|Thông tư|Luật|Công văn"
    r"|Chương trình hành động|Chương trình|Kết luận|Hướng dẫn|Đề án|Thông báo|Văn bản|Pháp lệnh"
    r"|Báo cáo|Tờ trình|Công điện"
)
#: Number and sign: 89/KH-UBND, 27-CT/TU, 52/2025/QĐ-UBND.
_SIGN = re.compile(
    rf"(?:(?P<type>{_TYPES})\s+)?[Ss]ố\s*:?\s*"
    r"(?P<sign>[0-9]{1,6}[A-Za-z]?(?:[/-][0-9A-ZĐƯa-zđ.&]{1,20}){1,4})"
)
_BREAK = re.compile(r"[;()]")
_ISSUER = re.compile(
    r"\s(?:của|do)\s+(?P<name>.{2,160}?)(?=\s+(?:về|v/v|ban hành|phê duyệt)\b|[;,.()]|$)"
)
_ABOUT = re.compile(r"\s(?P<about>(?:về|v/v|ban hành|phê duyệt|quy định)\s.+)")
_IMPLEMENTS = re.compile(r"(?:thực hiện|triển khai|thi hành|cụ thể hóa)\b")
_SHORT = re.compile(
    r"\((?:sau đây\s+)?(?:gọi|viết)\s+(?:tắt|chung)\s+là:?\s*(?P<short>[^()]{1,160})\)"
)
#: So many characters before a short name are kept.
_MOST_BEFORE = 200
#: Years before this are slips of the pen ("12/4/1024").
EARLIEST_YEAR = 1945


@attrs.frozen(kw_only=True)
class Citation:
    """A document cited in the preamble.

    Attributes:
        sign: Number and sign, verbatim.
        type: What it is (*Kế hoạch*), where the text says so.
        issued_on: Its date, where one is written and exists.
        date_words: The date as written; None where there is none.
        issuer: Who issued it, verbatim.
        about: What it is about, verbatim, from *về*.
        clause: Address of the paragraph that cites it.
        implements: Signs of the documents that it implements, by the words between them.
    """

    sign: str
    type: str | None
    issued_on: PartialDate | None
    date_words: str | None
    issuer: str | None
    about: str | None
    clause: str
    implements: tuple[str, ...] = ()


@attrs.frozen
class ShortName:
    """A short name that the preamble defines: ``(sau đây gọi tắt là …)``."""

    before: str
    short: str
    clause: str


def citations(preamble: Sequence[Clause], /) -> tuple[Citation, ...]:
    """Return the documents that the paragraphs cite, each once, in their order."""
    found: dict[str, Citation] = {}
    for clause in preamble:
        for citation in _in_paragraph(clause):
            found.setdefault(comparison_key(citation.sign), citation)
    known = {citation.sign for citation in found.values()}
    return tuple(
        attrs.evolve(c, implements=tuple(s for s in c.implements if s in known and s != c.sign))
        for c in found.values()
    )


def short_names(preamble: Sequence[Clause], /) -> tuple[ShortName, ...]:
    """Return the short names that the paragraphs define, with the words before them."""
    return tuple(
        ShortName(
            clause.text[max(0, match.start() - _MOST_BEFORE) : match.start()].strip(),
            match["short"].strip(" .;:"),
            clause.address,
        )
        for clause in preamble
        for match in _SHORT.finditer(to_old(clause.text))
    )


def _in_paragraph(clause: Clause) -> list[Citation]:
    text = clause.text
    plain = to_old(text)
    signs = list(_SIGN.finditer(plain))
    found: list[Citation] = []
    for index, match in enumerate(signs):
        following = signs[index + 1] if index + 1 < len(signs) else None
        stop = following.start() if following else len(text)
        broken = _BREAK.search(plain, match.end(), stop)
        chained = following if broken is None else None
        between = plain[match.end() : broken.start() if broken else stop]
        about = _ABOUT.search(between)
        head = between[: about.start()] if about else between
        dated = first_date(head)
        issuer = _ISSUER.search(head)
        end = chained.end() if chained else match.end() + len(between)
        found.append(
            Citation(
                sign=match["sign"].rstrip("."),
                type=match["type"],
                issued_on=_credible(dated[0]) if dated else None,
                date_words=dated[1] if dated else None,
                issuer=_slice(text, match.end(), issuer, "name"),
                about=text[match.end() + about.start("about") : end].strip(" .,")
                if about
                else None,
                clause=clause.address,
                implements=(chained["sign"].rstrip("."),)
                if chained and _IMPLEMENTS.search(between)
                else (),
            )
        )
    return found


def _credible(date: PartialDate | None) -> PartialDate | None:
    return date if date is not None and date.year >= EARLIEST_YEAR else None


def _slice(text: str, offset: int, match: re.Match[str] | None, group: str) -> str | None:
    """Return the words of a group, taken from the text as written."""
    if match is None:
        return None
    return text[offset + match.start(group) : offset + match.end(group)].strip()
