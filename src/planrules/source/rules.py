"""Values that only files of rules hold."""

import re
from collections.abc import Callable
from keyword import iskeyword
from typing import Any, Final, TypeVar

from cattrs import AttributeValidationNote, ClassValidationError

from planrules.model.finding import Severity
from planrules.model.message import Text
from planrules.model.rulebook import Fragment, Lets, RuleCode, Severities
from planrules.source import misfit
from planrules.source.faults import shown
from planrules.source.misfit import Misfit

_CODE: Final = re.compile(r"[A-Z]{3}[0-9]{3}")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_LANGUAGES: Final = ("vi", "en")

Item = TypeVar("Item")


def code(value: object, _: object = None, /) -> RuleCode:
    """Return a code of a rule."""
    read = misfit.text(value)
    if _CODE.fullmatch(read) is None:
        raise Misfit("RUL011", found=shown(value))
    return RuleCode(read)


def sentence(value: object, _: object = None, /) -> Text:
    """Return a text in both languages: a table of them, or one text that serves for both."""
    if type(value) is str:
        read = misfit.text(value)
        return Text(read, read)
    if type(value) is not dict:
        misfit.wrong_type(value, str, dict)
    found = dict(_by_name(value, _language, misfit.text, Text))
    if "vi" not in found:
        raise Misfit("KEY002", expected="vi", table_vi="{ vi, en }", table_en="{ vi, en }")
    return Text(found["vi"], found.get("en", found["vi"]))


def _language(name: str) -> None:
    if name not in _LANGUAGES:
        raise Misfit(
            "KEY001",
            found=name,
            known=_LANGUAGES,
            table_vi="{ vi, en }",
            table_en="{ vi, en }",
        )


def lets(value: object, _: object = None, /) -> Lets:
    """Return expressions with names, in the order of the file."""
    if type(value) is not dict:
        misfit.wrong_type(value, dict)
    return Lets(tuple(_by_name(value, _let_name, misfit.text, dict)))


def _let_name(name: str) -> None:
    if _NAME.fullmatch(name) is None or iskeyword(name):
        raise Misfit("RUL012", found=shown(name))


def severities(value: object, _: object = None, /) -> Severities:
    """Return severities by what selects rules."""
    if type(value) is not dict:
        misfit.wrong_type(value, dict)
    read = _by_name(value, misfit.text, lambda item: misfit.choice(item, Severity), dict)
    return Severities(tuple(read))


def fragment(value: object, _: object = None, /) -> Fragment:
    """Return a table whose keys belong to a plan; they are read as one when a test runs."""
    if type(value) is not dict:
        misfit.wrong_type(value, dict)
    return value


def _by_name(
    value: dict[str, Any],
    check: Callable[[str], object],
    read: Callable[[object], Item],
    kind: type,
) -> list[tuple[str, Item]]:
    """Return the items of a table, all that is wrong with them raised together."""
    made: list[tuple[str, Item]] = []
    errors: list[Exception] = []
    for name, item in value.items():
        try:
            check(name)
            made.append((name, read(item)))
        except Misfit as error:
            error.add_note(AttributeValidationNote("", name, kind))
            errors.append(error)
    if errors:
        raise ClassValidationError("", errors, kind)
    return made
