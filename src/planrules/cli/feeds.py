"""The command that writes calendars: ``feeds``."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planrules.cli import options, terminal
from planrules.cli.commands import load_plan, main
from planrules.cli.terminal import refuse, refuse_faults
from planrules.cli.times import refuse_time
from planrules.errors import NoStartError, OutOfCalendarError, PlanFileError, UnknownEventError
from planrules.feeds.errors import FeedFolderError, FeedOptionError, FeedsBusyError
from planrules.model.finding import Severity

if TYPE_CHECKING:
    from planrules.assessment import Assessment
    from planrules.feeds.options import FeedOptions
    from planrules.model.plan import Plan

#: What stands for the standard input.
_STDIN = Path("-")
#: What ``--check`` takes beside files.
_OF_CHECK = frozenset({"checked", "output", "language"})
#: At what hour of a day people are reminded.
_MORNING = timedelta(hours=8)
_NO_OUT = {
    "vi": "chưa nêu thư mục: dùng --out DIR",
    "en": "no folder is named: use --out DIR",
}
_NO_PATH = {
    "vi": "chưa nêu kế hoạch: planrules feeds PATH --out DIR",
    "en": "no plan is named: planrules feeds PATH --out DIR",
}
_CHECK_ALONE = {
    "vi": "--check chỉ soát tệp .ics: không đi cùng {given}; soát nhiều tệp: nêu lại --check",
    "en": "--check only looks at .ics files: it goes without {given}; for more files give --check "
    "again",
}
_ALARMS = {
    "vi": "--alarm và --no-alarms trái nhau: bỏ một trong hai",
    "en": "--alarm and --no-alarms contradict each other: leave one of them out",
}
_ASK_FOLDER = {
    "vi": "; mục không còn trong kế hoạch: nêu thêm thư mục lịch, --out DIR",
    "en": "; of what is gone from the plan the folder knows: name it with --out DIR",
}
_EMPTY = {
    "vi": "{file}: thư mục không có tệp .ics nào",
    "en": "{file}: no .ics file is in this folder",
}
_UNREADABLE = {
    "vi": "{file}: không đọc được: {reason}",
    "en": "{file}: can't be read: {reason}",
}
_UNWRITABLE = {
    "vi": "{out}: không ghi được: {reason}",
    "en": "{out}: can't be written: {reason}",
}


@main.command()
@click.argument("path", metavar="[PATH]", required=False, type=options.Named())
@click.option(
    "--check",
    "checked",
    type=options.Named(),
    multiple=True,
    metavar="FILE.ics",
    help="Soát tệp lịch bất kỳ; thư mục, - (đầu vào) cũng được. / What is wrong with a calendar, "
    "whoever wrote it: a file, a folder, - for the standard input; may be given again.",
)
@click.option(
    "--out", type=options.Named(), metavar="DIR", help="Thư mục lịch. / The folder of the feeds."
)
@click.option(
    "--explain", metavar="UID", help="Mục này từ đâu ra; không ghi gì. / Where an event comes from."
)
@options.as_of
@options.drafts
@click.option(
    "--profile",
    type=click.Choice(["default", "outlook", "tasks", "publish"]),
    default="default",
    help="Loại ứng dụng. / For what kind of program.",
)
@click.option("--url", metavar="URL", help="Địa chỉ web của thư mục. / Where the folder is online.")
@click.option(
    "--organizer", metavar="EMAIL", help="Thư điện tử nơi công bố. / Who publishes (publish)."
)
@click.option(
    "--past",
    type=click.IntRange(min=1),
    default=400,
    show_default=True,
    help="Giữ việc đã qua bao nhiêu ngày. / How many days what is past stays.",
)
@click.option(
    "--ahead",
    type=click.IntRange(min=0),
    help="Chỉ đến bao nhiêu ngày tới. / No more than so many days ahead.",
)
@click.option(
    "--alarm",
    "alarms",
    type=click.IntRange(min=0, max=365),
    multiple=True,
    metavar="DAYS",
    help="Nhắc lúc 8 giờ, trước hạn DAYS ngày. / Remind at 8:00, DAYS days before; may be given "
    "again; 3 by default.",
)
@click.option("--no-alarms", is_flag=True, help="Không nhắc. / Without reminders.")
@click.option(
    "--windows", is_flag=True, help="Thêm kỳ số liệu. / The days of periods' data as events too."
)
@click.option(
    "--waivers", is_flag=True, help="Thêm ngày hết ngoại lệ. / The last days of waivers too."
)
@click.option(
    "--rewind",
    is_flag=True,
    help="Lần trước ghi nhầm ngày: ghi lại theo --as-of. / Go on from an edition for a later day, "
    "which was a mistake.",
)
@options.output
@options.language
def feeds(
    path: Path | None,
    *,
    checked: tuple[Path, ...],
    out: Path | None,
    explain: str | None,
    as_of: date,
    drafts: tuple[str, ...],
    profile: str,
    url: str | None,
    organizer: str | None,
    past: int,
    ahead: int | None,
    alarms: tuple[int, ...],
    no_alarms: bool,
    windows: bool,
    waivers: bool,
    rewind: bool,
    output: str,
    language: str,
) -> None:
    """Xuất lịch iCalendar để đăng ký. / Write calendars that people subscribe to.

    Lịch của cả kế hoạch và của từng cơ quan, kèm trang index.html. Lịch không đổi thì không ghi
    lại.
    """
    from planrules.feeds.options import ALARM, FeedOptions, Profile

    if checked:
        _check_alone(language)
        _check(checked, output, language)
        return
    if path is None:
        refuse(_NO_PATH[language])
    if out is None and explain is None:
        refuse(_NO_OUT[language])
    if alarms and no_alarms:
        refuse(_ALARMS[language])
    reminders = tuple(timedelta(days=-days) + _MORNING for days in alarms) or (ALARM,)
    try:
        asked = FeedOptions(
            profile=Profile(profile),
            language=language,
            past=past,
            ahead=ahead,
            alarms=() if no_alarms else reminders,
            windows=windows,
            waivers=waivers,
            url=url,
            organizer=organizer,
        )
    except FeedOptionError as error:
        refuse(f"--{error.text(language)}")
    with terminal.patience(language):
        plan = load_plan(path, language)
        assessment = _assessed(plan, as_of=as_of, drafts=drafts, language=language)
        if explain is not None:
            _explain(assessment, explain, out, asked, output, rewind=rewind, path=path)
        else:
            assert out is not None  # noqa: S101 - else it was refused
            _publish(assessment, out, asked, output, rewind=rewind)


def _check_alone(language: str) -> None:
    """Refuse what says nothing to ``--check``."""
    run = click.get_current_context()
    given = [
        param.opts[0] if isinstance(param, click.Option) else (param.name or "").upper()
        for param in run.command.params
        if param.name not in _OF_CHECK
        and run.get_parameter_source(param.name or "") is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        refuse(_CHECK_ALONE[language].format(given=", ".join(given)))


def _check(checked: tuple[Path, ...], output: str, language: str) -> None:
    """Say what is wrong with calendars; the command ends in 1 where one breaks a MUST."""
    from planrules.feeds.linting import lint_data, lint_feed, lint_text
    from planrules.source.workspace import reason

    found = {}
    refused = []
    for file in dict.fromkeys(one for named in checked for one in _calendars(named)):
        try:
            data = sys.stdin.buffer.read() if file == _STDIN else file.read_bytes()
        except (OSError, ValueError) as error:
            vi, en = reason(error)
            why = (_EMPTY if file.is_dir() else _UNREADABLE)[language]
            refused.append(why.format(file=file, reason=vi if language == "vi" else en))
            continue
        found[str(file)] = lint_feed(data, file=str(file))
    if refused:
        refuse(*refused)
    if output == "json":
        terminal.write_json(lint_data(found, language=language))
    else:
        click.echo(lint_text(found, language=language), nl=False)
    every = (one for findings in found.values() for one in findings)
    if any(one.severity is Severity.ERROR for one in every):
        sys.exit(1)


def _calendars(named: Path) -> list[Path]:
    """Return the calendars in a folder, in order; what is no folder, and an empty one, as it is."""
    if named == _STDIN or not named.is_dir():
        return [named]
    return sorted(file for file in named.glob("*.ics") if file.is_file()) or [named]


def _assessed(plan: "Plan", *, as_of: date, drafts: tuple[str, ...], language: str) -> "Assessment":
    """Return a plan assessed without asking any rule; its waivers are read."""
    from planrules.assessment import assess
    from planrules.cli.commands import consolidated

    consolidated(plan, as_of=as_of, drafts=drafts, language=language)
    try:
        return assess(plan, as_of=as_of, drafts=drafts, rules=())
    except PlanFileError as error:
        refuse_faults(error, language)


def _publish(
    assessment: "Assessment", out: Path, asked: "FeedOptions", output: str, *, rewind: bool
) -> None:
    """Write the feeds, and say what was done."""
    from planrules.feeds.publishing import publish_feeds
    from planrules.feeds.telling import notice_lines, publication_data, publication_lines

    language = asked.language
    with _refused(assessment.plan, out, language):
        done = publish_feeds(assessment, out, asked, rewind=rewind)
    if output == "json":
        terminal.write_json(publication_data(done, str(out), language=language))
        return
    terminal.write(publication_lines(done, str(out), language=language))
    for line in notice_lines(done, language=language):
        click.echo(line, err=True)


def _explain(
    assessment: "Assessment",
    uid: str,
    out: Path | None,
    asked: "FeedOptions",
    output: str,
    *,
    rewind: bool,
    path: Path,
) -> None:
    """Say where an event comes from; with a folder, as it would go on from what stands there."""
    from planrules.feeds.explaining import explained, explanation_data, explanation_lines
    from planrules.feeds.feed import feeds_of
    from planrules.feeds.publishing import feeds_following

    language = asked.language
    with _refused(assessment.plan, out, language):
        found = (
            feeds_of(assessment, asked)
            if out is None
            else feeds_following(assessment, out, asked, rewind=rewind)
        )
    try:
        told = explained(found, uid)
    except UnknownEventError as error:
        refuse(error.text(language) + (_ASK_FOLDER[language] if out is None else ""))
    if output == "json":
        terminal.write_json(explanation_data(told, language=language))
    else:
        named = shlex.quote(str(path))
        terminal.write(explanation_lines(told, language=language, path=named))


@contextmanager
def _refused(plan: "Plan", out: Path | None, language: str) -> Iterator[None]:
    """Leave with what keeps feeds from being made or written, if anything does."""
    from planrules.source.workspace import reason

    try:
        yield
    except (FeedFolderError, FeedsBusyError) as error:
        refuse(error.text(language))
    except (NoStartError, OutOfCalendarError) as error:
        refuse_time(plan, error, language)
    except (OSError, RuntimeError, ValueError) as error:
        vi, en = reason(error)
        refuse(_UNWRITABLE[language].format(out=out, reason=vi if language == "vi" else en))
