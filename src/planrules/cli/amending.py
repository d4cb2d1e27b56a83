"""The commands about amendments: ``consolidate`` and ``diff``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from planrules.cli import options, terminal
from planrules.cli.commands import consolidated, load_plan, main, plan_on
from planrules.cli.terminal import refuse

if TYPE_CHECKING:
    from planrules.assessment import Assessment
    from planrules.model.plan import Plan

_UNWRITABLE = {
    "vi": "{out}: không ghi được: {reason}",
    "en": "{out}: can't be written: {reason}",
}
_OWN_FILE = {
    "vi": "--out {out}: tệp này là của chính kế hoạch; ghi vào tệp khác",
    "en": "--out {out}: this is a file of the plan itself; name another",
}
_TWICE = {
    "vi": (
        "--out {out}: ở thư mục này, {folders} bên cạnh sẽ được tính thêm lần nữa; ghi vào thư mục"
        " khác"
    ),
    "en": "--out {out}: {folders} beside it would count once more there; choose another folder",
}
_NO_DOCUMENT = {
    "vi": "Không ghi document ({document}): tệp này chỉ đọc được bên cạnh kế hoạch gốc",
    "en": "document ({document}) is left out: that file can be read beside the plan alone",
}
_NO_OTHER = {
    "vi": "chưa có gì để so sánh: nêu kế hoạch thứ hai, hoặc một dự thảo bằng --with",
    "en": "nothing to compare with: name a second plan, or a draft by --with",
}
_BOTH = {
    "vi": "--with chỉ dùng khi so sánh một kế hoạch với chính nó; ở đây có hai kế hoạch",
    "en": "--with compares one plan with itself; there are two plans here",
}


@main.command()
@options.plan_path
@options.as_of
@options.drafts
@click.option("--out", type=options.Named(), help="Ghi vào tệp. / Write it to a file.")
@options.language
def consolidate(
    path: Path, *, as_of: date, drafts: tuple[str, ...], out: Path | None, language: str
) -> None:
    """Hợp nhất kế hoạch và các sửa đổi. / Print a plan with its amendments applied, as TOML.

    Văn bản gốc (document) chỉ được dẫn khi --out nằm cùng thư mục. / The document is named only
    where --out lies beside it.
    """
    from planrules.source.write import dumps

    with terminal.patience(language):
        plan = plan_on(path, as_of=as_of, drafts=drafts, language=language)
        written, notes = plan, []
        if plan.document is not None and not _is_beside(plan, out):
            # Paths start from the file and never leave its folder: it would not load elsewhere.
            written = attrs.evolve(plan, document=None)
            notes.append(_NO_DOCUMENT[language].format(document=plan.document))
        text = dumps(written, origins=True, language=language, notes=notes)
    if out is None:
        click.echo(text, nl=False)
    else:
        _write(plan, text, out, language)


def _is_beside(plan: "Plan", out: Path | None) -> bool:
    """Return whether a file lies in the folder of a plan, where its document is read from."""
    if out is None or plan.origin is None:
        return False
    try:
        return out.parent.samefile(Path(plan.origin.files[0].name).parent)
    except OSError:  # what keeps it from being written is told then
        return False


def _write(plan: "Plan", text: str, out: Path, language: str) -> None:
    """Write a plan to a file, or leave with why it can't be; no file of its own is replaced."""
    from planrules.source.storage import write_whole
    from planrules.source.workspace import reason

    try:
        files = plan.origin.files if plan.origin else ()
        if out.exists() and any(out.samefile(file.name) for file in files):
            refuse(_OWN_FILE[language].format(out=out))
        if _is_beside(plan, out):
            folders = [name for name in ("amendments", "ledger") if (out.parent / name).is_dir()]
            if folders:
                named = ", ".join(folders)
                refuse(_TWICE[language].format(out=out, folders=named))
        write_whole(out, text.encode())
    except (OSError, RuntimeError, ValueError) as error:
        vi, en = reason(error)
        refuse(_UNWRITABLE[language].format(out=out, reason=vi if language == "vi" else en))


@main.command()
@options.plan_path
@click.argument("other", metavar="[OTHER]", required=False, type=options.Named())
@options.as_of
@options.drafts
@options.rules_file
@options.plugins
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="Dạng kết quả. / Form of the output.",
)
@options.language
def diff(
    path: Path,
    *,
    other: Path | None,
    as_of: date,
    drafts: tuple[str, ...],
    rules_file: Path | None,
    plugins: bool,
    output: str,
    language: str,
) -> None:
    """So sánh hai kế hoạch, hoặc trước và sau dự thảo. / Compare two plans, or one with a draft.

    Kết thúc bằng 0 dù có khác hay không. / Ends in 0 whether or not anything differs.
    """
    from planrules.comparison import compare
    from planrules.reports.comparison import difference_lines, difference_markdown
    from planrules.reports.difference import difference_data

    if other is None and not drafts:
        refuse(_NO_OTHER[language])
    if other is not None and drafts:
        refuse(_BOTH[language])

    def assess(plan: "Plan", named: tuple[str, ...]) -> "Assessment":
        from planrules.cli.asked import assessed, rules_beside

        rules = rules_beside(plan, rules_file=rules_file, plugins=plugins, language=language)
        return assessed(plan, as_of=as_of, drafts=named, rules=rules, language=language)

    with terminal.patience(language):
        first = load_plan(path, language)
        second = first if other is None else load_plan(other, language)
        # An unknown draft, or one that does not fit, is told before any rule is asked.
        later = consolidated(second, as_of=as_of, drafts=drafts, language=language)
        found = compare(assess(first, ()), assess(later, drafts))
        if output == "json":
            text: object = difference_data(found, language=language)
        elif output == "markdown":
            text = difference_markdown(found, language=language)
        else:
            style = terminal.style
            text = list(difference_lines(found, language=language, style=style))
    terminal.write_found(text)
