"""What the header and the tail of an official text say: number, date, title, basis, signer."""

import re
from collections.abc import Sequence
from itertools import takewhile

import attrs

from planrules.model.clause import Clause, ClauseKind, Document
from planrules.model.dates import PartialDate
from planrules.source.drafting.citations import (
    EARLIEST_YEAR,
    Citation,
    ShortName,
    citations,
    short_names,
)
from planrules.source.drafting.organs import FIRST_WORDS, LONGEST_NAME
from planrules.source.drafting.wording import lower_first
from planrules.source.official.document import parse_document
from planrules.source.official.front import TYPE_LINE, body_start, is_formula, type_line
from planrules.source.official.lines import Line, read_lines
from planrules.source.official.markers import is_upper
from planrules.text import to_old

_NUMBER = re.compile(r"[Ss][ốỐ]\s*[:.]?\s*(?P<number>[0-9.…_]*\s*[/-]\s*[0-9A-ZĐƯa-zđ./&-]*\w)")
_DATE = re.compile(
    r"(?P<place>[^,;:]{1,60}?),\s*ngày(?P<day>[^,;a-zA-Z]{0,12}?)tháng(?P<month>[^,;a-zA-Z]{0,12}?)"
    r"năm(?P<year>.{0,12})"
)
_DIGITS = re.compile(r"[0-9]{1,4}")
_GAP = re.compile(r"\t\s*|\s{3,}")
_PERIOD = re.compile(
    r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?([0-9]{4})\s*(?:[-–—]|đến(?:\s+năm)?)\s*([0-9]{4})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!đến )năm\s+([0-9]{4})", re.IGNORECASE)
_ISSUES = re.compile(
    r"\s(?:xây dựng|ban hành|triển khai|lập|đề ra)\s+(?:và\s+ban hành\s+)?"
    r"(?:Kế hoạch|Phương án|Chương trình|Đề án)\b",
    re.IGNORECASE,
)
_NAME_START = re.compile(rf"(?:^|[;,.]\s+)(?=(?:{FIRST_WORDS})\b)")
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_PURPOSE = re.compile(r"\(\s*(?:để\s+)?([^()]{1,60})\)\s*$")
_SIGNED = re.compile(r"\(?(?:đã )?ký(?: tên)?(?:,? ?đóng dấu)?\)?", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Addressee:
    """A line of *Nơi nhận*.

    Attributes:
        text: The line without its purpose and the punctuation after it.
        purpose: What the body receives it for (``b/c``).
        clause: Address of the line.
        whole: The line with its purpose.
    """

    text: str
    purpose: str | None
    clause: str
    whole: str


@attrs.frozen(kw_only=True)
class HeaderFacts:
    """What a document says about itself; None or empty where it says nothing.

    Attributes:
        number: Number and sign, verbatim, even where the number is blank.
        blank: Parts left blank: ``number``, ``day``, ``month``.
        place: Place of issue.
        issued_on: Date of issue, as far as it is filled in.
        date_words: The date as written.
        type: Type of the document, verbatim (*KẾ HOẠCH*).
        title: Title without the type, verbatim.
        agencies: Lines of the header that name the issuing office, verbatim.
        issuer: The issuing body as the preamble writes it.
        issuer_clause: Address of the paragraph that names the issuer.
        period: First and last year of the period in the title.
        period_words: The words that state it.
        citations: The documents cited in the preamble.
        short_names: The short names defined there.
        addressees: The lines of *Nơi nhận*.
        signer: Name of the signer.
        capacity: Capacity of the signer, the lines joined by commas.
        document: The clauses.
    """

    number: str | None = None
    blank: tuple[str, ...] = ()
    place: str | None = None
    issued_on: PartialDate | None = None
    date_words: str | None = None
    type: str | None = None
    title: str | None = None
    agencies: tuple[str, ...] = ()
    issuer: str | None = None
    issuer_clause: str | None = None
    period: tuple[int | None, int] | None = None
    period_words: str | None = None
    citations: tuple[Citation, ...] = ()
    short_names: tuple[ShortName, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    signer: str | None = None
    capacity: str | None = None
    document: Document

    @property
    def full_title(self) -> str | None:
        """Type and title in one sentence: *Kế hoạch thực hiện …*."""
        if self.type is None or self.title is None:
            return self.title or self.type
        if is_upper(self.title):
            return f"{self.type} {self.title}"
        return f"{self.type.capitalize()} {lower_first(self.title)}"


def read_header(document_text: bytes | str, /, *, file: str = "document.txt") -> HeaderFacts:
    """Return what the document says about itself, and its clauses.

    Args:
        document_text: The document as stored; see ``parse_document``.
        file: Its name.
    """
    data = document_text
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    lines = read_lines(text)
    front = lines[: body_start(lines)]
    document = parse_document(text, file=file)
    preamble = [c for c in document.clauses if c.kind is ClauseKind.PREAMBLE]
    kind, title, above = _title(front)
    columns = [piece for line in above for piece in _GAP.split(line.text) if piece]
    place, issued_on, date_words, blank = _date(columns)
    number = next(filter(None, map(_number, columns)), None)
    if number is not None and not _DIGITS.match(number):
        blank = ("number", *blank)
    issuer, issuer_clause = _issuer(preamble)
    period, period_words = _period(title or "")
    signer, capacity = _signer(document)
    return HeaderFacts(
        number=number,
        blank=blank,
        place=place,
        issued_on=issued_on,
        date_words=date_words,
        type=kind,
        title=title,
        agencies=_agencies(above),
        issuer=issuer,
        issuer_clause=issuer_clause,
        period=period,
        period_words=period_words,
        citations=citations(preamble),
        short_names=short_names(preamble),
        addressees=_addressees(document),
        signer=signer,
        capacity=capacity,
        document=document,
    )


def _title(front: Sequence[Line]) -> tuple[str | None, str | None, Sequence[Line]]:
    """Return type, title and the lines above them."""
    at = type_line(front)
    if at is None:
        above = list(takewhile(lambda line: is_formula(line) or is_upper(line.text), front))
        below = " ".join(line.text for line in front[len(above) :])
        return None, below or None, above
    match = TYPE_LINE.match(front[at].text)
    kind = match[1] if match else ""
    rest = [front[at].text[len(kind) :].strip(), *(line.text for line in front[at + 1 :])]
    return kind, " ".join(filter(None, rest)) or None, front[:at]


def _number(text: str) -> str | None:
    match = _NUMBER.match(text)
    return match["number"].replace(" ", "") if match else None


def _date(
    columns: Sequence[str],
) -> tuple[str | None, PartialDate | None, str | None, tuple[str, ...]]:
    """Return place, date, the words of the date, and what of it is left blank."""
    for text in columns:
        number = _NUMBER.match(text)
        offset = number.end() if number else 0
        match = _DATE.match(text, offset)
        if match is None:
            continue
        parts = {name: _digits(match[name]) for name in ("day", "month", "year")}
        if (parts["year"] or 0) < EARLIEST_YEAR:  # "năm 202…" is a blank, too
            parts["year"] = None
        blank = tuple(name for name, value in parts.items() if not value)
        words = text[match.end("place") + 1 :].strip()
        return match["place"].strip(), _partial(**parts), words, blank
    return None, None, None, ()


def _digits(text: str) -> int | None:
    match = _DIGITS.search(text)
    return int(match[0]) if match else None


def _partial(*, day: int | None, month: int | None, year: int | None) -> PartialDate | None:
    if not year:
        return None
    try:
        return PartialDate(year, month or None, (day or None) if month else None)
    except ValueError:
        return None


def _agencies(above: Sequence[Line]) -> tuple[str, ...]:
    """Return the capitals of the left column that are neither motto, number nor date."""
    left = (attrs.evolve(line, text=_GAP.split(line.text)[0]) for line in above)
    return tuple(line.text for line in left if is_upper(line.text) and not is_formula(line))


def _issuer(preamble: Sequence[Clause]) -> tuple[str | None, str | None]:
    """Return who issues the plan as the preamble writes it, and where."""
    for clause in reversed(preamble):
        plain = to_old(clause.text)
        verb = _ISSUES.search(plain)
        if verb is None:
            continue
        starts = [match.end() for match in _NAME_START.finditer(plain, 0, verb.start())]
        if not starts:
            continue
        # A short name in parentheses may stand behind it.
        words = clause.text[starts[-1] : verb.start()][: 2 * LONGEST_NAME]
        name = _PARENTHESIS.sub("", words).strip(" ,;.")
        if len(name) <= LONGEST_NAME:
            return name, clause.address
    return None, None


def _period(title: str) -> tuple[tuple[int | None, int] | None, str | None]:
    """Return the years of the period that the title names, with the words."""
    plain = to_old(title)
    match = _PERIOD.search(plain)
    if match is not None:
        first, last = int(match[1]), int(match[2])
        if 0 < first <= last:
            return (first, last), title[match.start() : match.end()]
    match = _YEAR.search(plain)
    if match is not None and int(match[1]):
        return (None, int(match[1])), title[match.start() : match.end()]
    return None, None


def _addressees(document: Document) -> tuple[Addressee, ...]:
    found = []
    for clause in document.clauses:
        if clause.kind is not ClauseKind.RECIPIENT or clause.parent is None:
            continue
        whole = clause.text.rstrip(" .;,")
        purpose = _PURPOSE.search(whole)
        text = whole[: purpose.start()] if purpose else whole
        found.append(
            Addressee(
                text=text.strip(),
                purpose=purpose[1].strip() if purpose else None,
                clause=clause.address,
                whole=whole,
            )
        )
    return tuple(found)


def _signer(document: Document) -> tuple[str | None, str | None]:
    """Return name and capacity of the signer of the plan itself."""
    lines: list[str] = []
    for clause in document.clauses:
        if clause.kind is ClauseKind.SIGNATURE:
            lines.append(clause.text)
        elif lines and clause.address.startswith("PL"):
            break
    capacity = ", ".join(takewhile(is_upper, lines))
    names = [text for text in lines if not is_upper(text) and not _SIGNED.fullmatch(text)]
    return (names[-1] if names else None), capacity or None
