"""Exceptions only: each carries its facts as attributes and builds its own text."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar, Self


class PlanrulesError(Exception):
    """Base of every exception that planrules raises on purpose."""


class PlanFault(PlanrulesError, ValueError):
    """One thing that keeps a plan from being built, with the place where it stands.

    Attributes:
        file: Name of the file: the path by which people reach it.
        line: Line, counted from 1.
        column: Column in code points of the file as stored, counted from 1.
        code: Stable code, three capitals and three digits.
        messages: The sentence by language (``vi`` and ``en``): what was found, what was expected.
    """

    def __init__(
        self, file: str, line: int, column: int, code: str, messages: Mapping[str, str]
    ) -> None:
        """Keep the facts; see the class for what they mean."""
        super().__init__(file, line, column, code, messages)
        self.file = file
        self.line = line
        self.column = column
        self.code = code
        self.messages = messages

    def text(self, language: str = "vi") -> str:
        """Return ``FILE:LINE:COLUMN: fault CODE sentence``, the sentence in ``language``."""
        return f"{self.file}:{self.line}:{self.column}: fault {self.code} {self.messages[language]}"

    def __str__(self) -> str:
        """Return the line in English, the language of tracebacks."""
        return self.text("en")


class PlanFileError(PlanrulesError, ExceptionGroup[PlanFault]):
    """Every fault of a plan at once, ordered by file, line and column.

    Faults of syntax, keys and types come first; references are only looked at once there are
    none of those.

    Attributes:
        references_checked: Whether the second stage was reached.
        is_complete: Whether all faults are told; a file with thousands is not being edited by hand.
    """

    references_checked: bool
    is_complete: bool

    def __new__(
        cls, faults: Sequence[PlanFault], *, references_checked: bool, is_complete: bool = True
    ) -> Self:
        """Order the faults and make the group."""
        ordered = sorted(faults, key=lambda f: (f.file, f.line, f.column, f.code, str(f)))
        self = super().__new__(cls, f"{len(ordered)} fault(s) to mend", ordered)
        self.references_checked = references_checked
        self.is_complete = is_complete
        return self

    def __init__(
        self, faults: Sequence[PlanFault], *, references_checked: bool, is_complete: bool = True
    ) -> None:
        """See ``__new__``: an exception group is complete when it is made."""

    def derive(self, excs: Sequence[PlanFault]) -> "PlanFileError":  # type: ignore[override]  # only faults go in, so only faults come out
        """Return a group of the same stage around some of the faults."""
        return PlanFileError(
            excs, references_checked=self.references_checked, is_complete=self.is_complete
        )

    def __reduce__(self) -> tuple[Callable[..., "PlanFileError"], tuple[object, ...]]:
        """Travel between processes: plans are read in pools of them."""
        again = partial(
            PlanFileError,
            references_checked=self.references_checked,
            is_complete=self.is_complete,
        )
        return again, (self.faults,)

    @property
    def faults(self) -> tuple[PlanFault, ...]:
        """The faults in order of their places."""
        return tuple(fault for fault in self.exceptions if isinstance(fault, PlanFault))


class _UnknownNameError(PlanrulesError, KeyError):
    """A name that nothing bears, and the nearest that something does."""

    _sentences: ClassVar[Mapping[str, str]]

    def __init__(self, name: str, nearest: str | None = None) -> None:
        """Keep the name asked for and the nearest one that exists."""
        super().__init__(name, nearest)
        self.name = name
        self.nearest = nearest

    def text(self, language: str = "vi") -> str:
        """Return the sentence for people in ``vi`` or ``en``."""
        sentence = self._sentences[language].format(name=self.name)
        if self.nearest is None:
            return sentence
        question = "có phải" if language == "vi" else "did you mean"
        return f'{sentence}; {question} "{self.nearest}"?'

    def __str__(self) -> str:
        """Return the sentence in English, the language of tracebacks."""
        return self.text("en")


class UnknownIdError(_UnknownNameError):
    """An id that nothing in the plan bears.

    Attributes:
        name: The id asked for.
        nearest: The nearest one that exists.
    """

    _sentences: ClassVar[Mapping[str, str]] = {
        "vi": 'trong kế hoạch không có gì mang mã "{name}"',
        "en": 'nothing in the plan has the id "{name}"',
    }


class UnknownRuleError(_UnknownNameError):
    """A rule code, prefix, name, tag or profile that selects nothing.

    Attributes:
        name: The selector.
        nearest: The nearest one that exists.
    """

    _sentences: ClassVar[Mapping[str, str]] = {
        "vi": '"{name}" không phải mã, đầu mã, tên, nhãn hay bộ quy tắc nào',
        "en": '"{name}" is no rule code, prefix, name, tag or profile',
    }


class UnknownDraftError(_UnknownNameError):
    """An id that no draft among a plan's amendments bears.

    Attributes:
        name: The id asked for.
        nearest: The nearest one that exists.
    """

    _sentences: ClassVar[Mapping[str, str]] = {
        "vi": 'kế hoạch không có dự thảo sửa đổi nào mang mã "{name}"',
        "en": 'no draft among the amendments of the plan has the id "{name}"',
    }


class IssuedAmendmentError(UnknownDraftError):
    """The id of an amendment that is issued, named as if it were a draft.

    Attributes:
        name: The id asked for.
        nearest: None.
    """

    _sentences: ClassVar[Mapping[str, str]] = {
        "vi": 'sửa đổi "{name}" đã ban hành nên luôn được tính từ ngày hiệu lực; chỉ nêu dự thảo',
        "en": 'the amendment "{name}" is issued and counts from its own day; name drafts only',
    }


class UnknownEventError(_UnknownNameError):
    """A uid that nothing bears that is owed under a plan.

    Attributes:
        name: The uid asked for.
        nearest: The nearest one that exists.
    """

    _sentences: ClassVar[Mapping[str, str]] = {
        "vi": 'kế hoạch không có đầu việc nào mang mã "{name}"',
        "en": 'nothing that is owed under the plan has the uid "{name}"',
    }


class OutOfCalendarError(PlanrulesError, ValueError):
    """A day of which the plan's calendar does not know whether it is worked.

    Attributes:
        year: The year; None where the day lies outside the years 1 to 9999.
        calendar: Name of the calendar.
        covered: The years that it covers.
        task: Id of the task that the day is reckoned for, where it is known.
        field: The field of the task that it follows from, where that is known.
    """

    def __init__(
        self,
        year: int | None,
        calendar: str,
        covered: Sequence[int] = (),
        task: str | None = None,
        field: str | None = None,
    ) -> None:
        """Keep the facts; see the class for what they mean."""
        super().__init__(year, calendar, covered, task, field)
        self.year = year
        self.calendar = calendar
        self.covered = covered
        self.task = task
        self.field = field

    def of(self, task: str, field: str | None = None) -> "OutOfCalendarError":
        """Return the same error, told of a task."""
        return OutOfCalendarError(self.year, self.calendar, self.covered, task, field)

    def text(self, language: str = "vi") -> str:
        """Return the sentence for people in ``vi`` or ``en``."""
        if self.year is None:
            return self._beyond(language)
        first, last = min(self.covered), max(self.covered)
        if language == "vi":
            return (
                f"lịch {self.calendar} chỉ có các năm {first}-{last}, chưa có năm {self.year};"
                ' muốn tạm tính thì ghi [calendar] beyond = "project"'
            )
        return (
            f"the calendar {self.calendar} covers {first}-{last}, not {self.year};"
            ' to project, write [calendar] beyond = "project"'
        )

    def _beyond(self, language: str) -> str:
        fields = self.field or "due, on, not_before, duration, within, due_after_close"
        if language == "vi":
            whose = "" if self.task is None else f' của nhiệm vụ "{self.task}"'
            return (
                f"thời gian tính ra{whose} nằm ngoài các năm từ 1 đến 9999; kiểm tra lại ngày, thời"
                f" lượng ({fields})"
            )
        whose = "" if self.task is None else f' of the task "{self.task}"'
        return (
            f"a date{whose} comes out outside the years 1 to 9999; check the dates and lengths that"
            f" it follows from ({fields})"
        )

    def __str__(self) -> str:
        """Return the sentence in English, the language of tracebacks."""
        return self.text("en")


class MissingEngineError(PlanrulesError, ImportError):
    """A library that a plan does not need, but a data frame does, is not installed.

    Attributes:
        engines: The libraries, any one of which would do; extras of planrules bear their names.
    """

    def __init__(self, *engines: str) -> None:
        """Keep the names of the libraries."""
        super().__init__(*engines)
        self.engines = engines

    def __str__(self) -> str:
        """Return what to do, in English, the language of tracebacks."""
        names = " or ".join(self.engines)
        commands = " or ".join(f'pip install "planrules[{engine}]"' for engine in self.engines)
        return f"a data frame needs {names}: {commands}"


class NoStartError(PlanrulesError, ValueError):
    """A plan that says nowhere when it starts can't be scheduled."""

    def text(self, language: str = "vi") -> str:
        """Return the sentence for people in ``vi`` or ``en``."""
        if language == "vi":
            return (
                "Kế hoạch chưa nêu ngày bắt đầu; ghi starts_on, hoặc tạm tính bằng"
                " assumed.starts_on = { value, reason }"
            )
        return (
            "the plan says nowhere when it starts; write starts_on, or assume it with"
            " assumed.starts_on = { value, reason }"
        )

    def __str__(self) -> str:
        """Return the sentence in English, the language of tracebacks."""
        return self.text("en")


class SumsError(PlanrulesError, ValueError):
    """Numbers of a status table that do not add up.

    Attributes:
        misses: Each sum that is not what it should be.
    """

    def __init__(self, misses: Sequence[str]) -> None:
        """Keep the sums."""
        super().__init__(misses)
        self.misses = tuple(misses)

    def __str__(self) -> str:
        """Return all of them in one line."""
        return "; ".join(self.misses)


class BusyError(PlanrulesError, TimeoutError):
    """Somebody else was writing to a folder all the time; nothing was written.

    Attributes:
        folder: Name of the folder.
    """

    _sentences: ClassVar[Mapping[str, str]]

    def __init__(self, folder: str) -> None:
        """Keep the name of the folder."""
        super().__init__(folder)
        self.folder = folder

    def text(self, language: str = "vi") -> str:
        """Return the sentence for people in ``vi`` or ``en``."""
        return self._sentences[language].format(folder=self.folder)

    def __str__(self) -> str:
        """Return the sentence in English, the language of tracebacks."""
        return self.text("en")


class LedgerBusyError(BusyError):
    """Somebody else was writing to a ledger all the time; nothing was written."""

    _sentences: ClassVar[Mapping[str, str]] = {
        "vi": "{folder}: nơi khác đang ghi vào sổ này; chưa ghi gì, hãy thử lại sau",
        "en": "{folder}: others keep writing to this ledger; nothing was written, try again",
    }
