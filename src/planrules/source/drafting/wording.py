"""What the words of a clause say about time, quantity and certainty."""

import re
from decimal import Decimal

import attrs

from planrules.model.dates import PartialDate
from planrules.text import to_old

_DATE = (
    r"(?:ngày\s+)?(?P<day>[0-9]{1,2})\s?[/.-]\s?(?P<month>[0-9]{1,2})"
    r"\s?[/.-]\s?(?P<year>[0-9]{4})"
    r"|(?:ngày\s+)?(?P<day2>[0-9]{1,2})\s+tháng\s+(?P<month2>[0-9]{1,2})"
    r"\s+năm\s+(?P<year2>[0-9]{4})"
    r"|tháng\s+(?P<month3>[0-9]{1,2})(?:\s?[/-]\s?|\s+năm\s+)(?P<year3>[0-9]{4})"
    r"|năm\s+(?P<year4>[0-9]{4})"
)
_ANY_DATE = re.compile(rf"(?i:{_DATE})(?![0-9])")
_BY = re.compile(rf"(?i:(?:đến|vào|trước)\s+(?:hết\s+|cuối\s+|thời điểm\s+)*(?:{_DATE}))(?![0-9])")
_DUE = re.compile(
    r"(?i:(?P<before>(?:xong\s+)?trước)|chậm nhất(?:\s+(?:là|vào|đến|trong))*"
    r"|(?:hoàn thành|xong)\s+(?:trong|vào|đến)|đến\s+hết)"
    rf"\s+(?:(?i:{_DATE}))(?![0-9])"
)
_PERCENT = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,4})?|[0-9]{1,6}(?:[.,][0-9]{1,4})?)"
    r"(?:\s?[-–]\s?([0-9]{1,6}(?:[.,][0-9]{1,4})?))?\s?%"
)
_NUMBER = re.compile(r"(?<![\w/.-])[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?(?![\w/-])")
_THOUSANDS = re.compile(r"\.(?=[0-9]{3}(?![0-9]))")
_BOUND = re.compile(
    r"(?i:trở lên|ít nhất|tối thiểu|không dưới|không quá|tối đa|trên(?=\s+[0-9])|dưới(?=\s+[0-9])"
    r"|(?:giảm|tăng)(?=\s+(?:thêm\s+|từ\s+|trên\s+|bình quân\s+)?[0-9]))(?!\w)"
)

_STANDING = re.compile(r"(?<!chi )(?<!phí )(?<!sách )(?i:thường xuyên)")
_UNIT_OF_TIME = r"(?:0?6\s+tháng|sáu\s+tháng|9\s+tháng|chín\s+tháng|tháng|quý|năm)"
_EVERY = re.compile(
    rf"(?i:(?:định kỳ\s+)?(?:hằng|hàng)\s+(?P<list>{_UNIT_OF_TIME}(?:(?:\s*,\s*|\s+và\s+|\s*/\s*)"
    rf"(?:(?:hằng|hàng)\s+)?{_UNIT_OF_TIME})*)"
    rf"|định kỳ\s+(?P<list2>{_UNIT_OF_TIME}(?:(?:\s*,\s*|\s+và\s+|\s*/\s*)"
    rf"(?:(?:hằng|hàng)\s+)?{_UNIT_OF_TIME})*))(?!\w)"
)
_PERIODIC = re.compile(r"(?i:(?:theo\s+)?định kỳ)")
_ONE_UNIT = re.compile(_UNIT_OF_TIME, re.IGNORECASE)
_RHYTHMS = {
    "tháng": "month",
    "quý": "quarter",
    "6 tháng": "half-year",
    "06 tháng": "half-year",
    "sáu tháng": "half-year",
    "9 tháng": "first-nine-months",
    "chín tháng": "first-nine-months",
    "năm": "year",
}

_VAGUE = re.compile(
    r"(?i:kịp thời|đồng bộ|hiệu quả|quyết liệt|từng bước|tăng cường|đẩy mạnh|nâng cao|tích cực"
    r"|chủ động|đầy đủ|cơ bản|phù hợp|khi cần thiết|theo quy định|theo thẩm quyền"
    r"|(?:có )?liên quan|thường xuyên|theo định kỳ)(?!\w)"
)
_PARENTHESES = re.compile(r"[();]")

_SENTENCE = re.compile(r"[^\s.]{2}\.\s+(?=[^\W\d_])")

#: Longest title, in characters.
TITLE_LIMIT = 120


@attrs.frozen
class Dated:
    """A date and the words that state it."""

    date: PartialDate
    words: str


@attrs.frozen
class Rhythm:
    """How often work comes back, in the words of the clause.

    Attributes:
        words: The words.
        every: The rhythms; empty for work without end and where none is named.
        standing: Whether it is *thường xuyên*.
    """

    words: str
    every: tuple[str, ...] = ()
    standing: bool = False


def date_in(match: re.Match[str], /) -> PartialDate | None:
    """Return the date of a match with the groups of a date, or None where there is no such day."""
    found = match.groupdict()
    year = found["year"] or found["year2"] or found["year3"] or found["year4"]
    month = found["month"] or found["month2"] or found["month3"]
    day = found["day"] or found["day2"]
    try:
        return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    except ValueError:
        return None


def first_date(text: str, /) -> tuple[PartialDate | None, str] | None:
    """Return the first date that is written, with its words; None where none is."""
    match = _ANY_DATE.search(to_old(text))
    return None if match is None else (date_in(match), text[match.start() : match.end()])


def dates_by(text: str, /) -> tuple[Dated, ...]:
    """Return the dates by which something is to be reached ("đến năm 2030"), each once."""
    found: dict[PartialDate, Dated] = {}
    for match in _BY.finditer(to_old(text)):
        date = date_in(match)
        if date is not None:
            found.setdefault(date, Dated(date, text[match.start() : match.end()]))
    return tuple(found.values())


def deadlines(text: str, /) -> tuple[tuple[Dated, bool], ...]:
    """Return the deadlines of a clause, and of each whether it says *trước*."""
    found = []
    for match in _DUE.finditer(to_old(text)):
        date = date_in(match)
        if date is not None:
            words = text[match.start() : match.end()]
            found.append((Dated(date, words), match["before"] is not None))
    return tuple(found)


def percentages(text: str, /) -> tuple[str, ...]:
    """Return the percentages of a clause as decimal numbers, both ends of a range."""
    return tuple(
        _decimal(number) for match in _PERCENT.finditer(text) for number in match.groups() if number
    )


def quantities(text: str, /) -> tuple[str, ...]:
    """Return the numbers of a clause that are neither percentages nor parts of dates or signs."""
    rest = _ANY_DATE.sub(" ", _PERCENT.sub(" ", to_old(text)))
    years = re.compile(r"(?:19|20)[0-9]{2}")
    return tuple(match[0] for match in _NUMBER.finditer(rest) if not years.fullmatch(match[0]))


def bounds(text: str, /) -> tuple[str, ...]:
    """Return the words that make a number a lower or upper bound."""
    return tuple(dict.fromkeys(match[0] for match in _BOUND.finditer(to_old(text))))


def rhythms(text: str, /) -> tuple[Rhythm, ...]:
    """Return what a clause says about how often: at most one periodic and one standing reading."""
    plain = to_old(text)
    found = []
    periodic = _EVERY.search(plain) or _PERIODIC.search(plain)
    if periodic is not None:
        listed = periodic.groupdict()
        units = _ONE_UNIT.findall(listed.get("list") or listed.get("list2") or "")
        every = tuple(dict.fromkeys(_RHYTHMS[" ".join(unit.lower().split())] for unit in units))
        found.append(Rhythm(text[periodic.start() : periodic.end()], every))
    standing = _STANDING.search(plain)
    if standing is not None:
        found.append(Rhythm(text[standing.start() : standing.end()], standing=True))
    return tuple(found)


def vague_words(text: str, /) -> tuple[str, ...]:
    """Return the words of a clause that nothing measures, each once, in lower case."""
    return tuple(dict.fromkeys(match[0].lower() for match in _VAGUE.finditer(to_old(text))))


def pieces(text: str, /) -> tuple[str, ...]:
    """Return the parts of a clause between semicolons outside parentheses, verbatim."""
    found = []
    start = depth = 0
    for match in _PARENTHESES.finditer(text):
        if match[0] == ";" and not depth:
            found.append(text[start : match.start()])
            start = match.end()
        elif match[0] != ";":
            depth = max(depth + (1 if match[0] == "(" else -1), 0)
    found.append(text[start:])
    return tuple(piece.strip(" .;/") for piece in found if piece.strip(" .;/"))


def actions(text: str, /) -> int:
    """Return how many parts a clause has between semicolons and full stops."""
    return sum(len(_SENTENCE.findall(piece)) + 1 for piece in pieces(text))


def title_of(text: str, /, limit: int = TITLE_LIMIT) -> str:
    """Return the words up to the first semicolon or full stop, cut at a word, with … when cut."""
    whole = text.strip().rstrip(".;:,/ ")
    first = re.split(r"(?<=[^\s.]{2})[.;]\s", whole, maxsplit=1)[0]
    if len(first) > limit:
        head, space, _ = first[: limit + 1].rpartition(" ")
        first = head if space else first[:limit]
    title = first.rstrip(" .;:,-–")
    return title if title == whole else f"{title}…"


def lower_first(text: str, /) -> str:
    """Return the text with its first letter in lower case, unless a word of capitals begins it."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _decimal(number: str) -> str:
    """Return a number written the Vietnamese way (1.109,5) as a decimal number."""
    plain = _THOUSANDS.sub("", number).replace(",", ".")
    return format(Decimal(plain), "f")
