"""Options that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from planrules.cli.terminal import today
from planrules.model.finding import Severity

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A calendar day, written 2024-05-01."""

    name = "DATE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        text = str(value)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        # Python reads 20240501 and 2024-W18-3 too; people would not.
        if day is None or day.isoformat() != text:
            words = f"{text!r}: cần ngày có thật, viết 2024-05-01 / expected a day, as 2024-05-01"
            self.fail(words, param, ctx)
        return day


class SeverityOf(click.ParamType[tuple[str, Severity]]):
    """A rule and the severity it is given, written RES001=error."""

    name = "CODE=SEVERITY"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Severity]:
        """Return the code and the severity."""
        code, _, severity = str(value).partition("=")
        if severity not in tuple(Severity):
            self.fail(f"{value!r}: cần / expected CODE=error|warning|info", param, ctx)
        return code, Severity(severity)


class Named(click.ParamType[Path]):
    """A path that names something: an empty text would mean the folder where one stands."""

    name = "PATH"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return the path."""
        text = str(value)
        if not text.strip():
            self.fail("để trống; cần tên tệp hoặc thư mục / empty; expected a path", param, ctx)
        return Path(text)


plan_path = click.argument("path", metavar="PATH", type=Named())

as_of = click.option(
    "--as-of",
    type=Day(),
    default=today,
    help="Ngày rà soát; mặc định hôm nay. / The day of the check; today by default.",
)

drafts = click.option(
    "--with",
    "drafts",
    multiple=True,
    metavar="DRAFT",
    help="Tính cả dự thảo sửa đổi này. / As if this draft amendment held; may be given again.",
)

language = click.option(
    "--lang",
    "language",
    type=click.Choice(["vi", "en"]),
    default="vi",
    help="Ngôn ngữ. / Language of messages.",
)

output = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Dạng kết quả. / Form of the output.",
)

rules_file = click.option(
    "--rules",
    "rules_file",
    type=Named(),
    help="Tệp quy tắc dùng thay rules.toml bên cạnh. / A file of rules instead of the one beside.",
)

plugins = click.option(
    "--plugins/--no-plugins",
    default=True,
    help="Dùng quy tắc của gói khác. / Ask the rules of other packages.",
)

#: What ``check`` can print; the forms in which a table has no place are told apart.
CHECK_FORMS = ("text", "json", "sarif", "junit", "github", "markdown", "html", "csv")
FORMS_WITHOUT_TABLE = ("sarif", "junit", "github", "csv")

check_output = click.option(
    "--format",
    "output",
    type=click.Choice(CHECK_FORMS),
    default="text",
    help="Dạng kết quả. / Form of the output.",
)
