"""The commands. Each imports what it needs when it runs, so that none pays for another."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from planrules.cli import options, terminal
from planrules.errors import PlanFault, PlanFileError, UnknownIdError, UnknownRuleError
from planrules.model.finding import Severity
from planrules.text import printable

if TYPE_CHECKING:
    from planrules.model.plan import Plan

_FILES: tuple[Literal["plan", "register", "workspace"], ...] = ("plan", "register", "workspace")
_OUTPUTS = ("check", "show", "trace", "rules", "explain")

#: Exit status where the plan or the arguments can't be read.
UNREADABLE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="planrules", message="%(prog)s %(version)s")
def main() -> None:
    """Đọc, rà soát và theo dõi kế hoạch. / Read, check and trace official plans."""
    terminal.prepare()


def _load(path: Path, language: str) -> "Plan":
    """Return the plan at a path, or leave with its faults on standard error."""
    from planrules.source.read import load

    try:
        plan = load(path)
    except PlanFileError as error:
        terminal.write_faults(error, language)
        sys.exit(UNREADABLE)
    if plan.origin is not None and plan.origin.unread:
        terminal.write_unread(plan.origin.unread, language)
    return plan


def _refuse(error: UnknownIdError | UnknownRuleError, language: str) -> NoReturn:
    """Leave with what an argument should have been."""
    click.echo(printable(error.text(language)), err=True)
    sys.exit(UNREADABLE)


@main.command()
@options.plan_path
@options.as_of
@options.output
@click.option("--table", is_flag=True, help="Thêm bảng 6 rõ. / Add one row of six cells per task.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Chỉ xét: mã, đầu mã, tên, nhãn, 6ro, 5ro. / Only these rules.",
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Bỏ qua. / Leave these rules out.")
@click.option(
    "--severity",
    "severities",
    type=options.SeverityOf(),
    multiple=True,
    help="Đổi mức của quy tắc. / Give a rule another severity.",
)
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    help="Mức làm lệnh kết thúc bằng 1. / Least severity that ends in status 1.",
)
@options.language
def check(
    path: Path,
    *,
    as_of: date,
    output: str,
    table: bool,
    select: Iterable[str],
    ignore: Iterable[str],
    severities: Iterable[tuple[str, Severity]],
    fail_on: str,
    language: str,
) -> None:
    """Rà soát kế hoạch. / Check a plan against the rules.

    Kết thúc bằng 0: đạt; 1: có nội dung từ mức --fail-on; 2: không đọc được kế hoạch.
    """
    from planrules.assessment import assess
    from planrules.rules.catalogue import CATALOGUE, chosen

    overridden = dict(severities)
    try:
        rules = chosen(CATALOGUE, select=_split(select), ignore=_split(ignore))
        chosen(CATALOGUE, select=overridden)
    except UnknownRuleError as error:
        _refuse(error, language)
    with terminal.patience(language):
        plan = _load(path, language)
        assessment = assess(plan, as_of=as_of, rules=rules, severities=overridden)
    if output == "json":
        from planrules.reports.data import check_data

        terminal.write_json(check_data(assessment, language=language, table=table))
    else:
        from planrules.reports.text import check_lines

        terminal.write(
            check_lines(
                assessment,
                language=language,
                style=terminal.style,
                table=table,
                width=terminal.width(),
            )
        )
    sys.exit(int(assessment.reaches(Severity(fail_on))))


def _split(values: Iterable[str]) -> list[str]:
    """Return selectors that were given one by one or with commas between them."""
    return [part.strip() for value in values for part in value.split(",") if part.strip()]


@main.command()
@options.plan_path
@options.as_of
@options.output
@options.language
def show(path: Path, *, as_of: date, output: str, language: str) -> None:
    """Hiện mục tiêu, giải pháp, nhiệm vụ, cơ quan. / Show goals, measures, tasks, bodies."""
    from planrules.reports.outline import outline_data, outline_lines

    plan = _load(path, language)
    if output == "json":
        terminal.write_json(outline_data(plan, as_of=as_of))
    else:
        terminal.write(outline_lines(plan, as_of=as_of, language=language, style=terminal.style))


@main.command()
@options.plan_path
@click.argument("id", metavar="ID")
@options.as_of
@options.output
@options.language
def trace(path: Path, *, id: str, as_of: date, output: str, language: str) -> None:
    """Cho biết vì sao có ID: mã, điểm, văn bản. / Say why ID stands in the plan."""
    from planrules.assessment import assess
    from planrules.reports.tracing import trace_data, trace_lines

    assessment = assess(_load(path, language), as_of=as_of)
    try:
        if output == "json":
            terminal.write_json(trace_data(assessment, id, language=language))
        else:
            terminal.write(trace_lines(assessment, id, language=language, style=terminal.style))
    except UnknownIdError as error:
        _refuse(error, language)


@main.command()
@options.output
@options.language
def rules(*, output: str, language: str) -> None:
    """Liệt kê các quy tắc. / List the rules."""
    from planrules.reports.data import rule_data
    from planrules.reports.rulebook import rule_lines
    from planrules.rules.catalogue import CATALOGUE

    if output == "json":
        terminal.write_json([rule_data(rule, language=language) for rule in CATALOGUE])
    else:
        terminal.write(rule_lines(CATALOGUE, language=language, style=terminal.style))


@main.command()
@click.argument("code", metavar="CODE")
@options.output
@options.language
def explain(*, code: str, output: str, language: str) -> None:
    """Giải thích một quy tắc, có ví dụ. / Explain a rule, with examples."""
    from planrules.reports.rulebook import explanation_data, explanation_lines
    from planrules.rules.catalogue import CATALOGUE, chosen

    try:
        rule = next(iter(chosen(CATALOGUE, select=[code])))
    except UnknownRuleError as error:
        _refuse(error, language)
    if output == "json":
        terminal.write_json(explanation_data(rule, language=language))
    else:
        terminal.write(explanation_lines(rule, language=language, style=terminal.style))


@main.command()
@click.option(
    "--kind",
    type=click.Choice([*_FILES, *_OUTPUTS]),
    default="plan",
    help="Loại tệp hoặc kết quả JSON. / Which file, or whose JSON output, the schema is of.",
)
def schema(*, kind: str) -> None:
    """In JSON Schema của tệp hoặc kết quả. / Print the JSON Schema of a file or an output."""
    if kind in _OUTPUTS:
        from importlib.resources import files

        found = files("planrules.reports").joinpath("schemas", f"{kind}.json")
        click.echo(found.read_text("utf-8"), nl=False)
    else:
        from planrules.source.schema import json_schema

        (file,) = (file for file in _FILES if file == kind)
        terminal.write_json(json_schema(kind=file))


@main.command()
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Thư mục kế hoạch mới. / Folder of the new plan.",
)
@options.language
def new(document: Path, *, out: Path, language: str) -> None:
    """Dựng kế hoạch từ văn bản. / Begin a plan folder from an official text."""
    from planrules.source.drafting.begin import begin

    try:
        written = begin(document, out)
    except PlanFault as fault:
        click.echo(printable(fault.text(language)), err=True)
        sys.exit(UNREADABLE)
    except OSError as error:
        words = "không ghi được" if language == "vi" else "can't be written"
        click.echo(printable(f"{out}: {words}: {error.strerror}"), err=True)
        sys.exit(UNREADABLE)
    for name in written:
        click.echo(out / name)
