"""The page of a folder of feeds: how to subscribe to each, and what is due next.

It is in Vietnamese and English, needs no script and no other file, and fits phones and paper. Its
body and its own style are files beside this module.
"""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from io import BytesIO
from string import Template
from typing import Final
from urllib.parse import quote

import segno

from planrules.errors import UnknownIdError
from planrules.feeds.event import NOBODY
from planrules.feeds.feed import Feed, Feeds
from planrules.feeds.options import Profile
from planrules.feeds.phrases import UNOWNED
from planrules.model.body import Unit
from planrules.model.message import Text, shown
from planrules.model.progress import State
from planrules.model.what_if import left_out
from planrules.page.frame import whole_page
from planrules.text import printable

#: How many of the next deadlines are shown.
_NEXT: Final = 20
_GOOGLE: Final = "https://calendar.google.com/calendar/r?cid="
_SETTLED: Final = frozenset({State.DONE, State.SUBMITTED, State.SUSPENDED})

_KIND: Final = Text("Lịch công việc", "Work calendars")
_AS_OF: Final = Text("Cập nhật theo tình hình đến {day}.", "As of {day}.")
_WHAT: Final = Text(
    "Đăng ký một lần, lịch tự cập nhật khi thời hạn thay đổi.",
    "Subscribe once: the calendar follows when a deadline moves.",
)
_DRAFTS: Final = Text(
    "Có tính cả dự thảo sửa đổi chưa ban hành: {drafts}.",
    "Draft amendments count as if they held: {drafts}.",
)
_FEEDS: Final = Text("Các lịch", "Calendars")
_SUBSCRIBE: Final = Text("Đăng ký", "Subscribe")
_ADD_TO_GOOGLE: Final = Text("Thêm vào Google Lịch", "Add to Google Calendar")
_DOWNLOAD: Final = Text("Tải tệp", "Download")
_QR: Final = Text("Mã QR của địa chỉ", "QR code of the address")
_COUNT: Final = Text("{count} mục", "entries")
_NO_URL: Final = Text(
    "Chép địa chỉ của tệp .ics rồi chọn “Đăng ký lịch từ địa chỉ (URL)” trong ứng dụng lịch; nếu "
    "chỉ tải tệp về, lịch sẽ không tự cập nhật.",
    "Copy the address of the .ics file and choose “Subscribe from URL” in the calendar program; a "
    "file that is only downloaded does not follow changes.",
)
_ENDED: Final = Text(
    "Lịch của cơ quan đã kết thúc hoạt động", "Calendars of bodies that have ended"
)
_WHERE: Final = Text(
    "Các lịch này giữ lại một thời gian và chỉ sang cơ quan kế tiếp.",
    "They stay for a while and point to the bodies that came after.",
)
_WHOLE: Final = Text("Toàn bộ kế hoạch", "The whole plan")
_DUE: Final = Text("Việc sắp đến hạn", "Next deadlines")
_DAY: Final = Text("Thời hạn", "Due")
_WORK: Final = Text("Đầu việc", "Work")
_NONE: Final = Text("Không có việc nào sắp đến hạn.", "Nothing is due.")
_MORE: Final = Text("… và {count} việc khác trong lịch.", "… and {count} more in the calendar.")
_HOW: Final = Text("Cách đăng ký", "How to subscribe")
_WAYS: Final[tuple[tuple[Text, Text], ...]] = (
    (
        Text("iPhone, iPad, máy Mac", "iPhone, iPad, Mac"),
        Text(
            "quét mã QR hoặc bấm “Đăng ký”, rồi đồng ý thêm lịch.",
            "scan the QR code or follow “Subscribe”, then agree to add the calendar.",
        ),
    ),
    (
        Text("Outlook", "Outlook"),
        Text(
            "Thêm lịch → Đăng ký từ web → dán địa chỉ.",
            "Add calendar → Subscribe from web → paste the address.",
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
    ),
    (
        Text("Thunderbird và ứng dụng khác", "Thunderbird and others"),
        Text(
            "Lịch mới → Trên mạng → dán địa chỉ.",
            "New calendar → On the network → paste the address.",
        ),
    ),
)
_CHECKSUMS: Final = Text("Mã kiểm tra các tệp", "Checksums of the files")


def index_page(feeds: Feeds, /) -> str:
    """Return the page of a folder of feeds.

    Links that programs subscribe by, and QR codes of them, are there only where ``options.url``
    says where the folder can be reached.
    """
    folder = files("planrules.feeds").joinpath("pages")
    title = escape(printable(feeds.plan.title))
    sections = (*_feed_list(feeds), *_next_due(feeds), *_ways(feeds), *_ended(feeds))
    body = Template(folder.joinpath("index.html").read_text("utf-8")).substitute(
        kinds=_both(_KIND),
        title=title,
        lead="\n".join(_lead(feeds)),
        sections="\n".join(sections),
        footer=f'<p><a href="SHA256SUMS">{_both(_CHECKSUMS)}</a></p>',
    )
    return whole_page(
        language="vi",
        title=f"{_KIND.vi}: {title}",
        body=body,
        style=folder.joinpath("index.css").read_text("utf-8"),
        has_pictures=True,
    )


def _lead(feeds: Feeds) -> Iterator[str]:
    yield f"<p>{_both(_AS_OF, day=feeds.as_of)}</p>"
    if feeds.drafts:
        titles = tuple(_titles(feeds))
        yield f"<p><strong>{_both(_DRAFTS, drafts=titles)}</strong></p>"
    for vi, en in zip(left_out(feeds.plan, "vi"), left_out(feeds.plan, "en"), strict=True):
        yield f"<p><strong>{_both(Text(f'{vi}.', f'{en}.'))}</strong></p>"
    yield f"<p>{_both(_WHAT)}</p>"
    yield f'<p class="jump"><a href="#viec">{_both(_DUE)}</a></p>'


def _titles(feeds: Feeds) -> Iterator[str]:
    """Yield what the drafts that count are called: their titles, their ids where they have none."""
    for one in feeds.plan.amendments:
        if one.id in feeds.drafts:
            yield printable(f"“{one.title}”" if one.title else one.id)


def _feed_list(feeds: Feeds) -> Iterator[str]:
    yield f'<h2 id="lich">{_both(_FEEDS)}</h2>'
    if feeds.options.url is None:
        yield f"<p>{_both(_NO_URL)}</p>"
    yield '<ul class="feeds">'
    for feed in feeds:
        if not _has_ended(feeds, feed):
            yield from _card(feeds, feed)
    yield "</ul>"


def _ended(feeds: Feeds) -> Iterator[str]:
    """Yield the feeds of bodies that are no more: last, for nobody has to subscribe to them."""
    ended = [feed for feed in feeds if _has_ended(feeds, feed)]
    if ended:
        yield f"<h2>{_both(_ENDED)}</h2>"
        yield f"<p>{_both(_WHERE)}</p>"
        yield '<ul class="feeds ended">'
        for feed in ended:
            yield from _card(feeds, feed, is_ended=True)
        yield "</ul>"


def _has_ended(feeds: Feeds, feed: Feed) -> bool:
    """Return whether a feed is for a body that is there no longer."""
    if feed.unit is None:
        return False
    try:
        body = feeds.plan.body(feed.unit)
    except UnknownIdError:
        return True
    return isinstance(body, Unit) and not body.exists_on(feeds.as_of)


def _card(feeds: Feeds, feed: Feed, *, is_ended: bool = False) -> Iterator[str]:
    """Yield what there is to a feed; less where nobody has a reason to subscribe to it anew."""
    url = feeds.options.url
    called = _called(feeds, feed)
    name = escape(called if isinstance(called, str) else called.vi)
    web = None
    if url is not None and feeds.options.profile is not Profile.PUBLISH:
        web = f"webcal://{url.partition('://')[2]}{feed.file}"
    yield "<li>"
    yield "<div>"
    yield f"<h3>{name if isinstance(called, str) else _both(called)}</h3>"
    yield f'<p class="about">{_both(_COUNT, count=len(feed.events))}</p>'
    yield "<ul>"
    if web is not None:
        yield _link(web, _SUBSCRIBE, name)
        if not feeds.options.is_tasks:
            yield _link(f"{_GOOGLE}{quote(web, safe='')}", _ADD_TO_GOOGLE, name)
    yield _link(feed.file, _DOWNLOAD, name)
    yield "</ul>"
    yield "</div>"
    if not is_ended:
        if web is not None:
            yield _qr(web, f"{_QR.vi}: {name}")
        yield f'<p class="address">{escape((url or "") + feed.file)}</p>'
    yield "</li>"


def _called(feeds: Feeds, feed: Feed) -> Text | str:
    """Return what a feed is called on the page of its plan: a name, or words in both languages."""
    if feed.is_whole:
        return _WHOLE
    if feed.file == f"{feeds.plan.id}.{NOBODY}.ics":
        return UNOWNED
    return feeds.who(feed)


def _link(address: str, text: Text, name: str) -> str:
    words = f'{_both(text)}<span class="hidden">: {name}</span>'
    return f'<li><a href="{escape(address)}">{words}</a></li>'


def _qr(address: str, label: str) -> str:
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgclass="qr", lineclass=None, omitsize=True, nl=False
    )
    return drawn.getvalue().decode().replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def _next_due(feeds: Feeds) -> Iterator[str]:
    """Yield what is due next: not done, not withdrawn, on the day of the assessment or later."""
    coming = [
        event
        for event in feeds[0].events
        if event.first is not None
        and event.first >= feeds.as_of
        and not event.is_cancelled
        and event.progress is not None
        and event.progress.state not in _SETTLED
    ]
    yield f'<h2 id="viec">{_both(_DUE)}</h2>'
    if not coming:
        yield f"<p>{_both(_NONE)}</p>"
        return
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{_DUE.vi}"><table>'
    heads = "".join(f'<th scope="col">{_both(head)}</th>' for head in (_DAY, _WORK))
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for event in coming[:_NEXT]:
        yield f"<tr><td>{shown(event.first, 'vi')}</td><td>{escape(event.summary)}</td></tr>"
    yield "</tbody></table></div>"
    if len(coming) > _NEXT:
        yield f"<p>{_both(_MORE, count=len(coming) - _NEXT)}</p>"


def _ways(feeds: Feeds) -> Iterator[str]:
    if feeds.options.url is None or feeds.options.profile is Profile.PUBLISH:
        return
    yield f"<h2>{_both(_HOW)}</h2>"
    yield "<dl>"
    for name, way in _WAYS:
        yield f"<dt>{_both(name)}</dt><dd>{_both(way)}</dd>"
    yield "</dl>"


def _both(text: Text, **facts: object) -> str:
    """Return a sentence in both languages, each marked as what it is."""
    vi, en = (
        escape(said.format(**{k: shown(fact, language) for k, fact in facts.items()}), quote=False)
        for said, language in ((text.vi, "vi"), (text.en, "en"))
    )
    return vi if vi == en else f'{vi} <span lang="en">/ {en}</span>'
