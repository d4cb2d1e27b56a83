"""The forms in which an assessment can be had as one text."""

import json
from importlib import import_module
from typing import TYPE_CHECKING, Final, Literal, get_args

from planrules.assessment import Assessment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planrules.reports.data import Data

Form = Literal["text", "json", "sarif", "junit", "github", "markdown", "html", "csv"]

#: Every form.
FORMS: Final[tuple[Form, ...]] = get_args(Form)
#: The forms that can hold *bảng 6 rõ*.
WITH_TABLE: Final[tuple[Form, ...]] = ("text", "json", "markdown", "html")

#: By form, the module in this package that writes it and its function there.
_WRITERS: Final[dict[Form, tuple[str, str]]] = {
    "text": ("text", "check_lines"),
    "json": ("data", "check_data"),
    "sarif": ("sarif", "sarif_data"),
    "junit": ("junit", "check_junit"),
    "github": ("annotations", "check_annotations"),
    "markdown": ("markdown", "check_markdown"),
    "html": ("page", "check_page"),
    "csv": ("findings_sheet", "check_csv"),
}


def check_report(
    assessment: Assessment, /, *, form: Form, language: str = "vi", table: bool = False
) -> str:
    """Return an assessment as one text: what ``planrules check --format`` prints.

    Args:
        assessment: The assessment.
        form: ``text``, ``json``, ``sarif``, ``junit``, ``github`` (workflow commands),
            ``markdown``, ``html`` or ``csv``.
        language: ``vi`` or ``en``.
        table: Whether to add *bảng 6 rõ*, where the form can hold it.

    Raises:
        ValueError: If there is no such form, or it holds no table.
    """
    if form not in FORMS:
        message = f"form is {form!r}; expected one of {', '.join(FORMS)}"
        raise ValueError(message)
    if table and form not in WITH_TABLE:
        message = f"form is {form!r}; only {', '.join(WITH_TABLE)} hold a table"
        raise ValueError(message)
    module, name = _WRITERS[form]
    write: Callable[..., str | Data | Iterator[str]] = getattr(
        import_module(f"planrules.reports.{module}"), name
    )
    options = {"table": table} if form in WITH_TABLE else {}
    found = write(assessment, language=language, **options)
    if isinstance(found, str):
        return found
    if isinstance(found, dict):
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    return "\n".join([*(line.rstrip(" ") for line in found), ""])
