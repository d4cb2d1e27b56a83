"""Values that do not fit their field, and the simple values that do.

Every reader of a simple value takes the type that it stands for as a second argument, which it does
not look at: it is called once for every value of a plan, and so needs no wrapper.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, NoReturn, TypeVar

from planrules.model.ids import ADDRESS, PERIOD_LABEL, SLUG, SLUG_LIMIT, Address, PeriodLabel, Slug
from planrules.source.faults import sentences, shown
from planrules.text import nearest, slug

#: Longest text of a value, in characters.
TEXT_LIMIT: Final = 20_000
_WHOLE_DIGITS: Final = 15
_DECIMAL_DIGITS: Final = 9
#: Direction overrides and isolates, which make text read other than it is.
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

TYPES: Final[Mapping[type, tuple[str, str]]] = {
    str: ("chuỗi", "a text"),
    bool: ("true/false", "true or false"),
    int: ("số nguyên", "a whole number"),
    Decimal: ("số", "a number"),
    date: ("ngày", "a date"),
    datetime: ("ngày có giờ", "a date with a time"),
    time: ("giờ", "a time"),
    list: ("danh sách", "a list"),
    dict: ("bảng", "a table"),
}


@lru_cache(maxsize=4096)
def _is_slug(value: str) -> bool:
    """Return whether a text is a slug; a plan names the same few bodies and goals over and over."""
    return SLUG.fullmatch(value) is not None


class Misfit(ValueError):  # noqa: N818 - a value that does not fit is a word of the reader, not an error of it
    """A value that does not fit its field.

    Attributes:
        code: Code of the fault.
        messages: Its sentence by language.
    """

    def __init__(self, code: str, /, *, known: Sequence[str] = (), **facts: object) -> None:
        """Make the sentence out of the facts."""
        super().__init__(code)
        self.code = code
        self.messages = sentences(code, known=known, **facts)


def wrong_type(value: object, *expected: type) -> NoReturn:
    """Raise that a value has another type than one of ``expected``."""
    vi, en = _found(value)
    raise Misfit(
        "VAL001",
        found_vi=vi,
        found_en=en,
        expected_vi=_either([TYPES[kind][0] for kind in expected], "hoặc"),
        expected_en=_either([TYPES[kind][1] for kind in expected], "or"),
    )


def _either(names: Sequence[str], word: str) -> str:
    """Return names as a choice: a, b or c."""
    *others, last = names
    return f"{', '.join(others)} {word} {last}" if others else last


def _found(value: object) -> tuple[str, str]:
    """Return a value with its type, in Vietnamese and in English."""
    vi, en = TYPES.get(type(value), (type(value).__name__, type(value).__name__))
    if isinstance(value, bool):
        return shown(value), shown(value)
    if isinstance(value, dict | list):
        return vi, en
    return f"{vi} {shown(value)}", f"{en} {shown(value)}"


def no_rows(value: object, shape: str) -> NoReturn:
    """Raise that something stands where rows, or a list of tables of a shape, are expected."""
    vi, en = _found(value)
    raise Misfit(
        "VAL001",
        found_vi=vi,
        found_en=en,
        expected_vi=f"danh sách bảng, viết {shape}",
        expected_en=f"a list of tables, written {shape}",
    )


def no_table(value: object, shape: str) -> NoReturn:
    """Raise that something stands where one table of a shape is expected."""
    vi, en = _found(value)
    raise Misfit(
        "VAL001",
        found_vi=vi,
        found_en=en,
        expected_vi=f"một bảng, viết {shape}",
        expected_en=f"one table, written {shape}",
    )


def text(value: object, _: object = None, /) -> str:
    """Return a text in NFC that says something; see ``blankable`` for what else is refused."""
    read = blankable(value)
    if not read or read.isspace():
        raise Misfit("VAL012")
    return read


def blankable(value: object, _: object = None, /) -> str:
    """Return a text in NFC; refuse other types, endless ones and control characters."""
    if type(value) is not str:
        wrong_type(value, str)
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        value = unicodedata.normalize("NFC", value)
    if len(value) > TEXT_LIMIT:
        raise Misfit("VAL005", size=len(value), limit=TEXT_LIMIT)
    if not value.isprintable():
        for char in value:
            if (unicodedata.category(char) == "Cc" and char not in "\n\t") or char in _BIDI:
                raise Misfit("VAL006", found=f"U+{ord(char):04X}")
    return value


def an_id(value: object, _: object = None, /) -> Slug:
    """Return an id."""
    if type(value) is not str:
        wrong_type(value, str)
    if len(value) > SLUG_LIMIT or not _is_slug(value):
        suggestion = slug(value[:SLUG_LIMIT]) if value.strip() else None
        raise Misfit("VAL004", found=shown(value), limit=SLUG_LIMIT, nearest=suggestion)
    return value  # type: ignore[return-value] # calling Slug() would cost as much again


def an_address(value: object, _: object = None, /) -> Address:
    """Return an address of a clause."""
    if type(value) is not str:
        wrong_type(value, str)
    if ADDRESS.fullmatch(value) is None:
        raise Misfit("VAL009", found=shown(value))
    return Address(value)


def a_period(value: object, _: object = None, /) -> PeriodLabel:
    """Return a label of a period."""
    if type(value) is not str or PERIOD_LABEL.fullmatch(value) is None:
        raise Misfit(
            "VAL010",
            found=shown(value),
            expected_vi="kỳ như 2024-09, 2024-Q3, 2024-H1, 2024-9M hoặc 2024",
            expected_en="a period such as 2024-09, 2024-Q3, 2024-H1, 2024-9M or 2024",
        )
    return PeriodLabel(value)


def truth(value: object, _: object = None, /) -> bool:
    """Return true or false."""
    if type(value) is not bool:
        wrong_type(value, bool)
    return value


def version(value: object, _: object = None, /) -> int:
    """Return the version of the format."""
    if type(value) is not int:
        wrong_type(value, int)
    if value != 1:
        raise Misfit("VAL011", found=shown(value))
    return value


def number(value: object, _: object = None, /) -> Decimal:
    """Return a number of bounded size."""
    if type(value) is int:
        if abs(value) >= 10**_WHOLE_DIGITS:  # before it is turned into a decimal, which takes long
            raise Misfit("VAL007", found=shown(value))
        value = Decimal(value)
    elif type(value) is not Decimal:
        wrong_type(value, Decimal)
    if not value.is_finite() or value.adjusted() >= _WHOLE_DIGITS:
        raise Misfit("VAL007", found=shown(value))
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_DECIMAL_DIGITS:
        raise Misfit("VAL007", found=shown(value))
    return value


Choice = TypeVar("Choice", bound=StrEnum)


def choice(value: object, choices: type[Choice]) -> Choice:
    """Return a member of a closed vocabulary."""
    if type(value) is not str:
        wrong_type(value, str)
    try:
        return choices(value)
    except ValueError:
        raise Misfit(
            "VAL003",
            found=shown(value),
            expected=", ".join(choices),
            nearest=nearest(value, tuple(choices)),
        ) from None
