"""What whoever publishes feeds ought to know: changes without an amendment, feeds too large."""

from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from planrules.feeds.event import DOMAIN
from planrules.model.message import Message, Text


class NoticeKind(StrEnum):
    """What a notice is about."""

    MOVED = "moved"
    UNRECORDED = "unrecorded"
    REWORDED = "reworded"
    DROPPED = "dropped"
    REBUILT = "rebuilt"
    MISCOUNTED = "miscounted"
    LARGE = "large"
    DRAFTED = "drafted"
    EMPTIED = "emptied"


@attrs.frozen
class Notice:
    """Something to look at; feeds were written all the same.

    Attributes:
        kind: What it is about.
        subject: The uid of an event, or the name of a file or of the folder.
        message: What to say.
    """

    kind: NoticeKind
    subject: str
    message: Message

    @property
    def about(self) -> str:
        """The task whose event it is about, plan and id; the subject where that is no work."""
        if not self.subject.endswith(DOMAIN) or self.subject.startswith("waiver."):
            return self.subject
        return ".".join(self.subject.removeprefix("window.").split(".")[:2])


_TEXTS: Final[dict[NoticeKind, Text]] = {
    NoticeKind.MOVED: Text(
        "{subject} (“{title}”): {changes}, sửa ngay trong kế hoạch; lịch đã cập nhật "
        "(SEQUENCE {sequence}), nhưng cần một văn bản sửa đổi",
        "{subject} (“{title}”): {changes}, in the plan itself; the calendar follows "
        "(SEQUENCE {sequence}), but an amendment is due",
    ),
    NoticeKind.UNRECORDED: Text(
        "{subject} (“{title}”): {changes}, do một gia hạn đã ghi trong sổ theo dõi bị sửa hoặc "
        "xóa; lịch đã cập nhật (SEQUENCE {sequence}), nhưng cần ghi một gia hạn mới thay cho việc "
        "sửa bản đã ghi",
        "{subject} (“{title}”): {changes}, as an extension in the ledger was changed or taken out; "
        "the calendar follows (SEQUENCE {sequence}), but a new extension is due instead",
    ),
    NoticeKind.REWORDED: Text(
        "{subject} (“{title}”): nội dung đã đổi ngay trong kế hoạch; cần một văn bản sửa đổi",
        "{subject} (“{title}”): its text was changed in the plan itself; an amendment is due",
    ),
    NoticeKind.DROPPED: Text(
        "{subject} (“{title}”): không còn trong kế hoạch mà không có văn bản sửa đổi; lịch ghi là "
        "bãi bỏ",
        "{subject} (“{title}”): is gone from the plan without an amendment; the calendar has it as "
        "withdrawn",
    ),
    NoticeKind.REBUILT: Text(
        "{subject}: không khớp với manifest.json; số SEQUENCE được đọc lại từ chính tệp này",
        "{subject}: does not agree with manifest.json; SEQUENCE was read from the file itself",
    ),
    NoticeKind.MISCOUNTED: Text(
        "{subject}: SEQUENCE “{found}” trong {file} không dùng được; lịch đi tiếp từ {sequence}",
        "{subject}: SEQUENCE “{found}” in {file} can't be used; the calendar goes on from "
        "{sequence}",
    ),
    NoticeKind.LARGE: Text(
        "{subject}: {count} mục, {size} kB; nhiều ứng dụng đọc chậm tệp trên {most} mục hoặc 1 MB: "
        "thu hẹp bằng --ahead",
        "{subject}: {count} entries, {size} kB; programs are slow with more than {most} entries or "
        "1 MB: narrow it with --ahead",
    ),
    NoticeKind.DRAFTED: Text(
        "{subject}: trước đây là lịch chính thức, nay tính cả dự thảo {drafts}; ghi phương án dự "
        "thảo vào một thư mục riêng (--out), rồi ghi lại thư mục này không có --with",
        "{subject}: held the official calendars, and now draft {drafts} counts in them; put drafts "
        "in a folder of their own (--out), and write this one again without --with",
    ),
    NoticeKind.EMPTIED: Text(
        "{subject}: tính đến {day} không còn mục nào trong lịch; nếu nhầm ngày thì ghi lại với "
        "--as-of đúng và --rewind",
        "{subject}: as of {day} nothing is left in the calendars; if that day is a mistake, write "
        "them again with the right --as-of and --rewind",
    ),
}


def notice(kind: NoticeKind, subject: str, /, **facts: int | str | date | Text) -> Notice:
    """Return a notice with its facts in place."""
    return Notice(kind, subject, _TEXTS[kind].of(subject=subject, **facts))
