"""Why feeds can't be made or written."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from planrules.errors import BusyError, PlanrulesError
from planrules.model.message import shown


class FeedsBusyError(BusyError):
    """Somebody else was writing to a folder of feeds all the time; nothing was written."""

    _sentences: ClassVar[Mapping[str, str]] = {
        "vi": "{folder}: nơi khác đang ghi vào thư mục lịch này; chưa ghi gì, hãy thử lại sau",
        "en": "{folder}: others keep writing these feeds; nothing was written, try again",
    }


class FeedFolderError(PlanrulesError, ValueError):
    """A folder that holds feeds which new ones can't follow.

    Attributes:
        folder: Name of the folder.
        what: What does not fit: ``plan``, ``profile``, ``as_of``, or ``file`` where somebody else's
            file stands in the way.
        found: What the feeds in it are of; a day as ``2025-03-31``.
        wanted: What the new ones would be of.
    """

    _sentences: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "vi": {
            "plan": 'đang chứa lịch của kế hoạch "{found}", không phải "{wanted}"',
            "profile": "đang chứa lịch loại {found}, không phải {wanted}",
            "as_of": "đang chứa lịch tính đến {found}, sau ngày {wanted}; xem lại --as-of; nếu "
            "lần trước ghi nhầm ngày {found} thì thêm --rewind: lịch ghi lại theo ngày {wanted}, "
            "không số SEQUENCE nào lùi",
            "file": "đã có sẵn tệp {found}, không phải do planrules ghi",
        },
        "en": {
            "plan": 'holds feeds of the plan "{found}", not of "{wanted}"',
            "profile": "holds feeds of the profile {found}, not {wanted}",
            "as_of": "holds feeds as of {found}, later than {wanted}; look at --as-of again; if "
            "{found} was a mistake, add --rewind: the feeds are written as of {wanted}, and no "
            "SEQUENCE goes back",
            "file": "holds {found} already, which planrules did not write",
        },
    }

    def __init__(self, folder: str, what: str, found: str, wanted: str) -> None:
        """Keep what does not fit."""
        super().__init__(folder, what, found, wanted)
        self.folder = folder
        self.what = what
        self.found = found
        self.wanted = wanted

    def text(self, language: str = "vi") -> str:
        """Return the sentence for people in ``vi`` or ``en``."""
        found, wanted = self.found, self.wanted
        if self.what == "as_of":
            found, wanted = (shown(date.fromisoformat(day), language) for day in (found, wanted))
        why = self._sentences[language][self.what].format(found=found, wanted=wanted)
        if self.what == "as_of":
            return f"{self.folder}: {why}"
        advice = "chọn thư mục khác" if language == "vi" else "choose another folder"
        return f"{self.folder}: {why}; {advice}"

    def __str__(self) -> str:
        """Return the sentence in English, the language of tracebacks."""
        return self.text("en")


class FeedOptionError(PlanrulesError, ValueError):
    """A value that feeds can't be written with.

    Attributes:
        field: Name of the option.
        found: What was given.
        expected: What was expected: a value that would do, or its bounds.
    """

    def __init__(self, field: str, found: str, expected: str) -> None:
        """Keep what can't be used."""
        super().__init__(field, found, expected)
        self.field = field
        self.found = found
        self.expected = expected

    def text(self, language: str = "vi") -> str:
        """Return the sentence in ``vi`` or ``en``."""
        if language == "vi":
            found = f"“{self.found}”: chưa đúng" if self.found else "chưa nêu"
            return f"{self.field}: {found}; cần {self._like('dạng ')}{self.expected}"
        found = f'"{self.found}" can\'t be used' if self.found else "not given"
        return f"{self.field}: {found}; expected {self._like('one like ')}{self.expected}"

    def _like(self, words: str) -> str:
        """Return words for what is expected where that is only an example of it."""
        return words if {"@", "/"} & set(self.expected) else ""

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.text("en")
