"""The command that writes down facts: ``record``."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import attrs
import click

from planrules.cli import options, terminal
from planrules.cli.commands import drafts_of, load_plan, main
from planrules.cli.terminal import refuse, refuse_faults, today
from planrules.cli.times import refuse_time
from planrules.errors import (
    LedgerBusyError,
    NoStartError,
    OutOfCalendarError,
    PlanFault,
    PlanFileError,
    UnknownDraftError,
)
from planrules.model.fields import DOC, LABEL
from planrules.model.ledger import Entry, Extension, Measurement, Percent, Reading, Record

#: What the text of the options is called in faults; no file is.
_OPTIONS: Final = "<record>"
#: Left to the library: which one it is of several records of a day.
_COUNTED: Final = "order"
_NUMBER: Final = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Types whose values are written in TOML as numbers.
_NUMBERS: Final = (Percent | None, Decimal | None)

#: A number as it is written in Vietnamese; TOML and the options take a point.
_COMMA: Final = re.compile(r"-?[0-9]{1,40},[0-9]{1,40}")

_WITH_COMMA = {
    "vi": "--{option} {found}: phần thập phân viết sau dấu chấm: {point}",
    "en": "--{option} {found}: expected a decimal point: {point}",
}
_RECORDED = {"vi": "Đã ghi vào {file}:", "en": "Recorded in {file}:"}
_UNWRITABLE = {
    "vi": "{path}: không ghi được vào sổ theo dõi: {reason}; chưa ghi gì",
    "en": "{path}: the ledger can't be written: {reason}; nothing was written",
}
_HELP = {
    Entry: "Cập nhật tiến độ. / How far work is.",
    Measurement: "Số liệu của chỉ tiêu. / What was measured of an indicator.",
    Extension: "Gia hạn. / A deadline that was put off.",
}


class _Kinds(click.Group):
    """The kinds of records: drafts may be named anywhere, not only in front of the path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, those that name drafts first.

        Click takes for a command whatever stands behind the path.
        """
        drafts, rest, at = [], list(args), 0
        while at < len(rest) and rest[at] not in self.commands:
            count = 2 if rest[at] == "--with" else int(rest[at].startswith("--with="))
            drafts += rest[at : at + count]
            del rest[at : at + count]
            at += not count
        return super().parse_args(ctx, [*drafts, *rest])


@main.group(cls=_Kinds)
@options.plan_path
@options.drafts
@click.pass_context
def record(ctx: click.Context, path: Path, drafts: tuple[str, ...]) -> None:
    """Ghi tiến độ, số liệu, gia hạn. / Add to the ledger of a plan.

    Sổ theo dõi nằm trong thư mục ledger bên cạnh kế hoạch. Điều đã ghi không sửa, không xóa: ghi
    lại lần nữa.
    """
    ctx.obj = path, drafts


def _option(field: "attrs.Attribute[Any]") -> Callable[[Any], Any]:
    """Return the option for a field of a record."""
    label = field.metadata[LABEL]
    is_day = field.type in (date, date | None)
    return click.option(
        f"--{field.name.replace('_', '-')}",
        field.name,
        metavar="DATE" if is_day else field.name.rpartition("_")[2].upper(),
        default=(lambda: today().isoformat()) if field.name == "recorded_on" else None,
        help=f"{label[:1].upper()}{label[1:]}. / {field.metadata[DOC]}",
    )


def _fields(kind: type[Record]) -> "list[attrs.Attribute[Any]]":
    """Return the fields of a record: what it says, then when and by whom it was recorded."""
    inherited = attrs.fields_dict(Record)  # these stand first in the class
    return sorted(attrs.fields(kind), key=lambda field: field.name in inherited)


def _command(kind: type[Record]) -> None:
    """Add the command that records one kind of facts."""
    fields = [field for field in _fields(kind) if field.name != _COUNTED]

    def run(*, language: str, drafts: tuple[str, ...], **given: str | None) -> None:
        path, before = click.get_current_context().obj
        for field in fields:
            _refuse_comma(field, given[field.name], language)
        values = {
            field.name: _read(field.type, text)
            for field in fields
            if (text := given[field.name]) is not None
        }
        _append(
            path, tuple(dict.fromkeys((*before, *drafts))), kind.__name__.lower(), values, language
        )

    made: Any = options.drafts(options.language(run))
    for field in reversed(fields):
        made = _option(field)(made)
    record.command(kind.__name__.lower(), help=_HELP[kind])(made)


for _kind in (Entry, Measurement, Extension):
    _command(_kind)


def _refuse_comma(field: "attrs.Attribute[Any]", text: str | None, language: str) -> None:
    """Leave where a number is written with a decimal comma."""
    is_number = field.type in (*_NUMBERS, Reading | None)
    if text is not None and is_number and _COMMA.fullmatch(text):
        option, point = field.name.replace("_", "-"), text.replace(",", ".")
        refuse(_WITH_COMMA[language].format(option=option, found=text, point=point))


def _read(kind: object, text: str) -> object:
    """Return what an option says as TOML would; as a text where it is none of its kind."""
    if kind in (date, date | None) and _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    if kind in (*_NUMBERS, Reading | None) and _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    if kind == Reading | None and text in ("true", "false"):
        return text == "true"
    return text


def _append(
    path: Path, drafts: tuple[str, ...], table: str, values: dict[str, object], language: str
) -> None:
    """Add a record to the ledger, or leave with what is wrong with it."""
    from planrules.recording import append_text
    from planrules.source.workspace import reason
    from planrules.source.write import draft_text, ledger_text

    text = ledger_text([draft_text(table, values)])

    def told(fault: PlanFault) -> str:
        if fault.file != _OPTIONS:
            return fault.text(language)
        line = text.splitlines()[fault.line - 1]
        key = line.partition(" = ")[0]
        option = f"--{key.replace('_', '-')}" if key in values else table
        return f"{option}: fault {fault.code} {fault.messages[language]}"

    with terminal.patience(language):
        try:
            done = append_text(path, text, name=_OPTIONS, drafts=drafts)
        except PlanFileError as error:
            refuse_faults(error, language, told=told)
        except UnknownDraftError as error:
            known = drafts_of(load_plan(path, language), language)
            refuse(error.text(language), *([] if error.nearest else known))
        except (NoStartError, OutOfCalendarError) as error:
            refuse_time(load_plan(path, language), error, language)
        except LedgerBusyError as error:
            refuse(error.text(language))
        except OSError as error:
            vi, en = reason(error)
            said = vi if language == "vi" else en
            refuse(_UNWRITABLE[language].format(path=path, reason=said))
    terminal.write(
        [
            _RECORDED[language].format(file=done.file),
            *(line for one in done.records for line in _lines(one, language)),
        ]
    )


def _lines(one: Record, language: str) -> list[str]:
    """Return what a record says, a line for each of its fields."""
    lines = []
    for field in _fields(type(one)):
        value = getattr(one, field.name)
        if value not in (None, field.default) or isinstance(value, bool):
            name = field.metadata[LABEL] if language == "vi" else field.name.replace("_", " ")
            said = str(value).lower() if isinstance(value, bool) else value
            lines.append(f"  {name}: {said}")
    return lines
