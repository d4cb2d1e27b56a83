"""Exceptions only: each carries its facts as attributes and builds its own text."""

from collections.abc import Mapping, Sequence
from typing import Self


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
    none of those, and ``references_checked`` says which of the two stages was reached.
    """

    references_checked: bool

    def __new__(cls, faults: Sequence[PlanFault], *, references_checked: bool) -> Self:
        """Order the faults and make the group."""
        ordered = sorted(faults, key=lambda f: (f.file, f.line, f.column, f.code, str(f)))
        self = super().__new__(cls, f"the plan can't be read: {len(ordered)} fault(s)", ordered)
        self.references_checked = references_checked
        return self

    def __init__(self, faults: Sequence[PlanFault], *, references_checked: bool) -> None:
        """See ``__new__``: an exception group is complete when it is made."""

    def derive(self, excs: Sequence[PlanFault]) -> "PlanFileError":  # type: ignore[override]  # only faults go in, so only faults come out
        """Return a group of the same stage around some of the faults."""
        return PlanFileError(excs, references_checked=self.references_checked)

    @property
    def faults(self) -> tuple[PlanFault, ...]:
        """The faults in order of their places."""
        return tuple(fault for fault in self.exceptions if isinstance(fault, PlanFault))


class UnknownIdError(PlanrulesError, KeyError):
    """An id that nothing in the plan bears."""

    def __init__(self, id: str, nearest: str | None = None) -> None:
        """Keep the id asked for and the nearest one that exists."""
        super().__init__(id)
        self.id = id
        self.nearest = nearest

    def text(self, language: str = "vi") -> str:
        """Return the sentence for people."""
        if language == "vi":
            hint = f'; có phải "{self.nearest}"?' if self.nearest else ""
            return f'trong kế hoạch không có gì mang mã "{self.id}"{hint}'
        hint = f'; did you mean "{self.nearest}"?' if self.nearest else ""
        return f'nothing in the plan has the id "{self.id}"{hint}'

    def __str__(self) -> str:
        """Return the sentence in English, the language of tracebacks."""
        return self.text("en")


class UnknownRuleError(PlanrulesError, KeyError):
    """A rule code, prefix, name or tag that selects nothing."""

    def __init__(self, selector: str, nearest: str | None = None) -> None:
        """Keep the selector and the nearest one that exists."""
        super().__init__(selector)
        self.selector = selector
        self.nearest = nearest

    def text(self, language: str = "vi") -> str:
        """Return the sentence for people."""
        if language == "vi":
            hint = f'; có phải "{self.nearest}"?' if self.nearest else ""
            return f'"{self.selector}" không phải mã, đầu mã, tên, nhãn hay bộ quy tắc nào{hint}'
        hint = f'; did you mean "{self.nearest}"?' if self.nearest else ""
        return f'"{self.selector}" is no rule code, prefix, name, tag or profile{hint}'

    def __str__(self) -> str:
        """Return the sentence in English, the language of tracebacks."""
        return self.text("en")
