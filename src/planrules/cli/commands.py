"""The commands. Each imports what it needs when it runs, so that none pays for another."""

import sys
from collections.abc import Collection, Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import click

from planrules.cli import options, terminal
from planrules.cli.terminal import refuse, refuse_faults
from planrules.errors import PlanFault, PlanFileError, UnknownDraftError, UnknownIdError
from planrules.model.finding import Severity

if TYPE_CHECKING:
    from planrules.model.plan import Plan
    from planrules.reports.formats import Form

_FILES: tuple[Literal["plan", "register", "amendment", "ledger", "workspace", "rules"], ...] = (
    "plan",
    "register",
    "amendment",
    "ledger",
    "workspace",
    "rules",
)
_OUTPUTS = (
    "check",
    "show",
    "trace",
    "schedule",
    "obligations",
    "status",
    "indicators",
    "diff",
    "rule-list",  # what the command rules prints: a file of rules is a thing of its own
    "explain",
    "test-rules",
    "feeds",
)

_KINDS = (
    "plan",
    "goal",
    "indicator",
    "measure",
    "task",
    "unit",
    "group",
    "territory",
    "basis",
    "clause",
)
_NO_TABLE = {
    "vi": "--table: dạng {form} không có bảng; cần text, json, markdown hoặc html",
    "en": "--table: the form {form} holds no table; expected text, json, markdown or html",
}
_WRONG_KIND = {
    "vi": '"{id}" thuộc loại: {found}; không có {wanted} nào mang mã này',
    "en": '"{id}" is of the kind: {found}; no {wanted} has this id',
}
_DRAFTS = {
    "vi": "các dự thảo của kế hoạch: {ids}",
    "en": "the drafts of the plan: {ids}",
}
_WHERE_IDS_ARE = {
    "vi": "mã của các mục tiêu, giải pháp, nhiệm vụ: xem planrules show",
    "en": "planrules show lists the ids of goals, measures and tasks",
}
_UNWRITABLE = {
    "vi": "{out}: không ghi được: {reason}",
    "en": "{out}: can't be written: {reason}",
}


class _Commands(click.Group):
    """The commands: those apart from everyday are read once somebody asks for one of them."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        return super().get_command(ctx, cmd_name) or self._whole().commands.get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(self._whole().commands)

    def _whole(self) -> click.Group:
        import_module("planrules.cli.amending")
        import_module("planrules.cli.times")
        import_module("planrules.cli.recording")
        import_module("planrules.cli.feeds")
        import_module("planrules.cli.progress")
        import_module("planrules.cli.rules")
        return self


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="planrules", message="%(prog)s %(version)s")
def main() -> None:
    """Đọc, rà soát và theo dõi kế hoạch. / Read, check and trace official plans."""
    terminal.prepare()


def load_plan(path: Path, language: str) -> "Plan":
    """Return the plan at a path, or leave with its faults on standard error."""
    from planrules.source.read import load

    try:
        return load(path)
    except PlanFileError as error:
        refuse_faults(error, language)


def plan_on(path: Path, *, as_of: date, drafts: Collection[str], language: str) -> "Plan":
    """Return the plan at a path as it is on a day, or leave with what is wrong with it.

    Args:
        path: Its folder or file.
        as_of: The day: amendments that are issued by then apply.
        drafts: Ids of the drafts that apply too.
        language: Of what is told.
    """
    return consolidated(load_plan(path, language), as_of=as_of, drafts=drafts, language=language)


def consolidated(plan: "Plan", *, as_of: date, drafts: Collection[str], language: str) -> "Plan":
    """Return a plan as it is on a day, or leave with what is wrong with the drafts."""
    from planrules.source.consolidate import consolidate

    try:
        return consolidate(plan, as_of=as_of, drafts=drafts)
    except UnknownDraftError as error:
        refuse(error.text(language), *([] if error.nearest else drafts_of(plan, language)))
    except PlanFileError as error:
        refuse_faults(error, language)


def drafts_of(plan: "Plan", language: str) -> list[str]:
    """Return a line with the drafts that there are, where there are any."""
    ids = [one.id for one in plan.amendments if one.is_draft]
    return [_DRAFTS[language].format(ids=", ".join(ids))] if ids else []


@main.command()
@options.plan_path
@options.as_of
@options.drafts
@options.check_output
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
@options.rules_file
@options.plugins
@click.option(
    "--baseline",
    type=options.Named(),
    help="Chỉ báo nội dung chưa có trong mốc. / Tell only findings that a baseline lacks.",
)
@click.option(
    "--write-baseline",
    "new_baseline",
    type=options.Named(),
    help="Ghi các nội dung hiện có làm mốc. / Record the findings of now as a baseline.",
)
@options.language
def check(
    path: Path,
    *,
    as_of: date,
    drafts: tuple[str, ...],
    output: "Form",
    table: bool,
    select: Iterable[str],
    ignore: Iterable[str],
    severities: Iterable[tuple[str, Severity]],
    fail_on: str,
    rules_file: Path | None,
    plugins: bool,
    baseline: Path | None,
    new_baseline: Path | None,
    language: str,
) -> None:
    """Rà soát kế hoạch. / Check a plan against the rules.

    Kết thúc bằng 0: đạt; 1: có nội dung từ mức --fail-on; 2: không đọc được kế hoạch.
    """
    from planrules.cli.asked import asked_rules, assessed, known_findings, record

    if table and output in options.FORMS_WITHOUT_TABLE:
        refuse(_NO_TABLE[language].format(form=output))
    with terminal.patience(language):
        plan = plan_on(path, as_of=as_of, drafts=drafts, language=language)
        rules = asked_rules(
            plan,
            rules_file=rules_file,
            plugins=plugins,
            select=_split(select),
            ignore=_split(ignore),
            severities=severities,
            language=language,
        )
        known = known_findings(baseline, plan, language)
        assessment = assessed(
            plan, as_of=as_of, drafts=drafts, rules=rules, known=known, language=language
        )
    if new_baseline is not None:
        record(assessment, new_baseline, language)
    if output != "text":
        from planrules.reports.formats import check_report

        report = check_report(assessment, form=output, language=language, table=table)
        click.echo(report, nl=False)
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
    """Return selectors that were given one by one or with commas between them.

    A value without any stays as it is, to be refused: it must not mean that nothing was asked for.
    """
    return [
        part
        for value in values
        for part in [part.strip() for part in value.split(",") if part.strip()] or [value]
    ]


@main.command()
@options.plan_path
@options.as_of
@options.drafts
@options.output
@options.language
def show(path: Path, *, as_of: date, drafts: tuple[str, ...], output: str, language: str) -> None:
    """Hiện mục tiêu, giải pháp, nhiệm vụ, cơ quan. / Show goals, measures, tasks, bodies."""
    from planrules.reports.outline import outline_data, outline_lines

    with terminal.patience(language):
        plan = plan_on(path, as_of=as_of, drafts=drafts, language=language)
        if output == "json":
            found: dict[str, Any] | list[str] = outline_data(plan, as_of=as_of)
        else:
            style = terminal.style
            found = list(outline_lines(plan, as_of=as_of, language=language, style=style))
    terminal.write_found(found)


@main.command()
@options.plan_path
@click.argument("id", metavar="ID")
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    help="Loại, khi nhiều nội dung cùng mang ID. / Which of several that bear ID.",
)
@options.as_of
@options.drafts
@options.rules_file
@options.plugins
@options.output
@options.language
def trace(
    path: Path,
    *,
    id: str,
    kind: str | None,
    as_of: date,
    drafts: tuple[str, ...],
    rules_file: Path | None,
    plugins: bool,
    output: str,
    language: str,
) -> None:
    """Cho biết vì sao có ID: mã, điểm, văn bản. / Say why ID stands in the plan."""
    from planrules.cli.asked import assessed, rules_beside
    from planrules.reports.things import things
    from planrules.reports.tracing import trace_data, trace_lines

    with terminal.patience(language):
        plan = plan_on(path, as_of=as_of, drafts=drafts, language=language)
        try:
            bearing = things(plan, id)
        except UnknownIdError as error:
            refuse(error.text(language), *([] if error.nearest else [_WHERE_IDS_ARE[language]]))
        wanted = [thing for thing in bearing if kind in {None, thing.kind}]
        if not wanted:
            _refuse_kind(id, kind or "", [thing.kind for thing in bearing], language)
        rules = rules_beside(plan, rules_file=rules_file, plugins=plugins, language=language)
        assessment = assessed(plan, as_of=as_of, drafts=drafts, rules=rules, language=language)
        if output == "json":
            found: dict[str, Any] | list[str] = trace_data(assessment, wanted[0], language=language)
        else:
            style = terminal.style
            found = list(trace_lines(assessment, wanted, language=language, style=style))
    terminal.write_found(found)


def _refuse_kind(id: str, kind: str, kinds: Iterable[str], language: str) -> NoReturn:
    """Leave because what bears an id is of another kind."""
    from planrules.reports.labels import KINDS, say

    found = "; ".join(say(KINDS[kind], language) for kind in kinds)
    refuse(_WRONG_KIND[language].format(id=id, found=found, wanted=say(KINDS[kind], language)))


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
@click.argument("document", type=options.Named())
@click.option(
    "--out",
    required=True,
    type=options.Named(),
    help="Thư mục kế hoạch mới. / Folder of the new plan.",
)
@options.language
def new(document: Path, *, out: Path, language: str) -> None:
    """Dựng kế hoạch từ văn bản. / Begin a plan folder from an official text."""
    from planrules.source.drafting.begin import begin
    from planrules.source.workspace import reason

    try:
        written = begin(document, out=out)
    except PlanFault as fault:
        refuse(fault.text(language))
    except OSError as error:
        vi, en = reason(error)
        refuse(_UNWRITABLE[language].format(out=out, reason=vi if language == "vi" else en))
    for name in written:
        click.echo(out / name)
