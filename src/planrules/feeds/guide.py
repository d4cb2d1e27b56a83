"""What the page of a folder of feeds explains: how to subscribe, and what the marks mean."""

from collections.abc import Iterator
from typing import Final

from planrules.feeds.bilingual import both
from planrules.feeds.marks import CANCELLED, DONE, HANDED_OVER, MOVED_ON, UNDATED
from planrules.feeds.options import FeedOptions, Profile
from planrules.model.message import Text
from planrules.rules.wording import ASSUMED

_HOW: Final = Text("Cách đăng ký", "How to subscribe")
#: By program what to do at a screen, and with the page on paper.
_WAYS: Final[tuple[tuple[Text, Text, Text], ...]] = (
    (
        Text("iPhone, iPad, máy Mac", "iPhone, iPad, Mac"),
        Text(
            "quét mã QR hoặc bấm “Đăng ký”, rồi đồng ý thêm lịch.",
            "scan the QR code or follow “Subscribe”, then agree to add the calendar.",
        ),
        Text(
            "quét mã QR, rồi đồng ý thêm lịch.", "scan the QR code, then agree to add the calendar."
        ),
    ),
    (
        Text("Outlook", "Outlook"),
        Text(
            "Thêm lịch → Đăng ký từ web → dán địa chỉ.",
            "Add calendar → Subscribe from web → paste the address.",
        ),
        Text(
            "Thêm lịch → Đăng ký từ web → gõ địa chỉ.",
            "Add calendar → Subscribe from web → type the address.",
        ),
    ),
    (
        Text("Google Lịch", "Google Calendar"),
        Text(
            "mở trang này trên máy tính, bấm “Thêm vào Google Lịch”; lịch hiện cả trên điện thoại. "
            "Google tự đọc lại lịch theo giờ riêng, thường trong vòng một ngày.",
            "open this page on a computer and follow “Add to Google Calendar”; phones then show it "
            "too. Google reads it again in its own time, mostly within a day.",
        ),
        Text(
            "trên máy tính: Lịch khác → Từ URL → gõ địa chỉ; lịch hiện cả trên điện thoại. "
            "Google tự đọc lại lịch theo giờ riêng, thường trong vòng một ngày.",
            "on a computer: Other calendars → From URL → type the address; phones then show it "
            "too. Google reads it again in its own time, mostly within a day.",
        ),
    ),
    (
        Text("Thunderbird và ứng dụng khác", "Thunderbird and others"),
        Text(
            "Lịch mới → Trên mạng → dán địa chỉ.",
            "New calendar → On the network → paste the address.",
        ),
        Text(
            "Lịch mới → Trên mạng → gõ địa chỉ.",
            "New calendar → On the network → type the address.",
        ),
    ),
)
_REMINDERS: Final = Text("Nhắc hạn", "Reminders")
_KEEP: Final = Text(
    "lịch của từng cơ quan có lời nhắc; trên iPhone, khi thêm lịch đừng xóa lời nhắc. Google Lịch "
    "và Outlook bỏ qua lời nhắc của lịch đăng ký.",
    "the calendars of bodies remind; on an iPhone keep the alerts when you add one. Google "
    "Calendar and Outlook leave out reminders of subscriptions.",
)
_MARKS: Final = Text("Ký hiệu trong lịch", "Marks in the calendars")
#: A single character may be taken for a picture by whatever reads pages aloud.
_CHECKED: Final = Text(f"{DONE}trước tên việc", f"{DONE}before a title")
_MEANINGS: Final[tuple[tuple[Text, Text], ...]] = (
    (_CHECKED, Text("đã hoàn thành", "done")),
    (CANCELLED, Text("không còn phải thực hiện", "no longer owed")),
    (HANDED_OVER, Text("cơ quan khác làm thay", "another body does it instead")),
    (MOVED_ON, Text("đã chuyển cho cơ quan khác", "passed on to another body")),
    (UNDATED, Text("vẫn phải làm, không còn thời hạn", "still owed, though by no day")),
    (
        Text("(dự thảo)", "(draft)"),
        Text("theo dự thảo sửa đổi, chưa có hiệu lực", "by a draft amendment, not in force"),
    ),
    (
        Text(f"({ASSUMED.vi})", f"({ASSUMED.en})"),
        Text("văn bản không nêu, còn tạm tính", "assumed, not stated by the document"),
    ),
)


def ways(options: FeedOptions, /) -> Iterator[str]:
    """Yield how to subscribe, as HTML; nothing where nobody can."""
    if options.url is None or options.profile is Profile.PUBLISH:
        return
    yield f"<h2>{both(_HOW)}</h2>"
    yield "<dl>"
    for name, at_screen, on_paper in _WAYS:
        yield f"<dt>{both(name)}</dt>"
        yield f'<dd class="screen">{both(at_screen)}</dd>'
        yield f'<dd class="paper">{both(on_paper)}</dd>'
    if options.alarms:
        yield f"<dt>{both(_REMINDERS)}</dt><dd>{both(_KEEP)}</dd>"
    yield "</dl>"


def marks() -> Iterator[str]:
    """Yield what stands before and behind titles of events and what it means, as HTML."""
    yield f"<h2>{both(_MARKS)}</h2>"
    yield '<dl class="marks">'
    for mark, meaning in _MEANINGS:
        bare = Text(mark.vi.strip(), mark.en.strip())
        yield f"<div><dt>{both(bare)}</dt><dd>{both(meaning)}</dd></div>"
    yield "</dl>"
